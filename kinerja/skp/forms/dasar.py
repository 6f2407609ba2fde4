"""What every form of an SKP shares: the version that its user saw, and fields as the lean pages draw them."""

from __future__ import annotations

from django import forms

from kinerja.skp.models import Skp
from kinerja.ui.forms import RUSAK, CatatanField, FormulirTindakan


class FormulirSkp(FormulirTindakan):
    """Every act on an SKP carries the version that its user saw; without it nothing is compared, so it is a must."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["versi"].required = True
        self.fields["versi"].error_messages["required"] = RUSAK

    def perbarui(self, objek) -> None:
        """After “Data sudah berubah”: keep what he typed, take the present version and a new key."""
        self.data = self.data.copy()
        self.data["versi"], self.data["kunci"] = objek.versi, self.fields["kunci"].initial()


def pilihan(choices, **kwargs) -> forms.ChoiceField:
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **kwargs)


def tanggal_isian(label: str) -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    galat = {"invalid": "Tanggal tidak dapat dibaca. Tulis seperti 31-12-2026."}
    return forms.DateField(
        label=label, widget=widget, input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"], error_messages=galat
    )


class CatatanForm(FormulirSkp):
    """One note; with `wajib`, the sentence for a missing one, the act is refused without it."""

    catatan = CatatanField(label="Catatan")

    def __init__(self, data=None, *, skp: Skp, label: str, contoh: str = "", wajib: str = ""):
        super().__init__(data, versi=skp.versi)
        self.fields["catatan"].label = label
        self.fields["catatan"].help_text = contoh
        self.fields["catatan"].required = bool(wajib)
        self.fields["catatan"].error_messages["required"] = wajib


class HapusForm(FormulirSkp):
    """Nothing to type: the page asks whether he is sure."""
