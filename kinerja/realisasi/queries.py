"""Questions about monthly reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet

from kinerja.dokumen.checks import invarian
from kinerja.kalender.models import Bulan, JadwalBulanan, Tahap
from kinerja.kalender.queries import daftar_jadwal
from kinerja.kepegawaian.models import Pegawai, PejabatPenilai
from kinerja.realisasi.models import KUADRAN, RealisasiBulanan, RealisasiIndikator
from kinerja.skp.models import Skp


@dataclass
class BarisBulan:
    """One line of the juknis's list: the month, its schedule, the report if there is one."""

    bulan: Bulan
    jadwal: JadwalBulanan
    skp: Skp | None
    realisasi: RealisasiBulanan | None
    pengisian_buka: bool


def daftar_bulan(pegawai: Pegawai, tahun: int, *, pada: datetime) -> list[BarisBulan]:
    """The twelve months of a year with the SKP that owns each; a constant number of queries."""
    bulan_bulan = [Bulan(tahun, n) for n in range(1, 13)]
    jadwal = daftar_jadwal(bulan_bulan, pegawai.perangkat_daerah_id)
    realisasi = {
        r.nilai_bulan: r for r in pegawai.daftar_realisasi_bulanan.filter(tahun=tahun).select_related("skp")
    }
    daftar_skp = list(pegawai.daftar_skp.filter(tahun=tahun, disetujui_pada__isnull=False))
    hari = settings.HARI_PENENTU_PEMILIK_BULAN
    baris = []
    for bulan in bulan_bulan:
        pemilik = next((s for s in daftar_skp if s.memuat(bulan.awal.replace(day=hari))), None)
        buka = jadwal[bulan].jendela(Tahap.PENGISIAN).memuat(pada)
        baris.append(BarisBulan(bulan, jadwal[bulan], pemilik, realisasi.get(bulan), buka))
    return baris


def daftar_baris(realisasi: RealisasiBulanan) -> list[RealisasiIndikator]:
    """The grid's rows in printing order, with RHK and parent RHK, in one query."""
    return list(
        realisasi.daftar_baris.select_related("indikator__rhk__rhk_atasan").order_by(
            "-indikator__rhk__jenis",
            "indikator__rhk__urutan",
            "indikator__rhk",
            "indikator__urutan",
            "indikator",
        )
    )


@dataclass
class BarisAntrean:
    """One person of the penilai's queue: his report of the month, or None when he has not begun."""

    pegawai: Pegawai
    realisasi: RealisasiBulanan | None


def antrean_penilai(pengguna, bulan: Bulan, *, pada: datetime) -> list[BarisAntrean]:
    """All the people of this penilai in that month: what was submitted to him, and who he rates now.

    A report submitted to another penilai (before a move) is not his, and does not appear.
    """
    diri = getattr(pengguna, "pegawai", None)
    if diri is None:
        return []
    dinilai = list(
        PejabatPenilai.objects.filter(PejabatPenilai.berlaku(pada), user=pengguna).values_list(
            "dinilai", flat=True
        )
    )
    bulan_ini = RealisasiBulanan.objects.filter(tahun=bulan.tahun, bulan=bulan.bulan)
    milik = {
        r.pegawai_id: r for r in bulan_ini.filter(penilai=diri.pk).select_related("pegawai", "penugasan")
    }
    dipegang_lain = set(
        bulan_ini.filter(pegawai__in=dinilai)
        .exclude(penilai=None)
        .exclude(penilai=diri.pk)
        .values_list("pegawai", flat=True)
    )
    orang = Pegawai.objects.filter(pk__in={*milik, *dinilai} - dipegang_lain).order_by("nama", "pk")
    draf = {r.pegawai_id: r for r in bulan_ini.filter(pegawai__in=dinilai, penilai=None)}
    return [BarisAntrean(p, milik.get(p.pk) or draf.get(p.pk)) for p in orang]


def menunggu_penilaian(pengguna) -> QuerySet[RealisasiBulanan]:
    """Reports that wait for this penilai's rating, oldest month first."""
    diri = getattr(pengguna, "pegawai", None)
    return (
        RealisasiBulanan.objects.filter(
            penilai=diri.pk if diri else None, status__in=["PENILAIAN_HASIL_KERJA", "PENILAIAN_PERILAKU"]
        )
        .select_related("pegawai")
        .order_by("tahun", "bulan", "pegawai__nama")
    )


@invarian("rb: predikat sesuai kuadran")
def predikat_sesuai_kuadran():
    for r in RealisasiBulanan.objects.exclude(predikat="").iterator():
        if KUADRAN.get((r.rating_hasil, r.rating_perilaku)) != r.predikat:
            yield f"{r}: predikat {r.predikat} tidak sesuai kuadran."


@invarian("rb: setiap realisasi yang diajukan lengkap nilainya")
def realisasi_diajukan_lengkap():
    kosong = RealisasiIndikator.objects.exclude(realisasi__status="DRAF").filter(nilai=None)
    for baris in kosong.select_related("realisasi", "indikator"):
        yield f"{baris.realisasi}: indikator #{baris.indikator_id} tanpa realisasi."
