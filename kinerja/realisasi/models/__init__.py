"""The monthly report and the quadrant."""

from kinerja.realisasi.models.predikat import KUADRAN, Hasil, Predikat, Rating, hitung
from kinerja.realisasi.models.realisasi import RealisasiBulanan, RealisasiIndikator, UmpanBalikPerilaku

__all__ = [
    "KUADRAN",
    "Hasil",
    "Predikat",
    "Rating",
    "RealisasiBulanan",
    "RealisasiIndikator",
    "UmpanBalikPerilaku",
    "hitung",
]
