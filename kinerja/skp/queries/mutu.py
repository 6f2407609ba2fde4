"""Advice before a plan is submitted: indicators that measure nothing, wrong percentages, twins, copies.

Nothing here refuses anything, and nothing here asks the database: the rows come with their indicators
(`skp.isi_lengkap()`). A false alarm costs more trust than a missed one, so in doubt a row is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from kinerja.skp.models import Arah, Indikator, Pendekatan, RencanaHasilKerja, Skp
from kinerja.ui.forms import kutip

SARAN_TERBANYAK = 30
MIRIP = 0.92
MIRIP_KATA = 0.6
BANDING_TERBANYAK = (
    1_000_000  # pairs of letters: thousands of comparisons of usual wordings, few of hostile ones
)

_PERSEN = {"%", "persen", "persentase", "prosen", "prosentase"}
_SATUAN_SAMAR = {"kegiatan", "keg", "sub kegiatan", "program", "paket", "tugas", "pekerjaan", "tahun", "ls"}
_SEPERTI_HASIL = re.compile(r"(?:(?:ter|ber|me|di)\w{2,}|optimal|efektif|lancar)nya")
_KATA_KERJA = re.compile(r"me(?:m|n|ng|ny|l|r|w|y)\w{3,}(?<!nya)")
_BUKAN_KATA_KERJA = {"menteri", "mental", "mentoring", "menara", "merek", "merdeka", "melalui", "menurut"}
_PERTUMBUHAN = re.compile(r"naik|tumbuh|tingkat", re.IGNORECASE)
_PEMBEDA = re.compile(r"\w*[0-9]\w*|[ivx]+|\w")  # “triwulan I” and “triwulan II” are not twins
_DAPAT_DIHITUNG = {"laporan", "dokumen", "berkas", "surat", "data", "rapat", "kegiatan", "layanan", "peserta"}
_MENJADI_HASIL = {
    "melaksanakan": "Terlaksananya",
    "melakukan": "Terlaksananya",
    "menyelenggarakan": "Terselenggaranya",
    "menyusun": "Tersusunnya",
    "membuat": "Tersusunnya",
    "merencanakan": "Tersusunnya rencana",
    "merumuskan": "Terumuskannya",
    "menyiapkan": "Tersedianya",
    "mempersiapkan": "Tersedianya",
    "menyediakan": "Tersedianya",
    "mengelola": "Terkelolanya",
    "melayani": "Terlayaninya",
    "memberikan": "Terlaksananya pemberian",
    "meningkatkan": "Meningkatnya",
    "menurunkan": "Menurunnya",
    "mewujudkan": "Terwujudnya",
    "mengembangkan": "Berkembangnya",
    "mengendalikan": "Terkendalinya",
    "mengoordinasikan": "Terkoordinasinya",
    "mengkoordinasikan": "Terkoordinasinya",
    "mengoordinir": "Terkoordinasinya",
    "membina": "Terbinanya",
    "memeriksa": "Terperiksanya",
    "memverifikasi": "Terverifikasinya",
    "mengevaluasi": "Terevaluasinya",
    "menganalisis": "Teranalisisnya",
    "memantau": "Terpantaunya",
    "memfasilitasi": "Terfasilitasinya",
    "memelihara": "Terpeliharanya",
    "mencatat": "Tercatatnya",
    "menyampaikan": "Tersampaikannya",
    "menetapkan": "Ditetapkannya",
    "mengikuti": "Terlaksananya tindak lanjut hasil",
    "menghadiri": "Terlaksananya tindak lanjut hasil",
}


@dataclass(frozen=True)
class Saran:
    """One piece of advice: what catches the eye, a better example, and the row it is about."""

    kalimat: str
    contoh: str = ""
    tautan: str = ""


def normal(teks: str) -> str:
    """A wording without letter case, punctuation and doubled spaces: what is compared."""
    return " ".join(re.findall(r"\w+", teks.casefold()))


def periksa_mutu(
    daftar_rhk: Iterable[RencanaHasilKerja], *, skp: Skp, uraian_lain: frozenset[str] = frozenset()
) -> list[Saran]:
    """At most 30, in the order of the plan; then how many more. `uraian_lain`: `normal` wordings of others."""
    semua = _semua(list(daftar_rhk), skp, uraian_lain)
    daftar = list(islice(semua, SARAN_TERBANYAK))
    if sisa := sum(1 for _ in semua):
        daftar.append(Saran(f"Masih ada {sisa} saran lain. Perbaiki dahulu yang di atas, lalu periksa lagi."))
    return daftar


def _semua(daftar_rhk: list[RencanaHasilKerja], skp: Skp, uraian_lain: frozenset[str]) -> Iterator[Saran]:
    kembar = _kembar(daftar_rhk)
    for rhk in daftar_rhk:
        yield from _berupa_kegiatan(rhk)
        yield from _sama_dengan_atasan(rhk)
        for indikator in rhk.daftar_indikator_terurut:
            if skp.pendekatan == Pendekatan.KUANTITATIF:
                yield from _tidak_terukur(indikator)
            yield from _persentase(indikator)
            yield from _berulang(indikator, rhk, kembar)
            yield from _disalin(indikator, rhk, skp, uraian_lain)


# --- the rules: each says at most one thing about a row ---------------------------------------------------


def _berupa_kegiatan(rhk: RencanaHasilKerja) -> Iterator[Saran]:
    kata, sisa = _pisah(rhk.uraian)
    if not _KATA_KERJA.fullmatch(kata) or kata in _BUKAN_KATA_KERJA:
        return
    hasil = _MENJADI_HASIL.get(kata, "Terselesaikannya")
    yield Saran(
        f"Rencana hasil kerja {kutip(rhk.uraian)} menyebut kegiatan. Tulislah hasilnya: keadaan yang tercapai "
        "setelah kegiatan itu selesai.",
        f"{hasil} {sisa or 'laporan evaluasi tepat waktu'}",
        f"#rhk-{rhk.pk}",
    )


def _sama_dengan_atasan(rhk: RencanaHasilKerja) -> Iterator[Saran]:
    """Direct cascade is allowed; the measure must then be one's own share."""
    if rhk.rhk_atasan is None or normal(rhk.uraian) != normal(rhk.rhk_atasan.uraian):
        return
    yield Saran(
        f"Rencana hasil kerja {kutip(rhk.uraian)} sama dengan milik atasan. Ini boleh, asalkan indikatornya "
        "mengukur bagian yang menjadi tanggung jawab Anda sendiri, bukan hasil seluruh unit.",
        f"Jumlah {_objek(rhk.uraian)} yang Anda selesaikan sendiri, misalnya target 12 Dokumen",
        f"#rhk-{rhk.pk}",
    )


