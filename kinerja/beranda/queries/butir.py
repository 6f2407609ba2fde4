"""What the front page is made of."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja.kalender.models import Bulan


@dataclass(frozen=True)
class Tugas:
    """One thing to do or to know. `mendesak` puts it on top; a task without `tombol` is only told."""

    judul: str
    keterangan: str = ""
    tautan: str = ""
    tombol: str = ""
    mendesak: bool = False


@dataclass(frozen=True)
class Langkah:
    """One step of the month's path, for `ui/_tahapan.html`: keadaan is selesai, kini or nanti."""

    label: str
    keadaan: str
    keterangan: str = ""


@dataclass(frozen=True)
class BulanKu:
    """The month whose window matters now, as a path of four steps."""

    bulan: Bulan
    langkah: list[Langkah]
    tugas: Tugas
