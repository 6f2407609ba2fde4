"""The calendar: months, windows and schedules."""

from kinerja.kalender.models.bulan import NAMA_BULAN, Bulan, Jendela, awal_hari
from kinerja.kalender.models.jadwal import AturanJadwal, JadwalBulanan, Tahap

__all__ = ["NAMA_BULAN", "AturanJadwal", "Bulan", "JadwalBulanan", "Jendela", "Tahap", "awal_hari"]
