"""Lists out: complaints and templates as csv or xlsx, in which no cell can be a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from kinerja.ui.impor.kolom import AWAL_RUMUS

JENIS_ISI = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def aman(nilai) -> str:
    """A cell that a spreadsheet would take for a formula begins with ' instead (shown as text)."""
    teks = "" if nilai is None else str(nilai)
    teks = "".join(h for h in teks if h.isprintable() or h in "\t\r\n")
    return f"'{teks}" if teks.startswith((*AWAL_RUMUS, "\n")) else teks


def tulis(jenis: str, judul: Sequence[str], daftar: Iterable[Sequence]) -> bytes:
    """One list as `csv` (UTF-8 with BOM, semicolons: what an Indonesian Excel opens) or `xlsx`."""
    return _csv(judul, daftar) if jenis == "csv" else _xlsx([("Data", judul, daftar)])


def templat(jenis: str, resource, rujukan: Iterable[tuple[str, Iterable[str]]]) -> bytes:
    """An empty list to fill in: all columns as text (so that a NIP keeps its digits), allowed values, notes."""
    kolom = resource.kolom()
    if jenis == "csv":
        return _csv(list(kolom), [])
    petunjuk = [(n, "wajib" if k.wajib else "boleh kosong", k.keterangan, k.contoh) for n, k in kolom.items()]
    nilai = [(judul, isi) for judul, daftar in rujukan for isi in daftar]
    return _xlsx(
        [
            ("Data", list(kolom), []),
            ("Petunjuk", ["kolom", "isian", "keterangan", "contoh"], petunjuk),
            ("Referensi", ["kolom", "nilai yang diterima"], nilai),
        ]
    )


def _csv(judul, daftar) -> bytes:
    keluar = io.StringIO(newline="")
    penulis = csv.writer(keluar, delimiter=";")
    penulis.writerow([aman(j) for j in judul])
    penulis.writerows([aman(s) for s in b] for b in daftar)
    return b"\xef\xbb\xbf" + keluar.getvalue().encode()


def _xlsx(daftar_lembar) -> bytes:
    buku = openpyxl.Workbook(write_only=True)
    for nama, judul, daftar in daftar_lembar:
        lembar = buku.create_sheet(nama)
        for nomor in range(1, len(judul) + 1):
            dimensi = lembar.column_dimensions[openpyxl.utils.get_column_letter(nomor)]
            dimensi.number_format, dimensi.width = "@", 24
        lembar.freeze_panes = "A2"
        lembar.append([_sel(lembar, j, tebal=True) for j in judul])
        for baris in daftar:
            lembar.append([_sel(lembar, s) for s in baris])
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def _sel(lembar, nilai, *, tebal=False) -> WriteOnlyCell:
    sel = WriteOnlyCell(lembar, value=aman(nilai))
    sel.data_type, sel.number_format = "s", "@"
    if tebal:
        sel.font = Font(bold=True)
    return sel
