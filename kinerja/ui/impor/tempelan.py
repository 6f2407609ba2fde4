"""What the clipboard of a spreadsheet holds: rows of cells, in the text that a person pasted into a box."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# A quoted cell may hold line breaks, and must end where a cell ends; else the quote is only a quote. Between TABs it
# holds no TAB itself: a stray quote would otherwise swallow the rows up to the next one.
_SEL = {
    "\t": re.compile(r'"(?P<kutip>(?:[^"\t]|"")*+)"(?=[\t\r\n]|\Z)|(?P<biasa>[^\t\r\n]*)'),
    ";": re.compile(r'"(?P<kutip>(?:[^"]|"")*+)"(?=[;\r\n]|\Z)|(?P<biasa>[^;\r\n]*)'),
    ",": re.compile(r'"(?P<kutip>(?:[^"]|"")*+)"(?=[,\r\n]|\Z)|(?P<biasa>[^,\r\n]*)'),
}


def pecah(teks: str, pemisah: str = "") -> Iterator[list[str]]:
    """Rows of cells, as the spreadsheet laid them on the clipboard: TAB between cells, else semicolon (or as told)."""
    pemisah = pemisah or ("\t" if "\t" in teks else ";")
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


def rangkai(daftar: Iterable[Iterable[str]]) -> str:
    """The way back: rows for the box, with TABs between cells; what `pecah` reads from it are the same words."""
    return "\n".join("\t".join(_sel(s) for s in sel) for sel in daftar)


def _sel(teks: str) -> str:
    """One cell on one line; one that begins with a quote is quoted, else the quote would not be its own."""
    rata = " ".join(teks.split())
    return '"' + rata.replace('"', '""') + '"' if rata.startswith('"') else rata
