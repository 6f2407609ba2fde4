"""The penilai's queue: all his people of a month, all that waits for him, and what waits for those whom he rates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from kinerja.aktivitas.models import Aktivitas
from kinerja.kalender.models import Bulan, Tahap
from kinerja.kalender.queries import Kalender, Masa, batas, lama
from kinerja.kepegawaian.models import Pegawai, PejabatPenilai
from kinerja.realisasi.lifecycle import StatusRealisasi
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.realisasi.permissions import MENUNGGU, is_atasan_penilai
from kinerja.realisasi.queries.bulan import BELUM_DIAJUKAN, daftar_tanda_terima

NIHIL = 0  # no row has this key: asked for by an account that is not a Pegawai
SEHARI = timedelta(days=1)


@dataclass
class BarisAntrean:
    """One person of the penilai's queue: his report of the month, or None when he has not begun; and his windows."""

    pegawai: Pegawai
    realisasi: RealisasiBulanan | None
    pengisian: Masa
    penilaian: Masa
    pada: datetime

    @property
    def menunggu(self) -> bool:
        return self.realisasi is not None and self.realisasi.status in MENUNGGU

    @property
    def selesai(self) -> bool:
        return self.realisasi is not None and self.realisasi.status == StatusRealisasi.SELESAI

    @property
    def belum(self) -> bool:
        return self.realisasi is None or self.realisasi.status in BELUM_DIAJUKAN

    @property
    def tingkat(self) -> int:
        return 0 if self.menunggu or self.dibuka_kembali else 2 if self.selesai else 1

    @property
    def urutan(self) -> tuple:
        """Whoever waits longest first; the others by name."""
        sejak = self.realisasi.diajukan_pada if self.realisasi and self.tingkat == 0 else self.pada
        return self.tingkat, sejak, self.pegawai.nama, self.pegawai.pk

    @property
    def dibuka_kembali(self) -> bool:
        """Was not rated in time, and may be by now."""
        tidak_dinilai = self.realisasi is not None and self.realisasi.status == StatusRealisasi.TIDAK_DINILAI
        return tidak_dinilai and self.penilaian.memuat(self.pada)

    @property
    def tugas_berakhir(self) -> bool:
        """A Plt. whose letter has ended still holds it, and cannot rate it."""
        penugasan = self.realisasi.penugasan if self.realisasi else None
        return (
            penugasan is not None
            and penugasan.peran != PejabatPenilai.Peran.DEFINITIF
            and penugasan.selesai is not None
            and penugasan.selesai < timezone.localtime(self.pada).date()
        )

    @property
    def dapat_dinilai(self) -> bool:
        return (self.menunggu or self.dibuka_kembali) and not self.tugas_berakhir

    @property
    def terlambat(self) -> str:
        """What is late, before the clock has closed it."""
        if self.menunggu and self.pada >= self.penilaian.kini(self.pada).selesai:
            return "Terlambat dinilai"
        if not self.belum or self.pada < self.pengisian.kini(self.pada).selesai:
            return ""
        # Whoever was to report it has a row by the clock: without one nothing was due.
        if self.realisasi is None:
            return "Tidak ada laporan"
        return "Terlambat melapor" if self.realisasi.status == StatusRealisasi.DRAF else ""

    @property
    def lama_menunggu(self) -> str:
        return ringkas(self.pada - self.realisasi.diajukan_pada) if self.menunggu else ""

    @property
    def sisa(self) -> str:
        """How much time is left of what is due now: the rating, or the report."""
        masa = self.pengisian if self.belum else self.penilaian
        jendela = masa.kini(self.pada)
        return ringkas(jendela.selesai - self.pada) if jendela.memuat(self.pada) else ""

    @property
    def mendesak(self) -> bool:
        return bool(self.sisa) and (self.pengisian if self.belum else self.penilaian).hari_terakhir(self.pada)

    @property
    def batas_nilai(self) -> str:
        return batas(self.penilaian.kini(self.pada))

    @property
    def persen_massal(self) -> int:
        """The share of the counted activities that was entered in bulk."""
        jumlah = self.realisasi.jumlah_aktivitas if self.realisasi else 0
        return round(100 * self.realisasi.aktivitas_massal / jumlah) if jumlah else 0


