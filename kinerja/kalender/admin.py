"""Schedules: kept by BKD, read by them; everybody else sees them where he works. Exceptions are decided on pages."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import flatten
from django.forms.models import model_to_dict
from django.utils import timezone
from unfold.decorators import display

from kinerja.dokumen.models import Riwayat
from kinerja.kalender.models import NAMA_BULAN, AturanJadwal, Bulan, Gangguan, JadwalBulanan, PembukaanKembali
from kinerja.kalender.queries import lama, sudah_berjalan, tanggal
from kinerja.ui.admin import DataIndukAdmin, KinerjaAdmin
from kinerja.ui.admin.dasar import FormulirAdmin


class JadwalBulananForm(FormulirAdmin):
    """A plan is made by one, in advance. What has begun is moved by two: else one alone could reopen his own month."""

    def clean(self):
        bersih, pada = super().clean(), timezone.now()
        lama, baru = self.instance, self.cleaned_data
        jendela = [(lama.nilai_bulan, lama.perangkat_daerah_id)] if lama.pk else []
        if 1 <= baru.get("bulan", 0) <= 12 and 2000 <= baru.get("tahun", 0) <= 2100:
            opd = baru.get("perangkat_daerah")
            jendela.append((Bulan(baru["tahun"], baru["bulan"]), opd and opd.pk))
        for bulan, opd in jendela:
            if sudah_berjalan(bulan, opd, pada=pada):
                raise forms.ValidationError(
                    f"Jadwal {bulan} sudah berjalan; pakai pembukaan kembali, yang disetujui dua orang."
                )
        return bersih


class AturanJadwalForm(FormulirAdmin):
    """A rule of today or earlier would move windows that have begun."""

    def clean_berlaku_mulai(self):
        hari, hari_ini = self.cleaned_data["berlaku_mulai"], timezone.localdate()
        if hari <= hari_ini:
            besok = tanggal(hari_ini + timedelta(days=1))
            raise forms.ValidationError(f"Aturan baru berlaku paling cepat {besok}.")
        return hari


@admin.register(JadwalBulanan)
class JadwalBulananAdmin(DataIndukAdmin):
    form = JadwalBulananForm
    list_display = [
        "nama_bulan",
        "perangkat_daerah",
        "mulai",
        "batas_isi",
        "batas_nilai",
        "rilis_mulai",
        "rilis_selesai",
    ]
    list_select_related = ["perangkat_daerah"]
    list_filter = ["tahun", "perangkat_daerah"]
    ordering = ["-tahun", "-bulan", "pk"]
    fieldsets = [
        (None, {"fields": [("tahun", "bulan"), "perangkat_daerah"]}),
        ("Pengisian dan penilaian", {"fields": ["mulai", "batas_isi", "batas_nilai"]}),
        ("Absensi", {"fields": [("absensi_mulai", "absensi_selesai")]}),
        ("Rilis", {"fields": [("rilis_mulai", "rilis_selesai")]}),
    ]

    def get_changeform_initial_data(self, request):
        """A new one begins with the rule's days of this month, the first not yet to be filled in: one writes only
        what differs."""
        bulan = Bulan.dari(timezone.now())
        umum = next(iter(AturanJadwal.semua()), None)
        nama = ["tahun", "bulan", *(k for _, isi in self.fieldsets[1:] for k in flatten(isi["fields"]))]
        awal = model_to_dict(JadwalBulanan.menurut_aturan(bulan, umum), nama) if umum else {}
        return {**awal, **super().get_changeform_initial_data(request)}

    def construct_change_message(self, request, form, formsets, add=False):
        """Deadlines are what people are paid by: the record says from when to when, not only that they changed."""
        return [
            f"{form.fields[nama].label}: {'' if add else f'{_tertulis(form.initial.get(nama))} → '}"
            f"{_tertulis(form.cleaned_data.get(nama))}"
            for nama in (form.fields if add else form.changed_data)
        ]

    def _catat(self, request, obj, kejadian, rincian):
        catatan = "\n".join(rincian) if isinstance(rincian, list) else str(rincian)
        jenis = f"{self.opts.model_name}.{kejadian}"
        return Riwayat.tambah(obj, jenis, oleh=request.user, pada=timezone.now(), catatan=catatan)

    @display(description="bulan", ordering="bulan")
    def nama_bulan(self, obj):
        return f"{NAMA_BULAN[obj.bulan - 1]} {obj.tahun}"


def _tertulis(nilai) -> str:
    return tanggal(nilai) if isinstance(nilai, date) else str(nilai if nilai not in (None, "") else "semua")


@admin.register(AturanJadwal)
class AturanJadwalAdmin(DataIndukAdmin):
    """Rules with dates: a new rule is a new row, an old one stays as it was."""

    form = AturanJadwalForm

    list_display = [
        "berlaku_mulai",
        "hari_mulai",
        "hari_batas_isi",
        "hari_batas_nilai",
        "hari_rilis_selesai",
        "dasar",
    ]

    def boleh_ubah(self, request, obj=None):
        return False


STATUS = {"Berlaku": "success", "Menunggu persetujuan": "info", "Ditolak": "danger"}


class PengecualianAdmin(KinerjaAdmin):
    """To read, with their record: what moves a deadline is proposed and decided on the pages under /kerja/jadwal/."""

    list_filter = ["status", "perangkat_daerah"]
    ordering = ["-pk"]
    orang = ["diusulkan_oleh", "diusulkan_pada", "diputuskan_oleh", "diputuskan_pada"]

    @display(description="status", ordering="status", label=STATUS)
    def status_usulan(self, obj):
        return obj.get_status_display()


@admin.register(PembukaanKembali)
class PembukaanKembaliAdmin(PengecualianAdmin):
    list_display = [
        "nama_bulan",
        "bagi",
        "mulai",
        "batas_isi",
        "batas_nilai",
        "diusulkan_oleh",
        "status_usulan",
    ]
    list_select_related = ["pegawai", "perangkat_daerah", "diusulkan_oleh"]
    search_fields = ["pegawai__nip", "pegawai__nama"]
    search_help_text = "Cari NIP atau nama pegawai"
    fields = [
        ("tahun", "bulan"), "pegawai", "perangkat_daerah", "mulai", "batas_isi", "batas_nilai", "alasan", "status",
        *PengecualianAdmin.orang,
    ]  # fmt: skip
    readonly_fields = PengecualianAdmin.orang

    @display(description="bulan")
    def nama_bulan(self, obj):
        return str(obj.nilai_bulan)

    @display(description="bagi")
    def bagi(self, obj):
        return str(obj.pegawai or obj.perangkat_daerah)


@admin.register(Gangguan)
class GangguanAdmin(PengecualianAdmin):
    list_display = [
        "mulai",
        "selesai",
        "lamanya",
        "keterangan",
        "perangkat_daerah",
        "diusulkan_oleh",
        "status_usulan",
    ]
    list_select_related = ["perangkat_daerah", "diusulkan_oleh"]
    search_fields = ["keterangan"]
    fields = ["mulai", "selesai", "perangkat_daerah", "keterangan", "status", *PengecualianAdmin.orang]
    readonly_fields = PengecualianAdmin.orang

    @display(description="lama")
    def lamanya(self, obj):
        return lama(obj.lama)
