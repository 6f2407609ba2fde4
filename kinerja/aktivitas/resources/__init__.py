"""Activities from outside: rows pasted from a spreadsheet or read from an uploaded one, and what is wrong with them."""

from kinerja.aktivitas.resources.kolom import AktivitasResource, baca_jam, baca_tanggal
from kinerja.aktivitas.resources.pratinjau import Pratinjau, periksa_isian
from kinerja.aktivitas.resources.tempelan import Tempelan, baca_tempelan, sebagai_tempelan

__all__ = [
    "AktivitasResource",
    "Pratinjau",
    "Tempelan",
    "baca_jam",
    "baca_tanggal",
    "baca_tempelan",
    "periksa_isian",
    "sebagai_tempelan",
]
