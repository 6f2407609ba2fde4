"""A person with an approved SKP and his penilai, and the forms as a browser would send them."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from kinerja.dokumen.models import Riwayat
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.skp.models import NilaiBerakhlak
from tests.factories import PegawaiFactory, skp_disetujui

WITA = ZoneInfo("Asia/Makassar")
TAUTAN = "https://drive.google.com/drive/folders/contoh"
LEMBAR = "/kerja/realisasi/2026/2/"


def wita(bulan, hari, jam=10, menit=0, detik=0, tahun=2026) -> datetime:
    return datetime(tahun, bulan, hari, jam, menit, detik, tzinfo=WITA)


DALAM = wita(3, 5)


@pytest.fixture
def pukul():
    """`pukul(wita(3, 10, 23, 59, 59))`: what the server's clock shows from here on."""
    perjalanan = []

    def geser(saat):
        if perjalanan:
            perjalanan.pop().stop()
        perjalanan.append(time_machine.travel(saat, tick=False))
        perjalanan[-1].start()

    yield geser
    while perjalanan:
        perjalanan.pop().stop()


@pytest.fixture
def skp(db):
    return skp_disetujui(PegawaiFactory())


def masuk(pegawai_atau_pengguna) -> Client:
    klien = Client()
    klien.force_login(getattr(pegawai_atau_pengguna, "pengguna", pegawai_atau_pengguna))
    return klien


def isian(realisasi, **lain) -> dict:
    """The grid, complete and right: every row has 5 and a link; `nilai={0: "..."}` changes the first row."""
    nilai, bukti = lain.pop("nilai", {}), lain.pop("bukti", {})
    data = {"kunci": str(uuid4()), "versi": realisasi.versi, "catatan_penilai": "", "konfirmasi": "on"}
    for n, baris in enumerate(realisasi.daftar_baris.order_by("pk")):
        data[f"nilai_{baris.pk}"] = nilai.get(n, "5")
        data[f"bukti_{baris.pk}"] = bukti.get(n, TAUTAN)
    return data | lain


def isian_hasil(realisasi, **lain) -> dict:
    data = {"kunci": str(uuid4()), "versi": realisasi.versi, "rating": "SESUAI", "konfirmasi": "on"}
    for baris in realisasi.daftar_baris.all():
        data[f"umpan_balik_{baris.pk}"] = "Bagus dan pertahankan"
    return data | lain


def isian_perilaku(realisasi, **lain) -> dict:
    data = {"kunci": str(uuid4()), "versi": realisasi.versi, "rating": "SESUAI", "konfirmasi": "on"}
    data["catatan_akhir"] = "Pertahankan kinerja."
    for nilai in NilaiBerakhlak.objects.all():
        data[f"umpan_balik_{nilai.kode}"] = "Sudah baik"
    return data | lain


def segar(realisasi) -> RealisasiBulanan:
    """The row as it is stored now (`refresh_from_db` may not touch a protected status)."""
    return RealisasiBulanan.objects.get(pk=realisasi.pk)


def keadaan(realisasi) -> tuple:
    """Everything an act could have changed."""
    return (
        RealisasiBulanan.objects.filter(pk=realisasi.pk).values().get(),
        list(realisasi.daftar_baris.order_by("pk").values()),
        list(realisasi.daftar_umpan_balik.order_by("pk").values()),
        Riwayat.objects.count(),
    )
