"""WHO hears of an SKP: the penilai of a submission, the owner of a decision."""

from django.urls import reverse

from kinerja.notifikasi.notifications import on
from kinerja.skp.models import Skp


def _alamat(riwayat, skp: Skp) -> str:
    return reverse("skp:detail", args=[skp.pk])


def _pemilik(riwayat, skp: Skp) -> list:
    return [skp.pegawai.pengguna]


on(
    "skp.diajukan",
    to=lambda riwayat, skp: [skp.penilai.pengguna],
    judul=lambda riwayat, skp: f"SKP {skp.pegawai} {skp.tahun} menunggu penilaian Anda",
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
