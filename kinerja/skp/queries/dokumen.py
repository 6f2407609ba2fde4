"""Questions about SKPs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.conf import settings
from django.db.models import Case, Count, Exists, Max, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from kinerja.dokumen.checks import invarian
from kinerja.dokumen.models import Riwayat
from kinerja.kalender.models import Bulan
from kinerja.kepegawaian.models import Pegawai, PejabatPenilai, RiwayatJabatan
from kinerja.kepegawaian.permissions import daftar_dinilai, penilai_berlaku
from kinerja.kepegawaian.queries import riwayat_aktif
from kinerja.skp.lifecycle import StatusSkp
from kinerja.skp.models import (
    Ekspektasi,
    Indikator,
    ModelSkp,
    NilaiBerakhlak,
    PenugasanHasil,
    PustakaRhk,
    RencanaHasilKerja,
    Skp,
    VersiSkp,
)
from kinerja.skp.queries.mutu import normal

# What must not be left behind when a period is shortened is known above: (skp, new last day) -> sentences.
penahan_periode: list[Callable[[Skp, date], Iterable[str]]] = []


MENUNGGU = [StatusSkp.PENILAIAN_RENCANA, StatusSkp.REVISI]  # for the penilai


def daftar_skp(pegawai: Pegawai) -> QuerySet[Skp]:
    """All SKPs of a person side by side, newest first; never averaged."""
    return pegawai.daftar_skp.select_related("penilai", "perangkat_daerah").order_by("-mulai")


def daftar_rhk_atasan(skp: Skp, *, pada: datetime) -> QuerySet[RencanaHasilKerja]:
    """What this SKP may intervene: RHKs of the penilai's approved SKP of an overlapping period."""
    penugasan = penilai_berlaku(skp.riwayat_jabatan, pada=pada)
    penilai = penugasan.pegawai_id if penugasan else None
    disetujui = Q(skp__status__in=settings.RHK_ATASAN_STATUS)
    for versi in _versi_dalam_revisi(penilai):
        disetujui |= Q(pk__in=versi.daftar_id("rhk"))
    return (
        RencanaHasilKerja.objects.filter(
            disetujui,
            skp__pegawai=penilai,
            skp__mulai__lte=skp.selesai,
            skp__selesai__gte=skp.mulai,
        )
        .select_related("skp")
        .order_by("skp", "-jenis", "urutan", "pk")
    )


def _versi_dalam_revisi(pegawai_id: int | None) -> list[VersiSkp]:
    """The last approved versions of what he is revising now: below him the work goes on."""
    daftar = VersiSkp.objects.filter(skp__pegawai=pegawai_id, skp__dalam_revisi=True).order_by("skp", "nomor")
    return list({versi.skp_id: versi for versi in daftar}.values())


def tumpang_tindih(pegawai_id: int, mulai: date, selesai: date, *, kecuali: int | None = None) -> Skp | None:
    """An SKP of the same person whose period meets [mulai, selesai]."""
    return (
        Skp.objects.filter(pegawai=pegawai_id, mulai__lte=selesai, selesai__gte=mulai)
        .exclude(pk=kecuali)
        .first()
    )


def skp_pemilik_bulan(pegawai: Pegawai, bulan: Bulan) -> Skp | None:
    """The approved SKP that owns the month: the one in force on day 12 (juknis BAB VII)."""
    hari = bulan.awal.replace(day=settings.HARI_PENENTU_PEMILIK_BULAN)
    return pegawai.daftar_skp.filter(mulai__lte=hari, selesai__gte=hari, disetujui_pada__isnull=False).first()


def menunggu_keputusan(pengguna, *, pada: datetime) -> Q:
    """Submitted to him, and he may decide: a Plt/Plh only while his designation is in force."""
    diri = getattr(pengguna, "pegawai", None)
    berwenang = Q(penugasan__peran=PejabatPenilai.Peran.DEFINITIF)
    return Q(status__in=MENUNGGU, penilai=diri.pk if diri else None) & (
        berwenang | PejabatPenilai.berlaku(pada, "penugasan__")
    )


