"""What the penilai types: the two pages of the rating, texts for several people, a changed rating, a note."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.core.validators import RegexValidator

from kinerja.dokumen.acts import Act
from kinerja.dokumen.errors import Ditolak
from kinerja.realisasi import services
from kinerja.realisasi.forms.dasar import LembarTindakan
from kinerja.realisasi.models import ALASAN_TERPENDEK, Rating, RealisasiBulanan, RealisasiIndikator
from kinerja.skp.models import NilaiBerakhlak
from kinerja.ui.forms import RUSAK, CatatanField, FormulirTindakan

PERNYATAAN_NILAI = "Saya telah melakukan penilaian berdasarkan hasil kerja yang bersangkutan"
PANJANG_UMPAN_BALIK = 1000
DAFTAR_SARAN = "umpan-balik-siap"

# The juknis's own examples of continuous feedback (BAB VI.2), offered and never filled in for him.
UMPAN_BALIK_SIAP = (
    "Sangat memuaskan",
    "Bagus dan pertahankan",
    "Sudah baik namun dapat lebih ditingkatkan",
    "Cukup baik dan perlu peningkatan",
    "Dapat diterima",
)


def umpan_balik_field(label: str = "Umpan balik berkelanjutan", awal: str = "", **lain) -> forms.CharField:
    bidang = forms.CharField(
        label=label, required=False, max_length=PANJANG_UMPAN_BALIK, initial=awal, **lain
    )
    bidang.widget.attrs["list"] = DAFTAR_SARAN
    return bidang


class PenilaianForm(LembarTindakan):
    """What both ratings ask: feedback for each row, one rating, and the statement.

    `sementara`: the texts are only stored to go on later, so nothing is missing yet.
    """

    act: Act
    rating = forms.ChoiceField(choices=Rating.choices, widget=forms.RadioSelect, required=False)
    konfirmasi = forms.BooleanField(label=PERNYATAAN_NILAI, required=False)
    semua = umpan_balik_field("Umpan balik yang sama untuk yang masih kosong")

    def __init__(
        self,
        realisasi: RealisasiBulanan,
        data=None,
        *,
        daftar: list,
        baris: dict,
        awal: dict,
        rating: str = "",
        sementara: bool = False,
    ):
        self.daftar, self.baris, self.sementara = daftar, baris, sementara
        super().__init__(realisasi, data)
        if rating in Rating.values:
            self.fields["rating"].initial = rating
        akhir = {n: self.fields.pop(n) for n in [*self.fields] if n not in ("kunci", "versi", "semua")}
        for kunci in baris:
            self.fields[f"umpan_balik_{kunci}"] = umpan_balik_field(awal=awal.get(kunci, ""))
        self.fields |= akhir
        for satu in daftar:
            satu.kolom_umpan_balik = self[f"umpan_balik_{satu.pk}"]

    def clean(self):
        """All that is missing in one list; the act would say the same, but stop at the first kind."""
        bersih = super().clean()
        if self.sementara:
            return bersih
        for nama, kalimat in self.act.wajib.items():
            self._wajib(nama, kalimat, bersih)
        for kunci, sebut in self.baris.items():
            self._wajib(f"umpan_balik_{kunci}", f"Umpan balik untuk “{sebut[:60]}” belum diisi.", bersih)
        return bersih

    def _wajib(self, nama: str, kalimat: str, bersih: dict) -> None:
        if nama not in self.errors and not str(bersih.get(nama) or "").strip():
            self.kalimat_lengkap.add(kalimat)
            self.add_error(nama, kalimat)

    def umpan_balik(self, semua: str = "") -> dict:
        """Text by row; `semua` for those that were left empty."""
        return {k: self.cleaned_data[f"umpan_balik_{k}"].strip() or semua for k in self.baris}

    def sebutan(self, nama: str) -> str:
        if nama.startswith("umpan_balik_"):
            kunci = nama.removeprefix("umpan_balik_")
            sebut = next((s for k, s in self.baris.items() if str(k) == kunci), "")
            return f"Umpan balik “{sebut[:60]}”"
        return super().sebutan(nama)

    @property
    def argumen(self) -> dict:
        bersih = self.cleaned_data
        return {n: bersih[n] for n in ("kunci", "versi", "rating", "konfirmasi")} | {
            "umpan_balik": self.umpan_balik()
        }


class HasilKerjaForm(PenilaianForm):
    act = services.nilai_hasil_kerja

    def __init__(self, realisasi: RealisasiBulanan, daftar: list[RealisasiIndikator], data=None, **lain):
        baris = {b.pk: b.indikator.uraian for b in daftar}
        awal = {b.pk: b.umpan_balik for b in daftar}
        super().__init__(realisasi, data, daftar=daftar, baris=baris, awal=awal, **lain)
        self.fields["rating"].label = "Rating Hasil Kerja"

    def simpanan(self, semua: str) -> dict:
        """Arguments of `simpan_umpan_balik`."""
        return {"umpan_balik": self.umpan_balik(semua)}


class PerilakuForm(PenilaianForm):
    act = services.nilai_perilaku
    catatan_akhir = CatatanField(label="Catatan akhir / rekomendasi", required=False, max_length=2000)
    field_order = ["kunci", "versi", "semua", "rating", "catatan_akhir", "konfirmasi"]

    def __init__(self, realisasi: RealisasiBulanan, daftar: list[NilaiBerakhlak], data=None, **lain):
        baris, awal = {n.kode: n.nama for n in daftar}, {n.kode: n.umpan_balik for n in daftar}
        super().__init__(realisasi, data, daftar=daftar, baris=baris, awal=awal, **lain)
        self.fields["rating"].label = "Rating Perilaku"
        self.fields["catatan_akhir"].initial = realisasi.catatan_akhir
        self.fields["catatan_akhir"].widget.attrs["rows"] = 3

    @property
    def argumen(self) -> dict:
        return super().argumen | {"catatan_akhir": self.cleaned_data["catatan_akhir"]}

    def simpanan(self, semua: str) -> dict:
        return {"perilaku": self.umpan_balik(semua), "catatan_akhir": self.cleaned_data["catatan_akhir"]}


class KembalikanForm(LembarTindakan):
    catatan = CatatanField(label="Apa yang perlu diperbaiki", required=False, max_length=2000)


class UbahPenilaianForm(LembarTindakan):
    """Both ratings again, with a reason whose length counts without tags and idle spaces (juknis BAB VI.3)."""

    rating_hasil = forms.ChoiceField(
        label="Rating Hasil Kerja", choices=Rating.choices, widget=forms.RadioSelect, required=False
    )
    rating_perilaku = forms.ChoiceField(
        label="Rating Perilaku", choices=Rating.choices, widget=forms.RadioSelect, required=False
    )
    alasan = CatatanField(
        label="Catatan Perubahan Penilaian",
        required=False,
        max_length=4000,
        help_text=f"Narasi minimal {ALASAN_TERPENDEK} karakter; spasi beruntun dan tag HTML tidak dihitung.",
    )

    def __init__(self, realisasi: RealisasiBulanan, data=None):
        super().__init__(realisasi, data)
        self.fields["rating_hasil"].initial = realisasi.rating_hasil
        self.fields["rating_perilaku"].initial = realisasi.rating_perilaku
        self.fields["alasan"].widget.attrs |= {"rows": 7, "data-hitung": "jumlah-karakter"}

    def clean(self):
        """Everything at once, as the act would say it one by one."""
        bersih = super().clean()
        for nama, kalimat in services.ubah_penilaian.wajib.items():
            if nama not in self.errors and not str(bersih.get(nama) or "").strip():
                self.kalimat_lengkap.add(kalimat)
                self.add_error(nama, kalimat)
        panjang = self.panjang_alasan
        if "alasan" not in self.errors and panjang < ALASAN_TERPENDEK:
            kalimat = f"Alasan minimal {ALASAN_TERPENDEK} karakter (sekarang {panjang})."
            self.kalimat_lengkap.add(kalimat)
            self.add_error("alasan", kalimat)
        return bersih

    @property
    def berubah(self) -> bool:
        """Is anything else chosen than what stands?"""
        semula = self.objek.rating_hasil, self.objek.rating_perilaku
        return semula != (self.cleaned_data["rating_hasil"], self.cleaned_data["rating_perilaku"])

    @property
    def panjang_alasan(self) -> int:
        """As the server counts it; what is shown without script, too."""
        return len(services.teks_polos(self.data.get("alasan", ""))) if self.is_bound else 0

    @property
    def argumen(self) -> dict:
        nama = ("kunci", "versi", "rating_hasil", "rating_perilaku", "alasan")
        return {n: self.cleaned_data[n] for n in nama}


class FormulirMassal(FormulirTindakan):
    """Of several reports: each has its version beside its name, and a key made of this one and its number."""

    def __init__(self, data=None):
        super().__init__(data, auto_id="%s")
        del self.fields["versi"]
        self.fields["kunci"].validators = [RegexValidator(r"^[0-9A-Za-z-]{8,60}$", RUSAK)]

    def tolak(self, penolakan: Ditolak) -> None:
        for keluhan in penolakan.keluhan:
            self.add_error(None, str(keluhan))


class UmpanBalikMassalForm(FormulirMassal):
    """The same texts to begin with for several people; where somebody has a text already, it stays."""

    def __init__(self, data=None, *, daftar_nilai: list[NilaiBerakhlak]):
        super().__init__(data)
        self.kode = [n.kode for n in daftar_nilai]
        self.fields["semua"] = umpan_balik_field("Setiap indikator yang masih kosong")
        for nilai in daftar_nilai:
            self.fields[f"perilaku_{nilai.kode}"] = umpan_balik_field(nilai.nama)

    def clean(self):
        bersih = super().clean()
        if not self.errors and not any(isi["semua"] or isi["perilaku"] for isi in [self._isi(bersih)]):
            raise forms.ValidationError("Tuliskan atau pilih paling sedikit satu umpan balik.")
        return bersih

    def _isi(self, bersih: Mapping) -> dict:
        perilaku = {k: bersih.get(f"perilaku_{k}", "").strip() for k in self.kode}
        return {
            "semua": bersih.get("semua", "").strip(),
            "perilaku": {k: teks for k, teks in perilaku.items() if teks},
        }

    @property
    def argumen(self) -> dict:
        return self._isi(self.cleaned_data) | {"kunci": self.cleaned_data["kunci"], "kosong_saja": True}


class AlihkanForm(FormulirMassal):
    alasan = CatatanField(
        label=f"Alasan pengalihan (minimal {services.ALASAN_ALIH_TERPENDEK} karakter)", max_length=500
    )

    def clean_alasan(self) -> str:
        alasan = self.cleaned_data["alasan"]
        if len(services.teks_polos(alasan)) < services.ALASAN_ALIH_TERPENDEK:
            raise forms.ValidationError(services.ALASAN_ALIH_PENDEK)
        return alasan

    @property
    def argumen(self) -> dict:
        return {n: self.cleaned_data[n] for n in ("kunci", "alasan")}
