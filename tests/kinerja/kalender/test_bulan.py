"""Months and windows as values: the ends of days, months and years."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from kinerja.kalender.models import Bulan, Jendela, awal_hari

WITA = ZoneInfo("Asia/Makassar")


@pytest.mark.parametrize(
    ("bulan", "akhir", "berikut", "sebelum"),
    [
        (Bulan(2026, 2), date(2026, 2, 28), Bulan(2026, 3), Bulan(2026, 1)),
        (Bulan(2028, 2), date(2028, 2, 29), Bulan(2028, 3), Bulan(2028, 1)),
        (Bulan(2026, 12), date(2026, 12, 31), Bulan(2027, 1), Bulan(2026, 11)),
        (Bulan(2027, 1), date(2027, 1, 31), Bulan(2027, 2), Bulan(2026, 12)),
    ],
)
def test_bulan_dan_tetangganya(bulan, akhir, berikut, sebelum):
    assert (bulan.akhir, bulan.berikut(), bulan.sebelum()) == (akhir, berikut, sebelum)
    assert bulan.awal == date(bulan.tahun, bulan.bulan, 1)


@pytest.mark.parametrize(("tahun", "bulan"), [(2026, 0), (2026, 13), (1999, 1), (2101, 1), (2026, -1)])
def test_bulan_yang_tidak_ada(tahun, bulan):
    with pytest.raises(ValueError, match="tidak ada"):
        Bulan(tahun, bulan)


@pytest.mark.parametrize(
    ("saat", "bulan"),
    [
        (datetime(2026, 2, 28, 15, 59, 59, tzinfo=UTC), Bulan(2026, 2)),
        (datetime(2026, 2, 28, 16, 0, 0, tzinfo=UTC), Bulan(2026, 3)),
        (datetime(2026, 12, 31, 16, 0, 0, tzinfo=UTC), Bulan(2027, 1)),
        (date(2026, 5, 31), Bulan(2026, 5)),
    ],
)
def test_bulan_dari_saat_dibaca_dalam_wita(saat, bulan):
    assert Bulan.dari(saat) == bulan


def test_bulan_diurutkan_dan_dicetak():
    assert sorted([Bulan(2027, 1), Bulan(2026, 12)]) == [Bulan(2026, 12), Bulan(2027, 1)]
    assert (str(Bulan(2026, 8)), Bulan(2026, 8).geser(-20)) == ("Agustus 2026", Bulan(2024, 12))


@pytest.mark.parametrize(
    ("pada", "di_dalam"),
    [
        (datetime(2026, 2, 28, 23, 59, 59, 999999, tzinfo=WITA), False),
        (datetime(2026, 3, 1, 0, 0, 0, tzinfo=WITA), True),
        (datetime(2026, 3, 10, 23, 59, 59, 999999, tzinfo=WITA), True),
        (datetime(2026, 3, 11, 0, 0, 0, tzinfo=WITA), False),
        (datetime(2026, 2, 28, 16, 0, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 10, 16, 0, 0, tzinfo=UTC), False),
    ],
)
def test_jendela_setengah_terbuka(pada, di_dalam):
    jendela = Jendela.hari(date(2026, 3, 1), date(2026, 3, 10))
    assert jendela.memuat(pada) is di_dalam


def test_jendela_menyebut_hari_pertama_dan_terakhirnya():
    jendela = Jendela.hari(date(2026, 12, 31), date(2027, 1, 1))
    assert (jendela.hari_mulai, jendela.hari_terakhir) == (date(2026, 12, 31), date(2027, 1, 1))
    assert jendela.selesai == awal_hari(date(2027, 1, 2))


def test_awal_hari_tengah_malam_wita():
    assert awal_hari(date(2026, 3, 11)) == datetime(2026, 3, 10, 16, 0, tzinfo=UTC)
