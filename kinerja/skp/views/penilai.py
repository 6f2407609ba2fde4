"""The penilai's side: his queue, his page of one SKP, the seven expectations, the decision (juknis BAB III.6)."""

from __future__ import annotations

from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from kinerja.skp import queries, services
from kinerja.skp.forms import CONTOH_KEMBALIKAN, BagikanForm, CatatanForm, EkspektasiForm
from kinerja.skp.lifecycle import StatusSkp
from kinerja.skp.models import Indikator, RencanaHasilKerja, Skp
from kinerja.skp.views import bagian
from kinerja.skp.views.dasar import alamat, ambil_skp, halaman, jalankan
from kinerja.skp.views.revisi import sejak_disetujui

PER_HALAMAN = 50
TANPA_SKP_TERBANYAK = 50


@halaman
def antrean(request: HttpRequest) -> HttpResponse:
    """Who waits for me first, then everybody whose SKP is or was mine to decide, then who has none yet."""
    pada = timezone.now()
    baris = queries.antrean_skp(request.user, pada=pada)
    tanpa_skp = queries.dinilai_tanpa_skp(request.user, pada=pada)
    hitungan = queries.hitungan_antrean(baris)
    lembar = Paginator(baris, PER_HALAMAN).get_page(request.GET.get("halaman"))
    konteks = {
        "halaman": lembar,
        "dapat_dipilih": sum(s.menunggu and s.status == StatusSkp.PENILAIAN_RENCANA for s in lembar),
        "semua": "semua" in request.GET,
        "menunggu": hitungan.pop("jumlah_menunggu"),
        "hitungan": [(StatusSkp(kode), jumlah) for kode, jumlah in hitungan.items() if jumlah],
        "tanpa_skp": tanpa_skp[:TANPA_SKP_TERBANYAK],
        "jumlah_tanpa_skp": tanpa_skp.count(),
    }
    return render(request, "skp/antrean.html", konteks)


def halaman_menilai(request: HttpRequest, skp: Skp, pada: datetime) -> HttpResponse:
    """The SKP's page for the penilai who may decide now: a plan, or a request to revise one."""
    daftar_rhk = skp.isi_lengkap()
    konteks = {
        "skp": skp,
        "menilai": skp.status == StatusSkp.PENILAIAN_RENCANA,
        "penilai": skp.penilai,
        "percakapan": bagian.percakapan(skp, daftar_rhk),
        "bagian": bagian.bagian_rhk(daftar_rhk),
        "lampiran": bagian.lampiran(skp),
        "versi_berlaku": queries.versi_terakhir(skp) if skp.disetujui_pada else None,
    }
    if konteks["menilai"]:
        konteks["form"] = _form_ekspektasi(request, skp)
        if skp.dalam_revisi:
            konteks |= sejak_disetujui(skp, konteks["versi_berlaku"])
    else:
        konteks["daftar_nilai"] = bagian.perilaku(skp)
    return render(request, "skp/menilai.html", konteks)


# --- comments -----------------------------------------------------------------------------------------------


@halaman
def komentari(request: HttpRequest, pk: int) -> HttpResponse:
    """About the row named in the address (`?rhk=` or `?indikator=`), or about the plan as a whole."""
    skp = ambil_skp(request, pk)
    isi, baris = bagian.baris_dituju(request, skp)
    return jalankan(
        request,
        services.komentari,
        skp,
        CatatanForm(
            request.POST or None, skp=skp, label="Komentar", wajib=services.komentari.wajib["catatan"]
        ),
        isi=isi,
        berhasil=lambda tanda: f"Komentar terkirim kepada {skp.pegawai}.",
        tujuan=lambda tanda: alamat(skp, bagian.jangkar(isi)),
        judul="Komentari",
        tombol="Kirim komentar",
        tentang=_sebut(baris) if isi else [("Tentang", "seluruh rencana")],
        penjelasan="Komentar tersimpan pada baris ini dan dibaca pegawai; status SKP tidak berubah.",
    )


def _sebut(baris: RencanaHasilKerja | Indikator | None) -> list[tuple[str, str]]:
    if baris is None:
        return []
    if isinstance(baris, Indikator):
        return [*_sebut(baris.rhk), ("Indikator", f"{baris} ({baris.target_tercetak})")]
    return [("Rencana hasil kerja", str(baris))]


# --- expectations, decision ------------------------------------------------------------------------------------


@halaman
def simpan_ekspektasi(request: HttpRequest, pk: int) -> HttpResponse:
    skp = ambil_skp(request, pk)
    ke_keputusan = request.POST.get("lanjut") == "terima"
    return jalankan(
        request,
        services.simpan_ekspektasi,
        skp,
        _form_ekspektasi(request, skp),
        berhasil=lambda tanda: "Ekspektasi tersimpan.",
        tujuan=lambda tanda: (
            reverse("skp:terima", args=[skp.pk]) if ke_keputusan else alamat(skp, "#perilaku")
        ),
        templat="skp/ekspektasi.html",
        judul="Ekspektasi khusus pimpinan",
        tombol="Simpan ekspektasi",
        penjelasan=f"Ekspektasi perilaku kerja {skp.pegawai}. Dapat diubah sampai SKP diputuskan.",
    )


def _form_ekspektasi(request: HttpRequest, skp: Skp) -> EkspektasiForm:
    teks = dict(skp.daftar_ekspektasi.order_by().values_list("nilai_id", "teks"))
    frasa = queries.frasa_ekspektasi(skp.penilai)
    return EkspektasiForm(request.POST or None, skp=skp, teks=teks, frasa=frasa)


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


@halaman
def bagikan(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether colleagues of the same jabatan may begin with this plan: the opposite of what holds now."""
    skp = ambil_skp(request, pk)
    if skp.dibagikan:
        judul = tombol = "Jangan izinkan disalin lagi"
        penjelasan = (
            "Rekan sejabatan tidak lagi ditawari menyalin rencana ini. Yang sudah menyalin tidak berubah."
        )
    else:
        judul, tombol = "Izinkan disalin rekan sejabatan", "Izinkan disalin"
        penjelasan = (
            f"Pegawai lain yang juga {skp.jabatan_nama} boleh menyalin rencana hasil kerja dan indikator SKP ini "
            "sebagai awal SKP mereka. Yang terlihat hanya isi rencana yang disetujui, bukan laporan dan nilainya."
        )
    return jalankan(
        request,
        services.bagikan,
        skp,
        BagikanForm(request.POST or None, skp=skp),
        berhasil=lambda tanda: (
            f"SKP {skp.pegawai} {'boleh' if tanda.rincian['boleh'] else 'tidak boleh lagi'} disalin rekan sejabatan."
        ),
        tujuan=lambda tanda: alamat(skp),
        judul=judul,
        tombol=tombol,
        penjelasan=penjelasan,
    )
