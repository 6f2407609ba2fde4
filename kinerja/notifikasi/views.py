"""The bell: what happened to one's documents, newest first."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kinerja.notifikasi import queries, services

PER_HALAMAN = 20


@login_required
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    halaman = Paginator(queries.kotak_masuk(request.user), PER_HALAMAN).get_page(request.GET.get("halaman"))
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
