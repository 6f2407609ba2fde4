"""What the front page is made of."""

from __future__ import annotations

from collections.abc import Sequence
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


DASAR, TERTINGGI = 58, 45  # the ground of a drawing, and its highest bar


@dataclass(frozen=True)
class Grafik:
    """A few bars, ready to be drawn: each with its sign above and its name below; and the same in words."""

    lebar: int
    jalur: str
    tanda: list[tuple[int, int, str]]
    kaki: list[tuple[int, str]]
    teks: str

    @classmethod
    def susun(cls, batang: Sequence[tuple[int, str, str]], *, lebar: int, teks: str) -> Grafik:
        """`batang`: height (up to TERTINGGI), sign, name; `lebar`: of each."""
        jalur, tanda, kaki = [], [], []
        for n, (tinggi, huruf, nama) in enumerate(batang):
            tengah = n * lebar + lebar // 2
            kaki.append((tengah, nama))
            if huruf:
                jalur.append(f"M{tengah - 8} {DASAR}v-{tinggi}h16v{tinggi}z")
                tanda.append((tengah, DASAR - tinggi - 3, huruf))
        return cls(len(batang) * lebar, "".join(jalur), tanda, kaki, teks)
