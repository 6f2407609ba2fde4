"""Questions about the daily log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q, QuerySet

from kinerja.aktivitas.models import Aktivitas, Jenis
from kinerja.dokumen.checks import invarian
from kinerja.kalender.models import Bulan
from kinerja.kalender.queries import tanggal as tanggal_tercetak
from kinerja.kepegawaian.models import Pegawai, RiwayatJabatan
from kinerja.skp.models import Indikator, Skp, indikator_versi
from kinerja.skp.queries import versi_pada

TERAKHIR = 10


def skp_pada(pegawai: Pegawai, tanggal: date) -> Skp | None:
    """The approved SKP in whose period the day lies."""
    daftar = pegawai.daftar_skp.filter(mulai__lte=tanggal, selesai__gte=tanggal, disetujui_pada__isnull=False)
    return daftar.select_related("indikator_kedinasan_lain").first()


def skp_hari_itu(aktivitas: Aktivitas, tanggal: date) -> Skp:
    """Its own SKP, unless the day is another's: after a move, or when it is moved to another day."""
    skp = aktivitas.skp
    return skp if skp.memuat(tanggal) else skp_pada(aktivitas.pegawai, tanggal) or skp


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


def daftar_hari(
    pegawai: Pegawai, daftar: Iterable[date], *, jenis: Iterable[str] = (Jenis.AKTIVITAS,)
) -> dict[date, list[Aktivitas]]:
    """What is logged on these days already, in one query, in the order of the day."""
    hasil: dict[date, list[Aktivitas]] = {hari: [] for hari in daftar}
    tercatat = pegawai.daftar_aktivitas.ada().filter(tanggal__in=list(hasil), jenis__in=list(jenis))
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
        .select_related("skp", "indikator", "kiriman", "pelaksanaan")
        .order_by("-tanggal", "-mulai", "-pk")
    )


def aktivitas_terhapus(pegawai: Pegawai, bulan: Bulan) -> QuerySet[Aktivitas]:
    """What its owner deleted and can bring back, the last deleted first."""
    daftar = pegawai.daftar_aktivitas.filter(
        tanggal__range=(bulan.awal, bulan.akhir), dihapus_pada__isnull=False
    )
    return daftar.order_by("-dihapus_pada", "-pk")


@dataclass
class Hitungan:
    """How much is logged: of a month, a day, an indicator. Time that two activities share counts once."""

    aktivitas: int = 0
    rencana: int = 0
    dihitung: int = 0
    lama: timedelta = timedelta()


@dataclass
class RingkasanBulan(Hitungan):
    hari: dict[date, Hitungan] = field(default_factory=dict)
    indikator: dict[int, int] = field(
        default_factory=dict
    )  # activities and plans by indicator, as the list has them


def ringkasan_bulan(pegawai: Pegawai, bulan: Bulan) -> RingkasanBulan:
    """The counts of a month and of its days, in one query."""
    hasil, jam = RingkasanBulan(), {}
    daftar = pegawai.daftar_aktivitas.ada().filter(tanggal__range=(bulan.awal, bulan.akhir))
    kolom = ("tanggal", "jenis", "mulai", "selesai", "indikator", "dihitung_pada")
    for hari, jenis, mulai, selesai, indikator, dihitung in daftar.order_by().values_list(*kolom):
        hasil.indikator[indikator] = hasil.indikator.get(indikator, 0) + 1
        satu = hasil.hari.setdefault(hari, Hitungan())
        for hitungan in (hasil, satu):
            hitungan.rencana += jenis == Jenis.RENCANA
            hitungan.aktivitas += jenis == Jenis.AKTIVITAS
            hitungan.dihitung += dihitung is not None
        if jenis == Jenis.AKTIVITAS:
            jam.setdefault(hari, []).append((mulai, selesai))
    for hari, daftar_jam in jam.items():
        hasil.hari[hari].lama = lama_tercatat(daftar_jam)
        hasil.lama += hasil.hari[hari].lama
    return hasil


