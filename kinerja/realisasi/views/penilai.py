"""The penilai's side: his people of a month, and one person's rating in two steps (juknis BAB VI.2-3)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from kinerja.dokumen import policy
from kinerja.dokumen.acts import Act
from kinerja.dokumen.errors import AksesDitolak, Ditolak
from kinerja.kalender.models import Bulan, Tahap
from kinerja.kalender.queries import jadwal_untuk
from kinerja.realisasi import services
from kinerja.realisasi.forms import UMPAN_BALIK_SIAP, HasilKerjaForm, PerilakuForm
from kinerja.realisasi.lifecycle import StatusRealisasi
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.realisasi.queries import antrean_penilai, daftar_nilai_perilaku, menunggu_penilaian
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
from kinerja.skp.views.menu import berpegawai, dinilai


def jumlah_menunggu(request: HttpRequest) -> int:
    if not hasattr(request, "_menunggu"):
        request._menunggu = menunggu_penilaian(request.user).count() if berpegawai(request) else 0
    return request._menunggu


def tampil_menu(request: HttpRequest) -> bool:
    """Who rates somebody now, or still holds what was submitted to him before he moved."""
    return bool(dinilai(request)) or jumlah_menunggu(request) > 0


@halaman
def antrean(request: HttpRequest, tahun: int | None = None, bulan: int | None = None) -> HttpResponse:
    diri = pegawai_atau_404(request)
    bulan_ini = bulan_dilaporkan() if tahun is None else bulan_atau_404(tahun, bulan)
    pada = timezone.now()
    antrean = antrean_penilai(request.user, bulan_ini, dinilai=dinilai(request))
    daftar, request._menunggu = antrean.daftar, len(antrean.menunggu)
    # The window is that of the documents' office: whoever sits in another sees theirs, not his own.
    opd = next((b.realisasi.perangkat_daerah_id for b in daftar if b.realisasi), None)
    jadwal = jadwal_untuk(bulan_ini, opd or diri.perangkat_daerah_id)
    menunggu, selesai = sum(b.menunggu for b in daftar), sum(b.selesai for b in daftar)
    isi = {
        "judul": f"Penilaian Realisasi {bulan_ini}",
        "daftar": daftar,
        "bulan_lain": sorted({r.nilai_bulan for r in antrean.menunggu} - {bulan_ini}),
        "menunggu": menunggu,
        "selesai": selesai,
        "belum": len(daftar) - menunggu - selesai,
        "batas": batas(jadwal.batas_nilai),
        "buka": jadwal.jendela(Tahap.PENILAIAN).memuat(pada),
        "belum_mulai": pada < jadwal.jendela(Tahap.PENILAIAN).mulai,
        "sebelum": _tetangga(bulan_ini, -1),
        "berikut": _tetangga(bulan_ini, 1),
    }
    return render(request, "realisasi/antrean.html", isi)


@halaman
def nilai(request: HttpRequest, pk: int) -> HttpResponse:
    """The step that is due, if it is his to take; else what there is to read."""
    realisasi = _terlihat(request, pk)
    for act in (services.nilai_hasil_kerja, services.nilai_perilaku):
        if act.boleh(realisasi, oleh=request.user, pada=timezone.now()):
            return _formulir(request, realisasi, act, FORMULIR[act](realisasi))
    isi = isi_hasil(realisasi) | {
        "judul": f"Realisasi {realisasi.nilai_bulan}",
        "milik_sendiri": realisasi.pegawai.pengguna_id == request.user.pk,
        "berikutnya": menunggu_penilaian(request.user).exclude(pk=pk).first(),
    }
    return render(request, "realisasi/hasil.html", isi)


@tindakan
def nilai_hasil_kerja(request: HttpRequest, pk: int) -> HttpResponse:
    return _nilai(request, pk, services.nilai_hasil_kerja, "Penilaian hasil kerja tersimpan.")


@tindakan
def nilai_perilaku(request: HttpRequest, pk: int) -> HttpResponse:
    return _nilai(request, pk, services.nilai_perilaku, "Penilaian selesai.")


def _nilai(request: HttpRequest, pk: int, act: Act, kalimat: str) -> HttpResponse:
    realisasi, pada = _terlihat(request, pk), timezone.now()
    if not policy.can(request.user, act.verba, realisasi, pada=pada):
        raise AksesDitolak("Anda bukan pejabat penilai realisasi ini.")
    form = FORMULIR[act](realisasi, request.POST)
    if not form.is_valid():
        return _formulir(request, realisasi, act, form, 422)
    try:
        tanda = act(realisasi, oleh=request.user, pada=pada, **form.argumen)
    except Ditolak as penolakan:
        teruskan_bila_terlarang(penolakan)
        form.tolak(act, penolakan)
        return _formulir(request, _terlihat(request, pk), act, form, penolakan.status)
    sampaikan(request, kalimat, tanda)
    return redirect("realisasi:nilai", pk)


def _formulir(request, realisasi: RealisasiBulanan, act: Act, form, status=200) -> HttpResponse:
    jadwal = jadwal_untuk(realisasi.nilai_bulan, realisasi.perangkat_daerah_id)
    hasil_kerja = act is services.nilai_hasil_kerja
    isi = {
        "judul": f"{'Hasil Kerja' if hasil_kerja else 'Perilaku Kerja'} {realisasi.nilai_bulan}",
        "realisasi": realisasi,
        "form": form,
        "umpan_balik_siap": UMPAN_BALIK_SIAP,
        "batas": batas(jadwal.batas_nilai),
        "buka": jadwal.jendela(Tahap.PENILAIAN).memuat(timezone.now()),
        "giliran": act.boleh(realisasi, oleh=request.user, pada=timezone.now()),
        "tahapan": _tahapan(realisasi),
    }
    nama = "hasil_kerja" if hasil_kerja else "perilaku"
    return render(request, f"realisasi/nilai_{nama}.html", isi, status=status)


FORMULIR = {
    services.nilai_hasil_kerja: lambda realisasi, data=None: HasilKerjaForm(
        realisasi, realisasi.baris_terurut(), data
    ),
    services.nilai_perilaku: lambda realisasi, data=None: PerilakuForm(
        realisasi, daftar_nilai_perilaku(realisasi), data
    ),
}


def _terlihat(request: HttpRequest, pk: int) -> RealisasiBulanan:
    """Outside his sight it does not exist."""
    terlihat = policy.visible(RealisasiBulanan, request.user, pada=timezone.now())
    return get_object_or_404(terlihat.select_related("pegawai", "penilai", "skp", "versi_skp"), pk=pk)


def _tahapan(realisasi: RealisasiBulanan) -> list[dict]:
    urutan = [
        StatusRealisasi.PENILAIAN_HASIL_KERJA,
        StatusRealisasi.PENILAIAN_PERILAKU,
        StatusRealisasi.SELESAI,
    ]
    kini = urutan.index(realisasi.status) if realisasi.status in urutan else -1
    return [
        {"label": s.label, "keadaan": "selesai" if i < kini else "kini" if i == kini else "nanti"}
        for i, s in enumerate(urutan)
    ]


def _tetangga(bulan: Bulan, langkah: int) -> Bulan | None:
    try:
        return bulan.geser(langkah)
    except ValueError:
        return None
