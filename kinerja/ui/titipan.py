"""Titipan: what somebody sent after his session had ended waits for him until he has logged in again.

Without it the log-in would be all that is left of half an hour's typing: a redirect drops the body. It is kept in the
anonymous session of the same browser, which Django hands on to whoever logs in there; so the page that takes it up
must see for itself that it speaks of that person's document (row numbers of a form name exactly one).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.utils import timezone

SESI = "titipan"
UKURAN_TERBESAR = 32 * 1024
BERLAKU = timedelta(hours=1)
_LUAR_ISI = ("csrfmiddlewaretoken", "tiket", "kunci", "versi")


def dititipi(view: Callable, *, sendiri: bool = False) -> Callable:
    """Mark an act whose page takes up what was sent to it without a session: one segment above, or itself."""
    view.dititipi = titipkan_di_sini if sendiri else titipkan
    return view


def titipkan(request: HttpRequest) -> HttpResponseRedirect:
    """Keep what an anonymous visitor sent to an act, and show him the log-in that leads to its page."""
    return _titipkan(request, f"{request.path.rstrip('/').rpartition('/')[0]}/")


def titipkan_di_sini(request: HttpRequest) -> HttpResponseRedirect:
    """The same for a page that asks first and acts on POST."""
    return _titipkan(request, request.path)


def _titipkan(request: HttpRequest, alamat: str) -> HttpResponseRedirect:
    isian = [(n, v) for n, daftar in request.POST.lists() if n not in _LUAR_ISI for v in daftar]
    if isian and sum(len(n) + len(v) for n, v in isian) <= UKURAN_TERBESAR:
        request.session[SESI] = [alamat, timezone.now().isoformat(), isian]
    return redirect_to_login(alamat)


def ambil_titipan(request: HttpRequest) -> QueryDict | None:
    """What waits for this page, once; None when there is nothing, or it is too old to be remembered."""
    if (disimpan := request.session.get(SESI)) is None or disimpan[0] != request.path:
        return None
    _, saat, isian = request.session.pop(SESI)
    if timezone.now() - datetime.fromisoformat(saat) > BERLAKU:
        return None
    data = QueryDict(mutable=True)
    for nama, nilai in isian:
        data.appendlist(nama, nilai)
    return data
