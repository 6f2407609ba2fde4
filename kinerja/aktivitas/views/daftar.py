"""The month: the full list, the calendar, and the pages of one activity (juknis BAB V.2 “Semua Aktivitas”)."""

from __future__ import annotations

import calendar
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kinerja.aktivitas import services
from kinerja.aktivitas.forms.dasar import baca_tanggal
from kinerja.aktivitas.forms.harian import UbahForm, YakinForm
from kinerja.aktivitas.models import Aktivitas
from kinerja.aktivitas.queries import (
    Hitungan,
    RingkasanBulan,
    aktivitas_terhapus,
    daftar_aktivitas,
    menurut_versi,
    pilihan_indikator,
    ringkasan_bulan,
    skp_hari_itu,
)
from kinerja.aktivitas.views.dasar import (
    alamat_daftar,
    alamat_harian,
    ambil_aktivitas,
    bulan_atau_404,
    halaman,
    hari_ini,
    ingatkan_tumpang_tindih,
    pegawai_atau_404,
)
from kinerja.dokumen.errors import StatusTidakSesuai
from kinerja.kalender.models import NAMA_BULAN, Bulan
from kinerja.kalender.queries import lama
from kinerja.kepegawaian.permissions import is_pemilik
from kinerja.skp.models import Indikator
from kinerja.skp.views.dasar import halaman as halaman_tindakan
from kinerja.skp.views.dasar import jalankan, nomor

SEHALAMAN = 50
NAMA_HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
SABTU = 5


# --- the month --------------------------------------------------------------------------------------------
@halaman
def daftar(request: HttpRequest, tahun: int, bulan: int) -> HttpResponse:
    pegawai, bulan_ini = pegawai_atau_404(request), bulan_atau_404(tahun, bulan)
    indikator, hari = nomor(request.GET.get("indikator", "")), nomor(request.GET.get("hari", ""))
    diminta = _bulan_diminta(request, bulan_ini)
    if diminta != bulan_ini:
        saring = f"?{urlencode({'indikator': indikator})}" if indikator else ""
        return redirect(reverse("aktivitas:daftar", args=[diminta.tahun, diminta.bulan]) + saring)
    hari = date(tahun, bulan, hari) if hari and hari <= bulan_ini.akhir.day else None
    ringkasan = ringkasan_bulan(pegawai, bulan_ini)
    baris = daftar_aktivitas(pegawai, bulan_ini)
    if indikator:
        baris = baris.filter(indikator=indikator)
    if hari:
        baris = baris.filter(tanggal=hari)
    lembar = Paginator(baris, SEHALAMAN).get_page(request.GET.get("halaman"))
    lembar.object_list = menurut_versi(lembar.object_list, bulan_ini)
    isi = {
        "judul": f"Aktivitas {bulan_ini}",
        "bulan_ini": bulan_ini,
        "lembar": lembar,
        "saringan": urlencode(
            {k: v for k, v in (("indikator", indikator), ("hari", hari and hari.day)) if v}
        ),
        "indikator": indikator,
        "hari": hari,
        "daftar_indikator": _pilihan_saringan(ringkasan),
        "daftar_bulan": list(enumerate(NAMA_BULAN, 1)),
        "daftar_terhapus": aktivitas_terhapus(pegawai, bulan_ini)[:SEHALAMAN],
        "baru_dihapus": nomor(request.GET.get("terhapus", "")),
        "hari_isian": hari or (hari_ini() if bulan_ini == Bulan.dari(hari_ini()) else bulan_ini.awal),
        **_hitungan(ringkasan),
        **_tetangga(bulan_ini),
    }
    return render(request, "aktivitas/daftar.html", isi)


def _hitungan(ringkasan: RingkasanBulan) -> dict:
    return {
        "ringkasan": ringkasan,
        "lama": lama(ringkasan.lama),
        "jumlah_hari": sum(h.aktivitas > 0 for h in ringkasan.hari.values()),
    }


def _pilihan_saringan(ringkasan: RingkasanBulan) -> list[tuple[int, str, int]]:
    """The indicators that the month's rows have, with their numbers."""
    daftar = Indikator.objects.filter(pk__in=ringkasan.indikator).order_by("pk")
    return [(pk, uraian, ringkasan.indikator[pk]) for pk, uraian in daftar.values_list("pk", "uraian")]


