"""Questions about monthly reports."""

from kinerja.realisasi.permissions import MENUNGGU
from kinerja.realisasi.queries import keutuhan
from kinerja.realisasi.queries.antrean import Antrean, BarisAntrean, antrean_penilai, menunggu_penilaian
from kinerja.realisasi.queries.bulan import (
    BELUM_DIAJUKAN,
    BarisBulan,
    daftar_bulan,
    daftar_nilai_perilaku,
    daftar_tanda_terima,
    hari_penentu,
    is_usang,
    isi_baris,
    pemilik_bulan,
    penahan_realisasi,
    penilai_bulan,
    tautan_bulan_lalu,
    versi_bulan,
)
from kinerja.realisasi.queries.pengingat import pengingat_bulan

__all__ = [
    "BELUM_DIAJUKAN",
    "MENUNGGU",
    "Antrean",
    "BarisAntrean",
    "BarisBulan",
    "antrean_penilai",
    "daftar_bulan",
    "daftar_nilai_perilaku",
    "daftar_tanda_terima",
    "hari_penentu",
    "is_usang",
    "isi_baris",
    "keutuhan",
    "menunggu_penilaian",
    "pemilik_bulan",
    "penahan_realisasi",
    "pengingat_bulan",
    "penilai_bulan",
    "tautan_bulan_lalu",
    "versi_bulan",
]
