"""The performance quadrant: two ratings give a predikat, which is computed and never typed (juknis BAB IV.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q


class Rating(models.TextChoices):
    DI_ATAS = "DI_ATAS", "Di atas Ekspektasi"
    SESUAI = "SESUAI", "Sesuai Ekspektasi"
    DI_BAWAH = "DI_BAWAH", "Di bawah Ekspektasi"


class Predikat(models.TextChoices):
    """Best to worst. Prints may say “Kurang/Misconduct” and “Cukup/Butuh Perbaikan”: the code is the same."""

    SANGAT_BAIK = "SANGAT_BAIK", "Sangat Baik"
    BAIK = "BAIK", "Baik"
    BUTUH_PERBAIKAN = "BUTUH_PERBAIKAN", "Butuh Perbaikan"
    KURANG = "KURANG", "Kurang"
    SANGAT_KURANG = "SANGAT_KURANG", "Sangat Kurang"


ATURAN = "Kuadran kinerja"
DASAR = "PermenPANRB 6/2022; Juknis Si-Kinerja 2023 BAB IV.1"

# (hasil kerja, perilaku kerja) -> predikat
KUADRAN: dict[tuple[str, str], str] = {
    (Rating.DI_ATAS, Rating.DI_BAWAH): Predikat.KURANG,
    (Rating.DI_ATAS, Rating.SESUAI): Predikat.BAIK,
    (Rating.DI_ATAS, Rating.DI_ATAS): Predikat.SANGAT_BAIK,
    (Rating.SESUAI, Rating.DI_BAWAH): Predikat.KURANG,
    (Rating.SESUAI, Rating.SESUAI): Predikat.BAIK,
    (Rating.SESUAI, Rating.DI_ATAS): Predikat.BAIK,
    (Rating.DI_BAWAH, Rating.DI_BAWAH): Predikat.SANGAT_KURANG,
    (Rating.DI_BAWAH, Rating.SESUAI): Predikat.BUTUH_PERBAIKAN,
    (Rating.DI_BAWAH, Rating.DI_ATAS): Predikat.BUTUH_PERBAIKAN,
}


@dataclass(frozen=True)
class Hasil:
    """A computed value and its trace: each step with input, rule and legal basis."""

    nilai: Any
    jejak: list[dict[str, str]]


def hitung(rating_hasil: str, rating_perilaku: str) -> Hasil:
    """The predikat of two ratings. KeyError for anything that is not a Rating."""
    predikat = KUADRAN[rating_hasil, rating_perilaku]
    return Hasil(
        str(predikat),
        [
            {"langkah": "Rating hasil kerja", "masukan": Rating(rating_hasil).label},
            {"langkah": "Rating perilaku kerja", "masukan": Rating(rating_perilaku).label},
            {
                "langkah": "Predikat kinerja",
                "hasil": Predikat(predikat).label,
                "aturan": ATURAN,
                "dasar": DASAR,
            },
        ],
    )


def q_sesuai_kuadran() -> Q:
    """The same table as a condition for the database: no predikat, or the one of its two ratings."""
    q = Q(predikat="")
    for (hasil, perilaku), predikat in KUADRAN.items():
        q |= Q(rating_hasil=str(hasil), rating_perilaku=str(perilaku), predikat=str(predikat))
    return q
