"""Printed documents: Typst templates (`templates/cetak/*.typ` of any app) filled with data, never with markup.

Data travels as JSON in an input, so a `#import` or a quote that a user typed is text on paper and nothing else.
Fonts are ours, nothing is fetched, and a template once compiled stays warm.
"""

from __future__ import annotations

import functools
import json
import threading
from pathlib import Path
from typing import Any

import typst
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.template import TemplateDoesNotExist
from django.template.utils import get_app_template_dirs

AKAR = Path(__file__).resolve().parent.parent  # templates import "/ui/templates/cetak/dasar.typ"
FONTS = AKAR / "ui" / "fonts"


def cetak(nama_templat: str, data: dict[str, Any]) -> bytes:
    """The PDF that `nama_templat` ("cetak/kode_aktivasi.typ") makes of `data` (anything JSON can hold)."""
    isi = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)
    penyusun, giliran = _penyusun(nama_templat)
    with giliran:
        return penyusun.compile(format="pdf", sys_inputs={"data": isi})


def jawaban_pdf(
    nama_templat: str, data: dict[str, Any], *, nama_berkas: str, di_tempat: bool = False
) -> HttpResponse:
    """The PDF as a download that no cache keeps; `di_tempat`: opened by the browser (a phone's has "share" and "print")."""
    jawaban = HttpResponse(cetak(nama_templat, data), content_type="application/pdf")
    cara = "inline" if di_tempat else "attachment"
    jawaban["Content-Disposition"] = f'{cara}; filename="{nama_berkas}"'
    jawaban["Cache-Control"] = "no-store, private"
    return jawaban


@functools.cache
def _penyusun(nama_templat: str) -> tuple[typst.Compiler, threading.Lock]:
    """One warm compiler for each template; it serves one thread at a time."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    return typst.Compiler(_cari(nama_templat), root=AKAR, font_paths=fonts), threading.Lock()


def _cari(nama_templat: str) -> Path:
    for folder in get_app_template_dirs("templates"):
        berkas = folder / nama_templat
        if berkas.is_file() and berkas.resolve().is_relative_to(AKAR):
            return berkas
    raise TemplateDoesNotExist(nama_templat)
