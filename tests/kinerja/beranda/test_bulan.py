"""The employee's month: its windows as they are by now, and how it is told when nobody filed or nobody rated."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client

from kinerja.beranda import queries
from kinerja.kalender.models import Bulan
from kinerja.kalender.services import setujui_gangguan, setujui_pembukaan, usulkan_gangguan, usulkan_pembukaan
from kinerja.realisasi.services import tutup_bulan
from tests.factories import (
    PegawaiFactory,
    PenggunaFactory,
    aktivitas_tercatat,
    jadikan_admin_bkd,
    realisasi_diajukan,
    realisasi_draf,
    realisasi_selesai,
    skp_disetujui,
)

WITA = ZoneInfo("Asia/Makassar")


def saat(bulan, hari, jam=9, menit=0):
    return datetime(2026, bulan, hari, jam, menit, tzinfo=WITA)


def buka_kembali(pegawai, *, mulai=date(2026, 3, 16), sampai=date(2026, 3, 20)):
    satu, dua = (jadikan_admin_bkd(PenggunaFactory()) for _ in range(2))
    pada = datetime(2026, mulai.month, mulai.day, 0, 5, tzinfo=WITA)
    usulan = usulkan_pembukaan(
        satu, oleh=satu, pada=pada, bulan=Bulan(2026, 2), pegawai=pegawai, mulai=mulai, batas_isi=sampai,
        batas_nilai=sampai, alasan="Sakit",
    ).objek  # fmt: skip
    setujui_pembukaan(usulan, oleh=dua, pada=pada)
    cache.clear()


def gangguan(mulai, selesai):
    satu, dua = (jadikan_admin_bkd(PenggunaFactory()) for _ in range(2))
    usulan = usulkan_gangguan(
        satu, oleh=satu, pada=selesai, mulai=mulai, selesai=selesai, keterangan="listrik padam"
    ).objek
    setujui_gangguan(usulan, oleh=dua, pada=selesai)
    cache.clear()


def tugas(pegawai, pada):
    return queries.bulan_ku(pegawai, pada=pada).tugas


def test_last_day_says_how_much_time_is_left(db):
    skp = skp_disetujui()
    assert tugas(skp.pegawai, saat(3, 9, 23, 59)).keterangan == (
        "Paling lambat 10 Maret 2026 pukul 23.59 WITA."
    )
    assert tugas(skp.pegawai, saat(3, 10, 18, 30)).keterangan == (
        "Paling lambat 10 Maret 2026 pukul 23.59 WITA. Sisa waktu 5 jam 30 menit."
    )


def test_an_outage_moves_the_deadline_that_is_told(db):
    skp = skp_disetujui()
    gangguan(saat(3, 10, 20), saat(3, 10, 23))
    assert tugas(skp.pegawai, saat(3, 11, 1)).keterangan == (
        "Paling lambat 11 Maret 2026 pukul 02.59 WITA. Sisa waktu 2 jam."
    )
    halaman = _beranda(skp.pegawai.pengguna, saat(3, 11, 1))
    assert "bergeser sampai 11 Maret 2026 pukul 02.59 WITA karena gangguan" in halaman


def test_a_month_opened_again_is_the_one_that_matters(db):
    skp = skp_disetujui()
    tutup_bulan(pada=saat(3, 13, 1))
    buka_kembali(skp.pegawai)
    dibuka = tugas(skp.pegawai, saat(3, 17))
    assert (dibuka.judul, dibuka.tombol, dibuka.mendesak) == (
        "Laporkan realisasi Februari 2026",
        "Isi realisasi",
        True,
    )
    assert dibuka.keterangan == "Paling lambat 20 Maret 2026 pukul 23.59 WITA."
    # also when two newer months have passed meanwhile
    buka_kembali(skp.pegawai, mulai=date(2026, 5, 2), sampai=date(2026, 5, 20))
    assert tugas(skp.pegawai, saat(5, 15)).judul == "Laporkan realisasi Februari 2026"
    assert queries.bulan_ku(PegawaiFactory(), pada=saat(5, 15)) is None


def test_who_did_not_file_is_told_whom_to_ask(db):
    skp = skp_disetujui()
    tutup_bulan(pada=saat(3, 13, 1))
    bulan = queries.bulan_ku(skp.pegawai, pada=saat(3, 14))
    assert bulan.tugas.judul == "Realisasi Februari 2026 tidak diajukan"
    assert bulan.tugas.keterangan == (
        "Pengisian berakhir 10 Maret 2026 pukul 23.59 WITA. Bila ada sebabnya, hubungi pengelola kepegawaian Anda; "
        "hanya BKD yang dapat membuka bulan ini kembali."
    )
    assert [(s.keadaan, s.keterangan) for s in bulan.langkah[:2]] == [
        ("kini", "tidak diajukan"),
        ("nanti", "berakhir 12 Maret 2026 pukul 23.59 WITA"),
    ]


def test_who_was_not_rated_is_not_blamed(db):
    realisasi = realisasi_diajukan()
    tutup_bulan(pada=saat(3, 13, 1))
    bulan = queries.bulan_ku(realisasi.pegawai, pada=saat(3, 14))
    assert bulan.tugas.judul == "Realisasi Februari 2026 sudah Anda ajukan, tetapi tidak dinilai"
    assert "bukan sebagai kelalaian Anda" in bulan.tugas.keterangan
    assert [(s.keadaan, s.keterangan) for s in bulan.langkah[:2]] == [
        ("selesai", "diajukan 5 Maret 2026 pukul 10.00 WITA"),
        ("kini", f"oleh {realisasi.penilai}, tidak dinilai"),
    ]


def test_a_draft_before_the_window_is_not_urgent(db):
    skp = skp_disetujui()
    tutup = tugas(skp.pegawai, saat(2, 28))
    assert (tutup.judul, tutup.mendesak) == ("Realisasi Januari 2026 tidak diajukan", False)
    draf = realisasi_draf(skp=skp)
    assert tugas(draf.pegawai, saat(3, 5)).tombol == "Lanjutkan draf"


# --- today -----------------------------------------------------------------------------------------------------------


def test_today_is_asked_for_on_working_days_only(db):
    skp = skp_disetujui()
    jumat, sabtu = saat(3, 6), saat(3, 7)
    assert [t.judul for t in queries.tugas_aktivitas(skp.pegawai, pada=jumat)] == [
        "Belum ada aktivitas tercatat untuk hari ini, 6 Maret 2026"
    ]
    assert queries.tugas_aktivitas(skp.pegawai, pada=sabtu) == []
    assert queries.tugas_aktivitas(PegawaiFactory(), pada=jumat) == []


def test_today_is_not_asked_for_twice(db):
    skp = skp_disetujui()
    aktivitas_tercatat(skp, tanggal=date(2026, 3, 6), pada=saat(3, 6, 9, 30))
    assert queries.tugas_aktivitas(skp.pegawai, pada=saat(3, 6, 10)) == []
    assert len(queries.tugas_aktivitas(skp.pegawai, pada=saat(3, 9))) == 1  # Monday


# --- the year --------------------------------------------------------------------------------------------------------


def test_no_chart_without_a_predikat(db):
    realisasi = realisasi_diajukan()
    laporan = queries.laporan_setahun(realisasi.pegawai, pada=saat(3, 14))
    assert (len(laporan), queries.grafik_predikat(laporan, pada=saat(3, 14))) == (1, None)


def test_chart_tells_the_same_in_bars_letters_and_words(db):
    skp = realisasi_selesai(bulan=Bulan(2026, 1), pada=saat(2, 5)).skp
    realisasi_selesai(skp=skp, hasil="DI_BAWAH", perilaku="DI_BAWAH")
    laporan = queries.laporan_setahun(skp.pegawai, pada=saat(3, 14))
    grafik = queries.grafik_predikat(laporan, pada=saat(3, 14))
    assert grafik.teks == (
        "Predikat: Januari 2026 Baik, Februari 2026 Sangat Kurang; bulan lain belum berpredikat."
    )
    assert [huruf for *_, huruf in grafik.tanda] == ["B", "SK"]
    assert grafik.jalur.count("M") == 2
    assert [nama for _, nama in grafik.kaki][-3:] == ["Des", "Jan", "Feb"]


def test_chart_of_a_full_year_is_light(db):
    """December to January in it; the thirteenth month is not."""
    skp = realisasi_selesai(bulan=Bulan(2026, 1), pada=saat(2, 5)).skp
    contoh = queries.laporan_setahun(skp.pegawai, pada=saat(3, 1))[0]
    laporan = []
    for n in range(13):
        lain = type(contoh)(tahun=2025 + (n + 1) // 12, bulan=(n + 1) % 12 + 1, predikat="SANGAT_KURANG")
        laporan.append(lain)
    grafik = queries.grafik_predikat(laporan, pada=saat(3, 1))
    assert (len(grafik.tanda), "belum berpredikat" in grafik.teks) == (12, False)
    svg = re.search(r"<svg.*</svg>", render_to_string("beranda/_grafik.html", {"grafik": grafik}), re.S)
    assert len(svg[0]) < 2000
    assert 'role="img"' in svg[0]


@pytest.mark.parametrize("siapa", ["pegawai", "penilai"])
def test_page_shows_the_chart_to_its_owner_only(db, siapa):
    realisasi = realisasi_selesai()
    halaman = _beranda(getattr(realisasi, siapa).pengguna, saat(3, 14))
    assert ("Predikat 12 bulan terakhir" in halaman) is (siapa == "pegawai")


def _beranda(pengguna, pada) -> str:
    klien = Client()
    with time_machine.travel(pada, tick=False):
        klien.force_login(pengguna, backend="django.contrib.auth.backends.ModelBackend")
        return klien.get("/").content.decode()
