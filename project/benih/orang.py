"""The people of the bulk data: offices, units, positions, who is above whom, and who holds a role."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from kinerja.akun.models import Pengguna
from kinerja.akun.permissions import GRUP_ADMIN_BKD, GRUP_REDAKTUR
from kinerja.kepegawaian.models import Jabatan, KewenanganWilayah, Pegawai, PerangkatDaerah, UnitKerja
from kinerja.kepegawaian.permissions import AUDIT, KELOLA, VERIFIKASI

PASSWORD = "KinerjaNTT-2026"  # noqa: S105
SETIAP_PENILAI, PENILAI_TERBESAR, OPD_TERKECIL = 15, 400, 100
GOLONGAN = ("II/c", "II/d", "III/a", "III/b", "III/c", "III/d", "IV/a")


@dataclass
class Orang:
    nomor: int
    pk: int
    akun: int
    nip: str
    nama: str
    opd: PerangkatDaerah
    unit: int
    unit_nama: str
    golongan: str
    jabatan: Jabatan
    atasan: Orang | None
    riwayat: int = 0
    penugasan: int = 0
    rhk: list[dict] = field(default_factory=list)  # as a version of the SKP keeps them
    kenari: int = 0

    @property
    def pimpinan(self) -> bool:
        return self.jabatan.pimpinan

    @property
    def pihak(self) -> dict:
        """As a version of an SKP names him."""
        return {
            "nama": self.nama,
            "nip": self.nip,
            "pangkat": self.golongan,
            "jabatan": self.jabatan.nama,
            "unit_kerja": self.unit_nama,
        }


class Penduduk:
    """The half of `Benih` that invents people; it writes with `self.tulis` and draws from `self.acak`."""

    def _penduduk(self) -> None:
        self.sandi = make_password(PASSWORD, salt="benihbenihbenih")
        jabatan = {n: self._jabatan(n, *isi) for n, isi in _JABATAN.items()}
        daftar_opd = list(PerangkatDaerah.objects.order_by("kode"))
        setda = next(o for o in daftar_opd if o.kode == "SETDA")
        self.gubernur = self._tambah_orang(
            setda, jabatan["gubernur"], None, nama_unit="Gubernur", non_asn=True
        )
        sekda = self._tambah_orang(setda, jabatan["sekda"], self.gubernur, nama_unit="Sekretariat Daerah")
        dipakai = [setda, *(o for o in daftar_opd if o.kode != "SETDA")]
        dipakai = dipakai[: max(2, min(len(dipakai), self.jumlah // OPD_TERKECIL))]
        sisa = self.jumlah - 1
        for n, opd in enumerate(dipakai, 1):
            bagian = sisa // (len(dipakai) - n + 1)
            sisa -= self._isi_opd(opd, jabatan, sekda, bagian, terbesar=n == 1)

    def _isi_opd(self, opd, jabatan, sekda: Orang, jumlah: int, *, terbesar: bool) -> int:
        """A head, then units of a kepala and his people; the first office has one unit of 400."""
        if not jumlah:
            return 0
        kepala = self._tambah_orang(opd, jabatan["pimpinan"], sekda, nama_unit=f"Kantor {opd.kode}")
        sisa, unit = jumlah - 1, 0
        while sisa:
            banyak = min(PENILAI_TERBESAR, jumlah // 2) if terbesar and not unit else SETIAP_PENILAI
            unit += 1
            kabid = self._tambah_orang(opd, jabatan["kabid"], kepala, nama_unit=f"Bidang {unit:03d}")
            anggota = min(banyak, sisa - 1)
            for _ in range(anggota):
                pilihan = jabatan["jf"] if self.acak.random() < 0.6 else jabatan["pelaksana"]
                self._tambah_orang(opd, pilihan, kabid)
            sisa -= anggota + 1
        return jumlah

    def _tambah_orang(self, opd, jabatan, atasan, *, nama_unit="", non_asn=False) -> Orang:
        n = len(self.orang)
        nip = "" if non_asn else _nip(n)
        golongan = "" if non_asn else self.acak.choice(GOLONGAN)
        nama = "Gubernur Demo" if non_asn else f"Pegawai Demo {n:05d}"
        akun = self.tulis.tambah(
            Pengguna,
            username=nip or "gubernur",
            nama=nama,
            email=f"demo{n:05d}@contoh.invalid",
            password=self.sandi,
            dibuat_pada=self.pada,
        )
        pk = self.tulis.tambah(
            Pegawai,
            pengguna_id=akun,
            nip=nip or None,
            nama=nama,
            jenis_kepegawaian="NON_ASN" if non_asn else "PNS",
            golongan=golongan,
            perangkat_daerah_id=opd.pk,
        )
        unit = atasan.unit if atasan else None
        unit_nama = nama_unit or atasan.unit_nama
        if nama_unit:
            unit = self.tulis.tambah(
                UnitKerja, perangkat_daerah_id=opd.pk, induk_id=unit, nama=nama_unit, kepala_id=pk
            )
        orang = Orang(n, pk, akun, nip, nama, opd, unit, unit_nama, golongan, jabatan, atasan)
        self.orang.append(orang)
        return orang

    @staticmethod
    def _jabatan(_kunci: str, nama: str, jenis: str, pimpinan: bool) -> Jabatan:
        return Jabatan.objects.get_or_create(nama=nama, defaults={"jenis": jenis, "pimpinan": pimpinan})[0]

    def _peran(self) -> None:
        """One login for every role; the staff of the last unit hold them, so that nobody is two things at once."""
        kabid = [o for o in self.orang if o.jabatan.nama == _JABATAN["kabid"][0]]
        staf = [o for o in self.orang if o.jabatan.jenis != "STRUKTURAL"][-6:]
        nama = ("pegawai", "pengelola", "verifikatur", "auditor", "admin_bkd", "redaktur")
        peran = {**dict(zip(nama, staf, strict=False)), "penilai": kabid[-1], "penilai_terbesar": kabid[0]}
        self.akun = {"gubernur": "gubernur", **{kunci: orang.nip for kunci, orang in peran.items()}}
        self.tulis.tulis()
        for kunci, izin in {"pengelola": KELOLA, "verifikatur": VERIFIKASI, "auditor": AUDIT}.items():
            if kunci in peran:
                self.tulis.tambah(
                    KewenanganWilayah,
                    user_id=peran[kunci].akun,
                    permission_id=self.izin[izin],
                    content_object_id=peran[kunci].opd.pk,
                )
        for kunci, grup in {"admin_bkd": GRUP_ADMIN_BKD, "redaktur": GRUP_REDAKTUR}.items():
            if kunci in peran:
                Group.objects.get(name=grup).user_set.add(peran[kunci].akun)


_JABATAN = {
    "gubernur": ("Gubernur Nusa Tenggara Timur", "STRUKTURAL", True),
    "sekda": ("Sekretaris Daerah", "STRUKTURAL", True),
    "pimpinan": ("Kepala Perangkat Daerah", "STRUKTURAL", True),
    "kabid": ("Kepala Bidang", "STRUKTURAL", False),
    "jf": ("Pranata Komputer Ahli Pertama", "FUNGSIONAL", False),
    "pelaksana": ("Pengadministrasi Umum", "PELAKSANA", False),
}


def _nip(n: int) -> str:
    """Valid and unique: a birthday between 1970 and 1995 and a serial."""
    lahir = date(1970, 1, 1) + timedelta(days=n * 7919 % 9_000)
    return f"{lahir:%Y%m%d}{lahir.year + 25}{1 + n % 12:02d}{1 + n % 2}{1 + n // 9_000:03d}"
