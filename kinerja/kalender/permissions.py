"""WHO may: everybody sees the schedule; BKD keeps it."""

from django.db.models import Q

from kinerja.dokumen import policy
from kinerja.kalender.models import JadwalBulanan


def lihat_jadwal(pengguna, pada) -> Q:
    """semua pegawai"""
    return Q()


policy.register(JadwalBulanan, lihat=lihat_jadwal)
