"""The penilai's queue: all his people of a month, and all that waits for him in whatever month."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from kinerja.kalender.models import Bulan
from kinerja.kepegawaian.models import Pegawai
from kinerja.realisasi.lifecycle import StatusRealisasi
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.realisasi.permissions import MENUNGGU

NIHIL = 0  # no row has this key: asked for by an account that is not a Pegawai


@dataclass
class BarisAntrean:
    """One person of the penilai's queue: his report of the month, or None when he has not begun."""

    pegawai: Pegawai
    realisasi: RealisasiBulanan | None

    @property
    def menunggu(self) -> bool:
        return self.realisasi is not None and self.realisasi.status in MENUNGGU

    @property
    def selesai(self) -> bool:
        return self.realisasi is not None and self.realisasi.status == StatusRealisasi.SELESAI

    @property
    def tingkat(self) -> int:
        return 0 if self.menunggu else 2 if self.selesai else 1


@dataclass
class Antrean:
    """A penilai's month, and all that waits for him in whatever month."""

    daftar: list[BarisAntrean]
    menunggu: list[RealisasiBulanan]


def antrean_penilai(pengguna, bulan: Bulan, *, dinilai: list[Pegawai]) -> Antrean:
    """All the people of this penilai in that month: what was submitted to him, and who he rates now. One query.

    A report submitted to another penilai (before a move) is not his, and does not appear. Whoever waits comes
    first, then who has not filed, then who is done.
    """
    diri, orang = pengguna.pegawai.pk, {p.pk: p for p in dinilai}
    milik = Q(penilai=diri)
    bulan_ini = Q(tahun=bulan.tahun, bulan=bulan.bulan) & (milik | Q(pegawai__in=list(orang)))
    laporan = RealisasiBulanan.objects.filter(bulan_ini | (milik & Q(status__in=MENUNGGU)))
    baris = {pk: BarisAntrean(p, None) for pk, p in orang.items()}
    menunggu = []
    for satu in laporan.select_related("pegawai"):
        if satu.penilai_id == diri and satu.status in MENUNGGU:
            menunggu.append(satu)
        if satu.nilai_bulan != bulan:
            continue
        if satu.penilai_id in (None, diri):
            baris[satu.pegawai_id] = BarisAntrean(satu.pegawai, satu)
        else:
            baris.pop(satu.pegawai_id, None)
    urut = sorted(baris.values(), key=lambda b: (b.tingkat, b.pegawai.nama, b.pegawai.pk))
    return Antrean(urut, menunggu)


def menunggu_penilaian(pengguna) -> QuerySet[RealisasiBulanan]:
    """Reports that wait for this penilai's rating, oldest month first."""
    diri = getattr(pengguna, "pegawai", None)
    return (
        RealisasiBulanan.objects.filter(penilai=diri.pk if diri else NIHIL, status__in=MENUNGGU)
        .select_related("pegawai")
        .order_by("tahun", "bulan", "pegawai__nama")
    )
