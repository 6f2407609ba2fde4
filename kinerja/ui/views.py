"""Pages of the kit itself: log in and out, refusals, errors, the accent's stylesheet."""

from __future__ import annotations

import logging
import sys

from django.contrib import auth
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import condition, require_http_methods, require_safe

from kinerja.dokumen.errors import Ditolak, Keluhan, ditolak_karena_kendala
from kinerja.ui.forms import FormulirMasuk
from kinerja.ui.models import Identitas, aksen_gelap
from kinerja.ui.tiket import ulangan

logger = logging.getLogger(__name__)

SIBUK = (
    "Sistem sedang sibuk. Tidak ada data yang hilang atau tersimpan ganda. Kirim ulang beberapa detik lagi."
)
TERLALU_BESAR = "Kiriman terlalu besar. Kurangi isinya, lalu kirim ulang."
TIDAK_ADA = "Halaman tidak ditemukan, atau bukan untuk akun Anda."
SESI_BERAKHIR = "Sesi formulir ini sudah berakhir. Masuk lagi, lalu kirim ulang."
ULANGI_SETELAH = "5"
# SQLite has one class of error for a busy file and for a wrong statement; only these words mean "later".
_SQLITE_SIBUK = ("locked", "busy", "disk is full", "disk i/o error", "unable to open", "readonly database")


# --- refusals and errors ------------------------------------------------------------------------------


