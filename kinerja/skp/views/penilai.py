"""The penilai's side: his queue, the seven expectations, the decision (juknis BAB III.6)."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from kinerja.skp import queries, services
from kinerja.skp.forms import CONTOH_KEMBALIKAN, CatatanForm, EkspektasiForm
from kinerja.skp.lifecycle import StatusSkp
from kinerja.skp.models import Skp
from kinerja.skp.views.dasar import alamat, ambil_skp, halaman, jalankan

PER_HALAMAN = 50
TANPA_SKP_TERBANYAK = 50


@halaman
def antrean(request: HttpRequest) -> HttpResponse:
    """Who waits for me first, then everybody whose SKP is or was mine to decide, then who has none yet."""
    pada = timezone.now()
    baris = queries.antrean_skp(request.user, pada=pada)
    tanpa_skp = queries.dinilai_tanpa_skp(request.user, pada=pada)
    hitungan = queries.hitungan_antrean(baris)
    konteks = {
        "halaman": Paginator(baris, PER_HALAMAN).get_page(request.GET.get("halaman")),
        "menunggu": hitungan.pop("jumlah_menunggu"),
        "hitungan": [(StatusSkp(kode), jumlah) for kode, jumlah in hitungan.items() if jumlah],
        "tanpa_skp": tanpa_skp[:TANPA_SKP_TERBANYAK],
        "jumlah_tanpa_skp": tanpa_skp.count(),
    }
    return render(request, "skp/antrean.html", konteks)


@halaman
def simpan_ekspektasi(request: HttpRequest, pk: int) -> HttpResponse:
    skp = ambil_skp(request, pk)
    ke_keputusan = request.POST.get("lanjut") == "terima"
    return jalankan(
        request,
        services.simpan_ekspektasi,
        skp,
        EkspektasiForm(request.POST or None, skp=skp, teks=_teks(skp)),
        berhasil=lambda tanda: "Ekspektasi tersimpan.",
        tujuan=lambda tanda: (
            reverse("skp:terima", args=[skp.pk]) if ke_keputusan else alamat(skp, "#perilaku")
        ),
        judul="Ekspektasi khusus pimpinan",
        tombol="Simpan ekspektasi",
        penjelasan=f"Ekspektasi perilaku kerja {skp.pegawai}. Dapat diubah sampai SKP diputuskan.",
    )


def _teks(skp: Skp) -> dict[str, str]:
    return dict(skp.daftar_ekspektasi.order_by().values_list("nilai_id", "teks"))


@halaman
def terima(request: HttpRequest, pk: int) -> HttpResponse:
    return _putuskan(
        request,
        ambil_skp(request, pk),
        services.terima,
        label="Catatan persetujuan",
        berhasil="disetujui",
        judul="Terima SKP",
        tombol="Terima",
        penjelasan="SKP menjadi DISETUJUI dan berlaku sebagai dasar laporan bulanan.",
    )


@halaman
def kembalikan(request: HttpRequest, pk: int) -> HttpResponse:
    return _putuskan(
        request,
        ambil_skp(request, pk),
        services.kembalikan,
        label="Catatan koreksi",
        contoh=CONTOH_KEMBALIKAN,
        berhasil="dikembalikan untuk diperbaiki",
        judul="Kembalikan SKP",
        tombol="Kembalikan",
        penjelasan="SKP kembali menjadi KONSEP. Pegawai membaca catatan Anda, memperbaiki, lalu mengajukan lagi.",
    )


def _putuskan(
    request, skp: Skp, act, *, label: str, berhasil: str, contoh: str = "", **konteks
) -> HttpResponse:
    form = CatatanForm(request.POST or None, skp=skp, label=label, contoh=contoh, wajib=act.wajib["catatan"])
    return jalankan(
        request,
        act,
        skp,
        form,
        berhasil=lambda tanda: f"SKP {skp.pegawai} {berhasil}. Nomor tanda terima {tanda.nomor}.",
        tujuan=lambda tanda: reverse("skp:antrean"),
        **konteks,
    )
