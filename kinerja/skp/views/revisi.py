"""The revision of an approved plan: asked for, granted or refused, and what changed between two versions."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from kinerja.kepegawaian.permissions import penilai_berlaku
from kinerja.skp import queries, services
from kinerja.skp.forms import CONTOH_REVISI, CatatanForm
from kinerja.skp.models import Skp, VersiSkp
from kinerja.skp.queries.perbandingan import Isi
from kinerja.skp.views.dasar import alamat, ambil_skp, halaman, jalankan
from kinerja.ui.templatetags.ui import tanggal

KINI, DALAM_REVISI = "kini", "Rencana dalam revisi"


@halaman
def ajukan_revisi(request: HttpRequest, pk: int) -> HttpResponse:
    skp = ambil_skp(request, pk)
    penugasan = penilai_berlaku(skp.riwayat_jabatan, pada=timezone.now())
    kepada = str(penugasan.pegawai) if penugasan else "pejabat penilai"
    return _tindakan(
        request,
        services.ajukan_revisi,
        skp,
        label="Alasan revisi dan yang akan diubah",
        contoh=CONTOH_REVISI,
        berhasil=f"Permintaan revisi dikirim kepada {kepada}.",
        tujuan=alamat(skp),
        judul="Ajukan revisi",
        tombol="Ajukan revisi",
        penjelasan=f"Permintaan dikirim kepada {kepada}. Bila diterima, Anda boleh menambah dan mengubah rencana, "
        "tetapi tidak menghapus yang sudah disetujui, lalu mengajukannya lagi. Sampai saat itu SKP yang disetujui "
        "tetap berlaku, juga untuk laporan bulanan.",
    )


@halaman
def terima_revisi(request: HttpRequest, pk: int) -> HttpResponse:
    skp = ambil_skp(request, pk)
    return _tindakan(
        request,
        services.terima_revisi,
        skp,
        label="Catatan untuk pegawai",
        berhasil=f"Revisi SKP {skp.pegawai} diterima.",
        tujuan=reverse("skp:antrean"),
        judul="Terima revisi",
        tombol="Terima revisi",
        penjelasan="SKP kembali menjadi KONSEP. Pegawai menambah dan mengubah rencananya, lalu mengajukannya lagi "
        "kepada Anda; yang sudah disetujui tidak dapat dihapusnya.",
    )


@halaman
def tolak_revisi(request: HttpRequest, pk: int) -> HttpResponse:
    skp = ambil_skp(request, pk)
    return _tindakan(
        request,
        services.tolak_revisi,
        skp,
        label="Alasan penolakan",
        berhasil=f"Revisi SKP {skp.pegawai} ditolak.",
        tujuan=reverse("skp:antrean"),
        judul="Tolak revisi",
        tombol="Tolak revisi",
        bahaya=True,
        penjelasan="SKP kembali menjadi DISETUJUI dan isinya tidak berubah.",
    )


def _tindakan(
    request: HttpRequest, act, skp: Skp, *, label: str, berhasil: str, tujuan: str, contoh="", **konteks
) -> HttpResponse:
    form = CatatanForm(
        request.POST or None, skp=skp, label=label, contoh=contoh, wajib=act.wajib.get("catatan", "")
    )
    return jalankan(
        request,
        act,
        skp,
        form,
        berhasil=lambda tanda: f"{berhasil} Nomor tanda terima {tanda.nomor}.",
        tujuan=lambda tanda: tujuan,
        **konteks,
    )


# --- comparison -----------------------------------------------------------------------------------------------


@halaman
def banding(request: HttpRequest, pk: int) -> HttpResponse:
    """Two versions side by side, for whoever sees the SKP: `?lama=1&baru=2`, or `baru=kini` for a running revision."""
    skp = ambil_skp(request, pk)
    versi = {str(satu.nomor): satu for satu in skp.daftar_versi.order_by("nomor")}
    pilihan = {kode: _sebutan(satu) for kode, satu in versi.items()}
    if skp.dalam_revisi:
        pilihan[KINI] = DALAM_REVISI
    lama, baru = _dipilih(request, list(pilihan))
    konteks = {"skp": skp, "pilihan": pilihan, "kode_lama": lama, "kode_baru": baru}
    if lama:
        isi = [queries.potret(skp) if kode == KINI else versi[kode].isi for kode in (lama, baru)]
        konteks |= _beda(*isi, pilihan[lama], pilihan[baru])
    return render(request, "skp/banding.html", konteks)


def _sebutan(versi: VersiSkp) -> str:
    return f"Versi {versi.nomor} ({tanggal(versi.disetujui_pada)})"


def _dipilih(request: HttpRequest, tersedia: list[str]) -> tuple[str, str]:
    """The two that were asked for, else the last two; empty if there is nothing to compare with."""
    if len(tersedia) < 2:
        return "", ""
    lama, baru = (
        request.GET.get(nama, bawaan) for nama, bawaan in zip(("lama", "baru"), tersedia[-2:], strict=True)
    )
    if lama not in tersedia or baru not in tersedia:
        raise Http404
    return lama, baru


def sejak_disetujui(skp: Skp, versi: VersiSkp) -> dict:
    """What the revision that lies before the penilai changes in what he set last."""
    return {"dibandingkan": True} | _beda(versi.isi, queries.potret(skp), _sebutan(versi), DALAM_REVISI)


def _beda(lama: Isi, baru: Isi, nama_lama: str, nama_baru: str) -> dict:
    """For `skp/_banding.html`: rows that changed with how, rows that did not, and what else changed."""
    semua = queries.banding(lama, baru)
    return {
        "beda": [satu for satu in semua if satu.berubah],
        "sama": [satu for satu in semua if not satu.berubah],
        "beda_lain": queries.banding_lain(lama, baru),
        "nama_lama": nama_lama,
        "nama_baru": nama_baru,
    }
