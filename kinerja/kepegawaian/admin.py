"""Back office of the register: BKD keeps it; holders of a territory read their part and designate penilai."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet

from kinerja.kepegawaian.forms import HapusRiwayatForm, TetapkanPenilaiForm
from kinerja.kepegawaian.models import (
    Jabatan,
    KewenanganWilayah,
    Pegawai,
    PejabatPenilai,
    PerangkatDaerah,
    RiwayatJabatan,
    UnitKerja,
)
from kinerja.kepegawaian.permissions import AUDIT, KELOLA, VERIFIKASI, pemegang_wilayah
from kinerja.kepegawaian.services import hapus_riwayat, tetapkan_penilai
from kinerja.ui.admin import DataIndukAdmin, KinerjaAdmin, SebarisBaca
from kinerja.ui.admin.dasar import FormulirAdmin, kata_pencarian
from kinerja.ui.tindakan import aksi_tunggal

ORANG_DISEBUT = 100
PANJANG_NIP = 18


def milik_yang_dicari(baris: QuerySet, teks: str) -> QuerySet:
    """Rows of the people whom the words name. These are looked up first, among thousands, instead of joining every
    row with its person; a few are named, so that their own index is used."""
    if not (daftar_kata := kata_pencarian(teks).split()):
        return baris
    if nip := _nip_utuh(daftar_kata):
        return baris.filter(pegawai__in=Pegawai.objects.filter(nip=nip).values("pk"))
    orang = Pegawai.objects.all()
    for kata in daftar_kata:
        orang = orang.filter(Q(nip__startswith=kata) | Q(nama__icontains=kata))
    disebut = list(orang.values_list("pk", flat=True)[: ORANG_DISEBUT + 1])
    sedikit = len(disebut) <= ORANG_DISEBUT
    return baris.filter(pegawai__in=disebut if sedikit else orang.values("pk"))


def _nip_utuh(daftar_kata: list[str]) -> str:
    """A whole NIP, also in the four parts in which the lists print it: nobody's name, and unique."""
    nip = "".join(daftar_kata)
    return nip if len(nip) == PANJANG_NIP and nip.isascii() and nip.isdigit() else ""


@admin.register(PerangkatDaerah)
class PerangkatDaerahAdmin(DataIndukAdmin):
    list_display = ["nama", "kode", "jenis", "aktif"]
    list_filter = ["jenis", "aktif"]
    search_fields = ["nama", "kode"]
    fields = ["kode", "nama", "jenis", "aktif"]


@admin.register(UnitKerja)
class UnitKerjaAdmin(DataIndukAdmin):
    list_display = ["nama", "perangkat_daerah", "induk", "kepala"]
    list_select_related = ["perangkat_daerah", "induk", "kepala"]
    list_filter = ["perangkat_daerah", "pimpinan_mandiri"]
    search_fields = ["nama"]
    autocomplete_fields = ["perangkat_daerah", "induk", "kepala"]
    fields = ["perangkat_daerah", "nama", "induk", "kepala", "pimpinan_mandiri"]


@admin.register(Jabatan)
class JabatanAdmin(DataIndukAdmin):
    list_display = ["nama", "jenis", "eselon", "jenjang", "pimpinan", "aktif"]
    list_filter = ["jenis", "pimpinan", "aktif"]
    search_fields = ["nama"]
    autocomplete_fields = ["digantikan_oleh"]


@admin.register(Pegawai)
class PegawaiAdmin(DataIndukAdmin):
    tampil_bagi = (pemegang_wilayah,)
    list_display = ["nama", "nip", "jenis_kepegawaian", "golongan", "perangkat_daerah", "status"]
    list_select_related = ["perangkat_daerah"]
    list_filter = ["perangkat_daerah", "jenis_kepegawaian", "status"]
    search_fields = ["nama", "nip"]
    search_help_text = "Cari nama atau NIP"
    autocomplete_fields = ["pengguna", "perangkat_daerah"]
    fields = ["pengguna", "nip", "nama", "jenis_kepegawaian", "golongan", "perangkat_daerah", "status"]
    tindakan = [
        aksi_tunggal(
            hapus_riwayat,
            HapusRiwayatForm,
            "Hapus riwayat jabatan",
            "delete",
            penjelasan="Riwayat jabatan yang keliru dihapus bersama penugasan penilainya dan tidak dapat dikembalikan. "
            "Yang sudah dipakai SKP tidak dapat dihapus.",
        )
    ]

    def get_readonly_fields(self, request, obj=None):
        """Whose number and account this is does not change; a new person is a new row."""
        return [*super().get_readonly_fields(request, obj), *(["pengguna", "nip"] if obj else [])]


