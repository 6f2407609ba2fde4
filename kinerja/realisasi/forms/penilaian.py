"""The two pages of the rating."""

from __future__ import annotations

from django import forms

from kinerja.dokumen.acts import Act
from kinerja.realisasi import services
from kinerja.realisasi.forms.dasar import LembarTindakan
from kinerja.realisasi.models import Rating, RealisasiBulanan, RealisasiIndikator
from kinerja.skp.models import NilaiBerakhlak
from kinerja.ui.forms import CatatanField

PERNYATAAN_NILAI = "Saya telah melakukan penilaian berdasarkan hasil kerja yang bersangkutan"

# The juknis's own examples of continuous feedback (BAB VI.2), offered and never filled in for him.
UMPAN_BALIK_SIAP = (
    "Sangat memuaskan",
    "Bagus dan pertahankan",
    "Sudah baik namun dapat lebih ditingkatkan",
    "Cukup baik dan perlu peningkatan",
    "Dapat diterima",
)


class PenilaianForm(LembarTindakan):
    """What both ratings ask: feedback for each row, one rating, and the statement."""

    act: Act
    rating = forms.ChoiceField(choices=Rating.choices, widget=forms.RadioSelect, required=False)
    konfirmasi = forms.BooleanField(label=PERNYATAAN_NILAI, required=False)

    def tambah_umpan_balik(self, awal: dict) -> None:
        """One text field for each row, before the rating."""
        akhir = {n: self.fields.pop(n) for n in [*self.fields] if n not in ("kunci", "versi")}
        for kunci in self.baris:
            self.fields[f"umpan_balik_{kunci}"] = forms.CharField(
                label="Umpan balik berkelanjutan",
                required=False,
                max_length=1000,
                initial=awal.get(kunci, ""),
            )
        self.fields |= akhir

    def clean(self):
        """All that is missing in one list; the act would say the same, but stop at the first kind."""
        bersih = super().clean()
        for nama, kalimat in self.act.wajib.items():
            self._wajib(nama, kalimat, bersih)
        for kunci, sebut in self.baris.items():
            self._wajib(f"umpan_balik_{kunci}", f"Umpan balik untuk “{sebut[:60]}” belum diisi.", bersih)
        return bersih

    def _wajib(self, nama: str, kalimat: str, bersih: dict) -> None:
        if nama not in self.errors and not str(bersih.get(nama) or "").strip():
            self.kalimat_lengkap.add(kalimat)
            self.add_error(nama, kalimat)

    @property
    def argumen(self) -> dict:
        bersih = self.cleaned_data
        return {n: bersih[n] for n in ("kunci", "versi", "rating", "konfirmasi")} | {
            "umpan_balik": {k: bersih[f"umpan_balik_{k}"] for k in self.baris}
        }


class HasilKerjaForm(PenilaianForm):
    act = services.nilai_hasil_kerja

    def __init__(self, realisasi: RealisasiBulanan, daftar: list[RealisasiIndikator], data=None):
        super().__init__(realisasi, data)
        self.fields["rating"].label = "Rating Hasil Kerja"
        self.daftar, self.baris = daftar, {b.pk: b.indikator.uraian for b in daftar}
        self.tambah_umpan_balik({b.pk: b.umpan_balik for b in daftar})
        for baris in daftar:
            kolom = baris.kolom_umpan_balik = self[f"umpan_balik_{baris.pk}"]
            kolom.field.widget.attrs["list"] = "umpan-balik-siap"


class PerilakuForm(PenilaianForm):
    act = services.nilai_perilaku
    catatan_akhir = CatatanField(label="Catatan akhir / rekomendasi", required=False, max_length=2000)
    field_order = ["kunci", "versi", "rating", "catatan_akhir", "konfirmasi"]

    def __init__(self, realisasi: RealisasiBulanan, daftar: list[NilaiBerakhlak], data=None):
        super().__init__(realisasi, data)
        self.fields["rating"].label = "Rating Perilaku"
        self.daftar, self.baris = daftar, {n.kode: n.nama for n in daftar}
        self.tambah_umpan_balik({})
        for nilai in daftar:
            kolom = nilai.kolom_umpan_balik = self[f"umpan_balik_{nilai.kode}"]
            kolom.field.widget.attrs["list"] = "umpan-balik-siap"

    @property
    def argumen(self) -> dict:
        return super().argumen | {"catatan_akhir": self.cleaned_data["catatan_akhir"]}
