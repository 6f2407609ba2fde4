"""Several activities at once from what is logged already: a day copied, an activity repeated. One POST, all or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kinerja.aktivitas import services
from kinerja.aktivitas.forms.dasar import baca_tanggal
from kinerja.aktivitas.forms.kiriman import (
    BARIS_TERBANYAK,
    HARI,
    HARI_KERJA,
    BarisForm,
    BarisSalinForm,
    BarisUlangForm,
    PilihHariForm,
    PolaForm,
    SalinForm,
    UlangForm,
)
from kinerja.aktivitas.models import Aktivitas, Jenis, KirimanAktivitas
from kinerja.aktivitas.queries import (
    PilihanIndikator,
    daftar_hari,
    hari_terakhir_terisi,
    pilihan_indikator,
    skp_pada,
)
from kinerja.aktivitas.resources import Pratinjau, periksa_isian
from kinerja.aktivitas.services import Isian
from kinerja.aktivitas.views.dasar import (
    alamat_daftar,
    ambil_aktivitas,
    hari_ini,
    ingatkan_tumpang_tindih,
    pegawai_atau_404,
    sampaikan,
)
from kinerja.dokumen import policy
from kinerja.dokumen.errors import AksesDitolak, DataBerubah, Ditolak, Keluhan
from kinerja.dokumen.models import Riwayat
from kinerja.kalender.models import Bulan
from kinerja.kalender.queries import tanggal
from kinerja.skp.models import Indikator, Skp

KOLOM_BARIS = {"aktivitas": "uraian"}
SUDAH_TERKIRIM = (
    "Formulir ini sudah pernah terkirim dan tersimpan dengan isi lain; lihat daftar bulan ini. Kirim sekali lagi hanya "
    "bila yang sekarang aktivitas yang berbeda."
)


def halaman_isian(view: Callable) -> Callable:
    """A page with a form: GET shows, POST acts; never kept by a cache."""
    return login_required(never_cache(require_http_methods(["GET", "HEAD", "POST"])(view)))


# --- a day copied ----------------------------------------------------------------------------------------


@halaman_isian
def salin(request: HttpRequest) -> HttpResponse:
    """The last day that has activities, or a chosen one, as rows for another day."""
    pegawai = pegawai_atau_404(request)
    if request.method == "POST":
        return _simpan_salinan(request, pegawai)
    ke = baca_tanggal(request.GET.get("ke")) or hari_ini()
    dari = baca_tanggal(request.GET.get("dari")) or hari_terakhir_terisi(pegawai, ke)
    pilih = PilihHariForm(initial={"dari": dari, "ke": ke})
    skp = skp_pada(pegawai, ke)
    sumber = daftar_hari(pegawai, [dari])[dari] if dari else []
    konteks = {"pilih": pilih, "dari": dari, "ke": ke, "skp": skp, "form": None}
    konteks["jumlah_sumber"] = len(sumber)
    if skp is None or not sumber:
        return _tampilkan_salin(request, konteks)
    sumber = sumber[:BARIS_TERBANYAK]
    pilihan, kini = PilihanIndikator(skp), timezone.now()
    daftar = pilihan.pada(ke)
    baris = [
        BarisSalinForm(daftar=daftar, nomor=n, initial=_awal_salinan(lama, daftar, ke, kini))
        for n, lama in enumerate(sumber, 1)
    ]
    _tandai(baris, periksa_isian(pilihan, [_isian_awal(b, ke) for b in baris], kini))
    form = SalinForm(initial={"ke": ke, "jumlah": len(baris)})
    return _tampilkan_salin(request, konteks | {"form": form, "baris": baris})


def _awal_salinan(lama: Aktivitas, daftar: list[Indikator], ke: date, kini: datetime) -> dict:
    """The same indicator, if that day has it; else the one with the same words (a new SKP); else none yet."""
    tersedia = {i.pk for i in daftar}
    senama = next((i.pk for i in daftar if i.uraian == lama.indikator.uraian), "")
    return {
        "pilih": True,
        "uraian": lama.uraian,
        "mulai": lama.mulai,
        "selesai": lama.selesai,
        "indikator": lama.indikator_id if lama.indikator_id in tersedia else senama,
        "jenis": _jenis(ke, lama.mulai, kini),
    }


def _jenis(hari: date, mulai: time, kini: datetime) -> str:
    """What has not begun can only be planned."""
    setempat = timezone.localtime(kini)
    belum = (hari, mulai) > (setempat.date(), setempat.time())
    return Jenis.RENCANA if belum else Jenis.AKTIVITAS


def _simpan_salinan(request: HttpRequest, pegawai) -> HttpResponse:
    form = SalinForm(request.POST)
    form.full_clean()
    ke = form.cleaned_data.get("ke") or hari_ini()
    skp = skp_pada(pegawai, ke)
    daftar = pilihan_indikator(skp, ke) if skp else []
    baris = [
        BarisSalinForm(request.POST, daftar=daftar, nomor=n)
        for n in range(1, (form.cleaned_data.get("jumlah") or 0) + 1)
    ]
    dari = baca_tanggal(request.GET.get("dari"))
    konteks = {"pilih": PilihHariForm(initial={"dari": dari, "ke": ke}), "dari": dari, "ke": ke, "skp": skp}
    konteks |= {"form": form, "baris": baris, "jumlah_sumber": len(baris)}
    return _kirim(
        request,
        skp,
        form,
        baris,
        isian=lambda satu: satu.isian(ke),
        asal=KirimanAktivitas.Asal.SALIN,
        tampilkan=lambda status, keluhan: _tampilkan_salin(
            request, konteks | {"keluhan": keluhan}, status=status
        ),
    )


def _tampilkan_salin(request: HttpRequest, konteks: dict, *, status=200) -> HttpResponse:
    tetap = {"judul": "Salin aktivitas hari lain", "hari_ini": hari_ini(), "terbanyak": BARIS_TERBANYAK}
    return render(request, "aktivitas/kiriman_salin.html", tetap | konteks, status=status)


# --- an activity repeated --------------------------------------------------------------------------------


@halaman_isian
def ulangi(request: HttpRequest, pk: int) -> HttpResponse:
    """The same work on other days of its SKP: what lies ahead becomes plans."""
    aktivitas, kini = ambil_aktivitas(request, pk), timezone.now()
    skp = aktivitas.skp
    skp.pegawai = aktivitas.pegawai
    if not policy.can(request.user, "catat_banyak_aktivitas", skp, pada=kini):
        raise AksesDitolak("Hanya pemiliknya yang dapat mengulangi aktivitas ini.")
    if request.method == "POST":
        return _simpan_ulangan(request, aktivitas)
    pola = PolaForm(_dengan_pola_bawaan(request))
    konteks = {"pola": pola, "aktivitas": aktivitas, "form": None}
    if not pola.is_valid():
        return _tampilkan_ulangi(request, konteks)
    semua = [hari for hari in pola.daftar_hari if hari != aktivitas.tanggal]
    hari = [h for h in semua if skp.memuat(h)]
    konteks |= {"di_luar": [h for h in semua if not skp.memuat(h)], "skp": skp}
    if not hari:
        return _tampilkan_ulangi(request, konteks | {"baris": []})
    baris = [
        BarisUlangForm(
            nomor=n,
            initial={
                "pilih": True,
                "tanggal": h,
                "mulai": aktivitas.mulai,
                "selesai": aktivitas.selesai,
                "jenis": _jenis(h, aktivitas.mulai, kini),
            },
        )
        for n, h in enumerate(hari, 1)
    ]
    pilihan = PilihanIndikator(skp)
    form = UlangForm(
        _indikator_hari(pilihan, hari),
        initial={"uraian": aktivitas.uraian, "indikator": aktivitas.indikator_id, "jumlah": len(baris)},
    )
    awal = [
        Isian(
            h,
            aktivitas.mulai,
            aktivitas.selesai,
            aktivitas.uraian,
            aktivitas.indikator_id,
            b.initial["jenis"],
        )
        for h, b in zip(hari, baris, strict=True)
    ]
    _tandai(baris, periksa_isian(pilihan, awal, kini))
    return _tampilkan_ulangi(request, konteks | {"form": form, "baris": baris})


def _dengan_pola_bawaan(request: HttpRequest):
    """Without a choice: the working days of this week."""
    if "dari" in request.GET:
        return request.GET
    senin = hari_ini() - timedelta(days=hari_ini().weekday())
    return {"dari": senin, "sampai": senin + timedelta(days=4), "hari": HARI_KERJA}


def _indikator_hari(pilihan: PilihanIndikator, daftar: Sequence[date]) -> list[Indikator]:
    """What may be chosen on at least one of the days; what is not there on another is told at its row."""
    hasil: dict[int, Indikator] = {}
    for hari in daftar:
        hasil |= {i.pk: i for i in pilihan.pada(hari)}
    lain = hasil.pop(pilihan.skp.indikator_kedinasan_lain.pk)
    return [*hasil.values(), lain]


def _simpan_ulangan(request: HttpRequest, aktivitas: Aktivitas) -> HttpResponse:
    skp = aktivitas.skp
    jumlah = UlangForm([], request.POST)
    jumlah.full_clean()
    baris = [
        BarisUlangForm(request.POST, nomor=n) for n in range(1, (jumlah.cleaned_data.get("jumlah") or 0) + 1)
    ]
    terbaca = [b.cleaned_data.get("tanggal") for b in baris if b.is_valid() or b.cleaned_data]
    hari = [h for h in terbaca if h and skp.memuat(h)] or [aktivitas.tanggal]
    form = UlangForm(_indikator_hari(PilihanIndikator(skp), hari), request.POST)
    konteks = {"pola": PolaForm(_dengan_pola_bawaan(request)), "aktivitas": aktivitas, "skp": skp}
    konteks |= {"form": form, "baris": baris}
    return _kirim(
        request,
        skp,
        form,
        baris,
        isian=lambda satu: satu.isian(form.cleaned_data["uraian"], form.cleaned_data["indikator"]),
        asal=KirimanAktivitas.Asal.BERULANG,
        tampilkan=lambda status, keluhan: _tampilkan_ulangi(
            request, konteks | {"keluhan": keluhan}, status=status
        ),
    )


def _tampilkan_ulangi(request: HttpRequest, konteks: dict, *, status=200) -> HttpResponse:
    kini = hari_ini()
    senin, bulan = kini - timedelta(days=kini.weekday()), Bulan.dari(kini)
    for baris in konteks.get("baris", ()):
        hari = baris["tanggal"].value()
        hari = hari if isinstance(hari, date) else baca_tanggal(hari)
        baris.hari = f"{HARI[hari.weekday()]}, {tanggal(hari)}" if hari else ""
    minggu = timedelta(days=7)
    cepat = [
        ("Minggu ini", (senin, senin + timedelta(days=4))),
        ("Minggu depan", (senin + minggu, senin + minggu + timedelta(days=4))),
        ("Bulan ini", (bulan.awal, bulan.akhir)),
    ]
    tetap = {"judul": "Ulangi aktivitas", "cepat": cepat}
    return render(request, "aktivitas/kiriman_ulangi.html", tetap | konteks, status=status)


# --- what both share -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Catatan:
    """A row's warnings before it is sent."""

    kembar: bool
    peringatan: list[str]


