"""The owner's side: his SKPs, the editor of a draft, the submission (juknis BAB III.2-7)."""

from kinerja.skp.views.pemilik.daftar import daftar, tambah_skp
from kinerja.skp.views.pemilik.rencana import (
    ajukan,
    hapus_indikator,
    hapus_rhk,
    tambah_indikator,
    tambah_rhk,
    ubah,
    ubah_indikator,
    ubah_rhk,
)

__all__ = [
    "ajukan",
    "daftar",
    "hapus_indikator",
    "hapus_rhk",
    "tambah_indikator",
    "tambah_rhk",
    "tambah_skp",
    "ubah",
    "ubah_indikator",
    "ubah_rhk",
]
