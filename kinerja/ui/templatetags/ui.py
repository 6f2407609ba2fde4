"""How the product writes dates, times, numbers, NIP and statuses, and the hidden fields of an act."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from uuid import uuid4

from django import template
from django.utils import timezone
from django.utils.dateformat import format as tulis
from django.utils.html import format_html

from kinerja.dokumen.errors import Keluhan
from kinerja.ui.models import Identitas

register = template.Library()

# Tone of a status: the mark is drawn beside the words, so that colour is never the only sign.
TANDA = {"netral": "○", "proses": "◐", "baik": "✓", "perhatian": "!", "buruk": "✕"}
NADA = {
    "KONSEP": "netral",
    "BELUM": "netral",
    "DRAF": "netral",
    "DIUNGGAH": "netral",
    "DIAJUKAN": "proses",
    "PENILAIAN": "proses",
    "PENILAIAN_RENCANA": "proses",
    "PENILAIAN_REALISASI": "proses",
    "PENILAIAN_HASIL_KERJA": "proses",
    "PENILAIAN_PERILAKU": "proses",
    "DIVERIFIKASI": "proses",
    "MENUNGGU": "proses",
    "BERJALAN": "proses",
    "DISETUJUI": "baik",
    "DITERIMA": "baik",
    "DITERAPKAN": "baik",
    "DINILAI": "baik",
    "SELESAI": "baik",
    "AKTIF": "baik",
    "SANGAT_BAIK": "baik",
    "BAIK": "baik",
    "BUTUH_PERBAIKAN": "perhatian",
    "TIDAK_LAPOR": "perhatian",
    "TIDAK_DINILAI": "perhatian",
    "KURANG": "buruk",
    "SANGAT_KURANG": "buruk",
    "REVISI": "perhatian",
    "DIKEMBALIKAN": "perhatian",
    "TERLAMBAT": "perhatian",
    "DITOLAK": "buruk",
    "GAGAL": "buruk",
    "DIBATALKAN": "buruk",
}


def _setempat(nilai):
    return timezone.localtime(nilai) if isinstance(nilai, datetime) and timezone.is_aware(nilai) else nilai


@register.filter
def tanggal(nilai) -> str:
    """5 Maret 2026"""
    return tulis(_setempat(nilai), "j F Y") if isinstance(nilai, date) else ""


@register.filter
def jam(nilai) -> str:
    """23.59 WITA"""
    return (
        f"{tulis(_setempat(nilai), 'H.i')} {Identitas.tersimpan().zona}"
        if isinstance(nilai, datetime)
        else ""
    )


@register.filter
def waktu(nilai) -> str:
    """5 Maret 2026 pukul 23.59 WITA"""
    return f"{tanggal(nilai)} pukul {jam(nilai)}" if isinstance(nilai, datetime) else ""


@register.filter
def angka(nilai, desimal: int | None = None) -> str:
    """1.234,56 without idle zeros; `|angka:2` rounds to at most two decimals."""
    try:
        bilangan = Decimal(str(nilai))
    except InvalidOperation:
        return ""
    if not bilangan.is_finite():
        return ""
    if desimal is not None:
        bilangan = bilangan.quantize(Decimal(1).scaleb(-int(desimal)), rounding=ROUND_HALF_UP)
    teks = f"{bilangan:,f}"
    if "." in teks:
        teks = teks.rstrip("0").rstrip(".")
    return "0" if teks == "-0" else teks.translate(str.maketrans(",.", ".,"))


@register.filter
def nip(nilai) -> str:
    """19780919 200501 1 001: birth date, first appointment, sex, number."""
    teks = str(nilai or "")
    if len(teks) != 18 or not teks.isdigit():
        return teks
    return f"{teks[:8]} {teks[8:14]} {teks[14]} {teks[15:]}"


@register.filter
def peristiwa(jenis) -> str:
    """`skp.dikembalikan` as people say it: Dikembalikan."""
    return str(jenis).rpartition(".")[2].replace("_", " ").capitalize()


@register.filter
def status_tertulis(objek, kode) -> str:
    """The label of a status that the document once had."""
    kolom = next((k for k in objek._meta.fields if k.name == "status"), None)
    return str(dict(kolom.flatchoices).get(kode, kode)) if kolom else str(kode)


@register.inclusion_tag("ui/_lencana.html")
def lencana(kode, label="", nada=""):
    """`{% lencana objek.status objek.get_status_display %}`; `nada` overrides the tone of the code."""
    nada = nada or NADA.get(str(kode), "netral")
    return {"nada": nada, "tanda": TANDA[nada], "label": label or kode}


@register.simple_tag
def kunci():
    """A fresh idempotency key: the same form sent twice is one act."""
    return format_html('<input type="hidden" name="kunci" value="{}">', uuid4())


@register.simple_tag
def versi(objek):
    """The version that the user sees; an act on a newer one is refused."""
    return format_html('<input type="hidden" name="versi" value="{}">', objek.versi)


@register.inclusion_tag("ui/_keluhan.html")
def ringkasan(form=None, keluhan=None, judul=""):
    """The error summary: complaints of the act, then of the form, each with a link to its field."""
    daftar = [k if isinstance(k, Keluhan) else Keluhan(str(k)) for k in keluhan or ()]
    return {"keluhan": daftar + (_keluhan_formulir(form) if form is not None else []), "judul": judul}


def _keluhan_formulir(form) -> list[Keluhan]:
    if not form.is_bound:
        return []
    daftar = [Keluhan(str(g)) for g in form.non_field_errors()]
    for kolom in form:
        tautan = "" if kolom.is_hidden else f"#{kolom.id_for_label or kolom.auto_id}"
        awalan = "" if kolom.is_hidden else f"{kolom.label}: "
        daftar += [Keluhan(f"{awalan}{g}", tautan) for g in kolom.errors]
    return daftar