def lama_tercatat(daftar_jam: Iterable[tuple[time, time]]) -> timedelta:
    """How long a day's activities take; an hour that is logged twice is one hour."""
    lama, sampai = timedelta(), time.min
    for mulai, selesai in sorted(daftar_jam):
        if selesai > sampai:
            awal = datetime.combine(date.min, max(mulai, sampai))
            lama += datetime.combine(date.min, selesai) - awal
            sampai = selesai
    return lama


def menurut_versi(daftar: Iterable[Aktivitas], bulan: Bulan) -> list[Aktivitas]:
    """With their indicators in the words of the version that the month is reported on, not of today."""
    daftar, kata = list(daftar), {}
    for satu in daftar:
        if satu.skp_id not in kata:
            kata[satu.skp_id] = indikator_versi(versi_pada(satu.skp, bulan).isi)
        satu.indikator = kata[satu.skp_id].get(satu.indikator_id, satu.indikator)
    return daftar


def aktivitas_terakhir(pegawai: Pegawai) -> QuerySet[Aktivitas]:
    """“Aktivitas Terakhir (10)”: as they were entered."""
    daftar = pegawai.daftar_aktivitas.ada().filter(jenis=Jenis.AKTIVITAS)
    return daftar.select_related("indikator", "kiriman").order_by("-dicatat_pada", "-pk")[:TERAKHIR]


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
    """What a report of this month would count by now: of its days, those that the SKP has."""
    hari = (max(bulan.awal, skp.mulai), min(bulan.akhir, skp.selesai))
    return skp.daftar_aktivitas.ada().filter(jenis=Jenis.AKTIVITAS, tanggal__range=hari)


def dihitung_bulan(skp: Skp, bulan: Bulan) -> QuerySet[Aktivitas]:
    """What the month's submitted report has counted, whatever became of the period since."""
    return skp.daftar_aktivitas.filter(tanggal__range=(bulan.awal, bulan.akhir), dihitung_pada__isnull=False)


def penahan_dihitung(skp: Skp, selesai: date) -> Iterator[str]:
    """What was counted cannot fall out of the period: its report is submitted."""
    sesudah = skp.daftar_aktivitas.filter(tanggal__gt=selesai, dihitung_pada__isnull=False)
    if terakhir := sesudah.order_by("-tanggal").values_list("tanggal", flat=True).first():
        yield (
            f"Aktivitas {tanggal_tercetak(terakhir)} sudah dihitung dalam realisasi yang diajukan, jadi periodenya "
            f"paling cepat berakhir {tanggal_tercetak(terakhir)}."
        )


def aktivitas_dihitung(skp: Skp, bulan: Bulan, indikator: int | None = None) -> QuerySet[Aktivitas]:
    """What a submitted report counts, in the order of the days: for who rates it. `indikator`: the id of one."""
    daftar = dihitung_bulan(skp, bulan)
    if indikator is not None:
        daftar = daftar.filter(indikator=indikator)
    return daftar.select_related("skp", "indikator", "kiriman").order_by("tanggal", "mulai", "pk")


def jumlah_per_indikator(skp: Skp, bulan: Bulan) -> dict[int, int]:
    """Activities of the month by indicator, counted now (a submitted report keeps its own numbers)."""
    baris = dapat_dihitung(skp, bulan).order_by().values_list("indikator").annotate(n=Count("pk"))
    return dict(baris)


@invarian("ak: aktivitas yang dihitung bertanggal di dalam periode SKP-nya")
def tanggal_di_dalam_periode():
    """Others may lie outside: they were entered before the period was ended by a move, and count nowhere."""
    luar = Aktivitas.objects.filter(dihitung_pada__isnull=False).exclude(
        tanggal__range=(F("skp__mulai"), F("skp__selesai"))
    )
    for satu in luar.iterator():
        yield f"Aktivitas #{satu.pk} ({satu.tanggal}) di luar periode SKP #{satu.skp_id}."


@invarian("ak: indikator aktivitas milik SKP-nya")
def indikator_milik_skp():
    asing = Aktivitas.objects.exclude(indikator__rhk__skp=F("skp")).exclude(
        indikator__skp_kedinasan_lain=F("skp")
    )
    for satu in asing.iterator():
        yield f"Aktivitas #{satu.pk}: indikator #{satu.indikator_id} bukan milik SKP #{satu.skp_id}."
