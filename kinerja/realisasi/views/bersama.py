"""What the screens of both sides share: who may open them, and how an act's answer is told."""

from __future__ import annotations

import functools
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.dokumen.errors import Ditolak
from kinerja.dokumen.models import Riwayat
from kinerja.kalender.models import Bulan
from kinerja.kalender.queries import waktu
from kinerja.kepegawaian.models import Pegawai
from kinerja.realisasi.models import KUADRAN, Predikat, Rating, RealisasiBulanan
from kinerja.realisasi.queries import daftar_nilai_perilaku, daftar_tanda_terima
from kinerja.ui.titipan import ambil_titipan, dititipi

SESI_BERAKHIR = "Sesi Anda sempat berakhir. Isian Anda masih ada di bawah, tetapi belum tersimpan."


def halaman(view):
    """A page: for who is logged in, never kept by a cache, changing nothing."""
    return login_required(never_cache(require_safe(view)))


def halaman_tindakan(view):
    """A page that asks first and acts on POST. What is sent after the session has ended waits on it (`isian_titipan`)."""
    jaga = login_required(never_cache(require_http_methods(["GET", "HEAD", "POST"])(view)))
    return dititipi(jaga, sendiri=True)


def tindakan(view):
    """An act: POST only. Opened by hand (or after a log-in on the way), its address leads to the page.

    What is sent after the session has ended is not lost: it waits for the page until its owner has logged in.
    """

    @functools.wraps(view)
    def jaga(request, *args, **kwargs):
        if request.method != "POST":
            return HttpResponseRedirect("../")
        return view(request, *args, **kwargs)

    return dititipi(login_required(never_cache(require_http_methods(["GET", "HEAD", "POST"])(jaga))))


def isian_titipan(request: HttpRequest, versi: int | None = None) -> QueryDict | None:
    """What was sent to this page after the session had ended, to be looked at and sent again; as of now."""
    if request.method != "GET" or (data := ambil_titipan(request)) is None:
        return None
    data["kunci"] = str(uuid4())
    if versi is not None:
        data["versi"] = versi
    return data


def pegawai_atau_404(request: HttpRequest) -> Pegawai:
    """Accounts without a person (`sistem`, a superuser) have no month to report."""
    pegawai = getattr(request.user, "pegawai", None)
    if pegawai is None:
        raise Http404("Akun ini bukan akun pegawai.")
    return pegawai


def bulan_atau_404(tahun: int, bulan: int) -> Bulan:
    try:
        return Bulan(tahun, bulan)
    except ValueError as galat:
        raise Http404(str(galat)) from galat


def bulan_dilaporkan() -> Bulan:
    """The month that is reported and rated now: the one before the server's."""
    return Bulan.dari(timezone.now()).sebelum()


def teruskan_bila_terlarang(penolakan: Ditolak) -> None:
    """403 and 404 are pages of their own; everything else is told beside the form."""
    if penolakan.status in (403, 404):
        raise penolakan


def sampaikan(request: HttpRequest, kalimat: str, riwayat: Riwayat) -> None:
    """The receipt: its number means that it is stored, once."""
    messages.success(request, f"{kalimat} Nomor tanda terima {riwayat.nomor}, {waktu(riwayat.pada)}.")


def isi_hasil(realisasi: RealisasiBulanan) -> dict:
    """What the read-only page shows, to its owner and to those who may see it.

    The penilai's texts belong to his rating: before it is given they are his draft, and nobody reads them here.
    """
    daftar = realisasi.baris_terurut()
    if not realisasi.hasil_dinilai_pada:
        for baris in daftar:
            baris.umpan_balik = ""
    tanda_terima = _tanda_terima(realisasi)
    return {
        "realisasi": realisasi,
        "daftar": daftar,
        "daftar_perilaku": daftar_nilai_perilaku(realisasi) if realisasi.perilaku_dinilai_pada else [],
        "daftar_tanda_terima": tanda_terima,
        "kuadran": kuadran(realisasi) if realisasi.predikat else None,
        "yang_menilai": _yang_menilai(tanda_terima) if realisasi.oleh_atasan else [],
    }


LANGKAH = {"realisasi.hasil_kerja_dinilai": "Hasil kerja", "realisasi.perilaku_dinilai": "Perilaku"}


def _yang_menilai(daftar: list[Riwayat]) -> list[tuple[str, str, bool]]:
    """(step, who rated it, was he the superior) as the record has it; one line where one person did both."""
    langkah = [
        (LANGKAH[t.jenis], t.oleh.nama, bool(t.rincian.get("oleh_atasan")))
        for t in daftar
        if t.jenis in LANGKAH
    ]
    if len(langkah) == 2 and langkah[0][1:] == langkah[1][1:]:
        return [("", *langkah[0][1:])]
    return langkah


SEBUTAN = {
    "realisasi.dibuka": "Draf dibuka",
    "realisasi.diajukan": "Realisasi diajukan",
    "realisasi.ditarik_kembali": "Ditarik kembali",
    "realisasi.dikembalikan": "Dikembalikan pejabat penilai",
    "realisasi.hasil_kerja_dinilai": "Hasil kerja dinilai",
    "realisasi.perilaku_dinilai": "Perilaku dinilai",
    "realisasi.penilaian_diubah": "Penilaian diubah",
    "realisasi.penilai_dialihkan": "Dialihkan ke penilai lain",
    "realisasi.pengisian_ditutup": "Pengisian ditutup",
    "realisasi.tidak_dilaporkan": "Dicatat tidak lapor",
    "realisasi.pengisian_dibuka": "Pengisian dibuka kembali",
    "realisasi.penilaian_ditutup": "Penilaian ditutup",
    "realisasi.penilaian_dibuka": "Penilaian dibuka kembali",
    "realisasi.penilaian_dilanjutkan": "Penilaian dibuka kembali",
}


def _tanda_terima(realisasi: RealisasiBulanan) -> list[Riwayat]:
    daftar = list(daftar_tanda_terima(realisasi))
    for tanda in daftar:
        tanda.sebutan = SEBUTAN.get(tanda.jenis, tanda.jenis)
    return daftar


def kuadran(realisasi: RealisasiBulanan) -> dict:
    """The 3x3 table as it is drawn: best results above, behaviour from left (worst) to right; his cell marked."""
    mendatar = [Rating.DI_BAWAH, Rating.SESUAI, Rating.DI_ATAS]
    kini = (realisasi.rating_hasil, realisasi.rating_perilaku)
    return {
        "mendatar": mendatar,
        "baris": [
            (hasil, [(Predikat(KUADRAN[hasil, p]).label, (hasil, p) == kini) for p in mendatar])
            for hasil in (Rating.DI_ATAS, Rating.SESUAI, Rating.DI_BAWAH)
        ],
    }
