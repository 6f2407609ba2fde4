"""Schedules: kept by BKD, read by them; everybody else sees them where he works."""

from __future__ import annotations

from django.contrib import admin
from unfold.decorators import display

from kinerja.kalender.models import NAMA_BULAN, AturanJadwal, JadwalBulanan
from kinerja.ui.admin import DataIndukAdmin


@admin.register(JadwalBulanan)
class JadwalBulananAdmin(DataIndukAdmin):
    list_display = [
        "nama_bulan",
        "perangkat_daerah",
        "mulai",
        "batas_isi",
        "batas_nilai",
        "rilis_mulai",
        "rilis_selesai",
    ]
    list_select_related = ["perangkat_daerah"]
    list_filter = ["tahun", "perangkat_daerah"]
    ordering = ["-tahun", "-bulan", "pk"]
    fieldsets = [
        (None, {"fields": [("tahun", "bulan"), "perangkat_daerah"]}),
        ("Pengisian dan penilaian", {"fields": ["mulai", "batas_isi", "batas_nilai"]}),
        ("Absensi", {"fields": [("absensi_mulai", "absensi_selesai")]}),
        ("Rilis", {"fields": [("rilis_mulai", "rilis_selesai")]}),
    ]

    @display(description="bulan", ordering="bulan")
    def nama_bulan(self, obj):
        return f"{NAMA_BULAN[obj.bulan - 1]} {obj.tahun}"


@admin.register(AturanJadwal)
class AturanJadwalAdmin(DataIndukAdmin):
    """Rules with dates: a new rule is a new row, an old one stays as it was."""

    list_display = [
        "berlaku_mulai",
        "hari_mulai",
        "hari_batas_isi",
        "hari_batas_nilai",
        "hari_rilis_selesai",
        "dasar",
    ]

    def boleh_ubah(self, request, obj=None):
        return False
