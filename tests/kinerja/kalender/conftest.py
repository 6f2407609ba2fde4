"""Two of BKD, an employee with his penilai in one office, another office; February's window in March 2026."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from kinerja.kalender import services
from kinerja.kalender.models import Bulan, Gangguan, PembukaanKembali
from tests.factories import (
    PegawaiFactory,
    PenggunaFactory,
    PerangkatDaerahFactory,
    RiwayatJabatanFactory,
    jadikan_admin_bkd,
    tunjuk_penilai,
)

WITA = ZoneInfo("Asia/Makassar")
FEBRUARI = Bulan(2026, 2)


def wita(bulan, hari, jam=0, menit=0, detik=0, tahun=2026) -> datetime:
    return datetime(tahun, bulan, hari, jam, menit, detik, tzinfo=WITA)


PADA = wita(3, 14, 9)


@pytest.fixture
def dunia(db):
    opd, lain = PerangkatDaerahFactory(nama="Dinas Uji"), PerangkatDaerahFactory(nama="Dinas Lain")
    pegawai, penilai = PegawaiFactory(perangkat_daerah=opd), PegawaiFactory(perangkat_daerah=opd)
    tunjuk_penilai(RiwayatJabatanFactory(pegawai=pegawai), penilai)
    bkd = PegawaiFactory(perangkat_daerah=PerangkatDaerahFactory(nama="Badan Uji"))
    return SimpleNamespace(
        opd=opd,
        lain=lain,
        pegawai=pegawai,
        penilai=penilai,
        orang_lain=PegawaiFactory(perangkat_daerah=lain),
        pegawai_bkd=bkd,
        satu=jadikan_admin_bkd(bkd.pengguna),
        dua=jadikan_admin_bkd(PenggunaFactory()),
        tiga=jadikan_admin_bkd(PenggunaFactory()),
    )


def usul_gangguan(dunia, mulai=None, selesai=None, pada=PADA, **isi) -> Gangguan:
    isi = {"keterangan": "Sistem tidak dapat diakses", **isi}
    oleh = isi.pop("oleh", dunia.satu)
    mulai, selesai = mulai or wita(3, 10, 19), selesai or wita(3, 10, 23)
    return services.usulkan_gangguan(oleh, oleh=oleh, pada=pada, mulai=mulai, selesai=selesai, **isi).objek


def gangguan(dunia, *args, **isi) -> Gangguan:
    """In force: proposed by one, agreed to by another."""
    satu = usul_gangguan(dunia, *args, **isi)
    services.setujui_gangguan(satu, oleh=dunia.dua, pada=isi.get("pada", PADA))
    return satu


def usul_pembukaan(dunia, pada=PADA, **isi) -> PembukaanKembali:
    oleh = isi.pop("oleh", dunia.satu)
    isi = {
        "bulan": FEBRUARI,
        "mulai": date(2026, 3, 14),
        "batas_isi": date(2026, 3, 20),
        "batas_nilai": date(2026, 3, 22),
        "alasan": "Sakit dan dirawat",
        **isi,
    }
    if not ({"pegawai", "perangkat_daerah"} & set(isi)):
        isi["pegawai"] = dunia.pegawai
    return services.usulkan_pembukaan(oleh, oleh=oleh, pada=pada, **isi).objek


def pembukaan(dunia, **isi) -> PembukaanKembali:
    satu = usul_pembukaan(dunia, **isi)
    services.setujui_pembukaan(satu, oleh=dunia.dua, pada=isi.get("pada", PADA))
    return satu
