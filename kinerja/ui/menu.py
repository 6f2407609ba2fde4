"""The menu of the lean pages. Apps register their items in `ready()`; the kit does not know the apps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse


def _selalu(request: HttpRequest) -> bool:
    return True


@dataclass(frozen=True)
class Butir:
    """`ikon` is a Material Symbols name (the back office shows it); `jumlah` counts what waits, if anything."""

    label: str
    url_name: str
    ikon: str = ""
    tampil: Callable[[HttpRequest], bool] = _selalu
    urutan: int = 100
    jumlah: Callable[[HttpRequest], int] | None = None


@dataclass(frozen=True)
class ButirTampil:
    label: str
    url: str
    ikon: str
    aktif: bool
    jumlah: int


_daftar: dict[str, Butir] = {}
DIINGAT_DETIK = 300


def diingat(nama: str, tampil: Callable[[HttpRequest], bool]) -> Callable[[HttpRequest], bool]:
    """A predicate asked at most once in five minutes per account and process. Only the menu believes it: the pages
    ask anew, and the front page tells at once what waits."""

    def _tampil(request: HttpRequest) -> bool:
        return cache.get_or_set(
            f"menu:{nama}:{request.user.pk}", lambda: bool(tampil(request)), DIINGAT_DETIK
        )

    return _tampil


def daftarkan(butir: Butir) -> None:
    """Registering the same address again replaces the item."""
    _daftar[butir.url_name] = butir


def menu_untuk(request: HttpRequest, *, hitung: bool = True) -> list[ButirTampil]:
    """What this user may open, in order; the item whose page is open is marked (`request.alamat_menu`: the address
    under which it belongs, if that is another than its own). Counting what waits is optional."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    terlihat = [
        (b, reverse(b.url_name))
        for b in sorted(_daftar.values(), key=lambda b: (b.urutan, b.label))
        if b.tampil(request)
    ]
    alamat = getattr(request, "alamat_menu", request.path)
    aktif = _alamat_aktif(alamat, [url for _, url in terlihat])
    return [
        ButirTampil(b.label, url, b.ikon, url == aktif, b.jumlah(request) if hitung and b.jumlah else 0)
        for b, url in terlihat
    ]


def _alamat_aktif(path: str, daftar_url: list[str]) -> str | None:
    """The longest address that the page lies under; the front page only for itself."""
    cocok = [u for u in daftar_url if path == u or (u != "/" and path.startswith(u))]
    return max(cocok, key=len, default=None)
