"""A province of N people over M months, invented and reproducible: the same seed gives the same rows."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils import timezone

from kinerja.akun.models import Pengguna
from kinerja.akun.permissions import GRUP_ADMIN_BKD, GRUP_REDAKTUR
from kinerja.dokumen.models import Riwayat
from kinerja.kalender.models import Bulan
from kinerja.kepegawaian.models import (
    Jabatan,
    KewenanganWilayah,
    Pegawai,
    PejabatPenilai,
    PerangkatDaerah,
    RiwayatJabatan,
    UnitKerja,
)
from kinerja.kepegawaian.permissions import AUDIT, KELOLA, NILAI, VERIFIKASI
from kinerja.realisasi.models import RealisasiBulanan, RealisasiIndikator, UmpanBalikPerilaku, hitung
from kinerja.skp.models import (
    KEDINASAN_LAIN,
    Aspek,
    Ekspektasi,
    Indikator,
    LampiranSkp,
    RencanaHasilKerja,
    Skp,
    VersiSkp,
)
from kinerja.skp.models.versi import ABJAD, PANJANG_KODE
from kinerja.skp.queries import daftar_nilai
from project.benih.penulis import Penulis

URUTAN = [
    Pengguna, Pegawai, UnitKerja, KewenanganWilayah, RiwayatJabatan, PejabatPenilai,
    Skp, RencanaHasilKerja, Indikator, Ekspektasi, VersiSkp,
    RealisasiBulanan, RealisasiIndikator, UmpanBalikPerilaku,
]  # fmt: skip
PASSWORD = "KinerjaNTT-2026"  # noqa: S105
SETIAP_PENILAI, PENILAI_TERBESAR, OPD_TERKECIL = 15, 400, 100
RHK, INDIKATOR_PER_RHK = 4, 3
PASANGAN_RATING = (
    [("SESUAI", "SESUAI")] * 70
    + [("DI_ATAS", "DI_ATAS")] * 12
    + [("SESUAI", "DI_ATAS")] * 8
    + [("DI_BAWAH", "SESUAI")] * 6
    + [("SESUAI", "DI_BAWAH")] * 3
    + [("DI_BAWAH", "DI_BAWAH")]
)
HASIL = {pasangan: hitung(*pasangan) for pasangan in set(PASANGAN_RATING)}
# Of a hundred people, in the months gone by and in the month that is being reported.
STATUS_LALU = ["SELESAI"] * 96 + ["TIDAK_LAPOR"] * 2 + ["TIDAK_DINILAI"] * 2
STATUS_KINI = (
    [""] * 5 + ["DRAF"] * 20 + ["PENILAIAN_HASIL_KERJA"] * 40 + ["PENILAIAN_PERILAKU"] * 10 + ["SELESAI"] * 25
)
BERVERSI = ("DISETUJUI", "SELESAI")
STATUS_SKP = ["DISETUJUI"] * 96 + ["KONSEP"] * 2 + ["PENILAIAN_RENCANA"] * 2
UMPAN_BALIK = ("Sangat memuaskan", "Bagus dan pertahankan", "Sudah baik namun dapat lebih ditingkatkan")
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


class Benih:
    def __init__(self, pegawai: int, bulan: int, seed: int, *, pada: datetime, kenari: bool = False):
        self.acak, self.jumlah, self.kenari = random.Random(seed), pegawai, kenari  # noqa: S311 not a secret
        self.pada = pada
        terakhir = Bulan.dari(pada).sebelum()
        self.daftar_bulan = [terakhir.geser(n) for n in range(1 - bulan, 1)]
        self.tulis = Penulis(URUTAN)
        self.orang: list[Orang] = []
        self.izin = dict(
            Permission.objects.filter(content_type__app_label="kepegawaian").values_list("codename", "pk")
        )
        self.daftar_nilai = daftar_nilai()

    def tanam(self) -> dict:
        """Write everything; returns one login per role, and how many rows there are."""
        self._orang()
        self._peran()
        for tahun in sorted({b.tahun for b in self.daftar_bulan}):
            self._tahun(tahun)
        self.tulis.selesai()
        sistem = Pengguna.objects.sistem()
        rincian = {m._meta.model_name: n for m, n in self.tulis.jumlah.items()}
        with transaction.atomic():
            Riwayat.tambah(sistem, "pengguna.benih_dimuat", oleh=sistem, pada=self.pada, rincian=rincian)
        return {
            "password": PASSWORD,
            "akun": self.akun,
            "bulan": str(self.daftar_bulan[-1]),
            "baris": rincian,
        }

    # --- people ---------------------------------------------------------------------------------------------

    def _orang(self) -> None:
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

    # --- a year ---------------------------------------------------------------------------------------------

    def _tahun(self, tahun: int) -> None:
        terakhir = tahun == self.daftar_bulan[-1].tahun
        bulan_bulan = [b for b in self.daftar_bulan if b.tahun == tahun]
        for orang in self.orang:
            self._riwayat(orang, tahun, terakhir)
            if orang.atasan is None:
                continue
            status = "DISETUJUI" if terakhir else "SELESAI"
            if terakhir and orang.jabatan.jenis != "STRUKTURAL":
                status = self.acak.choice(STATUS_SKP)
            skp = self._skp(orang, tahun, status)
            if status in BERVERSI:
                versi = self._versi(orang, skp)
                for bulan in bulan_bulan:
                    self._bulan(orang, skp["id"], versi, bulan)

    def _riwayat(self, orang: Orang, tahun: int, terakhir: bool) -> None:
        pemeriksa = self.orang[-1] if orang is not self.orang[-1] else self.orang[0]
        orang.riwayat = self.tulis.tambah(
            RiwayatJabatan,
            pegawai_id=orang.pk,
            tahun=tahun,
            jabatan_id=orang.jabatan.pk,
            tmt=date(tahun - 2, 1, 3),
            selesai=None if terakhir else date(tahun, 12, 31),
            perangkat_daerah_id=orang.opd.pk,
            unit_kerja_id=orang.unit,
            aktif=terakhir,
            diusulkan_oleh_id=orang.akun,
            diverifikasi_oleh_id=pemeriksa.akun,
            diverifikasi_pada=_pada(date(tahun, 1, 2), 8),
        )
        if orang.atasan:
            orang.penugasan = self.tulis.tambah(
                PejabatPenilai,
                user_id=orang.atasan.akun,
                permission_id=self.izin[NILAI],
                content_object_id=orang.riwayat,
                pegawai_id=orang.atasan.pk,
                dinilai_id=orang.pk,
                mulai=date(tahun, 1, 1),
                selesai=None if terakhir else date(tahun, 12, 31),
            )

    def _skp(self, orang: Orang, tahun: int, status: str) -> dict:
        """Its columns, with its key and with what is expected."""
        jpt, diajukan = orang.pimpinan, status != "KONSEP"
        skp = {
            **self._snapshot(orang, diajukan=True),
            "status": status,
            "pegawai_id": orang.pk,
            "riwayat_jabatan_id": orang.riwayat,
            "tahun": tahun,
            "mulai": date(tahun, 1, 1),
            "selesai": date(tahun, 12, 31),
            "model": "JPT" if jpt else "JA_JF",
            "predikat": "BAIK" if status == "SELESAI" else "",
            "diajukan_pada": _pada(date(tahun, 1, 10), 9) if diajukan else None,
            "disetujui_pada": _pada(date(tahun, 1, 15), 9) if status in BERVERSI else None,
        }
        skp["id"] = pk = self.tulis.tambah(Skp, **skp)
        self.tulis.tambah(Indikator, skp_kedinasan_lain_id=pk, uraian=KEDINASAN_LAIN)
        induk = [None] * RHK if jpt else orang.atasan.rhk
        orang.rhk = [self._rhk(orang, pk, n, induk[n]) for n in range(RHK)]
        skp["ekspektasi"] = {}
        for nilai in self.daftar_nilai if diajukan else ():
            teks = self._teks(orang, "Bekerja dengan jujur, ramah, dan tepat waktu")
            skp["ekspektasi"][nilai.kode] = teks
            self.tulis.tambah(Ekspektasi, skp_id=pk, nilai_id=nilai.kode, teks=teks)
        return skp

    def _rhk(self, orang: Orang, skp: int, n: int, induk: dict | None) -> dict:
        isi = {
            "jenis": "UTAMA" if n < RHK - 1 else "TAMBAHAN",
            "uraian": self._teks(
                orang, f"Terlaksananya layanan kepegawaian bagian {n + 1} tepat waktu dan berkualitas"
            ),
        }
        atasan = induk["id"] if induk else None
        rhk = self.tulis.tambah(RencanaHasilKerja, skp_id=skp, rhk_atasan_id=atasan, urutan=n + 1, **isi)
        return {
            "id": rhk,
            **isi,
            "atasan_id": atasan,
            "atasan": induk["uraian"] if induk else "",
            "indikator": [self._indikator(orang, rhk, m) for m in range(INDIKATOR_PER_RHK)],
        }

    def _indikator(self, orang: Orang, rhk: int, n: int) -> dict:
        isi = {
            "uraian": self._teks(orang, f"Jumlah atau persentase layanan yang diselesaikan, ukuran {n + 1}"),
            "aspek": "" if orang.pimpinan else Aspek.values[n],
            "perspektif": "PROSES_BISNIS" if orang.pimpinan else "",
            "target_teks": "",
            "satuan": "Persen",
            "arah": "NAIK",
        }
        pk = self.tulis.tambah(Indikator, rhk_id=rhk, target=_PERSEN[n], urutan=n + 1, **isi)
        return {"id": pk, "target": str(_PERSEN[n]), **isi}

    def _versi(self, orang: Orang, skp: dict) -> int:
        """The approved version, as `potret` would take it."""
        return self.tulis.tambah(
            VersiSkp,
            skp_id=skp["id"],
            nomor=1,
            kode="".join(self.acak.choices(ABJAD, k=PANJANG_KODE)),
            disetujui_pada=skp["disetujui_pada"],
            isi={
                "model": skp["model"],
                "pendekatan": "KUANTITATIF",
                "tahun": skp["tahun"],
                "mulai": skp["mulai"].isoformat(),
                "selesai": skp["selesai"].isoformat(),
                "perangkat_daerah": orang.opd.nama,
                "pegawai": _pihak(orang),
                "penilai": _pihak(orang.atasan),
                "rhk": orang.rhk,
                "lampiran": {jenis: [] for jenis in LampiranSkp.Jenis.values},
                "ekspektasi": [
                    {
                        "kode": nilai.kode,
                        "nama": nilai.nama,
                        "panduan": [p.teks for p in nilai.daftar_panduan.all()],
                        "teks": skp["ekspektasi"][nilai.kode],
                    }
                    for nilai in self.daftar_nilai
                ],
            },
        )

    # --- a month --------------------------------------------------------------------------------------------

    def _bulan(self, orang: Orang, skp: int, versi: int, bulan: Bulan) -> None:
        kini = bulan == self.daftar_bulan[-1]
        status = self.acak.choice(STATUS_KINI if kini else STATUS_LALU)
        if not status:
            return
        lanjut = bulan.berikut().awal
        diajukan = status not in ("DRAF", "TIDAK_LAPOR")
        hasil = status in ("PENILAIAN_PERILAKU", "SELESAI")
        rating = self.acak.choice(PASANGAN_RATING)
        isi: dict = {}
        if diajukan:
            isi["diajukan_pada"] = _pada(lanjut, 8 + orang.nomor % 9)
        if hasil:
            isi |= {"rating_hasil": rating[0], "hasil_dinilai_pada": _pada(lanjut + timedelta(days=1), 9)}
        if status == "SELESAI":
            isi |= {
                "rating_perilaku": rating[1],
                "perilaku_dinilai_pada": _pada(lanjut + timedelta(days=1), 10),
                "catatan_akhir": self._teks(orang, "Pertahankan hasil kerja."),
                "predikat": HASIL[rating].nilai,
                "jejak": HASIL[rating].jejak,
            }
        realisasi = self.tulis.tambah(
            RealisasiBulanan,
            **self._snapshot(orang, diajukan=diajukan),
            status=status,
            skp_id=skp,
            versi_skp_id=versi,
            pegawai_id=orang.pk,
            tahun=bulan.tahun,
            bulan=bulan.bulan,
            catatan=self._teks(orang, "Mohon penilaian."),
            **isi,
        )
        if status != "TIDAK_LAPOR":
            self._baris(orang, realisasi, bulan, terisi=diajukan, dinilai=hasil)
        if status == "SELESAI":
            for nilai in self.daftar_nilai:
                self.tulis.tambah(
                    UmpanBalikPerilaku,
                    realisasi_id=realisasi,
                    nilai_id=nilai.kode,
                    teks=self._teks(orang, UMPAN_BALIK[orang.nomor % 3]),
                )

    def _baris(self, orang, realisasi: int, bulan: Bulan, *, terisi: bool, dinilai: bool):
        bukti = f"https://bukti.contoh.invalid/{orang.opd.kode}/{orang.nip}/{bulan.tahun}-{bulan.bulan:02d}"
        for n, indikator in enumerate(i for rhk in orang.rhk for i in rhk["indikator"]):
            self.tulis.tambah(
                RealisasiIndikator,
                realisasi_id=realisasi,
                indikator_id=indikator["id"],
                nilai=_PERSEN[(orang.nomor + n) % len(_PERSEN)] if terisi else None,
                bukti=self._teks(orang, f"{bukti}/{n}") if terisi else "",
                umpan_balik=self._teks(orang, UMPAN_BALIK[n % 3]) if dinilai else "",
            )

    def _snapshot(self, orang: Orang, *, diajukan: bool) -> dict:
        isi = {
            "jabatan_nama": orang.jabatan.nama,
            "pangkat": orang.golongan,
            "unit_nama": orang.unit_nama,
            "perangkat_daerah_id": orang.opd.pk,
        }
        if diajukan:
            isi |= {
                "penilai_id": orang.atasan.pk,
                "penilai_jabatan": orang.atasan.jabatan.nama,
                "penugasan_id": orang.penugasan,
            }
        return isi

    def _teks(self, orang: Orang, teks: str) -> str:
        """With --kenari every free text says whose it is, so that a test sees where it leaks."""
        if not self.kenari:
            return teks
        orang.kenari += 1
        return f"{teks} KNR-{orang.opd.kode}-{orang.nip}-{orang.kenari}"


_JABATAN = {
    "gubernur": ("Gubernur Nusa Tenggara Timur", "STRUKTURAL", True),
    "sekda": ("Sekretaris Daerah", "STRUKTURAL", True),
    "pimpinan": ("Kepala Perangkat Daerah", "STRUKTURAL", True),
    "kabid": ("Kepala Bidang", "STRUKTURAL", False),
    "jf": ("Pranata Komputer Ahli Pertama", "FUNGSIONAL", False),
    "pelaksana": ("Pengadministrasi Umum", "PELAKSANA", False),
}
_PERSEN = [Decimal(f"{n}.00") for n in (90, 95, 97, 98, 100)]


def _pihak(orang: Orang) -> dict:
    return {
        "nama": orang.nama,
        "nip": orang.nip,
        "pangkat": orang.golongan,
        "jabatan": orang.jabatan.nama,
        "unit_kerja": orang.unit_nama,
    }


def _nip(n: int) -> str:
    """Valid and unique: a birthday between 1970 and 1995 and a serial."""
    lahir = date(1970, 1, 1) + timedelta(days=n * 7919 % 9_000)
    return f"{lahir:%Y%m%d}{lahir.year + 25}{1 + n % 12:02d}{1 + n % 2}{1 + n // 9_000:03d}"


def _pada(hari: date, jam: int) -> datetime:
    return timezone.make_aware(datetime.combine(hari, time(jam)))
