"""The base of every back-office screen: deny by default."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.filters import ListFilter
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from unfold.admin import ModelAdmin, TabularInline
from unfold.fields import UnfoldAdminReadonlyField
from unfold.views import ChangeList

from kinerja.akun.permissions import is_admin_bkd, lihat_semua
from kinerja.dokumen import policy
from kinerja.dokumen.errors import DataBerubah, ditolak_karena_kendala
from kinerja.dokumen.models import Dokumen, Riwayat
from kinerja.ui.tindakan import Tindakan, benar

# What may follow the name of a declared filter: Django's and Unfold's own filters write no other.
AKHIRAN_SARINGAN = (
    "", "__exact", "__in", "__isnull", "__id__exact", "__id__in",
    "__gte", "__gt", "__lte", "__lt", "__year", "__month", "__day", "_from", "_to",
)  # fmt: skip


KATA_TERBANYAK = 10
PK = "__pk__"  # stands in an address for the number of a row


def kata_pencarian(teks: str) -> str:
    """The first words of what was typed into the search box."""
    return " ".join(teks.split()[:KATA_TERBANYAK])


class FormulirAdmin(forms.ModelForm):
    """A change form of a document carries the version its user saw; an older one is refused."""

    pelaku: Any = None  # who asks; set by KinerjaAdmin.get_form on the class made for his request

    def clean(self):
        bersih = super().clean()
        berversi = self.instance.pk and isinstance(self.instance, Dokumen)
        if berversi and self.data.get("_versi") != str(self.instance.versi):
            raise forms.ValidationError(str(DataBerubah()))
        return bersih


def _tautan_bila_terlihat(self, remote_field, remote_obj):
    """A foreign key read as a link only by those who may open every row; to others it could lead to a 404."""
    pelaku = getattr(self.form, "pelaku", None)
    return (
        _tautan_bawaan(self, remote_field, remote_obj) if pelaku and lihat_semua(pelaku) else str(remote_obj)
    )


_tautan_bawaan = UnfoldAdminReadonlyField.get_admin_url
UnfoldAdminReadonlyField.get_admin_url = _tautan_bila_terlihat


class Daftar(ChangeList):
    def get_results(self, request):
        """The header need not tell how many rows there are besides those found: that count costs a scan."""
        super().get_results(request)
        if self.full_result_count is None:
            self.full_result_count = self.result_count

    def url_for_result(self, result):
        """The addresses of a page's rows differ in a number: the resolver is asked once for all of them."""
        pk = getattr(result, self.pk_attname)
        return self._alamat.replace(PK, str(pk)) if isinstance(pk, int) else super().url_for_result(result)

    @cached_property
    def _alamat(self) -> str:
        nama = f"{self.model_admin.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_change"
        return reverse(nama, args=[PK])


