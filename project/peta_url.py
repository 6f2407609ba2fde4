"""Every address of the product with the rule that guards it: for `manage.py daftar_url` and for the tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver

from kinerja.dokumen import policy
from kinerja.dokumen.acts import ACTS


@dataclass(frozen=True)
class Alamat:
    metode: str
    jalur: str
    nama: str
    tampilan: str
    aturan: str


def daftar_alamat() -> list[Alamat]:
    """All routes in order of resolution."""
    return list(_telusuri(get_resolver().url_patterns, "/", ()))


def _telusuri(pola, awalan: str, ruang: tuple[str, ...]) -> Iterator[Alamat]:
    for satu in pola:
        jalur = awalan + str(satu.pattern).lstrip("^").replace("\\Z", "").rstrip("$")
        if isinstance(satu, URLResolver):
            yield from _telusuri(
                satu.url_patterns, jalur, (*ruang, satu.namespace) if satu.namespace else ruang
            )
        else:
            yield _alamat(satu, jalur, ruang)


def _alamat(pola: URLPattern, jalur: str, ruang: tuple[str, ...]) -> Alamat:
    tampilan = pola.callback
    kelas = getattr(tampilan, "view_class", None) or getattr(tampilan, "cls", None) or tampilan
    nama = ":".join((*ruang, pola.name or ""))
    return Alamat(
        _metode(tampilan, kelas),
        jalur,
        nama,
        f"{kelas.__module__}.{getattr(kelas, '__qualname__', type(kelas).__name__)}",
        _aturan(tampilan, kelas, ruang, pola.name or "", jalur),
    )


def _metode(tampilan, kelas) -> str:
    if petakan := getattr(tampilan, "actions", None):
        return ",".join(sorted(m.upper() for m in petakan))
    if isinstance(kelas, type) and hasattr(kelas, "http_method_names"):
        return ",".join(
            sorted(m.upper() for m in kelas.http_method_names if m in ("get", "post") and hasattr(kelas, m))
        )
    return ",".join(_diizinkan(tampilan) or ("GET", "POST"))


def _diizinkan(tampilan) -> list[str]:
    """What `require_http_methods` (or its kin) on a function view lets through, read from the decorator itself."""
    while tampilan is not None:
        for sel in getattr(tampilan, "__closure__", None) or ():
            isi = sel.cell_contents
            if isinstance(isi, list | tuple) and isi and set(isi) <= {"GET", "HEAD", "POST", "PUT", "DELETE"}:
                return [m for m in isi if m != "HEAD"]
        tampilan = getattr(tampilan, "__wrapped__", None)
    return []


def _aturan(tampilan, kelas, ruang: tuple[str, ...], nama: str, jalur: str) -> str:
    """What the view says of itself; else the policy of its verb; else the admin; else who may come in at all."""
    if disebut := getattr(tampilan, "aturan", None):
        return disebut
    for (model, verba), _ in ACTS.items():
        if ruang and model._meta.app_label == ruang[-1] and verba == nama:
            return f"{model.__name__}.{verba}: {policy.ATURAN[model].verba[verba].nama}"
    if not getattr(tampilan, "login_required", True):
        return "publik"
    if ruang and ruang[0] == "admin":
        return _aturan_admin(nama)
    if jalur.startswith("/cms/"):
        return "redaktur"
    return "akun aktif"


def _aturan_admin(nama: str) -> str:
    for model, model_admin in admin.site._registry.items():
        if nama.startswith(f"{model._meta.app_label}_{model._meta.model_name}_"):
            return f"{type(model_admin).__name__}: sesuai hak admin atas {model._meta.verbose_name}"
    return "akun aktif"
