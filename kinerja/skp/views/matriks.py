"""Matriks Peran Hasil: the pimpinan sees who contributes what to his results, and assigns; others only read it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kinerja.akun.permissions import lihat_semua
from kinerja.dokumen.errors import AksesDitolak
from kinerja.kepegawaian.permissions import AUDIT, VERIFIKASI, is_pemilik, wilayah
from kinerja.skp import queries, services
from kinerja.skp.forms import HapusForm, TugaskanForm
from kinerja.skp.models import PenugasanHasil, Skp
from kinerja.skp.views.dasar import ambil_skp, halaman, jalankan
from kinerja.ui.pdf import jawaban_pdf

TEMPLAT = "skp/matriks_tindakan.html"
BUKAN_MILIKNYA = "Matriks peran hasil hanya dapat dibuka pemilik SKP ini serta verifikatur dan auditor perangkat daerahnya."


def bacaan(view: Callable) -> Callable:
    return login_required(never_cache(require_safe(view)))


@bacaan
def matriks(request: HttpRequest, pk: int) -> HttpResponse:
    skp = _skp_matriks(request, pk)
    pada = timezone.now()
    konteks = {
        "skp": skp,
        "matriks": queries.susun_matriks(skp, oleh=request.user, pada=pada),
        "pemilik": is_pemilik(request.user, skp, pada),
        "menugaskan": services.tugaskan.boleh(skp, oleh=request.user, pada=pada),
    }
    return render(request, "skp/matriks.html", konteks)


@bacaan
def cetak_matriks(request: HttpRequest, pk: int) -> HttpResponse:
    skp, pada = _skp_matriks(request, pk), timezone.now()
    isi = queries.data_matriks(queries.susun_matriks(skp, oleh=request.user, pada=pada), pada=pada)
    nama = f"matriks-peran-hasil-{skp.tahun}-{skp.pegawai.nip or skp.pk}.pdf"
    return jawaban_pdf("cetak/matriks.typ", isi, nama_berkas=nama, di_tempat=True)


def _skp_matriks(request: HttpRequest, pk: int) -> Skp:
    """Whoever sees the SKP by territory, and its owner; his own penilai reads the SKP, not what is below it."""
    skp = ambil_skp(request, pk)
    if not boleh_lihat_matriks(request.user, skp, timezone.now()):
        raise AksesDitolak(BUKAN_MILIKNYA)
    return skp


def boleh_lihat_matriks(pengguna, skp: Skp, pada: datetime) -> bool:
    daerah = (wilayah(pengguna, izin, pada=pada) for izin in (VERIFIKASI, AUDIT))
    berwilayah = lihat_semua(pengguna) or any(skp.perangkat_daerah_id in satu for satu in daerah)
    return is_pemilik(pengguna, skp, pada) or berwilayah


@halaman
def tugaskan(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: at once. Several: shown first, then one act each."""
    skp, pada = ambil_skp(request, pk), timezone.now()
    form = TugaskanForm(request.POST or None, skp=skp, pada=pada, dari=request.GET)
    konteks = {"judul": "Tugaskan hasil kerja", "tombol": "Tugaskan"}
    if request.method == "POST" and services.tugaskan.boleh(skp, oleh=request.user, pada=pada):
        if "ubah" in request.POST:
            return render(request, TEMPLAT, {"form": form, "objek": skp, **konteks})
        if "konfirmasi" not in request.POST and form.is_valid() and len(form.cleaned_data["pegawai"]) > 1:
            konteks |= {"judul": "Periksa sebelum menugaskan", "ditinjau": _tinjauan(form)}
            return render(request, TEMPLAT, {"form": form, "objek": skp, **konteks})

    def berhasil(hasil: services.HasilTugaskan) -> str:
        nama = [form.nama[tanda.rincian["pegawai"]] for tanda in hasil.berhasil]
        kepada = nama[0] if len(nama) == 1 else f"{len(nama)} pegawai ({'; '.join(nama)})"
        nomor = ", ".join(str(tanda.nomor) for tanda in hasil.berhasil)
        return f"Ditugaskan kepada {kepada}, sebagai usulan di SKP-nya. Nomor tanda terima {nomor}."

    def sesudah(hasil: services.HasilTugaskan) -> None:
        for siapa, penolakan in hasil.ditolak:
            messages.warning(request, f"{form.nama[siapa]}: {penolakan}")

    return jalankan(
        request,
        services.tugaskan_beberapa,
        skp,
        form,
        berhasil=berhasil,
        sesudah=sesudah,
        tujuan=lambda hasil: _alamat(skp, hasil.berhasil[0].rincian["pegawai"]),
        templat=TEMPLAT,
        **konteks,
    )


def _tinjauan(form: TugaskanForm) -> dict:
    """What would happen, before it does."""
    bersih = form.cleaned_data
    rhk = form.daftar_rhk[bersih["rhk"]]
    sudah = queries.sudah_mendapat(rhk, bersih["uraian"].strip())
    daftar = [(form.nama[siapa], siapa in sudah) for siapa in bersih["pegawai"]]
    return {"rhk": rhk, "uraian": bersih["uraian"], "jenis": bersih["jenis"], "daftar": daftar}


@halaman
def batal_tugaskan(request: HttpRequest, pk: int, penugasan: int) -> HttpResponse:
    skp = ambil_skp(request, pk)
    daftar = PenugasanHasil.objects.filter(rhk_atasan__skp=skp).select_related("pegawai")
    # A POST goes on without it: the same withdrawal sent twice has its stored answer.
    baris = (
        daftar.filter(pk=penugasan).first()
        if request.method == "POST"
        else get_object_or_404(daftar, pk=penugasan)
    )
    return jalankan(
        request,
        services.batal_tugaskan,
        skp,
        HapusForm(request.POST or None, versi=skp.versi),
        isi={"penugasan": penugasan},
        berhasil=lambda tanda: f"Penugasan “{tanda.rincian['uraian'][:60]}” ditarik.",
        tujuan=lambda tanda: _alamat(skp, tanda.rincian["pegawai"]),
        templat=TEMPLAT,
        judul="Tarik penugasan?",
        tombol="Tarik",
        bahaya=True,
        dihapus=baris,
        penjelasan=f"Penugasan ini tidak lagi ditawarkan kepada {baris.pegawai if baris else 'pegawai itu'}.",
    )


def _alamat(skp: Skp, pegawai: int) -> str:
    return f"{reverse('skp:matriks', args=[skp.pk])}#pegawai-{pegawai}"
