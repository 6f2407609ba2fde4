"""Reassignment by the pengelola of the office or BKD: names, months and who rates; never what a report says."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from kinerja.akun.permissions import is_admin_bkd
from kinerja.dokumen.errors import AksesDitolak
from kinerja.kepegawaian.permissions import KELOLA, wilayah
from kinerja.realisasi import services
from kinerja.realisasi.forms import AlihkanForm
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.realisasi.queries.alih import BarisAlih, baris_alih, perlu_dialihkan
from kinerja.realisasi.views.bersama import SESI_BERAKHIR, halaman, halaman_tindakan, isian_titipan
from kinerja.skp.views.dasar import nomor
from kinerja.ui.tiket import kedatangan
from kinerja.ui.tindakan import MASSAL_TERBANYAK, versi_dilihat

PER_HALAMAN = 50


def tampil_menu(request: HttpRequest) -> bool:
    return is_admin_bkd(request.user) or bool(wilayah(request.user, KELOLA, pada=timezone.now()))


def _pengurus(request: HttpRequest) -> None:
    if not tampil_menu(request):
        raise AksesDitolak("Halaman ini untuk pengelola kepegawaian perangkat daerah dan BKD.")


@halaman
def pengalihan(request: HttpRequest) -> HttpResponse:
    """Waiting reports whose holder is not designated any more, or not in service."""
    _pengurus(request)
    pada = timezone.now()
    lembar = Paginator(perlu_dialihkan(request.user, pada=pada), PER_HALAMAN).get_page(
        request.GET.get("halaman")
    )
    daftar = baris_alih(lembar.object_list, request.user, pada=pada)
    isi = {
        "judul": "Alihkan penilai",
        "halaman": lembar,
        "daftar": daftar,
        "dapat_dipilih": sum(not b.halangan for b in daftar),
    }
    return render(request, "realisasi/pengalihan.html", isi)


@halaman_tindakan
def alihkan_penilai(request: HttpRequest) -> HttpResponse:
    """Those ticked, after a page that says from whom to whom, who is skipped and why, and asks for the reason."""
    _pengurus(request)
    act, post = services.alihkan_penilai, request.method == "POST"
    pada = kedatangan(request, request.POST.get("kunci", "")) if post else timezone.now()
    titipan = isian_titipan(request)
    dipilih = _dipilih(request, titipan, pada)
    if len(dipilih) > MASSAL_TERBANYAK:
        messages.error(request, f"Paling banyak {MASSAL_TERBANYAK} laporan sekali proses.")
        return redirect("realisasi:pengalihan")
    if titipan:
        messages.warning(request, SESI_BERAKHIR)
    form = AlihkanForm(request.POST if post else titipan)
    if post and dipilih and form.is_valid():
        daftar = [b.realisasi for b in dipilih]
        versi = versi_dilihat(request.POST, daftar)
        hasil = act.many(daftar, oleh=request.user, pada=pada, versi=versi, **form.argumen)
        for tanda in hasil.berhasil:
            kepada = tanda.objek.penilai
            messages.success(
                request,
                f"Realisasi {tanda.objek.nilai_bulan} {tanda.objek.pegawai} dialihkan kepada {kepada}. "
                f"Nomor tanda terima {tanda.nomor}.",
            )
        for satu, penolakan in hasil.ditolak:
            messages.warning(request, f"{satu.pegawai} dilewati. {penolakan}")
        return redirect("realisasi:pengalihan")
    isi = {
        "judul": "Alihkan penilai",
        "form": form,
        "bisa": [b for b in dipilih if not b.halangan],
        "dilewati": [b for b in dipilih if b.halangan],
    }
    return render(request, "realisasi/alihkan_penilai.html", isi, status=422 if post else 200)


def _dipilih(request: HttpRequest, titipan: QueryDict | None, pada: datetime) -> list[BarisAlih]:
    """The ticked ones of his offices. Somebody else's is none: 404, as everywhere.

    Those already moved are not in the list any more, so that the same request sent again is asked of all.
    """
    data = request.POST if request.method == "POST" else titipan or request.GET
    daftar_pk = {pk for pk in map(nomor, data.getlist("realisasi")[: MASSAL_TERBANYAK + 1]) if pk is not None}
    terjangkau = RealisasiBulanan.objects.filter(pk__in=daftar_pk).exclude(pegawai__pengguna=request.user)
    if not is_admin_bkd(request.user):
        terjangkau = terjangkau.filter(perangkat_daerah__in=wilayah(request.user, KELOLA, pada=pada))
    daftar = list(
        terjangkau.select_related("pegawai", "penilai", "penugasan", "skp").order_by("pegawai__nama", "pk")
    )
    if len(daftar) < len(daftar_pk):
        raise Http404("Realisasi tidak ditemukan.")
    return baris_alih(daftar, request.user, pada=pada)
