"""The recapitulation of a month: everybody of an office, with what became of his report (juknis: Rekapitulasi).

Whoever has a report is counted where it was reported; everybody else where the SKP lies that owns the month, else
in his active position. So a mutasi moves nobody's past month, and nobody falls between two offices.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import chain

from django.db.models import Case, Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from kinerja.kalender.models import Bulan
from kinerja.kepegawaian.models import Pegawai, RiwayatJabatan
from kinerja.realisasi.lifecycle import StatusRealisasi as S
from kinerja.realisasi.models import Predikat, RealisasiBulanan
from kinerja.realisasi.queries.bulan import hari_penentu
from kinerja.skp.models import Skp

TANPA_SKP, BELUM_LAPOR, TIDAK_LAPOR = "TANPA_SKP", "BELUM_LAPOR", "TIDAK_LAPOR"
MENUNGGU_DINILAI, TIDAK_DINILAI, SELESAI = "MENUNGGU", "TIDAK_DINILAI", "SELESAI"

# In the order in which they are read: what is missing first.
KEADAAN = {
    TANPA_SKP: "Tanpa SKP",
    BELUM_LAPOR: "Belum lapor",
    TIDAK_LAPOR: "Tidak lapor",
    MENUNGGU_DINILAI: "Menunggu dinilai",
    TIDAK_DINILAI: "Tidak dinilai",
    SELESAI: "Selesai",
}
MENURUT_STATUS = {
    S.DRAF: BELUM_LAPOR,
    S.TIDAK_LAPOR: TIDAK_LAPOR,
    S.PENILAIAN_HASIL_KERJA: MENUNGGU_DINILAI,
    S.PENILAIAN_PERILAKU: MENUNGGU_DINILAI,
    S.TIDAK_DINILAI: TIDAK_DINILAI,
    S.SELESAI: SELESAI,
}
TERLAPOR = (MENUNGGU_DINILAI, TIDAK_DINILAI, SELESAI)
DAFTAR_PREDIKAT = [
    Predikat.SANGAT_BAIK,
    Predikat.BAIK,
    Predikat.BUTUH_PERBAIKAN,
    Predikat.KURANG,
    Predikat.SANGAT_KURANG,
]

# So many offices are looked up by index; for more the register is read through.
BEBERAPA = 12


@dataclass
class Hitungan:
    """How many people are in which state, and how many have which predikat."""

    keadaan: Counter = field(default_factory=Counter)
    predikat: Counter = field(default_factory=Counter)

    def __add__(self, lain: Hitungan) -> Hitungan:
        return Hitungan(self.keadaan + lain.keadaan, self.predikat + lain.predikat)

    @property
    def pegawai(self) -> int:
        return sum(self.keadaan.values())

    @property
    def terlapor(self) -> int:
        """Filed, whatever became of it."""
        return sum(self.keadaan[k] for k in TERLAPOR)

    @property
    def belum(self) -> int:
        """Those who could have filed and did not, or not yet."""
        return self.wajib - self.terlapor

    @property
    def wajib(self) -> int:
        """Those who can file: without an SKP nobody can."""
        return self.pegawai - self.keadaan[TANPA_SKP]

    @property
    def daftar_keadaan(self) -> list[tuple[str, str, int]]:
        return [(kode, label, self.keadaan[kode]) for kode, label in KEADAAN.items()]

    @property
    def daftar_predikat(self) -> list[tuple[str, str, int, int]]:
        """Code, label, how many, and that in per cent of those who have one."""
        semua = sum(self.predikat.values())
        return [
            (p.value, p.label, self.predikat[p], _persen(self.predikat[p], semua)) for p in DAFTAR_PREDIKAT
        ]

    @property
    def batang(self) -> tuple[int, int]:
        """How far the month is, in per cent: rated, and filed but not rated."""
        selesai = _persen(self.keadaan[SELESAI], self.pegawai)
        return selesai, _persen(self.terlapor, self.pegawai) - selesai


def _persen(bagian: int, semua: int) -> int:
    return round(100 * bagian / semua) if semua else 0


def jumlah(daftar: Iterable[Hitungan]) -> Hitungan:
    return sum(daftar, Hitungan())


def rekap_opd(bulan: Bulan, daerah: Iterable[int]) -> dict[int, Hitungan]:
    """The counts of these offices, also of those without anybody. Two statements, however many people."""
    daerah = frozenset(daerah)
    hasil = {opd: Hitungan() for opd in daerah}
    laporan = _laporan(bulan, daerah).order_by().values_list("perangkat_daerah", "status", "predikat")
    for opd, status, predikat, n in laporan.annotate(n=Count("pk")):
        _catat(hasil[opd], MENURUT_STATUS[status], predikat, n)
    tanpa = _tanpa_laporan(bulan, daerah).order_by().values_list("opd", "keadaan")
    for opd, keadaan, n in tanpa.annotate(n=Count("pk")):
        _catat(hasil[opd], keadaan, "", n)
    return hasil


def rekap_unit(bulan: Bulan, opd: int) -> dict[str, Hitungan]:
    """The counts of one office by unit, in the order of their names. Two statements."""
    hasil: dict[str, Hitungan] = {}
    laporan = _laporan(bulan, frozenset({opd})).annotate(unit=_unit_laporan())
    for unit, status, predikat, n in (
        laporan.order_by().values_list("unit", "status", "predikat").annotate(n=Count("pk"))
    ):
        _catat(hasil.setdefault(unit, Hitungan()), MENURUT_STATUS[status], predikat, n)
    tanpa = (
        _tanpa_laporan(bulan, frozenset({opd}))
        .annotate(unit=_unit_tanpa())
        .order_by()
        .values_list("unit", "keadaan")
    )
    for unit, keadaan, n in tanpa.annotate(n=Count("pk")):
        _catat(hasil.setdefault(unit, Hitungan()), keadaan, "", n)
    return dict(sorted(hasil.items()))


def _catat(hitungan: Hitungan, keadaan: str, predikat: str, n: int) -> None:
    hitungan.keadaan[keadaan] += n
    if predikat:
        hitungan.predikat[predikat] += n


# --- persons -----------------------------------------------------------------------------------------------------


@dataclass
class BarisRekap:
    """One person of a month; `laporan` is None while there is nothing but a draft."""

    pegawai: Pegawai
    unit: str
    keadaan: str
    laporan: RealisasiBulanan | None = None
    skp_disetujui_pada: datetime | None = None
    keterangan: str = ""

    @property
    def label(self) -> str:
        return KEADAAN[self.keadaan]


@dataclass
class DaftarRekap:
    """The persons of an office (or unit, or state) as one list that can be paged: first those without a report."""

    tanpa: QuerySet
    laporan: QuerySet

    def count(self) -> int:
        return self._banyak_tanpa + self.laporan.count()

    @cached_property
    def _banyak_tanpa(self) -> int:
        return self.tanpa.count()

    def __getitem__(self, irisan: slice) -> list[BarisRekap]:
        n = self._banyak_tanpa
        tanpa = self.tanpa[min(irisan.start, n) : min(irisan.stop, n)]
        laporan = self.laporan[max(irisan.start - n, 0) : max(irisan.stop - n, 0)]
        return [*map(_baris_tanpa, tanpa), *map(_baris_laporan, laporan)]

    def __iter__(self) -> Iterator[BarisRekap]:
        return chain(map(_baris_tanpa, self.tanpa), map(_baris_laporan, self.laporan))


def daftar_rekap(bulan: Bulan, opd: int, *, unit: str | None = None, keadaan: str = "") -> DaftarRekap:
    """The persons behind the counts of `rekap_unit`: of one unit, in one state, or all."""
    laporan = _laporan(bulan, frozenset({opd})).annotate(unit=_unit_laporan())
    tanpa = _tanpa_laporan(bulan, frozenset({opd})).annotate(unit=_unit_tanpa())
    if unit is not None:
        laporan, tanpa = laporan.filter(unit=unit), tanpa.filter(unit=unit)
    if keadaan:
        laporan = laporan.filter(status__in=[s for s, k in MENURUT_STATUS.items() if k == keadaan])
        tanpa = tanpa.filter(keadaan=keadaan)
    urutan = Case(*(When(status=s, then=Value(n)) for n, s in enumerate(MENURUT_STATUS)))
    return DaftarRekap(
        tanpa.annotate(skp_disetujui_pada=F("skp_bulan__disetujui_pada")).order_by("-keadaan", "nama", "pk"),
        laporan.select_related("pegawai", "penilai").order_by(urutan, "pegawai__nama", "pk"),
    )


def _baris_tanpa(pegawai: Pegawai) -> BarisRekap:
    return BarisRekap(pegawai, pegawai.unit, pegawai.keadaan, skp_disetujui_pada=pegawai.skp_disetujui_pada)


def _baris_laporan(laporan: RealisasiBulanan) -> BarisRekap:
    return BarisRekap(laporan.pegawai, laporan.unit, MENURUT_STATUS[laporan.status], laporan)


# --- the two sources -----------------------------------------------------------------------------------------------


def _laporan(bulan: Bulan, daerah: frozenset[int]) -> QuerySet[RealisasiBulanan]:
    """The month's reports, drafts among them."""
    return RealisasiBulanan.objects.filter(tahun=bulan.tahun, bulan=bulan.bulan, perangkat_daerah__in=daerah)


