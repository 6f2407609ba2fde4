"""The grid of the month and the two pages of the rating.

A field's id is its name (`nilai_12`), so that a complaint's link `#nilai_12` finds its field.
"""

from __future__ import annotations

import re
from decimal import Decimal

from django import forms
from django.core.validators import MaxLengthValidator

from kinerja.dokumen.acts import Act
from kinerja.dokumen.errors import Ditolak, Keluhan
from kinerja.realisasi import services
from kinerja.realisasi.models import Rating, RealisasiBulanan, RealisasiIndikator
from kinerja.skp.models import NilaiBerakhlak
from kinerja.ui.forms import RUSAK, CatatanField, DesimalField, FormulirTindakan, LinkBuktiField

PERNYATAAN_ISI = "Saya telah mengisi realisasi dengan BENAR sesuai hasil kerja yang telah saya lakukan"
PERNYATAAN_NILAI = "Saya telah melakukan penilaian berdasarkan hasil kerja yang bersangkutan"
BARIS_ASING = "Baris realisasi tidak ditemukan di bulan ini. Muat ulang halaman."
SALIN_SEMUA = "semua"

# The juknis's own examples of continuous feedback (BAB VI.2), offered and never filled in for him.
UMPAN_BALIK_SIAP = (
    "Sangat memuaskan",
    "Bagus dan pertahankan",
    "Sudah baik namun dapat lebih ditingkatkan",
    "Cukup baik dan perlu peningkatan",
    "Dapat diterima",
)


class LembarTindakan(FormulirTindakan):
    """A form with a field for each row, which tells each complaint at its field and in one list on top."""

    def __init__(self, objek, data=None):
        super().__init__(data, auto_id="%s", versi=objek.versi)
        # The key of `ajukan` is lengthened for the `simpan` before it; the column holds 80 characters.
        self.fields["kunci"].validators.append(MaxLengthValidator(64, RUSAK))
        self.objek = objek
        self.keluhan_lain: list[Keluhan] = []
        self.kalimat_lengkap: set[str] = set()

    def tolak(self, act: Act, penolakan: Ditolak) -> None:
        """Lay the complaints of an act where they belong: at the field they name, else on top."""
        kolom_wajib = {kalimat: nama for nama, kalimat in act.wajib.items()}
        for keluhan in penolakan.keluhan:
            nama = kolom_wajib.get(keluhan.kalimat) or keluhan.tautan.removeprefix("#")
            if nama in self.fields:
                self.kalimat_lengkap.add(keluhan.kalimat)
                self.add_error(nama, keluhan.kalimat)
            else:
                self.keluhan_lain.append(keluhan)

    @property
    def keluhan(self) -> list[Keluhan]:
        """Everything that is wrong, in the order of the page, each with a link to its field."""
        if not self.is_bound:
            return self.keluhan_lain
        daftar = [*self.keluhan_lain, *(Keluhan(str(g)) for g in self.non_field_errors())]
        for kolom in self:
            for galat in dict.fromkeys(kolom.errors):
                sebut = kolom.is_hidden or galat in self.kalimat_lengkap
                kalimat = galat if sebut else f"{self.sebutan(kolom.name)}: {galat}"
                daftar.append(Keluhan(kalimat, "" if kolom.is_hidden else f"#{kolom.name}"))
        return daftar

    def sebutan(self, nama: str) -> str:
        """How the list on top names a field."""
        return self.fields[nama].label


class RealisasiForm(LembarTindakan):
    """The grid. What can be read is stored even when another cell cannot: nothing he typed is lost."""

    catatan_penilai = CatatanField(label="Catatan kepada pejabat penilai", required=False, max_length=2000)
    konfirmasi = forms.BooleanField(label=PERNYATAAN_ISI, required=False)

    def __init__(
        self,
        realisasi: RealisasiBulanan,
        daftar: list[RealisasiIndikator],
        data=None,
        *,
        tautan_lalu: dict[int, str] | None = None,
    ):
        self.daftar, self.tautan_lalu = daftar, tautan_lalu or {}
        super().__init__(realisasi, self._salin(data))
        self.fields["catatan_penilai"].initial = realisasi.catatan
        self.fields["catatan_penilai"].widget.attrs["rows"] = 3
        akhir = {nama: self.fields.pop(nama) for nama in ("catatan_penilai", "konfirmasi")}
        for baris in daftar:
            self.fields[f"nilai_{baris.pk}"] = DesimalField(
                label="Realisasi", required=False, decimal_places=2, initial=baris.nilai
            )
            self.fields[f"bukti_{baris.pk}"] = LinkBuktiField(
                label="Link bukti dukung", required=False, max_length=500, initial=baris.bukti
            )
        self.fields |= akhir
        for baris in daftar:
            baris.kolom_nilai, baris.kolom_bukti = self[f"nilai_{baris.pk}"], self[f"bukti_{baris.pk}"]
            baris.tautan_lalu = self.tautan_lalu.get(baris.indikator_id, "")
            baris.tersimpan_nilai = baris.tersimpan_bukti = None

    def clean(self):
        if any(re.fullmatch(r"(nilai|bukti)_.*", nama) and nama not in self.fields for nama in self.data):
            self.add_error(None, BARIS_ASING)
        return super().clean()

    @property
    def utuh(self) -> bool:
        """May it be stored at all? Not when the hidden fields are broken or name somebody else's rows."""
        self.full_clean()
        return not {"__all__", "kunci", "versi"} & self.errors.keys()

    def isi(self) -> dict:
        """Arguments of `simpan`: the cells that could be read; a cell that could not stays as it is stored."""
        baris = {}
        for b in self.daftar:
            nilai = self._terbaca(f"nilai_{b.pk}", b.nilai)
            baris[b.pk] = (nilai, self._terbaca(f"bukti_{b.pk}", b.bukti))
        return {"baris": baris, "catatan_penilai": self._terbaca("catatan_penilai", None)}

    def _terbaca(self, nama: str, tersimpan):
        """A field that is absent from the request was not emptied by him."""
        return self.cleaned_data.get(nama, tersimpan) if nama in self.data else tersimpan

    def _salin(self, data):
        """Last month's link typed for him where he pressed for it: in one row, or in all rows without a link."""
        if data is None or not (salin := data.get("salin")):
            return data
        data = data.copy()
        for b in self.daftar:
            kosong = not data.get(f"bukti_{b.pk}", "").strip()
            if (lalu := self.tautan_lalu.get(b.indikator_id)) and (
                salin == str(b.pk) or (salin == SALIN_SEMUA and kosong)
            ):
                data[f"bukti_{b.pk}"] = lalu
        return data

    def tandai_tersimpan(self) -> None:
        """After a collision: beside each cell that differs, what is stored."""
        for b in self.daftar:
            if not _sama(self, f"nilai_{b.pk}", b.nilai):
                b.tersimpan_nilai = "" if b.nilai is None else b.nilai
            if not _sama(self, f"bukti_{b.pk}", b.bukti):
                b.tersimpan_bukti = b.bukti

    def sebutan(self, nama: str) -> str:
        if cocok := re.fullmatch(r"(nilai|bukti)_(\d+)", nama):
            baris = next(b for b in self.daftar if b.pk == int(cocok[2]))
            return f"Indikator “{baris.indikator.uraian[:60]}”"
        return super().sebutan(nama)


def _sama(form: forms.Form, nama: str, tersimpan: Decimal | str | None) -> bool:
    return nama not in form.data or (nama not in form.errors and form.cleaned_data.get(nama) == tersimpan)


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
