"""Addresses of the daily log. An act's address ends with its verb; an address with a month is always one's own."""

from django.urls import path

from kinerja.aktivitas.views import harian

app_name = "aktivitas"

urlpatterns = [
    path("kerja/aktivitas/", harian.harian, name="harian"),
    path("kerja/aktivitas/catat_aktivitas/", harian.catat_aktivitas, name="catat_aktivitas"),
]
