"""Pure values of the calendar: a month, and a half-open window of instants."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

NAMA_BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


@dataclass(frozen=True, order=True)
class Bulan:
    """A month of a year: `Bulan(2026, 3)` is Maret 2026."""

    tahun: int
    bulan: int

    def __post_init__(self):
        if not (1 <= self.bulan <= 12 and 2000 <= self.tahun <= 2100):
            raise ValueError(f"Bulan {self.bulan}-{self.tahun} tidak ada.")

    def __str__(self):
        return f"{self.nama} {self.tahun}"

    @property
    def nama(self) -> str:
        return NAMA_BULAN[self.bulan - 1]

    @property
    def awal(self) -> date:
        return date(self.tahun, self.bulan, 1)

    @property
    def akhir(self) -> date:
        return date(self.tahun, self.bulan, calendar.monthrange(self.tahun, self.bulan)[1])

    def geser(self, n: int) -> Bulan:
        indeks = self.tahun * 12 + self.bulan - 1 + n
        return Bulan(indeks // 12, indeks % 12 + 1)

    def berikut(self) -> Bulan:
        return self.geser(1)

    def sebelum(self) -> Bulan:
        return self.geser(-1)

    @classmethod
    def dari(cls, hari: date | datetime) -> Bulan:
        """The month of a day, or of an instant as seen in WITA."""
        hari = timezone.localtime(hari) if isinstance(hari, datetime) else hari
        return cls(hari.year, hari.month)


def awal_hari(hari: date) -> datetime:
    """00:00 WITA of that day, as an aware instant."""
    return timezone.make_aware(datetime.combine(hari, time.min), timezone.get_default_timezone())


@dataclass(frozen=True)
class Jendela:
    """[mulai, selesai): a last day of 10 March means `selesai` = 11 March 00:00 WITA."""

    mulai: datetime
    selesai: datetime

    @classmethod
    def hari(cls, mulai: date, terakhir: date) -> Jendela:
        return cls(awal_hari(mulai), awal_hari(terakhir + timedelta(days=1)))

    def memuat(self, pada: datetime) -> bool:
        return self.mulai <= pada < self.selesai

    @property
    def hari_mulai(self) -> date:
        return timezone.localtime(self.mulai).date()

    @property
    def hari_terakhir(self) -> date:
        return timezone.localtime(self.selesai - timedelta(microseconds=1)).date()