def _tidak_terukur(indikator: Indikator) -> Iterator[Saran]:
    kata, _ = _pisah(indikator.uraian)
    if not _SEPERTI_HASIL.fullmatch(kata) or _ada_ukuran(indikator):
        return
    yield Saran(
        f"Indikator {kutip(indikator.uraian)} belum dapat diukur. Sebutkan apa yang dihitung dan berapa "
        "targetnya, misalnya jumlah, persentase, atau waktu.",
        _contoh_terukur(indikator),
        f"#indikator-{indikator.pk}",
    )


def _ada_ukuran(indikator: Indikator) -> bool:
    """“1 Kegiatan” says no more than that it will be done."""
    if indikator.target is None:
        return bool(re.search(r"[0-9]", indikator.target_teks + indikator.uraian))
    return indikator.target > 1 or normal(indikator.satuan) not in _SATUAN_SAMAR


def _persentase(indikator: Indikator) -> Iterator[Saran]:
    target, naik = indikator.target, indikator.arah == Arah.NAIK
    if target is None:
        return
    persen = indikator.satuan.strip(" .").casefold() in _PERSEN
    if target == 0 and naik:
        kalimat = "dengan arah makin tinggi makin baik tercapai tanpa berbuat apa-apa"
        contoh = f"target 0 {indikator.satuan}, arah “{Arah.TURUN.label}”"
    elif persen and target > 100:
        kalimat = "lebih dari 100 persen. Pastikan memang itu yang dimaksud"
        contoh = "target 100 Persen" if naik else "target paling banyak 5 Persen"
    elif persen and naik and 0 < target <= 1 and not _PERTUMBUHAN.search(indikator.uraian):
        kalimat = "sangat kecil. Angka persen ditulis 95, bukan 0,95"
        contoh = f"target {target * 100:.0f} Persen"
    else:
        return
    yield Saran(
        f"Target {indikator.target_tercetak} pada indikator {kutip(indikator.uraian)} {kalimat}.",
        f"{_ringkas(indikator.uraian)}, {contoh}",
        f"#indikator-{indikator.pk}",
    )


def _berulang(
    indikator: Indikator, rhk: RencanaHasilKerja, kembar: dict[int, tuple[RencanaHasilKerja, str]]
) -> Iterator[Saran]:
    if id(indikator) not in kembar:
        return
    lain, seberapa = kembar[id(indikator)]
    tempat = "rencana hasil kerja yang sama" if lain is rhk else f"rencana hasil kerja {kutip(lain.uraian)}"
    yield Saran(
        f"Indikator {kutip(indikator.uraian)} {seberapa} indikator pada {tempat}. Ukur setiap hasil sekali "
        "saja, dengan indikatornya sendiri.",
        f"Persentase {_objek(rhk.uraian)} yang selesai tepat waktu, misalnya target 95 Persen",
        f"#indikator-{indikator.pk}",
    )


