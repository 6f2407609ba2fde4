"""The back office's list of monthly reports: to read. Rating is a judgement about one person, so never in bulk."""

from __future__ import annotations

from django.contrib import admin
from django.core.paginator import Page, Paginator
from unfold.decorators import display

from kinerja.kalender.models import NAMA_BULAN
from kinerja.kepegawaian.admin import milik_yang_dicari
from kinerja.realisasi.models import RealisasiBulanan, RealisasiIndikator, UmpanBalikPerilaku, indikator_versi
from kinerja.skp.admin import TahunFilter, peninjau
from kinerja.ui.admin import KinerjaAdmin, SebarisBaca


class PaginatorDuaArah(Paginator):
    """Pages beyond the middle are read from the end: the last page costs what the first does."""

    def page(self, number):
        number = self.validate_number(number)
        awal = (number - 1) * self.per_page
        akhir = min(awal + self.per_page, self.count)
        if awal <= self.count // 2:
            return Page(self.object_list[awal:akhir], number, self)
        dari_akhir = self.object_list.reverse()[self.count - akhir : self.count - awal]
        return Page(list(dari_akhir)[::-1], number, self)


class BulanFilter(admin.SimpleListFilter):
    """Static: the stock filter would read all rows to learn that there are twelve months."""

    title, parameter_name = "bulan", "bulan"

    def lookups(self, request, model_admin):
        return [(str(n), nama) for n, nama in enumerate(NAMA_BULAN, 1)]

    def queryset(self, request, queryset):
        nilai = self.value() or ""
        return queryset.filter(bulan=int(nilai)) if nilai in dict(self.lookup_choices) else queryset


class IndikatorSebaris(SebarisBaca):
    model, hide_title = RealisasiIndikator, True  # a title would be in the words of today
    fields = readonly_fields = [
        "menurut_versi",
        "realisasi_tercapai",
        "bukti",
        "jumlah_aktivitas",
        "diberikan",
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("indikator", "realisasi__versi_skp")

    @display(description="indikator")
    def menurut_versi(self, baris):
        """In the wording of the version that the month is reported on."""
        isi = baris.realisasi.versi_skp.isi
        return indikator_versi(isi).get(baris.indikator_id, baris.indikator)

    @display(description="realisasi")
    def realisasi_tercapai(self, baris):
        return baris.isi

    @display(description="umpan balik berkelanjutan")
    def diberikan(self, baris):
        """Before the rating is given it is the penilai's own draft."""
        return baris.umpan_balik if baris.realisasi.hasil_dinilai_pada else ""


class PerilakuSebaris(SebarisBaca):
    model = UmpanBalikPerilaku
    fields = readonly_fields = ["nilai", "teks"]

    def get_queryset(self, request):
        """Those that were given; before the rating they are the penilai's own draft."""
        diberikan = super().get_queryset(request).filter(realisasi__perilaku_dinilai_pada__isnull=False)
        return diberikan.select_related("nilai")


@admin.register(RealisasiBulanan)
class RealisasiBulananAdmin(KinerjaAdmin):
    """Read-only; the penilai works on his own pages, which show one person at a time."""

    tampil_bagi = (peninjau,)
    list_display = ["nama_bulan", "pegawai", "nip", "perangkat_daerah", "rating_hasil", "rating_perilaku", "predikat", "status_realisasi"]  # fmt: skip
    list_select_related = ["pegawai", "perangkat_daerah"]
    list_filter = [TahunFilter, BulanFilter, "status", "predikat", "perangkat_daerah"]
    search_fields = ["pegawai__nip", "pegawai__nama"]
    search_help_text = "Cari NIP atau nama pegawai"
    ordering = ["-pk"]
    sortable_by = ()
    paginator = PaginatorDuaArah
    inlines = [IndikatorSebaris, PerilakuSebaris]
    fields = [
        "pegawai", "tahun", "bulan", "status", "versi_skp", "jabatan_nama", "pangkat", "unit_nama", "perangkat_daerah", "penilai",
        "penilai_jabatan", "catatan", "diajukan_pada", "rating_hasil", "hasil_dinilai_pada", "rating_perilaku",
        "perilaku_dinilai_pada", "catatan_diberikan", "predikat",
    ]  # fmt: skip

    def get_search_results(self, request, queryset, search_term):
        return milik_yang_dicari(queryset, search_term), False

    @display(description="bulan")
    def nama_bulan(self, obj):
        return str(obj.nilai_bulan)

    @display(description="catatan akhir / rekomendasi")
    def catatan_diberikan(self, obj):
        """Before the rating is given it is the penilai's own draft."""
        return obj.catatan_akhir if obj.perilaku_dinilai_pada else ""

    @display(description="NIP / NI PPPK")
    def nip(self, obj):
        return obj.pegawai.nip_tercetak

    @display(
        description="status",
        label={"Selesai": "success", "Penilaian Hasil Kerja": "info", "Penilaian Perilaku": "info"},
    )
    def status_realisasi(self, obj):
        return obj.get_status_display()
