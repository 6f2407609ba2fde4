"""The employee's side: the year's list, the grid of a month, the receipt (juknis BAB VI.1)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from kinerja.dokumen.errors import DataBerubah, Ditolak
from kinerja.dokumen.models import Riwayat
from kinerja.kalender.models import Bulan, Tahap
from kinerja.kalender.queries import JendelaTutup, jadwal_untuk
from kinerja.kepegawaian.models import Pegawai
from kinerja.realisasi import services
from kinerja.realisasi.forms import SALIN_SEMUA, RealisasiForm
from kinerja.realisasi.lifecycle import StatusRealisasi
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.realisasi.queries import daftar_bulan, is_usang, isi_baris, tautan_bulan_lalu
from kinerja.realisasi.views.bersama import (
    batas,
    bulan_atau_404,
    bulan_dilaporkan,
    halaman,
    isi_hasil,
    pegawai_atau_404,
    sampaikan,
    teruskan_bila_terlarang,
    tindakan,
)
from kinerja.skp.queries import skp_pemilik_bulan
from kinerja.ui.forms import RUSAK, FormulirTindakan
from kinerja.ui.templatetags.ui import angka

VERSI_BARU = "versi_skp"  # in the receipt of `simpan` when the rows followed the SKP
TAHUN_PERTAMA, TAHUN_TERAKHIR = 2000, 2100


@halaman
def daftar(request: HttpRequest) -> HttpResponse:
    pegawai, pada = pegawai_atau_404(request), timezone.now()
    diminta = request.GET.get("tahun", "")
    sah = diminta.isascii() and diminta.isdigit() and len(diminta) == 4
    tahun = (
        int(diminta) if sah and TAHUN_PERTAMA < int(diminta) < TAHUN_TERAKHIR else bulan_dilaporkan().tahun
    )
    isi = {"judul": f"Realisasi Bulanan {tahun}", "tahun": tahun}
    try:
        isi["daftar"] = daftar_bulan(pegawai, tahun, pada=pada)
    except JendelaTutup as belum_ada:
        isi["tanpa_jadwal"] = str(belum_ada)
    return render(request, "realisasi/daftar.html", isi)


@halaman
def lembar(request: HttpRequest, tahun: int, bulan: int) -> HttpResponse:
    """The month: nothing yet, the draft's grid, or what was submitted and how it was rated."""
    pegawai, bulan_ini = pegawai_atau_404(request), bulan_atau_404(tahun, bulan)
    realisasi = _laporan(pegawai, bulan_ini)
    if realisasi is None or is_usang(realisasi):
        baris = daftar_bulan(pegawai, tahun, pada=timezone.now())[bulan - 1]
        return render(request, "realisasi/belum.html", {"judul": f"Realisasi {bulan_ini}", "baris": baris})
    if realisasi.status == StatusRealisasi.DRAF:
        return _lembar(request, realisasi, _formulir(realisasi))
    isi = isi_hasil(realisasi) | {"judul": f"Realisasi {bulan_ini}", "milik_sendiri": True}
    return render(request, "realisasi/hasil.html", isi)


@tindakan
def isi_realisasi(request: HttpRequest, tahun: int, bulan: int) -> HttpResponse:
    """Open the draft. Opening it twice is no mistake: both taps lead to the same grid."""
    pegawai, bulan_ini = pegawai_atau_404(request), bulan_atau_404(tahun, bulan)
    tujuan = redirect("realisasi:lembar", tahun, bulan)
    form = FormulirTindakan(request.POST)
    if not form.is_valid():
        raise Ditolak(RUSAK)
    lama = _laporan(pegawai, bulan_ini)
    if lama and not is_usang(lama):
        return tujuan
    dibuang = isi_baris(lama.baris_terurut()) if lama else []
    skp = skp_pemilik_bulan(pegawai, bulan_ini)
    if skp is None:
        raise Ditolak(f"Belum ada SKP yang disetujui untuk {bulan_ini}.")
    try:
        services.isi_realisasi(
            skp, oleh=request.user, pada=timezone.now(), kunci=form.cleaned_data["kunci"], bulan=bulan_ini
        )
    except Ditolak:
        ada = _laporan(pegawai, bulan_ini)
        if ada is None or is_usang(ada):
            raise
        return tujuan
    if dibuang:
        isi = "; ".join(map(_sebut_isi, dibuang))
        messages.warning(request, f"Draf dengan SKP sebelumnya tidak dipakai lagi. Isinya: {isi}.")
    return tujuan


def _laporan(pegawai: Pegawai, bulan: Bulan) -> RealisasiBulanan | None:
    laporan = pegawai.daftar_realisasi_bulanan.select_related("versi_skp", "skp")
    return laporan.filter(tahun=bulan.tahun, bulan=bulan.bulan).first()


def _sebut_isi(baris: dict[str, str]) -> str:
    return f"“{baris['indikator']}”: {angka(baris['nilai']) or '-'}, {baris['bukti'] or '-'}"


