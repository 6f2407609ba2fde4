"""The bell: what happened to one's documents, newest first, by days; and what of it comes by mail."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.notifikasi import queries, services
from kinerja.notifikasi.forms import PengaturanForm

PER_HALAMAN = 20


@login_required
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    halaman = Paginator(queries.kotak_masuk(request.user), PER_HALAMAN).get_page(request.GET.get("halaman"))
    kini = timezone.localdate()
    for baris in halaman:
        baris.hari = timezone.localdate(baris.dibuat_pada)
        baris.berapa_hari_lalu = (kini - baris.hari).days
    belum = queries.jumlah_belum_dibaca(request.user)
    return render(request, "notifikasi/daftar.html", {"halaman": halaman, "belum": belum})


@login_required
@require_POST
def baca(request: HttpRequest, pk: int) -> HttpResponse:
    """Open one notice: it counts as read, and the reader goes where it points."""
    baris = get_object_or_404(queries.kotak_masuk(request.user), pk=pk)
    services.tandai_dibaca(request.user, pada=timezone.now(), daftar_pk=[baris.pk])
    return redirect(services.tautan_aman(baris.tautan) or "notifikasi:daftar")


@login_required
@require_POST
def baca_semua(request: HttpRequest) -> HttpResponse:
    services.tandai_dibaca(request.user, pada=timezone.now())
    return redirect("notifikasi:daftar")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pengaturan(request: HttpRequest) -> HttpResponse:
    """Sent twice it is the same choice. The inbox itself cannot be switched off."""
    pilihan = queries.preferensi(request.user)
    awal = {"email": pilihan.email, "ringkasan": pilihan.ringkasan}
    form = PengaturanForm(request.POST or None, initial=awal)
    if form.is_valid():
        services.ubah_preferensi(request.user, **form.cleaned_data, pada=timezone.now())
        messages.success(request, "Pengaturan pemberitahuan tersimpan.")
        return redirect("notifikasi:pengaturan")
    isi = {
        "form": form,
        "tenang": (settings.JAM_TENANG_MULAI, settings.JAM_TENANG_SELESAI),
        "harian": settings.JAM_RINGKASAN_HARIAN,
    }
    return render(request, "notifikasi/pengaturan.html", isi, status=422 if form.errors else 200)
