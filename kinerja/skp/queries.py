"""Questions about SKPs."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When

from kinerja.dokumen.checks import invarian
from kinerja.dokumen.models import Riwayat
from kinerja.kalender.models import Bulan
from kinerja.kepegawaian.models import Pegawai, PejabatPenilai, RiwayatJabatan
from kinerja.kepegawaian.permissions import daftar_dinilai, penilai_berlaku
from kinerja.skp.lifecycle import StatusSkp
from kinerja.skp.models import Indikator, ModelSkp, NilaiBerakhlak, RencanaHasilKerja, Skp


def daftar_skp(pegawai: Pegawai) -> QuerySet[Skp]:
    """All SKPs of a person side by side, newest first; never averaged."""
    return pegawai.daftar_skp.select_related("penilai", "perangkat_daerah").order_by("-mulai")


def daftar_rhk_atasan(skp: Skp, *, pada: datetime) -> QuerySet[RencanaHasilKerja]:
    """What this SKP may intervene: RHKs of the penilai's approved SKP of an overlapping period."""
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
    """The approved SKP that owns the month: the one in force on day 12 (juknis BAB VII)."""
    hari = bulan.awal.replace(day=settings.HARI_PENENTU_PEMILIK_BULAN)
    return pegawai.daftar_skp.filter(mulai__lte=hari, selesai__gte=hari, disetujui_pada__isnull=False).first()


def menunggu_keputusan(pengguna, *, pada: datetime) -> Q:
    """Submitted to him, and he may decide: a Plt/Plh only while his designation is in force."""
    diri = getattr(pengguna, "pegawai", None)
    berwenang = Q(penugasan__peran=PejabatPenilai.Peran.DEFINITIF)
    return Q(status=StatusSkp.PENILAIAN_RENCANA, penilai=diri.pk if diri else None) & (
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
