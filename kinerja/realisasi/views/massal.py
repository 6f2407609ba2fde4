"""The same feedback to begin with for several people: first who gets it and who is skipped and why, then the act.

Texts only. A rating is a judgement about one person, and is given on his page.
"""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from kinerja.dokumen import policy
from kinerja.dokumen.errors import Ditolak
from kinerja.kalender.models import Tahap
from kinerja.kalender.queries import Kalender, batas, waktu
from kinerja.realisasi import services
from kinerja.realisasi.forms import UMPAN_BALIK_SIAP, UmpanBalikMassalForm
from kinerja.realisasi.lifecycle import StatusRealisasi
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.realisasi.queries.antrean import bukan_gilirannya
from kinerja.realisasi.queries.umpan_balik import frasa_umpan_balik
from kinerja.realisasi.views.bersama import (
    SESI_BERAKHIR,
    bulan_dilaporkan,
    halaman_tindakan,
    isian_titipan,
    pegawai_atau_404,
)
from kinerja.skp.models import NilaiBerakhlak
from kinerja.skp.views.dasar import nomor
from kinerja.ui.tiket import kedatangan
from kinerja.ui.tindakan import MASSAL_TERBANYAK, pilah, versi_dilihat


@halaman_tindakan
def umpan_balik_massal(request: HttpRequest) -> HttpResponse:
    diri, titipan = pegawai_atau_404(request), isian_titipan(request)
    dipilih = dipilih_dari(request, titipan)
    bulan = dipilih[0].nilai_bulan if dipilih else bulan_dilaporkan()
    kembali = reverse("realisasi:antrean_bulan", args=[bulan.tahun, bulan.bulan])
    if len(dipilih) > MASSAL_TERBANYAK:
        messages.error(request, f"Paling banyak {MASSAL_TERBANYAK} pegawai sekali proses.")
        return redirect(kembali)
    post = request.method == "POST"
    pada = kedatangan(request, request.POST.get("kunci", "")) if post else timezone.now()
    if titipan and dipilih:
        messages.warning(request, SESI_BERAKHIR)
    data = request.POST if post else titipan if dipilih else None
    form = UmpanBalikMassalForm(data, daftar_nilai=list(NilaiBerakhlak.objects.all()))
    if post and dipilih and form.is_valid():
        versi = versi_dilihat(request.POST, dipilih)
        hasil = services.simpan_umpan_balik.many(
            dipilih, oleh=request.user, pada=pada, versi=versi, **form.argumen
        )
        _sampaikan(request, hasil)
        return redirect(kembali)
    bisa, dilewati = _pilah(request, dipilih, diri, pada)
    sendiri = [
        *frasa_umpan_balik(diri, bulan),
        *frasa_umpan_balik(diri, bulan, perilaku=True),
    ]
    isi = {
        "judul": "Umpan balik untuk beberapa pegawai",
        "form": form,
        "bisa": bisa,
        "dilewati": dilewati,
        "kembali": kembali,
        "saran": list(dict.fromkeys([*sendiri, *UMPAN_BALIK_SIAP])),
    }
    return render(request, "realisasi/umpan_balik_massal.html", isi, status=422 if post else 200)


def dipilih_dari(request: HttpRequest, titipan: QueryDict | None = None) -> list[RealisasiBulanan]:
    """The ticked reports among those he sees; one more than is allowed is enough to say that they are too many."""
    data = request.POST if request.method == "POST" else titipan or request.GET
    daftar_pk = [pk for pk in map(nomor, data.getlist("realisasi")) if pk is not None]
    terlihat = policy.visible(RealisasiBulanan, request.user, pada=timezone.now())
    urut = terlihat.filter(pk__in=daftar_pk[: MASSAL_TERBANYAK + 1]).order_by("pegawai__nama", "pk")
    return list(urut.select_related("pegawai__pengguna", "penilai", "penugasan"))


def _pilah(request: HttpRequest, dipilih: list[RealisasiBulanan], diri, pada: datetime):
    """(who gets the texts, with what he has already; who is skipped, and why)."""
    bisa, dilewati = pilah(services.simpan_umpan_balik, dipilih, oleh=request.user, pada=pada)
    kalender = Kalender({(r.nilai_bulan, r.perangkat_daerah_id) for r in bisa})
    tunda, terima = [], []
    for satu in bisa:
        masa = kalender.masa(Tahap.PENILAIAN, satu.nilai_bulan, satu.perangkat_daerah_id, satu.pegawai_id)
        if not masa.memuat(pada):
            jendela = masa.kini(pada)
            kata = f"dimulai {waktu(jendela.mulai)}" if pada < jendela.mulai else f"berakhir {batas(jendela)}"
            tunda.append((satu, f"Penilaian {satu.nilai_bulan} {kata}."))
        elif sebab := bukan_gilirannya(satu, diri, masa, pada):
            tunda.append((satu, sebab))
        else:
            dinilai = satu.status == StatusRealisasi.PENILAIAN_PERILAKU
            terima.append((satu, "Hasil kerja sudah dinilai: hanya perilaku yang diisi." if dinilai else ""))
    return terima, [*((r, str(penolakan)) for r, penolakan in dilewati), *tunda]


def _sampaikan(request: HttpRequest, hasil) -> None:
    """Each by name: how much was filled in, or why not."""
    for tanda in hasil.berhasil:
        isi = tanda.rincian
        kata = f"{isi['baris']} indikator dan {isi['perilaku']} perilaku diisi"
        messages.success(request, f"{tanda.objek.pegawai}: {kata}. Nomor tanda terima {tanda.nomor}.")
    for satu, penolakan in hasil.ditolak:
        messages.warning(request, f"{satu.pegawai} dilewati. {_kalimat(penolakan)}")


def _kalimat(penolakan: Ditolak) -> str:
    return " ".join(str(k) for k in penolakan.keluhan)
