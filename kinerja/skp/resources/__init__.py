"""Plans from outside: rows pasted from a spreadsheet, and the export of the former application."""

from kinerja.skp.resources.rencana import Tempelan
from kinerja.skp.resources.tempelan import baca_tempelan
from kinerja.skp.resources.tool_kinerja import baca_periode, baca_tool_kinerja, contoh_tool_kinerja

__all__ = ["Tempelan", "baca_periode", "baca_tempelan", "baca_tool_kinerja", "contoh_tool_kinerja"]
