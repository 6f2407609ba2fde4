"""What a person types or picks about a list of accounts."""

from __future__ import annotations

from django import forms

from kinerja.akun.permissions import is_admin_bkd
from kinerja.kepegawaian.models import PerangkatDaerah
from kinerja.kepegawaian.permissions import KELOLA, wilayah
from kinerja.ui.forms import CatatanField, FormulirTindakan


def daftar_opd(pengguna, *, pada):
    """The offices for which this person may upload."""
    daftar = PerangkatDaerah.objects.filter(aktif=True)
    return daftar if is_admin_bkd(pengguna) else daftar.filter(pk__in=wilayah(pengguna, KELOLA, pada=pada))


class UnggahForm(FormulirTindakan):
    perangkat_daerah = forms.ModelChoiceField(
        queryset=PerangkatDaerah.objects.none(),
        label="Perangkat daerah",
        error_messages={"invalid_choice": "Pilih perangkat daerah dari daftar."},
    )
    berkas = forms.FileField(
        label="Berkas daftar",
        help_text="xlsx atau csv, paling besar 10 MB dan 20.000 baris. Pakai templat di bawah.",
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"max_length": "Nama berkas terlalu panjang. Ganti namanya, lalu unggah lagi."},
    )

    def __init__(self, *args, pelaku, pada, **kwargs):
        super().__init__(*args, **kwargs)
        daftar = daftar_opd(pelaku, pada=pada)
        self.fields["perangkat_daerah"].queryset = daftar
        if len(daftar) == 1:
            self.fields["perangkat_daerah"].initial = daftar[0]


class TindakanForm(FormulirTindakan):
    """Acts that ask nothing: check, verify, apply."""


class AjukanForm(FormulirTindakan):
    tanpa_galat = forms.BooleanField(
        required=False, label="Ajukan tanpa baris galat", help_text="Baris galat tidak dibuatkan akun."
    )


class KembalikanForm(FormulirTindakan):
    # Emptiness is refused by the act, in its own words.
    catatan = CatatanField(label="Catatan untuk pengunggah", required=False)


class BatalkanForm(FormulirTindakan):
    alasan = CatatanField(label="Alasan", required=False)


FORMULIR = {
    "validasi": TindakanForm,
    "ajukan": AjukanForm,
    "verifikasi": TindakanForm,
    "kembalikan": KembalikanForm,
    "terapkan": TindakanForm,
    "batalkan": BatalkanForm,
    "cetak_kode": TindakanForm,
}
