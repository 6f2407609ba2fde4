"""What all screens of the daily log share: who may open them, whose day it is, and how an act's answer is told."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.aktivitas.models import Aktivitas
from kinerja.aktivitas.queries import tumpang_tindih
from kinerja.dokumen import policy
from kinerja.dokumen.models import Riwayat
from kinerja.kalender.models import Bulan
from kinerja.kalender.queries import tanggal, waktu
from kinerja.kepegawaian.models import Pegawai
from kinerja.kepegawaian.permissions import pegawai_dari


def halaman(view: Callable) -> Callable:
    """A page to read: for who is logged in, never kept by a cache, changing nothing."""
    return login_required(never_cache(require_safe(view)))


def tindakan(view: Callable) -> Callable:
    """An act without a page of its own: POST only; opened by hand, its address leads to the entry page."""

    @functools.wraps(view)
    def jaga(request, *args, **kwargs):
        if request.method != "POST":
            return HttpResponseRedirect(reverse("aktivitas:harian"))
        return view(request, *args, **kwargs)

    return login_required(never_cache(require_http_methods(["GET", "HEAD", "POST"])(jaga)))


def pegawai_atau_404(request: HttpRequest) -> Pegawai:
    """Accounts without a person (`sistem`, a superuser) have no days to log."""
    pegawai = pegawai_dari(request.user)
    if pegawai is None:
        raise Http404("Akun ini bukan akun pegawai.")
    return pegawai


def bulan_atau_404(tahun: int, bulan: int) -> Bulan:
    try:
        return Bulan(tahun, bulan)
    except ValueError as galat:
        raise Http404(str(galat)) from galat


def hari_ini() -> date:
    """Today in WITA, whatever the server's zone."""
    return timezone.localtime().date()


def ambil_aktivitas(request: HttpRequest, pk: int) -> Aktivitas:
    """Outside his sight it does not exist."""
    terlihat = policy.visible(Aktivitas, request.user, pada=timezone.now())
    return get_object_or_404(terlihat.select_related("pegawai", "skp", "indikator", "kiriman"), pk=pk)


def sampaikan(request: HttpRequest, kalimat: str, riwayat: Riwayat) -> None:
    """The receipt: its number means that it is stored, once."""
    messages.success(request, f"{kalimat} Nomor tanda terima {riwayat.nomor}, {waktu(riwayat.pada)}.")


def ingatkan_tumpang_tindih(request: HttpRequest, daftar: list[Aktivitas]) -> None:
    """Stored all the same: whoever reads two things at one time may have done so."""
    for lain in tumpang_tindih(daftar)[:3]:
        messages.warning(
            request,
            f"Jamnya bertumpang tindih dengan aktivitas lain: {tanggal(lain.tanggal)} pukul "
            f"{lain.mulai:%H.%M}–{lain.selesai:%H.%M}, “{lain.uraian[:60]}”. Periksa apakah keduanya benar.",
        )


def alamat_daftar(hari: date) -> str:
    """The list of the month in which a day lies."""
    return reverse("aktivitas:daftar", args=[hari.year, hari.month])


def alamat_harian(hari: date | None = None) -> str:
    """The entry page, ready for a day."""
    return reverse("aktivitas:harian") + (f"?tanggal={hari.isoformat()}" if hari else "")
