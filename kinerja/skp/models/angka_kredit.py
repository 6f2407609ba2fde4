"""Angka kredit of a predikat (Peraturan BKN 3/2023; PermenPANRB 1/2023 Ps 37): per SKP, each rounded, then added."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from kinerja.skp.models.predikat import Hasil, Predikat

DASAR = "Peraturan BKN 3/2023; PermenPANRB 1/2023 Ps 37 ayat (1)"
PERSENTASE = {
    Predikat.SANGAT_BAIK: 150,
    Predikat.BAIK: 100,
    Predikat.BUTUH_PERBAIKAN: 75,
    Predikat.KURANG: 50,
    Predikat.SANGAT_KURANG: 25,
}
SEPERSERATUS = Decimal("0.01")


def hitung_angka_kredit(predikat: str, *, koefisien: Decimal, bulan: int) -> Hasil:
    """Persentase x koefisien of the jenjang (a year) x bulan/12, in points of 0.01, halves up.

    KeyError for anything that is not a Predikat; ValueError for a period that is not 1 to 12 months.
    """
    if not 1 <= bulan <= 12:
        raise ValueError(f"Masa penilaian 1 sampai 12 bulan, bukan {bulan}.")
    persentase = PERSENTASE[Predikat(predikat)]
    nilai = (Decimal(persentase) / 100 * koefisien * bulan / 12).quantize(SEPERSERATUS, ROUND_HALF_UP)
    return Hasil(
        nilai,
        [
            {"langkah": "Predikat kinerja", "masukan": Predikat(predikat).label, "hasil": f"{persentase} %"},
            {"langkah": "Koefisien jenjang setahun", "masukan": str(koefisien)},
            {"langkah": "Masa penilaian", "masukan": f"{bulan} bulan"},
            {
                "langkah": "Angka kredit",
                "hasil": str(nilai),
                "aturan": f"{persentase} % x {koefisien} x {bulan}/12",
                "dasar": DASAR,
            },
        ],
    )
