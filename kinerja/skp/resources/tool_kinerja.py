"""The export of “Tool Kinerja” (BKN, 2022): a sheet laid out like the official SKP form (juknis BAB III.4)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import date
from itertools import takewhile

import openpyxl

from kinerja.dokumen.errors import Ditolak, Keluhan
from kinerja.kalender.models import NAMA_BULAN
from kinerja.skp.models import JenisRhk, UsulanRhk
from kinerja.skp.resources.kolom import SEBUTAN, Sel, kenali_judul, letak_kolom, rata, sumbu, sumbu_lain
from kinerja.skp.resources.rencana import BARIS_TERBANYAK, baca_rencana
from kinerja.skp.services import GAGAL_TOOL_KINERJA
from kinerja.ui.forms import kutip
from kinerja.ui.impor.keluaran import aman
from kinerja.ui.impor.pembaca import Tabel

Periode = tuple[date, date]

KELUHAN_TERBANYAK = 20
CONTOH_PERIODE = "PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER TAHUN 2022"

_TANGGAL = re.compile(
    r"(?P<y1>\d{4})-(?P<m1>\d{2})-(?P<d1>\d{2})"
    r"|(?P<d2>\d{1,2})[-/.](?P<m2>\d{1,2})[-/.](?P<y2>\d{4})"
    r"|(?P<d3>\d{1,2})\s+(?P<m3>[a-z]{3,9})(?:\s+(?:tahun\s+)?(?P<y3>\d{4}))?",
    re.ASCII | re.IGNORECASE,
)
# What follows the table of results in the form: behaviour, annex, place and date, signatures.
_SESUDAH = re.compile(
    r"(?:[a-z] )?perilaku kerja(?: pegawai| asn| berakhlak)?|lampiran .*|dukungan sumber daya"
    r"|pegawai yang dinilai|pejabat penilai(?: kinerja)?|[^\W\d_][^\d_]* [0-9]{1,2} [^\W\d_]+ [0-9]{4}"
)


def baca_tool_kinerja(tabel: Tabel, *, model: str) -> tuple[Periode, list[UsulanRhk]]:
    """The file's period and all its RHK; or Ditolak with what is wrong, row by row. The act compares the period."""
    periode = baca_periode(tabel)
    _, judul, isi = _bagi(tabel)
    if len(isi) > BARIS_TERBANYAK:
        raise Ditolak(f"{GAGAL_TOOL_KINERJA} Tabelnya {len(isi)} baris, paling banyak {BARIS_TERBANYAK}.")
    hasil = baca_rencana(isi, letak=_letak(judul, model), judul=judul)
    if hasil.keluhan:
        _gagal(hasil.keluhan)
    return periode, hasil.daftar


def baca_periode(tabel: Tabel) -> Periode:
    """The period that the form's head names. Raises Ditolak when there is none, or one that no calendar has."""
    for sel in _bagi(tabel)[0]:
        teks = " ".join(" ".join(sel).split())
        if "periode" not in teks.casefold():
            continue
        try:
            tanggal = _dua_tanggal(teks)
        except ValueError:
            raise Ditolak(
                f"{GAGAL_TOOL_KINERJA} Periode SKP tidak cocok: {kutip(teks)} memuat tanggal yang tidak ada dalam "
                "kalender. Perbaiki di aplikasi Tool Kinerja, lalu import ulang."
            ) from None
        if tanggal:
            return tanggal
    raise Ditolak(
        f"{GAGAL_TOOL_KINERJA} Periode SKP tidak cocok: di atas tabel tidak ada baris seperti “{CONTOH_PERIODE}”. "
        "Unduh ulang berkasnya dari aplikasi Tool Kinerja."
    )


def _bagi(tabel: Tabel) -> tuple[list[Sel], Sel, list[tuple[int, Sel]]]:
    """The head of the form, the table's header row, and the table's rows."""
    semua = [(0, tabel.judul), *tabel.baris]
    di = next((i for i, (_, sel) in enumerate(semua) if "target" in kenali_judul(sel)), None)
    if di is None:
        raise Ditolak(
            f"{GAGAL_TOOL_KINERJA} Judul kolom RENCANA HASIL KERJA, INDIKATOR KINERJA INDIVIDU, dan TARGET tidak "
            "ditemukan. Unggah berkas SKP pendekatan kuantitatif dari aplikasi Tool Kinerja."
        )
    isi = takewhile(lambda b: not _is_sesudah(b[1]), semua[di + 1 :])
    return [sel for _, sel in semua[:di]], semua[di][1], list(isi)


def _is_sesudah(sel: Sel) -> bool:
    return all(_SESUDAH.fullmatch(rata(s)) for s in sel if s.strip())


