"""Questions about the register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from itertools import pairwise

from django.db.models import Count, F, Q

from kinerja.dokumen.checks import invarian
from kinerja.kepegawaian.models import Pegawai, PejabatPenilai, RiwayatJabatan, UnitKerja

DALAM_TERJAUH = 20


def penilai_menurut_unit(pegawai: Pegawai, unit: UnitKerja) -> Pegawai | None:
    """The kepala of the unit; for the kepala himself or a vacant post, that of the unit above."""
    for _ in range(DALAM_TERJAUH):
        if unit.kepala_id and unit.kepala_id != pegawai.pk and unit.kepala.status == Pegawai.Status.AKTIF:
            return unit.kepala
        if unit.induk is None:
            return None
        unit = unit.induk
    return None


Penugasan = tuple[int, date, date | None]  # who rates, from when, to when


def daftar_penugasan(pegawai_id: int) -> Iterable[Penugasan]:
    """Everybody who was, is or will be designated to rate this person."""
    return PejabatPenilai.objects.filter(dinilai=pegawai_id).values_list("pegawai_id", "mulai", "selesai")


def melingkar(
    pegawai_id: int,
    penugasan: Penugasan,
    *,
    penilai_dari: Callable[[int], Iterable[Penugasan]] = daftar_penugasan,
) -> bool:
    """Does this designation close a circle on any of its days?

    Upwards along every designation (two positions have two penilai), each only on the days that it shares with
    those before it: one that begins next month closes a circle as well as one of today. So does a path too long.
    """
    jalan = [(*penugasan, 1)]
    while jalan:
        orang, mulai, selesai, dalam = jalan.pop()
        if orang == pegawai_id or dalam > DALAM_TERJAUH:
            return True
        for atas, awal, akhir in penilai_dari(orang):
            awal, akhir = max(mulai, awal), min(selesai or date.max, akhir or date.max)
            if awal <= akhir:
                jalan.append((atas, awal, akhir, dalam + 1))
    return False


def dinilai_kini(pengguna, *, pada: datetime) -> list[Pegawai]:
    """The people whom this account rates now, in one query; each once, whatever positions they hold."""
    berlaku = PejabatPenilai.objects.filter(PejabatPenilai.berlaku(pada), user=pengguna)
    return list({p.dinilai_id: p.dinilai for p in berlaku.select_related("dinilai")}.values())


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


@invarian("rj: rantai penilai tidak melingkar")
def rantai_melingkar():
    daftar, menurut_dinilai = list(PejabatPenilai.objects.order_by("pk")), defaultdict(list)
    for baris in daftar:
        menurut_dinilai[baris.dinilai_id].append((baris.pegawai_id, baris.mulai, baris.selesai))
    for baris in daftar:
        penugasan = (baris.pegawai_id, baris.mulai, baris.selesai)
        if melingkar(baris.dinilai_id, penugasan, penilai_dari=lambda pk: menurut_dinilai.get(pk, ())):
            yield f"Penugasan penilai #{baris.pk}: penilai berada di bawah pegawai yang dinilainya."


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