def _isian_awal(baris: BarisSalinForm, ke: date) -> Isian:
    awal = baris.initial
    return Isian(ke, awal["mulai"], awal["selesai"], awal["uraian"], awal["indikator"] or 0, awal["jenis"])


def _tandai(baris: Sequence[BarisForm], daftar: list[Pratinjau]) -> None:
    """Warnings beside their rows; what is logged already is not ticked."""
    for satu, hasil in zip(baris, daftar, strict=True):
        satu.catatan = Catatan(hasil.kembar, [kalimat for _, kalimat in hasil.peringatan])
        if hasil.kembar:
            satu.initial["pilih"] = False


def _kirim(
    request: HttpRequest,
    skp: Skp | None,
    form,
    baris: list,
    *,
    isian: Callable[[BarisForm], Isian],
    asal: str,
    tampilkan: Callable[[int, list[Keluhan]], HttpResponse],
) -> HttpResponse:
    """One act for all ticked rows; or the page again with every complaint at its row and all that was typed."""
    benar = all([form.is_valid(), *(b.is_valid() for b in baris)])
    terpilih = [b for b in baris if b.terpilih]
    if skp is None:
        return tampilkan(422, [Keluhan("Belum ada SKP yang disetujui untuk tanggal itu.")])
    if not benar or not terpilih:
        tanpa = [] if not benar or terpilih else [Keluhan("Centang paling sedikit satu baris.")]
        return tampilkan(422, tanpa + _keluhan_baris(baris))
    daftar, kini = [isian(b) for b in terpilih], timezone.now()
    try:
        tanda = services.catat_banyak_aktivitas(
            skp, oleh=request.user, pada=kini, kunci=form.cleaned_data["kunci"], asal=asal, daftar=daftar
        )
    except DataBerubah:
        form.perbarui(None)
        return tampilkan(409, [Keluhan(SUDAH_TERKIRIM)])
    except Ditolak as penolakan:
        if penolakan.status in (403, 404):
            raise
        return tampilkan(penolakan.status, _di_barisnya(skp, terpilih, daftar, kini, penolakan))
    selesai(request, tanda, daftar)
    return redirect(alamat_daftar(min(i.tanggal for i in daftar)))


