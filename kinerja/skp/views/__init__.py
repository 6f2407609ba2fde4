"""Lean pages of the SKP: they work without JavaScript, on a cheap phone."""

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
    "daftar",
    "detail",
    "hapus_indikator",
    "hapus_rhk",
    "kembalikan",
    "simpan_ekspektasi",
    "tambah_indikator",
    "tambah_rhk",
    "tambah_skp",
    "terima",
    "ubah",
    "ubah_indikator",
    "ubah_rhk",
]
