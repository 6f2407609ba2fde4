"""What every response passes: the turn, the content policy of its path, and refusals told as sentences."""

from __future__ import annotations

import threading

from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.utils import timezone

from kinerja.dokumen.errors import Pelanggaran
from kinerja.dokumen.models import Penolakan
from kinerja.ui import views
from kinerja.ui.tiket import catat_tiba

KETAT = {
    "default-src": [SELF],
    "img-src": [SELF, "data:"],
    "object-src": [NONE],
    "base-uri": [SELF],
    "frame-ancestors": [NONE],
    "form-action": [SELF],
}
# Unfold's Alpine evaluates expressions and sets styles; nothing inline runs there as a script.
KANTOR_BELAKANG = KETAT | {"script-src": [SELF, UNSAFE_EVAL], "style-src": [SELF, UNSAFE_INLINE]}
# Wagtail's editor has inline snippets and previews pages in a frame of its own.
REDAKSI = KETAT | {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-ancestors": [SELF],
}
KESEHATAN = "/kesehatan"
# Of eight who are in the process one is at work and seven wait: arrivals come in bursts, and most turns are short.
# How long anybody waits is bounded by itself.
TEMPAT_PER_GILIRAN = 8
LAJUR_RINGAN = (
    "/kerja/",
    "/login/",
    "/logout/",
    "/aktivasi/",
    "/lupa-password/",
    "/informasi/",
    KESEHATAN,
)


def kebijakan(request) -> dict:
    """Strict, unless the page belongs to the editors' or to the back office's screens."""
    if request.path.startswith("/cms/"):
        return REDAKSI
    cocok = getattr(request, "resolver_match", None)
    # The front page and the catch-all (which has no name) draw lean pages.
    milik_admin = (
        cocok is not None and cocok.app_name == "admin" and cocok.url_name not in (None, "index", "tema")
    )
    return KANTOR_BELAKANG if milik_admin and not request.path.startswith(LAJUR_RINGAN) else KETAT


class CspPerJalurMiddleware(CSPMiddleware):
    """django-csp with the policy chosen by path; a view may still narrow or widen its own by the decorators."""

    def get_policy_parts(self, request, response, report_only=False):
        bagian = super().get_policy_parts(request, response, report_only)
        if report_only:
            return bagian
        return PolicyParts(bagian.config or kebijakan(request), bagian.update, bagian.replace, bagian.nonce)


class BebanMiddleware:
    """`BATAS_SERENTAK` requests at once in this process, seven times as many wait for their turn, a second at most;
    whoever does not fit, or waited in vain, hears that we are busy.

    Whoever waited behind all the others would give up and come again, and the work for him would be done all the
    same. Needs more threads than all of these: the spare ones are those that say it. What is sent gets in where what
    is only looked at does not any more. Whether the process is well must be told just then (`/kesehatan`).
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self._hadir = self._bekerja = 0
        self._giliran = threading.Condition()

    def __call__(self, request):
        catat_tiba(request)
        if not settings.BATAS_SERENTAK or request.path == KESEHATAN:
            return self.get_response(request)
        if not self._masuk(request.method == "POST"):
            return views.jawab_sibuk(request)
        try:
            return self.get_response(request)
        finally:
            with self._giliran:
                self._hadir -= 1
                self._bekerja -= 1
                self._giliran.notify()

    def _masuk(self, kiriman: bool) -> bool:
        batas = settings.BATAS_SERENTAK
        tempat = batas * TEMPAT_PER_GILIRAN
        with self._giliran:
            if self._hadir >= (tempat if kiriman else tempat * 3 // 4):
                return False
            self._hadir += 1
            if self._giliran.wait_for(lambda: self._bekerja < batas, settings.TUNGGU_GILIRAN_DETIK):
                self._bekerja += 1
                return True
            self._hadir -= 1
            return False


class MasukDahuluMiddleware(LoginRequiredMiddleware):
    """Closed by default. What was sent to an act after the session had ended waits for its owner (`titipan`)."""

    def handle_no_permission(self, request, view_func):
        if request.method == "POST" and (titipkan := getattr(view_func, "dititipi", None)):
            return titipkan(request)
        return super().handle_no_permission(request, view_func)


class PenolakanMiddleware:
    """A refusal raised anywhere in a view becomes a page (or JSON) with its sentences and its status."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # PostgreSQL takes no NUL in any text (SQLite does): no address has one.
        return views.tidak_ditemukan(request) if "\0" in request.path_info else self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """The stock filters and autocomplete hand their values to the database as they came."""
        if request.resolver_match.app_name == "admin" and any("\0" in n for n in request.GET.values()):
            return views.permintaan_buruk(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Pelanggaran) and request.method == "POST":
            Penolakan.catat(exception, f"POST {request.path}", oleh=request.user, pada=timezone.now())
        return views.jawab_galat(request, exception)