def antrean_skp(pengguna, *, pada: datetime) -> QuerySet[Skp]:
    """The penilai's SKPs: those submitted to him, and those of people he rates now. Who waits for him comes first."""
    diri = getattr(pengguna, "pegawai", None)
    miliknya = Q(penilai=diri.pk, diajukan_pada__isnull=False) if diri else Q(pk__in=())
    menunggu = Case(When(menunggu_keputusan(pengguna, pada=pada), then=Value(True)), default=Value(False))
    return (
        Skp.objects.filter(miliknya | Q(pegawai__in=daftar_dinilai(pengguna, pada=pada)))
        .annotate(menunggu=menunggu)
        .select_related("pegawai", "penilai")
        .order_by("-menunggu", "pegawai__nama", "-mulai")
    )


def hitungan_antrean(antrean: QuerySet[Skp]) -> dict[str, int]:
    """Of a penilai's queue: how many wait for him (`jumlah_menunggu`), and how many by status, in one query."""
    status = {kode: Count("pk", filter=Q(status=kode)) for kode in StatusSkp.values}
    return antrean.order_by().aggregate(jumlah_menunggu=Count("pk", filter=Q(menunggu=True)), **status)


def dinilai_tanpa_skp(pengguna, *, pada: datetime) -> QuerySet[PejabatPenilai]:
    """Whom he rates now, in positions for which no SKP has been begun."""
    return (
        PejabatPenilai.objects.filter(
            PejabatPenilai.berlaku(pada), user=pengguna, content_object__aktif=True, content_object__skp=None
        )
        .select_related("dinilai", "content_object__jabatan")
        .order_by("dinilai__nama")
    )


def jumlah_menunggu_keputusan(pengguna, *, pada: datetime) -> int:
    """How many submitted plans wait for this penilai."""
    return Skp.objects.filter(menunggu_keputusan(pengguna, pada=pada)).count()


def rhk_penilai_lama(skp: Skp, *, pada: datetime) -> list[RencanaHasilKerja]:
    """RHKs that intervene a result of somebody who is not the penilai any more: they stay, and are pointed out."""
    penugasan = penilai_berlaku(skp.riwayat_jabatan, pada=pada)
    if penugasan is None:
        return []
    dari_lain = skp.daftar_rhk.exclude(rhk_atasan=None).exclude(rhk_atasan__skp__pegawai=penugasan.pegawai_id)
    return list(dari_lain.select_related("rhk_atasan__skp__pegawai").order_by("-jenis", "urutan", "pk"))


FRASA_TERBANYAK = 8


def frasa_ekspektasi(penilai: Pegawai) -> dict[str, list[str]]:
    """The penilai's own earlier phrases by value code, those he used most first. One query."""
    baris = (
        Ekspektasi.objects.filter(skp__penilai=penilai)
        .order_by()
        .values_list("nilai_id", "teks")
        .annotate(kali=Count("pk"), terakhir=Max("skp_id"))
        .order_by("nilai_id", "-kali", "-terakhir")
    )
    frasa: dict[str, list[str]] = {}
    for nilai, teks, _, _ in baris:
        if len(daftar := frasa.setdefault(nilai, [])) < FRASA_TERBANYAK:
            daftar.append(teks)
    return frasa


def dapat_disalin(skp: Skp) -> QuerySet[Skp]:
    """Approved SKPs to begin with: his own others, and those of the same jabatan that their penilai has shared."""
    jabatan = skp.riwayat_jabatan.jabatan_id
    sejabatan = Q(dibagikan=True, riwayat_jabatan__jabatan=jabatan)
    return (
        Skp.objects.filter(Q(pegawai=skp.pegawai_id) | sejabatan, disetujui_pada__isnull=False)
        .exclude(pk=skp.pk)
        .select_related("pegawai", "perangkat_daerah")
        .annotate(milik_sendiri=Case(When(pegawai=skp.pegawai_id, then=Value(True)), default=Value(False)))
        .order_by("-milik_sendiri", "-mulai", "pegawai__nama")
    )


URAIAN_TERBANYAK = 2_000


def uraian_dapat_disalin(skp: Skp) -> frozenset[str]:
    """Wordings (`mutu.normal`) of the indicators that `dapat_disalin` offers. One query."""
    asal = dapat_disalin(skp).order_by().values("pk")
    daftar = Indikator.objects.filter(rhk__skp__in=asal).order_by().values_list("uraian", flat=True)
    return frozenset(normal(uraian) for uraian in daftar[:URAIAN_TERBANYAK])


