"""What others wait for from me: a plan to decide, a month to rate; and who of mine is late himself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from kinerja.beranda.queries.bulan import sisa
from kinerja.beranda.queries.butir import Tugas
from kinerja.kalender.models import Bulan, Tahap
from kinerja.kalender.queries import Kalender, Masa, batas
from kinerja.kepegawaian.models import Pegawai
from kinerja.kepegawaian.permissions import pegawai_dari
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.realisasi.queries import BELUM_DIAJUKAN, MENUNGGU, hari_penentu, menunggu_penilaian
from kinerja.skp.models import Skp
from kinerja.skp.queries import jumlah_menunggu_keputusan

DISEBUT = 3  # so many by name
JARING = timedelta(days=3)  # the last days of the rating, when the superior is told


def tugas_penilai(
    pengguna,
    *,
    pada: datetime,
    dinilai: Sequence[Pegawai] = (),
    rencana: int | None = None,
    laporan: int | None = None,
) -> list[Tugas]:
    """`dinilai`: whom he rates now. What was submitted to him is his whoever rates them by now. `rencana`, `laporan`:
    how many plans and reports wait, where the menu has counted them already (most people have none)."""
    lalu = Bulan.dari(pada).sebelum()
    kolom = ("tahun", "bulan", "perangkat_daerah", "pegawai", "pegawai__nama", "diajukan_pada")
    menunggu = list(menunggu_penilaian(pengguna).values_list(*kolom)) if laporan != 0 else []
    belum = _belum_mengajukan(lalu, [p.pk for p in dinilai])
    daftar = {(Bulan(t, b), opd) for t, b, opd, *_ in menunggu} | {(lalu, opd) for *_, opd in belum}
    if dinilai:
        daftar.add((lalu, pegawai_dari(pengguna).perangkat_daerah_id))
    kalender = Kalender(daftar)
    return [
        *_tugas_rencana(jumlah_menunggu_keputusan(pengguna, pada=pada) if rencana is None else rencana),
        *_tugas_menilai(menunggu, kalender, pada),
        *_tugas_belum(lalu, belum, kalender, pada),
        *_tugas_bawahan(pengguna, lalu, dinilai, kalender, pada),
    ]


def _tugas_rencana(n: int) -> Iterable[Tugas]:
    if n:
        yield Tugas(
            f"{n} SKP menunggu keputusan Anda",
            "Tetapkan ekspektasi, lalu terima atau kembalikan.",
            reverse("skp:antrean"),
            "Buka antrean SKP",
            True,
        )


def _tugas_menilai(menunggu: list[tuple], kalender: Kalender, pada: datetime) -> Iterable[Tugas]:
    """One for each month: until when, and who waits longest."""
    menurut_bulan = defaultdict(list)
    for tahun, bulan, opd, orang, nama, sejak in menunggu:
        masa = kalender.masa(Tahap.PENILAIAN, Bulan(tahun, bulan), opd, orang)
        menurut_bulan[Bulan(tahun, bulan)].append((sejak, nama, masa))
    for bulan, daftar in menurut_bulan.items():
        # Several offices, several windows: the earliest end is the one to heed.
        terbuka = [m for _, _, m in daftar if m.memuat(pada)]
        if terbuka:
            masa = min(terbuka, key=lambda m: m.kini(pada).selesai)
            kata = f"Paling lambat {batas(masa.kini(pada))}.{sisa(masa, pada)}"
        else:
            kata = _kata_tutup(max((m for _, _, m in daftar), key=lambda m: m.kini(pada).selesai), pada)
        yield Tugas(
            f"{len(daftar)} realisasi {bulan} menunggu penilaian Anda",
            f"{kata} {_sebut([f'{nama} ({_lama(sejak, pada)})' for sejak, nama, _ in sorted(daftar, key=lambda d: d[:2])])}.",
            reverse("realisasi:antrean_bulan", args=[bulan.tahun, bulan.bulan]),
            "Nilai sekarang" if terbuka else "Lihat",
            bool(terbuka),
        )


def _kata_tutup(masa: Masa, pada: datetime) -> str:
    jendela = masa.kini(pada)
    if pada < jendela.mulai:
        return "Masa penilaian belum dibuka."
    return f"Masa penilaian berakhir {batas(jendela)}."


def _lama(sejak: datetime, pada: datetime) -> str:
    hari = (timezone.localtime(pada).date() - timezone.localtime(sejak).date()).days
    return f"menunggu {hari} hari" if hari > 0 else "diajukan hari ini"


def _sebut(nama: list[str]) -> str:
    lagi = len(nama) - DISEBUT
    return ", ".join(nama[:DISEBUT]) + (f", dan {lagi} lainnya" if lagi > 0 else "")


def _belum_mengajukan(bulan: Bulan, dinilai: list[int]) -> list[tuple[int, str, int]]:
    """Of whom he rates: who could report that month and has not."""
    if not dinilai:
        return []
    hari = hari_penentu(bulan)
    diajukan = RealisasiBulanan.objects.filter(
        tahun=bulan.tahun, bulan=bulan.bulan, pegawai__in=dinilai
    ).exclude(status__in=BELUM_DIAJUKAN)
    milik = Skp.objects.filter(
        pegawai__in=dinilai, mulai__lte=hari, selesai__gte=hari, disetujui_pada__isnull=False
    )
    return list(
        milik.exclude(pegawai__in=diajukan.values("pegawai"))
        .order_by("pegawai__nama")
        .values_list("pegawai", "pegawai__nama", "perangkat_daerah")
    )


def _tugas_belum(bulan: Bulan, belum: list[tuple], kalender: Kalender, pada: datetime) -> Iterable[Tugas]:
    """Told while they still can."""
    masih = []
    for orang, nama, opd in belum:
        masa = kalender.masa(Tahap.PENGISIAN, bulan, opd, orang)
        if masa.memuat(pada):
            masih.append((masa, nama))
    if masih:
        masa = min((m for m, _ in masih), key=lambda m: m.kini(pada).selesai)
        yield Tugas(
            f"{len(masih)} pegawai yang Anda nilai belum mengajukan realisasi {bulan}",
            f"Pengisian sampai {batas(masa.kini(pada))}.{sisa(masa, pada)} {_sebut([nama for _, nama in masih])}.",
            reverse("realisasi:antrean_bulan", args=[bulan.tahun, bulan.bulan]),
        )


def _tugas_bawahan(
    pengguna, bulan: Bulan, dinilai: Sequence[Pegawai], kalender: Kalender, pada: datetime
) -> Iterable[Tugas]:
    """The safety net: in the last days of the rating he is told which penilai among his own have not rated."""
    if not dinilai:
        return
    diri = pegawai_dari(pengguna)
    masa = kalender.masa(Tahap.PENILAIAN, bulan, diri.perangkat_daerah_id)
    jendela = masa.kini(pada)
    if not jendela.memuat(pada) or jendela.selesai - pada > JARING:
        return
    belum = (
        RealisasiBulanan.objects.filter(
            tahun=bulan.tahun, bulan=bulan.bulan, penilai__in=[p.pk for p in dinilai], status__in=MENUNGGU
        )
        .exclude(pegawai=diri.pk)
        .order_by("penilai__nama", "penilai")
        .values_list("penilai__nama", "penilai")
        .annotate(n=Count("pk"))
    )
    if nama := [f"{nama} ({n} laporan)" for nama, _, n in belum]:
        yield Tugas(
            f"{len(nama)} pejabat penilai di bawah Anda belum selesai menilai {bulan}",
            f"{_sebut(nama)}. Pada hari terakhir Anda dapat menilai sebagai atasan pejabat penilai.{sisa(masa, pada)}",
            reverse("realisasi:atasan"),
            "Lihat",
            masa.hari_terakhir(pada),
        )
