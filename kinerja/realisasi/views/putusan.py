"""Two decisions of the penilai with a page of their own: return it for correction, and the one change of a rating."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kinerja.dokumen.acts import Act
from kinerja.dokumen.errors import Ditolak
from kinerja.kalender.models import Tahap
from kinerja.kalender.queries import batas, require_open
from kinerja.realisasi import services
from kinerja.realisasi.forms import KembalikanForm, UbahPenilaianForm
from kinerja.realisasi.forms.dasar import LembarTindakan
from kinerja.realisasi.models import ALASAN_TERPENDEK, KUADRAN, PerubahanPenilaian, Predikat, RealisasiBulanan
from kinerja.realisasi.views.bersama import (
    SESI_BERAKHIR,
    halaman_tindakan,
    isian_titipan,
    sampaikan,
    teruskan_bila_terlarang,
)
from kinerja.realisasi.views.dokumen import harus_berwenang, masa, terlihat
from kinerja.ui.tiket import kedatangan


def _buka(request: HttpRequest, act: Act, pk: int) -> tuple[RealisasiBulanan, datetime]:
    """The report and when the request arrived; whose act it is not is refused before anything is said."""
    realisasi = terlihat(request, pk)
    pada = kedatangan(request, request.POST.get("kunci", "")) if request.method == "POST" else timezone.now()
    harus_berwenang(request, act, realisasi, pada)
    return realisasi, pada


def _periksa(
    act: Act, request: HttpRequest, realisasi: RealisasiBulanan, pada: datetime, tahap: Tahap
) -> None:
    """Before the page is shown: what no typing would mend is said on a page of its own."""
    act.periksa(realisasi, oleh=request.user, pada=pada, **dict.fromkeys(act.wajib, "…"))
    require_open(
        tahap,
        realisasi.nilai_bulan,
        pada=pada,
        perangkat_daerah_id=realisasi.perangkat_daerah_id,
        pegawai_id=realisasi.pegawai_id,
    )


@halaman_tindakan
def kembalikan(request: HttpRequest, pk: int) -> HttpResponse:
    act = services.kembalikan
    realisasi, pada = _buka(request, act, pk)
    form = KembalikanForm(realisasi, request.POST or None)
    status = 200
    if request.method != "POST":
        _periksa(act, request, realisasi, pada, Tahap.PENGISIAN)
        if masa(realisasi, Tahap.PENGISIAN).hari_terakhir(pada):
            raise Ditolak(services.TERLAMBAT_DIKEMBALIKAN)
        form = _dari_titipan(request, realisasi, form)
    elif form.is_valid():
        argumen = {n: form.cleaned_data[n] for n in ("kunci", "versi", "catatan")}
        try:
            tanda = act(realisasi, oleh=request.user, pada=pada, **argumen)
        except Ditolak as penolakan:
            status = _tolak(act, form, penolakan)
        else:
            sampaikan(request, f"Realisasi {realisasi.pegawai} dikembalikan untuk diperbaiki.", tanda)
            return redirect("realisasi:antrean_bulan", realisasi.tahun, realisasi.bulan)
    else:
        status = 422
    isi = {
        "judul": "Kembalikan realisasi",
        "realisasi": terlihat(request, pk) if form.is_bound else realisasi,
        "form": form,
        "batas": batas(masa(realisasi, Tahap.PENGISIAN).kini(pada)),
    }
    return render(request, "realisasi/kembalikan.html", isi, status=status)


@halaman_tindakan
def ubah_penilaian(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked, then shown what it will do, then done: it cannot be done a second time."""
    act = services.ubah_penilaian
    realisasi, pada = _buka(request, act, pk)
    form, status, yakin = UbahPenilaianForm(realisasi, request.POST or None), 200, False
    if request.method != "POST":
        _periksa(act, request, realisasi, pada, Tahap.PENILAIAN)
        if PerubahanPenilaian.objects.filter(realisasi=realisasi).exists():
            raise Ditolak(services.SUDAH_DIUBAH)
        form = _dari_titipan(request, realisasi, form)
    elif not form.is_valid():
        status = 422
    elif "yakin" in request.POST:
        try:
            tanda = act(realisasi, oleh=request.user, pada=pada, **form.argumen)
        except Ditolak as penolakan:
            status = _tolak(act, form, penolakan)
        else:
            sampaikan(request, "Perubahan penilaian tersimpan.", tanda)
            return redirect("realisasi:nilai", pk)
    elif "perbaiki" not in request.POST:
        yakin = form.berubah
        if not yakin:
            form.add_error(None, services.TIDAK_ADA_PERUBAHAN)
            status = 422
    kini = terlihat(request, pk) if form.is_bound else realisasi
    isi = {
        "judul": "Ubah Penilaian",
        "realisasi": kini,
        "form": form,
        "yakin": yakin,
        "batas": batas(masa(realisasi).kini(pada)),
        "terpendek": ALASAN_TERPENDEK,
        "kuadran": [(Predikat(p).label, sel) for sel, p in KUADRAN.items()],
    }
    if yakin:
        sel = form.cleaned_data["rating_hasil"], form.cleaned_data["rating_perilaku"]
        isi["predikat_baru"] = Predikat(KUADRAN[sel]).label
    return render(request, "realisasi/ubah_penilaian.html", isi, status=status)


def _dari_titipan(request: HttpRequest, realisasi: RealisasiBulanan, form: LembarTindakan) -> LembarTindakan:
    """The page with what he sent after his session had ended, if anything waits here."""
    if (data := isian_titipan(request, realisasi.versi)) is None:
        return form
    messages.warning(request, SESI_BERAKHIR)
    return type(form)(realisasi, data)


def _tolak(act: Act, form: LembarTindakan, penolakan: Ditolak) -> int:
    teruskan_bila_terlarang(penolakan)
    form.tolak(act, penolakan)
    return penolakan.status
