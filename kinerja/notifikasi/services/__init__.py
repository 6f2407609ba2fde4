"""WHAT happens: the inbox, the outbox, and what the worker does by the clock."""

from kinerja.notifikasi.services.antrean import PERCOBAAN, jadwalkan_ulang, pulihkan_tugas
from kinerja.notifikasi.services.berkala import daftar_pekerjaan, jalankan_berkala
from kinerja.notifikasi.services.kotak_keluar import kirim_surat, kirim_ulang, rapikan_kotak_keluar
from kinerja.notifikasi.services.kotak_masuk import (
    ingatkan,
    sebarkan,
    tandai_dibaca,
    tautan_aman,
    ubah_preferensi,
)
from kinerja.notifikasi.services.ringkasan import buat_ringkasan

__all__ = [
    "PERCOBAAN",
    "buat_ringkasan",
    "daftar_pekerjaan",
    "ingatkan",
    "jadwalkan_ulang",
    "jalankan_berkala",
    "kirim_surat",
    "kirim_ulang",
    "pulihkan_tugas",
    "rapikan_kotak_keluar",
    "sebarkan",
    "tandai_dibaca",
    "tautan_aman",
    "ubah_preferensi",
]
