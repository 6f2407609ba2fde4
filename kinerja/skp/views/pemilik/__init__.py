"""The owner's side: his SKPs, the editor of a draft, the submission (juknis BAB II, III and VII)."""

from kinerja.skp.views.pemilik.daftar import daftar, tambah_skp, tegaskan
from kinerja.skp.views.pemilik.pengajuan import ajukan, balas_komentar, tutup_periode
from kinerja.skp.views.pemilik.rencana import (
    ambil_penugasan,
    hapus_indikator,
    hapus_rhk,
    simpan_lampiran,
    tambah_indikator,
    tambah_rhk,
    ubah,
    ubah_indikator,
    ubah_rhk,
    urutkan,
)

__all__ = [
    "ajukan",
    "ambil_penugasan",
    "balas_komentar",
    "daftar",
    "hapus_indikator",
    "hapus_rhk",
    "simpan_lampiran",
    "tambah_indikator",
    "tambah_rhk",
    "tambah_skp",
    "tegaskan",
    "tutup_periode",
    "ubah",
    "ubah_indikator",
    "ubah_rhk",
    "urutkan",
]