class PejabatPenilaiSebaris(SebarisBaca):
    model = PejabatPenilai
    verbose_name_plural = "riwayat pejabat penilai"
    fields = ["pegawai", "peran", "mulai", "selesai", "nomor_surat"]
    readonly_fields = fields

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("pegawai")


@admin.register(RiwayatJabatan)
class RiwayatJabatanAdmin(KinerjaAdmin):
    tampil_bagi = (pemegang_wilayah,)
    list_display = ["pegawai", "tahun", "jabatan", "unit_kerja", "perangkat_daerah", "peran", "aktif"]
    list_select_related = ["pegawai", "jabatan", "unit_kerja", "perangkat_daerah"]
    list_filter = ["tahun", "perangkat_daerah", "aktif"]
    search_fields = ["pegawai__nama", "pegawai__nip"]
    search_help_text = "Cari nama atau NIP"
    ordering = ["-tahun", "-tmt", "pk"]
    fields = [
        "pegawai", "tahun", "jabatan", "perangkat_daerah", "unit_kerja", "tmt", "selesai", "peran", "aktif",
        "diusulkan_oleh", "diverifikasi_oleh", "diverifikasi_pada",
    ]  # fmt: skip
    inlines = [PejabatPenilaiSebaris]
    tindakan = [
        aksi_tunggal(
            tetapkan_penilai,
            TetapkanPenilaiForm,
            "Tetapkan penilai",
            "person_edit",
            penjelasan="Penugasan penilai yang sedang berlaku berakhir sehari sebelum tanggal mulai.",
        )
    ]


class KewenanganForm(FormulirAdmin):
    """One of the three grants, on one office, never to oneself."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "permission" in self.fields:
            wilayah = Permission.objects.filter(codename__in=[KELOLA, VERIFIKASI, AUDIT]).order_by("pk")
            self.fields["permission"].queryset = wilayah
            self.fields["permission"].label_from_instance = lambda izin: izin.name
            for nama, label in (
                ("user", "Pemegang"),
                ("permission", "Kewenangan"),
                ("content_object", "Perangkat daerah"),
            ):
                self.fields[nama].label = label

    def clean_user(self):
        if self.cleaned_data["user"].pk == self.pelaku.pk:
            raise forms.ValidationError("Anda tidak dapat memberi kewenangan kepada diri sendiri.")
        return self.cleaned_data["user"]

    def clean(self):
        bersih = super().clean()
        izin = bersih.get("permission") or (self.instance.permission if self.instance.pk else None)
        if izin and izin.codename == AUDIT and not bersih.get("selesai"):
            self.add_error("selesai", "Kewenangan auditor harus mempunyai tanggal selesai.")
        return bersih


class DaerahFilter(admin.RelatedFieldListFilter):
    """guardian's field has no name that a person would use."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = self.lookup_title = "perangkat daerah"


@admin.register(KewenanganWilayah)
class KewenanganWilayahAdmin(DataIndukAdmin):
    form = KewenanganForm
    list_display = ["pemegang", "kewenangan", "daerah", "mulai", "selesai"]
    list_select_related = ["user", "permission", "content_object"]
    list_filter = [("content_object", DaerahFilter)]
    search_fields = ["user__nama", "=user__username"]
    search_help_text = "Cari nama atau NIP"
    ordering = ["content_object__nama", "user__nama", "pk"]
    autocomplete_fields = ["user", "content_object"]
    fields = ["user", "permission", "content_object", "mulai", "selesai"]

    @admin.display(description="pemegang", ordering="user__nama")
    def pemegang(self, obj):
        return obj.user

    @admin.display(description="kewenangan")
    def kewenangan(self, obj):
        return obj.permission.name

    @admin.display(description="perangkat daerah", ordering="content_object__nama")
    def daerah(self, obj):
        return obj.content_object

    def get_readonly_fields(self, request, obj=None):
        return ["pemegang", "kewenangan", "daerah"] if obj else []

    def get_fields(self, request, obj=None):
        """A grant keeps its holder and its office; it ends by its date."""
        return ["pemegang", "kewenangan", "daerah", "mulai", "selesai"] if obj else self.fields

    def boleh_ubah(self, request, obj=None):
        """Nobody prolongs his own grant."""
        return super().boleh_ubah(request, obj) and (obj is None or obj.user_id != request.user.pk)

    def boleh_hapus(self, request, obj=None):
        return self._boleh(request, "delete")
