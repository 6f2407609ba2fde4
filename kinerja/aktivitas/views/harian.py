"""The entry page of a day: what was done and what is planned, with the last ten (juknis BAB V.2-3)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from kinerja.aktivitas import services
from kinerja.aktivitas.forms.dasar import baca_tanggal
from kinerja.aktivitas.forms.harian import HarianForm
from kinerja.aktivitas.models import Aktivitas, Jenis
from kinerja.aktivitas.queries import (
    aktivitas_terakhir,
    daftar_hari,
    lama_tercatat,
    pilihan_indikator,
    rencana_terbuka,
    skp_pada,
)
from kinerja.aktivitas.views.dasar import (
    alamat_harian,
    halaman,
    hari_ini,
    ingatkan_tumpang_tindih,
    pegawai_atau_404,
    sampaikan,
    tindakan,
)
from kinerja.dokumen.errors import DataBerubah, Ditolak
from kinerja.kalender.models import Bulan
from kinerja.kalender.queries import lama, tanggal
from kinerja.kepegawaian.models import Pegawai
from kinerja.skp.models import Indikator, Skp

LIHAT_DAFTAR = "lihat_daftar"  # the button that asks for another day's indicators and stores nothing
MULAI_KERJA, SELANG = time(8, 0), timedelta(minutes=30)
RENCANA_TAMPIL = 30
AWAL, AKHIR = Bulan(2000, 1).awal, Bulan(2100, 12).akhir
TERKIRIM_LAIN = (
    "Formulir ini sudah pernah terkirim dan tersimpan dengan isi lain; lihat Aktivitas Terakhir di bawah. "
    "Tekan Simpan sekali lagi hanya bila yang sekarang aktivitas yang berbeda."
)


@halaman
def harian(request: HttpRequest) -> HttpResponse:
    """Ready for the day that the address names; else for today."""
    pegawai = pegawai_atau_404(request)
    return _halaman(request, pegawai, baca_tanggal(request.GET.get("tanggal")) or hari_ini())


@tindakan
def catat_aktivitas(request: HttpRequest) -> HttpResponse:
    """Store it; or show the form again, with the indicators of the day that it names and all that was typed."""
    pegawai, data = pegawai_atau_404(request), request.POST
    hari = baca_tanggal(data.get("tanggal")) or baca_tanggal(data.get("asal")) or hari_ini()
    skp, daftar = _pilihan(pegawai, hari)
    if LIHAT_DAFTAR in data:
        return _halaman(request, pegawai, hari, (skp, daftar), _tanpa_keluhan(daftar, hari, data))
    form = HarianForm(daftar, data, hari=hari)
    if skp is None and not form.has_error("tanggal"):
        form.add_error("tanggal", tanpa_skp(hari))
    if not form.is_valid():
        return _halaman(request, pegawai, hari, (skp, daftar), form, 422)
    try:
        tanda = services.catat_aktivitas(skp, oleh=request.user, pada=timezone.now(), **form.argumen)
    except DataBerubah:  # its key was used: the answer got lost, and he has changed the text since
        form.perbarui(None)
        form.add_error(None, TERKIRIM_LAIN)
        return _halaman(request, pegawai, hari, (skp, daftar), form, 409)
    except Ditolak as penolakan:
        if penolakan.status in (403, 404):
            raise
        form.tolak(penolakan)
        return _halaman(request, pegawai, hari, (skp, daftar), form, penolakan.status)
    is_rencana = form.isian.jenis == Jenis.RENCANA
    sampaikan(request, f"{'Rencana' if is_rencana else 'Aktivitas'} tersimpan.", tanda)
    if not is_rencana:
        ingatkan_tumpang_tindih(request, [tanda.objek])
    return redirect(alamat_harian(hari))


def tanpa_skp(hari: date) -> str:
    return f"Belum ada SKP yang disetujui untuk {tanggal(hari)}."


def _pilihan(pegawai: Pegawai, hari: date) -> tuple[Skp | None, list[Indikator]]:
    skp = skp_pada(pegawai, hari)
    return skp, pilihan_indikator(skp, hari) if skp else []


def _tanpa_keluhan(daftar: list[Indikator], hari: date, data: QueryDict) -> HarianForm:
    """The typed words in an unbound form: he only asked for the list, so nothing is missing yet."""
    kolom = ("kunci", "asal", "jenis", "uraian", "indikator", "mulai", "selesai")
    form = HarianForm(daftar, hari=hari, initial={"tanggal": hari})
    for nama in kolom:
        if nilai := data.get(nama):
            form.fields[nama].initial = nilai
    return form


def _halaman(request, pegawai: Pegawai, hari: date, pilihan=None, form=None, status=200) -> HttpResponse:
    skp, daftar = pilihan or _pilihan(pegawai, hari)
    terakhir, tercatat = list(aktivitas_terakhir(pegawai)), daftar_hari(pegawai, [hari])[hari]
    if form is None:
        form = HarianForm(daftar, hari=hari, initial=_awal(hari, daftar, terakhir, tercatat))
    rencana = list(rencana_terbuka(pegawai)[: RENCANA_TAMPIL + 1])
    isi = {
        "judul": "Aktivitas Harian",
        "form": form,
        "hari": hari,
        "bulan_ini": Bulan.dari(hari if AWAL <= hari <= AKHIR else hari_ini()),
        "tanpa_skp": "" if skp else tanpa_skp(hari),
        "tercatat": len(tercatat),
        "lama": lama(lama_tercatat((a.mulai, a.selesai) for a in tercatat)),
        "daftar_rencana": rencana[:RENCANA_TAMPIL],
        "rencana_lain": len(rencana) > RENCANA_TAMPIL,
        "daftar_terakhir": terakhir,
        "lihat_daftar": LIHAT_DAFTAR,
    }
    return render(request, "aktivitas/harian.html", isi, status=status)


def _awal(
    hari: date, daftar: list[Indikator], terakhir: list[Aktivitas], tercatat: list[Aktivitas]
) -> dict[str, object]:
    """What is typed for him: the indicator he used last, and the next free half hour of the day."""
    lalu = next((a.indikator_id for a in terakhir), None)
    mulai, selesai = selang_berikut(max((a.selesai for a in tercatat), default=None))
    return {
        "asal": hari.isoformat(),
        "tanggal": hari,
        "jenis": Jenis.RENCANA if hari > hari_ini() else Jenis.AKTIVITAS,
        "indikator": lalu if lalu in {i.pk for i in daftar} else None,
        "mulai": mulai,
        "selesai": selesai,
    }


def selang_berikut(sampai: time | None) -> tuple[time | None, time | None]:
    """The next full or half hour after what is logged, and half an hour later; nothing when the day is over."""
    menit = MULAI_KERJA.hour * 60
    if sampai is not None:
        menit = -(-(sampai.hour * 60 + sampai.minute + (sampai.second > 0)) // 30) * 30
    mulai = datetime.combine(date.min, time.min) + timedelta(minutes=menit)
    selesai = mulai + SELANG
    return (mulai.time(), selesai.time()) if selesai.date() == date.min else (None, None)
