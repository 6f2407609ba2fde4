"""WHO hears of an SKP: the penilai of a submission, the owner of a decision."""

from django.urls import reverse

from kinerja.akun.models import Pengguna
from kinerja.notifikasi.notifications import on
from kinerja.skp.models import Skp
from kinerja.ui.templatetags.ui import tanggal


def _alamat(riwayat, skp: Skp) -> str:
    return reverse("skp:detail", args=[skp.pk])


def _pemilik(riwayat, skp: Skp) -> list:
    return [skp.pegawai.pengguna]


def _penilai(riwayat, skp: Skp) -> list:
    return [skp.penilai.pengguna]


on(
    "skp.diajukan",
    to=_penilai,
    judul=lambda riwayat, skp: f"SKP {skp.pegawai} {skp.tahun} menunggu penilaian Anda",
    tautan=_alamat,
)
on(
    "skp.revisi_diajukan",
    to=_penilai,
    judul=lambda riwayat, skp: f"Revisi SKP {skp.pegawai} {skp.tahun} menunggu keputusan Anda",
    tautan=_alamat,
)
on(
    "skp.revisi_diterima",
    to=_pemilik,
    judul=lambda riwayat, skp: f"Revisi SKP Anda {skp.tahun} diterima: ubah rencana Anda, lalu ajukan lagi",
    tautan=_alamat,
)
on(
    "skp.revisi_ditolak",
    to=_pemilik,
    judul=lambda riwayat, skp: f"Revisi SKP Anda {skp.tahun} ditolak oleh {skp.penilai}",
    tautan=_alamat,
)
on(
    "skp.dikomentari",
    to=_pemilik,
    judul=lambda riwayat, skp: f"{skp.penilai} mengomentari SKP Anda {skp.tahun}",
    tautan=_alamat,
)
on(
    "skp.hasil_ditugaskan",
    to=lambda riwayat, skp: list(Pengguna.objects.filter(pegawai=riwayat.rincian["pegawai"])),
    judul=lambda riwayat, skp: f"{skp.pegawai} menugaskan hasil kerja untuk SKP Anda {skp.tahun}",
    tautan=lambda riwayat, skp: reverse("skp:daftar"),
)
on(
    "skp.periode_diakhiri",
    to=lambda riwayat, skp: {skp.pegawai.pengguna, skp.penilai.pengguna} - {riwayat.oleh},
    judul=lambda riwayat, skp: f"Periode SKP {skp.pegawai} {skp.tahun} berakhir {tanggal(skp.selesai)}",
    tautan=_alamat,
)
on(
    "skp.diizinkan_mendahului",
    to=_pemilik,
    judul=lambda riwayat, skp: f"SKP Anda {skp.tahun} boleh diajukan sebelum SKP sebelumnya selesai",
    tautan=_alamat,
)
on(
    "skp.diterima",
    to=_pemilik,
    judul=lambda riwayat, skp: f"SKP Anda {skp.tahun} disetujui oleh {skp.penilai}",
    tautan=_alamat,
)
on(
    "skp.dikembalikan",
    to=_pemilik,
    judul=lambda riwayat, skp: f"SKP Anda {skp.tahun} dikembalikan oleh {skp.penilai} untuk diperbaiki",
    tautan=_alamat,
)
