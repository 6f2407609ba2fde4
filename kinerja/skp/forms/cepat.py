"""What the owner chooses when he begins with rows that exist: copied, from the library, pasted, imported."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils.html import format_html, format_html_join

from kinerja.skp.forms.dasar import FormulirSkp
from kinerja.skp.models import PustakaRhk, RencanaHasilKerja, Skp, VersiSkp
from kinerja.skp.queries import daftar_rhk_atasan
from kinerja.skp.queries.perbandingan import target_tercetak
from kinerja.skp.services.cepat import PILIH
from kinerja.ui.forms import RUSAK


class PilihanField(forms.TypedMultipleChoiceField):
    """Ticked rows, all of them at first; a value that is not offered is a tampered form."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        galat = {"required": PILIH["pilihan"], "invalid_choice": RUSAK}
        super().__init__(coerce=int, label="Rencana hasil kerja", error_messages=galat, **kwargs)


def _dengan_indikator(uraian: str, daftar: list[tuple[str, str]]) -> str:
    """What is taken is seen before it is taken: the RHK, and under it its indicators with their targets."""
    baris = [f"{indikator} ({target})" if target else indikator for indikator, target in daftar]
    return format_html(
        '<span>{}<small class="redup">{}</small></span>',
        uraian,
        format_html_join("", "<br>{}", ((b,) for b in baris)),
    )


class SalinForm(FormulirSkp):
    """Which RHK of an approved version to take over."""

    sumber = forms.IntegerField(
        widget=forms.HiddenInput, error_messages={"required": RUSAK, "invalid": RUSAK}
    )
    pilihan = PilihanField()

    def __init__(self, data=None, *, skp: Skp, versi: VersiSkp):
        daftar = versi.isi["rhk"]
        awal = {"sumber": versi.skp_id, "pilihan": [rhk["id"] for rhk in daftar]}
        super().__init__(data, versi=skp.versi, initial=awal)
        self.fields["pilihan"].choices = [
            (
                rhk["id"],
                _dengan_indikator(
                    rhk["uraian"], [(i["uraian"], target_tercetak(i)) for i in rhk["indikator"]]
                ),
            )
            for rhk in daftar
        ]


class PustakaForm(FormulirSkp):
    """Which rows of the library to take."""

    pilihan = PilihanField()

    def __init__(self, data=None, *, skp: Skp, daftar: list[PustakaRhk]):
        super().__init__(data, versi=skp.versi)
        self.fields["pilihan"].choices = [
            (
                rhk.pk,
                _dengan_indikator(
                    rhk.uraian, [(i.uraian, i.target_tercetak) for i in rhk.daftar_indikator.all()]
                ),
            )
            for rhk in daftar
        ]


class TerbacaForm(FormulirSkp):
    """What he sends is read by the page; the act is given what it says, not the text or file itself."""

    @property
    def argumen(self) -> dict:
        return {nama: self.cleaned_data[nama] for nama in ("versi", "kunci")}


class TempelForm(TerbacaForm):
    """Cells copied from a spreadsheet; they stay in the box until they are right.

    No length here: a browser would cut the paste in silence. Whoever reads it says what is too much.
    """

    teks = forms.CharField(
        label="Baris dari lembar kerja",
        strip=False,  # an empty first cell says something
        widget=forms.Textarea({"rows": 8, "wrap": "off", "spellcheck": "false"}),
        error_messages={"required": "Tempelkan baris dari lembar kerja."},
        help_text="Urutan kolom: Rencana hasil kerja, Indikator, Target, Satuan, Aspek atau Perspektif, Jenis. "
        "Baris judul boleh ikut disalin; kolomnya lalu dikenali dari judulnya.",
    )


class ImporToolKinerjaForm(TerbacaForm):
    """The file, and the manual's question."""

    berkas = forms.FileField(
        label="Berkas ekspor Tool Kinerja (xlsx)",
        error_messages={
            "required": "Pilih berkas hasil ekspor Tool Kinerja.",
            "empty": "Berkas kosong. Ekspor ulang dari Tool Kinerja.",
            "invalid": "Pilih berkas hasil ekspor Tool Kinerja.",
        },
        widget=forms.FileInput({"accept": ".xlsx"}),
    )


class RhkAtasanField(forms.TypedChoiceField):
    """Needed before AJUKAN, not before saving: it is labelled as needed, and may be saved empty."""

    def validate(self, value):
        if value not in self.empty_values:
            super().validate(value)


class PilihRhkAtasanForm(FormulirSkp):
    """One choice for each RHK; an RHK without a choice stays as it is."""

    def __init__(self, data=None, *, skp: Skp, pada: datetime, daftar: list[RencanaHasilKerja]):
        super().__init__(data, versi=skp.versi)
        tersedia = list(daftar_rhk_atasan(skp, pada=pada))
        self.tanpa_rhk_atasan = not tersedia
        pilihan = [(rhk.pk, rhk.uraian) for rhk in tersedia]
        dikenal = {pk for pk, _ in pilihan}
        self.daftar_pk = [rhk.pk for rhk in daftar]
        for rhk in daftar:
            lama = rhk.rhk_atasan
            # One of the former penilai stays selectable where it stands, and nowhere else.
            tetap = (
                [(lama.pk, f"{lama.uraian} (penilai sebelumnya)")] if lama and lama.pk not in dikenal else []
            )
            self.fields[f"rhk_{rhk.pk}"] = RhkAtasanField(
                label=rhk.uraian,
                choices=[("", "Belum dipilih"), *tetap, *pilihan],
                coerce=int,
                empty_value=None,
                initial=rhk.rhk_atasan_id,
                error_messages={"invalid_choice": "RHK atasan harus dari SKP penilai yang sudah disetujui."},
            )

    @property
    def argumen(self) -> dict:
        bersih = self.cleaned_data
        pilihan = {pk: bersih[f"rhk_{pk}"] for pk in self.daftar_pk if bersih[f"rhk_{pk}"]}
        return {"versi": bersih["versi"], "kunci": bersih["kunci"], "pilihan": pilihan}
