"""WHO may: one table of verbs and relations, closed by default. Superusers have no signature here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, Q, QuerySet


class TidakTerdaftar(LookupError):
    """A verb or model nobody has spoken about: a programmer's mistake, not a user's."""


@dataclass(frozen=True)
class Relasi:
    """A named relation between a person and a document: `is_pemilik`, `is_penilai`."""

    nama: str
    benar: Callable[[Any, Any, datetime], bool]

    def __call__(self, pelaku, objek, pada: datetime) -> bool:
        return bool(self.benar(pelaku, objek, pada))

    def __or__(self, lain: Relasi) -> Relasi:
        return Relasi(f"{self.nama} atau {lain.nama}", lambda u, o, p: self(u, o, p) or lain(u, o, p))


def relasi(nama: str) -> Callable[[Callable[[Any, Any, datetime], bool]], Relasi]:
    """`@relasi("pemilik")` over `def is_pemilik(pelaku, objek, pada) -> bool`."""
    return lambda benar: Relasi(nama, benar)


@dataclass
class Aturan:
    lihat: Callable[[Any, datetime], Q]
    lihat_nama: str
    verba: dict[str, Relasi]


ATURAN: dict[type[Model], Aturan] = {}


def register(model: type[Model], *, lihat: Callable[[Any, datetime], Q], **verba: Relasi) -> None:
    """Speak for a model: who sees it (a Q, used by lists, details, exports and APIs alike) and who may what."""
    if model in ATURAN:
        raise TidakTerdaftar(f"{model.__name__} sudah terdaftar; tambah verba dengan extend().")
    ATURAN[model] = Aturan(lihat, (lihat.__doc__ or "").strip().split("\n")[0], dict(verba))


def extend(model: type[Model], **verba: Relasi) -> None:
    """Add the verbs of an upper app to a model of a lower one."""
    aturan(model).verba.update(verba)


def aturan(model: type[Model]) -> Aturan:
    if model not in ATURAN:
        raise TidakTerdaftar(f"Tidak ada aturan untuk {model.__name__}.")
    return ATURAN[model]


def can(pelaku, verba: str, objek: Model, *, pada: datetime) -> bool:
    """May this person do this to this object now? Default is no; an unknown verb is an error."""
    daftar = aturan(type(objek)).verba
    if verba not in daftar:
        raise TidakTerdaftar(f"Verba {verba!r} tidak terdaftar untuk {type(objek).__name__}.")
    # Nobody logs in as `sistem`, which is not active; what jobs do is signed by it.
    bertindak = not pelaku.is_anonymous and (pelaku.is_active or pelaku.is_sistem)
    return bool(bertindak and daftar[verba](pelaku, objek, pada))


def visible(model: type[Model], pelaku, *, pada: datetime) -> QuerySet:
    """The rows this person may see. Outside it an object does not exist (404)."""
    if not pelaku.is_active or pelaku.is_anonymous:
        return model._default_manager.none()
    return model._default_manager.filter(aturan(model).lihat(pelaku, pada))
