"""Parts that the pages of an SKP share: its steps, its rows, what was said about them, the seven values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest

from kinerja.dokumen.models import Riwayat
from kinerja.skp import queries
from kinerja.skp.lifecycle import StatusSkp
from kinerja.skp.models import Indikator, JenisRhk, LampiranSkp, RencanaHasilKerja, Skp
from kinerja.skp.queries.versi import lampiran as isi_lampiran
from kinerja.skp.views.dasar import nomor
from kinerja.ui.templatetags.ui import tanggal

KATA = {
    "skp.diajukan": "mengajukan SKP",
    "skp.diterima": "menerima SKP",
    "skp.dikembalikan": "mengembalikan SKP",
    "skp.dikomentari": "berkomentar",
    "skp.komentar_dibalas": "membalas komentar",
    "skp.revisi_diajukan": "mengajukan revisi",
    "skp.revisi_diterima": "menerima permintaan revisi",
    "skp.revisi_ditolak": "menolak permintaan revisi",
    "skp.diizinkan_mendahului": "mengizinkan SKP ini mendahului SKP sebelumnya",
    "skp.periode_diakhiri": "mengakhiri periode SKP",
}
KOMENTAR = ("skp.dikomentari", "skp.komentar_dibalas")


@dataclass(frozen=True)
class Ucapan:
    """One note of the thread: who did what, when, with which receipt, and which row it was about."""

    riwayat: Riwayat
    jangkar: str = ""  # of that row, while it still exists

    @property
    def kata(self) -> str:
        return KATA.get(self.riwayat.jenis, "menulis")

    @property
    def tentang(self) -> str:
        return self.riwayat.rincian.get("tentang", "")


def percakapan(skp: Skp, daftar_rhk: Iterable[RencanaHasilKerja]) -> list[Ucapan]:
    """The whole thread, oldest first; comments since the last approval also stand at their rows
    (`daftar_komentar` of each RHK and indicator). One query."""
    baris = baris_menurut_jangkar(daftar_rhk)
    for satu in baris.values():
        satu.daftar_komentar = []
    daftar = []
    for riwayat in queries.percakapan(skp):
        if riwayat.jenis == "skp.diterima":
            for satu in baris.values():
                satu.daftar_komentar = []
        tentang = jangkar(riwayat.rincian)
        ucapan = Ucapan(riwayat, tentang if tentang in baris else "")
        if ucapan.jangkar and riwayat.jenis in KOMENTAR:
            baris[tentang].daftar_komentar.append(ucapan)
        daftar.append(ucapan)
    return daftar


def baris_menurut_jangkar(daftar_rhk: Iterable[RencanaHasilKerja]) -> dict:
    """Every RHK and indicator by its anchor: `#rhk-3`, `#indikator-7`."""
    baris = {}
    for rhk in daftar_rhk:
        baris[f"#rhk-{rhk.pk}"] = rhk
        baris |= {f"#indikator-{i.pk}": i for i in rhk.daftar_indikator_terurut}
    return baris


def jangkar(isi: Mapping[str, Any]) -> str:
    """Where the row stands that these arguments, or this record, are about; "" for the plan as a whole."""
    return next((f"#{nama}-{isi[nama]}" for nama in ("indikator", "rhk") if isi.get(nama)), "")


def baris_dituju(
    request: HttpRequest, skp: Skp
) -> tuple[dict[str, int], RencanaHasilKerja | Indikator | None]:
    """The row named in the address (`?indikator=` or `?rhk=`) as an argument of the act, and itself with its comments.
    None is the plan as a whole; sending goes on without a row that is gone."""
    daftar_rhk = skp.isi_lengkap()
    percakapan(skp, daftar_rhk)
    for nama in ("indikator", "rhk"):
        if not (diminta := request.GET.get(nama, "")):
            continue
        if (pk := nomor(diminta)) is None:
            raise Http404
        isi = {nama: pk}
        baris = baris_menurut_jangkar(daftar_rhk).get(jangkar(isi))
        if baris is None and request.method != "POST":
            raise Http404
        return isi, baris
    return {}, None


def bagian_rhk(daftar: list[RencanaHasilKerja]) -> list[tuple]:
    """The bands of the juknis's table: (heading, kind, its RHKs)."""
    return [
        (f"{huruf}. {jenis.label.upper()}", jenis, [rhk for rhk in daftar if rhk.jenis == jenis])
        for huruf, jenis in zip("AB", JenisRhk, strict=True)
    ]


def perilaku(skp: Skp) -> list[tuple]:
    """The seven values, each with what the penilai expects of it: (value, text or "")."""
    teks = dict(skp.daftar_ekspektasi.order_by().values_list("nilai_id", "teks"))
    return [(satu, teks.get(satu.kode, "")) for satu in queries.daftar_nilai()]


def lampiran(skp: Skp) -> list[tuple[str, list[str]]]:
    """The three lists of the annex: (heading, lines). One query."""
    return [(LampiranSkp.Jenis(jenis).label, daftar) for jenis, daftar in isi_lampiran(skp).items()]


def tahapan(skp: Skp) -> list[dict]:
    urutan = [
        ("Konsep", None),
        ("Penilaian", skp.diajukan_pada),
        ("Disetujui", skp.disetujui_pada),
    ]
    kini = {StatusSkp.KONSEP: 0, StatusSkp.PENILAIAN_RENCANA: 1}.get(skp.status, 3)
    return [
        {
            "label": label,
            "keadaan": "selesai" if nomor < kini else "kini" if nomor == kini else "nanti",
            "keterangan": tanggal(waktu) if nomor <= kini else "",
        }
        for nomor, (label, waktu) in enumerate(urutan)
    ]
