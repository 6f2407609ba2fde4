"""Rekapitulasi: for the pimpinan of an office, its verifikatur and auditor, and BKD. From offices down to persons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from kinerja.dokumen import policy
from kinerja.dokumen.errors import Ditolak
from kinerja.dokumen.models import Riwayat
from kinerja.kalender.models import Bulan, Tahap
from kinerja.kalender.queries import SEBUTAN, JendelaTutup, Kalender, Masa, batas, waktu
from kinerja.kepegawaian.models import PerangkatDaerah
from kinerja.kepegawaian.permissions import opd_direkap
from kinerja.realisasi.lifecycle import StatusRealisasi
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.realisasi.queries import rekap as queries
from kinerja.realisasi.views.bersama import bulan_atau_404, bulan_dilaporkan, halaman, tindakan
from kinerja.ui.impor import keluaran

PER_HALAMAN = 50
TANPA_UNIT = "(unit kerja belum tercatat)"
SINGKATAN = {"SANGAT_BAIK": "SB", "BAIK": "B", "BUTUH_PERBAIKAN": "BP", "KURANG": "K", "SANGAT_KURANG": "SK"}


def tampil_menu(request: HttpRequest) -> bool:
    return bool(opd_direkap(request.user, pada=timezone.now()))


@halaman
def rekap(request: HttpRequest, tahun: int | None = None, bulan: int | None = None) -> HttpResponse:
    """All offices in sight; who reads one only is led to it."""
    daerah, bulan_ini = _daerah(request), _bulan(tahun, bulan)
    if len(daerah) == 1:
        return redirect("realisasi:rekap_opd", bulan_ini.tahun, bulan_ini.bulan, *daerah)
    hitungan = queries.rekap_opd(bulan_ini, daerah)
    isi = {
        "judul": f"Rekapitulasi {bulan_ini}",
        "baris": [
            (opd.nama, reverse("realisasi:rekap_opd", args=[bulan_ini.tahun, bulan_ini.bulan, opd.pk]), h)
            for opd, h in _baris_opd(daerah, hitungan)
        ],
        "semua": queries.jumlah(hitungan.values()),
        "masa": _kalimat_masa(_masa(bulan_ini, None), timezone.now()),
    }
    return render(request, "realisasi/rekap.html", isi | _kepala(bulan_ini))


@halaman
def rekap_opd(request: HttpRequest, tahun: int, bulan: int, opd: int) -> HttpResponse:
    """One office by unit."""
    daerah, bulan_ini, kantor = _satu(request, tahun, bulan, opd)
    menurut_unit = queries.rekap_unit(bulan_ini, opd)
    orang = reverse("realisasi:rekap_pegawai", args=[tahun, bulan, opd])
    isi = {
        "judul": f"Rekapitulasi {bulan_ini}",
        "opd": kantor,
        "baris": [(u or TANPA_UNIT, f"{orang}?{urlencode({'unit': u})}", h) for u, h in menurut_unit.items()],
        "semua": queries.jumlah(menurut_unit.values()),
        "masa": _kalimat_masa(_masa(bulan_ini, opd), timezone.now()),
        "banyak_opd": len(daerah) > 1,
    }
    return render(request, "realisasi/rekap_opd.html", isi | _kepala(bulan_ini))


@halaman
def rekap_pegawai(request: HttpRequest, tahun: int, bulan: int, opd: int) -> HttpResponse:
    """The persons behind the numbers. What they wrote is read only by those who see the document itself."""
    _, bulan_ini, kantor = _satu(request, tahun, bulan, opd)
    unit, keadaan = request.GET.get("unit"), request.GET.get("keadaan", "")
    if keadaan not in queries.KEADAAN:
        keadaan = ""
    if "\0" in (unit or ""):  # PostgreSQL takes none in any text
        raise Http404("Unit kerja tidak ditemukan.")
    daftar = queries.daftar_rekap(bulan_ini, opd, unit=unit, keadaan=keadaan)
    hal = Paginator(daftar, PER_HALAMAN).get_page(request.GET.get("hal"))
    if not hal.object_list and unit is not None and not keadaan:
        raise Http404("Tidak ada pegawai di unit kerja ini pada bulan itu.")
    laporan = [b.laporan.pk for b in hal if b.laporan]
    terlihat = policy.visible(RealisasiBulanan, request.user, pada=timezone.now())
    saring = {k: v for k, v in (("unit", unit), ("keadaan", keadaan)) if v is not None and v != ""}
    isi = {
        "judul": f"Rekapitulasi {bulan_ini}: {'semua pegawai' if unit is None else unit or TANPA_UNIT}",
        "opd": kantor,
        "unit": unit,
        "hal": hal,
        "dibaca": set(terlihat.filter(pk__in=laporan).values_list("pk", flat=True)),
        "keadaan": keadaan,
        "daftar_keadaan": queries.KEADAAN.items(),
        "saring": urlencode(saring),
    }
    _terangkan(hal, _masa(bulan_ini, opd))
    return render(request, "realisasi/rekap_pegawai.html", isi | _kepala(bulan_ini))


@tindakan
def unduh(request: HttpRequest, tahun: int, bulan: int, opd: int | None = None) -> HttpResponse:
    """The offices with their counts, or the persons of one office, as a file. Who took it is recorded."""
    jenis, pada = request.POST.get("jenis", ""), timezone.now()
    if opd is None:
        daerah, bulan_ini, objek = _daerah(request), _bulan(tahun, bulan), request.user
    else:
        _, bulan_ini, objek = _satu(request, tahun, bulan, opd)
    if jenis not in keluaran.JENIS_ISI:
        raise Ditolak("Bentuk berkas tidak dikenal. Pilih Excel (xlsx) atau CSV.")
    judul, daftar = _isi_opd(bulan_ini, daerah) if opd is None else _isi_pegawai(bulan_ini, objek)
    rincian = {"bulan": str(bulan_ini), "berkas": jenis, "baris": len(daftar)}
    with transaction.atomic():
        Riwayat.tambah(objek, "rekap.diekspor", oleh=request.user, pada=pada, rincian=rincian)
    nama = f"rekapitulasi-{tahun}-{bulan:02}" + (f"-{opd}" if opd else "")
    return HttpResponse(
        keluaran.tulis(jenis, judul, daftar),
        content_type=keluaran.JENIS_ISI[jenis],
        headers={"Content-Disposition": f'attachment; filename="{nama}.{jenis}"'},
    )


# --- what is in sight --------------------------------------------------------------------------------------------


def _daerah(request: HttpRequest) -> frozenset[int]:
    if daerah := opd_direkap(request.user, pada=timezone.now()):
        return daerah
    raise Http404("Rekapitulasi hanya untuk pimpinan perangkat daerah.")


def _bulan(tahun: int | None, bulan: int | None) -> Bulan:
    """A month that has begun: of a later one there is nothing to tell."""
    if tahun is None:
        return bulan_dilaporkan()
    satu = bulan_atau_404(tahun, bulan)
    if satu > Bulan.dari(timezone.now()):
        raise Http404("Bulan ini belum mulai.")
    return satu


def _satu(request: HttpRequest, tahun: int, bulan: int, opd: int):
    daerah = _daerah(request)
    if opd not in daerah:
        raise Http404("Perangkat daerah di luar kewenangan akun ini.")
    return daerah, _bulan(tahun, bulan), get_object_or_404(PerangkatDaerah, pk=opd)


def _kepala(bulan: Bulan) -> dict:
    """The month, its neighbours and the names of the columns: the same on every page."""
    lain = [b for b in (_geser(bulan, -1), _geser(bulan, 1)) if b and b <= Bulan.dari(timezone.now())]
    predikat = [(SINGKATAN[p.value], p.label) for p in queries.DAFTAR_PREDIKAT]
    return {"bulan": bulan, "bulan_lain": lain, "kolom_predikat": predikat}


def _geser(bulan: Bulan, n: int) -> Bulan | None:
    try:
        return bulan.geser(n)
    except ValueError:
        return None


def _baris_opd(daerah: Iterable[int], hitungan: dict[int, queries.Hitungan]):
    """An office that was closed down appears for as long as it has people."""
    semua = PerangkatDaerah.objects.filter(pk__in=daerah)
    return [(opd, hitungan[opd.pk]) for opd in semua if opd.aktif or hitungan[opd.pk].pegawai]


# --- in words ----------------------------------------------------------------------------------------------------


def _masa(bulan: Bulan, opd: int | None) -> dict[str, Masa]:
    """The windows of the office, as outages and reopenings have them; none where no schedule is set."""
    try:
        kalender = Kalender([(bulan, opd)])
    except JendelaTutup:
        return {}
    return {t.value: kalender.masa(t, bulan, opd) for t in (Tahap.PENGISIAN, Tahap.PENILAIAN)}


def _kalimat_masa(masa: dict[str, Masa], pada: datetime) -> str:
    kalimat = []
    for tahap, satu in masa.items():
        jendela = satu.kini(pada)
        if pada < jendela.mulai:
            kata = f"mulai {waktu(jendela.mulai)}"
        else:
            kata = f"{'sampai' if jendela.memuat(pada) else 'berakhir'} {batas(jendela)}"
        kalimat.append(f"{SEBUTAN[tahap].capitalize()} {kata}.")
    return " ".join(kalimat)


def _terangkan(daftar: Iterable[queries.BarisRekap], masa: dict[str, Masa]) -> None:
    for baris in daftar:
        baris.keterangan = _keterangan(baris, masa)


def _keterangan(baris: queries.BarisRekap, masa: dict[str, Masa]) -> str:
    """Why somebody has no predikat."""
    laporan = baris.laporan
    if baris.keadaan == queries.TANPA_SKP:
        return "Belum ada SKP yang disetujui untuk bulan ini."
    if baris.keadaan == queries.BELUM_LAPOR:
        if laporan:
            return "Draf sudah dibuka."
        isi = masa.get(Tahap.PENGISIAN)
        terlambat = isi and baris.skp_disetujui_pada >= isi.kini(baris.skp_disetujui_pada).selesai
        return "SKP baru disetujui sesudah pengisian berakhir." if terlambat else ""
    if baris.keadaan == queries.TIDAK_LAPOR:
        return "Tidak mengajukan sampai pengisian berakhir."
    if baris.keadaan == queries.MENUNGGU_DINILAI:
        langkah = "perilaku" if laporan.status == StatusRealisasi.PENILAIAN_PERILAKU else "hasil kerja"
        return f"Menunggu penilaian {langkah}, diajukan {waktu(laporan.diajukan_pada)}."
    if baris.keadaan == queries.TIDAK_DINILAI:
        return "Tidak dinilai sampai penilaian berakhir."
    return "Dinilai atasan pejabat penilai." if laporan.oleh_atasan else ""


# --- files -------------------------------------------------------------------------------------------------------


def _isi_opd(bulan: Bulan, daerah: frozenset[int]) -> tuple[Sequence[str], list[list]]:
    judul = [
        "Kode",
        "Perangkat Daerah",
        "Pegawai",
        *queries.KEADAAN.values(),
        *(p.label for p in queries.DAFTAR_PREDIKAT),
    ]
    daftar = [
        [opd.kode, opd.nama, h.pegawai]
        + [h.keadaan[k] for k in queries.KEADAAN]
        + [h.predikat[p] for p in queries.DAFTAR_PREDIKAT]
        for opd, h in _baris_opd(daerah, queries.rekap_opd(bulan, daerah))
    ]
    return judul, daftar


def _isi_pegawai(bulan: Bulan, opd: PerangkatDaerah) -> tuple[Sequence[str], list[list]]:
    judul = [
        "NIP", "Nama", "Unit Kerja", "Status", "Rating Hasil Kerja", "Rating Perilaku", "Predikat", "Penilai", "Keterangan",
    ]  # fmt: skip
    baris = list(queries.daftar_rekap(bulan, opd.pk))
    _terangkan(baris, _masa(bulan, opd.pk))
    daftar = []
    for b in baris:
        r = b.laporan
        nilai = (
            [r.get_rating_hasil_display(), r.get_rating_perilaku_display(), r.get_predikat_display()]
            if r
            else [""] * 3
        )
        penilai = r.penilai if r else ""
        daftar.append([b.pegawai.nip, b.pegawai.nama, b.unit, b.label, *nilai, penilai, b.keterangan])
    return judul, daftar
