"""The SKP and its parts."""

from kinerja.skp.models.angka_kredit import hitung_angka_kredit
from kinerja.skp.models.penugasan import PenugasanHasil
from kinerja.skp.models.perilaku import NilaiBerakhlak, PanduanPerilaku
from kinerja.skp.models.predikat import KUADRAN, Hasil, Predikat, Rating, hitung
from kinerja.skp.models.pustaka import PustakaIndikator, PustakaRhk
from kinerja.skp.models.rencana import (
    KEDINASAN_LAIN,
    Arah,
    Aspek,
    Ekspektasi,
    Indikator,
    JenisRhk,
    LampiranSkp,
    Perspektif,
    RencanaHasilKerja,
)
from kinerja.skp.models.skp import ModelSkp, Pendekatan, Skp, Snapshot
from kinerja.skp.models.usulan import UsulanIndikator, UsulanRhk, usulan_dari_isi
from kinerja.skp.models.versi import VersiSkp, indikator_versi

__all__ = [
    "KEDINASAN_LAIN",
    "KUADRAN",
    "Arah",
    "Aspek",
    "Ekspektasi",
    "Hasil",
    "Indikator",
    "JenisRhk",
    "LampiranSkp",
    "ModelSkp",
    "NilaiBerakhlak",
    "PanduanPerilaku",
    "Pendekatan",
    "PenugasanHasil",
    "Perspektif",
    "Predikat",
    "PustakaIndikator",
    "PustakaRhk",
    "Rating",
    "RencanaHasilKerja",
    "Skp",
    "Snapshot",
    "UsulanIndikator",
    "UsulanRhk",
    "VersiSkp",
    "hitung",
    "hitung_angka_kredit",
    "indikator_versi",
    "usulan_dari_isi",
]
