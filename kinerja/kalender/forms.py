"""What BKD types about an outage, about a month to be opened again, and about a proposal."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django import forms
from django.utils import timezone

from kinerja.kalender.models import Bulan
from kinerja.kalender.queries import bulan_sampai
from kinerja.kepegawaian.models import PerangkatDaerah
from kinerja.ui.forms import WAJIB, CatatanField, FormulirTindakan

TANGGAL_SALAH = "Tulis tanggal seperti 2026-03-10 atau 10-03-2026."
JAM_SALAH = "Tulis jam dan menit seperti 19.00."
DI_LUAR_ZAMAN = "Tahun harus antara 2000 dan 2100."


class TanggalField(forms.DateField):
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    input_formats = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
    default_error_messages = WAJIB | {"invalid": TANGGAL_SALAH}

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.input_formats = type(self).input_formats

    def to_python(self, value):
        hari = super().to_python(value)
        if hari and not 2000 <= hari.year <= 2100:
            raise forms.ValidationError(DI_LUAR_ZAMAN, code="invalid")
        return hari


class JamField(forms.TimeField):
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    input_formats = ["%H:%M", "%H.%M", "%H:%M:%S"]
    default_error_messages = WAJIB | {"invalid": JAM_SALAH}

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.input_formats = type(self).input_formats


class GangguanForm(FormulirTindakan):
    """Day and time apart: every phone has a picker for each, and both can be typed."""

    mulai_tanggal = TanggalField(label="Mulai, tanggal")
    mulai_jam = JamField(label="Mulai, jam (WITA)")
    selesai_tanggal = TanggalField(label="Selesai, tanggal")
    selesai_jam = JamField(label="Selesai, jam (WITA)")
    perangkat_daerah = forms.ModelChoiceField(
        queryset=PerangkatDaerah.objects.filter(aktif=True),
        required=False,
        label="Bagi",
        empty_label="Semua perangkat daerah",
        error_messages={"invalid_choice": "Pilih perangkat daerah dari daftar."},
    )
    keterangan = CatatanField(
        label="Yang terjadi",
        max_length=500,
        help_text="Dibaca semua pegawai, misalnya: sistem tidak dapat diakses.",
    )

    @property
    def argumen(self) -> dict:
        isi = dict(self.cleaned_data)
        for ujung in ("mulai", "selesai"):
            saat = datetime.combine(isi.pop(f"{ujung}_tanggal"), isi.pop(f"{ujung}_jam"))
            isi[ujung] = timezone.make_aware(saat, timezone.get_default_timezone())
        isi.pop("versi", None)
        return isi


class PembukaanForm(FormulirTindakan):
    """For whom stands in the address; `pilihan` are the months that are over."""

    bulan = forms.ChoiceField(
        label="Bulan yang dibuka kembali", error_messages={"invalid_choice": "Pilih bulan dari daftar."}
    )
    mulai = TanggalField(label="Dibuka mulai")
    batas_isi = TanggalField(
        label="Batas pengisian",
        required=False,
        help_text="Kosongkan bila hanya penilaian yang dibuka kembali.",
    )
    batas_nilai = TanggalField(label="Batas penilaian", help_text="Sampai pukul 23.59 WITA hari itu.")
    alasan = CatatanField(
        label="Alasan", max_length=500, help_text="Dibaca admin BKD, yang bersangkutan, dan penilainya."
    )

    def __init__(self, *args, pada: datetime, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bulan"].choices = [(f"{b.tahun}-{b.bulan}", str(b)) for b in bulan_sampai(pada)]

    @property
    def argumen(self) -> dict:
        isi = dict(self.cleaned_data)
        isi["bulan"] = Bulan(*map(int, isi["bulan"].split("-")))
        isi.pop("versi", None)
        return isi


def awal_pembukaan(pada: datetime, tahun: str, bulan: str) -> dict:
    """What the form proposes: from today, one week to file, two days more to rate."""
    hari_ini: date = timezone.localtime(pada).date()
    daftar = [f"{b.tahun}-{b.bulan}" for b in bulan_sampai(pada)]
    diminta = f"{tahun}-{bulan.lstrip('0')}"
    return {
        "bulan": diminta if diminta in daftar else next(iter(daftar), ""),
        "mulai": hari_ini,
        "batas_isi": hari_ini + timedelta(days=6),
        "batas_nilai": hari_ini + timedelta(days=8),
    }


class SetujuiForm(FormulirTindakan):
    """Nothing is asked."""


class AlasanForm(FormulirTindakan):
    # Emptiness is refused by the act, in its own words.
    alasan = CatatanField(label="Alasan", required=False, max_length=500)


FORMULIR = {"setujui": SetujuiForm, "tolak": AlasanForm, "cabut": AlasanForm}