@dataclass
class Antrean:
    """A penilai's month, and all that waits for him in whatever month."""

    daftar: list[BarisAntrean]
    menunggu: list[RealisasiBulanan]
    bulan: Bulan

    @property
    def bulan_lain(self) -> list[tuple[Bulan, int]]:
        lain = Counter(r.nilai_bulan for r in self.menunggu)
        del lain[self.bulan]
        return sorted(lain.items())


def ringkas(selang: timedelta) -> str:
    """`5 hari 4 jam`, `4 jam 12 menit`: minutes do not matter where there are days."""
    if selang >= SEHARI:
        selang -= selang % timedelta(hours=1)
    return lama(selang)


def antrean_penilai(pengguna, bulan: Bulan, *, dinilai: list[Pegawai], pada: datetime) -> Antrean:
    """All the people of this penilai in that month: what was submitted to him, and who he rates now.

    Two queries, however many: the reports, and the schedules of their offices. A report submitted to another penilai
    (before a move) is not his, and does not appear. Whoever waits comes first, the longest first; then who has not
    filed, then who is done.
    """
    diri, orang = pengguna.pegawai.pk, {p.pk: p for p in dinilai}
    milik = Q(penilai=diri)
    bulan_ini = Q(tahun=bulan.tahun, bulan=bulan.bulan) & (milik | Q(pegawai__in=list(orang)))
    laporan = RealisasiBulanan.objects.filter(bulan_ini | (milik & Q(status__in=MENUNGGU)))
    punya: dict[int, tuple[Pegawai, RealisasiBulanan | None]] = {pk: (p, None) for pk, p in orang.items()}
    menunggu = []
    for satu in laporan.annotate(aktivitas_massal=_massal(bulan)).select_related("pegawai", "penugasan"):
        if satu.penilai_id == diri and satu.status in MENUNGGU:
            menunggu.append(satu)
        if satu.nilai_bulan != bulan:
            continue
        if satu.penilai_id in (None, diri):
            punya[satu.pegawai_id] = satu.pegawai, satu
        else:
            punya.pop(satu.pegawai_id, None)
    opd = {pk: (r or p).perangkat_daerah_id for pk, (p, r) in punya.items()}
    kalender = Kalender({(bulan, satu) for satu in opd.values()})
    daftar = [
        BarisAntrean(
            p,
            r,
            kalender.masa(Tahap.PENGISIAN, bulan, opd[pk], pk),
            kalender.masa(Tahap.PENILAIAN, bulan, opd[pk], pk),
            pada,
        )
        for pk, (p, r) in punya.items()
    ]
    return Antrean(sorted(daftar, key=lambda b: b.urutan), menunggu, bulan)


def _massal(bulan: Bulan) -> Coalesce:
    """How many of the activities that a report of this month counts were entered in bulk, asked with the report."""
    dihitung = Aktivitas.objects.filter(
        skp=OuterRef("skp"),
        tanggal__range=(bulan.awal, bulan.akhir),
        dihitung_pada__isnull=False,
        kiriman__isnull=False,
    )
    jumlah = dihitung.order_by().values("skp").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(jumlah, output_field=IntegerField()), 0)


def menunggu_penilaian(pengguna) -> QuerySet[RealisasiBulanan]:
    """Reports that wait for this penilai's rating: oldest month first, and in it who waits longest."""
    diri = getattr(pengguna, "pegawai", None)
    return (
        RealisasiBulanan.objects.filter(penilai=diri.pk if diri else NIHIL, status__in=MENUNGGU)
        .select_related("pegawai")
        .order_by("tahun", "bulan", "diajukan_pada", "pk")
    )


