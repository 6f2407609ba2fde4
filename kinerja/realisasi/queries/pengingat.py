"""Whom the clock reminds of a month: who has not filed, the penilai who has not rated, on the last day his superior.

Each is told once for each of the last three days of his own window, with what is missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.urls import reverse

from kinerja.kalender.models import Bulan, Jendela, Tahap
from kinerja.kalender.queries import JendelaTutup, Kalender, batas
from kinerja.kepegawaian.models import PejabatPenilai
from kinerja.realisasi.lifecycle import StatusRealisasi
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.realisasi.permissions import MENUNGGU
from kinerja.realisasi.queries.bulan import pemilik_bulan

HARI_PENGINGAT = 3
SATU_HARI = timedelta(days=1)
Ingat = tuple[object, str, str, str]


def pengingat_bulan(pada: datetime) -> Iterator[Ingat]:
    """For `notifikasi`: (account, key, sentence, address) of the month that is reported now."""
    bulan = Bulan.dari(pada).sebelum()
    try:
        yield from _pegawai(bulan, pada)
        yield from _penilai(bulan, pada)
    except JendelaTutup:
        return  # no schedule for that month: nothing is due


def sisa_hari(jendela: Jendela, pada: datetime) -> int:
    """3, 2, 1 in the last three days of an open window; 0 before, and when it is over."""
    if not jendela.memuat(pada):
        return 0
    sisa = -((pada - jendela.selesai) // SATU_HARI)
    return sisa if sisa <= HARI_PENGINGAT else 0


def _pegawai(bulan: Bulan, pada: datetime) -> Iterator[Ingat]:
    draf = {
        r.pegawai_id: r
        for r in RealisasiBulanan.objects.filter(tahun=bulan.tahun, bulan=bulan.bulan).annotate(
            baris=Count("daftar_baris"),
            kosong=Count(
                "daftar_baris",
                filter=Q(daftar_baris__nilai=None, daftar_baris__nilai_teks="") | Q(daftar_baris__bukti=""),
            ),
        )
    }
    wajib = list(pemilik_bulan(bulan).select_related("pegawai__pengguna"))
    kalender = Kalender({(bulan, skp.perangkat_daerah_id) for skp in wajib})
    for skp in wajib:
        laporan = draf.get(skp.pegawai_id)
        if laporan and laporan.status != StatusRealisasi.DRAF:
            continue
        jendela = kalender.masa(Tahap.PENGISIAN, bulan, skp.perangkat_daerah_id, skp.pegawai_id).kini(pada)
        if sisa := sisa_hari(jendela, pada):
            yield (
                skp.pegawai.pengguna,
                f"realisasi:{bulan.tahun}-{bulan.bulan:02d}:{sisa}",
                f"Realisasi {bulan} belum diajukan{_kurang(laporan)}. Batas {batas(jendela)}.",
                reverse("realisasi:daftar"),
            )


def _kurang(laporan: RealisasiBulanan | None) -> str:
    if laporan is None:
        return " dan belum dibuka"
    if laporan.kosong:
        return f": {laporan.kosong} dari {laporan.baris} indikator belum lengkap"
    return ", padahal semua indikator sudah terisi"


def _penilai(bulan: Bulan, pada: datetime) -> Iterator[Ingat]:
    menunggu = RealisasiBulanan.objects.filter(tahun=bulan.tahun, bulan=bulan.bulan, status__in=MENUNGGU)
    daftar = list(menunggu.select_related("penilai__pengguna"))
    kalender = Kalender({(bulan, r.perangkat_daerah_id) for r in daftar})
    per_penilai: dict[object, list[Jendela]] = defaultdict(list)
    for satu in daftar:
        jendela = kalender.masa(Tahap.PENILAIAN, bulan, satu.perangkat_daerah_id, satu.pegawai_id).kini(pada)
        if sisa_hari(jendela, pada):
            per_penilai[satu.penilai].append(jendela)
    terakhir = {}
    for penilai, semua in per_penilai.items():
        jendela = min(semua, key=lambda j: j.selesai)
        sisa = sisa_hari(jendela, pada)
        yield (
            penilai.pengguna,
            f"penilaian:{bulan.tahun}-{bulan.bulan:02d}:{sisa}",
            f"{len(semua)} realisasi {bulan} menunggu penilaian Anda. Batas {batas(jendela)}.",
            reverse("realisasi:antrean_bulan", args=[bulan.tahun, bulan.bulan]),
        )
        if sisa == 1:
            terakhir[penilai.pk] = (penilai, len(semua), jendela)
    yield from _atasan(bulan, terakhir, pada)


def _atasan(bulan: Bulan, terakhir: dict, pada: datetime) -> Iterator[Ingat]:
    atasan: Iterable[PejabatPenilai] = PejabatPenilai.objects.filter(
        PejabatPenilai.berlaku(pada), dinilai__in=list(terakhir)
    ).select_related("user")
    for satu in atasan:
        penilai, jumlah, jendela = terakhir[satu.dinilai_id]
        yield (
            satu.user,
            f"atasan:{bulan.tahun}-{bulan.bulan:02d}:{penilai.pk}",
            f"{jumlah} realisasi {bulan} belum dinilai {penilai}. Sampai {batas(jendela)} Anda dapat menilai "
            "menggantikannya.",
            reverse("realisasi:atasan"),
        )
