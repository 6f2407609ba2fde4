"""WHICH window: `jadwal_untuk` finds it, `require_open` insists on it."""

from __future__ import annotations

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
    """As `jadwal_untuk`, for many months with a constant number of queries (at most two)."""
    tahun = {b.tahun for b in daftar_bulan}
    baris = JadwalBulanan.objects.filter(
        Q(perangkat_daerah=None) | Q(perangkat_daerah=perangkat_daerah_id), tahun__in=tahun
    )
    jadwal: dict[Bulan, JadwalBulanan] = {}
    for satu in sorted(baris, key=lambda b: b.perangkat_daerah_id is not None):
        jadwal[satu.nilai_bulan] = satu
    if kurang := [b for b in daftar_bulan if b not in jadwal]:
        daftar_aturan = list(AturanJadwal.objects.all())
        for b in kurang:
            jadwal[b] = JadwalBulanan.menurut_aturan(b, _aturan_berlaku(b, daftar_aturan))
    return jadwal


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


def _aturan_berlaku(bulan: Bulan, daftar_aturan: list[AturanJadwal]) -> AturanJadwal:
    for aturan in daftar_aturan:  # newest first
        if aturan.berlaku_mulai <= bulan.awal:
            return aturan
    raise JendelaTutup(f"Jadwal {bulan} belum ditetapkan. Hubungi BKD.")