def _letak(judul: Sel, model: str) -> dict[str, int]:
    nama = kenali_judul(judul)
    if sumbu_lain(model) in nama and sumbu(model) not in nama:
        raise Ditolak(
            f"{GAGAL_TOOL_KINERJA} Berkas memakai kolom {SEBUTAN[sumbu_lain(model)]}, sedangkan model SKP ini "
            f"memakai {SEBUTAN[sumbu(model)]}. Periksa model SKP, lalu import ulang."
        )
    try:
        return letak_kolom(nama, model)
    except Ditolak as penolakan:
        _gagal(penolakan.keluhan)


def _gagal(keluhan: list[Keluhan]):
    lebih = len(keluhan) - KELUHAN_TERBANYAK
    sisa = [f"Masih ada {lebih} keluhan lain."] if lebih > 0 else []
    awal = f"{GAGAL_TOOL_KINERJA} Tidak ada baris yang diimpor; perbaiki dahulu:"
    raise Ditolak(awal, *(k.kalimat for k in keluhan[:KELUHAN_TERBANYAK]), *sisa)


# --- the period ------------------------------------------------------------------------------------------


def _dua_tanggal(teks: str) -> Periode | None:
    """“1 JANUARI SD 31 DESEMBER TAHUN 2022”: the year may stand once. ValueError for the 31st of February."""
    bagian = [b for c in _TANGGAL.finditer(teks) if (b := _bagian(c.groupdict()))]
    if len(bagian) != 2:
        return None
    (tahun, *awal), (tahun_akhir, *akhir) = bagian
    if tahun_akhir is None and (cocok := re.search(r"\b(20[0-9]{2})\b", teks)):
        tahun_akhir = int(cocok[1])
    if tahun_akhir is None:
        return None
    return date(tahun_akhir if tahun is None else tahun, *awal), date(tahun_akhir, *akhir)


def _bagian(g: dict[str, str | None]) -> tuple[int | None, int, int] | None:
    if g["m3"]:
        bulan = next(
            (i for i, n in enumerate(NAMA_BULAN, 1) if n[:3].casefold() == g["m3"][:3].casefold()), None
        )
        return (int(g["y3"]) if g["y3"] else None, bulan, int(g["d3"])) if bulan else None
    i = "1" if g["y1"] else "2"
    return int(g[f"y{i}"]), int(g[f"m{i}"]), int(g[f"d{i}"])


# --- a sample --------------------------------------------------------------------------------------------


def contoh_tool_kinerja(daftar: Iterable[UsulanRhk], *, model: str, mulai: date, selesai: date) -> bytes:
    """Such a file (xlsx) for help pages and tests, merged cells and all."""
    buku = openpyxl.Workbook()
    lembar = buku.active
    lembar.title = "SKP"
    akhir = f"{selesai.day} {NAMA_BULAN[selesai.month - 1]} TAHUN {selesai.year}"
    periode = f"PERIODE PENILAIAN: {mulai.day} {NAMA_BULAN[mulai.month - 1]} SD {akhir}".upper()
    kolom = ["NO", "RENCANA HASIL KERJA", "INDIKATOR KINERJA INDIVIDU", "TARGET", sumbu(model).upper()]
    for baris in (
        ["SASARAN KINERJA PEGAWAI"],
        ["PENDEKATAN HASIL KERJA KUANTITATIF"],
        ["PEMERINTAH PROVINSI NUSA TENGGARA TIMUR", "", "", periode],
        ["NO", "PEGAWAI YANG DINILAI", "NO", "PEJABAT PENILAI KINERJA"],
        ["HASIL KERJA"],
        kolom,
        [f"({n})" for n in range(1, len(kolom) + 1)],
    ):
        lembar.append(baris)
    daftar = list(daftar)
    for huruf, jenis in zip("AB", JenisRhk, strict=True):
        lembar.append([f"{huruf}. {jenis.label.upper()}"])
        for nomor, rhk in enumerate((r for r in daftar if r.jenis == jenis), 1):
            _tambahkan(lembar, nomor, rhk, model)
    lembar.append(["PERILAKU KERJA"])
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def _tambahkan(lembar, nomor: int, rhk: UsulanRhk, model: str) -> None:
    pertama = lembar.max_row + 1
    for ke, indikator in enumerate(rhk.daftar_indikator):
        depan = ["", ""] if ke else [f"{nomor}.", rhk.uraian]
        target = indikator.target_teks or f"{indikator.target} {indikator.satuan}".replace(".", ",")
        isi = [*depan, indikator.uraian, target, getattr(indikator, sumbu(model)).replace("_", " ").title()]
        lembar.append([aman(s) for s in isi])
    for huruf in "AB" if rhk.jumlah_indikator > 1 else "":
        lembar.merge_cells(f"{huruf}{pertama}:{huruf}{lembar.max_row}")
