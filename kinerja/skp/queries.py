"""Questions about SKPs."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db.models import F, Q, QuerySet

from kinerja.dokumen.checks import invarian
from kinerja.kalender.models import Bulan
from kinerja.kepegawaian.models import Pegawai, PejabatPenilai
from kinerja.kepegawaian.permissions import penilai_berlaku
from kinerja.skp.lifecycle import StatusSkp
from kinerja.skp.models import Indikator, ModelSkp, RencanaHasilKerja, Skp


def daftar_skp(pegawai: Pegawai) -> QuerySet[Skp]:
    """All SKPs of a person side by side, newest first; never averaged (domain.md 1.9)."""
    return pegawai.daftar_skp.select_related("penilai", "perangkat_daerah").order_by("-mulai")


def daftar_rhk_atasan(skp: Skp, *, pada: datetime) -> QuerySet[RencanaHasilKerja]:
    """What this SKP may intervene: RHKs of the penilai's approved SKP of an overlapping period (domain.md 3)."""
    penugasan = penilai_berlaku(skp.riwayat_jabatan, pada=pada)
    return (
        RencanaHasilKerja.objects.filter(
            skp__pegawai=penugasan.pegawai_id if penugasan else None,
            skp__status__in=settings.RHK_ATASAN_STATUS,
            skp__mulai__lte=skp.selesai,
            skp__selesai__gte=skp.mulai,
        )
        .select_related("skp")
        .order_by("skp", "-jenis", "urutan", "pk")
    )


def tumpang_tindih(pegawai_id: int, mulai: date, selesai: date, *, kecuali: int | None = None) -> Skp | None:
    """An SKP of the same person whose period meets [mulai, selesai]."""
    return (
        Skp.objects.filter(pegawai=pegawai_id, mulai__lte=selesai, selesai__gte=mulai)
        .exclude(pk=kecuali)
        .first()
    )


def skp_pemilik_bulan(pegawai: Pegawai, bulan: Bulan) -> Skp | None:
    """The approved SKP that owns the month: the one in force on day 12 (juknis BAB VII; domain.md 9.8)."""
    hari = bulan.awal.replace(day=settings.HARI_PENENTU_PEMILIK_BULAN)
    return pegawai.daftar_skp.filter(mulai__lte=hari, selesai__gte=hari, disetujui_pada__isnull=False).first()


def antrean_skp(pengguna, *, pada: datetime) -> QuerySet[Skp]:
    """The penilai's SKPs: those submitted to him, and those of people he rates now (whatever their state)."""
    diri = getattr(pengguna, "pegawai", None)
    if diri is None:
        return Skp.objects.none()
    dinilai = list(
        PejabatPenilai.objects.filter(PejabatPenilai.berlaku(pada), user=pengguna).values_list(
            "dinilai", flat=True
        )
    )
    return (
        Skp.objects.filter(Q(penilai=diri.pk) | Q(pegawai__in=dinilai))
        .select_related("pegawai", "penugasan")
        .order_by("pegawai__nama", "-mulai")
    )


def jumlah_menunggu_keputusan(pengguna) -> int:
    """How many submitted plans wait for this penilai."""
    diri = getattr(pengguna, "pegawai", None)
    return Skp.objects.filter(penilai=diri.pk, status=StatusSkp.PENILAIAN_RENCANA).count() if diri else 0


@invarian("skp: periode satu pegawai tidak bertumpang tindih")
def periode_tumpang_tindih():
    kembar = Skp.objects.filter(
        pegawai__daftar_skp__mulai__lte=F("selesai"), pegawai__daftar_skp__selesai__gte=F("mulai")
    ).exclude(pegawai__daftar_skp=F("pk"))
    for skp in kembar.distinct():
        yield f"{skp} ({skp.mulai}–{skp.selesai}) bertumpang tindih dengan SKP lain."


@invarian("skp: RHK JA/JF yang diajukan menunjuk RHK atasan; indikator memakai aspek, JPT memakai perspektif")
def isi_sesuai_model():
    diajukan = Q(rhk__skp__status=StatusSkp.KONSEP)
    salah = Q(rhk__skp__model=ModelSkp.JA_JF, aspek="") | Q(rhk__skp__model=ModelSkp.JPT, perspektif="")
    for indikator in Indikator.objects.filter(salah).exclude(diajukan):
        yield f"Indikator #{indikator.pk} tidak sesuai model SKP-nya."
    for rhk in RencanaHasilKerja.objects.filter(skp__model=ModelSkp.JA_JF, rhk_atasan=None).exclude(
        skp__status=StatusSkp.KONSEP
    ):
        yield f"RHK #{rhk.pk} tanpa RHK atasan pada SKP yang sudah diajukan."
