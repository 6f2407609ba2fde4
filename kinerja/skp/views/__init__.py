"""Lean pages of the SKP: they work without JavaScript, on a cheap phone."""

from kinerja.skp.views.cepat import impor_tool_kinerja, pakai_pustaka, pilih_rhk_atasan, salin, tempel
from kinerja.skp.views.cetak import cetak, cetak_lampiran, verifikasi
from kinerja.skp.views.lihat import detail
from kinerja.skp.views.pemilik import (
    ajukan,
    daftar,
    hapus_indikator,
    hapus_rhk,
    tambah_indikator,
    tambah_rhk,
    tambah_skp,
    ubah,
    ubah_indikator,
    ubah_rhk,
)
from kinerja.skp.views.penilai import antrean, kembalikan, komentari, simpan_ekspektasi, terima
from kinerja.skp.views.revisi import ajukan_revisi, banding, terima_revisi, tolak_revisi

__all__ = [
    "ajukan",
    "ajukan_revisi",
    "antrean",
    "banding",
    "cetak",
    "cetak_lampiran",
    "daftar",
    "detail",
    "hapus_indikator",
    "hapus_rhk",
    "impor_tool_kinerja",
    "kembalikan",
    "komentari",
    "pakai_pustaka",
    "pilih_rhk_atasan",
    "salin",
    "simpan_ekspektasi",
    "tambah_indikator",
    "tambah_rhk",
    "tambah_skp",
    "tempel",
    "terima",
    "terima_revisi",
    "tolak_revisi",
    "ubah",
    "ubah_indikator",
    "ubah_rhk",
    "verifikasi",
]