def _bulan_diminta(request: HttpRequest, bulan: Bulan) -> Bulan:
    """What the filter's form asks for, if it is a month."""
    pilih = nomor(request.GET.get("bulan", "")), nomor(request.GET.get("tahun", ""))
    try:
        return Bulan(pilih[1] or bulan.tahun, pilih[0] or bulan.bulan)
    except ValueError:
        return bulan


def _tetangga(bulan: Bulan) -> dict:
    hasil = {}
    for nama, langkah in (("sebelum", -1), ("berikut", 1)):
        try:
            hasil[nama] = bulan.geser(langkah)
        except ValueError:
            hasil[nama] = None
    return hasil


@halaman
def kalender(request: HttpRequest, tahun: int, bulan: int) -> HttpResponse:
    """Weeks as rows; on a phone the same rows are a list of days."""
    pegawai, bulan_ini = pegawai_atau_404(request), bulan_atau_404(tahun, bulan)
    ringkasan, kini = ringkasan_bulan(pegawai, bulan_ini), hari_ini()
    isi = {
        "judul": f"Kalender Aktivitas {bulan_ini}",
        "bulan_ini": bulan_ini,
        "nama_hari": NAMA_HARI,
        "daftar_minggu": [
            [_sel(bulan_ini, n, ringkasan, kini) for n in minggu]
            for minggu in calendar.Calendar().monthdayscalendar(tahun, bulan)
        ],
        **_hitungan(ringkasan),
        **_tetangga(bulan_ini),
    }
    return render(request, "aktivitas/kalender.html", isi)


def _sel(bulan: Bulan, n: int, ringkasan: RingkasanBulan, kini: date) -> dict | None:
    """One day of the calendar; nothing for the days of other months."""
    if not n:
        return None
    hari = date(bulan.tahun, bulan.bulan, n)
    hitungan = ringkasan.hari.get(hari, Hitungan())
    teks = [f"{hitungan.aktivitas} aktivitas, {lama(hitungan.lama)}"] if hitungan.aktivitas else []
    teks += [f"{hitungan.rencana} rencana"] if hitungan.rencana else []
    belum = hari <= kini and hari.weekday() < SABTU and not hitungan.aktivitas
    return {
        "hari": hari,
        "sebutan": f"{NAMA_HARI[hari.weekday()]}, {n}",
        "hitungan": hitungan,
        "teks": "; ".join([*(["belum ada"] if belum else []), *teks]),
        "kini": hari == kini,
        "alamat": f"{alamat_daftar(hari)}?hari={n}" if teks else alamat_harian(hari),
        "tujuan": "lihat aktivitas" if teks else "isi aktivitas",
    }


# --- one activity -----------------------------------------------------------------------------------------
@halaman_tindakan
def ubah(request: HttpRequest, pk: int) -> HttpResponse:
    aktivitas = _milik(request, pk)
    form = _formulir(request, aktivitas)
    return jalankan(
        request,
        services.ubah,
        aktivitas,
        form,
        berhasil=lambda tanda: f"Perubahan tersimpan. Nomor tanda terima {tanda.nomor}.",
        tujuan=lambda tanda: alamat_daftar(tanda.objek.tanggal),
        sesudah=lambda tanda: _ingatkan(request, tanda.objek),
        templat="aktivitas/satu.html",
        judul=f"Ubah {'Rencana' if aktivitas.is_rencana else 'Aktivitas'}",
        tombol="Simpan perubahan",
        kembali=alamat_daftar(aktivitas.tanggal),
    )


@halaman_tindakan
def kerjakan(request: HttpRequest, pk: int) -> HttpResponse:
    """“Input”: the plan as an activity, its day and hours as they really were."""
    rencana = _milik(request, pk)
    if request.method != "POST" and is_pemilik(request.user, rencana, None):
        _tolak_bila(
            [
                (not rencana.is_rencana, services.BUKAN_RENCANA),
                (hasattr(rencana, "pelaksanaan"), services.SUDAH_DIINPUT),
            ]
        )
    form = _formulir(request, rencana)
    return jalankan(
        request,
        services.kerjakan,
        rencana,
        form,
        berhasil=lambda tanda: f"Rencana menjadi aktivitas. Nomor tanda terima {tanda.nomor}.",
        tujuan=lambda tanda: alamat_harian(tanda.objek.tanggal),
        sesudah=lambda tanda: _ingatkan(request, tanda.objek),
        templat="aktivitas/satu.html",
        judul="Input Rencana",
        penjelasan="Sesuaikan tanggal dan jamnya dengan yang sebenarnya. Rencana ini kemudian ditandai selesai.",
        tombol="Input aktivitas",
        kembali=alamat_harian(),
    )


