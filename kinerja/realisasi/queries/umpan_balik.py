"""The penilai's own phrases: what he wrote most in the last months, offered again."""

from __future__ import annotations

from django.db.models import Count, Max, Q, QuerySet

from kinerja.kalender.models import Bulan
from kinerja.kepegawaian.models import Pegawai
from kinerja.realisasi.models import RealisasiBulanan, RealisasiIndikator, UmpanBalikPerilaku

FRASA_TERBANYAK = 8
BULAN_DITENGOK = 4


def frasa_umpan_balik(penilai: Pegawai, bulan: Bulan, *, perilaku: bool = False) -> list[str]:
    """On results, or on behaviour: those he used most, then latest. One query over a few months that he rated."""
    model, kolom = (UmpanBalikPerilaku, "teks") if perilaku else (RealisasiIndikator, "umpan_balik")
    baris = (
        model.objects.filter(realisasi__in=_laporan_terakhir(penilai, bulan))
        .exclude(**{kolom: ""})
        .order_by()
        .values_list(kolom)
        .annotate(kali=Count("pk"), terakhir=Max("pk"))
        .order_by("-kali", "-terakhir")
    )
    return [teks for teks, _, _ in baris[:FRASA_TERBANYAK]]


def _laporan_terakhir(penilai: Pegawai, bulan: Bulan) -> QuerySet:
    syarat = Q()
    for n in range(BULAN_DITENGOK):
        satu = bulan.geser(-n)
        syarat |= Q(tahun=satu.tahun, bulan=satu.bulan)
    return RealisasiBulanan.objects.filter(syarat, dinilai_oleh=penilai).values("pk")
