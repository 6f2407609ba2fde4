"""Reports that wait for somebody who cannot, or need not, rate them any more: who could have them instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from kinerja.akun.permissions import is_admin_bkd
from kinerja.kepegawaian.models import Pegawai, PejabatPenilai
from kinerja.kepegawaian.permissions import KELOLA, wilayah
from kinerja.realisasi.lifecycle import StatusRealisasi
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.realisasi.permissions import MENUNGGU

DAPAT_DIALIHKAN = [*MENUNGGU, StatusRealisasi.TIDAK_DINILAI]
KEPADA_DIRI = "Pengalihan kepada diri sendiri dilakukan orang lain."
TANPA_PENGGANTI = "Tetapkan dahulu pejabat penilai yang baru; realisasi ini dialihkan kepadanya."


@dataclass
class BarisAlih:
    """One waiting report: who holds it, why it is listed, who is designated now, and what stands against moving it."""

    realisasi: RealisasiBulanan
    sebab: str
    penugasan: PejabatPenilai | None
    halangan: str

    @property
    def versi(self) -> int:
        return self.realisasi.versi


def masih_dapat_menilai(realisasi: RealisasiBulanan, *, pada: datetime) -> bool:
    """Its holder is in service and his designation lets him finish what he holds, and the month is not over."""
    penugasan = realisasi.penugasan
    if penugasan is None or realisasi.status == StatusRealisasi.TIDAK_DINILAI:
        return False
    if realisasi.penilai.status != Pegawai.Status.AKTIF:
        return False
    berakhir = penugasan.selesai is not None and penugasan.selesai < timezone.localtime(pada).date()
    return penugasan.peran == PejabatPenilai.Peran.DEFINITIF or not berakhir


def penahan_pengalihan(
    realisasi: RealisasiBulanan, penugasan: PejabatPenilai | None, *, pada: datetime
) -> str:
    """Why this report cannot go to that designation; empty when it can.

    Who can still rate keeps what he holds, though somebody else is designated by now: else a report could be taken
    from him and given to a friend. The same person under a new designation is another holder: a Plt. whose letter was
    prolonged.
    """
    if masih_dapat_menilai(realisasi, pada=pada):
        return (
            f"{realisasi.penilai} masih dapat menilai; realisasi dialihkan hanya bila ia tidak aktif, masa tugas "
            "Plt./Plh.-nya berakhir, atau bulan ini tercatat tidak dinilai."
        )
    if penugasan is None or penugasan.pk == realisasi.penugasan_id:
        return TANPA_PENGGANTI
    if penugasan.pegawai.status != Pegawai.Status.AKTIF:
        return f"{penugasan.pegawai} tidak berstatus aktif, jadi tidak dapat menilai."
    if penugasan.pegawai_id == realisasi.pegawai_id:
        return "Pejabat penilai tidak boleh diri sendiri."
    return ""


def perlu_dialihkan(pengguna, *, pada: datetime) -> QuerySet[RealisasiBulanan]:
    """Waiting reports in his offices whose holder cannot rate them any more (`masih_dapat_menilai`); those of a month
    closed as “tidak dinilai”, once somebody else is designated. Never his own."""
    kini = PejabatPenilai.objects.filter(
        PejabatPenilai.berlaku(pada),
        content_object=OuterRef("skp__riwayat_jabatan"),
        pegawai=OuterRef("penilai"),
    )
    daftar = RealisasiBulanan.objects.filter(status__in=DAPAT_DIALIHKAN).exclude(pegawai__pengguna=pengguna)
    if not is_admin_bkd(pengguna):
        daftar = daftar.filter(perangkat_daerah__in=wilayah(pengguna, KELOLA, pada=pada))
    tidak_aktif = ~Q(penilai__status=Pegawai.Status.AKTIF)
    # A Plt.'s own designation counts, not only his name: his next letter is another.
    berakhir = Q(penugasan__selesai__isnull=False) & ~PejabatPenilai.berlaku(pada, "penugasan__")
    plt_berakhir = berakhir & ~Q(penugasan__peran=PejabatPenilai.Peran.DEFINITIF)
    tidak_dinilai = Q(status=StatusRealisasi.TIDAK_DINILAI) & ~Exists(kini)
    return (
        daftar.filter(tidak_aktif | plt_berakhir | tidak_dinilai)
        .select_related("pegawai", "penilai", "perangkat_daerah", "penugasan", "skp")
        .order_by("tahun", "bulan", "perangkat_daerah", "pegawai__nama", "pk")
    )


def baris_alih(daftar: Iterable[RealisasiBulanan], pengguna, *, pada: datetime) -> list[BarisAlih]:
    """Each with who is designated now, and what stands against moving it. One query, however many."""
    daftar = list(daftar)
    kini = {
        p.content_object_id: p
        for p in PejabatPenilai.objects.filter(
            PejabatPenilai.berlaku(pada), content_object__in={r.skp.riwayat_jabatan_id for r in daftar}
        ).select_related("pegawai")
    }
    hasil = []
    for satu in daftar:
        penugasan = kini.get(satu.skp.riwayat_jabatan_id)
        halangan = penahan_pengalihan(satu, penugasan, pada=pada)
        if not halangan and penugasan.user_id == pengguna.pk:
            halangan = KEPADA_DIRI
        hasil.append(BarisAlih(satu, _sebab(satu, penugasan), penugasan, halangan))
    return hasil


def _sebab(realisasi: RealisasiBulanan, penugasan: PejabatPenilai | None) -> str:
    penilai = realisasi.penilai
    if penilai.status != Pegawai.Status.AKTIF:
        return f"Tidak aktif ({penilai.get_status_display()})"
    if (
        penugasan is not None
        and penugasan.pegawai_id == penilai.pk
        and penugasan.pk == realisasi.penugasan_id
    ):
        return "Masih ditunjuk"
    peran = realisasi.penugasan.get_peran_display() if realisasi.penugasan else ""
    if peran and realisasi.penugasan.peran != PejabatPenilai.Peran.DEFINITIF:
        return f"Masa tugas {peran} berakhir"
    return "Sudah berganti penilai"
