"""Pages of one's own account. Codes from links leave the address bar at once and go no further than the session."""

from __future__ import annotations

from axes.helpers import get_client_ip_address, get_cool_off
from axes.models import AccessAttempt
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required, login_required
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.akun import services
from kinerja.akun.forms import AktivasiForm, GantiPasswordForm, LupaPasswordForm, PasswordBaruForm, ProfilForm
from kinerja.akun.models import KodeSekali
from kinerja.dokumen.errors import Ditolak

SESI_KODE = "akun_sidik_kode"
MASUK_DENGAN = "django.contrib.auth.backends.ModelBackend"
formulir = require_http_methods(["GET", "HEAD", "POST"])


def rahasia(view):
    """Nothing of these pages is cached, or reported in an error mail."""
    return never_cache(sensitive_post_parameters()(view))


@login_not_required
@rahasia
@formulir
def aktivasi(request: HttpRequest) -> HttpResponse:
    """NIP and printed code; whoever has both chooses his password on the next page."""
    form = AktivasiForm(request.POST or None, request=request)
    if form.is_valid():
        return _lanjut_ke_password(request, KodeSekali.sidik_dari(form.cleaned_data["kode"]))
    return render(request, "akun/aktivasi.html", {"form": form})


@login_not_required
@rahasia
@require_safe
def tautan(request: HttpRequest, kode: str) -> HttpResponse:
    """The link of a mail. Opening it uses nothing up: mail scanners open links too."""
    sidik = KodeSekali.sidik_dari(kode)
    berlaku = KodeSekali.objects.berlaku(timezone.now()).filter(sidik=sidik).exists()
    jawaban = _lanjut_ke_password(request, sidik) if berlaku else _tidak_berlaku(request)
    # Here only: on a page with a form it would make browsers send "Origin: null", which CSRF rightly refuses.
    jawaban["Referrer-Policy"] = "no-referrer"
    return jawaban


def _lanjut_ke_password(request: HttpRequest, sidik: str) -> HttpResponse:
    request.session[SESI_KODE] = sidik
    return redirect("akun:password_baru")


def _tidak_berlaku(request: HttpRequest) -> HttpResponse:
    return render(
        request, "akun/kode_tidak_berlaku.html", {"kalimat": services.KODE_TIDAK_BERLAKU}, status=410
    )


@login_not_required
@rahasia
@formulir
def password_baru(request: HttpRequest) -> HttpResponse:
    """The one place where a password is set by code or link: it uses the code up and logs its owner in."""
    sidik, pada = request.session.get(SESI_KODE, ""), timezone.now()
    kode = KodeSekali.objects.berlaku(pada).filter(sidik=sidik).select_related("pengguna").first()
    if kode is None:
        request.session.pop(SESI_KODE, None)
        return _tidak_berlaku(request)
    form = PasswordBaruForm(request.POST or None, pengguna=kode.pengguna)
    if not form.is_valid():
        return render(request, "akun/password_baru.html", {"form": form, "pengguna": kode.pengguna})
    try:
        pengguna = services.pasang_password(
            kode.pengguna, form.cleaned_data["password_baru"], sidik=sidik, pada=pada
        )
    except Ditolak:
        return _tidak_berlaku(request)
    del request.session[SESI_KODE]
    login(request, pengguna, backend=MASUK_DENGAN)
    messages.success(request, "Password tersimpan. Anda sudah masuk ke Si-Kinerja.")
    return redirect("admin:index")


@login_not_required
@rahasia
@formulir
def lupa_password(request: HttpRequest) -> HttpResponse:
    """The same answer, by the same work, for every pair: the worker looks whether it exists."""
    form = LupaPasswordForm(request.POST or None)
    if form.is_valid():
        if services.boleh_minta_tautan(form.cleaned_data["nip"], get_client_ip_address(request)):
            services.kirim_tautan_reset.enqueue(form.cleaned_data["nip"], form.cleaned_data["email"])
        return redirect("akun:lupa_password_terkirim")
    return render(request, "akun/lupa_password.html", {"form": form})


@login_not_required
@require_safe
def lupa_password_terkirim(request: HttpRequest) -> HttpResponse:
    return render(request, "akun/lupa_password_terkirim.html")


@rahasia
@login_required
@formulir
def profil(request: HttpRequest) -> HttpResponse:
    """One's own data: NIP and name as in the register, contact data to be kept up to date."""
    form = ProfilForm(request.POST or None, instance=request.user, request=request)
    if form.is_valid():
        data = form.cleaned_data
        services.ubah_profil(
            request.user, email=data["email"], nomor_hp=data["nomor_hp"], pada=timezone.now()
        )
        messages.success(request, "Profil tersimpan.")
        return redirect("akun:profil")
    return render(request, "akun/profil.html", {"form": form})


@rahasia
@login_required
@formulir
def ganti_password(request: HttpRequest) -> HttpResponse:
    """This session goes on; all others of the account end."""
    form = GantiPasswordForm(request.POST or None, pengguna=request.user, request=request)
    if form.is_valid():
        pengguna = services.ganti_password(
            request.user, form.cleaned_data["password_baru"], pada=timezone.now()
        )
        update_session_auth_hash(request, pengguna)
        messages.success(request, "Password diganti. Anda sudah dikeluarkan dari perangkat lain.")
        return redirect("akun:profil")
    return render(request, "akun/ganti_password.html", {"form": form})


def terkunci(request: HttpRequest, jawaban=None, credentials=None) -> HttpResponse:
    """django-axes: too many wrong tries for this NIP from this address. Others are not touched by it."""
    percobaan = AccessAttempt.objects.filter(
        username=(credentials or {}).get("username"), ip_address=request.axes_ip_address
    )
    terakhir = percobaan.aggregate(terakhir=Max("attempt_time"))["terakhir"] or timezone.now()
    coba_lagi = terakhir + get_cool_off(request)
    halaman = render(request, "akun/terkunci.html", {"coba_lagi": coba_lagi}, status=429)
    halaman["Retry-After"] = str(max(1, round((coba_lagi - timezone.now()).total_seconds())))
    return halaman
