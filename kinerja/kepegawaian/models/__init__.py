"""The register of people, units and positions."""

from kinerja.kepegawaian.models.nip import Nip, NipTidakSah
from kinerja.kepegawaian.models.organisasi import Jabatan, KewenanganWilayah, PerangkatDaerah, UnitKerja
from kinerja.kepegawaian.models.pangkat import GOLONGAN, pangkat_tercetak
from kinerja.kepegawaian.models.pegawai import Pegawai, PejabatPenilai, RiwayatJabatan

__all__ = [
    "GOLONGAN",
    "Jabatan",
    "KewenanganWilayah",
    "Nip",
    "NipTidakSah",
    "Pegawai",
    "PejabatPenilai",
    "PerangkatDaerah",
    "RiwayatJabatan",
    "UnitKerja",
    "pangkat_tercetak",
]
