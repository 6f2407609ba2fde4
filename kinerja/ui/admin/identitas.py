"""Name, colours and contact of the government: one row, changed by BKD's administrators."""

from __future__ import annotations

from django.contrib import admin

from kinerja.ui.admin.dasar import DataIndukAdmin
from kinerja.ui.models import Identitas


@admin.register(Identitas)
class IdentitasAdmin(DataIndukAdmin):
    list_display = ["nama_aplikasi", "nama_pemerintah", "nama_instansi_pembina", "warna_aksen"]
    fields = ["nama_aplikasi", "nama_pemerintah", "nama_instansi_pembina", "warna_aksen", "kontak", "zona"]

    def boleh_tambah(self, request):
        """There is one; it is made when it is first changed."""
        return super().boleh_tambah(request) and Identitas.kini().pk is None