def selesai(request: HttpRequest, tanda: Riwayat, daftar: Sequence[Isian]) -> None:
    """The receipt with the number of rows, and what shares its time with something else."""
    rencana = sum(i.jenis == Jenis.RENCANA for i in daftar)
    jumlah = [(len(daftar) - rencana, "aktivitas"), (rencana, "rencana")]
    sampaikan(request, f"{' dan '.join(f'{n} {kata}' for n, kata in jumlah if n)} tersimpan.", tanda)
    ingatkan_tumpang_tindih(request, list(tanda.objek.daftar_aktivitas.ada().filter(jenis=Jenis.AKTIVITAS)))
    urut = sorted((i for i in daftar if i.jenis == Jenis.AKTIVITAS), key=lambda i: (i.tanggal, i.mulai))
    bersama = [b for a, b in pairwise(urut) if a.tanggal == b.tanggal and b.mulai < a.selesai]
    if bersama:
        messages.warning(
            request,
            f"Di antara yang baru tersimpan ada {len(bersama)} yang jamnya bertumpang tindih, misalnya "
            f"{tanggal(bersama[0].tanggal)} pukul {bersama[0].mulai:%H.%M}. Periksa apakah semuanya benar.",
        )


def _di_barisnya(skp: Skp, terpilih, daftar, kini, penolakan: Ditolak) -> list[Keluhan]:
    """The act numbers what it was sent; the page knows the rows: each complaint at its field."""
    for satu, hasil in zip(terpilih, periksa_isian(PilihanIndikator(skp), daftar, kini), strict=True):
        for kolom, kalimat in hasil.galat:
            nama = KOLOM_BARIS.get(kolom, kolom)
            satu.add_error(nama if nama in satu.fields else None, kalimat)
    return _keluhan_baris(terpilih) or list(penolakan.keluhan)


def _keluhan_baris(daftar: Sequence[BarisForm]) -> list[Keluhan]:
    return [
        Keluhan(f"Baris {b.nomor}: {kalimat}", f"#{b[nama].auto_id}" if nama in b.fields else "")
        for b in daftar
        for nama, semua in b.errors.items()
        for kalimat in semua
    ]
