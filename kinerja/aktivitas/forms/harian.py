"""The entry page's form, and the pages of one activity."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from kinerja.aktivitas.forms.dasar import FormulirAktivitas, IsianForm
from kinerja.aktivitas.models import Jenis
from kinerja.skp.forms.dasar import pilihan
from kinerja.skp.models import Indikator
from kinerja.ui.forms import RUSAK


class HarianForm(IsianForm):
    """Quick entry: an activity, or a plan of one."""

    jenis = pilihan(
        Jenis.choices,
        label="Jenis",
        initial=Jenis.AKTIVITAS,
        error_messages={"required": "Pilih Aktivitas atau Rencana.", "invalid_choice": RUSAK},
    )
    # The day for which the page was opened: the draft on the device is kept under it, whatever day is typed.
    asal = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10)
    field_order = ["kunci", "versi", "asal", "jenis", "uraian", "tanggal", "indikator", "mulai", "selesai"]

    @property
    def argumen(self) -> dict:
        """The SKP's own version does not matter here: nothing of it is changed."""
        return {"isian": self.isian, "kunci": self.cleaned_data["kunci"]}


class UbahForm(IsianForm):
    """The same, of what is stored: its version is compared."""

    def __init__(self, daftar: Iterable[Indikator], data=None, *, versi: int, **kwargs):
        super().__init__(daftar, data, versi=versi, **kwargs)
        self.fields["versi"].required = True
        self.fields["versi"].error_messages["required"] = RUSAK


class YakinForm(FormulirAktivitas):
    """Nothing to type: the page asks whether he is sure."""

    versi = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        max_value=2**31 - 1,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), RUSAK),
    )
