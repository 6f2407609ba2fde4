"""The penilai's side: his people of a month, and one person's rating in two steps (juknis BAB VI.2-3)."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime

from django.contrib import messages
from django.core.cache import cache
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from kinerja.dokumen.acts import Act
from kinerja.dokumen.errors import AksesDitolak, DataBerubah, Ditolak
from kinerja.dokumen.models import Riwayat
from kinerja.kalender.models import Bulan, Tahap
from kinerja.kalender.queries import Masa, batas, masa_untuk
from kinerja.realisasi import services
from kinerja.realisasi.forms import UMPAN_BALIK_SIAP, HasilKerjaForm, PerilakuForm
from kinerja.realisasi.forms.penilaian import PenilaianForm
from kinerja.realisasi.lifecycle import StatusRealisasi
from kinerja.realisasi.models import PerubahanPenilaian, Rating, RealisasiBulanan
from kinerja.realisasi.queries import antrean_penilai, daftar_nilai_perilaku, menunggu_penilaian
from kinerja.realisasi.queries.antrean import (
    BarisAntrean,
    baris_bawahan,
    bukan_gilirannya,
    menunggu_bawahan,
    ringkas,
)
from kinerja.realisasi.queries.umpan_balik import frasa_umpan_balik
from kinerja.realisasi.views.bersama import (
    SESI_BERAKHIR,
    bulan_atau_404,
    bulan_dilaporkan,
    halaman,
    isi_hasil,
    isian_titipan,
    pegawai_atau_404,
    sampaikan,
    teruskan_bila_terlarang,
    tindakan,
)
from kinerja.realisasi.views.dokumen import harus_berwenang, langkah, masa, pembuka, terlihat
from kinerja.skp.views.menu import berpegawai, dinilai
from kinerja.ui.tiket import kedatangan

PER_HALAMAN = 100
INGAT_DETIK = 60


def jumlah_menunggu(request: HttpRequest) -> int:
    if not hasattr(request, "_menunggu"):
        request._menunggu = menunggu_penilaian(request.user).count() if berpegawai(request) else 0
    return request._menunggu


def tampil_menu(request: HttpRequest) -> bool:
    """Who rates somebody now, or still holds what was submitted to him before he moved."""
    return bool(dinilai(request)) or jumlah_menunggu(request) > 0


# --- the queue ------------------------------------------------------------------------------------------------------


@halaman
def antrean(request: HttpRequest, tahun: int | None = None, bulan: int | None = None) -> HttpResponse:
    diri = pegawai_atau_404(request)
    bulan_ini = bulan_dilaporkan() if tahun is None else bulan_atau_404(tahun, bulan)
    pada = timezone.now()
    antrean = antrean_penilai(request.user, bulan_ini, dinilai=dinilai(request), pada=pada)
    daftar, request._menunggu = antrean.daftar, len(antrean.menunggu)
    penilaian = _masa_terbanyak(daftar, bulan_ini, diri.perangkat_daerah_id)
    jendela, lembar = (
        penilaian.kini(pada),
        Paginator(daftar, PER_HALAMAN).get_page(request.GET.get("halaman")),
    )
    menunggu, selesai = sum(b.menunggu for b in daftar), sum(b.selesai for b in daftar)
    isi = {
        "judul": f"Penilaian Realisasi {bulan_ini}",
        "bulan": bulan_ini,
        "halaman": lembar,
        "dapat_dipilih": sum(b.dapat_dinilai and b.menunggu for b in lembar),
        "semua": "semua" in request.GET,
        "bulan_lain": antrean.bulan_lain,
        "menunggu": menunggu,
        "selesai": selesai,
        "belum": len(daftar) - menunggu - selesai,
        "batas": batas(jendela),
        "buka": penilaian.memuat(pada),
        "belum_mulai": pada < jendela.mulai,
        "sisa": ringkas(jendela.selesai - pada) if penilaian.memuat(pada) else "",
        "bawahan": _jumlah_bawahan(request) if dinilai(request) else 0,
        "sebelum": _tetangga(bulan_ini, -1),
        "berikut": _tetangga(bulan_ini, 1),
    }
    return render(request, "realisasi/antrean.html", isi)


def _masa_terbanyak(daftar: list[BarisAntrean], bulan: Bulan, opd: int) -> Masa:
    """The window of most of his people stands above the list; whose differs has it beside the name."""
    if not daftar:
        return masa_untuk(Tahap.PENILAIAN, bulan, perangkat_daerah_id=opd, pegawai_id=None)
    hitungan = Counter(b.batas_nilai for b in daftar)
    terbanyak = hitungan.most_common(1)[0][0]
    for baris in daftar:
        baris.batas_lain = baris.batas_nilai if baris.batas_nilai != terbanyak else ""
    return next(b.penilaian for b in daftar if b.batas_nilai == terbanyak)


def _jumlah_bawahan(request: HttpRequest) -> int:
    """How many reports wait for those whom he rates; a number beside a link, so a minute old is new enough."""
    return cache.get_or_set(
        f"realisasi:bawahan:{request.user.pk}",
        lambda: menunggu_bawahan(request.user, dinilai=dinilai(request)).count(),
        INGAT_DETIK,
    )


def _tetangga(bulan: Bulan, langkah: int) -> Bulan | None:
    try:
        return bulan.geser(langkah)
    except ValueError:
        return None


# --- one person's rating ----------------------------------------------------------------------------------------------


@halaman
def nilai(request: HttpRequest, pk: int) -> HttpResponse:
    """The step that is due, if it is his to take; else what there is to read."""
    realisasi, pada = terlihat(request, pk), timezone.now()
    penilaian = masa(realisasi)
    if act := langkah(request, realisasi, penilaian, pada):
        form = _titipan(request, realisasi, act) or FORMULIR[act](
            realisasi, rating=request.GET.get("rating", "")
        )
        return _formulir(request, realisasi, act, form)
    milik_sendiri = realisasi.pegawai.pengguna_id == request.user.pk
    isi = isi_hasil(realisasi) | {
        "judul": f"Realisasi {realisasi.nilai_bulan}",
        "milik_sendiri": milik_sendiri,
        "berikutnya": None if milik_sendiri else _berikutnya(request, realisasi, pada),
        "ubah_sampai": _ubah_sampai(request, realisasi, penilaian, pada),
        "bukan_giliran": _bukan_giliran(request, realisasi, penilaian, pada),
    }
    return render(request, "realisasi/hasil.html", isi)


def _bukan_giliran(request: HttpRequest, realisasi: RealisasiBulanan, penilaian: Masa, pada: datetime) -> str:
    """Why he reads here and does not rate, though he is of the rating side."""
    act = services.nilai_perilaku
    if not penilaian.memuat(pada) or not act.boleh(realisasi, oleh=request.user, pada=pada):
        return ""
    return bukan_gilirannya(realisasi, request.user.pegawai, penilaian, pada)


def _titipan(request: HttpRequest, realisasi: RealisasiBulanan, act: Act) -> PenilaianForm | None:
    """What he sent after his session had ended, to be looked at and sent again; only if it is of this step."""
    if (data := isian_titipan(request, realisasi.versi)) is None:
        return None
    form = FORMULIR[act](realisasi, data, sementara=True)
    if not any(f"umpan_balik_{kunci}" in data for kunci in form.baris):
        return None
    messages.warning(request, SESI_BERAKHIR)
    return form


def _berikutnya(request: HttpRequest, realisasi: RealisasiBulanan, pada: datetime) -> RealisasiBulanan | None:
    """Who waits longest for him; for the superior on the last day, who waits longest for whom he stood in."""
    if satu := menunggu_penilaian(request.user).exclude(pk=realisasi.pk).first():
        return satu
    if not realisasi.oleh_atasan or realisasi.dinilai_oleh.pengguna_id != request.user.pk:
        return None
    lagi = (
        menunggu_bawahan(request.user, dinilai=dinilai(request))
        .filter(penilai=realisasi.penilai)
        .exclude(pk=realisasi.pk)
    )
    return next((b.realisasi for b in baris_bawahan(lagi[:1], pada=pada) if b.dapat_dinilai), None)


def _ubah_sampai(request: HttpRequest, realisasi: RealisasiBulanan, penilaian: Masa, pada: datetime) -> str:
    """Until when he may change the rating; empty when he may not, so that there is no button."""
    boleh = (
        penilaian.memuat(pada)
        and services.ubah_penilaian.boleh(realisasi, oleh=request.user, pada=pada)
        and not PerubahanPenilaian.objects.filter(realisasi=realisasi).exists()
    )
    return batas(penilaian.kini(pada)) if boleh else ""


@tindakan
def nilai_hasil_kerja(request: HttpRequest, pk: int) -> HttpResponse:
    return _nilai(request, pk, services.nilai_hasil_kerja, "Penilaian hasil kerja tersimpan.")


@tindakan
def nilai_perilaku(request: HttpRequest, pk: int) -> HttpResponse:
    return _nilai(request, pk, services.nilai_perilaku, "Penilaian selesai.")


def _nilai(request: HttpRequest, pk: int, act: Act, kalimat: str) -> HttpResponse:
    realisasi, pada = terlihat(request, pk), kedatangan(request, request.POST.get("kunci", ""))
    _harus_giliran(request, act, realisasi, pada)
    form = FORMULIR[act](realisasi, request.POST)
    if not form.is_valid():
        return _formulir(request, realisasi, act, form, 422)
    try:
        argumen = form.argumen
        if dibuka := _buka(request, realisasi, form, pada):
            argumen["versi"] = dibuka.versi
        tanda = act(realisasi, oleh=request.user, pada=pada, **argumen)
    except Ditolak as penolakan:
        return _ditolak(request, pk, act, act, form, penolakan)
    sampaikan(request, kalimat, tanda)
    return redirect("realisasi:nilai", pk)


@tindakan
def simpan_umpan_balik(request: HttpRequest, pk: int) -> HttpResponse:
    """The texts are kept to go on later; nothing is rated. The rating he has ticked comes back with the page."""
    realisasi, pada = terlihat(request, pk), kedatangan(request, request.POST.get("kunci", ""))
    act = services.simpan_umpan_balik
    _harus_giliran(request, act, realisasi, pada)
    tahap = services.nilai_hasil_kerja if _memuat_baris(request.POST) else services.nilai_perilaku
    form = FORMULIR[tahap](realisasi, request.POST, sementara=True)
    if langkah(request, realisasi, masa(realisasi), pada) is not tahap:
        return _ditolak(request, pk, tahap, act, form, DataBerubah())
    if not form.is_valid():
        return _formulir(request, realisasi, tahap, form, 422)
    semua = form.cleaned_data["semua"].strip() if "isi_semua" in request.POST else ""
    try:
        versi = form.cleaned_data["versi"]
        if dibuka := _buka(request, realisasi, form, pada):
            versi = dibuka.versi
        tanda = act(
            realisasi,
            oleh=request.user,
            pada=pada,
            versi=versi,
            kunci=form.cleaned_data["kunci"],
            **form.simpanan(semua),
        )
    except Ditolak as penolakan:
        return _ditolak(request, pk, tahap, act, form, penolakan)
    sampaikan(request, "Umpan balik tersimpan. Penilaian belum diberikan.", tanda)
    rating = form.cleaned_data["rating"]
    return redirect(
        reverse("realisasi:nilai", args=[pk]) + (f"?rating={rating}" if rating in Rating.values else "")
    )


def _memuat_baris(data) -> bool:
    """Which of the two pages was sent: rows of results are named by number, values by code."""
    return any(re.fullmatch(r"umpan_balik_[0-9]+", nama) for nama in data)


def _harus_giliran(request: HttpRequest, act: Act, realisasi: RealisasiBulanan, pada: datetime) -> None:
    """His to do at all, and for the superior: by now. A window that is over is said by the act, beside the form."""
    harus_berwenang(request, act, realisasi, pada)
    penilaian = masa(realisasi)
    if penilaian.memuat(pada) and (
        sebab := bukan_gilirannya(realisasi, request.user.pegawai, penilaian, pada)
    ):
        raise AksesDitolak(sebab)


def _buka(
    request: HttpRequest, realisasi: RealisasiBulanan, form: PenilaianForm, pada: datetime
) -> Riwayat | None:
    """What the clock had closed is opened first, by an act and a receipt of its own."""
    if not (act := pembuka(realisasi)):
        return None
    bersih = form.cleaned_data
    return act(
        realisasi, oleh=request.user, pada=pada, versi=bersih["versi"], kunci=f"{bersih['kunci']}:buka"
    )


def _ditolak(request, pk: int, tahap: Act, act: Act, form: PenilaianForm, penolakan: Ditolak) -> HttpResponse:
    teruskan_bila_terlarang(penolakan)
    form.tolak(act, penolakan)
    return _formulir(request, terlihat(request, pk), tahap, form, penolakan.status)


def _formulir(
    request, realisasi: RealisasiBulanan, act: Act, form: PenilaianForm, status=200
) -> HttpResponse:
    pada, penilaian = timezone.now(), masa(realisasi)
    hasil_kerja = act is services.nilai_hasil_kerja
    giliran = langkah(request, realisasi, penilaian, pada) is act
    isi = {
        "judul": f"{'Hasil Kerja' if hasil_kerja else 'Perilaku Kerja'} {realisasi.nilai_bulan}",
        "realisasi": realisasi,
        "form": form,
        "saran": _saran(request, realisasi, perilaku=not hasil_kerja),
        "batas": batas(penilaian.kini(pada)),
        "buka": penilaian.memuat(pada),
        "giliran": giliran,
        "atasan": realisasi.penilai_id != request.user.pegawai.pk,
        "dapat_dikembalikan": giliran and services.kembalikan.boleh(realisasi, oleh=request.user, pada=pada),
        "tahapan": _tahapan(realisasi),
    }
    if isi["dapat_dikembalikan"]:
        pengisian = masa(realisasi, Tahap.PENGISIAN)
        isi |= {
            "pengisian_buka": pengisian.memuat(pada),
            "pengisian_hampir_tutup": pengisian.hari_terakhir(pada),
            "batas_pengisian": batas(pengisian.kini(pada)),
        }
    nama = "hasil_kerja" if hasil_kerja else "perilaku"
    return render(request, f"realisasi/nilai_{nama}.html", isi, status=status)


def _saran(request: HttpRequest, realisasi: RealisasiBulanan, *, perilaku: bool) -> list[str]:
    """His own phrases first, then the juknis's."""
    sendiri = frasa_umpan_balik(request.user.pegawai, realisasi.nilai_bulan, perilaku=perilaku)
    return list(dict.fromkeys([*sendiri, *UMPAN_BALIK_SIAP]))


FORMULIR = {
    services.nilai_hasil_kerja: lambda realisasi, data=None, **lain: HasilKerjaForm(
        realisasi, realisasi.baris_terurut(), data, **lain
    ),
    services.nilai_perilaku: lambda realisasi, data=None, **lain: PerilakuForm(
        realisasi, daftar_nilai_perilaku(realisasi), data, **lain
    ),
}


def _tahapan(realisasi: RealisasiBulanan) -> list[dict]:
    urutan = [
        StatusRealisasi.PENILAIAN_HASIL_KERJA,
        StatusRealisasi.PENILAIAN_PERILAKU,
        StatusRealisasi.SELESAI,
    ]
    if realisasi.status == StatusRealisasi.TIDAK_DINILAI:
        kini = 1 if realisasi.hasil_dinilai_pada else 0
    else:
        kini = urutan.index(realisasi.status) if realisasi.status in urutan else -1
    return [
        {"label": s.label, "keadaan": "selesai" if i < kini else "kini" if i == kini else "nanti"}
        for i, s in enumerate(urutan)
    ]
