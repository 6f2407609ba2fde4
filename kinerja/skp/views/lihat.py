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
from kinerja.skp.queries import MENUNGGU
from kinerja.skp.views import bagian
from kinerja.skp.views.dasar import ambil_skp, halaman
from kinerja.skp.views.pemilik.susun import susun


@halaman
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    skp, pada = ambil_skp(request, pk), timezone.now()
    if skp.status == StatusSkp.KONSEP and is_pemilik(request.user, skp, pada):
        return susun(request, skp, pada)
    if skp.status in MENUNGGU and is_penilai(request.user, skp, pada):
        return _halaman_menilai(request, skp, pada)
    return baca(request, skp, pada)


def _halaman_menilai(request: HttpRequest, skp: Skp, pada: datetime) -> HttpResponse:
    from kinerja.skp.forms import EkspektasiForm
    from kinerja.skp.views import penilai

    if hasattr(penilai, "halaman_menilai"):
        return penilai.halaman_menilai(request, skp, pada)
    if skp.status != StatusSkp.PENILAIAN_RENCANA:
        return baca(request, skp, pada)
    return baca(request, skp, pada, form_ekspektasi=EkspektasiForm(skp=skp, teks=penilai._teks(skp)))


def baca(request: HttpRequest, skp: Skp, pada: datetime, **lagi) -> HttpResponse:
    """For whoever sees it and has nothing to write on it now."""
    daftar_rhk = skp.isi_lengkap()
    konteks = {
        "skp": skp,
        "pemilik": is_pemilik(request.user, skp, pada),
        "penilai": skp.penilai,
        "tahapan": bagian.tahapan(skp),
        "percakapan": bagian.percakapan(skp, daftar_rhk),
        "bagian": bagian.bagian_rhk(daftar_rhk),
        "lampiran": bagian.lampiran(skp),
        "daftar_nilai": bagian.perilaku(skp),
        "daftar_versi": skp.daftar_versi.order_by("-nomor").only("skp", "nomor", "disetujui_pada"),
        "boleh_akhiri": services.tutup_periode.boleh(skp, oleh=request.user, pada=pada),
    }
    return render(request, "skp/detail.html", konteks | lagi)
