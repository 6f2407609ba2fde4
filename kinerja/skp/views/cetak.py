"""Prints of the SKP for whoever sees it, and the public page that tells whether a print is genuine."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required, login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kinerja.skp import queries
from kinerja.skp.lifecycle import StatusSkp
from kinerja.skp.models import Skp, VersiSkp
from kinerja.skp.views.dasar import ambil_skp, nomor
from kinerja.ui.pdf import jawaban_pdf

PANJANG_DIKETIK = 40
BERLAKU = (StatusSkp.DISETUJUI, StatusSkp.REVISI, StatusSkp.SELESAI)


def lembar(view: Callable) -> Callable:
    return login_required(never_cache(require_safe(view)))


@lembar
def cetak(request: HttpRequest, pk: int) -> HttpResponse:
    return _pdf(request, pk, "cetak/skp.typ", queries.data_skp, "skp")


@lembar
def cetak_lampiran(request: HttpRequest, pk: int) -> HttpResponse:
    return _pdf(request, pk, "cetak/lampiran_skp.typ", queries.data_lampiran, "lampiran-skp")


def _pdf(request: HttpRequest, pk: int, templat: str, data: Callable, awalan: str) -> HttpResponse:
    skp = ambil_skp(request, pk)
    versi = _versi(skp, request.GET.get("versi", ""))
    isi = queries.isi_versi(versi) if versi else queries.potret(skp)
    return jawaban_pdf(
        templat, data(isi, versi), nama_berkas=queries.nama_berkas(awalan, isi, versi), di_tempat=True
    )


def _versi(skp: Skp, diminta: str) -> VersiSkp | None:
    """The version asked for; else the one in force; else None: the draft as it stands."""
    if diminta:
        return get_object_or_404(skp.daftar_versi, nomor=nomor(diminta))
    return queries.versi_terakhir(skp) if skp.status in BERLAKU else None


@login_not_required
@never_cache
@require_safe
def verifikasi(request: HttpRequest, kode: str = "") -> HttpResponse:
    """Is a print genuine, and still in force? For anybody who holds it; it names nobody (docs/adr/0040)."""
    diketik = (kode or request.GET.get("kode", "")).strip()
    hasil = queries.keaslian(diketik)
    isi = {"diketik": diketik[:PANJANG_DIKETIK], "hasil": hasil}
    jawaban = render(request, "skp/verifikasi.html", isi, status=404 if diketik and not hasil else 200)
    jawaban["X-Robots-Tag"] = "noindex"
    return jawaban
