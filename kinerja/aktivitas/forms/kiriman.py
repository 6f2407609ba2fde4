"""Several activities at once: copied, repeated, pasted, uploaded. Rows are forms of their own under one key."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date, timedelta

from django import forms
from django.core import signing

from kinerja.aktivitas.forms.dasar import (
    INDIKATOR_LAIN,
    PILIH,
    FormulirAktivitas,
    berkelompok,
    hari_isian,
    jam_isian,
)
from kinerja.aktivitas.models import PANJANG_URAIAN, Jenis
from kinerja.aktivitas.services import Isian
from kinerja.kalender.models import Bulan
from kinerja.skp.models import Indikator
from kinerja.ui.forms import RUSAK, WAJIB, CatatanField
from kinerja.ui.impor.pembaca import Tabel

BARIS_TERBANYAK = 60
HARI_TERBANYAK = 31
HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
HARI_KERJA = [0, 1, 2, 3, 4]
GARAM = "kinerja.aktivitas.unggah"


def baca_bulan(teks: str | None) -> Bulan | None:
    """`2026-02`, as an address names a month."""
    cocok = re.fullmatch(r"(\d{4})-(\d{2})", teks or "", re.ASCII)
    try:
        return Bulan(int(cocok[1]), int(cocok[2])) if cocok else None
    except ValueError:
        return None


# --- which days ------------------------------------------------------------------------------------------


class PilihHariForm(forms.Form):
    """From which day to which; asked by GET, changes nothing."""

    dari = hari_isian()
    ke = hari_isian()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="pilih-%s", **kwargs)
        self.fields["dari"].label, self.fields["ke"].label = "Salin dari tanggal", "Ke tanggal"


class PolaForm(forms.Form):
    """On which days to repeat; asked by GET, changes nothing."""

    dari = hari_isian()
    sampai = hari_isian()
    hari = forms.TypedMultipleChoiceField(
        label="Pada hari",
        coerce=int,
        choices=list(enumerate(HARI)),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Centang paling sedikit satu hari.", "invalid_choice": RUSAK},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="pilih-%s", **kwargs)
        self.fields["dari"].label, self.fields["sampai"].label = "Dari tanggal", "Sampai tanggal"

    def clean(self):
        dari, sampai = self.cleaned_data.get("dari"), self.cleaned_data.get("sampai")
        if dari and sampai and not dari <= sampai:
            self.add_error("sampai", "Tanggal akhir harus pada atau sesudah tanggal awal.")
        elif dari and sampai and (sampai - dari).days >= HARI_TERBANYAK:
            jumlah = (sampai - dari).days + 1
            self.add_error("sampai", f"Paling banyak {HARI_TERBANYAK} hari sekali kirim (sekarang {jumlah}).")

    @property
    def daftar_hari(self) -> list[date]:
        isi = self.cleaned_data
        semua = (isi["dari"] + timedelta(days=n) for n in range((isi["sampai"] - isi["dari"]).days + 1))
        return [hari for hari in semua if hari.weekday() in isi["hari"]]


# --- rows ------------------------------------------------------------------------------------------------


class BarisForm(forms.Form):
    """One row; what is not ticked is not looked at, and stays as it was typed."""

    pilih = forms.BooleanField(required=False, label="Sertakan")
    mulai = jam_isian("Mulai")
    selesai = jam_isian("Selesai")
    jenis = forms.ChoiceField(
        label="Jenis", choices=Jenis.choices, error_messages=WAJIB | {"invalid_choice": RUSAK}
    )

    def __init__(self, data=None, *, nomor: int, **kwargs):
        super().__init__(data, prefix=f"b{nomor}", auto_id="%s", **kwargs)
        self.nomor = nomor
        for nama, kolom in self.fields.items():
            if not kolom.widget.is_hidden and nama != "pilih":
                kolom.widget.attrs["aria-label"] = f"{kolom.label}, baris {nomor}"

    def full_clean(self):
        super().full_clean()
        if self.is_bound and not self.cleaned_data.get("pilih"):
            self._errors.clear()

    @property
    def terpilih(self) -> bool:
        return self.is_bound and self.is_valid() and self.cleaned_data["pilih"]


class BarisSalinForm(BarisForm):
    """A copied activity, of which everything may be changed."""

    uraian = CatatanField(
        label="Aktivitas",
        max_length=PANJANG_URAIAN,
        error_messages={"required": "Tuliskan aktivitasnya."},
        widget=forms.Textarea({"rows": 2}),
    )
    indikator = forms.TypedChoiceField(
        label="Indikator SKP",
        coerce=int,
        error_messages={"required": "Pilih indikatornya.", "invalid_choice": INDIKATOR_LAIN},
    )

    def __init__(self, data=None, *, daftar: Iterable[Indikator], **kwargs):
        super().__init__(data, **kwargs)
        self.fields["uraian"].widget.attrs |= {"rows": 2, "class": "frasa"}
        self.fields["indikator"].choices = berkelompok(daftar)

    def isian(self, ke: date) -> Isian:
        isi = self.cleaned_data
        return Isian(ke, isi["mulai"], isi["selesai"], isi["uraian"], isi["indikator"], isi["jenis"])


class BarisUlangForm(BarisForm):
    """A day on which the activity comes again."""

    tanggal = forms.DateField(
        widget=forms.HiddenInput,
        input_formats=["%Y-%m-%d"],
        error_messages={"required": RUSAK, "invalid": RUSAK},
    )

    def isian(self, uraian: str, indikator: int) -> Isian:
        isi = self.cleaned_data
        return Isian(isi["tanggal"], isi["mulai"], isi["selesai"], uraian, indikator, isi["jenis"])


class KirimanForm(FormulirAktivitas):
    """What stands above the rows: the key, and how many rows there are."""

    jumlah = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=1,
        max_value=BARIS_TERBANYAK,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), RUSAK),
    )


class SalinForm(KirimanForm):
    ke = forms.DateField(
        widget=forms.HiddenInput,
        input_formats=["%Y-%m-%d"],
        error_messages={"required": RUSAK, "invalid": RUSAK},
    )


class UlangForm(KirimanForm):
    uraian = CatatanField(
        label="Aktivitas",
        max_length=PANJANG_URAIAN,
        error_messages={"required": "Tuliskan aktivitasnya."},
    )
    indikator = forms.TypedChoiceField(
        label="Indikator SKP",
        coerce=int,
        error_messages={"required": "Pilih indikatornya.", "invalid_choice": INDIKATOR_LAIN},
    )

    def __init__(self, daftar: Iterable[Indikator], data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["uraian"].widget.attrs["rows"] = 2
        self.fields["indikator"].choices = [("", PILIH), *berkelompok(daftar)[1:]]


# --- a box, a file ---------------------------------------------------------------------------------------


class TempelForm(FormulirAktivitas):
    """The box. No length here: a browser would cut the paste in silence. Whoever reads it says what is too much."""

    teks = forms.CharField(
        label="Baris dari lembar kerja",
        strip=False,
        widget=forms.Textarea({"rows": 10, "wrap": "off", "spellcheck": "false", "autocapitalize": "none"}),
        error_messages={
            "required": "Tempelkan baris dari lembar kerja.",
            "null_characters_not_allowed": "Tempelan berisi karakter NUL. Salin ulang dari lembar kerja.",
        },
        help_text="Urutan kolom: Tanggal, Mulai, Selesai, Aktivitas, Indikator. Baris judul boleh ikut disalin. Tanpa "
        "lembar kerja, tulis satu baris per aktivitas dan pisahkan kolomnya dengan titik koma (;).",
    )
    sidik = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    berkas = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_teks(self):
        return self.cleaned_data["teks"].replace("\r\n", "\n").replace("\r", "\n")

    def clean_berkas(self):
        """Which file the rows were read from, as we signed it: a name of his own making is a tampered form."""
        if not (tanda := self.cleaned_data["berkas"]):
            return None
        try:
            nama, sidik = signing.loads(tanda, salt=GARAM)
        except (signing.BadSignature, ValueError) as galat:
            raise forms.ValidationError(RUSAK) from galat
        return nama, sidik

    @property
    def sudah_diperiksa(self) -> bool:
        """Is this the very text whose preview he saw?"""
        return bool(self.cleaned_data["sidik"]) and self.cleaned_data["sidik"] == sidik_teks(
            self.cleaned_data["teks"]
        )

    def perbarui(self, objek=None) -> None:
        super().perbarui(objek)

    def tandai_diperiksa(self, boleh: bool) -> None:
        """The form that goes out again carries the mark of the text whose preview stands above it."""
        self.data = self.data.copy()
        self.data["sidik"] = sidik_teks(self.cleaned_data["teks"]) if boleh else ""


def sidik_teks(teks: str) -> str:
    """The rows that the text says, whatever line ends and empty lines the browser leaves around them."""
    return hashlib.sha256(
        teks.replace("\r\n", "\n").strip("\n").encode("utf-8", "surrogatepass")
    ).hexdigest()[:32]


def tanda_berkas(tabel: Tabel) -> str:
    return signing.dumps([tabel.nama, tabel.sha256], salt=GARAM)


class UnggahForm(forms.Form):
    berkas = forms.FileField(
        label="Berkas",
        help_text="xlsx atau csv, paling besar 10 MB. Membacanya perlu beberapa detik.",
        allow_empty_file=True,
        widget=forms.FileInput({"accept": ".xlsx,.csv"}),
        error_messages={
            "required": "Pilih berkas xlsx atau csv.",
            "invalid": "Pilih berkas xlsx atau csv.",
            "max_length": "Nama berkas terlalu panjang. Ganti namanya, lalu unggah lagi.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="%s", **kwargs)
