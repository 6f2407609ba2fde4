"""WHO hears: the table that the apps' notifications.py fill with `on(...)`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
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