# --- the penilai's superior ---------------------------------------------------------------------------------------


@dataclass
class BarisBawahan:
    """One report that waits for somebody whom the reader rates."""

    realisasi: RealisasiBulanan
    penilaian: Masa
    pada: datetime

    @property
    def dapat_dinilai(self) -> bool:
        return self.penilaian.hari_terakhir(self.pada)

    @property
    def sisa(self) -> str:
        jendela = self.penilaian.kini(self.pada)
        return ringkas(jendela.selesai - self.pada) if jendela.memuat(self.pada) else ""

    @property
    def terlambat(self) -> bool:
        return self.pada >= self.penilaian.kini(self.pada).selesai

    @property
    def batas(self) -> str:
        return batas(self.penilaian.kini(self.pada))


def menunggu_bawahan(pengguna, *, dinilai: list[Pegawai]) -> QuerySet[RealisasiBulanan]:
    """Reports that wait for a penilai whom this account rates (`dinilai`): never its own."""
    diri = getattr(pengguna, "pegawai", None)
    terbuka = [*MENUNGGU, StatusRealisasi.TIDAK_DINILAI]
    return (
        RealisasiBulanan.objects.filter(penilai__in=[p.pk for p in dinilai], status__in=terbuka)
        .exclude(pegawai=diri.pk if diri else NIHIL)
        .select_related("pegawai", "penilai")
        .order_by("penilai__nama", "penilai", "tahun", "bulan", "diajukan_pada", "pk")
    )


def baris_bawahan(daftar: Iterable[RealisasiBulanan], *, pada: datetime) -> list[BarisBawahan]:
    """Each with its window, in one query for the schedules; a month closed as “tidak dinilai” only while it is open
    again."""
    daftar = list(daftar)
    kalender = Kalender({(r.nilai_bulan, r.perangkat_daerah_id) for r in daftar})
    baris = [
        BarisBawahan(
            r,
            kalender.masa(Tahap.PENILAIAN, r.nilai_bulan, r.perangkat_daerah_id, r.pegawai_id),
            pada,
        )
        for r in daftar
    ]
    return [
        b for b in baris if b.realisasi.status != StatusRealisasi.TIDAK_DINILAI or b.penilaian.memuat(pada)
    ]


def bukan_gilirannya(realisasi: RealisasiBulanan, diri: Pegawai, masa: Masa, pada: datetime) -> str:
    """Why the rating is not his to give by now; empty if it is.

    The superior rates on the last day only; what he has begun he ends himself, and nobody else.
    """
    if _diselesaikan_atasan(realisasi, pada):
        if diri.pk == realisasi.dinilai_oleh_id:
            return ""
        atasan = "atasan Anda" if diri.pk == realisasi.penilai_id else str(realisasi.dinilai_oleh)
        return f"Hasil kerja sudah dinilai {atasan}; ia yang menyelesaikan."
    if diri.pk == realisasi.penilai_id or masa.hari_terakhir(pada):
        return ""
    return (
        "Atasan pejabat penilai menilai hanya pada 24 jam terakhir masa penilaian "
        f"(sampai {batas(masa.kini(pada))})."
    )


def _diselesaikan_atasan(realisasi: RealisasiBulanan, pada: datetime) -> bool:
    """The superior rated the results and the behaviour waits for him, as long as he still is the superior.

    A month that was closed in between and opened again is begun anew: whoever may rate goes on.
    """
    if not realisasi.oleh_atasan or realisasi.status != StatusRealisasi.PENILAIAN_PERILAKU:
        return False
    if not is_atasan_penilai(realisasi.dinilai_oleh.pengguna, realisasi, pada):
        return False
    return not daftar_tanda_terima(realisasi).filter(jenis="realisasi.penilaian_dilanjutkan").exists()
