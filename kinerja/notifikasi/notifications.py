"""WHO hears, and what happens by itself: tables that the apps fill with `on`, `pengingat` and `berkala`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kinerja.dokumen.models import Riwayat

Isi = str | Callable[[Riwayat, Any], str]


@dataclass(frozen=True)
class Aturan:
    to: Callable[[Riwayat, Any], Iterable]
    judul: Isi
    tautan: Isi


ATURAN: dict[str, list[Aturan]] = {}


def on(jenis: str, *, to: Callable[[Riwayat, Any], Iterable], judul: Isi, tautan: Isi = "") -> None:
    """In an app's notifications.py: `on("skp.diajukan", to=lambda riwayat, skp: [...], judul="…", tautan=...)`.

    `to` returns accounts (None is left out); texts may be functions of (riwayat, objek).
    """
    ATURAN.setdefault(jenis, []).append(Aturan(to, judul, tautan))


# --- by the clock ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pekerjaan:
    setiap: timedelta
    fungsi: Callable[[datetime], Any]


BERKALA: dict[str, Pekerjaan] = {}
PENGINGAT: dict[str, Pekerjaan] = {}

# (whom, key, sentence, address): stored once for a key of a person, however often the function says it.
Ingat = tuple[Any, str, str, str]


def berkala(nama: str, setiap: timedelta, fungsi: Callable[[datetime], Any]) -> None:
    """In `AppConfig.ready()`: `berkala("tutup_bulan", timedelta(minutes=5), fungsi)`; the worker calls `fungsi(pada)`.

    Once in each stretch of the clock of that length (five minutes: at .00, .05, .10), by one of all workers. A round
    whose worker was killed is not made up: take a short stretch, and let the function find by itself what is due, so
    that running it again does no harm. Outside any transaction; an error is kept and shown, other work goes on.
    """
    BERKALA[nama] = Pekerjaan(setiap, fungsi)


def pengingat(
    nama: str, fungsi: Callable[[datetime], Iterable[Ingat]], setiap: timedelta = timedelta(minutes=30)
) -> None:
    """`pengingat("realisasi", fungsi)`; `fungsi(pada)` gives (pengguna, kunci, judul, tautan) of all who are to hear.

    The key says what is reminded of, of which month and day ("realisasi:2026-03:8"): the same key again is no second
    notice. Asked by day only (outside the quiet hours), so that what is missing is said as it is when it is read.
    """
    PENGINGAT[nama] = Pekerjaan(setiap, fungsi)
