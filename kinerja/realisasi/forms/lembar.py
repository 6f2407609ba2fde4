"""The grid of the month."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cached_property

from django import forms

from kinerja.realisasi.forms.dasar import LembarTindakan
from kinerja.realisasi.models import RealisasiBulanan, RealisasiIndikator
from kinerja.realisasi.services.isi import TEKS_TERPANJANG
from kinerja.ui.forms import BilanganAtauTeksField, CatatanField, DesimalField, LinkBuktiField

PERNYATAAN_ISI = "Saya telah mengisi realisasi dengan BENAR sesuai hasil kerja yang telah saya lakukan"
BARIS_ASING = "Baris realisasi tidak ditemukan di bulan ini. Muat ulang halaman."
SALIN_SEMUA = "semua"


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
        tautan_lalu: Callable[[], dict[int, str]] = dict,
    ):
        self.daftar, self._baca_tautan_lalu = daftar, tautan_lalu
        super().__init__(realisasi, self._salin(data))
        self.fields["catatan_penilai"].initial = realisasi.catatan
        self.fields["catatan_penilai"].widget.attrs["rows"] = 3
        akhir = {nama: self.fields.pop(nama) for nama in ("catatan_penilai", "konfirmasi")}
        for baris in daftar:
            self.fields[f"nilai_{baris.pk}"] = self._kolom_nilai(baris)
            self.fields[f"bukti_{baris.pk}"] = LinkBuktiField(
                label="Link bukti dukung", required=False, max_length=500, initial=baris.bukti
            )
        self.fields |= akhir
        for baris in daftar:
            baris.kolom_nilai, baris.kolom_bukti = self[f"nilai_{baris.pk}"], self[f"bukti_{baris.pk}"]
            baris.tersimpan_nilai = baris.tersimpan_bukti = None

    @cached_property
    def tautan_lalu(self) -> dict[int, str]:
        """Last month's links by indicator: asked only where the grid is drawn, or one is to be copied."""
        return self._baca_tautan_lalu()

    def sertakan_tautan_lalu(self) -> None:
        """Beside each row, for drawing."""
        for baris in self.daftar:
            baris.tautan_lalu = self.tautan_lalu.get(baris.indikator_id, "")

    @staticmethod
    def _kolom_nilai(baris: RealisasiIndikator) -> forms.Field:
        """A number; where the target is in words, words as well."""
        if baris.indikator.target is None:
            return BilanganAtauTeksField(
                label="Realisasi", required=False, max_length=TEKS_TERPANJANG, initial=baris.isi
            )
        return DesimalField(label="Realisasi", required=False, decimal_places=2, initial=baris.nilai)

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
            nilai = self._terbaca(f"nilai_{b.pk}", b.isi)
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
            if not _sama(self, f"nilai_{b.pk}", b.isi):
                b.tersimpan_nilai = "" if b.isi is None else b.isi
            if not _sama(self, f"bukti_{b.pk}", b.bukti):
                b.tersimpan_bukti = b.bukti

    def sebutan(self, nama: str) -> str:
        if cocok := re.fullmatch(r"(nilai|bukti)_(\d+)", nama):
            baris = next(b for b in self.daftar if b.pk == int(cocok[2]))
            return f"Indikator “{baris.indikator.uraian[:60]}”"
        return super().sebutan(nama)


def _sama(form: forms.Form, nama: str, tersimpan: Decimal | str | None) -> bool:
    return nama not in form.data or (nama not in form.errors and form.cleaned_data.get(nama) == tersimpan)
