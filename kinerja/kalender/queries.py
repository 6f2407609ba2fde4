"""WHICH window: `jadwal_untuk` finds it, `require_open` insists on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from kinerja.dokumen.errors import Ditolak
from kinerja.kalender.models import NAMA_BULAN, AturanJadwal, Bulan, JadwalBulanan, Jendela, Tahap


class JendelaTutup(Ditolak):
    """Too early or too late. 409: the request was fine, the time is not."""

    status = 409


def jadwal_untuk(bulan: Bulan, perangkat_daerah_id: int | None = None) -> JadwalBulanan:
    """The schedule in force: the OPD's own row, else the common row, else the rule's days (unsaved)."""
    return daftar_jadwal([bulan], perangkat_daerah_id)[bulan]


def daftar_jadwal(
    daftar_bulan: list[Bulan], perangkat_daerah_id: int | None = None
) -> dict[Bulan, JadwalBulanan]:
    """As `jadwal_untuk`, for many months of one office."""
    jadwal = jadwal_per_opd([(b, perangkat_daerah_id) for b in daftar_bulan])
    return {bulan: satu for (bulan, _), satu in jadwal.items()}


def jadwal_per_opd(
    daftar: Iterable[tuple[Bulan, int | None]],
) -> dict[tuple[Bulan, int | None], JadwalBulanan]:
    """The schedules of (month, office) pairs, in one query: an office may have windows of its own."""
    daftar = set(daftar)
    baris = JadwalBulanan.objects.filter(
        Q(perangkat_daerah=None) | Q(perangkat_daerah__in={opd for _, opd in daftar} - {None}),
        tahun__in={b.tahun for b, _ in daftar},
    )
    tersimpan = {(satu.nilai_bulan, satu.perangkat_daerah_id): satu for satu in baris}
    return {
        (bulan, opd): tersimpan.get((bulan, opd)) or tersimpan.get((bulan, None)) or _menurut_aturan(bulan)
        for bulan, opd in daftar
    }


def require_open(
    tahap: Tahap, bulan: Bulan, *, pada: datetime, perangkat_daerah_id: int | None = None
) -> Jendela:
    """The window of the stage if it is open at that instant; otherwise refuse, with the server's time."""
    jendela = jadwal_untuk(bulan, perangkat_daerah_id).jendela(tahap)
    if jendela.memuat(pada):
        return jendela
    kata = "dimulai" if pada < jendela.mulai else "berakhir"
    hari = jendela.hari_mulai if pada < jendela.mulai else jendela.hari_terakhir
    jam = "00.00" if pada < jendela.mulai else "23.59"
    raise JendelaTutup(
        f"{tahap.label} {bulan} {kata} {tanggal(hari)} pukul {jam} WITA. Waktu peladen sekarang: {waktu(pada)}."
    )


def tanggal(hari) -> str:
    """`5 Maret 2026`."""
    return f"{hari.day} {NAMA_BULAN[hari.month - 1]} {hari.year}"


def waktu(pada: datetime) -> str:
    """`5 Maret 2026 pukul 23.59 WITA`."""
    setempat = timezone.localtime(pada, timezone.get_default_timezone())
    return f"{tanggal(setempat)} pukul {setempat:%H.%M} WITA"


def _menurut_aturan(bulan: Bulan) -> JadwalBulanan:
    for aturan in AturanJadwal.semua():  # newest first
        if aturan.berlaku_mulai <= bulan.awal:
            return JadwalBulanan.menurut_aturan(bulan, aturan)
    raise JendelaTutup(f"Jadwal {bulan} belum ditetapkan. Hubungi BKD.")
