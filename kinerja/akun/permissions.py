"""WHO may: roles that are not tied to an object, and the rules for accounts."""

from __future__ import annotations

from django.db.models import Q

from kinerja.akun.models import Pengguna
from kinerja.dokumen import policy
from kinerja.dokumen.policy import relasi

GRUP_ADMIN_BKD = "Admin BKD"
GRUP_REDAKTUR = "Redaktur"


def daftar_grup(pengguna: Pengguna) -> frozenset[str]:
    """Names of his groups, read once per request (per instance)."""
    if not hasattr(pengguna, "_daftar_grup"):
        nama = pengguna.groups.order_by().values_list("name", flat=True) if pengguna.pk else ()
        pengguna._daftar_grup = frozenset(nama)
    return pengguna._daftar_grup


def punya_grup(pengguna: Pengguna, nama: str) -> bool:
    return nama in daftar_grup(pengguna)


def is_admin_bkd(pengguna: Pengguna) -> bool:
    """BKD's administrator: masters, schedules, imports, release. Never a rating."""
    return punya_grup(pengguna, GRUP_ADMIN_BKD)


def is_redaktur(pengguna: Pengguna) -> bool:
    """Editor of juknis, SOP and announcements."""
    return punya_grup(pengguna, GRUP_REDAKTUR)


def lihat_semua(pengguna: Pengguna) -> bool:
    """BKD's administrators read everything; a superuser reads too, but has no signature."""
    return pengguna.is_superuser or is_admin_bkd(pengguna)


def q_tidak_ada() -> Q:
    """A Q that no row satisfies: the default answer."""
    return Q(pk__in=())


@relasi("admin BKD, bukan dirinya sendiri")
def is_admin_orang_lain(pelaku: Pengguna, objek: Pengguna, pada) -> bool:
    """Nobody switches his own account off or on."""
    return is_admin_bkd(pelaku) and pelaku.pk != objek.pk


def lihat_pengguna(pelaku: Pengguna, pada) -> Q:
    """akun sendiri; admin BKD semua"""
    return Q() if lihat_semua(pelaku) else Q(pk=pelaku.pk)


policy.register(
    Pengguna,
    lihat=lihat_pengguna,
    nonaktifkan=is_admin_orang_lain,
    aktifkan=is_admin_orang_lain,
)
