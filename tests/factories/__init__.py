"""Factories build valid drafts only; later states are reached by calling the services."""

from tests.factories.aktivitas import aktivitas_tercatat, indikator_skp, isian_aktivitas, rencana_tercatat
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
    "aktivitas_tercatat",
    "beri_wilayah",
    "indikator_skp",
    "isi_ekspektasi",
    "isian_aktivitas",
    "jadikan_admin_bkd",
    "nip",
    "realisasi_diajukan",
    "realisasi_draf",
    "realisasi_selesai",
    "rencana_tercatat",
    "revisi",
    "skp_diajukan",
    "skp_disetujui",
    "skp_konsep",
    "tunjuk_penilai",
]
