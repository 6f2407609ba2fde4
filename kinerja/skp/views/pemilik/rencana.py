"""The acts of the editor: period, RHK, indicators, their order, the annex (juknis BAB III.3 and III.5)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from kinerja.kepegawaian.permissions import penilai_berlaku
from kinerja.skp import queries, services
from kinerja.skp.forms import (
    FormulirSkp,
    HapusForm,
    IndikatorForm,
    LampiranForm,
    PeriodeForm,
    RhkForm,
    UrutkanForm,
)
from kinerja.skp.models import Indikator, Skp
from kinerja.skp.queries.versi import lampiran as isi_lampiran
from kinerja.skp.views.dasar import alamat, ambil_skp, halaman, jalankan


@halaman
def ubah(request: HttpRequest, pk: int) -> HttpResponse:
    skp = ambil_skp(request, pk)
    return jalankan(
        request,
        services.ubah,
        skp,
        PeriodeForm.ubah(request.POST or None, skp),
        berhasil=lambda tanda: "Periode dan model SKP tersimpan.",
        tujuan=lambda tanda: alamat(skp),
        judul="Ubah periode dan model SKP",
        tombol="Simpan",
        penjelasan="Bila model diganti, aspek atau perspektif setiap indikator dan RHK atasan yang tidak dipakai "
        "model baru dikosongkan dan perlu dipilih lagi.",
    )


# --- rencana hasil kerja ---------------------------------------------------------------------------------


@halaman
def tambah_rhk(request: HttpRequest, pk: int) -> HttpResponse:
    skp, pada = ambil_skp(request, pk), timezone.now()
    form = RhkForm(request.POST or None, skp=skp, pada=pada, jenis=request.GET.get("jenis", ""))
    return _halaman_rhk(request, services.tambah_rhk, skp, form, "Tambah rencana hasil kerja")


@halaman
def ubah_rhk(request: HttpRequest, pk: int, rhk: int) -> HttpResponse:
    skp, pada = ambil_skp(request, pk), timezone.now()
    baris = _bagian(request, skp.daftar_rhk, rhk)
    form = RhkForm(request.POST or None, skp=skp, pada=pada, rhk=baris)
    return _halaman_rhk(request, services.ubah_rhk, skp, form, "Ubah rencana hasil kerja", isi={"rhk": rhk})


def _halaman_rhk(request, act, skp: Skp, form: RhkForm, judul: str, **lain) -> HttpResponse:
    return jalankan(
        request,
        act,
        skp,
        form,
        berhasil=lambda tanda: "Rencana hasil kerja tersimpan.",
        tujuan=lambda tanda: alamat(skp, f"#rhk-{tanda.rincian['rhk']}"),
        templat="skp/rhk.html",
        judul=judul,
        tombol="Simpan",
        penugasan=penilai_berlaku(skp.riwayat_jabatan, pada=timezone.now()),
        **lain,
    )


@halaman
def hapus_rhk(request: HttpRequest, pk: int, rhk: int) -> HttpResponse:
    skp = ambil_skp(request, pk)
    baris = _bagian(request, skp.daftar_rhk, rhk)
    jumlah = baris.daftar_indikator.count() if baris else 0
    return _halaman_hapus(
        request,
        services.hapus_rhk,
        skp,
        {"rhk": rhk},
        judul="Hapus rencana hasil kerja?",
        dihapus=baris,
        penjelasan=f"Rencana hasil kerja ini dihapus bersama {jumlah} indikatornya.",
    )


# --- indikator ----------------------------------------------------------------------------------------------


@halaman
def tambah_indikator(request: HttpRequest, pk: int, rhk: int) -> HttpResponse:
    skp = ambil_skp(request, pk)
    induk = _bagian(request, skp.daftar_rhk, rhk)
    form = IndikatorForm(request.POST or None, skp=skp)
    return _halaman_indikator(
        request, services.tambah_indikator, skp, form, "Tambah indikator", isi={"rhk": rhk}, induk=induk
    )


@halaman
def ubah_indikator(request: HttpRequest, pk: int, indikator: int) -> HttpResponse:
    skp = ambil_skp(request, pk)
    baris = _bagian(request, Indikator.objects.filter(rhk__skp=skp).select_related("rhk"), indikator)
    form = IndikatorForm(request.POST or None, skp=skp, indikator=baris)
    return _halaman_indikator(
        request,
        services.ubah_indikator,
        skp,
        form,
        "Ubah indikator",
        isi={"indikator": indikator},
        induk=baris and baris.rhk,
    )


def _halaman_indikator(request, act, skp: Skp, form: IndikatorForm, judul: str, **lain) -> HttpResponse:
    def sesudah(tanda) -> None:
        if form.catatan_target:
            messages.warning(request, form.catatan_target)

    return jalankan(
        request,
        act,
        skp,
        form,
        berhasil=lambda tanda: "Indikator tersimpan.",
        sesudah=sesudah,
        tujuan=lambda tanda: alamat(skp, f"#indikator-{tanda.rincian['indikator']}"),
        judul=judul,
        tombol="Simpan",
        **lain,
    )


@halaman
def hapus_indikator(request: HttpRequest, pk: int, indikator: int) -> HttpResponse:
    skp = ambil_skp(request, pk)
    baris = _bagian(request, Indikator.objects.filter(rhk__skp=skp), indikator)
    return _halaman_hapus(
        request,
        services.hapus_indikator,
        skp,
        {"indikator": indikator},
        judul="Hapus indikator?",
        dihapus=baris,
        penjelasan="Indikator ini dihapus dari rencana hasil kerjanya.",
    )


def _halaman_hapus(request, act, skp: Skp, isi: dict, **konteks) -> HttpResponse:
    return jalankan(
        request,
        act,
        skp,
        HapusForm(request.POST or None, versi=skp.versi),
        isi=isi,
        berhasil=lambda tanda: f"“{tanda.rincian['uraian'][:60]}” dihapus.",
        tujuan=lambda tanda: alamat(skp, "#rencana"),
        tombol="Hapus",
        bahaya=True,
        **konteks,
    )


def _bagian(request: HttpRequest, daftar, pk: int):
    """A part of this SKP. A POST goes on without it: the same deletion sent twice has its stored answer."""
    return daftar.filter(pk=pk).first() if request.method == "POST" else get_object_or_404(daftar, pk=pk)


# --- order, annex, assignments -------------------------------------------------------------------------------


@halaman
def urutkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Reached by the small buttons of the editor, or by a script that sends the whole order."""
    skp = ambil_skp(request, pk)

    def tujuan(tanda) -> str:
        ((bagian, nomor),) = tanda.rincian.items()
        return alamat(skp, f"#{bagian}-{nomor}")

    return jalankan(
        request,
        services.urutkan,
        skp,
        UrutkanForm(request.POST or None, versi=skp.versi, initial=request.GET.dict()),
        berhasil=lambda tanda: "Urutan tersimpan.",
        tujuan=tujuan,
        judul="Ubah urutan",
        tombol="Ubah urutan",
        penjelasan="Urutan diubah dengan tombol naik dan turun di samping setiap baris.",
    )


