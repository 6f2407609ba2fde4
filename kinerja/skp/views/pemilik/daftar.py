"""His SKPs side by side, the yearly confirmation of his position, and a new SKP (juknis BAB II and III.2)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from kinerja.dokumen import policy
from kinerja.kepegawaian.models import RiwayatJabatan
from kinerja.kepegawaian.permissions import pegawai_dari, penilai_berlaku
from kinerja.kepegawaian.services import tegaskan as tegaskan_riwayat
from kinerja.skp import queries, services
from kinerja.skp.forms import FormulirSkp, PeriodeForm
from kinerja.skp.views.dasar import alamat, halaman, jalankan


@halaman
def daftar(request: HttpRequest) -> HttpResponse:
    """All SKPs side by side, and a way to begin one for each position that has none."""
    pegawai, pada = pegawai_dari(request.user), timezone.now()
    if pegawai is None:
        return render(request, "skp/daftar.html")
    lama = queries.perlu_ditegaskan(pegawai, pada=pada)
    konteks = {
        "pegawai": pegawai,
        "daftar_skp": queries.daftar_skp(pegawai),
        "daftar_riwayat": queries.riwayat_tanpa_skp(pegawai),
        "ditegaskan": lama,
        "penugasan": penilai_berlaku(lama, pada=pada) if lama else None,
        "tahun_ini": timezone.localtime(pada).year,
    }
    return render(request, "skp/daftar.html", konteks)


@halaman
def tegaskan(request: HttpRequest, riwayat: int) -> HttpResponse:
    """“Masih benar”: last year's position goes on, and the SKP of this year can be begun at once."""
    posisi, pada = _posisi(request, riwayat), timezone.now()
    tahun = timezone.localtime(pada).year
    return jalankan(
        request,
        tegaskan_riwayat,
        posisi,
        FormulirSkp(request.POST or None, versi=posisi.versi),
        berhasil=lambda tanda: f"Jabatan Anda untuk {tahun} ditegaskan. Buat SKP {tahun} di bawah ini.",
        tujuan=lambda tanda: reverse("skp:tambah_skp", args=[tanda.objek_id]),
        templat="skp/tegaskan.html",
        penugasan=penilai_berlaku(posisi, pada=pada),
        tahun_ini=tahun,
    )


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