def jawab_galat(request, galat):
    """The answer to an exception, or None when it is a fault of ours (then it is a 500 and in the log)."""
    if isinstance(galat, IntegrityError):
        logger.warning("Kendala dilanggar di %s: %s", request.path, galat)
        galat = ditolak_karena_kendala(galat)
    if isinstance(galat, Ditolak):
        return jawab_ditolak(request, galat)
    if sedang_sibuk(galat):
        logger.warning("Basis data sibuk di %s: %s", request.path, galat)
        return jawab_sibuk(request)
    if isinstance(galat, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return _polos(request, "413.html", 413, TERLALU_BESAR)
    return None


def sedang_sibuk(galat) -> bool:
    """Locks, timeouts, a full disk, a database that cannot be reached: the same request may succeed later."""
    if isinstance(galat, InterfaceError):
        return True
    if not isinstance(galat, OperationalError):
        return False
    if type(galat.__cause__).__module__.startswith("sqlite3") or galat.__cause__ is None:
        return any(kata in str(galat).lower() for kata in (*_SQLITE_SIBUK, "timeout", "connection"))
    return True  # PostgreSQL's operational errors are all of this kind


def jawab_ditolak(request, ditolak: Ditolak):
    if ditolak.status == 404:
        return tidak_ditemukan(request, ditolak)
    if _minta_json(request):
        return _json(ditolak.keluhan, ditolak.status)
    isi = {"judul": JUDUL_DITOLAK.get(ditolak.status, JUDUL_DITOLAK[422]), "keluhan": ditolak.keluhan}
    return render(
        request, "ui/ditolak.html", isi | {"kembali": alamat_kembali(request)}, status=ditolak.status
    )


JUDUL_DITOLAK = {
    403: "Bukan wewenang Anda",
    409: "Belum dapat diproses",
    422: "Tidak dapat diproses",
}


def jawab_sibuk(request):
    """Drawn without the database: it may be the one that is away. What was sent can be sent again from it."""
    jawaban = _polos(request, "ui/sibuk.html", 503, SIBUK, ulangan=ulangan(request))
    jawaban["Retry-After"] = ULANGI_SETELAH
    add_never_cache_headers(jawaban)
    return jawaban


def alamat_kembali(request) -> str:
    """Where he came from, if that is a page of ours; else the front page."""
    asal = request.META.get("HTTP_REFERER", "")
    aman = url_has_allowed_host_and_scheme(asal, {request.get_host()}, require_https=request.is_secure())
    return asal if aman else "/"


def permintaan_buruk(request, exception=None):
    """handler400"""
    return jawab_galat(request, exception) or _polos(
        request, "400.html", 400, "Permintaan tidak dapat dibaca. Muat ulang halaman, lalu ulangi."
    )


def tidak_berwenang(request, exception=None):
    """handler403"""
    if _minta_json(request):
        return _json([Keluhan("Anda tidak berwenang membuka halaman ini.")], 403)
    return render(request, "403.html", {"kembali": alamat_kembali(request)}, status=403)


def tidak_ditemukan(request, exception=None):
    """handler404. Outside one's sight and missing are the same page, word for word."""
    if _minta_json(request):
        return _json([Keluhan(TIDAK_ADA)], 404)
    return render(request, "404.html", {"kembali": "/"}, status=404)


def galat_server(request):
    """handler500. Errors outside the view (saving the session, say) arrive here only: they too may be "busy"."""
    jawaban = jawab_galat(request, sys.exception())
    return jawaban or _polos(
        request, "500.html", 500, "Terjadi kesalahan pada sistem. Kesalahan ini sudah tercatat."
    )


@never_cache
def csrf_gagal(request, reason=""):
    """The form's session ended. After a double tap on "Masuk" the second tap lands here: he is in already."""
    if request.path == reverse("admin:login") and request.user.is_authenticated:
        return HttpResponseRedirect("/")
    if _minta_json(request):
        return _json([Keluhan(SESI_BERAKHIR)], 403)
    return render(request, "ui/csrf_gagal.html", status=403)


def _minta_json(request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def _json(keluhan, status):
    daftar = [{"kalimat": k.kalimat, "tautan": k.tautan} for k in keluhan]
    return JsonResponse({"keluhan": daftar}, status=status)


def _polos(request, template, status, kalimat, **lain):
    """A page without request context: no session, no menu, no query."""
    if _minta_json(request):
        return _json([Keluhan(kalimat)], status)
    isi = loader.render_to_string(template, {"identitas": Identitas.tersimpan(), "kalimat": kalimat, **lain})
    return HttpResponse(isi, status=status)


# --- log in and out -------------------------------------------------------------------------------------


class MasukView(LoginView):
    """The one log-in: for the lean pages, the back office and the editors."""

    template_name = "admin/login.html"
    authentication_form = FormulirMasuk

    def dispatch(self, request, *args, **kwargs):
        # Always to the front page: following `next` here would loop with a page that refuses him.
        if request.method == "GET" and request.user.is_authenticated:
            return HttpResponseRedirect("/")
        return super().dispatch(request, *args, **kwargs)

    def get_default_redirect_url(self):
        return "/"

    def get_redirect_url(self):
        tujuan = super().get_redirect_url()
        return "" if tujuan.startswith((reverse("admin:login"), reverse("admin:logout"))) else tujuan


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def keluar(request):
    """Leaving is a POST; who opens the address by hand is asked first."""
    if request.method == "POST":
        auth.logout(request)
        return HttpResponseRedirect(f"{reverse('admin:login')}?keluar=1")
    return render(request, "ui/keluar.html")


# --- accent ------------------------------------------------------------------------------------------------


@require_safe
def administrasi(request):
    """The lists of the back office that this person may open, by name: a door that fits a phone."""
    from kinerja.ui.navigasi import menu_samping

    kelompok = [{"judul": k["title"], "isi": k["items"]} for k in menu_samping(request) if k["title"]]
    return render(request, "ui/administrasi.html", {"judul": "Administrasi", "kelompok": kelompok})


@login_not_required
@require_safe
@cache_control(public=True, max_age=86_400)
@condition(etag_func=lambda request: f'"{Identitas.kini().warna_aksen}"')
def tema(request):
    """The accent of this government as a stylesheet; pages link to it only if it is not the default."""
    warna = Identitas.kini().warna_aksen
    aturan = (
        f":root{{--aksen:{warna};--proses:{warna}}}.ikat{{background-color:{warna}}}"
        f"@media(prefers-color-scheme:dark){{:root{{--aksen:{aksen_gelap(warna)};--proses:{aksen_gelap(warna)}}}}}"
    )
    return HttpResponse(aturan, content_type="text/css")
