"""The SKP and its parts."""

from kinerja.skp.models.perilaku import NilaiBerakhlak, PanduanPerilaku
from kinerja.skp.models.skp import (
    Arah,
    Aspek,
    Ekspektasi,
    Indikator,
    JenisRhk,
    ModelSkp,
    Pendekatan,
    Perspektif,
    RencanaHasilKerja,
    Skp,
    Snapshot,
)

__all__ = [
    "Arah",
    "Aspek",
    "Ekspektasi",
    "Indikator",
    "JenisRhk",
    "ModelSkp",
    "NilaiBerakhlak",
    "PanduanPerilaku",
    "Pendekatan",
    "Perspektif",
    "RencanaHasilKerja",
    "Skp",
    "Snapshot",
]
