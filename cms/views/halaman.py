"""Reading at /informasi/, files behind a permission check, and the door of /cms/."""

from __future__ import annotations

from datetime import datetime
from functools import wraps

from django.contrib.auth.decorators import login_not_required, login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.core.paginator import InvalidPage, Paginator
from django.db import DataError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.datastructures import MultiValueDictKeyError
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve as kirim_dokumen
from wagtail.models import Page, Site

from cms import queries
from cms.models import BerandaPage, Dokumen, Gambar, JuknisBabPage, JuknisPage, Rendisi
from cms.permissions import boleh_membuka, boleh_menyunting

PER_HALAMAN = 20
# Wagtail's admin hands parts of the address and of the form to the database unchecked: an id of "²", none at all.
KELIRU = (InvalidPage, ValueError, TypeError, AttributeError, MultiValueDictKeyError, DataError)


@require_safe
@login_required
def baca(request: HttpRequest, alamat: str) -> HttpResponse:
    """A page of /informasi/. What the reader may not see does not exist for him."""
    pada = timezone.now()
    situs = Site.find_for_request(request)
    if situs is None:
        raise Http404
    terbaca = queries.halaman_terbaca(request.user, pada)
    halaman = get_object_or_404(terbaca, url_path=situs.root_page.url_path + alamat).specific
    konteks = halaman.get_context(request) | _konteks(halaman, request.user, pada)
    jawaban = render(request, halaman.get_template(request), konteks)
    patch_cache_control(jawaban, private=True, no_cache=True)
    return jawaban


def _konteks(halaman: Page, pengguna, pada: datetime) -> dict:
    """What a page shows besides itself: lists of the front page, contents of a book, neighbours of a chapter."""
    if isinstance(halaman, BerandaPage):
        return queries.isi_beranda(pengguna, pada)
    if isinstance(halaman, JuknisPage):
        return {"daftar_bab": queries.bab_terbaca(halaman, pengguna, pada)}
    if isinstance(halaman, JuknisBabPage):
        juknis = halaman.get_parent()
        daftar = queries.bab_terbaca(juknis, pengguna, pada)
        urutan = [bab.pk for bab in daftar].index(halaman.pk)
        return {
            "juknis": juknis,
            "daftar_bab": daftar,
            "sebelum": daftar[urutan - 1] if urutan else None,
            "berikut": daftar[urutan + 1] if urutan + 1 < len(daftar) else None,
        }
    return {}


@require_safe
@login_required
def cari(request: HttpRequest) -> HttpResponse:
    kata = request.GET.get("q", "").replace("\0", "").strip()[: queries.PANJANG_KATA]
    hasil = queries.cari(kata, request.user, timezone.now())
    return render(request, "cms/cari.html", {"kata": kata, "hasil": hasil})


@require_safe
@login_required
def daftar_pengumuman(request: HttpRequest) -> HttpResponse:
    semua = queries.semua_pengumuman(request.user, timezone.now())
    lembar = Paginator(semua, PER_HALAMAN).get_page(request.GET.get("hal"))
    return render(request, "cms/daftar_pengumuman.html", {"lembar": lembar})


@login_not_required
@require_safe
def dokumen(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponse:
    """A document, to those who may have it. Never from MEDIA_ROOT by its path."""
    berkas = get_object_or_404(Dokumen, pk=document_id)
    if not boleh_membuka(request.user, berkas):
        return redirect_to_login(request.get_full_path())
    jawaban = kirim_dokumen(request, document_id, document_filename)
    patch_cache_control(jawaban, private=True, no_cache=True)
    return jawaban


@login_not_required
@require_safe
def gambar(request: HttpRequest, nama: str) -> HttpResponse:
    """A rendition of an image; the original (with the camera's data) only for editors. Nothing else of MEDIA_ROOT."""
    berkas = Rendisi.objects.filter(file=nama).select_related("image").first()
    if berkas is None and boleh_menyunting(request.user):
        berkas = Gambar.objects.filter(file=nama).first()
    elif berkas is not None and not boleh_membuka(request.user, berkas):
        berkas = None
    if berkas is None:
        raise Http404
    try:
        jawaban = FileResponse(berkas.file.open("rb"))
    except FileNotFoundError as galat:
        raise Http404 from galat
    jawaban["Content-Security-Policy"] = "default-src 'none'"
    patch_cache_control(jawaban, private=True, max_age=3600)
    return jawaban


def khusus_redaktur(view):
    """Every address of Wagtail's admin: login first, then a clear refusal instead of Wagtail's silent bounce."""

    @wraps(view)
    def periksa(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not boleh_menyunting(request.user):
            return render(request, "cms/bukan_redaktur.html", status=403)
        try:
            return view(request, *args, **kwargs)
        except KELIRU as galat:
            raise BadRequest(str(galat)) from galat

    return periksa


def tidak_ada(request: HttpRequest, **_) -> HttpResponse:
    """Personnel and groups are not managed in Wagtail."""
    raise Http404