def pustaka_untuk(skp: Skp) -> QuerySet[PustakaRhk]:
    """What BKD's library offers for the jabatan of this SKP."""
    daftar = PustakaRhk.objects.filter(jabatan=skp.riwayat_jabatan.jabatan_id, aktif=True)
    return daftar.prefetch_related("daftar_indikator")


def penugasan_terbuka(skp: Skp) -> QuerySet[PenugasanHasil]:
    """What a pimpinan of this period has assigned to the owner and is not taken up yet."""
    return PenugasanHasil.objects.filter(
        pegawai=skp.pegawai_id,
        rhk=None,
        rhk_atasan__skp__mulai__lte=skp.selesai,
        rhk_atasan__skp__selesai__gte=skp.mulai,
    ).select_related("rhk_atasan__skp__pegawai")


def penugasan_ditawarkan(skp: Skp, *, pada: datetime) -> QuerySet[PenugasanHasil]:
    """Of those, what he may take up now: a former penilai's wait for nothing but to be withdrawn."""
    penilai = PejabatPenilai.objects.filter(
        PejabatPenilai.berlaku(pada), content_object=skp.riwayat_jabatan_id
    )
    return penugasan_terbuka(skp).filter(rhk_atasan__skp__pegawai__in=penilai.values("pegawai"))


def perlu_ditegaskan(pegawai: Pegawai, *, pada: datetime) -> RiwayatJabatan | None:
    """The position of an earlier year that was not confirmed for this one yet: “Masih benar?” (juknis BAB II)."""
    tahun = timezone.localtime(pada).year
    riwayat = riwayat_aktif(pegawai)
    return riwayat if riwayat and riwayat.tahun < tahun else None


def riwayat_tanpa_skp(pegawai: Pegawai) -> QuerySet[RiwayatJabatan]:
    """Active positions for which he may begin an SKP: one riwayat, one SKP (juknis BAB II.2)."""
    return pegawai.daftar_riwayat_jabatan.filter(aktif=True, skp=None).select_related(
        "jabatan", "unit_kerja", "perangkat_daerah"
    )


def percakapan(skp: Skp) -> QuerySet[Riwayat]:
    """All that owner and penilai said to each other, oldest first."""
    return (
        Riwayat.objects.filter(objek_tipe=Skp._meta.label_lower, objek_id=skp.pk)
        .exclude(catatan="")
        .select_related("oleh")
        .order_by("nomor")
    )


def daftar_nilai() -> list[NilaiBerakhlak]:
    """The seven values with their guides, in two queries."""
    return list(NilaiBerakhlak.objects.prefetch_related("daftar_panduan"))


@invarian("skp: periode satu pegawai tidak bertumpang tindih")
def periode_tumpang_tindih():
    lain = Skp.objects.filter(
        pegawai=OuterRef("pegawai"), mulai__lte=OuterRef("selesai"), selesai__gte=OuterRef("mulai")
    ).exclude(pk=OuterRef("pk"))
    for skp in Skp.objects.filter(Exists(lain)).select_related("pegawai"):
        yield f"{skp} ({skp.mulai}–{skp.selesai}) bertumpang tindih dengan SKP lain."


@invarian("skp: RHK JA/JF yang diajukan menunjuk RHK atasan; indikator memakai aspek, JPT memakai perspektif")
def isi_sesuai_model():
    konsep = Q(rhk__skp__status=StatusSkp.KONSEP)
    salah = Q(rhk__skp__model=ModelSkp.JA_JF, aspek="") | Q(rhk__skp__model=ModelSkp.JPT, perspektif="")
    for indikator in Indikator.objects.filter(salah).exclude(konsep):
        yield f"Indikator #{indikator.pk} tidak sesuai model SKP-nya."
    for rhk in RencanaHasilKerja.objects.filter(skp__model=ModelSkp.JA_JF, rhk_atasan=None).exclude(
        skp__status=StatusSkp.KONSEP
    ):
        yield f"RHK #{rhk.pk} tanpa RHK atasan pada SKP yang sudah diajukan."