def _unit_laporan() -> Case:
    """The unit of the document; what was never filed has only that of its SKP."""
    return Case(When(unit_nama="", then=F("skp__unit_nama")), default=F("unit_nama"))


def _unit_tanpa() -> Coalesce:
    return Coalesce("skp_bulan__unit_nama", "jabatan_aktif__unit_kerja__nama", Value(""))


def _tanpa_laporan(bulan: Bulan, daerah: frozenset[int]) -> QuerySet[Pegawai]:
    """People in service without a report of the month: `opd` and `keadaan` say where they belong, and why."""
    hari = hari_penentu(bulan)
    ada = RealisasiBulanan.objects.filter(pegawai=OuterRef("pk"), tahun=bulan.tahun, bulan=bulan.bulan)
    orang = Pegawai.objects.filter(~Exists(ada), status=Pegawai.Status.AKTIF).exclude(
        jenis_kepegawaian=Pegawai.JenisKepegawaian.NON_ASN
    )
    if len(daerah) <= BEBERAPA:
        orang = orang.filter(pk__in=_calon(daerah, hari))
    return (
        orang.annotate(
            skp_bulan=FilteredRelation(
                "daftar_skp",
                condition=Q(
                    daftar_skp__mulai__lte=hari,
                    daftar_skp__selesai__gte=hari,
                    daftar_skp__disetujui_pada__isnull=False,
                ),
            ),
            jabatan_aktif=FilteredRelation(
                "daftar_riwayat_jabatan",
                condition=Q(
                    daftar_riwayat_jabatan__aktif=True,
                    daftar_riwayat_jabatan__peran=RiwayatJabatan.Peran.DEFINITIF,
                ),
            ),
        )
        .annotate(
            opd=Coalesce(
                "skp_bulan__perangkat_daerah", "jabatan_aktif__perangkat_daerah", "perangkat_daerah"
            ),
            keadaan=Case(When(skp_bulan__pk=None, then=Value(TANPA_SKP)), default=Value(BELUM_LAPOR)),
        )
        .filter(opd__in=daerah)
    )


def _calon(daerah: frozenset[int], hari: date) -> QuerySet:
    """Everybody who may belong to these offices, by index: without it a small office would cost as all of them."""
    register = Pegawai.objects.filter(perangkat_daerah__in=daerah).order_by().values("pk")
    jabatan = RiwayatJabatan.objects.filter(perangkat_daerah__in=daerah, aktif=True).order_by()
    skp = Skp.objects.filter(perangkat_daerah__in=daerah, mulai__lte=hari, selesai__gte=hari).order_by()
    return register.union(jabatan.values("pegawai"), skp.values("pegawai"))
