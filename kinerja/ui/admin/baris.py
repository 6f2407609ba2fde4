"""The rows of a list, as the theme draws them; what is the same in all rows of a column is made once for the page.

The theme makes headings, classes and the filters in the address anew for each row: most of the time that a list takes.
What else it can do, and no list of ours asks for (editing in the list, sorting by hand, sections, buttons in a row,
pop-ups), is left to it (`sederhana`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, time
from typing import Any

from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.utils import lookup_field
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import DateField, Field, ForeignKey, Model, TimeField
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from unfold.templatetags.unfold_list import CHECKBOX_CLASSES, LINK_CLASSES, ROW_CLASSES
from unfold.utils import (
    display_for_dropdown,
    display_for_field,
    display_for_header,
    display_for_label,
    display_for_value,
)
from unfold.views import ChangeList

CENTANG = "action_checkbox"
KELAS_TAUTAN = " ".join(LINK_CLASSES)
TAK_TERPENGGAL = (DateField, TimeField, ForeignKey)


def sederhana(cl: ChangeList, tombol_baris) -> bool:
    """Nothing but cells and a link in each row."""
    pengelola = cl.model_admin
    bagian = getattr(pengelola, "list_sections", ())
    return not (cl.formset or cl.is_popup or tombol_baris or bagian or pengelola.ordering_field)


def daftar_baris(cl: ChangeList, daftar_judul: Iterable[Any]) -> list[str]:
    """The cells of every row of this page, as HTML."""
    kolom = [
        _kolom(cl, n, nama, judul)
        for n, (nama, judul) in enumerate(zip(cl.list_display, daftar_judul, strict=True))
    ]
    # Each cell is escaped where it is written.
    return [mark_safe("".join(cetak(objek) for cetak in kolom)) for objek in cl.result_list]  # noqa: S308


def _kolom(cl: ChangeList, n: int, nama: Any, judul: Any) -> Callable[[Model], str]:
    """A column: how it writes its cell of a row."""
    isi, tautan = _isi(cl, nama), _tautan(cl) if _bertautan(cl, nama) else None
    tag = "th" if tautan and not any(_bertautan(cl, lain) for lain in cl.list_display[:n]) else "td"
    kelas = " ".join(CHECKBOX_CLASSES if nama == CENTANG else [f"field-{_nama(nama, n)}", *ROW_CLASSES])
    label = conditional_escape(judul if n or tautan else gettext("Select record"))

    def cetak(objek: Model) -> str:
        teks, utuh = isi(objek)
        dalam = tautan(objek, teks) if tautan else conditional_escape(teks)
        return f'<{tag} class="{kelas}{" nowrap" if utuh else ""}" data-label="{label}">{dalam}</{tag}>'

    return cetak


def _bertautan(cl: ChangeList, nama: Any) -> bool:
    return nama in (cl.list_display_links or ())


def _nama(nama: Any, n: int) -> str:
    if not callable(nama):
        return nama
    return f"lambda{n}" if nama.__name__ == "<lambda>" else nama.__name__


def _tautan(cl: ChangeList) -> Callable[[Model, Any], str]:
    """The filters of this page go with the address of each row; they are the same for all."""
    saringan: list[str] = []

    def tautan(objek: Model, teks: Any) -> str:
        alamat = cl.url_for_result(objek)
        if not saringan:
            konteks = {"preserved_filters": cl.preserved_filters, "opts": cl.opts}
            saringan.append(add_preserved_filters(konteks, alamat).removeprefix(alamat))
        return format_html('<a href="{}" class="{}">{}</a>', alamat + saringan[0], KELAS_TAUTAN, teks)

    return tautan


def _isi(cl: ChangeList, nama: Any) -> Callable[[Model], tuple[Any, bool]]:
    """What a cell shows, and whether its line must not be broken."""
    kosong_bawaan = cl.model_admin.get_empty_value_display()
    tergambar: dict[tuple[type, Any], Any] = {}

    def isi(objek: Model) -> tuple[Any, bool]:
        try:
            bidang, atribut, nilai = lookup_field(nama, objek, cl.model_admin)
        except ObjectDoesNotExist:
            return kosong_bawaan, False
        kosong = getattr(atribut, "empty_value_display", kosong_bawaan)
        biasa = bidang is None or bidang.auto_created
        utuh = isinstance(nilai, date | time) if biasa else isinstance(bidang, TAK_TERPENGGAL)
        if not isinstance(nilai, str | bool | date | time | None):
            return _gambar(objek, nama, None if biasa else bidang, atribut, nilai, kosong), utuh
        # These look the same in each row. By type too: what is HTML is not what reads like it.
        kunci = (type(nilai), nilai)
        if kunci not in tergambar:
            tergambar[kunci] = _gambar(objek, nama, None if biasa else bidang, atribut, nilai, kosong)
        return tergambar[kunci], utuh

    return isi


def _gambar(objek: Model, nama: Any, bidang: Field | None, atribut: Any, nilai: Any, kosong: str) -> Any:
    """The theme's own drawing of a value."""
    if isinstance(bidang, ForeignKey):
        return kosong if nilai is None else nilai
    if bidang is not None:
        return display_for_field(nilai, bidang, kosong)
    if label := getattr(atribut, "label", False):
        return display_for_label(nilai, kosong, label)
    if getattr(atribut, "dropdown", False):
        return display_for_dropdown(objek, nama, nilai, kosong)
    if getattr(atribut, "header", False):
        return display_for_header(nilai, kosong)
    return display_for_value(nilai, kosong, getattr(atribut, "boolean", False))
