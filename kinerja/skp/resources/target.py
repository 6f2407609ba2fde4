"""A target as people write it into one cell or two: `12`, `1.250,5 Dokumen`, `95 %`, `1 minggu`, `1-2 hari`."""

from __future__ import annotations

import re
from decimal import Decimal

from django.core.exceptions import ValidationError

from kinerja.dokumen.errors import Ditolak
from kinerja.skp.models import Indikator
from kinerja.ui.forms import baca_desimal, kutip

HURUF_TARGET = Indikator._meta.get_field("target_teks").max_length
HURUF_SATUAN = Indikator._meta.get_field("satuan").max_length
TERBESAR = Decimal(10) ** 13
PERSEN = {"%", "persen", "persentase"}

_ANGKA = r"[0-9]{1,3}(?: [0-9]{3})+(?:,[0-9]+)?|[0-9][0-9.,]*"
_BERSATUAN = re.compile(
    rf"(?P<angka>[-−]?(?:{_ANGKA})) ?(?P<satuan>%|(?!(?:dari|sampai|hingga|atau|dan|s\.?d)\b)[^\W\d_][^0-9]*)"
)
# Nothing but digits and signs: somebody meant a number, so what is not one must not pass as a text.
_SEPERTI_ANGKA = re.compile(r"[-+−.,]*[0-9][0-9., ]*")


def baca_target(target: str, satuan: str) -> dict:
    """`target`, `satuan`, `target_teks`: a number with its unit, or a text, or nothing. Raises Ditolak."""
    if not target:
        if satuan:
            raise Ditolak(f"Kosong, padahal satuannya {kutip(satuan)}: tulis bilangannya, misalnya 12.")
        return _hasil()
    if _SEPERTI_ANGKA.fullmatch(target):
        bilangan = _bilangan(target)
        if not satuan:
            raise Ditolak(f"{kutip(target)} tanpa satuan: tulis satuannya, misalnya {target} Dokumen.")
        return _hasil(bilangan, satuan)
    if cocok := _BERSATUAN.fullmatch(target):
        return _hasil(_bilangan(cocok["angka"]), _satu_satuan(cocok["satuan"].strip(), satuan))
    teks = f"{target} {satuan}".strip()
    if len(teks) > HURUF_TARGET:
        raise Ditolak(f"{kutip(teks)} terlalu panjang ({len(teks)} huruf), paling banyak {HURUF_TARGET}.")
    return _hasil(teks=teks)


def _hasil(target: Decimal | None = None, satuan: str = "", teks: str = "") -> dict:
    return {"target": target, "satuan": satuan, "target_teks": teks}


def _bilangan(teks: str) -> Decimal:
    try:
        bilangan = baca_desimal(teks)
    except ValidationError as galat:
        raise Ditolak(*galat.messages) from None
    if bilangan < 0:
        raise Ditolak(f"{kutip(teks)} negatif: tulis bilangan nol atau lebih.")
    if bilangan >= TERBESAR:
        raise Ditolak(f"{kutip(teks)} terlalu besar: paling banyak 13 angka di depan koma.")
    if bilangan != round(bilangan, 2):
        raise Ditolak(f"{kutip(teks)} terlalu teliti: paling banyak dua angka di belakang koma.")
    return bilangan


def _satu_satuan(tertulis: str, satuan: str) -> str:
    """The unit stands in the target's cell, perhaps in its own cell too."""
    if (
        satuan
        and satuan.casefold() != tertulis.casefold()
        and not {satuan.casefold(), tertulis.casefold()} <= PERSEN
    ):
        raise Ditolak(f"Satuannya dua: {kutip(tertulis)} dan {kutip(satuan)}. Sisakan satu.")
    if len(tertulis) > HURUF_SATUAN:
        raise Ditolak(
            f"Satuan {kutip(tertulis)} terlalu panjang ({len(tertulis)} huruf), paling banyak {HURUF_SATUAN}."
        )
    return satuan or tertulis
