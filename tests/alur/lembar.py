"""Reading the printed sheet of activation codes, as its receiver would."""

import io
import re

import pypdf


def kode_aktivasi(pdf: bytes, nama: str) -> str:
    """The code under that name. Spaces that the extraction puts between glyphs do not count."""
    halaman = pypdf.PdfReader(io.BytesIO(pdf)).pages
    teks = re.sub(r"[\s\u200b]+", "", "".join(h.extract_text() for h in halaman))
    bagian = teks[teks.index(nama.replace(" ", "")) :]
    return re.search(r"Kodeaktivasi:([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})", bagian).group(1)
