"""WHICH window: the schedule, what moves it, and `require_open`, which insists on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from kinerja.dokumen.errors import Ditolak
from kinerja.kalender.models import (
    NAMA_BULAN,
    AturanJadwal,
    Bulan,
    Gangguan,
    JadwalBulanan,
    Jendela,
    PembukaanKembali,
    Tahap,
)


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


@dataclass(frozen=True)
class Masa:
    """A stage of a month as it is for one person: the schedule's window, moved by outages, and opened again."""

    jadwal: Jendela
    jendela: Jendela
    gangguan: tuple[Gangguan, ...] = ()
    pembukaan: tuple[Jendela, ...] = ()

    def memuat(self, pada: datetime) -> bool:
        return any(satu.memuat(pada) for satu in (self.jendela, *self.pembukaan))

    def kini(self, pada: datetime) -> Jendela:
        """The window that is open; else the next one; else the last one."""
        semua = (self.jendela, *self.pembukaan)
        if buka := [satu for satu in semua if satu.memuat(pada)]:
            return max(buka, key=lambda satu: satu.selesai)
        if nanti := [satu for satu in semua if pada < satu.mulai]:
            return min(nanti, key=lambda satu: satu.mulai)
        return max(semua, key=lambda satu: satu.selesai)

    def hari_terakhir(self, pada: datetime) -> bool:
        """The last 24 hours of an open window: when the penilai's superior may step in."""
        jendela = self.kini(pada)
        return jendela.memuat(pada) and pada >= jendela.selesai - timedelta(days=1)


class Kalender:
    """Schedules, outages and reopenings of some months and offices, read once; then asked without a query."""

    def __init__(self, daftar: Iterable[tuple[Bulan, int | None]], *, segar: bool = False):
        self._jadwal = jadwal_per_opd(daftar)
        self._gangguan = Gangguan.yang_berlaku(segar=segar)
        self._pembukaan = PembukaanKembali.yang_berlaku(segar=segar)

    def jadwal(self, bulan: Bulan, opd: int | None) -> JadwalBulanan:
        return self._jadwal[bulan, opd]

    def masa(self, tahap: Tahap, bulan: Bulan, opd: int | None, pegawai: int | None = None) -> Masa:
        jadwal = self._jadwal[bulan, opd].jendela(tahap)
        selesai, kena = geser(jadwal, [g for g in self._gangguan if g.mengenai(opd)])
        buka = (p.jendela(tahap) for p in self._pembukaan if p.mengenai(bulan, opd, pegawai))
        return Masa(jadwal, Jendela(jadwal.mulai, selesai), tuple(kena), tuple(filter(None, buka)))


def geser(jendela: Jendela, daftar: Iterable[Gangguan]) -> tuple[datetime, list[Gangguan]]:
    """The window's end moved by every outage that meets it, and which those are.

    An outage counts from the opening of the window on; time that two outages share counts once; one that falls
    into the time gained by another counts as well.
    """
    selesai, sampai, kena = jendela.selesai, jendela.mulai, []
    for satu in sorted(daftar, key=lambda g: g.mulai):
        mulai = max(satu.mulai, sampai)
        if mulai < selesai and mulai < satu.selesai:
            selesai += satu.selesai - mulai
            sampai = satu.selesai
            kena.append(satu)
    return selesai, kena


def masa_untuk(
    tahap: Tahap, bulan: Bulan, *, perangkat_daerah_id: int | None, pegawai_id: int | None, segar=False
) -> Masa:
    return Kalender([(bulan, perangkat_daerah_id)], segar=segar).masa(
        tahap, bulan, perangkat_daerah_id, pegawai_id
    )


def require_open(
    tahap: Tahap,
    bulan: Bulan,
    *,
    pada: datetime,
    perangkat_daerah_id: int | None = None,
    pegawai_id: int | None = None,
) -> Masa:
    """The stage, if it is open at that instant; otherwise refuse, with the server's time."""
    masa = masa_untuk(
        tahap, bulan, perangkat_daerah_id=perangkat_daerah_id, pegawai_id=pegawai_id, segar=True
    )
    if masa.memuat(pada):
        return masa
    jendela = masa.kini(pada)
    kata = f"dimulai {waktu(jendela.mulai)}" if pada < jendela.mulai else f"berakhir {batas(jendela)}"
    raise JendelaTutup(f"{tahap.label} {bulan} {kata}. Waktu peladen sekarang: {waktu(pada)}.")


def batas(jendela: Jendela) -> str:
    """`10 Maret 2026 pukul 23.59 WITA`: the last minute of a window."""
    return waktu(jendela.selesai - timedelta(minutes=1))


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
