"""WHAT happens to a monthly report: one function per act (juknis BAB VI)."""

from kinerja.realisasi.services.isi import (
    TERLAMBAT_DIKEMBALIKAN,
    ajukan,
    buka_pengisian,
    isi_realisasi,
    kembalikan,
    simpan,
    tarik_kembali,
)
from kinerja.realisasi.services.nilai import (
    ALASAN_ALIH_PENDEK,
    ALASAN_ALIH_TERPENDEK,
    SUDAH_DIUBAH,
    TIDAK_ADA_PERUBAHAN,
    alihkan_penilai,
    buka_penilaian,
    lanjutkan_penilaian,
    nilai_hasil_kerja,
    nilai_perilaku,
    simpan_umpan_balik,
    teks_polos,
    ubah_penilaian,
)
from kinerja.realisasi.services.tutup import catat_tidak_lapor, tutup_bulan, tutup_pengisian, tutup_penilaian

__all__ = [
    "ALASAN_ALIH_PENDEK",
    "ALASAN_ALIH_TERPENDEK",
    "SUDAH_DIUBAH",
    "TERLAMBAT_DIKEMBALIKAN",
    "TIDAK_ADA_PERUBAHAN",
    "ajukan",
    "alihkan_penilai",
    "buka_pengisian",
    "buka_penilaian",
    "catat_tidak_lapor",
    "isi_realisasi",
    "kembalikan",
    "lanjutkan_penilaian",
    "nilai_hasil_kerja",
    "nilai_perilaku",
    "simpan",
    "simpan_umpan_balik",
    "tarik_kembali",
    "teks_polos",
    "tutup_bulan",
    "tutup_pengisian",
    "tutup_penilaian",
    "ubah_penilaian",
]
