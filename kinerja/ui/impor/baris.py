"""BarisResource: django-import-export's declaration of columns, with a batch loop and complaints by row and column.

The package's own `import_data` visits each row with an instance, a diff and a query or two: about 40 times the cost
of storing the rows. Here the declaration (Meta, Field, widgets) stays the package's and the loop is ours: columns are
checked once, each distinct text of a column is cleaned once, and rules over the whole list run over the whole list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from import_export.resources import ModelResource

from kinerja.dokumen.errors import Ditolak, kumpulkan
from kinerja.ui.forms import kutip
from kinerja.ui.impor.kolom import Kolom

OK, PERINGATAN, GALAT = "OK", "PERINGATAN", "GALAT"
TERLARANG = frozenset(
    [
        "id",
        "pk",
        "status",
        "predikat",
        "is_superuser",
        "is_staff",
        "is_active",
        "password",
        "groups",
        "grup",
        "user_permissions",
        "versi",
        "diverifikasi_oleh",
        "diusulkan_oleh",
    ]
)


@dataclass(slots=True)
class Baris:
    """One row: its number in the sheet, what it said, what that means, and what is wrong with it."""

    nomor: int
    isi: dict[str, str]
    bersih: dict = field(default_factory=dict)
    keluhan: list[dict[str, str]] = field(default_factory=list)

    def keluhkan(self, kolom: str, kalimat: str, tingkat: str = GALAT) -> None:
        self.keluhan.append(
            {"kolom": kolom, "tingkat": tingkat, "temuan": self.isi.get(kolom, "")[:40], "kalimat": kalimat}
        )

    @property
    def tingkat(self) -> str:
        tingkat = {k["tingkat"] for k in self.keluhan}
        return GALAT if GALAT in tingkat else PERINGATAN if tingkat else OK


class BarisResource(ModelResource):
    """Subclass with `Kolom` fields and Meta.fields; override `periksa_bersama` for rules across cells and rows."""

    def kolom(self) -> dict[str, Kolom]:
        """The columns in the order of Meta.fields (the package sorts model fields first)."""
        return {nama: self.fields[nama] for nama in self._meta.fields}

    def susun(self, judul: list[str], daftar: Iterable[tuple[int, list[str]]]) -> list[Baris]:
        """Rows as {column: text}. Raises Ditolak when the header is not that of the template."""
        letak, daftar = self.periksa_judul(judul), list(daftar)
        for nomor, sel in daftar:
            if len(sel) > len(judul) or "" in judul:
                self._periksa_tanpa_judul(nomor, sel, judul)
        return [
            Baris(nomor, {nama: sel[i] if i < len(sel) else "" for nama, i in letak.items()})
            for nomor, sel in daftar
        ]

    @staticmethod
    def _periksa_tanpa_judul(nomor: int, sel: list[str], judul: list[str]) -> None:
        for i, teks in enumerate(sel):
            if teks.strip() and not any(judul[i : i + 1]):
                raise Ditolak(
                    f"Baris {nomor}: {kutip(teks)} ada di kolom tanpa judul. Beri judul atau hapus isinya."
                )

    def periksa_judul(self, judul: list[str]) -> dict[str, int]:
        """Column name -> its place. Missing, doubled, unknown and forbidden columns are all named at once."""
        nama = [" ".join(j.split()).casefold().replace(" ", "_") for j in judul]
        dikenal, keluhan = self.kolom(), []
        for n, kali in Counter(filter(None, nama)).items():
            if n in TERLARANG:
                keluhan.append(f"Kolom {kutip(n)} tidak boleh diimpor. Hapus kolom itu dari berkas.")
            elif n not in dikenal:
                mirip = get_close_matches(n[:40], dikenal, n=1)
                saran = f" Mungkin maksud Anda “{mirip[0]}”?" if mirip else " Hapus kolom itu dari berkas."
                keluhan.append(f"Kolom {kutip(n)} tidak dikenal.{saran}")
            elif kali > 1:
                keluhan.append(f"Kolom “{n}” ada {kali} kali. Sisakan satu.")
        keluhan += [
            f"Kolom “{n}” tidak ada. Tambahkan judul kolom itu di baris pertama, seperti dalam templat."
            for n, k in dikenal.items()
            if k.wajib and n not in nama
        ]
        keluhan += [f"Kolom ke-{i} berisi data tetapi tanpa judul." for i, n in enumerate(nama, 1) if not n][
            :1
        ]
        kumpulkan(keluhan)
        return {n: nama.index(n) for n in dikenal if n in nama}

    def periksa(self, daftar: list[Baris]) -> list[Baris]:
        """The dry run: clean every cell, then apply the rules of the whole list. Nothing is written."""
        for nama, kolom in self.kolom().items():
            self._bersihkan(nama, kolom, daftar)
        self.periksa_bersama(daftar)
        return daftar

    def periksa_bersama(self, daftar: list[Baris]) -> None:
        """Rules over several cells or rows; a cell that could not be cleaned is absent from `bersih`."""

    @staticmethod
    def _bersihkan(nama: str, kolom: Kolom, daftar: list[Baris]) -> None:
        diingat: dict[str, tuple[bool, object]] = {}
        for baris in daftar:
            teks = baris.isi.get(nama, "")
            if teks not in diingat:
                try:
                    diingat[teks] = True, kolom.clean({nama: teks})
                except Ditolak as penolakan:
                    diingat[teks] = False, str(penolakan)
            sah, hasil = diingat[teks]
            if sah:
                baris.bersih[nama] = hasil
            else:
                baris.keluhkan(nama, hasil)