@tindakan
def simpan(request: HttpRequest, tahun: int, bulan: int) -> HttpResponse:
    realisasi = _milik_sendiri(request, tahun, bulan)
    form = _formulir(realisasi, request.POST)
    if not form.utuh:
        return _lembar(request, realisasi, form, 422)
    bersih = form.cleaned_data
    try:
        tanda = services.simpan(
            realisasi,
            oleh=request.user,
            pada=timezone.now(),
            versi=bersih["versi"],
            kunci=bersih["kunci"],
            **form.isi(),
        )
    except Ditolak as penolakan:
        return _ditolak(request, realisasi, form, services.simpan, penolakan)
    sampaikan(request, "Draf tersimpan.", tanda)
    if VERSI_BARU in tanda.rincian:
        return _baris_diperbarui(request, realisasi, form, tanda)
    if form.errors:
        return _lembar(request, realisasi, form, 422)
    salin = request.POST.get("salin", "")
    jangkar = f"#baris-{salin}" if salin and salin != SALIN_SEMUA and salin.isdigit() else ""
    return redirect(_alamat(realisasi) + jangkar)


@tindakan
def ajukan(request: HttpRequest, tahun: int, bulan: int) -> HttpResponse:
    """First what he typed is stored, then it is submitted: a refusal, or a closed window, costs him nothing.

    Both acts have keys of their own made from his one key, so that the same request sent again after a lost
    answer finds both receipts, or finds the first and goes on from there.
    """
    realisasi = _milik_sendiri(request, tahun, bulan)
    form = _formulir(realisasi, request.POST)
    if not form.utuh:
        return _lembar(request, realisasi, form, 422)
    bersih, pada = form.cleaned_data, timezone.now()
    kunci, konfirmasi = bersih["kunci"], bersih["konfirmasi"]
    try:
        draf = services.simpan(
            realisasi,
            oleh=request.user,
            pada=pada,
            versi=bersih["versi"],
            kunci=f"{kunci}:simpan",
            **form.isi(),
        )
    except Ditolak as penolakan:
        return _ditolak(request, realisasi, form, services.simpan, penolakan)
    if form.errors or VERSI_BARU in draf.rincian:
        sampaikan(request, "Draf tersimpan, tetapi belum diajukan.", draf)
        if VERSI_BARU in draf.rincian:
            return _baris_diperbarui(request, realisasi, form, draf)
        return _lembar(request, realisasi, form, 422)
    try:
        tanda = services.ajukan(
            realisasi, oleh=request.user, pada=pada, versi=draf.versi, kunci=kunci, konfirmasi=konfirmasi
        )
    except Ditolak as penolakan:
        sampaikan(request, "Draf tersimpan, tetapi belum diajukan.", draf)
        return _ditolak(request, realisasi, form, services.ajukan, penolakan)
    sampaikan(request, "Realisasi berhasil diajukan.", tanda)
    return redirect(_alamat(realisasi))


def _milik_sendiri(request: HttpRequest, tahun: int, bulan: int) -> RealisasiBulanan:
    """One's own month: the address has no key by which another's could be named."""
    bulan_atau_404(tahun, bulan)
    laporan = pegawai_atau_404(request).daftar_realisasi_bulanan.select_related("versi_skp")
    return get_object_or_404(laporan, tahun=tahun, bulan=bulan)


def _baris_diperbarui(request, realisasi, form: RealisasiForm, tanda: Riwayat) -> HttpResponse:
    """The rows followed a newer version of the SKP: say so, and keep the cells that could not be read."""
    isi = tanda.rincian
    kalimat = (
        f"SKP Anda direvisi sejak draf ini dibuka, jadi barisnya diperbarui menurut versi {isi[VERSI_BARU]}. "
        f"Indikator baru: {isi['baris_baru']}."
    )
    for lepas in isi["baris_lepas"]:
        kalimat += f" “{lepas['indikator']}” tidak ada lagi; isinya: {angka(lepas['nilai']) or '-'}, {lepas['bukti'] or '-'}."
    messages.warning(request, kalimat)
    if not form.errors:
        return redirect(_alamat(realisasi))
    kolom = _formulir(realisasi).fields
    data = {nama: nilai for nama, nilai in request.POST.items() if nama in kolom}
    return _lembar(request, realisasi, _formulir(realisasi, data), 422)


def _formulir(realisasi: RealisasiBulanan, data=None) -> RealisasiForm:
    return RealisasiForm(realisasi, realisasi.baris_terurut(), data, tautan_lalu=tautan_bulan_lalu(realisasi))


def _ditolak(request, realisasi, form: RealisasiForm, act, penolakan: Ditolak) -> HttpResponse:
    teruskan_bila_terlarang(penolakan)
    form.tolak(act, penolakan)
    realisasi = RealisasiBulanan.objects.select_related("skp", "versi_skp").get(pk=realisasi.pk)
    if isinstance(penolakan, DataBerubah):
        form.tandai_tersimpan()
    return _lembar(request, realisasi, form, penolakan.status)


def _lembar(request, realisasi: RealisasiBulanan, form: RealisasiForm, status=200) -> HttpResponse:
    jadwal = jadwal_untuk(realisasi.nilai_bulan, realisasi.perangkat_daerah_id)
    isi = {
        "judul": f"Realisasi {realisasi.nilai_bulan}",
        "realisasi": realisasi,
        "form": form,
        "dapat_disunting": realisasi.status == StatusRealisasi.DRAF,
        "buka": jadwal.jendela(Tahap.PENGISIAN).memuat(timezone.now()),
        "batas": batas(jadwal.batas_isi),
        "salin_semua": SALIN_SEMUA if form.tautan_lalu else "",
    }
    return render(request, "realisasi/lembar.html", isi, status=status)


def _alamat(realisasi: RealisasiBulanan) -> str:
    return reverse("realisasi:lembar", args=[realisasi.tahun, realisasi.bulan])
