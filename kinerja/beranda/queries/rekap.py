"""How far the month is: for the pimpinan of an office, for who watches over several, and for BKD."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse

from kinerja.beranda.queries.butir import TERTINGGI, Grafik
from kinerja.kalender.models import Bulan, Jendela, Tahap
from kinerja.kalender.models.bulan import awal_hari
from kinerja.kalender.queries import batas, masa_untuk, tanggal
from kinerja.kepegawaian.models import PerangkatDaerah
from kinerja.kepegawaian.permissions import opd_direkap
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.realisasi.queries import BELUM_DIAJUKAN
from kinerja.realisasi.queries.antrean import ringkas
from kinerja.realisasi.queries.rekap import Hitungan, jumlah, rekap_opd, rekap_unit
from kinerja.ui.templatetags.ui import angka

TERBANYAK = 8  # rows on the front page; the rest is one tap away
SEHARI = timedelta(days=1)
HARI_TERGAMBAR = 10


@dataclass(frozen=True)
class RekapBeranda:
    """Units (or offices) with their counts, those who are furthest behind first."""

    bulan: Bulan
    judul: str
    baris: list[tuple[str, str, Hitungan]]
    semua: Hitungan
    lagi: int
    tautan: str
    satu_opd: bool


def rekap_beranda(pengguna, *, pada: datetime) -> RekapBeranda | None:
    """None for whoever reads no office. One office by unit, several by office."""
    daerah, bulan = opd_direkap(pengguna, pada=pada), Bulan.dari(pada).sebelum()
    if not daerah:
        return None
    waktu = [bulan.tahun, bulan.bulan]
    nama = dict(PerangkatDaerah.objects.filter(pk__in=daerah).order_by().values_list("pk", "nama"))
    if len(daerah) == 1:
        (opd,) = daerah
        orang = reverse("realisasi:rekap_pegawai", args=[*waktu, opd])
        baris = [
            (unit or "(unit kerja belum tercatat)", f"{orang}?{urlencode({'unit': unit})}", h)
            for unit, h in rekap_unit(bulan, opd).items()
        ]
        judul, tautan = nama[opd], reverse("realisasi:rekap_opd", args=[*waktu, opd])
    else:
        baris = [
            (nama[opd], reverse("realisasi:rekap_opd", args=[*waktu, opd]), h)
            for opd, h in rekap_opd(bulan, daerah).items()
            if h.pegawai
        ]
        judul, tautan = f"{len(baris)} perangkat daerah", reverse("realisasi:rekap_bulan", args=waktu)
    baris.sort(key=lambda b: (b[2].batang, b[0]))
    semua = jumlah(h for *_, h in baris)
    return RekapBeranda(
        bulan, judul, baris[:TERBANYAK], semua, max(len(baris) - TERBANYAK, 0), tautan, len(daerah) == 1
    )


@dataclass(frozen=True)
class Laju:
    """How many filed on each day of the window, and what that makes until its end."""

    hari: list[tuple[date, int]]
    grafik: Grafik
    kalimat: list[str]


def laju_pengisian(bulan: Bulan, semua: Hitungan, *, pada: datetime) -> Laju | None:
    """BKD's view of the filing window common to all; None before it opens. One query (and the schedule's)."""
    jendela = masa_untuk(Tahap.PENGISIAN, bulan, perangkat_daerah_id=None, pegawai_id=None).kini(pada)
    if pada < jendela.mulai:
        return None
    hari = _daftar_hari(jendela, pada)
    hitung = {
        f"h{n}": Count(
            "pk", filter=Q(diajukan_pada__gte=awal_hari(h), diajukan_pada__lt=awal_hari(h + SEHARI))
        )
        for n, h in enumerate(hari)
    }
    diajukan = RealisasiBulanan.objects.filter(tahun=bulan.tahun, bulan=bulan.bulan).exclude(
        status__in=BELUM_DIAJUKAN
    )
    hasil = diajukan.aggregate(**hitung, sehari=Count("pk", filter=Q(diajukan_pada__gt=pada - SEHARI)))
    banyak = [(h, hasil[f"h{n}"]) for n, h in enumerate(hari)]
    kalimat = list(_kalimat(jendela, semua.belum, hasil["sehari"], pada))
    return Laju(banyak, _grafik(banyak), kalimat)


def _grafik(banyak: list[tuple[date, int]]) -> Grafik:
    terbanyak = max(n for _, n in banyak) or 1
    batang = [(round(TERTINGGI * n / terbanyak), angka(n), f"{h.day}/{h.month}") for h, n in banyak]
    teks = ", ".join(f"{tanggal(h)} {angka(n)}" for h, n in banyak)
    return Grafik.susun(batang, lebar=32, teks=f"Realisasi yang diajukan setiap hari: {teks}.")


def _daftar_hari(jendela: Jendela, pada: datetime) -> list[date]:
    """The days of the window that have begun, at most the last ten."""
    akhir = min(pada, jendela.selesai - timedelta(microseconds=1))
    hari = Jendela(jendela.mulai, akhir + timedelta(microseconds=1)).hari_terakhir
    daftar = []
    while hari >= jendela.hari_mulai and len(daftar) < HARI_TERGAMBAR:
        daftar.append(hari)
        hari -= SEHARI
    return daftar[::-1]


def _kalimat(jendela: Jendela, belum: int, sehari: int, pada: datetime):
    """The time left; and a forecast only where a full day has shown how fast it goes."""
    if not jendela.memuat(pada):
        yield f"Pengisian berakhir {batas(jendela)}."
        return
    yield f"Pengisian sampai {batas(jendela)}: sisa waktu {ringkas(jendela.selesai - pada)}."
    if belum <= 0 or not sehari or pada - jendela.mulai < SEHARI:
        return
    laju = f"Dengan laju 24 jam terakhir ({angka(sehari)} laporan)"
    perlu, sisa = belum / sehari, (jendela.selesai - pada) / SEHARI
    if perlu <= sisa:
        yield f"{laju}, pengisian selesai sekitar {tanggal((pada + perlu * SEHARI).astimezone(jendela.mulai.tzinfo))}."
    else:
        yield f"{laju}, sekitar {angka(round(belum - sehari * sisa))} pegawai belum melapor pada batas waktunya."
