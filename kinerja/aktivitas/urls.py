"""Addresses of the daily log. An act's address ends with its verb; an address with a month is always one's own."""

from django.urls import path

from kinerja.aktivitas.views import daftar, harian, kiriman, lembar

app_name = "aktivitas"

urlpatterns = [
    path("kerja/aktivitas/", harian.harian, name="harian"),
    path("kerja/aktivitas/catat_aktivitas/", harian.catat_aktivitas, name="catat_aktivitas"),
    path("kerja/aktivitas/<int:tahun>/<int:bulan>/", daftar.daftar, name="daftar"),
    path("kerja/aktivitas/kalender/<int:tahun>/<int:bulan>/", daftar.kalender, name="kalender"),
    path("kerja/aktivitas/<int:pk>/ubah/", daftar.ubah, name="ubah"),
    path("kerja/aktivitas/<int:pk>/hapus/", daftar.hapus, name="hapus"),
    path("kerja/aktivitas/<int:pk>/pulihkan/", daftar.pulihkan, name="pulihkan"),
    path("kerja/aktivitas/<int:pk>/kerjakan/", daftar.kerjakan, name="kerjakan"),
    path("kerja/aktivitas/salin/", kiriman.salin, name="salin"),
    path("kerja/aktivitas/<int:pk>/ulangi/", kiriman.ulangi, name="ulangi"),
    path("kerja/aktivitas/tempel/", lembar.tempel, name="tempel"),
    path("kerja/aktivitas/unggah/", lembar.unggah, name="unggah"),
    path("kerja/aktivitas/templat.<str:jenis>", lembar.templat_kiriman, name="templat_kiriman"),
]
