"""The monthly report and the quadrant."""

from kinerja.realisasi.models.realisasi import (
    RealisasiBulanan,
    RealisasiIndikator,
    UmpanBalikPerilaku,
    indikator_versi,
)
from kinerja.skp.models.predikat import KUADRAN, Hasil, Predikat, Rating, hitung

__all__ = [
    "KUADRAN",
    "Hasil",
    "Predikat",
    "Rating",
    "RealisasiBulanan",
    "RealisasiIndikator",
    "UmpanBalikPerilaku",
    "hitung",
    "indikator_versi",
]
