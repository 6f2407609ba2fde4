"""Accounts. They live here and not in akun, which lies below the kit and must not import it."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.utils import timezone
from unfold.decorators import display

from kinerja.akun.models import SISTEM, Pengguna
from kinerja.akun.permissions import is_admin_bkd
from kinerja.akun.services import aktifkan, batalkan_kode, nonaktifkan
from kinerja.ui.admin.dasar import DataIndukAdmin
from kinerja.ui.tindakan import FormulirAksi, aksi_massal, aksi_tunggal


class AlasanForm(FormulirAksi):
    alasan = forms.CharField(label="Alasan", max_length=500, widget=forms.Textarea({"rows": 3}))


def _admin_bkd(pengguna, *, pada):
    return is_admin_bkd(pengguna)


@admin.register(Pengguna)
class PenggunaAdmin(DataIndukAdmin):
    """No password is seen or set here, and no account is deleted: it is switched off, which ends its sessions."""

    list_display = ["nama", "username", "email", "status_akun"]
    list_filter = ["is_active", "groups"]
    search_fields = ["nama", "username"]
    search_help_text = "Cari nama atau NIP"
    ordering = ["nama", "pk"]
    fields = ["username", "nama", "email", "nomor_hp", "status_akun", "last_login"]
    filter_horizontal = ["groups"]
    tindakan = [
        aksi_tunggal(
            nonaktifkan, AlasanForm, "Nonaktifkan", "person_off", penjelasan="Semua sesi akun ini berakhir."
        ),
        aksi_tunggal(aktifkan, AlasanForm, "Aktifkan", "person_check"),
        aksi_massal(nonaktifkan, AlasanForm, "Nonaktifkan", bagi=_admin_bkd),
    ]

    @display(
        description="status akun", ordering="is_active", label={"Aktif": "success", "Nonaktif": "danger"}
    )
    def status_akun(self, obj):
        if not obj.is_active:
            return "Nonaktif"
        return "Aktif" if obj.sudah_aktivasi else "Belum diaktivasi"

    def get_fields(self, request, obj=None):
        """Roles are given by a superuser alone: who keeps accounts must not raise his own."""
        if obj is None:
            return ["username", "nama", "email", "nomor_hp"]
        return [*self.fields, *(["groups", "is_superuser"] if request.user.is_superuser else [])]

    def get_readonly_fields(self, request, obj=None):
        return ["status_akun", "last_login", *(["username"] if obj else [])]

    def boleh_tambah(self, request):
        return request.user.is_superuser or super().boleh_tambah(request)

    def boleh_ubah(self, request, obj=None):
        """An address is a key (a reset link goes there): those of superusers and of BKD's administrators are
        touched by a superuser alone."""
        if request.user.is_superuser:
            return obj is None or obj.username != SISTEM
        return super().boleh_ubah(request, obj) and (
            obj is None or not (obj.is_superuser or obj.username == SISTEM or is_admin_bkd(obj))
        )

    def save_model(self, request, obj, form, change):
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            batalkan_kode(obj, pada=timezone.now())
