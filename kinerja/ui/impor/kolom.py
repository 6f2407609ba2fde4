"""Columns of an import: django-import-export's Field and widgets that refuse with a sentence, never with a crash."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from import_export.fields import Field
from import_export.widgets import CharWidget, DateWidget, ForeignKeyWidget

from kinerja.dokumen.errors import Ditolak
from kinerja.ui.forms import kutip

AWAL_RUMUS = ("=", "+", "-", "@", "\t", "\r")
_TANGGAL = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})", re.ASCII),
    re.compile(r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})", re.ASCII),
)


def rapikan(nilai: Any) -> str:
    """Outer and doubled spaces do not count; nor does the ' with which our own lists escape formulas."""
    teks = " ".join(str(nilai if nilai is not None else "").split())
    return teks[1:] if teks[:1] == "'" and teks[1:2].startswith(AWAL_RUMUS[:4]) else teks


class Kolom(Field):
    """One column of the list. A widget may depend on the cell's text only: equal texts are cleaned once."""

    def __init__(
        self, attribute=None, *, widget, wajib=True, keterangan="", contoh="", nilai_tetap=(), **kwargs
    ):
        super().__init__(attribute=attribute, widget=widget, **kwargs)
        self.wajib, self.keterangan, self.contoh, self.nilai_tetap = wajib, keterangan, contoh, nilai_tetap

    def clean(self, row, **kwargs):
        teks = rapikan(row.get(self.column_name))
        if not teks:
            if self.wajib:
                raise Ditolak(f"Kolom {self.column_name} kosong: wajib diisi.")
            return None
        if not teks.isprintable():
            raise Ditolak(f"{kutip(teks)} berisi karakter yang tidak terlihat.")
        return self.widget.clean(teks, row=row, **kwargs)


class Teks(CharWidget):
    def __init__(self, maks: int):
        super().__init__()
        self.maks = maks

    def clean(self, value, row=None, **kwargs):
        if len(value) > self.maks:
            raise Ditolak(f"{kutip(value)} terlalu panjang ({len(value)} huruf), paling banyak {self.maks}.")
        return value


class Nama(Teks):
    """A person's name: it has a letter and no angle brackets or digits-only nonsense."""

    def clean(self, value, row=None, **kwargs):
        if not any(h.isalpha() for h in value) or "<" in value or ">" in value:
            raise Ditolak(f"{kutip(value)} bukan nama: tulis nama lengkap beserta gelar.")
        return super().clean(value, row, **kwargs)


class Email(Teks):
    def clean(self, value, row=None, **kwargs):
        value = super().clean(value, row, **kwargs)
        try:
            validate_email(value)
        except ValidationError:
            raise Ditolak(f"{kutip(value)} bukan alamat email: tulis seperti nama@contoh.go.id.") from None
        return value


class Pilihan(CharWidget):
    """One of a few words, in any letter case; `lain` maps other spellings to them."""

    def __init__(self, pilihan: Iterable[str], lain: Mapping[str, str] | None = None, sebutan: str = ""):
        super().__init__()
        self.pilihan = tuple(pilihan)
        self.menurut = {p.casefold(): p for p in self.pilihan} | {
            k.casefold(): v for k, v in (lain or {}).items()
        }
        self.sebutan = sebutan or ", ".join(self.pilihan)

    def clean(self, value, row=None, **kwargs):
        try:
            return self.menurut[value.casefold()]
        except KeyError:
            raise Ditolak(f"{kutip(value)} tidak dikenal: tulis salah satu dari {self.sebutan}.") from None


class Tanggal(DateWidget):
    """`2026-03-05` or `05-03-2026`; a date that the calendar does not have is refused."""

    def __init__(self):
        super().__init__(format="%Y-%m-%d")

    def clean(self, value, row=None, **kwargs):
        cocok = next((c for pola in _TANGGAL if (c := pola.fullmatch(value))), None)
        if cocok is None:
            raise Ditolak(f"{kutip(value)} bukan tanggal: tulis HH-BB-TTTT, misalnya 05-03-2026.")
        try:
            return date(int(cocok["y"]), int(cocok["m"]), int(cocok["d"]))
        except ValueError:
            raise Ditolak(f"{kutip(value)} tidak ada dalam kalender: tulis HH-BB-TTTT.") from None


class Rujukan(ForeignKeyWidget):
    """A row of another table by its name: all names from one query, and for an unknown one the likeliest."""

    def __init__(
        self, model, field="nama", *, sebutan: str, baris: Callable[[], Iterable[Any]] | None = None
    ):
        super().__init__(model, field)
        self.sebutan, self._baris, self._menurut = sebutan, baris, None

    def siapkan(self, daftar: Iterable[Any]) -> None:
        """Take these rows as the allowed ones (already narrowed to what the user may use)."""
        self._menurut = {rapikan(getattr(b, self.field)).casefold(): b for b in daftar}
        self._gram: dict[str, list[str]] = {}
        for nama in self._menurut:
            for gram in _gram(nama):
                self._gram.setdefault(gram, []).append(nama)

    def clean(self, value, row=None, **kwargs):
        if self._menurut is None:
            self.siapkan(self.get_queryset(value, row))
        try:
            return self._menurut[value.casefold()]
        except KeyError:
            raise Ditolak(f"{self.sebutan} {kutip(value)} tidak dikenal.{self._saran(value)}") from None

    def _saran(self, value: str) -> str:
        """difflib among the ten names that share most letter triples: its price does not grow with the table."""
        value = value.casefold()
        hitung = Counter(nama for gram in _gram(value) for nama in self._gram.get(gram, ()))
        mirip = get_close_matches(value, [nama for nama, _ in hitung.most_common(10)], n=1, cutoff=0.6)
        return f" Mungkin maksud Anda “{getattr(self._menurut[mirip[0]], self.field)}”?" if mirip else ""


def _gram(teks: str) -> set[str]:
    return {teks[i : i + 3] for i in range(max(1, len(teks) - 2))}
