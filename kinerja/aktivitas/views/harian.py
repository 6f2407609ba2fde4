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
    pilihan_indikator,
    rencana_terbuka,
    selesai_terakhir,
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
from kinerja.kalender.queries import tanggal
from kinerja.kepegawaian.models import Pegawai
from kinerja.skp.models import Indikator, Skp

LIHAT_DAFTAR = "lihat_daftar"  # the button that asks for another day's indicators and stores nothing
MULAI_KERJA, SLOT = time(8, 0), timedelta(minutes=30)


@halaman
def harian(request: HttpRequest) -> HttpResponse:
    """Ready for the day that the address names; else for today."""
    pegawai = pegawai_atau_404(request)
    hari = baca_tanggal(request.GET.get("tanggal")) or hari_ini()
    return _halaman(request, pegawai, hari)


@tindakan
def catat_aktivitas(request: HttpRequest) -> HttpResponse:
    """Store it; or show the form again, with the indicators of the day that it names and all that was typed."""
    pegawai = pegawai_atau_404(request)
    hari = baca_tanggal(request.POST.get("tanggal")) or hari_ini()
    skp, daftar = _pilihan(pegawai, hari)
    if LIHAT_DAFTAR in request.POST:
        return _halaman(request, pegawai, hari, form=_tanpa_keluhan(daftar, request.POST))
    form = HarianForm(daftar, request.POST)
    if skp is None:
        form.add_error("tanggal", tanpa_skp(hari))
    if not form.is_valid():
        return _halaman(request, pegawai, hari, form=form, status=422)
    try:
        tanda = services.catat_aktivitas(skp, oleh=request.user, pada=timezone.now(), **form.argumen)
    except DataBerubah:
        return _sudah_terkirim(request, pegawai, hari, form)
    except Ditolak as penolakan:
        if penolakan.status in (403, 404):
            raise
        form.tolak(penolakan)
        return _halaman(request, pegawai, hari, form=form, status=penolakan.status)
    kata = "Rencana tersimpan." if form.isian.jenis == Jenis.RENCANA else "Aktivitas tersimpan."
    sampaikan(request, kata, tanda)
    if form.isian.jenis == Jenis.AKTIVITAS:
        ingatkan_tumpang_tindih(request, [tanda.objek])
    return redirect(alamat_harian(hari))


def tanpa_skp(hari: date) -> str:
    return f"Belum ada SKP yang disetujui untuk {tanggal(hari)}."


def _sudah_terkirim(request, pegawai: Pegawai, hari: date, form: HarianForm) -> HttpResponse:
    """The answer of an earlier sending got lost and he has changed the text since: two activities, or one?"""
    form.perbarui(None)
    form.add_error(
        None,
        "Formulir ini sudah pernah terkirim dan tersimpan dengan isi lain; lihat Aktivitas Terakhir di bawah. "
        "Tekan Simpan sekali lagi hanya bila yang sekarang aktivitas yang berbeda.",
    )
    return _halaman(request, pegawai, hari, form=form, status=409)


def _pilihan(pegawai: Pegawai, hari: date) -> tuple[Skp | None, list[Indikator]]:
    skp = skp_pada(pegawai, hari)
    return skp, pilihan_indikator(skp, hari) if skp else []


def _tanpa_keluhan(daftar: list[Indikator], data: QueryDict) -> HarianForm:
    """The typed words in an unbound form: he only asked for the list, so nothing is missing yet."""
    tahu = {nama: data[nama] for nama in ("jenis", "uraian", "indikator", "mulai", "selesai") if nama in data}
    form = HarianForm(daftar, initial=tahu | {"tanggal": baca_tanggal(data.get("tanggal"))})
    form.fields["kunci"].initial = data.get("kunci", "")[:80]
    return form


def _halaman(request, pegawai: Pegawai, hari: date, *, form=None, status=200) -> HttpResponse:
    skp, daftar = _pilihan(pegawai, hari)
    terakhir = list(aktivitas_terakhir(pegawai))
    if form is None:
        form = HarianForm(daftar, initial=_awal(pegawai, hari, daftar, terakhir))
    isi = {
        "judul": "Aktivitas Harian",
        "form": form,
        "hari": hari,
        "skp": skp,
        "tanpa_skp": "" if skp else tanpa_skp(hari),
        "daftar_rencana": rencana_terbuka(pegawai),
        "daftar_terakhir": terakhir,
        "lihat_daftar": LIHAT_DAFTAR,
        "hari_ini": hari_ini(),
    }
    return render(request, "aktivitas/harian.html", isi, status=status)


def _awal(pegawai: Pegawai, hari: date, daftar: list[Indikator], terakhir: list[Aktivitas]) -> dict:
    """What is typed for him: the indicator he used last, and the next free half hour of the day."""
    lalu = next((a.indikator_id for a in terakhir), None)
    mulai, selesai = slot_berikut(selesai_terakhir(pegawai, hari))
    return {
        "tanggal": hari,
        "jenis": Jenis.RENCANA if hari > hari_ini() else Jenis.AKTIVITAS,
        "indikator": lalu if lalu in {i.pk for i in daftar} else None,
        "mulai": mulai,
        "selesai": selesai,
    }


def slot_berikut(sampai: time | None) -> tuple[time | None, time | None]:
    """The next full or half hour after what is logged, and half an hour later; nothing when the day is over."""
    if sampai is None:
        mulai = datetime.combine(date.min, MULAI_KERJA)
    else:
        menit = sampai.hour * 60 + sampai.minute + (1 if sampai.second else 0)
        mulai = datetime.combine(date.min, time()) + timedelta(minutes=-(-menit // 30) * 30)
    selesai = mulai + SLOT
    if selesai.date() > date.min:
        return None, None
    return mulai.time(), selesai.time()
