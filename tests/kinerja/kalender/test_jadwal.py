"""Which schedule is in force, and what `require_open` says when it is not open."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, transaction

from kinerja.kalender.models import AturanJadwal, Bulan, JadwalBulanan, Tahap
from kinerja.kalender.queries import JendelaTutup, Kalender, daftar_jadwal, jadwal_untuk, require_open
from tests.factories import PerangkatDaerahFactory

pytestmark = pytest.mark.django_db
WITA = ZoneInfo("Asia/Makassar")
FEBRUARI = Bulan(2026, 2)


def jadwal(perangkat_daerah=None, **ubah) -> JadwalBulanan:
    """A stored schedule with the rule's days, changed where given."""
    baris = JadwalBulanan.menurut_aturan(FEBRUARI, AturanJadwal.objects.first())
    baris.perangkat_daerah = perangkat_daerah
    for nama, nilai in ubah.items():
        setattr(baris, nama, nilai)
    baris.save()
    return baris


def pada(bulan, hari, jam=0, menit=0, detik=0, tahun=2026):
    return datetime(tahun, bulan, hari, jam, menit, detik, tzinfo=WITA)


def test_tanpa_baris_berlaku_hari_hari_juknis():
    baris = jadwal_untuk(FEBRUARI)
    assert (baris.mulai, baris.batas_isi, baris.batas_nilai) == (
        date(2026, 3, 1),
        date(2026, 3, 10),
        date(2026, 3, 12),
    )
    assert (baris.rilis_mulai, baris.rilis_selesai) == (date(2026, 3, 13), date(2026, 3, 15))


def test_desember_jatuh_di_januari_tahun_berikut():
    assert jadwal_untuk(Bulan(2026, 12)).batas_isi == date(2027, 1, 10)


def test_baris_umum_mengalahkan_aturan_dan_baris_opd_mengalahkan_keduanya():
    sendiri, lain = PerangkatDaerahFactory(), PerangkatDaerahFactory()
    jadwal(batas_isi=date(2026, 3, 11))
    jadwal(perangkat_daerah=sendiri, batas_isi=date(2026, 3, 12))
    assert [jadwal_untuk(FEBRUARI, opd).batas_isi.day for opd in (None, lain.pk, sendiri.pk)] == [11, 11, 12]


def test_aturan_bertanggal_hanya_untuk_bulan_sesudahnya():
    AturanJadwal.objects.create(
        berlaku_mulai=date(2026, 7, 1), hari_batas_isi=8, hari_batas_nilai=9, dasar="Surat edaran"
    )
    assert [jadwal_untuk(Bulan(2026, b)).batas_isi.day for b in (6, 7)] == [10, 8]


def test_bulan_sebelum_aturan_pertama_ditolak():
    with pytest.raises(JendelaTutup, match="Jadwal Desember 2022 belum ditetapkan"):
        jadwal_untuk(Bulan(2022, 12))


def test_daftar_jadwal_dua_kueri_berapa_pun_bulannya(django_assert_num_queries):
    jadwal()
    for banyak in (1, 12):
        with django_assert_num_queries(1 if banyak == 1 else 2):
            daftar_jadwal([FEBRUARI.geser(n) for n in range(banyak)])


@pytest.mark.parametrize(
    ("tahap", "saat", "kalimat"),
    [
        (
            Tahap.PENGISIAN,
            pada(2, 28, 23, 59, 59),
            "Pengisian realisasi Februari 2026 dimulai 1 Maret 2026 pukul 00.00 WITA."
            " Waktu peladen sekarang: 28 Februari 2026 pukul 23.59 WITA.",
        ),
        (Tahap.PENGISIAN, pada(3, 1), ""),
        (Tahap.PENGISIAN, pada(3, 10, 23, 59, 59), ""),
        (
            Tahap.PENGISIAN,
            pada(3, 11),
            "Pengisian realisasi Februari 2026 berakhir 10 Maret 2026 pukul 23.59 WITA."
            " Waktu peladen sekarang: 11 Maret 2026 pukul 00.00 WITA.",
        ),
        (Tahap.PENILAIAN, pada(3, 12, 23, 59, 59), ""),
        (
            Tahap.PENILAIAN,
            pada(3, 13),
            "Penilaian Februari 2026 berakhir 12 Maret 2026 pukul 23.59 WITA."
            " Waktu peladen sekarang: 13 Maret 2026 pukul 00.00 WITA.",
        ),
        (Tahap.ABSENSI, pada(3, 5), ""),
        (Tahap.RILIS, pada(3, 15, 23, 59, 59), ""),
        (
            Tahap.RILIS,
            pada(3, 16),
            "Rilis Februari 2026 berakhir 15 Maret 2026 pukul 23.59 WITA."
            " Waktu peladen sekarang: 16 Maret 2026 pukul 00.00 WITA.",
        ),
    ],
)
def test_require_open_kalimatnya(tahap, saat, kalimat):
    if not kalimat:
        assert require_open(tahap, FEBRUARI, pada=saat).memuat(saat)
        return
    with pytest.raises(JendelaTutup) as tutup:
        require_open(tahap, FEBRUARI, pada=saat)
    assert (str(tutup.value), tutup.value.status) == (kalimat, 409)


