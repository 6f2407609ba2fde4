"""Questions about the register."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise

from django.db.models import Count, F, Q

from kinerja.dokumen.checks import invarian
from kinerja.kepegawaian.models import Pegawai, PejabatPenilai, RiwayatJabatan, UnitKerja

DALAM_TERJAUH = 20


def penilai_menurut_unit(pegawai: Pegawai, unit: UnitKerja) -> Pegawai | None:
    """The kepala of the unit; for the kepala himself or a vacant post, that of the unit above (design.md 6)."""
    for _ in range(DALAM_TERJAUH):
        if unit.kepala_id and unit.kepala_id != pegawai.pk and unit.kepala.status == Pegawai.Status.AKTIF:
            return unit.kepala
        if unit.induk is None:
            return None
        unit = unit.induk
    return None


def rantai_penilai(pegawai_id: int, *, pada: date) -> list[int]:
    """Ids of his penilai, his penilai's penilai, and so on upwards, on that day."""
    rantai: list[int] = []
    while len(rantai) < DALAM_TERJAUH:
        atas = (
            PejabatPenilai.objects.filter(PejabatPenilai.berlaku(pada), dinilai=pegawai_id)
            .order_by("-mulai")
            .values_list("pegawai_id", flat=True)
            .first()
        )
        if atas is None or atas in rantai:
            break
        rantai.append(atas)
        pegawai_id = atas
    return rantai


def dinilai_kini(pengguna, *, pada: datetime) -> list[Pegawai]:
    """The people whom this account rates now, in one query."""
    berlaku = PejabatPenilai.objects.filter(PejabatPenilai.berlaku(pada), user=pengguna)
    return [p.dinilai for p in berlaku.select_related("dinilai")]


def riwayat_aktif(pegawai: Pegawai) -> RiwayatJabatan | None:
    """The active definitive position."""
    return (
        pegawai.daftar_riwayat_jabatan.filter(aktif=True, peran=RiwayatJabatan.Peran.DEFINITIF)
        .select_related("jabatan", "unit_kerja", "perangkat_daerah")
        .first()
    )


@invarian("dp: masa penugasan penilai tidak bertumpang tindih")
def penugasan_tumpang_tindih():
    urut = PejabatPenilai.objects.order_by("content_object_id", "mulai")
    for dulu, kini in pairwise(urut.values_list("content_object_id", "pk", "mulai", "selesai").iterator()):
        if dulu[0] == kini[0] and (dulu[3] is None or dulu[3] >= kini[2]):
            yield f"Penugasan penilai #{dulu[1]} dan #{kini[1]} bertumpang tindih."


@invarian("rj: satu jabatan definitif aktif setiap pegawai")
def satu_definitif_aktif():
    ganda = Pegawai.objects.annotate(
        n=Count(
            "daftar_riwayat_jabatan",
            filter=Q(daftar_riwayat_jabatan__aktif=True, daftar_riwayat_jabatan__peran="DEFINITIF"),
        )
    ).filter(n__gt=1)
    for pegawai in ganda:
        yield f"{pegawai} mempunyai {pegawai.n} jabatan definitif aktif."


@invarian("dp: akun penilai adalah akun pegawai penilai")
def akun_penilai_cocok():
    for baris in PejabatPenilai.objects.exclude(user=F("pegawai__pengguna")):
        yield f"Penugasan penilai #{baris.pk}: akun bukan milik pegawai penilai."
