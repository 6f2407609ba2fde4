"""Acts of the kernel as buttons of the back office: one (dialog) or many (page that says first who is skipped).

    class CatatanForm(FormulirAksi):                    # forms.py: plain Django fields
        catatan = forms.CharField(label="Catatan", widget=forms.Textarea)

    class SkpAdmin(KinerjaAdmin):
        tindakan = [aksi_tunggal(services.terima, CatatanForm, "Terima", "check"),
                    aksi_massal(services.terima, CatatanForm, "Terima", bagi=daftar_dinilai)]

The cleaned fields of the form are the act's keyword arguments. A form that must look at the person or the document
overrides `siapkan()` and reads `self.pelaku`, `self.objek` (None in bulk) and `self.pada`. GET never changes
anything; a POST carries CSRF token, version and idempotency key; the kernel authorises every document anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.validators import RegexValidator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from unfold import widgets
from unfold.enums import ActionVariant

from kinerja.dokumen import policy
from kinerja.dokumen.acts import Act
from kinerja.dokumen.errors import AksesDitolak, Ditolak, TidakTerlihat
from kinerja.ui.forms import RUSAK, FormulirTindakan

MASSAL_TERBANYAK = 100
BUSANA = {
    forms.Textarea: widgets.UnfoldAdminTextareaWidget,
    forms.TextInput: widgets.UnfoldAdminTextInputWidget,
    forms.NumberInput: widgets.UnfoldAdminTextInputWidget,
    forms.Select: widgets.UnfoldAdminSelectWidget,
    forms.CheckboxInput: widgets.UnfoldBooleanWidget,
}


class FormulirAksi(FormulirTindakan):
    """What an act of the back office asks; it knows who asks, when, and about which document."""

    def __init__(self, data=None, *, pelaku, pada: datetime, objek=None):
        self.pelaku, self.pada, self.objek = pelaku, pada, objek
        super().__init__(data, versi=getattr(objek, "versi", None))
        # In bulk each document's key is this one with its number behind it, and both must fit.
        self.fields["kunci"].validators = [RegexValidator(r"^[0-9A-Za-z-]{8,60}$", RUSAK)]
        self.siapkan()
        for bidang in self.fields.values():
            _kenakan_busana(bidang)

    def siapkan(self) -> None:
        """For subclasses: narrow choices to what this person may pick."""

    def isi(self) -> dict[str, Any]:
        return {nama: nilai for nama, nilai in self.cleaned_data.items() if nama not in ("versi", "kunci")}

    def tolak(self, penolakan: Ditolak) -> None:
        """Show the kernel's sentences above the form."""
        for keluhan in penolakan.keluhan:
            self.add_error(None, _kalimat(keluhan))


@dataclass(frozen=True)
class Tindakan:
    """The declaration of one button."""

    act: Act
    form_class: type[FormulirAksi]
    label: str
    ikon: str
    massal: bool
    penjelasan: str
    bagi: Callable[..., Any] | None = None

    @property
    def nama(self) -> str:
        return f"{self.act.verba}_massal" if self.massal else self.act.verba

    def ditawarkan(self, request) -> bool:
        """Is the bulk act in this person's list of actions at all?"""
        return self.bagi is None or benar(request, self.bagi)

    def boleh(self, request, objek) -> bool:
        return self.act.boleh(objek, oleh=request.user, pada=timezone.now())

    def periksa(self, request, objek, pada: datetime) -> None:
        """As the act itself would, except for the texts that the form is about to ask."""
        self.act.periksa(objek, oleh=request.user, pada=pada, **dict.fromkeys(self.act.wajib, "…"))

    def formulir(self, request, data=None, objek=None) -> FormulirAksi:
        return self.form_class(data, pelaku=request.user, pada=timezone.now(), objek=objek)

    def pandangan(self) -> Callable:
        """The function that Django's and Unfold's admin call."""
        fungsi = _pandangan_massal(self) if self.massal else _pandangan_tunggal(self)
        fungsi.__name__ = self.nama
        fungsi.short_description = self.label
        fungsi.tindakan, fungsi.icon, fungsi.attrs = self, self.ikon, {}
        fungsi.variant, fungsi.dialog, fungsi.url_path = (
            ActionVariant.DEFAULT,
            {"title": self.label},
            self.act.verba,
        )
        return fungsi


