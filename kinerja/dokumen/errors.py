"""Refusals. A refusal is a sentence for the user, never a stack trace."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db import IntegrityError, models


@dataclass(frozen=True)
class Keluhan:
    """One thing that is wrong: the sentence, and where to mend it (`tautan`: an anchor or address)."""

    kalimat: str
    tautan: str = ""

    def __str__(self):
        return self.kalimat


class Ditolak(Exception):
    """An act was refused and nothing changed. `status` is the HTTP status of the answer."""

    status = 422

    def __init__(self, *keluhan: str | Keluhan):
        self.keluhan = [k if isinstance(k, Keluhan) else Keluhan(str(k)) for k in keluhan]
        super().__init__(" ".join(k.kalimat for k in self.keluhan))


class StatusTidakSesuai(Ditolak):
    """The document is in a state in which this act does not exist."""

    status = 409


class DataBerubah(Ditolak):
    """Somebody (or another tab) changed the document after the user opened it."""

    status = 409

    def __init__(self):
        super().__init__("Data sudah berubah sejak Anda membukanya. Muat ulang halaman, lalu ulangi.")


class Pelanggaran(Ditolak):
    """Against a rule that protects others (rating oneself, a circle, another's act): refused, and recorded."""

    dicatat = False


class AksesDitolak(Pelanggaran):
    """He may see the document, but this act is not his."""

    status = 403


class TidakTerlihat(AksesDitolak):
    """Outside his sight: for him the document does not exist."""

    status = 404


@cache
def _kalimat_kendala() -> dict[str, str]:
    """Constraint name (and, for SQLite's unique violations, its columns) -> the sentence declared with it."""
    kalimat = {}
    for model in apps.get_models():
        tabel = model._meta.db_table
        for kendala in model._meta.constraints:
            kalimat[kendala.name] = str(kendala.violation_error_message)
            if isinstance(kendala, models.UniqueConstraint) and kendala.fields:
                kolom = [model._meta.get_field(f).column for f in kendala.fields]
                kalimat[", ".join(f"{tabel}.{k}" for k in kolom)] = str(kendala.violation_error_message)
        for kolom in model._meta.local_concrete_fields:
            if kolom.unique:
                pesan = str(kolom.error_messages["unique"]) % {
                    "model_name": model._meta.verbose_name,
                    "field_label": kolom.verbose_name,
                }
                kalimat[f"{tabel}.{kolom.column}"] = pesan
                kalimat[f"{tabel}_{kolom.column}_key"] = pesan
    return kalimat


def ditolak_karena_kendala(galat: IntegrityError) -> Ditolak:
    """The sentence of the violated constraint; an unknown one is still a refusal, never a 500."""
    diag = getattr(getattr(galat, "__cause__", None), "diag", None)
    nama = getattr(diag, "constraint_name", None) or ""
    if not nama and (cocok := re.search(r"constraint failed: (?:index ')?([^']+)", str(galat))):
        nama = cocok.group(1)
    umum = "Data bertentangan dengan data yang sudah ada. Muat ulang halaman, lalu periksa isian Anda."
    return Ditolak(_kalimat_kendala().get(nama, umum))


def kumpulkan(keluhan: Iterable[str | Keluhan]) -> None:
    """Refuse with all complaints at once; no complaint, no refusal."""
    if daftar := list(keluhan):
        raise Ditolak(*daftar)
