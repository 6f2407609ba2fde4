"""The back office's list of activities: to read. Whoever logged a day changes it himself."""

from __future__ import annotations

from django.contrib import admin
from unfold.decorators import display

from kinerja.aktivitas.models import Aktivitas
from kinerja.kepegawaian.admin import milik_yang_dicari
from kinerja.skp.admin import peninjau
from kinerja.ui.admin import KinerjaAdmin
from kinerja.ui.admin.halaman import PaginatorTerbatas


@admin.register(Aktivitas)
class AktivitasAdmin(KinerjaAdmin):
    """Millions of rows: the newest are shown, a person's are found through the register, nothing is counted to the end."""

    tampil_bagi = (peninjau,)
    list_display = ["hari", "jam", "pegawai", "nip", "uraian", "jenis", "asal", "sudah_dihitung"]
    list_select_related = ["pegawai", "kiriman"]
    search_fields = ["pegawai__nip", "pegawai__nama"]
    search_help_text = (
        f"Cari NIP atau nama pegawai. Tampil paling banyak {PaginatorTerbatas.terbanyak} baris terbaru."
    )
    ordering = ["-pk"]
    sortable_by = ()
    paginator = PaginatorTerbatas
    fields = [
        "pegawai", "jenis", "tanggal", "mulai", "selesai", "uraian", "indikator", "kiriman", "dicatat_pada", "dihitung_pada",
        "dihapus_pada",
    ]  # fmt: skip

    def get_search_results(self, request, queryset, search_term):
        return milik_yang_dicari(queryset, search_term), False

    @display(description="tanggal")
    def hari(self, obj):
        return obj.tanggal

    @display(description="jam")
    def jam(self, obj):
        return f"{obj.mulai:%H.%M}–{obj.selesai:%H.%M}"

    @display(description="NIP / NI PPPK")
    def nip(self, obj):
        return obj.pegawai.nip_tercetak

    @display(description="sekaligus")
    def asal(self, obj):
        return obj.kiriman.get_asal_display() if obj.kiriman_id else ""

    @display(description="dihitung", boolean=True)
    def sudah_dihitung(self, obj):
        return obj.dihitung_pada is not None
