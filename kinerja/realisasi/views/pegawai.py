"""The employee's side: the year's list, the grid of a month, the receipt (juknis BAB VI.1)."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from kinerja.aktivitas.queries import jumlah_per_indikator
from kinerja.dokumen.errors import DataBerubah, Ditolak
from kinerja.dokumen.models import Riwayat
from kinerja.kalender.models import Bulan, Tahap
from kinerja.kalender.queries import JendelaTutup, Kalender, Masa, batas, require_open, waktu
from kinerja.kepegawaian.models import Pegawai
from kinerja.realisasi import services
from kinerja.realisasi.forms import SALIN_SEMUA, RealisasiForm
from kinerja.realisasi.lifecycle import StatusRealisasi
from kinerja.realisasi.models import RealisasiBulanan, RealisasiIndikator
from kinerja.realisasi.queries import daftar_bulan, is_usang, isi_baris, tautan_bulan_lalu
from kinerja.realisasi.queries.bulan import pergeseran, tanda_terima_pengajuan, terakhir_dikembalikan
from kinerja.realisasi.queries.tanda_terima import data_tanda_terima
from kinerja.realisasi.views.bersama import (
    bulan_atau_404,
    bulan_dilaporkan,
    halaman,
    halaman_tindakan,
    isi_hasil,
    pegawai_atau_404,
    sampaikan,
    teruskan_bila_terlarang,
    tindakan,
)
from kinerja.skp.queries import skp_pemilik_bulan
from kinerja.ui.forms import RUSAK, FormulirTindakan
from kinerja.ui.pdf import jawaban_pdf
from kinerja.ui.templatetags.ui import angka
from kinerja.ui.tiket import kedatangan
from kinerja.ui.titipan import ambil_titipan

# In the receipt of `simpan`: the rows followed the SKP, or there is now one for “tugas kedinasan lain”.
VERSI_BARU, KEDINASAN_LAIN = "versi_skp", "kedinasan_lain"
DIAJUKAN = "realisasi.diajukan"
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
    realisasi, pada = _laporan(pegawai, bulan_ini), timezone.now()
    judul = f"Realisasi {bulan_ini}"
    if realisasi is None or is_usang(realisasi):
        baris = daftar_bulan(pegawai, tahun, pada=pada)[bulan - 1]
        return render(request, "realisasi/belum.html", {"judul": judul, "baris": baris})
    if realisasi.status == StatusRealisasi.DRAF:
        return _lembar(request, realisasi, _terisi_kembali(request, realisasi))
    isi = isi_hasil(realisasi) | {"judul": judul, "milik_sendiri": True}
    if realisasi.status in (StatusRealisasi.TIDAK_LAPOR, StatusRealisasi.TIDAK_DINILAI):
        isi["baris"] = daftar_bulan(pegawai, tahun, pada=pada)[bulan - 1]
    isi["pengajuan"] = next((t for t in isi["daftar_tanda_terima"][::-1] if t.jenis == DIAJUKAN), None)
    _sertakan_aktivitas(isi["daftar"], realisasi)
    isi["dapat_ditarik"] = _dapat_ditarik(request, realisasi, pada)
    return render(request, "realisasi/hasil.html", isi)


@tindakan
def isi_realisasi(request: HttpRequest, tahun: int, bulan: int) -> HttpResponse:
    """Open the draft, or open it again. Doing it twice is no mistake: both taps lead to the same grid."""
    pegawai, bulan_ini = pegawai_atau_404(request), bulan_atau_404(tahun, bulan)
    tujuan = redirect("realisasi:lembar", tahun, bulan)
    form = FormulirTindakan(request.POST)
    if not form.is_valid():
        raise Ditolak(RUSAK)
    lama = _laporan(pegawai, bulan_ini)
    dipakai = lama is not None and not is_usang(lama)
    if dipakai and lama.status != StatusRealisasi.TIDAK_LAPOR:
        return tujuan
    dibuang = isi_baris(lama.baris_terurut()) if lama and not dipakai else []
    skp = skp_pemilik_bulan(pegawai, bulan_ini)
    if skp is None and not dipakai:
        raise Ditolak(f"Belum ada SKP yang disetujui untuk {bulan_ini}.")
    kunci = form.cleaned_data["kunci"]
    bersama = {"oleh": request.user, "pada": kedatangan(request, kunci), "kunci": kunci}
    try:
        if dipakai:
            services.buka_pengisian(lama, **bersama)
        else:
            services.isi_realisasi(skp, bulan=bulan_ini, **bersama)
    except Ditolak:
        ada = _laporan(pegawai, bulan_ini)
        if ada is None or is_usang(ada) or ada.status == StatusRealisasi.TIDAK_LAPOR:
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
    return f"“{baris['indikator']}”: {_terbaca(baris['nilai'])}, {baris['bukti'] or '-'}"


def _terbaca(nilai: str) -> str:
    return angka(nilai) or nilai or "-"


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
            pada=kedatangan(request, bersih["kunci"]),
            versi=bersih["versi"],
            kunci=bersih["kunci"],
            **form.isi(),
        )
    except Ditolak as penolakan:
        return _ditolak(request, realisasi, form, services.simpan, penolakan)
    sampaikan(request, "Draf tersimpan.", tanda)
    if _baris_berganti(tanda):
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
    bersih = form.cleaned_data
    kunci, konfirmasi = bersih["kunci"], bersih["konfirmasi"]
    # What we were too busy to take in time, and was sent again by our own page, is in time.
    pada = kedatangan(request, kunci)
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
    if form.errors or _baris_berganti(draf):
        sampaikan(request, "Draf tersimpan, tetapi belum diajukan.", draf)
        if _baris_berganti(draf):
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
    laporan = pegawai_atau_404(request).daftar_realisasi_bulanan.select_related("versi_skp", "skp")
    return get_object_or_404(laporan, tahun=tahun, bulan=bulan)


@halaman
def tanda_terima(request: HttpRequest, tahun: int, bulan: int) -> HttpResponse:
    """The receipt of a submission to keep, also long afterwards."""
    realisasi = _milik_sendiri(request, tahun, bulan)
    tanda = tanda_terima_pengajuan(realisasi) if realisasi.diajukan_pada else None
    if tanda is None:
        raise Http404("Realisasi ini belum diajukan.")
    nama = f"tanda-terima-realisasi-{tahun}-{bulan:02d}-{tanda.nomor}.pdf"
    return jawaban_pdf("cetak/tanda_terima.typ", data_tanda_terima(realisasi, tanda), nama_berkas=nama)


@halaman_tindakan
def tarik_kembali(request: HttpRequest, tahun: int, bulan: int) -> HttpResponse:
    """Asked for on a page of its own, which says what it means; until it is rated, inside the window."""
    realisasi, act = _milik_sendiri(request, tahun, bulan), services.tarik_kembali
    if request.method != "POST":
        pada = timezone.now()
        act.periksa(realisasi, oleh=request.user, pada=pada)
        sasaran = {
            "perangkat_daerah_id": realisasi.perangkat_daerah_id,
            "pegawai_id": realisasi.pegawai_id,
        }
        masa = require_open(Tahap.PENGISIAN, realisasi.nilai_bulan, pada=pada, **sasaran)
        isi = {
            "judul": f"Tarik kembali realisasi {realisasi.nilai_bulan}",
            "realisasi": realisasi,
            "batas": batas(masa.kini(pada)),
        }
        return render(request, "realisasi/tarik_kembali.html", isi)
    form = FormulirTindakan(request.POST)
    if not form.is_valid():
        raise Ditolak(RUSAK)
    tanda = act(
        realisasi, oleh=request.user, pada=kedatangan(request, form.cleaned_data["kunci"]), **form.argumen
    )
    sampaikan(
        request,
        "Realisasi ditarik kembali dan menjadi draf lagi. Ajukan lagi sebelum batas pengisian.",
        tanda,
    )
    return redirect(_alamat(realisasi))


def _dapat_ditarik(request: HttpRequest, realisasi: RealisasiBulanan, pada) -> bool:
    boleh = settings.TARIK_KEMBALI and services.tarik_kembali.boleh(realisasi, oleh=request.user, pada=pada)
    return boleh and _masa(realisasi).memuat(pada)


def _baris_berganti(tanda: Riwayat) -> bool:
    return not {VERSI_BARU, KEDINASAN_LAIN}.isdisjoint(tanda.rincian)


def _terisi_kembali(request: HttpRequest, realisasi: RealisasiBulanan) -> RealisasiForm:
    """The draft; and what he had sent when his session was over, if it is of this very report."""
    form, titipan = _formulir(realisasi), ambil_titipan(request)
    sel = {n for n in titipan or () if n.startswith(("nilai_", "bukti_"))}
    if not sel or not sel <= form.fields.keys():
        return form
    form = _formulir(realisasi, titipan)
    form.full_clean()
    for nama in ("kunci", "versi"):
        form.errors.pop(nama, None)
    form.tandai_tersimpan()
    messages.warning(
        request,
        "Sesi Anda berakhir sebelum isian ini sampai. Isian Anda dipulihkan di bawah, tetapi belum tersimpan: "
        "periksa, lalu simpan atau ajukan.",
    )
    return form


def _baris_diperbarui(request, realisasi, form: RealisasiForm, tanda: Riwayat) -> HttpResponse:
    """The rows followed the SKP or the activities: say so, and keep the cells that could not be read."""
    messages.warning(request, _kalimat_berganti(tanda.rincian))
    if not form.errors:
        return redirect(_alamat(realisasi))
    kolom = _formulir(realisasi).fields
    data = {nama: nilai for nama, nilai in request.POST.items() if nama in kolom}
    return _lembar(request, realisasi, _formulir(realisasi, data), 422)


def _kalimat_berganti(isi: dict) -> str:
    kalimat = []
    if VERSI_BARU in isi:
        kalimat.append(
            f"SKP Anda direvisi sejak draf ini dibuka, jadi barisnya diperbarui menurut versi {isi[VERSI_BARU]}. "
            f"Indikator baru: {isi['baris_baru']}."
        )
        kalimat += [
            f"“{lepas['indikator']}” tidak ada lagi; isinya: {_terbaca(lepas['nilai'])}, {lepas['bukti'] or '-'}."
            for lepas in isi["baris_lepas"]
        ]
    if KEDINASAN_LAIN in isi:
        kalimat.append(
            "Ada aktivitas tugas kedinasan lain bulan ini, jadi barisnya ditambahkan di bawah. Isi realisasinya."
        )
    return " ".join(kalimat)


def _formulir(realisasi: RealisasiBulanan, data=None) -> RealisasiForm:
    tautan_lalu = partial(tautan_bulan_lalu, realisasi)
    return RealisasiForm(realisasi, realisasi.baris_terurut(), data, tautan_lalu=tautan_lalu)


def _ditolak(request, realisasi, form: RealisasiForm, act, penolakan: Ditolak) -> HttpResponse:
    teruskan_bila_terlarang(penolakan)
    form.tolak(act, penolakan)
    realisasi = RealisasiBulanan.objects.select_related("skp", "versi_skp").get(pk=realisasi.pk)
    if isinstance(penolakan, DataBerubah):
        form.tandai_tersimpan()
    return _lembar(request, realisasi, form, penolakan.status)


def _lembar(request, realisasi: RealisasiBulanan, form: RealisasiForm, status=200) -> HttpResponse:
    pada, draf = timezone.now(), realisasi.status == StatusRealisasi.DRAF
    kalender = _kalender(realisasi)
    sasaran = (realisasi.nilai_bulan, realisasi.perangkat_daerah_id, realisasi.pegawai_id)
    masa = kalender.masa(Tahap.PENGISIAN, *sasaran)
    jumlah = _sertakan_aktivitas(form.daftar, realisasi)
    form.sertakan_tautan_lalu()
    isi = {
        "judul": f"Realisasi {realisasi.nilai_bulan}",
        "realisasi": realisasi,
        "form": form,
        "dapat_disunting": draf,
        "buka": masa.memuat(pada),
        "belum_mulai": waktu(masa.kini(pada).mulai) if pada < masa.kini(pada).mulai else "",
        "batas": batas(masa.kini(pada)),
        "pergeseran": list(pergeseran(Tahap.PENGISIAN, masa, kalender.pembukaan(*sasaran), pada)),
        "dikembalikan": terakhir_dikembalikan(realisasi) if draf else None,
        "jumlah_aktivitas": sum(jumlah.values()),
        "tanpa_baris": sum(jumlah.values()) - sum(b.jumlah_aktivitas for b in form.daftar),
        "salin_semua": SALIN_SEMUA if form.tautan_lalu else "",
    }
    return render(request, "realisasi/lembar.html", isi, status=status)


def _sertakan_aktivitas(daftar: list[RealisasiIndikator], realisasi: RealisasiBulanan) -> dict[int, int]:
    """Beside each row its activities: those of now while it is a draft, else the number that was frozen."""
    alamat = reverse("aktivitas:daftar", args=[realisasi.tahun, realisasi.bulan])
    jumlah = {b.indikator_id: b.jumlah_aktivitas for b in daftar}
    if realisasi.diajukan_pada is None:
        jumlah = jumlah_per_indikator(realisasi.skp, realisasi.nilai_bulan)
    for baris in daftar:
        baris.jumlah_aktivitas = jumlah.get(baris.indikator_id, 0)
        baris.tautan_aktivitas = f"{alamat}?indikator={baris.indikator_id}"
    return jumlah


def _kalender(realisasi: RealisasiBulanan) -> Kalender:
    return Kalender([(realisasi.nilai_bulan, realisasi.perangkat_daerah_id)])


def _masa(realisasi: RealisasiBulanan) -> Masa:
    sasaran = (realisasi.nilai_bulan, realisasi.perangkat_daerah_id, realisasi.pegawai_id)
    return _kalender(realisasi).masa(Tahap.PENGISIAN, *sasaran)


def _alamat(realisasi: RealisasiBulanan) -> str:
    return reverse("realisasi:lembar", args=[realisasi.tahun, realisasi.bulan])
