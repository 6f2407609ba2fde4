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
from kinerja.skp.views.penilai import antrean, kembalikan, simpan_ekspektasi, terima

__all__ = [
    "ajukan",
    "antrean",
    "cetak",
    "cetak_lampiran",
    "daftar",
    "detail",
    "hapus_indikator",
    "hapus_rhk",
    "impor_tool_kinerja",
    "kembalikan",
    "pakai_pustaka",
    "pilih_rhk_atasan",
    "salin",
    "simpan_ekspektasi",
    "tambah_indikator",
    "tambah_rhk",
    "tambah_skp",
    "tempel",
    "terima",
    "ubah",
    "ubah_indikator",
    "ubah_rhk",
    "verifikasi",
]
