"""Back office: SKPs to read, for those who rate, verify, audit or administer, decided by acts alone; BKD's library."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.contrib import admin
from django.core.exceptions import NON_FIELD_ERRORS
from django.urls import reverse
from django.utils import timezone
from unfold.admin import StackedInline
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from kinerja.akun.permissions import is_admin_bkd
from kinerja.kepegawaian.permissions import AUDIT, VERIFIKASI, daftar_dinilai, wilayah
from kinerja.skp import services
from kinerja.skp.forms import AlasanKantorForm, CatatanBebasKantorForm, CatatanKantorForm
from kinerja.skp.models import PustakaIndikator, PustakaRhk, RencanaHasilKerja, Skp, VersiSkp
from kinerja.ui.admin import DataIndukAdmin, KinerjaAdmin, SebarisBaca
from kinerja.ui.admin.dasar import FormulirAdmin
from kinerja.ui.forms import DesimalField
from kinerja.ui.tindakan import aksi_massal, aksi_tunggal

TAHUN_DISARING = 6


def peninjau(pengguna, *, pada: datetime) -> bool:
    """Verifikatur and auditor read the SKPs of their offices; a pengelola keeps the register, not the plans."""
    return any(wilayah(pengguna, izin, pada=pada) for izin in (VERIFIKASI, AUDIT))


def bkd(pengguna, *, pada: datetime) -> bool:
    return is_admin_bkd(pengguna)


class TahunFilter(admin.SimpleListFilter):
    """The last years from the clock, not by reading the whole table."""

    title = "tahun"
    parameter_name = "tahun"

    def lookups(self, request, model_admin):
        kini = timezone.localtime().year
        return [(str(tahun), str(tahun)) for tahun in range(kini + 1, kini + 1 - TAHUN_DISARING, -1)]

    def queryset(self, request, queryset):
        nilai = self.value()
        return queryset.filter(tahun=int(nilai)) if nilai in dict(self.lookup_choices) else queryset


class RencanaSebaris(SebarisBaca):
    model = RencanaHasilKerja
    fields = ["jenis", "uraian", "rhk_atasan", "daftar_indikator"]
    readonly_fields = fields

    def get_queryset(self, request):
        baris = super().get_queryset(request).select_related("rhk_atasan")
        return baris.prefetch_related("daftar_indikator")

    @display(description="indikator")
    def daftar_indikator(self, obj):
        return "; ".join(f"{i.uraian} ({i.target_tercetak})" for i in obj.daftar_indikator.all()) or "-"


class VersiSebaris(SebarisBaca):
    model = VersiSkp
    fields = ["nomor", "disetujui_pada", "kode_tercetak"]
    readonly_fields = fields

    def get_queryset(self, request):
        return super().get_queryset(request).defer("isi")

    @display(description="kode verifikasi")
    def kode_tercetak(self, obj):
        return obj.kode_tercetak


@admin.register(Skp)
class SkpAdmin(KinerjaAdmin):
    tampil_bagi = (daftar_dinilai, peninjau)
    list_display = ["pegawai", "jabatan_nama", "perangkat_daerah", "tahun", "penilai", "status_skp"]
    list_select_related = ["pegawai", "perangkat_daerah", "penilai"]
    list_filter = [TahunFilter, "status", "model", "perangkat_daerah"]
    search_fields = ["pegawai__nama", "pegawai__nip"]
    search_help_text = "Cari nama atau NIP pegawai"
    ordering = ["-pk"]
    fields = [
        "pegawai", "status", ("mulai", "selesai"), "jabatan_nama", "unit_nama", "perangkat_daerah",
        "penilai", "penilai_jabatan", "model", "pendekatan", ("diajukan_pada", "disetujui_pada"),
        "boleh_mendahului",
    ]  # fmt: skip
    inlines = [RencanaSebaris, VersiSebaris]
    tindakan = [
        aksi_tunggal(
            services.terima,
            CatatanKantorForm,
            penjelasan="SKP menjadi DISETUJUI. Catatan persetujuan harus diisi.",
        ),
        aksi_tunggal(
            services.kembalikan,
            CatatanKantorForm,
            ikon="undo",
            penjelasan="SKP kembali menjadi KONSEP. Catatan koreksi harus diisi.",
        ),
        aksi_tunggal(
            services.terima_revisi,
            CatatanBebasKantorForm,
            ikon="edit_note",
            penjelasan="SKP kembali menjadi KONSEP: pegawai menambah dan mengubah rencananya, lalu mengajukannya lagi.",
        ),
        aksi_tunggal(
            services.tolak_revisi,
            CatatanKantorForm,
            ikon="undo",
            penjelasan="SKP tetap DISETUJUI seperti semula. Alasan penolakan harus diisi.",
        ),
        aksi_tunggal(
            services.izinkan_mendahului,
            AlasanKantorForm,
            penjelasan="SKP ini boleh diajukan sebelum SKP sebelumnya selesai dinilai. Alasan tersimpan di riwayat.",
        ),
        aksi_massal(
            services.izinkan_mendahului,
            AlasanKantorForm,
            penjelasan="Setiap SKP di bawah boleh diajukan sebelum SKP sebelumnya selesai dinilai.",
            bagi=bkd,
        ),
        aksi_massal(
            services.terima,
            CatatanKantorForm,
            penjelasan="Catatan persetujuan yang sama ditulis pada setiap SKP.",
            bagi=daftar_dinilai,
        ),
    ]

    def view_on_site(self, obj):
        """The page to read, with its versions, prints and matrix."""
        return reverse("skp:detail", args=[obj.pk])

    @display(
        description="status",
        ordering="status",
        label={"Penilaian": "info", "Disetujui": "success", "Selesai": "success", "Revisi": "warning"},
    )
    def status_skp(self, obj):
        return obj.get_status_display()


# --- library ------------------------------------------------------------------------------------------------------


class PustakaIndikatorForm(forms.ModelForm):
    target = DesimalField(
        label="target tahunan", decimal_places=2, required=False, widget=UnfoldAdminTextInputWidget
    )

    class Meta:
        widgets = {"uraian": UnfoldAdminTextareaWidget({"rows": 2})}

    def _post_clean(self):
        """The theme does not show what is wrong with a stacked row as a whole: say it at its first field."""
        super()._post_clean()
        for kalimat in self.errors.pop(NON_FIELD_ERRORS, []):
            self.add_error("uraian", kalimat)


class PustakaIndikatorSebaris(StackedInline):
    """Whoever keeps the library keeps its indicators; nothing points at them, so they may also go."""

    model = PustakaIndikator
    form = PustakaIndikatorForm
    extra = 0
    fields = [
        "uraian", ("aspek", "perspektif"), ("target", "satuan", "target_teks"), ("arah", "urutan"),
    ]  # fmt: skip

    def has_add_permission(self, request, obj=None):
        return is_admin_bkd(request.user) and super().has_add_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return is_admin_bkd(request.user) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def has_view_permission(self, request, obj=None):
        return True  # the parent has been asked


class PustakaRhkForm(FormulirAdmin):
    class Meta:
        widgets = {"uraian": UnfoldAdminTextareaWidget({"rows": 2})}


@admin.register(PustakaRhk)
class PustakaRhkAdmin(DataIndukAdmin):
    """What employees of a jabatan are offered to begin with; taken back by no longer offering it."""

    form = PustakaRhkForm
    list_display = ["uraian", "jabatan", "jenis", "aktif"]
    list_select_related = ["jabatan"]
    list_filter = ["jenis", "aktif"]
    search_fields = ["uraian", "jabatan__nama"]
    search_help_text = "Cari rencana hasil kerja atau jabatan"
    ordering = ["jabatan__nama", "-jenis", "urutan", "pk"]
    autocomplete_fields = ["jabatan"]
    fields = ["jabatan", "jenis", "uraian", "urutan", "aktif"]
    inlines = [PustakaIndikatorSebaris]
