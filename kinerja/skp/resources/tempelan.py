"""Rows pasted from Excel, LibreOffice or Google Sheets: a plan need not be typed twice."""

from __future__ import annotations

from kinerja.dokumen.errors import Ditolak
from kinerja.skp.resources.kolom import is_penanda, kenali_judul, letak_kolom, letak_tanpa_judul
from kinerja.skp.resources.rencana import BARIS_TERBANYAK, Tempelan, baca_rencana
from kinerja.ui.impor.tempelan import pecah

HURUF_TERBANYAK = 300_000


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
