"""What the editors write: pages, their blocks, and the files they attach."""

from cms.models.berkas import Dokumen, Gambar, Rendisi
from cms.models.halaman import BerandaPage, JuknisBabPage, JuknisPage, PengumumanPage, SopPage

__all__ = [
    "BerandaPage",
    "Dokumen",
    "Gambar",
    "JuknisBabPage",
    "JuknisPage",
    "PengumumanPage",
    "Rendisi",
    "SopPage",
]