def _disalin(
    indikator: Indikator, rhk: RencanaHasilKerja, skp: Skp, uraian_lain: frozenset[str]
) -> Iterator[Saran]:
    if normal(indikator.uraian) not in uraian_lain:
        return
    yield Saran(
        f"Indikator {kutip(indikator.uraian)} sama dengan indikator pada SKP lain (SKP bersama atau tahun lalu). "
        "Sesuaikan dengan tugas Anda tahun ini.",
        f"{_ringkas(indikator.uraian)} pada {skp.unit_nama or 'Subbagian Umum'} tahun {skp.tahun}",
        f"#indikator-{indikator.pk}",
    )


# --- twins ------------------------------------------------------------------------------------------------


def _kembar(daftar_rhk: list[RencanaHasilKerja]) -> dict[int, tuple[RencanaHasilKerja, str]]:
    """id of an indicator -> where its like stands earlier in the plan, and how like it is."""
    ditemukan, terdahulu, tenaga = {}, [], BANDING_TERBANYAK
    for rhk in daftar_rhk:
        for indikator in rhk.daftar_indikator_terurut:
            kata = normal(indikator.uraian).split()
            satu = kata, frozenset(kata), sum(map(len, kata))
            for lain, lainnya in terdahulu:
                if kata == lainnya[0]:
                    ditemukan[id(indikator)] = lain, "sama dengan"
                    break
                if beda := _beda(satu, lainnya) if tenaga > 0 else None:
                    tenaga -= (1 + len(beda[0])) * (1 + len(beda[1]))
                    if _mirip(*beda, huruf=satu[2] + lainnya[2]):
                        ditemukan[id(indikator)] = lain, "hampir sama dengan"
                        break
            terdahulu.append((rhk, satu))
    return ditemukan


def _beda(satu: tuple, lain: tuple) -> tuple[str, str] | None:
    """The words that only one of them has; nothing when they plainly differ, or differ by a number."""
    (kata, himpunan, huruf), (kata_lain, himpunan_lain, huruf_lain) = satu, lain
    if min(huruf, huruf_lain) < MIRIP * max(huruf, huruf_lain) - 1:
        return None
    bersama = himpunan & himpunan_lain
    if 2 * len(bersama) <= max(len(himpunan), len(himpunan_lain)):
        return None
    if any(_PEMBEDA.fullmatch(k) for k in himpunan ^ himpunan_lain):
        return None
    return tuple("".join(k for k in semua if k not in bersama) for semua in (kata, kata_lain))


def _mirip(beda: str, beda_lain: str, *, huruf: int) -> bool:
    """Compared is only what differs: it must be little, and misspelt rather than another word."""
    sama = SequenceMatcher(None, beda, beda_lain, autojunk=False).ratio() if beda and beda_lain else 0
    sedikit = (1 - sama) * (len(beda) + len(beda_lain)) <= (1 - MIRIP) * huruf
    return sedikit and (sama >= MIRIP_KATA or not beda or not beda_lain)


# --- examples out of his own words ------------------------------------------------------------------------


def _contoh_terukur(indikator: Indikator) -> str:
    kata, objek = _pisah(indikator.uraian)
    objek = objek or "laporan evaluasi"
    if kata.startswith(("menurun", "berkurang")):
        return f"Jumlah {objek}, misalnya target paling banyak 5 Kasus"
    if not kata.startswith("ter"):
        return f"Indeks {objek}, misalnya target 85 Poin"
    pertama = objek.split()[0].casefold()
    satuan = pertama.capitalize() if pertama in _DAPAT_DIHITUNG else "Dokumen"
    return f"Jumlah {objek} yang {kata.removesuffix('nya')} tepat waktu, misalnya target 12 {satuan}"


def _objek(uraian: str) -> str:
    """What the RHK is about: its wording without “Terwujudnya”, “Melaksanakan”."""
    kata, sisa = _pisah(uraian)
    return sisa if sisa and (_SEPERTI_HASIL.fullmatch(kata) or kata in _MENJADI_HASIL) else _ringkas(uraian)


def _pisah(uraian: str) -> tuple[str, str]:
    kata, _, sisa = " ".join(uraian.split()).partition(" ")
    return kata.casefold(), _ringkas(sisa)


def _ringkas(teks: str, maks: int = 160) -> str:
    teks = teks.rstrip(" .")
    return teks if len(teks) <= maks else f"{teks[:maks].rsplit(' ', 1)[0]}…"
