"""What one person chooses about mail."""

from __future__ import annotations

from django import forms

from kinerja.notifikasi.models import FrekuensiRingkasan
from kinerja.ui.forms import WAJIB


class PengaturanForm(forms.Form):
    email = forms.BooleanField(label="Kirim ringkasan pemberitahuan ke email saya", required=False)
    ringkasan = forms.ChoiceField(
        label="Seberapa sering",
        choices=FrekuensiRingkasan.choices,
        widget=forms.RadioSelect,
        error_messages=WAJIB,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ringkasan"].error_messages["invalid_choice"] = (
            "Pilihan tidak dikenal. Pilih salah satu yang tersedia."
        )