def test_require_open_memakai_pengecualian_opd():
    opd = PerangkatDaerahFactory()
    jadwal(perangkat_daerah=opd, batas_isi=date(2026, 3, 20), batas_nilai=date(2026, 3, 22))
    saat = pada(3, 15)
    assert require_open(Tahap.PENGISIAN, FEBRUARI, pada=saat, perangkat_daerah_id=opd.pk).memuat(saat)
    with pytest.raises(JendelaTutup):
        require_open(Tahap.PENGISIAN, FEBRUARI, pada=saat)


@pytest.mark.parametrize(
    "ubah",
    [
        {"batas_isi": date(2026, 2, 28)},
        {"batas_nilai": date(2026, 3, 9)},
        {"absensi_selesai": date(2026, 3, 4)},
        {"rilis_selesai": date(2026, 3, 12)},
        {"bulan": 13},
        {"tahun": 1999},
        {"mulai": date(206, 3, 1)},
        {"batas_nilai": date(9999, 12, 31)},
        {"rilis_selesai": date(9999, 12, 31)},
    ],
)
def test_jadwal_yang_tidak_masuk_akal_ditolak_basis_data(ubah):
    with pytest.raises(IntegrityError), transaction.atomic():
        jadwal(**ubah)
    assert not JadwalBulanan.objects.exists()


def test_satu_jadwal_umum_dan_satu_setiap_opd():
    opd = PerangkatDaerahFactory()
    jadwal()
    jadwal(perangkat_daerah=opd)
    for milik in (None, opd):
        with pytest.raises(IntegrityError), transaction.atomic():
            jadwal(perangkat_daerah=milik)
    assert JadwalBulanan.objects.count() == 2


def test_bulan_terakhir_pun_mempunyai_jadwal():
    assert jadwal_untuk(Bulan(2100, 12)).batas_isi == date(2101, 1, 10)


@pytest.mark.parametrize(
    "ubah",
    [
        {"hari_mulai": 0},
        {"hari_batas_isi": 13},
        {"hari_batas_nilai": 31},
        {"hari_absensi_mulai": 0},
        {"hari_absensi_selesai": 30},
        {"hari_rilis_mulai": 0},
        {"hari_rilis_selesai": 29},
    ],
)
def test_aturan_yang_tidak_berurutan_ditolak_basis_data(ubah):
    with pytest.raises(IntegrityError), transaction.atomic():
        AturanJadwal.objects.create(berlaku_mulai=date(2026, 7, 1), **ubah)


# --- what pages believe for half a minute ------------------------------------------------------------------------


def _dipercaya_halaman() -> date:
    return Kalender([(FEBRUARI, None)]).jadwal(FEBRUARI, None).batas_isi


def test_jadwal_yang_disimpan_atau_dihapus_segera_dilihat_halaman_di_proses_ini():
    assert _dipercaya_halaman() == date(2026, 3, 10)
    baris = jadwal(batas_isi=date(2026, 3, 11))
    assert _dipercaya_halaman() == date(2026, 3, 11)
    baris.delete()
    assert _dipercaya_halaman() == date(2026, 3, 10)


def test_jadwal_yang_diubah_proses_lain_segera_mengikat_tindakan_dan_setengah_menit_kemudian_halaman():
    baris, malam = jadwal(batas_isi=date(2026, 3, 10)), pada(3, 10, 22)
    with time_machine.travel(malam, tick=False):
        assert _dipercaya_halaman() == date(2026, 3, 10)
        JadwalBulanan.objects.filter(pk=baris.pk).update(
            batas_isi=date(2026, 3, 9)
        )  # as another process does
        assert _dipercaya_halaman() == date(2026, 3, 10)
        with pytest.raises(JendelaTutup, match=r"berakhir 9 Maret 2026 pukul 23\.59 WITA"):
            require_open(Tahap.PENGISIAN, FEBRUARI, pada=malam)
    with time_machine.travel(pada(3, 10, 22, 0, 31), tick=False):
        assert _dipercaya_halaman() == date(2026, 3, 9)
