"""The same list as the stock ModelAdmin gives it: Django's own templates, counts, filters and joins."""

from django.contrib import admin
from django.urls import path

from kinerja.aktivitas.models import Aktivitas
from kinerja.realisasi.models import RealisasiBulanan

situs = admin.AdminSite(name="admin")


@admin.register(RealisasiBulanan, site=situs)
class StokAdmin(admin.ModelAdmin):
    list_display = (
        "bulan",
        "pegawai",
        "perangkat_daerah",
        "rating_hasil",
        "rating_perilaku",
        "predikat",
        "status",
    )
    list_filter = ("tahun", "bulan", "status", "predikat", "perangkat_daerah")
    # Not asked for, Django joins every row that a report points at: the whole text of its SKP for a list of names.
    list_select_related = ("pegawai", "perangkat_daerah")
    search_fields = ("pegawai__nip", "pegawai__nama")


@admin.register(Aktivitas, site=situs)
class StokAktivitasAdmin(admin.ModelAdmin):
    list_display = ("tanggal", "mulai", "selesai", "pegawai", "uraian", "jenis")
    list_filter = ("jenis",)
    list_select_related = ("pegawai",)
    search_fields = ("pegawai__nip", "pegawai__nama")


urlpatterns = [path("", situs.urls)]
