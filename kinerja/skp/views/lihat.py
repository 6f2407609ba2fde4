"""The SKP's own page: the owner's editor, the penilai's desk, or a page to read, by who looks and in what state."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kinerja.kepegawaian.permissions import is_pemilik
from kinerja.skp import services
from kinerja.skp.lifecycle import StatusSkp
from kinerja.skp.models import Skp
from kinerja.skp.permissions import is_penilai
from kinerja.skp.queries import MENUNGGU, dinilai_dalam_periode
from kinerja.skp.views import bagian
from kinerja.skp.views.dasar import ambil_skp, halaman
from kinerja.skp.views.matriks import boleh_lihat_matriks
from kinerja.skp.views.menu import dinilai, menilai
from kinerja.skp.views.pemilik.susun import susun
from kinerja.skp.views.penilai import halaman_menilai

# Buttons of the page to read, for those who may, in the states in which they exist.
TINDAKAN = (
    (services.ajukan_revisi, "Ajukan revisi"),
    (services.tutup_periode, "Akhiri periode"),
)


@halaman
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    skp, pada = ambil_skp(request, pk), timezone.now()
    if skp.status == StatusSkp.KONSEP and is_pemilik(request.user, skp, pada):
        return susun(request, skp, pada)
    if skp.status in MENUNGGU and is_penilai(request.user, skp, pada):
        return halaman_menilai(request, skp, pada)
    return baca(request, skp, pada)


def baca(request: HttpRequest, skp: Skp, pada: datetime) -> HttpResponse:
    """For whoever sees it and has nothing to write on it now."""
    daftar_rhk, lampiran = skp.isi_lengkap(), bagian.lampiran(skp)
    pemilik = is_pemilik(request.user, skp, pada)
    konteks = {
        "skp": skp,
        "pemilik": pemilik,
        "berantrean": not pemilik and menilai(request),
        "penilai": skp.penilai,
        "tahapan": bagian.tahapan(skp),
        "percakapan": bagian.percakapan(skp, daftar_rhk),
        "bagian": bagian.bagian_rhk(daftar_rhk),
        "lampiran": lampiran,
        "ada_lampiran": any(daftar for _, daftar in lampiran),
        "daftar_nilai": bagian.perilaku(skp),
        "daftar_versi": list(skp.daftar_versi.order_by("-nomor").defer("isi")),
        "tindakan": _tindakan(request, skp, pada),
        "boleh_bagikan": not pemilik and services.bagikan.boleh(skp, oleh=request.user, pada=pada),
    }
    return render(request, "skp/detail.html", konteks)


def _tindakan(request: HttpRequest, skp: Skp, pada: datetime) -> list[tuple[str, str]]:
    """Names of addresses with their buttons; the matrix only for who has somebody to share his results with."""
    daftar = [
        (f"skp:{act.verba}", label) for act, label in TINDAKAN if act.boleh(skp, oleh=request.user, pada=pada)
    ]
    if (
        skp.disetujui_pada
        and boleh_lihat_matriks(request.user, skp, pada)
        and _bermatriks(request, skp, pada)
    ):
        daftar.append(("skp:matriks", "Matriks peran hasil"))
    return daftar


def _bermatriks(request: HttpRequest, skp: Skp, pada: datetime) -> bool:
    if is_pemilik(request.user, skp, pada):
        return bool(dinilai(request))
    return dinilai_dalam_periode(skp, pada=pada).exists()
