"""The calendar: months, windows, schedules, and what moves them."""

from kinerja.kalender.models.bulan import NAMA_BULAN, Bulan, Jendela, awal_hari
from kinerja.kalender.models.jadwal import HARI_PERTAMA, HARI_TERAKHIR, AturanJadwal, JadwalBulanan, Tahap
from kinerja.kalender.models.pengecualian import Gangguan, PembukaanKembali

__all__ = [
    "HARI_PERTAMA",
    "HARI_TERAKHIR",
    "NAMA_BULAN",
    "AturanJadwal",
    "Bulan",
    "Gangguan",
    "JadwalBulanan",
    "Jendela",
    "PembukaanKembali",
    "Tahap",
    "awal_hari",
]
