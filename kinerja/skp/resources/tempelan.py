"""Rows pasted from Excel, LibreOffice or Google Sheets: a plan need not be typed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kinerja.dokumen.errors import Ditolak
from kinerja.skp.resources.kolom import Sel, is_penanda, kenali_judul, letak_kolom, letak_tanpa_judul
from kinerja.skp.resources.rencana import BARIS_TERBANYAK, Tempelan, baca_rencana

HURUF_TERBANYAK = 300_000

# A quoted cell may hold line breaks, and must end where a cell ends; else the quote is only a quote. Between TABs it
# holds no TAB itself: a stray quote would otherwise swallow the rows up to the next one.
_SEL = {
    "\t": re.compile(r'"(?P<kutip>(?:[^"\t]|"")*+)"(?=[\t\r\n]|\Z)|(?P<biasa>[^\t\r\n]*)'),
    ";": re.compile(r'"(?P<kutip>(?:[^"]|"")*+)"(?=[;\r\n]|\Z)|(?P<biasa>[^;\r\n]*)'),
}


def baca_tempelan(teks: str, *, model: str) -> Tempelan:
    """Proposals for the rows that are right, complaints for the others. Ditolak when this is no table at all."""
    if len(teks) > HURUF_TERBANYAK:
        raise Ditolak(
            f"Tempelan terlalu besar: {len(teks)} huruf, paling banyak {HURUF_TERBANYAK}. Tempel sebagian dahulu."
        )
    daftar = [(n, sel) for n, sel in enumerate(pecah(teks), 1) if any(s.strip() for s in sel)]
    if not daftar:
        raise Ditolak("Tempelan kosong. Salin baris-barisnya dari lembar kerja, lalu tempel di sini.")
    if len(daftar) > BARIS_TERBANYAK:
        raise Ditolak(
            f"Tempelan berisi {len(daftar)} baris, paling banyak {BARIS_TERBANYAK}. Tempel sebagian dahulu."
        )
    di = next((i for i, (_, sel) in enumerate(daftar) if kenali_judul(sel)), None)
    if di is None:
        letak = letak_tanpa_judul((sel for _, sel in daftar if not is_penanda(sel)), model)
        return baca_rencana(daftar, letak=letak)
    nomor, judul = daftar[di]
    letak = letak_kolom(kenali_judul(judul), model)
    hasil = baca_rencana(daftar[di + 1 :], letak=letak, judul=judul, di_atas=daftar[:di])
    hasil.penanda.insert(0, nomor)
    return hasil


def pecah(teks: str) -> Iterator[Sel]:
    """Rows of cells, as the spreadsheet laid them on the clipboard: TAB between cells, else semicolon."""
    pemisah = "\t" if "\t" in teks else ";"
    letak, baris = 1 if teks.startswith("\ufeff") else 0, []
    while True:
        cocok = _SEL[pemisah].match(teks, letak)
        baris.append(cocok["biasa"] if cocok["kutip"] is None else cocok["kutip"].replace('""', '"'))
        letak = cocok.end()
        if teks.startswith(pemisah, letak):
            letak += 1
            continue
        yield baris
        if letak == len(teks):
            return
        letak, baris = letak + (2 if teks.startswith("\r\n", letak) else 1), []
