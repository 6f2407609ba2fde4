"""The editor of a draft: everything that the owner can do with his plan on one page, and what is still missing."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kinerja.dokumen.errors import Keluhan
from kinerja.dokumen.models import Riwayat
from kinerja.kepegawaian.permissions import penilai_berlaku
from kinerja.skp import queries
from kinerja.skp.lifecycle import rencana_lengkap, sebelumnya_selesai
from kinerja.skp.models import KEDINASAN_LAIN, RencanaHasilKerja, Skp
from kinerja.skp.queries.mutu import Saran, periksa_mutu
from kinerja.skp.views import bagian

MULAI_CEPAT = (
    ("skp:salin", "Salin dari SKP lain", "SKP Anda tahun lalu, atau SKP rekan sejabatan yang boleh disalin."),
    ("skp:pakai_pustaka", "Ambil dari pustaka jabatan", "Contoh yang disiapkan untuk jabatan Anda."),
    ("skp:tempel", "Tempel dari lembar kerja", "Salin sel dari Excel atau Google Sheets, lalu tempel."),
    ("skp:impor_tool_kinerja", "Import dari Tool Kinerja", "Berkas ekspor aplikasi Tool Kinerja."),
)

URUTAN = [(bagian_, arah) for bagian_ in ("rhk", "indikator") for arah in ("naik", "turun")]


def susun(request: HttpRequest, skp: Skp, pada: datetime) -> HttpResponse:
    penugasan = penilai_berlaku(skp.riwayat_jabatan, pada=pada)
    daftar_rhk = skp.isi_lengkap()
    percakapan = bagian.percakapan(skp, daftar_rhk)
    _tandai_tetap(skp, daftar_rhk)
    konteks = {
        "skp": skp,
        "pemilik": True,
        "menyunting": True,
        # A draft shows who would receive it now; from the submission on the document names its penilai itself.
        "penilai": penugasan.pegawai if penugasan else None,
        "tahapan": bagian.tahapan(skp),
        "versi_berlaku": queries.versi_terakhir(skp) if skp.dalam_revisi else None,
        "percakapan": percakapan,
        "koreksi": _koreksi(percakapan),
        "bagian": bagian.bagian_rhk(daftar_rhk),
        "kosong": not daftar_rhk,
        "kurang": kekurangan(skp, daftar_rhk),
        "saran": saran_mutu(skp, daftar_rhk),
        "penilai_lama": queries.rhk_penilai_lama(skp, pada=pada) if skp.is_ja_jf else [],
        "penugasan_ditawarkan": queries.penugasan_ditawarkan(skp, pada=pada),
        "tanpa_rhk_atasan": skp.is_ja_jf and not queries.daftar_rhk_atasan(skp, pada=pada).exists(),
        "tanpa_atasan": skp.is_ja_jf and any(rhk.rhk_atasan_id is None for rhk in daftar_rhk),
        "mulai_cepat": MULAI_CEPAT,
        "urutan": URUTAN,
        "kedinasan_lain": KEDINASAN_LAIN,
        "lampiran": bagian.lampiran(skp),
        "daftar_ekspektasi": skp.daftar_ekspektasi.select_related("nilai").order_by("nilai__nomor"),
    }
    return render(request, "skp/susun.html", konteks)


def _koreksi(percakapan: list[bagian.Ucapan]) -> Riwayat | None:
    """What the plan was sent back with, until it is submitted again."""
    putusan = [u.riwayat for u in percakapan if u.riwayat.jenis in ("skp.diajukan", "skp.dikembalikan")]
    return putusan[-1] if putusan and putusan[-1].jenis == "skp.dikembalikan" else None


def kekurangan(skp: Skp, daftar_rhk: list[RencanaHasilKerja]) -> list[Keluhan]:
    """All that `ajukan` would refuse for, each with a link to its field."""
    return [*sebelumnya_selesai(skp), *rencana_lengkap(skp, daftar_rhk)]


def saran_mutu(skp: Skp, daftar_rhk: list[RencanaHasilKerja]) -> list[Saran]:
    """Advice on the wording, compared with the SKPs from which he could have copied."""
    return periksa_mutu(daftar_rhk, skp=skp, uraian_lain=queries.uraian_dapat_disalin(skp))


def _tandai_tetap(skp: Skp, daftar_rhk: list[RencanaHasilKerja]) -> None:
    """Rows that a revision may change but not delete get `tetap`: no button for what would be refused."""
    rhk_tetap, indikator_tetap = queries.tetap(skp, "rhk"), queries.tetap(skp, "indikator")
    for rhk in daftar_rhk:
        rhk.tetap = rhk.pk in rhk_tetap
        for indikator in rhk.daftar_indikator_terurut:
            indikator.tetap = indikator.pk in indikator_tetap
