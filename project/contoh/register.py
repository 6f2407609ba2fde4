"""Who is in the example: units, positions and people of fixtures/contoh/struktur.json. Nobody in it is real."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, Permission

from kinerja.akun.models import Guna, KodeSekali, Pengguna
from kinerja.akun.permissions import GRUP_ADMIN_BKD, GRUP_REDAKTUR
from kinerja.dokumen.models import Riwayat
from kinerja.kepegawaian.models import (
    Jabatan,
    KewenanganWilayah,
    Pegawai,
    PerangkatDaerah,
    RiwayatJabatan,
    UnitKerja,
)
from kinerja.kepegawaian.permissions import AUDIT, KELOLA, VERIFIKASI

SUMBER = settings.BASE_DIR / "fixtures" / "contoh"
AKUN_GUBERNUR = "gubernur"
# Known to everybody who reads this file, so `contoh` refuses to run where real people work.
PASSWORD = "KinerjaNTT-2026"  # noqa: S105
KODE_AKTIVASI = "DEM0-K0DE-NTT2-2026"
NAMA_PERAN = {
    "gubernur": "Gubernur Demo",
    "sekda": "Sekda Demo",
    "kepala_badan": "Kepala Badan Demo",
    "kepala_bidang": "Kepala Bidang Demo",
    "penilai": "Penilai Demo",
    "admin_bkd": "Admin BKD Demo",
    "admin_bkd_kedua": "Admin BKD Kedua Demo",
    "pengelola": "Pengelola Demo",
    "verifikatur": "Verifikatur Demo",
    "redaktur": "Redaktur Demo",
    "auditor": "Auditor Demo",
}
WILAYAH = {"pengelola": KELOLA, "verifikatur": VERIFIKASI, "auditor": AUDIT}
GRUP = {"admin_bkd": GRUP_ADMIN_BKD, "admin_bkd_kedua": GRUP_ADMIN_BKD, "redaktur": GRUP_REDAKTUR}
TANPA_SKP = ("belum_aktif", "tanpa_skp", "perlu_ditegaskan")
MASA_AUDIT = timedelta(days=30)
MASA_PERALIHAN = 12  # days: last month is still rated by who rated before


@dataclass
class Orang:
    """One person of the example and the place he has in it."""

    pegawai: Pegawai
    jabatan: Jabatan
    unit: UnitKerja
    tingkat: int
    urutan_unit: int
    kepala: bool
    isi: dict
    produk: list[str] = field(default_factory=list)
    penilai: Orang | None = None
    riwayat: RiwayatJabatan | None = None

    @property
    def pengguna(self) -> Pengguna:
        return self.pegawai.pengguna

    @property
    def keadaan(self) -> str:
        return self.isi.get("keadaan", "selesai SESUAI SESUAI")

    @property
    def punya_skp(self) -> bool:
        return self.penilai is not None and self.keadaan not in TANPA_SKP


def nip_contoh(nomor: int, tingkat: int, *, pppk: bool = False) -> str:
    """A valid, invented number: serials from 900 on, born on different days, the higher the older."""
    lahir = 1990 + nomor % 7 if pppk else 1966 + 3 * tingkat + nomor % 6
    angkat = "202221" if pppk else f"{lahir + 25}{1 + nomor % 12:02d}"
    return f"{lahir}{1 + nomor % 12:02d}{1 + nomor % 28:02d}{angkat}{1 + nomor % 2}{900 + nomor % 99}"


class Register:
    """Builds offices, units and people, and remembers them by order and by role."""

    def __init__(self, pada: datetime):
        self.pada = pada
        self.sandi = make_password(PASSWORD)  # one hash for all: 45 would take two seconds
        self.daftar: list[Orang] = []
        self.peran: dict[str, Orang] = {}
        self._opd = {opd.kode: opd for opd in PerangkatDaerah.objects.all()}

    def susun(self) -> Register:
        isi = json.loads((SUMBER / "struktur.json").read_text(encoding="utf-8"))
        atas = None
        for tingkat, puncak in enumerate(isi["puncak"]):
            atas = self._unit(puncak, puncak["opd"], atas, tingkat)
        self._unit(isi["badan"], isi["badan"]["opd"], atas, len(isi["puncak"]))
        self._unit(isi["inspektorat"], isi["inspektorat"]["opd"], atas, len(isi["puncak"]))
        self._peran()
        return self

    def _unit(self, isi: dict, kode_opd: str, induk: UnitKerja | None, tingkat: int, urutan: int = 0):
        opd = self._opd[kode_opd]
        unit = UnitKerja.objects.create(perangkat_daerah=opd, induk=induk, nama=isi["nama"])
        produk = isi.get("produk", [])
        if isi.get("kepala"):
            eselon = {"jenis": "STRUKTURAL", "eselon": "IV-a", "rhk": isi.get("rhk"), **isi["kepala"]}
            kepala = self._orang(eselon, opd, unit, tingkat, urutan, produk, kepala=True)
            kepala.isi["daftar_anak"] = [anak["nama"] for anak in isi.get("anak", [])]
            unit.kepala = kepala.pegawai
            unit.save(update_fields=["kepala"])
        for staf in isi.get("staf", []):
            self._orang(staf, opd, unit, tingkat + 1, urutan, produk)
        for n, anak in enumerate(isi.get("anak", [])):
            self._unit(anak, kode_opd, unit, tingkat + 1, n)
        return unit

    def _orang(self, isi, opd, unit, tingkat, urutan, produk, *, kepala=False) -> Orang:
        nomor = len(self.daftar) + 1
        nip = None if isi.get("non_asn") else nip_contoh(nomor, tingkat, pppk=isi.get("pppk", False))
        peran = isi.get("peran", "")
        kunci = peran.replace("_", "-") or f"pegawai{nomor:03d}"
        akun = Pengguna.objects.create(
            username=nip or AKUN_GUBERNUR,
            nama=NAMA_PERAN.get(peran, f"Pegawai Demo {nomor:03d}"),
            email=f"{kunci}@contoh.invalid",
            password=self.sandi,
        )
        jenis = "NON_ASN" if nip is None else "PPPK" if isi.get("pppk") else "PNS"
        pegawai = Pegawai.objects.create(
            pengguna=akun,
            nip=nip,
            nama=akun.nama,
            jenis_kepegawaian=jenis,
            golongan=isi.get("golongan", ""),
            perangkat_daerah=opd,
        )
        orang = Orang(pegawai, self._jabatan(isi), unit, tingkat, urutan, kepala, isi, produk)
        self.daftar.append(orang)
        if peran:
            self.peran[peran] = orang
        return orang

    @staticmethod
    def _jabatan(isi: dict) -> Jabatan:
        nama, eselon = isi["jabatan"], isi.get("eselon", "")
        fungsional = any(kata in nama for kata in (" Ahli ", " Penyelia"))
        return Jabatan.objects.get_or_create(
            nama=nama,
            defaults={
                "jenis": isi.get("jenis") or ("FUNGSIONAL" if fungsional else "PELAKSANA"),
                "eselon": "" if isi.get("non_asn") else eselon,
                "jenjang": " ".join(nama.split()[-2:]) if " Ahli " in nama else "",
                "pimpinan": bool(isi.get("non_asn")) or eselon.split("-")[0] in ("I", "II"),
            },
        )[0]

    def _peran(self) -> None:
        for peran, nama in GRUP.items():
            self.peran[peran].pengguna.groups.add(Group.objects.get(name=nama))
        for peran, izin in WILAYAH.items():
            KewenanganWilayah.objects.create(
                user=self.peran[peran].pengguna,
                permission=Permission.objects.get(codename=izin, content_type__app_label="kepegawaian"),
                content_object=self._opd["BKD"],
                selesai=(self.pada + MASA_AUDIT).date() if izin == AUDIT else None,
            )

    def cetak_kode(self) -> None:
        """An account as the list of usernames leaves it: no password, and a code on paper."""
        akun, admin = self.peran["belum_aktif"].pengguna, self.peran["admin_bkd"].pengguna
        akun.set_unusable_password()
        akun.save(update_fields=["password"])
        kode, _ = KodeSekali.siapkan(
            akun,
            Guna.AKTIVASI,
            pada=self.pada,
            berlaku=timedelta(days=settings.BERLAKU_KODE_AKTIVASI_HARI),
        )
        kode.sidik = KodeSekali.sidik_dari(KODE_AKTIVASI)
        kode.save()
        rincian = {"guna": Guna.AKTIVASI, "jumlah": 1}
        Riwayat.tambah(admin, "pengguna.kode_diterbitkan", oleh=admin, pada=self.pada, rincian=rincian)

    def mulai_tahun(self, tahun: int, pada: datetime) -> None:
        """On the first day of a year everybody gets that year's riwayat jabatan (juknis BAB II); last year's rests.

        Whoever has still to confirm his position keeps that of the year before.
        """
        for orang in self.daftar:
            if orang.keadaan != "perlu_ditegaskan":
                self._riwayat(orang, tahun, date(tahun - 2, 1, 3), pada)
            elif orang.riwayat is None:
                self._riwayat(orang, tahun - 1, date(tahun - 2, 1, 3), pada)

    def pindahkan(self, orang: Orang, tmt: date, pada: datetime) -> None:
        """To another unit in the middle of the year; who rated him there goes on to the end of the handing over."""
        pindah = orang.isi["pindah"]
        orang.unit = UnitKerja.objects.get(nama=pindah["unit"])
        orang.penilai = next(o for o in self.daftar if o.pegawai.pk == orang.unit.kepala_id)
        orang.jabatan, orang.produk = self._jabatan(pindah), orang.penilai.produk
        self._riwayat(orang, tmt.year, tmt, pada)

    def _riwayat(self, orang: Orang, tahun: int, tmt: date, pada: datetime) -> None:
        if lama := orang.riwayat:
            akhir = date(tahun, 1, 1) if lama.tahun < tahun else tmt
            RiwayatJabatan.objects.filter(pk=lama.pk).update(aktif=False, selesai=akhir - timedelta(days=1))
            lama.daftar_penilai.filter(selesai=None).update(selesai=akhir + timedelta(days=MASA_PERALIHAN))
        orang.riwayat = RiwayatJabatan.objects.create(
            pegawai=orang.pegawai,
            tahun=tahun,
            jabatan=orang.jabatan,
            tmt=tmt,
            perangkat_daerah=orang.unit.perangkat_daerah,
            unit_kerja=orang.unit,
            aktif=True,
            diusulkan_oleh=orang.pengguna,
            diverifikasi_oleh=self.pengurus(orang),
            diverifikasi_pada=pada,
        )

    def pengurus(self, orang: Orang) -> Pengguna:
        """Who decides about him: the administrator, and about the administrator the pengelola."""
        admin = self.peran["admin_bkd"]
        return (self.peran["pengelola"] if orang is admin else admin).pengguna
