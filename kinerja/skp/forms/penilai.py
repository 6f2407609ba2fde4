"""What the penilai types: seven expectations, notes, decisions."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.core.validators import RegexValidator

from kinerja.skp.forms.dasar import FormulirSkp, pilihan
from kinerja.skp.models import NilaiBerakhlak, Skp
from kinerja.skp.queries import daftar_nilai
from kinerja.ui.forms import RUSAK, CatatanField, FormulirTindakan
from kinerja.ui.tindakan import FormulirAksi as FormulirKantor

CONTOH_KEMBALIKAN = (
    "Contoh: Rencana hasil kerja ini belum sesuai dengan pembagian tugas yang telah ditetapkan, silakan "
    "menambahkan rencana hasil kerja sesuai kesepakatan hasil rapat."
)
CONTOH_REVISI = (
    "Contoh: Mohon Ibu/Bapak penilai memberikan persetujuan terhadap perubahan rencana kinerja sebagai berikut: "
    "1. ... 2. ..."
)
Frasa = Mapping[str, list[str]]


class EkspektasiField(CatatanField):
    """Needed before TERIMA, not before saving: it is labelled as needed, and may be saved empty."""

    def validate(self, value):
        pass


class TujuhEkspektasi(forms.Form):
    """Seven values, each with its guides, one text, and the penilai's earlier phrases to choose from.

    The anchors are those that the lifecycle's sentences link.
    """

    use_required_attribute = False

    def __init__(
        self, *args, nilai: list[NilaiBerakhlak] | None = None, frasa: Frasa | None = None, **kwargs
    ):
        super().__init__(*args, auto_id="ekspektasi-%s", **kwargs)
        self.frasa, self.daftar_kode = frasa or {}, []
        for satu in daftar_nilai() if nilai is None else nilai:
            self.daftar_kode.append(satu.kode)
            self.fields[satu.kode] = EkspektasiField(
                label=satu.nama,
                max_length=1000,
                help_text=" · ".join(p.teks for p in satu.daftar_panduan.all()),
            )

    def kolom_ekspektasi(self) -> list[tuple]:
        """(field, phrases, the phrase that is chosen) for the template."""
        return [(self[kode], self.frasa.get(kode, []), self._dipilih(kode)) for kode in self.daftar_kode]

    def clean(self):
        """A phrase chosen without script fills the text that was left empty."""
        bersih = super().clean()
        for kode in self.daftar_kode:
            if kode not in self.errors:
                bersih[kode] = bersih[kode] or self._dipilih(kode)
        return bersih

    def _dipilih(self, kode: str) -> str:
        """The browser sends an option's words with its white space closed up: find the phrase as it was."""
        terkirim = " ".join(self.data.get(f"frasa_{kode}", "").split())
        return next((t for t in self.frasa.get(kode, []) if terkirim and " ".join(t.split()) == terkirim), "")

    @property
    def ekspektasi(self) -> dict[str, str]:
        return {kode: self.cleaned_data[kode] for kode in self.daftar_kode}


class EkspektasiForm(TujuhEkspektasi, FormulirSkp):
    """The expectations on one person."""

    def __init__(self, data=None, *, skp: Skp, teks: Mapping[str, str] | None = None, **kwargs):
        super().__init__(data, versi=skp.versi, initial=teks, **kwargs)

    @property
    def argumen(self) -> dict:
        bersih = self.cleaned_data
        return {"versi": bersih["versi"], "kunci": bersih["kunci"], "ekspektasi": self.ekspektasi}


class FormulirMassal(FormulirTindakan):
    """Of many SKPs: each has its version beside its name, and a key made of this one and its number."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["versi"]
        self.fields["kunci"].validators = [RegexValidator(r"^[0-9A-Za-z-]{8,60}$", RUSAK)]


class EkspektasiMassalForm(TujuhEkspektasi, FormulirMassal):
    """The same expectations on many: what is left empty here stays as it is with each of them."""

    KOSONG, TIMPA = "kosong", "timpa"
    cara = pilihan(
        [
            (KOSONG, "Isi hanya yang masih kosong"),
            (TIMPA, "Timpa juga yang sudah terisi"),
        ],
        label="Bila ekspektasi seorang pegawai sudah terisi",
        initial=KOSONG,
        error_messages={"required": "Pilih salah satu.", "invalid_choice": "Pilih salah satu."},
    )

    def clean(self):
        bersih = super().clean()
        if not self.errors and not any(bersih[kode] for kode in self.daftar_kode):
            raise forms.ValidationError("Tuliskan atau pilih paling sedikit satu ekspektasi.")
        return bersih

    @property
    def argumen(self) -> dict:
        bersih = self.cleaned_data
        return {
            "kunci": bersih["kunci"],
            "ekspektasi": {kode: teks for kode, teks in self.ekspektasi.items() if teks},
            "timpa": bersih["cara"] == self.TIMPA,
        }


class CatatanMassalForm(FormulirMassal):
    """One note that is written on each of them."""

    catatan = CatatanField(label="Catatan persetujuan")


class BagikanForm(FormulirSkp):
    """The button says which way: 1 to share, 0 to end it."""

    boleh = forms.TypedChoiceField(
        choices=[("1", "Boleh"), ("0", "Tidak boleh")],
        coerce=lambda kode: kode == "1",
        widget=forms.HiddenInput,
        error_messages={"required": RUSAK, "invalid_choice": RUSAK},
    )

    def __init__(self, data=None, *, skp: Skp):
        super().__init__(data, versi=skp.versi, initial={"boleh": "0" if skp.dibagikan else "1"})


class CatatanKantorForm(FormulirKantor):
    """The same note in the back office's dialogs."""

    catatan = CatatanField(label="Catatan")


class CatatanBebasKantorForm(FormulirKantor):
    """A note that may stay empty."""

    catatan = CatatanField(label="Catatan", required=False)


class AlasanKantorForm(FormulirKantor):
    """Why an exception is made; it stays in the record."""

    alasan = CatatanField(label="Alasan")
