"""How far the month is: for the head of an office by unit, for BKD by office, with the rate of filing."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinerja.beranda import queries
from kinerja.kalender.models import Bulan
from kinerja.kepegawaian.permissions import KELOLA
from kinerja.realisasi.queries.rekap import Hitungan
from tests.factories import (
    PegawaiFactory,
    PenggunaFactory,
    RiwayatJabatanFactory,
    UnitKerjaFactory,
    beri_wilayah,
    jadikan_admin_bkd,
    realisasi_diajukan,
    realisasi_selesai,
    skp_disetujui,
    tunjuk_penilai,
)

WITA = ZoneInfo("Asia/Makassar")
FEBRUARI = Bulan(2026, 2)


def saat(bulan, hari, jam=9, menit=0):
    return datetime(2026, bulan, hari, jam, menit, tzinfo=WITA)


def kepala_kantor():
    pimpinan = PegawaiFactory()
    puncak = UnitKerjaFactory(perangkat_daerah=pimpinan.perangkat_daerah, nama="Kantor", kepala=pimpinan)
    RiwayatJabatanFactory(pegawai=pimpinan, unit_kerja=puncak)
    return pimpinan


def bawahan(pimpinan, unit):
    pegawai = PegawaiFactory(perangkat_daerah=pimpinan.perangkat_daerah)
    tunjuk_penilai(RiwayatJabatanFactory(pegawai=pegawai, unit_kerja=unit), pimpinan)
    return pegawai


def halaman(pengguna, pada=None) -> str:
    klien = Client()
    klien.force_login(pengguna, backend="django.contrib.auth.backends.ModelBackend")
    with time_machine.travel(pada or saat(3, 5), tick=False):
        return klien.get("/").content.decode()


def test_others_have_no_recapitulation(db):
    pegawai = PegawaiFactory()
    pengelola = beri_wilayah(PegawaiFactory().pengguna, pegawai.perangkat_daerah, KELOLA).user
    for akun in (pegawai.pengguna, pengelola, PenggunaFactory()):
        assert queries.rekap_beranda(akun, pada=saat(3, 5)) is None
        assert "Rekapitulasi Februari" not in halaman(akun)


def test_head_sees_his_units_the_furthest_behind_first(db):
    pimpinan = kepala_kantor()
    satu, dua = (
        UnitKerjaFactory(perangkat_daerah=pimpinan.perangkat_daerah, nama=n) for n in ("Satu", "Dua")
    )
    realisasi_selesai(bawahan(pimpinan, satu))
    realisasi_diajukan(bawahan(pimpinan, dua))
    rekap = queries.rekap_beranda(pimpinan.pengguna, pada=saat(3, 5))
    assert [(n, h.pegawai, h.terlapor, h.batang) for n, _, h in rekap.baris] == [
        ("Kantor", 1, 0, (0, 0)),
        ("Dua", 1, 1, (0, 100)),
        ("Satu", 1, 1, (100, 0)),
    ]
    assert (rekap.judul, rekap.lagi, rekap.semua.belum) == (str(pimpinan.perangkat_daerah), 0, 0)
    isi = halaman(pimpinan.pengguna)
    assert ["Sebaran predikat" in isi, "Pengajuan setiap hari" in isi] == [True, False]


def test_no_more_than_eight_units_are_listed(db):
    pimpinan = kepala_kantor()
    for n in range(9):
        unit = UnitKerjaFactory(perangkat_daerah=pimpinan.perangkat_daerah, nama=f"Unit {n}")
        RiwayatJabatanFactory(
            pegawai=PegawaiFactory(perangkat_daerah=pimpinan.perangkat_daerah), unit_kerja=unit
        )
    rekap = queries.rekap_beranda(pimpinan.pengguna, pada=saat(3, 5))
    assert (len(rekap.baris), rekap.lagi, rekap.semua.pegawai) == (8, 2, 10)


def test_bkd_sees_all_offices_and_the_rate(db):
    bkd = jadikan_admin_bkd(PenggunaFactory())
    realisasi_selesai(pada=saat(3, 5))
    realisasi_diajukan(pada=saat(3, 6))
    skp_disetujui()
    with time_machine.travel(saat(3, 6, 12), tick=False):
        rekap = queries.rekap_beranda(bkd, pada=saat(3, 6, 12))
    assert rekap.judul == "3 perangkat daerah"
    assert (rekap.semua.terlapor, rekap.semua.belum) == (2, 1)
    isi = halaman(bkd, saat(3, 6, 12))
    assert "Pengisian sampai 10 Maret 2026 pukul 23.59 WITA: sisa waktu 4 hari 12 jam." in isi


# --- the rate ------------------------------------------------------------------------------------------------------


def hitungan(belum, terlapor=0):
    from collections import Counter

    return Hitungan(Counter({"BELUM_LAPOR": belum, "MENUNGGU": terlapor}))


def test_before_the_window_there_is_no_rate(db):
    assert queries.laju_pengisian(FEBRUARI, hitungan(5), pada=saat(2, 28, 23, 59)) is None


def test_days_of_the_window_with_what_was_filed_on_each(db):
    """00.30 WITA of the 6th is the 5th in UTC: days are those of WITA."""
    realisasi_diajukan(pada=saat(3, 5, 23, 59))
    realisasi_diajukan(pada=saat(3, 6, 0, 30))
    realisasi_diajukan(pada=saat(3, 6, 10))
    laju = queries.laju_pengisian(FEBRUARI, hitungan(4, 3), pada=saat(3, 6, 12))
    assert laju.hari[-2:] == [(date(2026, 3, 5), 1), (date(2026, 3, 6), 2)]
    assert (laju.hari[0], len(laju.hari)) == ((date(2026, 3, 1), 0), 6)
    assert laju.grafik.teks.endswith("4 Maret 2026 0, 5 Maret 2026 1, 6 Maret 2026 2.")
    assert ([h for *_, h in laju.grafik.tanda], laju.grafik.kaki[0][1]) == (["0"] * 4 + ["1", "2"], "1/3")
    assert laju.kalimat == [
        "Pengisian sampai 10 Maret 2026 pukul 23.59 WITA: sisa waktu 4 hari 12 jam.",
        "Dengan laju 24 jam terakhir (3 laporan), pengisian selesai sekitar 7 Maret 2026.",
    ]


@pytest.mark.parametrize(
    ("pada", "belum", "kalimat"),
    [
        (saat(3, 9, 9), 900, "Dengan laju 24 jam terakhir (1 laporan), sekitar 898 pegawai belum melapor pada batas waktunya."),
        (saat(3, 9, 9), 0, None),
        (saat(3, 10, 9), 900, None),
    ],
    ids=["terlalu-lambat", "semua-lapor", "tidak-ada-yang-melapor"],
)  # fmt: skip
def test_forecast_only_where_it_makes_sense(db, pada, belum, kalimat):
    realisasi_diajukan(pada=saat(3, 8, 10))
    laju = queries.laju_pengisian(FEBRUARI, hitungan(belum), pada=pada)
    assert laju.kalimat[1:] == ([kalimat] if kalimat else [])


def test_no_forecast_on_the_first_day_nor_after_the_last(db):
    realisasi_diajukan(pada=saat(3, 1, 8))
    pertama = queries.laju_pengisian(FEBRUARI, hitungan(9), pada=saat(3, 1, 20))
    assert len(pertama.kalimat) == 1
    lewat = queries.laju_pengisian(FEBRUARI, hitungan(9), pada=saat(3, 20))
    assert lewat.kalimat == ["Pengisian berakhir 10 Maret 2026 pukul 23.59 WITA."]
    assert (lewat.hari[0][0], lewat.hari[-1][0]) == (date(2026, 3, 1), date(2026, 3, 10))


# --- cost ----------------------------------------------------------------------------------------------------------


def test_page_of_the_head_and_of_bkd_cost_the_same_for_one_and_three(db):
    pimpinan, bkd = kepala_kantor(), jadikan_admin_bkd(PenggunaFactory())
    unit = UnitKerjaFactory(perangkat_daerah=pimpinan.perangkat_daerah)
    realisasi_selesai(bawahan(pimpinan, unit))
    sebelum = [_kueri(pimpinan.pengguna), _kueri(bkd)]
    for _ in range(3):
        realisasi_selesai(bawahan(pimpinan, unit))
        realisasi_diajukan()
    assert [_kueri(pimpinan.pengguna), _kueri(bkd)] == sebelum == [18, 11]


def _kueri(pengguna) -> int:
    klien = Client()
    klien.force_login(pengguna, backend="django.contrib.auth.backends.ModelBackend")
    with time_machine.travel(saat(3, 5), tick=False):
        klien.get("/")
        with CaptureQueriesContext(connection) as kueri:
            klien.get("/")
    return len(kueri)
