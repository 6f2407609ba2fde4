"""Forms of the monthly report: the owner's grid, the penilai's pages, and what both share."""

from kinerja.realisasi.forms.lembar import SALIN_SEMUA, RealisasiForm
from kinerja.realisasi.forms.penilaian import (
    UMPAN_BALIK_SIAP,
    AlihkanForm,
    HasilKerjaForm,
    KembalikanForm,
    PerilakuForm,
    UbahPenilaianForm,
    UmpanBalikMassalForm,
)

__all__ = [
    "SALIN_SEMUA",
    "UMPAN_BALIK_SIAP",
    "AlihkanForm",
    "HasilKerjaForm",
    "KembalikanForm",
    "PerilakuForm",
    "RealisasiForm",
    "UbahPenilaianForm",
    "UmpanBalikMassalForm",
]
