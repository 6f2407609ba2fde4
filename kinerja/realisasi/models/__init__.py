"""The monthly report and the quadrant."""

from kinerja.realisasi.models.realisasi import (
    ALASAN_TERPENDEK,
    PerubahanPenilaian,
    RealisasiBulanan,
    RealisasiIndikator,
    UmpanBalikPerilaku,
)
from kinerja.skp.models import indikator_versi
from kinerja.skp.models.predikat import KUADRAN, Hasil, Predikat, Rating, hitung

__all__ = [
    "ALASAN_TERPENDEK",
    "KUADRAN",
    "Hasil",
    "PerubahanPenilaian",
    "Predikat",
    "Rating",
    "RealisasiBulanan",
    "RealisasiIndikator",
    "UmpanBalikPerilaku",
    "hitung",
    "indikator_versi",
]
