"""Rows into tables as fast as the database takes them: COPY on PostgreSQL, executemany on SQLite.

No acts and no signals, but every constraint of the database holds: a row that breaks one stops the load.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction

BARIS_SEKALI = 40_000


class Penulis:
    """Collects rows by model and writes them, parents before children; keys are given out here."""

    def __init__(self, urutan: list[type[models.Model]]):
        self.urutan = urutan
        self.baris: dict[type[models.Model], list[tuple]] = {m: [] for m in urutan}
        self.jumlah = dict.fromkeys(urutan, 0)
        self._kunci: dict[type[models.Model], int] = {}
        self._bentuk = {m: _Bentuk(m) for m in urutan}

    def tambah(self, model: type[models.Model], /, **isi: Any) -> int:
        """One row by column name (defaults for the rest); returns its key."""
        bentuk = self._bentuk[model]
        kunci = isi.get(bentuk.kunci)
        if kunci is None:
            kunci = self._kunci[model] = self._kunci.get(model) or bentuk.terakhir()
            self._kunci[model] = kunci = kunci + 1
            isi[bentuk.kunci] = kunci
        self.baris[model].append(bentuk.tuple(isi))
        if len(self.baris[model]) >= BARIS_SEKALI:
            self.tulis()
        return kunci

    def tulis(self) -> None:
        """All that is waiting, in one transaction of its own."""
        with transaction.atomic():
            for model in self.urutan:
                if self.baris[model]:
                    self._bentuk[model].tulis(self.baris[model])
                    self.jumlah[model] += len(self.baris[model])
                    self.baris[model] = []

    def selesai(self) -> None:
        """Sequences go on behind the keys that were given out; the planner learns the sizes."""
        self.tulis()
        with connection.cursor() as kursor:
            for perintah in connection.ops.sequence_reset_sql(no_style(), self.urutan):
                kursor.execute(perintah)
            kursor.execute("ANALYZE")


class _Bentuk:
    """A table's columns, their defaults, and how a value is written."""

    def __init__(self, model: type[models.Model]):
        self.model, self.tabel, self.kunci = model, model._meta.db_table, model._meta.pk.attname
        kolom = model._meta.concrete_fields
        self.nama = [f.attname for f in kolom]
        self.bawaan = [None if f.primary_key or not f.has_default() else f.get_default() for f in kolom]
        self.bawaan = [
            "" if b is None and f.empty_strings_allowed and not f.null else b
            for f, b in zip(kolom, self.bawaan, strict=True)
        ]
        self.ubah = [(n, u) for n, f in enumerate(kolom) if (u := _pengubah(f))]
        daftar = ", ".join(connection.ops.quote_name(f.column) for f in kolom)
        self.copy = f"COPY {self.tabel} ({daftar}) FROM STDIN"
        self.insert = f"INSERT INTO {self.tabel} ({daftar}) VALUES ({', '.join(['%s'] * len(kolom))})"  # noqa: S608 names of our own models

    def terakhir(self) -> int:
        return self.model._base_manager.aggregate(n=models.Max(self.kunci))["n"] or 0

    def tuple(self, isi: dict[str, Any]) -> tuple:
        nilai = [isi.pop(nama, bawaan) for nama, bawaan in zip(self.nama, self.bawaan, strict=True)]
        if isi:
            raise TypeError(f"{self.model.__name__} tidak mempunyai kolom {', '.join(isi)}.")
        for n, ubah in self.ubah:
            if nilai[n] is not None:
                nilai[n] = ubah(nilai[n])
        return tuple(nilai)

    def tulis(self, baris: list[tuple]) -> None:
        with connection.cursor() as kursor:
            if connection.vendor == "postgresql":
                with kursor.copy(self.copy) as salin:
                    for satu in baris:
                        salin.write_row(satu)
            else:
                kursor.executemany(self.insert, baris)


def _pengubah(field: models.Field) -> Callable[[Any], Any] | None:
    """psycopg writes dates and decimals itself; SQLite wants Django's text form (few values: remembered)."""
    if isinstance(field, models.JSONField):
        return json.dumps
    if connection.vendor == "postgresql" or not isinstance(
        field, models.DateField | models.TimeField | models.DecimalField | models.UUIDField
    ):
        return None
    ingatan: dict[Any, Any] = {}

    def ubah(nilai):
        if nilai not in ingatan:
            ingatan[nilai] = field.get_db_prep_save(nilai, connection)
        return ingatan[nilai]

    return ubah
