"""Which row and which column of a foreign table is what: header, bands, column numbers, row numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from kinerja.dokumen.errors import kumpulkan
from kinerja.skp.models import ModelSkp

Sel = list[str]
Letak = dict[str, int]

SEBUTAN = {
    "rhk": "Rencana hasil kerja",
    "indikator": "Indikator",
    "target": "Target",
    "satuan": "Satuan",
    "aspek": "Aspek",
    "perspektif": "Perspektif",
    "jenis": "Jenis",
}
_JUDUL = {
    "nomor": r"no|nr|nomor|(?:no|nomor) urut",
    "rhk": r"rhk|(?:uraian )?rencana hasil kerja(?: rhk| individu| pegawai)?",
    "indikator": r"iki|(?:ukuran keberhasilan )?indikator(?: kinerja)?(?: individu)?(?: iki)?",
    "target": r"target(?: tahunan| kinerja)?(?: tahun)?(?: [0-9]{4})?(?: dan)?(?: satuan)?",
    "satuan": r"satuan(?: target)?",
    "aspek": r"aspek(?: kinerja| indikator)?",
    "perspektif": r"perspektif",
    "sumbu": r"aspek(?: atau)? perspektif",
    "jenis": r"jenis(?: rhk| rencana| hasil kerja)?|kategori",
}
_JUDUL_TERPANJANG = 80
_PITA = re.compile(r"(?:[ab] )?(?:rhk |hasil kerja |rencana hasil kerja )?(utama|tambahan)")
_NOMOR = re.compile(r"\(?[0-9]{1,3}[.)]{0,2}")


def sumbu(model: str) -> str:
    """What an indicator of this model stands under."""
    return "aspek" if model == ModelSkp.JA_JF else "perspektif"


def sumbu_lain(model: str) -> str:
    return "perspektif" if model == ModelSkp.JA_JF else "aspek"


# --- columns ---------------------------------------------------------------------------------------------


def kenali_judul(sel: Sel) -> list[str]:
    """The name of each column (empty where unknown), or nothing when this is no header row."""
    nama = [_nama_kolom(s) for s in sel]
    dikenal = set(filter(None, nama))
    return nama if len(dikenal) > 1 and dikenal & {"rhk", "indikator"} else []


def _nama_kolom(teks: str) -> str:
    rapi = rata(teks)
    return next((nama for nama, pola in _JUDUL.items() if re.fullmatch(pola, rapi)), "")


def rata(teks: str) -> str:
    """A short text as bare words; a long one is no title and becomes nothing."""
    return " ".join(re.findall(r"[^\W_]+", teks.casefold())) if len(teks) <= _JUDUL_TERPANJANG else ""


def letak_kolom(nama: list[str], model: str) -> Letak:
    """Column -> its place. Refuses a header in which a needed column is missing or one stands twice."""
    nama = [sumbu(model) if n == "sumbu" else n for n in nama]
    keluhan = [
        f"Kolom {SEBUTAN.get(n, 'Nomor')} ada {kali} kali. Sisakan satu."
        for n, kali in Counter(filter(None, nama)).items()
        if kali > 1
    ]
    keluhan += [
        f"Kolom {SEBUTAN[n]} tidak ada. Tambahkan kolom itu beserta judulnya."
        for n in ("rhk", "indikator")
        if n not in nama
    ]
    kumpulkan(keluhan)
    return {n: i for i, n in enumerate(nama) if n and n != sumbu_lain(model)}


def letak_tanpa_judul(daftar: Iterable[Sel], model: str) -> Letak:
    """The usual order; a first column of nothing but row numbers may stand before it."""
    daftar = list(daftar)
    pertama = [sel[0].strip() for sel in daftar if sel[0].strip()]
    ada_isi = any(s.strip() for sel in daftar for s in sel[1:])
    bernomor = bool(pertama) and ada_isi and all(map(_NOMOR.fullmatch, pertama))
    nama = ["nomor"] * bernomor + ["rhk", "indikator", "target", "satuan", sumbu(model), "jenis"]
    return {n: i for i, n in enumerate(nama)}


# --- rows ------------------------------------------------------------------------------------------------


def pita(sel: Sel) -> str:
    """UTAMA or TAMBAHAN when the row is the band “A. UTAMA” or “B. TAMBAHAN”."""
    cocok = _PITA.fullmatch(rata(" ".join(s for s in sel if s.strip())))
    return cocok[1].upper() if cocok else ""


def is_penanda(sel: Sel) -> bool:
    """A title, a band, the row (1) (2) (3), a lone row number, a header repeated on the next page."""
    isi = [s.strip() for s in sel if s.strip()]
    angka = [s.strip(" ().") for s in isi]
    return (
        bool(pita(sel))
        or (len(angka) > 2 and angka == [str(n) for n in range(1, len(angka) + 1)])
        or (len(isi) == 1 and bool(_NOMOR.fullmatch(isi[0]) or rata(isi[0]) == "hasil kerja"))
        or len(set(filter(None, kenali_judul(sel)))) > 2
    )
