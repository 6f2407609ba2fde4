"""The outbox as BKD sees it: what waits, what failed and why; not what the mails say."""

from __future__ import annotations

from django.contrib import admin
from unfold.decorators import display

from kinerja.akun.permissions import is_admin_bkd
from kinerja.notifikasi.models import KotakKeluar, StatusSurat
from kinerja.notifikasi.services import kirim_ulang
from kinerja.ui.admin import KinerjaAdmin
from kinerja.ui.tindakan import aksi_massal, aksi_tunggal


def _admin_bkd(pengguna, *, pada):
    return is_admin_bkd(pengguna)


@admin.register(KotakKeluar)
class KotakKeluarAdmin(KinerjaAdmin):
    list_display = ["subjek", "pengguna", "status_tercetak", "percobaan", "dibuat_pada", "terkirim_pada"]
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
            ikon="redo",
            penjelasan="Email ini dicoba lagi dari awal, ke alamat penerima yang tercatat saat dikirim.",
        ),
        aksi_massal(kirim_ulang, label="Kirim ulang", bagi=_admin_bkd),
    ]

    @display(
        description="status",
        ordering="status",
        label={
            StatusSurat.TERKIRIM.label: "success",
            StatusSurat.GAGAL.label: "danger",
            StatusSurat.DIBATALKAN.label: "warning",
        },
    )
    def status_tercetak(self, obj):
        return obj.get_status_display()

    def get_actions_detail(self, request, object_id):
        """The button stands where it would do something."""
        tombol = super().get_actions_detail(request, object_id)
        objek = self.get_queryset(request).filter(pk=object_id).first() if tombol else None
        return tombol if objek and objek.dapat_dikirim_ulang else []
