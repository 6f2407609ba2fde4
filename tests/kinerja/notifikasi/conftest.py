"""People with an address, notices without an act, and the SMTP server of the account tests."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from itertools import count
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from kinerja.akun.models import Pengguna
from kinerja.akun.permissions import GRUP_ADMIN_BKD
from kinerja.dokumen.models import Riwayat
from kinerja.notifikasi.models import Notifikasi
from tests.kinerja.akun.conftest import smtp

__all__ = ["smtp"]
WITA = ZoneInfo("Asia/Makassar")
# A Tuesday morning, outside the quiet hours.
PAGI = datetime(2026, 3, 10, 9, tzinfo=WITA)
_nomor = count(1)


def orang(nama="Pegawai Demo 014", email="demo014@contoh.example", **isi) -> Pengguna:
    return Pengguna.objects.create_user(f"19800101200501{next(_nomor):04}", nama, email=email, **isi)


def kabari(pengguna, judul="SKP Anda diterima.", *, pada=PAGI, tautan="", kunci="", **isi) -> Notifikasi:
    """A notice as a reminder leaves it; of acts the inbox's own tests speak."""
    kunci = kunci or f"uji:{next(_nomor)}"
    return Notifikasi.objects.create(
        pengguna=pengguna, kunci=kunci, judul=judul, tautan=tautan, dibuat_pada=pada, **isi
    )


@pytest.fixture
def bkd(db) -> Pengguna:
    pengguna = orang("Petugas Demo 001", "")
    pengguna.groups.add(Group.objects.get_or_create(name=GRUP_ADMIN_BKD)[0])
    return pengguna


@pytest.fixture
def kabari_tindakan():
    """A notice as an act leaves it."""

    def buat(pengguna, judul, *, pada=PAGI) -> Notifikasi:
        riwayat = Riwayat.tambah(pengguna, "uji.kabar", oleh=pengguna, pada=pada)
        return Notifikasi.objects.create(pengguna=pengguna, riwayat=riwayat, judul=judul, dibuat_pada=pada)

    return buat


@pytest.fixture
def serentak():
    """The same work at once in several threads, each on a connection of its own."""

    def jalankan(kerja, *, kali: int) -> list:
        mulai = Barrier(kali)

        def satu(_):
            try:
                mulai.wait(10)
                return kerja()
            finally:
                connection.close()

        with ThreadPoolExecutor(kali) as kolam:
            return list(kolam.map(satu, range(kali)))

    return jalankan
