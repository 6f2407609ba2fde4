"""What waits for me? One list of tasks per viewpoint, most urgent first, each with its deadline and its door."""

from kinerja.beranda.queries.batch import tugas_batch
from kinerja.beranda.queries.bulan import bulan_ku, grafik_predikat, laporan_setahun
from kinerja.beranda.queries.butir import BulanKu, Langkah, Tugas
from kinerja.beranda.queries.pegawai import skp_milik, tugas_aktivitas, tugas_pegawai
from kinerja.beranda.queries.penilai import tugas_penilai
from kinerja.beranda.queries.rekap import Laju, RekapBeranda, laju_pengisian, rekap_beranda

__all__ = [
    "BulanKu",
    "Laju",
    "Langkah",
    "RekapBeranda",
    "Tugas",
    "bulan_ku",
    "grafik_predikat",
    "laju_pengisian",
    "laporan_setahun",
    "rekap_beranda",
    "skp_milik",
    "tugas_aktivitas",
    "tugas_batch",
    "tugas_pegawai",
    "tugas_penilai",
]
