"""The outbox as BKD sees it: what waits, what failed and why; not what the mails say."""

from __future__ import annotations

from django.contrib import admin

from kinerja.notifikasi.models import KotakKeluar
from kinerja.notifikasi.services import kirim_ulang
from kinerja.ui.admin import KinerjaAdmin
from kinerja.ui.tindakan import aksi_massal, aksi_tunggal


@admin.register(KotakKeluar)
class KotakKeluarAdmin(KinerjaAdmin):
    list_display = ["subjek", "pengguna", "status", "percobaan", "dibuat_pada", "terkirim_pada"]
    list_select_related = ["pengguna"]
    list_filter = ["status"]
    search_fields = ["pengguna__nama", "pengguna__username"]
    fields = [
        "subjek",
        "pengguna",
        "status",
        "percobaan",
        "dibuat_pada",
        "coba_lagi_pada",
        "sewa_sampai",
        "terkirim_pada",
        "galat",
    ]
    tindakan = [
        aksi_tunggal(
            kirim_ulang,
            label="Kirim ulang",
            ikon="forward_to_inbox",
            penjelasan="Email ini dicoba lagi dari awal, ke alamat penerima yang tercatat saat dikirim.",
        ),
        aksi_massal(kirim_ulang, label="Kirim ulang"),
    ]
