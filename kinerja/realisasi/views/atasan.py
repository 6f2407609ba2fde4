"""The safety net: what waits for those whom he rates, to be seen always and rated on the last day (domain: atasan penilai)."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from kinerja.realisasi.queries.antrean import baris_bawahan, menunggu_bawahan
from kinerja.realisasi.views.bersama import halaman, pegawai_atau_404
from kinerja.skp.views.menu import dinilai

TERBANYAK = 200


@halaman
def atasan(request: HttpRequest) -> HttpResponse:
    """Names and how long they wait, by penilai. What the reports say is read on their own pages."""
    pegawai_atau_404(request)
    pada = timezone.now()
    request.alamat_menu = reverse("realisasi:antrean")
    laporan = list(menunggu_bawahan(request.user, dinilai=dinilai(request))[: TERBANYAK + 1])
    baris = baris_bawahan(laporan[:TERBANYAK], pada=pada)
    isi = {
        "judul": "Belum dinilai bawahan Anda",
        "daftar": [
            (penilai, isi := list(satu), sum(b.dapat_dinilai for b in isi), sum(b.terlambat for b in isi))
            for penilai, satu in groupby(baris, key=lambda b: b.realisasi.penilai)
        ],
        "jumlah": len(baris),
        "terpotong": len(laporan) > TERBANYAK,
    }
    return render(request, "realisasi/atasan.html", isi)
