"""The SKP's own page, for everybody who sees it; what can be done there depends on who looks and on its state."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kinerja.kepegawaian.permissions import is_pemilik, penilai_berlaku
from kinerja.skp import queries
from kinerja.skp.forms import EkspektasiForm
from kinerja.skp.lifecycle import StatusSkp, rencana_lengkap
from kinerja.skp.models import JenisRhk, RencanaHasilKerja, Skp
from kinerja.skp.permissions import is_penilai
from kinerja.skp.views.dasar import ambil_skp, halaman
from kinerja.ui.templatetags.ui import tanggal

KATA = {
    "skp.diajukan": "mengajukan SKP",
    "skp.diterima": "menerima SKP",
    "skp.dikembalikan": "mengembalikan SKP",
}


@halaman
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    skp, pada = ambil_skp(request, pk), timezone.now()
    konsep = skp.status == StatusSkp.KONSEP
    diajukan = skp.status == StatusSkp.PENILAIAN_RENCANA
    pemilik = is_pemilik(request.user, skp, pada)
    menyunting, menilai = pemilik and konsep, diajukan and is_penilai(request.user, skp, pada)
    # A draft shows who would receive it now; from the submission on the document names its penilai itself.
    penugasan = penilai_berlaku(skp.riwayat_jabatan, pada=pada) if konsep else None
    daftar_rhk = skp.isi_lengkap()
    konteks = {
        "skp": skp,
        "pemilik": pemilik,
        "menyunting": menyunting,
        "menilai": menilai,
        "penilai": (penugasan.pegawai if penugasan else None) if konsep else skp.penilai,
        "tahapan": tahapan(skp),
        "bagian": bagian_rhk(daftar_rhk),
        "percakapan": [(satu, KATA.get(satu.jenis, "menulis")) for satu in queries.percakapan(skp)],
        "kurang": list(rencana_lengkap(skp, daftar_rhk)) if menyunting else [],
        "tanpa_rhk_atasan": menyunting
        and skp.is_ja_jf
        and not queries.daftar_rhk_atasan(skp, pada=pada).exists(),
    }
    return render(request, "skp/detail.html", konteks | perilaku(skp, menilai=menilai))


def bagian_rhk(daftar: list[RencanaHasilKerja]) -> list[tuple]:
    """The bands of the juknis's table: (heading, kind, its RHKs)."""
    return [
        (f"{huruf}. {jenis.label.upper()}", jenis, [rhk for rhk in daftar if rhk.jenis == jenis])
        for huruf, jenis in zip("AB", JenisRhk, strict=True)
    ]


def perilaku(skp: Skp, *, menilai: bool) -> dict:
    """The seven values: as a form for the penilai who may write, as text for everybody else."""
    nilai = queries.daftar_nilai()
    teks = dict(skp.daftar_ekspektasi.order_by().values_list("nilai_id", "teks"))
    if menilai:
        return {"form_ekspektasi": EkspektasiForm(skp=skp, nilai=nilai, teks=teks)}
    return {"daftar_nilai": [(satu, teks.get(satu.kode, "")) for satu in nilai]}


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
