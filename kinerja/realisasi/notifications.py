"""WHO hears of a monthly report."""

from __future__ import annotations

from django.urls import reverse

from kinerja.notifikasi.notifications import on

on(
    "realisasi.diajukan",
    to=lambda riwayat, realisasi: [realisasi.penilai.pengguna],
    judul=lambda riwayat, realisasi: (
        f"{realisasi.pegawai} mengajukan realisasi {realisasi.nilai_bulan}. Menunggu penilaian Anda."
    ),
    tautan=lambda riwayat, realisasi: reverse("realisasi:nilai", args=[realisasi.pk]),
)
on(
    "realisasi.perilaku_dinilai",
    to=lambda riwayat, realisasi: [realisasi.pegawai.pengguna],
    judul=lambda riwayat, realisasi: (
        f"Realisasi {realisasi.nilai_bulan} selesai dinilai. Predikat: {realisasi.get_predikat_display()}."
    ),
    tautan=lambda riwayat, realisasi: reverse("realisasi:lembar", args=[realisasi.tahun, realisasi.bulan]),
)
