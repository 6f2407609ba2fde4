"""Questions about the daily log."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from django.db.models import Count, F, Max, Q, QuerySet

from kinerja.aktivitas.models import Aktivitas, Jenis
from kinerja.dokumen.checks import invarian
from kinerja.kalender.models import Bulan
from kinerja.kepegawaian.models import Pegawai, RiwayatJabatan
from kinerja.skp.models import Indikator, Skp, indikator_versi
from kinerja.skp.queries import versi_pada

TERAKHIR = 10


def skp_pada(pegawai: Pegawai, tanggal: date) -> Skp | None:
    """The approved SKP in whose period the day lies."""
    return pegawai.daftar_skp.filter(
        mulai__lte=tanggal, selesai__gte=tanggal, disetujui_pada__isnull=False
    ).first()


def tanggal_mutasi(skp: Skp) -> date | None:
    """The day of a move inside the period of this SKP that left it the rest of its month (juknis BAB VII, second case)."""
    return (
        RiwayatJabatan.objects.filter(
            pegawai=skp.pegawai_id,
            peran=RiwayatJabatan.Peran.DEFINITIF,
            diverifikasi_oleh__isnull=False,
            tmt__gt=skp.mulai,
            tmt__lte=skp.selesai,
        )
        .exclude(pk=skp.riwayat_jabatan_id)
        .order_by("tmt")
        .values_list("tmt", flat=True)
        .first()
    )


class PilihanIndikator:
    """What a day's work may serve: the indicators of that month's version, and “tugas kedinasan lain” always.

    After a move only the latter: the old indicators are done up to its day (juknis BAB VII.2: “tanggal 21 dst”).
    Asked for many days of an SKP it reads each month once.
    """

    def __init__(self, skp: Skp):
        self.skp = skp
        self._mutasi: list[date | None] = []
        self._menurut_bulan: dict[Bulan, list[Indikator]] = {}

    def pada(self, hari: date) -> list[Indikator]:
        lain = self.skp.indikator_kedinasan_lain
        if not self._mutasi:
            self._mutasi.append(tanggal_mutasi(self.skp))
        if self._mutasi[0] and hari > self._mutasi[0]:
            return [lain]
        bulan = Bulan.dari(hari)
        if bulan not in self._menurut_bulan:
            isi = versi_pada(self.skp, bulan).isi
            self._menurut_bulan[bulan] = [*indikator_versi(isi).values(), lain]
        return self._menurut_bulan[bulan]


def pilihan_indikator(skp: Skp, tanggal: date) -> list[Indikator]:
    """The indicators to choose from for one day."""
    return PilihanIndikator(skp).pada(tanggal)


def daftar_hari(pegawai: Pegawai, daftar: Iterable[date]) -> dict[date, list[Aktivitas]]:
    """What is logged on these days already, in one query: activities only, in the order of the day."""
    hasil: dict[date, list[Aktivitas]] = {hari: [] for hari in daftar}
    tercatat = pegawai.daftar_aktivitas.ada().filter(tanggal__in=list(hasil), jenis=Jenis.AKTIVITAS)
    for satu in tercatat.select_related("indikator").order_by("tanggal", "mulai", "pk"):
        hasil[satu.tanggal].append(satu)
    return hasil


def hari_terakhir_terisi(pegawai: Pegawai, sebelum: date) -> date | None:
    """The last day before this one that has activities: “kemarin” for who did not work yesterday."""
    daftar = pegawai.daftar_aktivitas.ada().filter(jenis=Jenis.AKTIVITAS, tanggal__lt=sebelum)
    return daftar.order_by("-tanggal").values_list("tanggal", flat=True).first()


def daftar_aktivitas(pegawai: Pegawai, bulan: Bulan) -> QuerySet[Aktivitas]:
    """A month of the log, newest first, with what a list shows."""
    return (
        pegawai.daftar_aktivitas.ada()
        .filter(tanggal__range=(bulan.awal, bulan.akhir))
        .select_related("indikator", "kiriman", "pelaksanaan")
        .order_by("-tanggal", "-mulai", "-pk")
    )


def aktivitas_terakhir(pegawai: Pegawai) -> QuerySet[Aktivitas]:
    """“Aktivitas Terakhir (10)”: as they were entered."""
    daftar = pegawai.daftar_aktivitas.ada().filter(jenis=Jenis.AKTIVITAS)
    return daftar.select_related("indikator", "kiriman").order_by("-dicatat_pada", "-pk")[:TERAKHIR]


def selesai_terakhir(pegawai: Pegawai, tanggal: date) -> time | None:
    """Until when the day is logged."""
    hari = pegawai.daftar_aktivitas.ada().filter(tanggal=tanggal, jenis=Jenis.AKTIVITAS)
    return hari.aggregate(n=Max("selesai"))["n"]


def rencana_terbuka(pegawai: Pegawai) -> QuerySet[Aktivitas]:
    """Plans that have not become activities, the nearest first."""
    daftar = pegawai.daftar_aktivitas.ada().filter(jenis=Jenis.RENCANA, pelaksanaan=None)
    return daftar.select_related("indikator").order_by("tanggal", "mulai", "pk")


def tumpang_tindih(aktivitas: Iterable[Aktivitas]) -> list[Aktivitas]:
    """Other activities of the same person that share time with these on their days."""
    daftar = list(aktivitas)
    if not daftar:
        return []
    bersama = Q()
    for satu in daftar:
        bersama |= Q(tanggal=satu.tanggal, mulai__lt=satu.selesai, selesai__gt=satu.mulai)
    lain = Aktivitas.objects.ada().filter(bersama, pegawai=daftar[0].pegawai_id, jenis=Jenis.AKTIVITAS)
    return list(lain.exclude(pk__in=[s.pk for s in daftar if s.pk]).order_by("tanggal", "mulai"))


def dapat_dihitung(skp: Skp, bulan: Bulan) -> QuerySet[Aktivitas]:
    """What a report of this month would count by now."""
    return skp.daftar_aktivitas.ada().filter(jenis=Jenis.AKTIVITAS, tanggal__range=(bulan.awal, bulan.akhir))


def jumlah_per_indikator(skp: Skp, bulan: Bulan) -> dict[int, int]:
    """Activities of the month by indicator, counted now (a submitted report keeps its own numbers)."""
    baris = dapat_dihitung(skp, bulan).order_by().values_list("indikator").annotate(n=Count("pk"))
    return dict(baris)


@invarian("ak: tanggal aktivitas di dalam periode SKP-nya")
def tanggal_di_dalam_periode():
    luar = Aktivitas.objects.ada().exclude(tanggal__range=(F("skp__mulai"), F("skp__selesai")))
    for satu in luar.iterator():
        yield f"Aktivitas #{satu.pk} ({satu.tanggal}) di luar periode SKP #{satu.skp_id}."


@invarian("ak: indikator aktivitas milik SKP-nya")
def indikator_milik_skp():
    asing = Aktivitas.objects.exclude(indikator__rhk__skp=F("skp")).exclude(
        indikator__skp_kedinasan_lain=F("skp")
    )
    for satu in asing.iterator():
        yield f"Aktivitas #{satu.pk}: indikator #{satu.indikator_id} bukan milik SKP #{satu.skp_id}."