def aksi_tunggal(act: Act, form_class=FormulirAksi, label="", ikon="task_alt", *, penjelasan="") -> Tindakan:
    """A button on the document's page that opens a dialog."""
    return Tindakan(act, form_class, label or _label(act), ikon, False, penjelasan)


def aksi_massal(act: Act, form_class=FormulirAksi, label="", *, penjelasan="", bagi=None) -> Tindakan:
    """An action over ticked rows. `bagi(pengguna, pada=…)`: to whom it is offered (default: all who see the list)."""
    return Tindakan(act, form_class, label or _label(act), "checklist", True, penjelasan, bagi)


def _label(act: Act) -> str:
    """The button's words from the lifecycle, so that they are written once."""
    langkah = next(iter(getattr(act.model, act.verba)._django_fsm.transitions.values()))
    return langkah.custom["label"]


# --- one document ------------------------------------------------------------------------------------------
def _pandangan_tunggal(t: Tindakan) -> Callable:
    def pandangan(self, request, object_id):
        objek = self.get_queryset(request).filter(pk=_pk(self, object_id)).first()
        if objek is None:
            raise Http404
        _harus_berwenang(self, t, request, objek)
        if request.method != "POST":
            return _dialog(self, request, t, objek, t.formulir(request, objek=objek))
        form = t.formulir(request, request.POST, objek)
        if form.is_valid() and (riwayat := _lakukan(t, request, objek, form)):
            messages.success(request, f"{t.label}: {objek} berhasil. Nomor tanda terima {riwayat.nomor}.")
            return _kembali(self, request, objek)
        return _dialog(self, request, t, objek, form)

    return pandangan


def _harus_berwenang(self, t: Tindakan, request, objek) -> None:
    """403 before anything is shown: the dialog itself tells nothing to whom the act does not belong."""
    if not self.has_view_permission(request, objek):
        raise PermissionDenied
    if not policy.can(request.user, t.act.verba, objek, pada=timezone.now()):
        raise PermissionDenied(
            f"Anda tidak berwenang melakukan tindakan ini atas {self.opts.verbose_name} ini."
        )


def _lakukan(t: Tindakan, request, objek, form: FormulirAksi):
    bersih = form.cleaned_data
    try:
        return t.act(
            objek,
            oleh=request.user,
            pada=timezone.now(),
            versi=bersih["versi"],
            kunci=bersih["kunci"],
            **form.isi(),
        )
    except TidakTerlihat as penolakan:
        raise Http404(str(penolakan)) from penolakan
    except AksesDitolak as penolakan:
        raise PermissionDenied(str(penolakan)) from penolakan
    except Ditolak as penolakan:
        form.tolak(penolakan)


def _dialog(self, request, t: Tindakan, objek, form) -> TemplateResponse:
    konteks = {
        **self.admin_site.each_context(request),
        "title": t.label,
        "opts": self.opts,
        "objek": objek,
        "tindakan": t,
        "form": form,
        "keluhan": _keluhan(t, request, objek),
        "batal": reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[objek.pk]),
    }
    templat = (
        "admin/tindakan_dialog.html" if request.headers.get("HX-Request") else "admin/tindakan_tunggal.html"
    )
    return TemplateResponse(request, templat, konteks)


def _keluhan(t: Tindakan, request, objek) -> list:
    try:
        t.periksa(request, objek, timezone.now())
    except Ditolak as penolakan:
        return [_kalimat(k) for k in penolakan.keluhan]
    return []


def _kembali(self, request, objek) -> HttpResponse:
    """To the document if he still sees it, else to the list; told to htmx by a header, to a browser by a redirect."""
    nama = f"admin:{self.opts.app_label}_{self.opts.model_name}"
    masih = self.get_queryset(request).filter(pk=objek.pk).exists()
    tujuan = reverse(f"{nama}_change", args=[objek.pk]) if masih else reverse(f"{nama}_changelist")
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": tujuan})
    return HttpResponseRedirect(tujuan)


