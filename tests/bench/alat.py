"""The measuring itself: medians of turns, milliseconds, the weight of a page, one line of the table."""

from __future__ import annotations

import gzip
import multiprocessing
import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinerja.akun.models import Pengguna

ULANG = 7
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


def baris(nama: str, stok, kita, sasaran: str, terpenuhi: bool, satuan: str = "ms") -> dict:
    rasio = round(kita / stok, 3) if stok and kita else None
    return {"nama": nama, "satuan": satuan, "stok": _bulat(stok), "kita": _bulat(kita), "rasio": rasio,
            "sasaran": sasaran, "terpenuhi": bool(terpenuhi)}  # fmt: skip


def bergantian(*pekerjaan: Callable[[], object]) -> list[float]:
    """Median milliseconds of each job, done in turn so that all see the same weather."""
    for kerja in pekerjaan:
        kerja()
    waktu: list[list[float]] = [[] for _ in pekerjaan]
    for _ in range(ULANG):
        for n, kerja in enumerate(pekerjaan):
            waktu[n].append(ms(kerja))
    return [statistics.median(w) for w in waktu]


def ms(kerja: Callable[[], object]) -> float:
    mulai = time.perf_counter()
    kerja()
    return (time.perf_counter() - mulai) * 1000


def ms_proses_baru(kerja: Callable[[], object]) -> float:
    """In a child that has not done it before. It must not ask the database: connections do not survive a fork."""
    konteks = multiprocessing.get_context("fork")
    hasil = konteks.Value("d", 0)

    def anak():
        hasil.value = ms(kerja)

    proses = konteks.Process(target=anak)
    proses.start()
    proses.join()
    if proses.exitcode:
        raise AssertionError("Pekerjaan di proses baru gagal.")
    return hasil.value


def masuk(pengguna: Pengguna) -> Client:
    client = Client()
    client.force_login(pengguna, backend=MODEL_BACKEND)
    return client


def _bulat(nilai: float | None) -> float | None:
    return None if nilai is None else round(nilai, 2)


def timbang(pengguna: Pengguna, alamat: str) -> tuple[float, float, int, int, float]:
    """(cold KiB, warm KiB, requests, queries, ms); compressed as the server sends it."""
    client = masuk(pengguna)
    client.get(alamat)
    with CaptureQueriesContext(connection) as kueri:
        jawaban = client.get(alamat)
        jumlah_kueri = len(kueri)
    if jawaban.status_code != 200:
        raise AssertionError(f"{alamat}: {jawaban.status_code}")
    html = jawaban.content.decode()
    berkas = set(re.findall(r"""(?:href|src)=["']/static/([^"'?#]+\.(?:css|js|svg|png|woff2?))""", html))
    hangat = len(gzip.compress(jawaban.content, 6))
    dingin = hangat + sum(berat(Path(finders.find(nama))) for nama in berkas)
    waktu = statistics.median(ms(lambda: client.get(alamat)) for _ in range(ULANG))
    return dingin / 1024, hangat / 1024, 1 + len(berkas), jumlah_kueri, waktu


def berat(berkas: Path) -> int:
    isi = berkas.read_bytes()
    return len(isi) if berkas.suffix in (".woff2", ".png") else len(gzip.compress(isi, 9))
