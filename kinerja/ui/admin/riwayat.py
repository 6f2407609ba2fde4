"""The record of all acts, to read. It lives here because dokumen lies below the kit."""

from __future__ import annotations

from django.contrib import admin

from kinerja.dokumen.models import Penolakan, Riwayat
from kinerja.ui.admin.dasar import KinerjaAdmin


@admin.register(Riwayat)
class RiwayatAdmin(KinerjaAdmin):
    """For BKD and superusers. Others read the record of a document on the document's own page."""

    list_display = ["nomor_tercetak", "pada", "jenis", "objek", "oleh", "dari", "ke"]
    list_display_links = ["nomor_tercetak"]
    list_select_related = ["oleh"]
    list_filter = ["pada"]
    search_fields = ["=jenis", "=objek_id", "oleh__nama", "=oleh__username"]
    search_help_text = "Cari jenis, nomor objek, nama atau NIP pelaku"
    ordering = ["-nomor"]
    fields = [
        "nomor_tercetak", "pada", "jenis", "objek", "oleh", "dari", "ke", "versi", "catatan", "rincian", "kelompok", "hash",
    ]  # fmt: skip
    readonly_fields = ["nomor_tercetak", "objek"]

    @admin.display(description="nomor", ordering="nomor")
    def nomor_tercetak(self, obj):
        """A receipt's number is no quantity: as on the receipt, without points."""
        return str(obj.nomor)

    @admin.display(description="objek")
    def objek(self, obj):
        return f"{obj.objek_tipe.split('.')[-1]} #{obj.objek_id}"


@admin.register(Penolakan)
class PenolakanAdmin(KinerjaAdmin):
    """Attempts that were refused because they were not theirs to make: for BKD and superusers to read."""

    list_display = ["pada", "oleh", "tindakan", "objek_tipe", "objek_id", "alasan"]
    list_select_related = ["oleh"]
    search_fields = ["=tindakan", "=objek_id", "oleh__nama", "=oleh__username"]
    search_help_text = "Cari tindakan, nomor objek, nama atau NIP pelaku"
    ordering = ["-pk"]
