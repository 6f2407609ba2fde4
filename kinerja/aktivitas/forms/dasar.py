"""What every form of the daily log shares: the fields of one activity, and where its complaints are told.

A field's id is its name, so that a complaint's link `#tanggal` finds its field.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django import forms

from kinerja.aktivitas.models import PANJANG_URAIAN, Jenis
from kinerja.aktivitas.services import Isian
from kinerja.dokumen.errors import Ditolak
from kinerja.kalender.queries import tanggal
from kinerja.skp.forms.dasar import tanggal_isian
from kinerja.skp.models import Indikator
from kinerja.ui.forms import WAJIB, CatatanField, FormulirTindakan

PILIH = "- Pilih Indikator -"
TUGAS_LAIN = "Tugas kedinasan lain"
INDIKATOR_LAIN = "Pilih indikator dari daftar tanggal ini."
JAM_TAK_TERBACA = "Jam tidak dapat dibaca. Tulis seperti 08.30."


def berkelompok(daftar: Iterable[Indikator]) -> list:
    """Indicators as choices of a select, under their RHK; “tugas kedinasan lain” has none and comes last."""
    kelompok = [
        (rhk.uraian if rhk else TUGAS_LAIN, [(i.pk, i.uraian) for i in isi])
        for rhk, isi in groupby(daftar, key=lambda i: i.rhk)
    ]
    return [("", PILIH), *kelompok]


def jam_isian(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        error_messages=WAJIB | {"invalid": JAM_TAK_TERBACA},
    )


def hari_isian() -> forms.DateField:
    kolom = tanggal_isian("Tanggal")
    kolom.error_messages |= WAJIB
    return kolom


def baca_tanggal(teks: str | None) -> date | None:
    """The day that a form or an address names, if it is one."""
    try:
        return hari_isian().to_python((teks or "").strip())
    except forms.ValidationError:
        return None


class FormulirAktivitas(FormulirTindakan):
    """A form of the log, which tells each complaint at its field and in one list on top."""

    def __init__(self, data=None, *, versi: int | None = None, **kwargs):
        super().__init__(data, auto_id="%s", versi=versi, **kwargs)

    def tolak(self, penolakan: Ditolak) -> None:
        """Lay the complaints of an act where they belong: at the field they name, else on top."""
        for keluhan in penolakan.keluhan:
            nama = keluhan.tautan.removeprefix("#")
            self.add_error(nama if nama in self.fields else None, keluhan.kalimat)

    def perbarui(self, objek) -> None:
        """After “Data sudah berubah”: keep what he typed, take the present version and a new key."""
        self.data = self.data.copy()
        self.data["kunci"] = self.fields["kunci"].initial()
        if objek is not None:
            self.data["versi"] = objek.versi


class IsianForm(FormulirAktivitas):
    """One activity; `daftar`: the indicators that `hari` offers."""

    uraian = CatatanField(
        label="Aktivitas",
        max_length=PANJANG_URAIAN,
        error_messages={"required": "Tuliskan aktivitasnya."},
    )
    tanggal = hari_isian()
    indikator = forms.TypedChoiceField(
        label="Indikator SKP",
        coerce=int,
        error_messages={"required": "Pilih indikatornya."},
    )
    mulai = jam_isian("Waktu mulai")
    selesai = jam_isian("Waktu selesai")

    def __init__(self, daftar: Iterable[Indikator], data=None, *, hari: date, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["uraian"].widget.attrs["rows"] = 2
        indikator = self.fields["indikator"]
        indikator.choices = berkelompok(daftar)
        indikator.error_messages["invalid_choice"] = (
            f"Indikator yang dipilih tidak tersedia pada {tanggal(hari)}. Pilih salah satu dari daftar."
        )

    @property
    def isian(self) -> Isian:
        isi = self.cleaned_data
        return Isian(
            tanggal=isi["tanggal"],
            mulai=isi["mulai"],
            selesai=isi["selesai"],
            uraian=isi["uraian"],
            indikator=isi["indikator"],
            jenis=isi.get("jenis", Jenis.AKTIVITAS),
        )

    @property
    def argumen(self) -> dict:
        """Arguments of the acts on one activity."""
        bersih = self.cleaned_data
        return {"isian": self.isian, "versi": bersih["versi"], "kunci": bersih["kunci"]}