class KinerjaAdmin(ModelAdmin):
    """Rows by `policy.visible`, doors shut unless declared open. See the docstring of `kinerja.ui.admin`."""

    form = FormulirAdmin
    tampil_bagi: Iterable[
        Callable[..., Any]
    ] = ()  # predicates (pengguna, *, pada): who else has this menu entry
    daftar_saringan: Iterable[str] = ()  # lookups allowed in the URL besides those of list_filter
    tindakan: Iterable[Tindakan] = ()

    list_per_page = 25
    list_max_show_all = 0
    show_full_result_count = False
    list_filter_submit = True
    compressed_fields = True
    warn_unsaved_form = True
    actions_selection_counter = True
    save_as = False
    save_on_top = False

    def __init_subclass__(cls, **kwargs):
        """Hang the declared acts where Django and Unfold look for them."""
        super().__init_subclass__(**kwargs)
        if "tindakan" in vars(cls):
            for satu in cls.tindakan:
                setattr(cls, satu.nama, satu.pandangan())
            cls.actions_detail = [t.nama for t in cls.tindakan if not t.massal]
            cls.actions = [t.nama for t in cls.tindakan if t.massal]

    # --- who ---------------------------------------------------------------------------------------------
    def tampil_untuk(self, request) -> bool:
        """May he open this module at all? BKD and superusers, and those whom a predicate names."""
        return lihat_semua(request.user) or any(benar(request, predikat) for predikat in self.tampil_bagi)

    def boleh_tambah(self, request) -> bool:
        return False

    def boleh_ubah(self, request, obj=None) -> bool:
        return False

    def boleh_hapus(self, request, obj=None) -> bool:
        return False

    def has_module_permission(self, request):
        return self.tampil_untuk(request)

    def has_view_permission(self, request, obj=None):
        return self.tampil_untuk(request)

    def has_add_permission(self, request):
        return self.tampil_untuk(request) and self.boleh_tambah(request)

    def has_change_permission(self, request, obj=None):
        return self.tampil_untuk(request) and self.boleh_ubah(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.tampil_untuk(request) and self.boleh_hapus(request, obj)

    # --- which rows ----------------------------------------------------------------------------------------
    def get_queryset(self, request):
        """What the policy lets him see: for lists, forms, history, deletion and autocomplete alike."""
        if self.model in policy.ATURAN:
            baris = policy.visible(self.model, request.user, pada=timezone.now())
        else:
            baris = (
                self.model._default_manager.all()
                if lihat_semua(request.user)
                else self.model._default_manager.none()
            )
        urutan = self.get_ordering(request)
        return baris.order_by(*urutan) if urutan else baris

    def get_object(self, request, object_id, from_field=None):
        """Outside his sight it does not exist: 404, before any question of permission."""
        objek = super().get_object(request, object_id, from_field)
        if objek is None:
            raise Http404(f"{capfirst(self.opts.verbose_name)} tidak ditemukan.")
        if request.method == "POST" and isinstance(objek, Dokumen):
            # Hold the row until commit, so that the version compared is the version overwritten.
            objek = self.model._default_manager.select_for_update(of=("self",), no_key=True).get(pk=objek.pk)
        return objek

    def lookup_allowed(self, lookup, value, request=None):
        """Only declared filters: a free lookup would leak hidden text letter by letter."""
        return lookup in self._saringan_boleh(request)

    def _saringan_boleh(self, request) -> set[str]:
        nama = {*self.daftar_saringan, *([self.date_hierarchy] if self.date_hierarchy else [])}
        boleh = set()
        for satu in self.get_list_filter(request):
            if isinstance(satu, type) and issubclass(satu, ListFilter) and hasattr(satu, "parameter_name"):
                boleh.add(satu.parameter_name)
            else:
                nama.add(satu[0] if isinstance(satu, tuple | list) else satu)
        return boleh | {n + akhiran for n in nama for akhiran in AKHIRAN_SARINGAN}

    def get_search_results(self, request, queryset, search_term):
        """Each word is a condition of its own: past some hundreds of them the database gives up."""
        return super().get_search_results(request, queryset, kata_pencarian(search_term))

    # --- what can be done ------------------------------------------------------------------------------------
    def get_readonly_fields(self, request, obj=None):
        """Status and version are moved by acts alone."""
        tetap = [n for n in ("status", "versi", "diubah_pada") if _ada_dan_tak_tersunting(self.model, n)]
        dinyatakan = super().get_readonly_fields(request, obj)
        if hasattr(self.model, "tahun"):
            tetap.append("tahun_tercetak")
        return [*dinyatakan, *(n for n in tetap if n not in dinyatakan)]

    def get_fields(self, request, obj=None):
        tersembunyi = ("versi", "diubah_pada", "tahun_tercetak")
        return [n for n in super().get_fields(request, obj) if n not in tersembunyi]

    def get_changelist(self, request, **kwargs):
        return Daftar

    @admin.display(description="tahun", ordering="tahun")
    def tahun_tercetak(self, obj):
        """A year is no quantity: without this it would read 2.026."""
        return str(obj.tahun)

    def get_list_display(self, request):
        return [_tahun(n) for n in super().get_list_display(request)]

    def get_fieldsets(self, request, obj=None):
        kelompok = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return kelompok
        return [(judul, {**isi, "fields": [_tahun(n) for n in isi["fields"]]}) for judul, isi in kelompok]

    def get_form(self, request, obj=None, change=False, **kwargs):
        formulir = super().get_form(request, obj, change=change, **kwargs)
        formulir.pelaku = request.user
        return formulir

    def get_actions(self, request):
        """No deletion in bulk; a bulk act is offered to those for whom it is declared."""
        tersedia = super().get_actions(request)
        tersedia.pop("delete_selected", None)
        return {
            n: isi for n, isi in tersedia.items() if not (t := self._tindakan(n)) or t.ditawarkan(request)
        }

    def get_actions_detail(self, request, object_id):
        """A button is shown when the act would let him: relation and state, asked of the kernel."""
        tersedia = super().get_actions_detail(request, object_id)
        if not tersedia:
            return []
        objek = self.get_queryset(request).filter(pk=object_id).first() if _angka(object_id) else None
        if objek is None:
            return []
        return [
            a for a in tersedia if not (t := a.method.__dict__.get("tindakan")) or t.boleh(request, objek)
        ]

    def _tindakan(self, nama: str) -> Tindakan | None:
        return next((t for t in self.tindakan if t.nama == nama), None)

    # --- saving: the record, and no IntegrityError to the user --------------------------------------------------
    def save_model(self, request, obj, form, change):
        if change and isinstance(obj, Dokumen):
            obj.versi, obj.diubah_pada = obj.versi + 1, timezone.now()
        try:
            super().save_model(request, obj, form, change)
        except IntegrityError as galat:
            raise ditolak_karena_kendala(galat) from galat

    def log_addition(self, request, obj, message):
        return self._catat(request, obj, "dibuat", message)

    def log_change(self, request, obj, message):
        return self._catat(request, obj, "diubah", message)

    def log_deletions(self, request, queryset):
        return [self._catat(request, obj, "dihapus", str(obj)) for obj in queryset]

    def _catat(self, request, obj, kejadian: str, rincian) -> Riwayat:
        """The one chained record, instead of the admin's own log that anybody with the database could edit."""
        return Riwayat.tambah(
            obj,
            f"{self.opts.model_name}.{kejadian}",
            oleh=request.user,
            pada=timezone.now(),
            rincian={"perubahan": rincian},
        )

    def history_view(self, request, object_id, extra_context=None):
        """The record of this object, for those who see the object."""
        objek = self.get_object(request, object_id)
        if not self.has_view_permission(request, objek):
            raise PermissionDenied
        baris = Riwayat.objects.filter(objek_tipe=self.opts.label_lower, objek_id=objek.pk)
        konteks = {
            **self.admin_site.each_context(request),
            "title": f"Riwayat: {objek}",
            "daftar_riwayat": baris.select_related("oleh")[:200],
            "object": objek,
            "opts": self.opts,
            "module_name": capfirst(self.opts.verbose_name_plural),
            "preserved_filters": self.get_preserved_filters(request),
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/object_history.html", konteks)


class DataIndukAdmin(KinerjaAdmin):
    """Master data: kept by BKD's administrators, if their group's model permission says so too."""

    def _boleh(self, request, tindakan: str) -> bool:
        izin = f"{self.opts.app_label}.{tindakan}_{self.opts.model_name}"
        return is_admin_bkd(request.user) and request.user.has_perm(izin)

    def boleh_tambah(self, request):
        return self._boleh(request, "add")

    def boleh_ubah(self, request, obj=None):
        return self._boleh(request, "change")


class SebarisBaca(TabularInline):
    """Rows of a document shown with it; they are changed by acts, never here."""

    extra = 0
    max_num = 0
    can_delete = False
    show_change_link = False

    def has_view_permission(self, request, obj=None):
        return True  # the parent has been asked

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def _angka(object_id) -> bool:
    """Digits that a database knows: `isdigit` alone takes “²” for one."""
    return str(object_id).isascii() and str(object_id).isdigit()


def _tahun(nama):
    if isinstance(nama, tuple | list):
        return [_tahun(n) for n in nama]
    return "tahun_tercetak" if nama == "tahun" else nama


def _ada_dan_tak_tersunting(model, nama: str) -> bool:
    return any(f.name == nama and not f.editable for f in model._meta.concrete_fields)
