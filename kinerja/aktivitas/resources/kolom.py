"""The five columns of a list of activities, as people fill them in: dates, hours, the indicator by number or words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time

from import_export.widgets import CharWidget

from kinerja.aktivitas.models import PANJANG_URAIAN
from kinerja.aktivitas.queries import PilihanIndikator
from kinerja.dokumen.errors import Ditolak
from kinerja.kalender.models import NAMA_BULAN, Bulan
from kinerja.kalender.queries import tanggal as tulis_tanggal
from kinerja.skp.models import Indikator
from kinerja.ui.forms import kutip
from kinerja.ui.impor.baris import PERINGATAN, Baris, BarisResource
from kinerja.ui.impor.kolom import Kolom, Teks, rapikan

SEBUTAN = {
    "tanggal": "Tanggal",
    "mulai": "Mulai",
    "selesai": "Selesai",
    "aktivitas": "Aktivitas",
    "indikator": "Indikator",
}
NAMA_HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
CONTOH_TANGGAL, CONTOH_JAM = "05-02-2026", "08.30"
HURUF_INDIKATOR = Indikator._meta.get_field("uraian").max_length + 10  # and its number before it

_HARI = re.compile(r"(?P<hari>senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\s*[,/]?\s*", re.IGNORECASE)
_ANGKA = (
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:[ T]00:00(?::00)?)?", re.ASCII),
    re.compile(
        r"(?P<d>\d{1,2})\s?[-/.]\s?(?P<m>\d{1,2})\s?[-/.]\s?(?P<y>\d{4})(?: 00:00(?::00)?)?", re.ASCII
    ),
)
_KATA = re.compile(r"(?P<d>\d{1,2})[\s-]+(?P<m>[A-Za-z]{3,9})\.?[\s,-]+(?P<y>\d{4})", re.ASCII)
_SINGKATAN = {"agt": 8, "ags": 8, "agus": 8, "nop": 11, "nopember": 11, "pebruari": 2, "peb": 2, "sept": 9}
# As a spreadsheet set to English writes it.
_INGGRIS = {"may": 5, "aug": 8, "august": 8, "oct": 10, "october": 10, "dec": 12, "december": 12}
_INGGRIS |= {"january": 1, "february": 2, "march": 3, "june": 6, "july": 7}
_BULAN = (
    {n.casefold(): i for i, n in enumerate(NAMA_BULAN, 1)}
    | {n[:3].casefold(): i for i, n in enumerate(NAMA_BULAN, 1)}
    | _SINGKATAN
    | _INGGRIS
)
_JAM = re.compile(
    r"(?P<j>\d{1,2})[.:](?P<m>\d{2})(?:[.:]00)?(?:\s?(?P<paruh>[AP]M))?(?:\s?WITA)?", re.ASCII | re.IGNORECASE
)
_JAM_BULAT = re.compile(r"\d{1,2}", re.ASCII)
_NOMOR = re.compile(r"\(?(?P<n>\d{1,4})[.)]?", re.ASCII)
_BERNOMOR = re.compile(r"\(?(?P<n>\d{1,4})[.)]\s+(?P<teks>\S.*)", re.ASCII)


def baca_tanggal(teks: str) -> date:
    """`05-02-2026`, `5/2/2026`, `2026-02-05`, `5 Februari 2026`, `Kamis, 5 Feb 2026`. Raises Ditolak."""
    inti = rapikan(teks)
    if hari := _HARI.match(inti):
        inti = inti[hari.end() :]
    cocok = next((c for pola in _ANGKA if (c := pola.fullmatch(inti))), None) or _KATA.fullmatch(inti)
    bulan = cocok and (int(cocok["m"]) if cocok["m"].isdigit() else _BULAN.get(cocok["m"].casefold()))
    if not bulan:
        raise Ditolak(f"{kutip(teks)} bukan tanggal: tulis HH-BB-TTTT, misalnya {CONTOH_TANGGAL}.")
    try:
        return date(int(cocok["y"]), bulan, int(cocok["d"]))
    except ValueError:
        raise Ditolak(f"{kutip(teks)} tidak ada dalam kalender: tulis HH-BB-TTTT.") from None


def hari_lain(teks: str, tanggal: date) -> str:
    """The complaint when a weekday stands before the date and is not its own: one of the two is wrong."""
    hari = _HARI.match(rapikan(teks))
    tertulis = hari["hari"].replace("'", "").title().replace("Ahad", "Minggu") if hari else ""
    if tertulis in ("", NAMA_HARI[tanggal.weekday()]):
        return ""
    return (
        f"Tertulis {tertulis}, padahal {tulis_tanggal(tanggal)} hari {NAMA_HARI[tanggal.weekday()]}. Periksa."
    )


def baca_jam(teks: str) -> time:
    """`08.30`, `8:30`, `08:30:00`, `8` (on the hour), `1:30 PM`. Raises Ditolak."""
    inti = rapikan(teks)
    if _JAM_BULAT.fullmatch(inti):
        inti += ".00"
    if not (cocok := _JAM.fullmatch(inti)):
        raise Ditolak(f"{kutip(teks)} bukan jam: tulis JJ.MM, misalnya {CONTOH_JAM}.")
    jam, menit, paruh = int(cocok["j"]), int(cocok["m"]), (cocok["paruh"] or "").upper()
    if paruh and 1 <= jam <= 12:
        jam = jam % 12 + (12 if paruh == "PM" else 0)
    try:
        return time(jam, menit)
    except ValueError:
        raise Ditolak(f"{kutip(teks)} tidak ada: jam dari 00.00 sampai 23.59.") from None


class Tanggal(CharWidget):
    def clean(self, value, row=None, **kwargs):
        return baca_tanggal(value)


class Jam(CharWidget):
    def clean(self, value, row=None, **kwargs):
        return baca_jam(value)


class Isi(Kolom):
    """A column that is always needed: an empty cell is told with what belongs there."""

    def clean(self, row, **kwargs):
        if not rapikan(row.get(self.column_name)):
            raise Ditolak(f"Kosong. Isi seperti {self.contoh}.")
        return super().clean(row, **kwargs)


class AktivitasResource(BarisResource):
    """Activities of one SKP. `nomor`: the indicators in the order in which the page numbers them."""

    tanggal = Isi(widget=Tanggal(), keterangan="HH-BB-TTTT", contoh=CONTOH_TANGGAL)
    mulai = Isi(widget=Jam(), keterangan="JJ.MM, waktu WITA", contoh=CONTOH_JAM)
    selesai = Isi(widget=Jam(), keterangan="JJ.MM, sesudah waktu mulai", contoh="10.00")
    aktivitas = Isi(
        widget=Teks(PANJANG_URAIAN),
        keterangan=f"paling banyak {PANJANG_URAIAN} karakter",
        contoh="Menyusun laporan kinerja",
    )
    indikator = Isi(
        widget=Teks(HURUF_INDIKATOR),
        keterangan="nomor indikator dalam lembar Referensi, atau bunyinya",
        contoh="1",
    )

    class Meta:
        fields = list(SEBUTAN)

    def __init__(self, pilihan: PilihanIndikator, nomor: Sequence[Indikator]):
        super().__init__()
        self.pilihan, self.nomor = pilihan, list(nomor)

    def rujukan(self) -> list[tuple[str, list[str]]]:
        """For the template: what the indicator column takes."""
        return [("indikator", [f"{n}. {i.uraian}" for n, i in enumerate(self.nomor, 1)])]

    def periksa_bersama(self, daftar: list[Baris]) -> None:
        dikenal: dict[tuple, int | Ditolak] = {}
        for baris in daftar:
            isi = baris.bersih
            if "tanggal" in isi and (kalimat := hari_lain(baris.isi["tanggal"], isi["tanggal"])):
                baris.keluhkan("tanggal", kalimat, PERINGATAN)
            if "indikator" not in isi:
                continue
            # Outside the SKP there is no list; that the day lies outside is complained about with the day.
            hari = isi.get("tanggal")
            hari = hari if hari and self.pilihan.skp.memuat(hari) else None
            kunci = isi["indikator"].casefold(), hari
            if kunci not in dikenal:
                dikenal[kunci] = self._kenali(isi["indikator"], hari)
            if isinstance(hasil := dikenal[kunci], Ditolak):
                del isi["indikator"]
                baris.keluhkan("indikator", str(hasil))
            else:
                isi["indikator"] = hasil

    def _kenali(self, teks: str, hari: date | None) -> int | Ditolak:
        """The id of the indicator that the cell means on that day, or the refusal."""
        daftar = self.pilihan.pada(hari) if hari else self.nomor
        if nomor := _NOMOR.fullmatch(teks):
            return self._bernomor(int(nomor["n"]), teks, daftar, hari)
        hasil = _berbunyi(teks, daftar)
        bernomor = _BERNOMOR.fullmatch(teks)
        if isinstance(hasil, Ditolak) and bernomor:  # as the template lists it: “2. Jumlah laporan”
            tepat = _berbunyi(bernomor["teks"], daftar)
            n = int(bernomor["n"])
            if isinstance(tepat, Ditolak) and 0 < n <= len(self.nomor):
                calon = self.nomor[n - 1]
                if _rata(calon.uraian).startswith(_rata(bernomor["teks"])):
                    return self._bernomor(n, teks, daftar, hari)
            return tepat
        return hasil

    def _bernomor(self, n: int, teks: str, daftar: list[Indikator], hari: date | None) -> int | Ditolak:
        if not 0 < n <= len(self.nomor):
            return Ditolak(
                f"{kutip(teks)} bukan nomor indikator: tulis 1 sampai {len(self.nomor)}, atau bunyinya."
            )
        calon = self.nomor[n - 1]
        if calon.pk not in {i.pk for i in daftar}:
            bulan = Bulan.dari(hari)
            return Ditolak(
                f"Indikator nomor {n} tidak tersedia pada {tulis_tanggal(hari)}. Tulis bunyi indikator yang berlaku, "
                f"atau buka halaman ini untuk {bulan}."
            )
        return calon.pk


def _berbunyi(teks: str, daftar: Sequence[Indikator]) -> int | Ditolak:
    """By its words: all of them, else a beginning that only one has."""
    cari = _rata(teks)
    sama = [i.pk for i in daftar if _rata(i.uraian) == cari]
    awal = sama or [i.pk for i in daftar if _rata(i.uraian).startswith(cari)]
    if len(awal) == 1:
        return awal[0]
    if awal:
        return Ditolak(f"{kutip(teks)} cocok dengan {len(awal)} indikator: tulis nomornya.")
    return Ditolak(f"{kutip(teks)} tidak ada dalam daftar indikator: tulis nomornya atau bunyinya.")


def _rata(teks: str) -> str:
    return " ".join(teks.split()).casefold()
