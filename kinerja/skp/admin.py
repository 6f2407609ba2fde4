"""Back office: SKPs to read, for those who rate, verify, audit or administer; decided by the penilai's acts alone."""

from __future__ import annotations

from datetime import datetime

from django.contrib import admin
from django.utils import timezone
from unfold.decorators import display

from kinerja.kepegawaian.permissions import AUDIT, VERIFIKASI, daftar_dinilai, wilayah
from kinerja.skp import services
from kinerja.skp.forms import CatatanKantorForm
from kinerja.skp.models import RencanaHasilKerja, Skp
from kinerja.ui.admin import KinerjaAdmin, SebarisBaca
from kinerja.ui.tindakan import aksi_massal, aksi_tunggal

TAHUN_DISARING = 6


def peninjau(pengguna, *, pada: datetime) -> bool:
    """Verifikatur and auditor read the SKPs of their offices; a pengelola keeps the register, not the plans."""
    return any(wilayah(pengguna, izin, pada=pada) for izin in (VERIFIKASI, AUDIT))


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
    ]  # fmt: skip
    inlines = [RencanaSebaris]
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
        aksi_massal(
            services.terima,
            CatatanKantorForm,
            penjelasan="Catatan persetujuan yang sama ditulis pada setiap SKP.",
            bagi=daftar_dinilai,
        ),
    ]

    @display(
        description="status",
        ordering="status",
        label={"Penilaian": "info", "Disetujui": "success", "Selesai": "success"},
    )
    def status_skp(self, obj):
        return obj.get_status_display()
