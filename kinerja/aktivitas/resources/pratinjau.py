"""Several activities before they are stored: what the act would refuse, and what its owner should look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings

from kinerja.aktivitas.models import Aktivitas, Jenis
from kinerja.aktivitas.queries import PilihanIndikator, daftar_hari
from kinerja.aktivitas.services import Isian, keluhan_isian
from kinerja.ui.forms import kutip

# Where the act's complaint points to -> the column.
_KOLOM = {"#uraian": "aktivitas"}


@dataclass
class Pratinjau:
    """One activity of the list: `galat` stand in the way, `peringatan` do not; each is (column, sentence)."""

    isian: Isian
    galat: list[tuple[str, str]] = field(default_factory=list)
    peringatan: list[tuple[str, str]] = field(default_factory=list)
    kembar: bool = False  # the same is logged already


def periksa_isian(
    pilihan: PilihanIndikator, daftar: Sequence[Isian], pada: datetime, *, sebutan: Sequence[str] = ()
) -> list[Pratinjau]:
    """The dry run. `sebutan`: what each row is called where another row's complaint names it (default: its place)."""
    sebutan = sebutan or [f"baris {n}" for n in range(1, len(daftar) + 1)]
    skp, hasil = pilihan.skp, []
    semua = keluhan_isian(skp, daftar, pada, pilihan=pilihan)
    for isian, keluhan in zip(daftar, semua, strict=True):
        galat = [(_KOLOM.get(k.tautan, k.tautan.removeprefix("#")), k.kalimat) for k in keluhan]
        hasil.append(Pratinjau(isian, galat))
    tercatat = daftar_hari(skp.pegawai, {i.tanggal for i in daftar}, jenis=Jenis.values)
    sebelumnya: dict[date, list[tuple[Isian, str]]] = {hari: [] for hari in tercatat}
    for satu, nama in zip(hasil, sebutan, strict=True):
        hari = satu.isian.tanggal
        _bandingkan(satu, tercatat[hari], sebelumnya[hari])
        sebelumnya[hari].append((satu.isian, nama))
    return hasil


def _bandingkan(satu: Pratinjau, tercatat: list[Aktivitas], sebelumnya: list[tuple[Isian, str]]) -> None:
    """With what is logged on that day, and with the rows before it in the same list."""
    isian = satu.isian
    if any(_sama(isian, lain) for lain in tercatat):
        satu.kembar = True
        satu.peringatan.append(("aktivitas", "Sudah tercatat: tanggal, waktu mulai, dan aktivitasnya sama."))
        return
    for lain, nama in sebelumnya:
        if _sama(isian, lain):
            satu.kembar = True
            satu.peringatan.append(("aktivitas", f"Sama dengan {nama}."))
            return
    bersama = [f"{_jam(a)} {kutip(a.uraian)}" for a in tercatat if _bertumpang(isian, a)]
    bersama += [nama for lain, nama in sebelumnya if _bertumpang(isian, lain)]
    if bersama:
        lagi = f" dan {len(bersama) - 1} lain" if len(bersama) > 1 else ""
        kalimat = f"Jamnya bertumpang tindih dengan {bersama[0]}{lagi}."
        ditolak = settings.AKTIVITAS_TUMPANG_TINDIH_DITOLAK
        (satu.galat if ditolak else satu.peringatan).append(("mulai", kalimat))


def _sama(isian: Isian, lain: Isian | Aktivitas) -> bool:
    """What is done is not a double of its own plan; a plan is one of what is planned or done already."""
    sejenis = lain.jenis == Jenis.AKTIVITAS or isian.jenis == Jenis.RENCANA
    return sejenis and isian.mulai == lain.mulai and _rata(isian.uraian) == _rata(lain.uraian)


def _bertumpang(isian: Isian, lain: Isian | Aktivitas) -> bool:
    """Only what was done takes time."""
    nyata = isian.jenis == lain.jenis == Jenis.AKTIVITAS
    return nyata and isian.mulai < lain.selesai and lain.mulai < isian.selesai


def _jam(lain) -> str:
    return f"{lain.mulai:%H.%M}–{lain.selesai:%H.%M}"


def _rata(teks: str) -> str:
    return " ".join(teks.split()).casefold()
