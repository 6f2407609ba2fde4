"""What a report counts: the activities of its month as they were when it was submitted, one tap from each indicator."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kinerja.aktivitas.queries import aktivitas_dihitung
from kinerja.realisasi.views.bersama import halaman
from kinerja.realisasi.views.dokumen import terlihat

PER_HALAMAN = 50


@halaman
def aktivitas(request: HttpRequest, pk: int, indikator: int | None = None) -> HttpResponse:
    realisasi = terlihat(request, pk)
    baris = {b.indikator_id: b for b in realisasi.baris_terurut()}
    if indikator is not None and indikator not in baris:
        raise Http404("Indikator ini tidak ada di realisasi bulan tersebut.")
    daftar = aktivitas_dihitung(realisasi.skp, realisasi.nilai_bulan, indikator)
    isi = {
        "judul": f"Aktivitas {realisasi.nilai_bulan}",
        "realisasi": realisasi,
        "indikator": baris[indikator].indikator if indikator is not None else None,
        "halaman": Paginator(daftar, PER_HALAMAN).get_page(request.GET.get("halaman")),
        "milik_sendiri": realisasi.pegawai.pengguna_id == request.user.pk,
    }
    return render(request, "realisasi/aktivitas.html", isi)
