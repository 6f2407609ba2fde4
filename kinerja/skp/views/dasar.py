"""How a page does an act: GET asks, POST acts, a refusal shows the form again with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kinerja.dokumen import policy
from kinerja.dokumen.acts import Act
from kinerja.dokumen.errors import AksesDitolak, DataBerubah, Ditolak, Keluhan
from kinerja.dokumen.models import Riwayat
from kinerja.kepegawaian.permissions import is_pemilik
from kinerja.skp.models import Skp

RELASI = ("pegawai", "penilai", "perangkat_daerah", "penugasan", "riwayat_jabatan")


def halaman(view: Callable) -> Callable:
    """For whoever is logged in; never stored by a proxy or shown again from a cache."""
    return login_required(never_cache(require_http_methods(["GET", "HEAD", "POST"])(view)))


def ambil_skp(request: HttpRequest, pk: int) -> Skp:
    """Outside his sight it does not exist. Another's SKP belongs to the queue in the menu, not to his own ones."""
    terlihat = policy.visible(Skp, request.user, pada=timezone.now())
    skp = get_object_or_404(terlihat.select_related(*RELASI), pk=pk)
    if not is_pemilik(request.user, skp, timezone.now()):
        request.alamat_menu = reverse("skp:antrean")
    return skp


def nomor(teks: str) -> int | None:
    """A number that came with an address or a form; None for what no row can have."""
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 19 else None


def alamat(objek: Skp | int, jangkar: str = "") -> str:
    return reverse("skp:detail", args=[objek if isinstance(objek, int) else objek.pk]) + jangkar


def jalankan(
    request: HttpRequest,
    act: Act,
    objek,
    form,
    *,
    berhasil: Callable[[Riwayat], str],
    tujuan: Callable[[Riwayat], str],
    sesudah: Callable[[Riwayat], None] = lambda tanda: None,
    isi: dict[str, Any] | None = None,
    templat: str = "skp/tindakan.html",
    **konteks,
) -> HttpResponse:
    """The page of one act. `isi`: arguments that come from the address, not from the form; `sesudah`: what else is said
    once it is done, after that it is done."""
    pada = timezone.now()
    if not policy.can(request.user, act.verba, objek, pada=pada):
        raise AksesDitolak(
            f"Anda tidak berwenang melakukan tindakan ini atas {objek._meta.verbose_name} ini."
        )
    keluhan, status = [], 200
    try:
        if request.method != "POST":
            act.periksa(objek, oleh=request.user, pada=pada, **dict.fromkeys(act.wajib, "…"))
        elif form.is_valid():
            riwayat = act(objek, oleh=request.user, pada=pada, **(form.argumen | (isi or {})))
            messages.success(request, berhasil(riwayat))
            sesudah(riwayat)
            return redirect(tujuan(riwayat))
        else:
            status = 422
    except Ditolak as penolakan:
        # Not his, or not in this state when he only opens the page: the kit's own page says so.
        if isinstance(penolakan, AksesDitolak) or (request.method != "POST" and penolakan.status != 422):
            raise
        keluhan, status = _sampaikan(penolakan, objek, form), penolakan.status
        status = status if request.method == "POST" else 200
    halaman = {"form": form, "keluhan": keluhan, "objek": objek, **konteks}
    return render(request, templat, halaman, status=status)


def _sampaikan(penolakan: Ditolak, objek, form) -> list[Keluhan]:
    """The sentences, with links that lead to the SKP's page when what is wrong is there and not in this form."""
    if isinstance(penolakan, DataBerubah):
        objek.refresh_from_db(fields=["versi"])
        form.perbarui(objek)
        kalimat = (
            "Isian Anda masih ada di bawah. Lihat dahulu data terbaru, lalu kirim ulang bila masih sesuai."
        )
        return [*penolakan.keluhan, Keluhan(kalimat, alamat(objek) if isinstance(objek, Skp) else "")]
    return [
        Keluhan(k.kalimat, alamat(objek, k.tautan))
        if isinstance(objek, Skp) and k.tautan.startswith("#") and not k.tautan.startswith("#id_")
        else k
        for k in penolakan.keluhan
    ]