# --- many documents ------------------------------------------------------------------------------------------
def _pandangan_massal(t: Tindakan) -> Callable:
    def pandangan(self, request, queryset):
        if not (self.has_view_permission(request) and t.ditawarkan(request)):
            raise PermissionDenied
        dipilih = list(queryset[: MASSAL_TERBANYAK + 1])
        if len(dipilih) > MASSAL_TERBANYAK:
            messages.error(
                request, f"Paling banyak {MASSAL_TERBANYAK} {self.opts.verbose_name} sekali proses."
            )
            return None
        bisa, dilewati = pilah(t.act, dipilih, oleh=request.user, pada=timezone.now())
        if "_konfirmasi" not in request.POST:
            return _halaman_massal(self, request, t, bisa, dilewati, t.formulir(request))
        form = t.formulir(request, request.POST)
        if not form.is_valid():
            return _halaman_massal(self, request, t, bisa, dilewati, form)
        hasil = t.act.many(
            dipilih,
            oleh=request.user,
            pada=timezone.now(),
            versi=versi_dilihat(request.POST, dipilih),
            kunci=form.cleaned_data["kunci"],
            **form.isi(),
        )
        return _sampaikan(self, request, t, hasil)

    return pandangan


def pilah(act: Act, daftar, *, oleh, pada: datetime) -> tuple[list, list[tuple[Any, Ditolak]]]:
    """Before a bulk act: (who will be done, [(who will be skipped, why)])."""
    bisa, dilewati = [], []
    for objek in daftar:
        try:
            act.periksa(objek, oleh=oleh, pada=pada, **dict.fromkeys(act.wajib, "…"))
            bisa.append(objek)
        except Ditolak as penolakan:
            dilewati.append((objek, penolakan))
    return bisa, dilewati


def versi_dilihat(data, daftar) -> dict[int, int]:
    """The versions on the confirmation page. A missing or odd one matches none, so the row is refused."""
    versi = {}
    for objek in daftar:
        teks = data.get(f"versi_{objek.pk}", "")
        versi[objek.pk] = int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 10 else -1
    return versi


def _halaman_massal(self, request, t: Tindakan, bisa, dilewati, form) -> TemplateResponse:
    konteks = {
        **self.admin_site.each_context(request),
        "title": t.label,
        "opts": self.opts,
        "tindakan": t,
        "bisa": bisa,
        "dilewati": dilewati,
        "form": form,
        "nama_centang": ACTION_CHECKBOX_NAME,
        "batal": request.get_full_path(),
    }
    return TemplateResponse(request, "admin/tindakan_massal.html", konteks)


def _sampaikan(self, request, t: Tindakan, hasil) -> HttpResponse:
    if hasil.berhasil:
        nomor = ", ".join(str(r.nomor) for r in hasil.berhasil)
        messages.success(
            request,
            f"{t.label}: {len(hasil.berhasil)} {self.opts.verbose_name} berhasil. Nomor tanda terima {nomor}.",
        )
    for objek, penolakan in hasil.ditolak:
        messages.warning(request, f"{t.label}: {objek} dilewati. {penolakan}")
    return HttpResponseRedirect(request.get_full_path())


def benar(request, predikat: Callable[..., Any]) -> bool:
    """Ask each predicate once per request, however many menu entries and actions depend on it."""
    simpanan = request.__dict__.setdefault("_tampil_bagi", {})
    if predikat not in simpanan:
        simpanan[predikat] = bool(predikat(request.user, pada=timezone.now()))
    return simpanan[predikat]


# --- small things -----------------------------------------------------------------------------------------------
def _pk(self, object_id: str):
    try:
        return self.opts.pk.to_python(unquote(str(object_id)))
    except (ValueError, forms.ValidationError) as galat:
        raise Http404 from galat


def _kalimat(keluhan) -> str:
    if keluhan.tautan:
        return format_html('<a href="{}">{}</a>', keluhan.tautan, keluhan.kalimat)
    return keluhan.kalimat


def _kenakan_busana(bidang: forms.Field) -> None:
    """Dress a plain field in the theme, so that the forms of the apps need not know it."""
    if isinstance(bidang.widget, forms.DateInput):
        bidang.widget = widgets.UnfoldAdminTextInputWidget({**bidang.widget.attrs, "type": "date"})
    elif busana := BUSANA.get(type(bidang.widget)):
        lama = bidang.widget
        bidang.widget = busana(lama.attrs)
        if isinstance(bidang, forms.ChoiceField):
            bidang.widget.choices = bidang.choices