@halaman_tindakan
def hapus(request: HttpRequest, pk: int) -> HttpResponse:
    aktivitas = _milik(request, pk)
    jenis = "rencana" if aktivitas.is_rencana else "aktivitas"
    return jalankan(
        request,
        services.hapus,
        aktivitas,
        YakinForm(_terkirim(request), versi=aktivitas.versi),
        berhasil=lambda tanda: (
            f"“{aktivitas.uraian[:60]}” dihapus. Nomor tanda terima {tanda.nomor}. Dapat dipulihkan di bawah daftar."
        ),
        tujuan=lambda tanda: f"{alamat_daftar(aktivitas.tanggal)}?terhapus={pk}",
        templat="aktivitas/satu.html",
        judul=f"Hapus {jenis} ini?",
        penjelasan="Yang dihapus tidak tampil dan tidak dihitung lagi. Anda dapat memulihkannya dari daftar bulan itu.",
        tombol="Hapus",
        bahaya=True,
        kembali=alamat_daftar(aktivitas.tanggal),
    )


@halaman_tindakan
def pulihkan(request: HttpRequest, pk: int) -> HttpResponse:
    """“Urungkan”: what was deleted is there again."""
    aktivitas = ambil_aktivitas(request, pk)
    if request.method != "POST" and is_pemilik(request.user, aktivitas, None):
        _tolak_bila([(aktivitas.dihapus_pada is None, services.TIDAK_DIHAPUS)])
    return jalankan(
        request,
        services.pulihkan,
        aktivitas,
        YakinForm(_terkirim(request), versi=aktivitas.versi),
        berhasil=lambda tanda: f"“{aktivitas.uraian[:60]}” dipulihkan. Nomor tanda terima {tanda.nomor}.",
        tujuan=lambda tanda: alamat_daftar(aktivitas.tanggal),
        templat="aktivitas/satu.html",
        judul="Pulihkan yang dihapus?",
        tombol="Pulihkan",
        kembali=alamat_daftar(aktivitas.tanggal),
    )


def _milik(request: HttpRequest, pk: int) -> Aktivitas:
    """To change: what is counted or deleted has no form any more (a repeated POST still finds its receipt)."""
    aktivitas = ambil_aktivitas(request, pk)
    if request.method != "POST" and is_pemilik(request.user, aktivitas, None):
        _tolak_bila(
            [
                (aktivitas.dihitung_pada, services.SUDAH_DIHITUNG),
                (aktivitas.dihapus_pada, services.SUDAH_DIHAPUS),
            ]
        )
    return aktivitas


def _tolak_bila(daftar: list[tuple[object, str]]) -> None:
    for benar, kalimat in daftar:
        if benar:
            raise StatusTidakSesuai(kalimat)


def _terkirim(request: HttpRequest):
    return request.POST if request.method == "POST" else None


def _formulir(request: HttpRequest, aktivitas: Aktivitas) -> UbahForm:
    """With the indicators of the day that was typed; and the activity's own, which a later version may have dropped."""
    data = _terkirim(request)
    hari = (baca_tanggal(data.get("tanggal")) if data else None) or aktivitas.tanggal
    skp = skp_hari_itu(aktivitas, hari)
    pilihan = pilihan_indikator(skp, hari) if skp.memuat(hari) else []
    if (skp, hari) == (aktivitas.skp, aktivitas.tanggal) and aktivitas.indikator_id not in {
        i.pk for i in pilihan
    }:
        pilihan = [aktivitas.indikator, *pilihan]
    kolom = ("uraian", "tanggal", "mulai", "selesai")
    awal = {n: getattr(aktivitas, n) for n in kolom} | {"indikator": aktivitas.indikator_id}
    return UbahForm(pilihan, data, hari=hari, versi=aktivitas.versi, initial=awal)


def _ingatkan(request: HttpRequest, aktivitas: Aktivitas) -> None:
    if not aktivitas.is_rencana:
        ingatkan_tumpang_tindih(request, [aktivitas])
