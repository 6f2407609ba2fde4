"""WHO may: editors in Wagtail's admin, and readers of files."""

from __future__ import annotations

from cms.models import Dokumen, Rendisi

IZIN_REDAKTUR = "wagtailadmin.access_admin"
GRUP_PENYUNTING = ("Redaktur", "Admin BKD")


def boleh_menyunting(pengguna) -> bool:
    return pengguna.is_active and pengguna.has_perm(IZIN_REDAKTUR)


def boleh_membuka(pengguna, berkas: Dokumen | Rendisi) -> bool:
    """Public files are anybody's; the rest is for whoever is logged in."""
    publik = berkas.image.publik if isinstance(berkas, Rendisi) else berkas.publik
    return publik or pengguna.is_authenticated
