"""His SKPs side by side, the yearly confirmation of his position, and a new SKP (juknis BAB II and III.2)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from kinerja.dokumen import policy
from kinerja.kepegawaian.models import RiwayatJabatan
from kinerja.kepegawaian.permissions import pegawai_dari, penilai_berlaku
from kinerja.skp import queries, services
from kinerja.skp.forms import PeriodeForm
from kinerja.skp.views.dasar import alamat, halaman, jalankan


@halaman
def daftar(request: HttpRequest) -> HttpResponse:
    """All SKPs side by side, and a way to begin one for each position that has none."""
    pegawai = pegawai_dari(request.user)
    konteks = {"pegawai": pegawai, "daftar_skp": [], "daftar_riwayat": []}
    if pegawai is not None:
        konteks["daftar_skp"] = queries.daftar_skp(pegawai)
        konteks["daftar_riwayat"] = queries.riwayat_tanpa_skp(pegawai)
    return render(request, "skp/daftar.html", konteks)


@halaman
def tambah_skp(request: HttpRequest, riwayat: int) -> HttpResponse:
    posisi = _posisi(request, riwayat)
    return jalankan(
        request,
        services.tambah_skp,
        posisi,
        PeriodeForm.baru(request.POST or None, posisi),
        berhasil=lambda tanda: "SKP dibuat. Tambahkan rencana hasil kerja dan indikatornya, lalu ajukan.",
        tujuan=lambda tanda: alamat(tanda.objek_id),
        templat="skp/tambah_skp.html",
        penugasan=penilai_berlaku(posisi, pada=timezone.now()),
    )


def _posisi(request: HttpRequest, pk: int) -> RiwayatJabatan:
    terlihat = policy.visible(RiwayatJabatan, request.user, pada=timezone.now())
    relasi = ("pegawai", "jabatan", "unit_kerja__kepala", "perangkat_daerah")
    return get_object_or_404(terlihat.select_related(*relasi), pk=pk)
