"""What changed between two pictures (`potret`) of an SKP: row by row, and word by word. Pure values."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from kinerja.skp.models import Arah, Aspek, Indikator, JenisRhk, LampiranSkp, Pendekatan, Perspektif

Isi = dict[str, Any]
Potongan = list[tuple[bool, str]]  # (changed?, words)

BARU, BERUBAH, SAMA, HILANG = "baru", "berubah", "sama", "hilang"
KATA_TERBANYAK = 500  # of a longer text lines are compared, not words


def target_tercetak(isi: Isi) -> str:
    target = None if isi["target"] is None else Decimal(isi["target"])
    return Indikator(target=target, target_teks=isi["target_teks"], satuan=isi["satuan"]).target_tercetak


def _label(pilihan, kode: str) -> str:
    return pilihan(kode).label if kode else ""


# What is compared of a row, under which name it is shown, and how its value is written.
Kolom = tuple[str, tuple[str, ...], Callable[[Isi], str]]
KOLOM_RHK: tuple[Kolom, ...] = (
    ("Rencana hasil kerja", ("uraian",), lambda isi: isi["uraian"]),
    ("Jenis", ("jenis",), lambda isi: _label(JenisRhk, isi["jenis"])),
    ("RHK atasan", ("atasan_id",), lambda isi: isi["atasan"]),
)
KOLOM_INDIKATOR: tuple[Kolom, ...] = (
    ("Indikator", ("uraian",), lambda isi: isi["uraian"]),
    ("Target", ("target", "target_teks", "satuan"), target_tercetak),
    ("Aspek", ("aspek",), lambda isi: _label(Aspek, isi["aspek"])),
    ("Perspektif", ("perspektif",), lambda isi: _label(Perspektif, isi["perspektif"])),
    ("Arah", ("arah",), lambda isi: _label(Arah, isi["arah"])),
)


@dataclass(frozen=True)
class BedaTeks:
    """A text before and after, in pieces that changed and pieces that did not."""

    nama: str
    lama: Potongan
    baru: Potongan


@dataclass(frozen=True)
class Beda:
    """One row of the comparison: `lama` or `baru` is None where there is none."""

    keadaan: str
    lama: Isi | None
    baru: Isi | None
    kolom: tuple[Kolom, ...]
    daftar_indikator: tuple[Beda, ...] = field(default=())

    @property
    def berubah(self) -> bool:
        return self.keadaan != SAMA or any(i.berubah for i in self.daftar_indikator)

    @property
    def isi(self) -> Isi:
        return self.baru or self.lama or {}

    @property
    def target(self) -> str:
        return target_tercetak(self.isi)

    @property
    def daftar_kolom(self) -> list[BedaTeks]:
        """What changed in a row that was there before and still is."""
        if self.keadaan != BERUBAH:
            return []
        return [
            BedaTeks(nama, *banding_kata(tulis(self.lama), tulis(self.baru)))
            for nama, kunci, tulis in self.kolom
            if _berbeda(self.lama, self.baru, kunci)
        ]

    @property
    def indikator_berubah(self) -> list[Beda]:
        return [i for i in self.daftar_indikator if i.berubah]

    @property
    def jumlah_indikator_sama(self) -> int:
        return len(self.daftar_indikator) - len(self.indikator_berubah)


def banding(lama: Isi, baru: Isi) -> list[Beda]:
    """RHK by RHK and indicator by indicator, matched by id, in the order of the newer one; then what is gone."""
    return [
        Beda(_keadaan(a, b, KOLOM_RHK), a, b, KOLOM_RHK, tuple(_indikator(a, b)))
        for a, b in _pasangkan(lama["rhk"], baru["rhk"])
    ]


def banding_lain(lama: Isi, baru: Isi) -> list[BedaTeks]:
    """What changed besides the rows: approach, parties, annex, expectations."""
    dulu, kini = _lain(lama), _lain(baru)
    return [
        BedaTeks(nama, *banding_kata(dulu.get(nama, ""), kini.get(nama, "")))
        for nama in dulu | kini
        if dulu.get(nama, "") != kini.get(nama, "")
    ]


def banding_kata(lama: str, baru: str) -> tuple[Potongan, Potongan]:
    """Both texts cut where they differ, by words (of long texts by lines)."""
    kata_lama, kata_baru = re.findall(r"\S+\s*", lama), re.findall(r"\S+\s*", baru)
    if max(len(kata_lama), len(kata_baru)) > KATA_TERBANYAK:
        kata_lama, kata_baru = lama.splitlines(keepends=True), baru.splitlines(keepends=True)
    pola = SequenceMatcher(
        None, [k.strip() for k in kata_lama], [k.strip() for k in kata_baru], autojunk=False
    )
    potongan_lama: Potongan = []
    potongan_baru: Potongan = []
    for apa, i, j, m, n in pola.get_opcodes():
        potongan_lama.append((apa != "equal", "".join(kata_lama[i:j])))
        potongan_baru.append((apa != "equal", "".join(kata_baru[m:n])))
    return [p for p in potongan_lama if p[1]], [p for p in potongan_baru if p[1]]


def _pasangkan(lama: list[Isi], baru: list[Isi]) -> list[tuple[Isi | None, Isi | None]]:
    dulu = {satu["id"]: satu for satu in lama}
    return [(dulu.pop(satu["id"], None), satu) for satu in baru] + [(satu, None) for satu in dulu.values()]


def _indikator(lama: Isi | None, baru: Isi | None) -> list[Beda]:
    pasangan = _pasangkan(lama["indikator"] if lama else [], baru["indikator"] if baru else [])
    return [Beda(_keadaan(a, b, KOLOM_INDIKATOR), a, b, KOLOM_INDIKATOR) for a, b in pasangan]


def _keadaan(lama: Isi | None, baru: Isi | None, kolom: tuple[Kolom, ...]) -> str:
    if lama is None or baru is None:
        return BARU if lama is None else HILANG
    return BERUBAH if any(_berbeda(lama, baru, kunci) for _, kunci, _ in kolom) else SAMA


def _berbeda(lama: Isi, baru: Isi, kunci: tuple[str, ...]) -> bool:
    return any(lama[n] != baru[n] for n in kunci)


def _lain(isi: Isi) -> dict[str, str]:
    penilai = isi["penilai"] or {}
    return {
        "Periode": " s.d. ".join(f"{date.fromisoformat(isi[n]):%d-%m-%Y}" for n in ("mulai", "selesai")),
        "Pendekatan": _label(Pendekatan, isi["pendekatan"]),
        "Jabatan": isi["pegawai"]["jabatan"],
        "Unit kerja": isi["pegawai"]["unit_kerja"],
        "Pejabat penilai": penilai.get("nama", ""),
        **{LampiranSkp.Jenis(jenis).label: "\n".join(daftar) for jenis, daftar in isi["lampiran"].items()},
        **{f"Ekspektasi {satu['nama']}": satu["teks"] for satu in isi["ekspektasi"]},
    }