@halaman
def simpan_lampiran(request: HttpRequest, pk: int) -> HttpResponse:
    skp = ambil_skp(request, pk)
    return jalankan(
        request,
        services.simpan_lampiran,
        skp,
        LampiranForm(request.POST or None, skp=skp, isi=isi_lampiran(skp)),
        berhasil=lambda tanda: "Lampiran tersimpan.",
        tujuan=lambda tanda: alamat(skp, "#lampiran"),
        judul="Lampiran SKP",
        tombol="Simpan lampiran",
        penjelasan="Tulis satu hal per baris, tanpa nomor. Baris kosong tidak disimpan. Lampiran dicetak sebagai dokumen tersendiri.",
    )


@halaman
def ambil_penugasan(request: HttpRequest, pk: int, penugasan: int) -> HttpResponse:
    skp = ambil_skp(request, pk)
    baris = _bagian(request, queries.penugasan_terbuka(skp), penugasan)
    pemberi = f" dari {baris.rhk_atasan.skp.pegawai}, mengintervensi “{baris.rhk_atasan}”," if baris else ""
    return jalankan(
        request,
        services.ambil_penugasan,
        skp,
        FormulirSkp(request.POST or None, versi=skp.versi),
        isi={"penugasan": penugasan},
        berhasil=lambda tanda: "Penugasan menjadi rencana hasil kerja Anda. Tambahkan indikatornya.",
        tujuan=lambda tanda: alamat(skp, f"#rhk-{tanda.rincian['rhk']}"),
        judul="Ambil penugasan ke SKP?",
        tombol="Ambil ke SKP",
        penjelasan=f"Penugasan{pemberi} menjadi rencana hasil kerja Anda. Isinya masih dapat Anda ubah.",
        dihapus=baris,
    )
