"""The editor of a draft: everything that the owner can do with his plan on one page, and what is still missing."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kinerja.dokumen.errors import Keluhan
from kinerja.kepegawaian.permissions import penilai_berlaku
from kinerja.skp import queries
from kinerja.skp.lifecycle import rencana_lengkap, sebelumnya_selesai
from kinerja.skp.models import RencanaHasilKerja, Skp
from kinerja.skp.views import bagian


def susun(request: HttpRequest, skp: Skp, pada: datetime) -> HttpResponse:
    penugasan = penilai_berlaku(skp.riwayat_jabatan, pada=pada)
    daftar_rhk = skp.isi_lengkap()
    konteks = {
        "skp": skp,
        "pemilik": True,
        "menyunting": True,
        # A draft shows who would receive it now; from the submission on the document names its penilai itself.
        "penilai": penugasan.pegawai if penugasan else None,
        "tahapan": bagian.tahapan(skp),
        "percakapan": bagian.percakapan(skp, daftar_rhk),
        "bagian": bagian.bagian_rhk(daftar_rhk),
        "kurang": kekurangan(skp, daftar_rhk),
        "tanpa_rhk_atasan": skp.is_ja_jf and not queries.daftar_rhk_atasan(skp, pada=pada).exists(),
        "lampiran": bagian.lampiran(skp),
        "daftar_nilai": bagian.perilaku(skp),
    }
    return render(request, "skp/susun.html", konteks)


def kekurangan(skp: Skp, daftar_rhk: list[RencanaHasilKerja]) -> list[Keluhan]:
    """All that `ajukan` would refuse for, each with a link to its field."""
    return [*sebelumnya_selesai(skp), *rencana_lengkap(skp, daftar_rhk)]
