"""Lean pages of the SKP: they work without JavaScript, on a cheap phone."""

from kinerja.skp.views.cepat import impor_tool_kinerja, pakai_pustaka, pilih_rhk_atasan, salin, tempel
from kinerja.skp.views.cetak import cetak, cetak_lampiran, verifikasi
from kinerja.skp.views.lihat import detail
from kinerja.skp.views.massal import ekspektasi_massal, terima_massal
from kinerja.skp.views.matriks import batal_tugaskan, cetak_matriks, matriks, tugaskan
from kinerja.skp.views.pemilik import (
    ajukan,
    ambil_penugasan,
    balas_komentar,
    daftar,
    hapus_indikator,
    hapus_rhk,
    simpan_lampiran,
    tambah_indikator,
    tambah_rhk,
    tambah_skp,
    tegaskan,
    tutup_periode,
    ubah,
    ubah_indikator,
    ubah_rhk,
    urutkan,
)
from kinerja.skp.views.penilai import antrean, bagikan, kembalikan, komentari, simpan_ekspektasi, terima
from kinerja.skp.views.revisi import ajukan_revisi, banding, terima_revisi, tolak_revisi

__all__ = [
    "ajukan",
    "ajukan_revisi",
    "ambil_penugasan",
    "antrean",
    "bagikan",
    "balas_komentar",
    "banding",
    "batal_tugaskan",
    "cetak",
    "cetak_lampiran",
    "cetak_matriks",
    "daftar",
    "detail",
    "ekspektasi_massal",
    "hapus_indikator",
    "hapus_rhk",
    "impor_tool_kinerja",
    "kembalikan",
    "komentari",
    "matriks",
    "pakai_pustaka",
    "pilih_rhk_atasan",
    "salin",
    "simpan_ekspektasi",
    "simpan_lampiran",
    "tambah_indikator",
    "tambah_rhk",
    "tambah_skp",
    "tegaskan",
    "tempel",
    "terima",
    "terima_massal",
    "terima_revisi",
    "tolak_revisi",
    "tugaskan",
    "tutup_periode",
    "ubah",
    "ubah_indikator",
    "ubah_rhk",
    "urutkan",
    "verifikasi",
]
