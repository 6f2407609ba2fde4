"""What a pimpinan fills in to assign one of his results, to one person or to several at once."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.core.validators import RegexValidator

from kinerja.skp.forms.dasar import FormulirSkp, pilihan
from kinerja.skp.models import JenisRhk, Skp
from kinerja.skp.queries import dinilai_dalam_periode
from kinerja.ui.forms import RUSAK, CatatanField

PILIH_PEGAWAI = "Pilih pegawai yang Anda nilai saat ini dalam periode SKP ini."
PILIH_RHK = "Pilih salah satu hasil kerja Anda."


class TugaskanForm(FormulirSkp):
    """`dari`: what the link of a cell has chosen already (`rhk`, one or more `pegawai`)."""

    rhk = forms.TypedChoiceField(
        label="Hasil kerja Anda yang dibagi",
        coerce=int,
        error_messages={"required": PILIH_RHK, "invalid_choice": PILIH_RHK},
    )
    pegawai = forms.TypedMultipleChoiceField(
        label="Ditugaskan kepada",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": PILIH_PEGAWAI, "invalid_choice": PILIH_PEGAWAI},
    )
    jenis = pilihan(
        JenisRhk.choices,
        label="Jenis rencana",
        initial=JenisRhk.UTAMA,
        help_text="Utama: prioritas tinggi. Tambahan: prioritas rendah.",
    )
    uraian = CatatanField(
        label="Hasil kerja yang ditugaskan",
        max_length=500,
        required=False,
        help_text="Sama dengan hasil kerja Anda bila dibagi langsung, atau bagian yang lebih khusus. "
        "Dikosongkan berarti sama.",
    )

    def __init__(self, data=None, *, skp: Skp, pada: datetime, dari=None):
        self.daftar_rhk = {rhk.pk: rhk for rhk in skp.daftar_rhk.order_by("-jenis", "urutan", "pk")}
        self.nama: dict[int, str] = {}
        jabatan: dict[int, str] = {}
        for satu in dinilai_dalam_periode(skp, pada=pada):
            self.nama[satu.dinilai_id] = satu.dinilai.nama
            jabatan.setdefault(satu.dinilai_id, satu.content_object.jabatan.nama)
        super().__init__(data, versi=skp.versi, initial=self._awal(dari))
        # Each person's key is this one with his number behind it, and both must fit.
        self.fields["kunci"].validators = [RegexValidator(r"^[0-9A-Za-z-]{8,60}$", RUSAK)]
        daftar_rhk = [(pk, rhk.uraian) for pk, rhk in self.daftar_rhk.items()]
        self.fields["rhk"].choices = [("", "Pilih hasil kerja"), *daftar_rhk]
        self.fields["pegawai"].choices = [(pk, f"{nama}, {jabatan[pk]}") for pk, nama in self.nama.items()]

    def _awal(self, dari) -> dict:
        """Only what this form offers; the rest of a typed address is left alone."""
        if not dari:
            return {}
        rhk = next((satu for pk, satu in self.daftar_rhk.items() if str(pk) == dari.get("rhk")), None)
        awal = {"rhk": rhk.pk, "uraian": rhk.uraian, "jenis": rhk.jenis} if rhk else {}
        return awal | {"pegawai": [pk for pk in self.nama if str(pk) in dari.getlist("pegawai")]}

    def clean(self):
        """An empty text is the column's own wording."""
        bersih = super().clean()
        if not bersih.get("uraian") and "uraian" not in self.errors and bersih.get("rhk"):
            bersih["uraian"] = self.daftar_rhk[bersih["rhk"]].uraian
        return bersih
