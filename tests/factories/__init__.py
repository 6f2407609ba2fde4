"""Factories build valid drafts only; later states are reached by calling the services."""

from tests.factories.kepegawaian import (
    JabatanFactory,
    PegawaiFactory,
    PenggunaFactory,
    PerangkatDaerahFactory,
    RiwayatJabatanFactory,
    UnitKerjaFactory,
    beri_wilayah,
    jadikan_admin_bkd,
    nip,
    tunjuk_penilai,
)
from tests.factories.kinerja import (
    SEBELUM_JENDELA,
    SKP_LENGKAP,
    isi_ekspektasi,
    realisasi_diajukan,
    realisasi_draf,
    realisasi_selesai,
    revisi,
    skp_diajukan,
    skp_disetujui,
    skp_konsep,
)

__all__ = [
    "SEBELUM_JENDELA",
    "SKP_LENGKAP",
    "JabatanFactory",
    "PegawaiFactory",
    "PenggunaFactory",
    "PerangkatDaerahFactory",
    "RiwayatJabatanFactory",
    "UnitKerjaFactory",
    "beri_wilayah",
    "isi_ekspektasi",
    "jadikan_admin_bkd",
    "nip",
    "realisasi_diajukan",
    "realisasi_draf",
    "realisasi_selesai",
    "revisi",
    "skp_diajukan",
    "skp_disetujui",
    "skp_konsep",
    "tunjuk_penilai",
]
