"""The first page tells each person what waits for him, with its deadline and its door."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinerja.beranda import queries
from kinerja.kalender.models import AturanJadwal, Bulan, JadwalBulanan
from kinerja.kepegawaian.models import Pegawai
from kinerja.kepegawaian.services import tegaskan
from kinerja.skp import services as skp_services
from tests.factories import (
    PegawaiFactory,
    PenggunaFactory,
    RiwayatJabatanFactory,
    beri_wilayah,
    isi_ekspektasi,
    jadikan_admin_bkd,
    realisasi_diajukan,
    realisasi_draf,
    realisasi_selesai,
    skp_diajukan,
    skp_disetujui,
    skp_konsep,
)

WITA = ZoneInfo("Asia/Makassar")


def saat(bulan, hari, jam=9, menit=0):
    return datetime(2026, bulan, hari, jam, menit, tzinfo=WITA)


def judul(daftar):
    return [t.judul for t in daftar]


def test_without_active_position(db):
    assert judul(queries.tugas_pegawai(PegawaiFactory(), pada=saat(1, 5))) == [
        "Jabatan Anda belum tercatat aktif"
    ]


def test_without_skp(db):
    riwayat = RiwayatJabatanFactory()
    assert judul(queries.tugas_pegawai(riwayat.pegawai, pada=saat(1, 5))) == ["Susun SKP 2026"]


def test_draft_then_waiting_then_returned_with_its_note(db):
    skp = skp_konsep()
    assert judul(queries.tugas_pegawai(skp.pegawai, pada=saat(1, 5))) == ["Lengkapi dan ajukan SKP 2026"]
    skp_services.ajukan(skp, oleh=skp.pegawai.pengguna, pada=saat(1, 16), catatan="x")
    assert judul(queries.tugas_pegawai(skp.pegawai, pada=saat(1, 16))) == [
        f"SKP 2026 menunggu keputusan {skp.penilai}"
    ]
    skp_services.kembalikan(skp, oleh=skp.penilai.pengguna, pada=saat(1, 17), catatan="Tambah satu RHK.")
    tugas = queries.tugas_pegawai(skp.pegawai, pada=saat(1, 18))
    assert (tugas[0].judul, tugas[0].keterangan) == ("Perbaiki SKP 2026", "Catatan penilai: Tambah satu RHK.")


def test_revision_is_told_at_each_step_and_an_old_correction_no_more(db):
    skp = skp_diajukan()
    pemilik, penilai = skp.pegawai.pengguna, skp.penilai.pengguna
    skp_services.kembalikan(skp, oleh=penilai, pada=saat(1, 17), catatan="Tambah satu RHK.")
    skp_services.ajukan(skp, oleh=pemilik, pada=saat(1, 18), catatan="x")
    isi_ekspektasi(skp)
    skp_services.terima(skp, oleh=penilai, pada=saat(1, 19), catatan="x")
    assert judul(queries.tugas_pegawai(skp.pegawai, pada=saat(7, 1))) == []
    skp_services.ajukan_revisi(skp, oleh=pemilik, pada=saat(7, 1), catatan="Menambah RHK")
    menunggu = f"Revisi SKP 2026 menunggu keputusan {skp.penilai}"
    assert judul(queries.tugas_pegawai(skp.pegawai, pada=saat(7, 1))) == [menunggu]
    assert judul(queries.tugas_penilai(penilai, pada=saat(7, 1))) == ["1 SKP menunggu keputusan Anda"]
    skp_services.terima_revisi(skp, oleh=penilai, pada=saat(7, 2))
    assert judul(queries.tugas_pegawai(skp.pegawai, pada=saat(7, 2))) == ["Ubah SKP 2026, lalu ajukan lagi"]
    skp_services.ajukan(skp, oleh=pemilik, pada=saat(7, 3), catatan="x")
    assert judul(queries.tugas_pegawai(skp.pegawai, pada=saat(7, 3))) == [menunggu]


def test_new_year_asks_whether_the_position_is_still_right(db):
    skp = skp_disetujui()
    nanti = datetime(2027, 1, 4, 9, tzinfo=WITA)
    assert judul(queries.tugas_pegawai(skp.pegawai, pada=nanti)) == ["Tegaskan jabatan Anda untuk tahun 2027"]
    tegaskan(skp.riwayat_jabatan, oleh=skp.pegawai.pengguna, pada=nanti)
    assert judul(queries.tugas_pegawai(skp.pegawai, pada=nanti)) == ["Susun SKP 2027"]


def test_assignments_of_the_pimpinan_are_told_until_taken_up(db):
    atasan = skp_disetujui()
    bawahan = PegawaiFactory(perangkat_daerah=atasan.perangkat_daerah)
    skp = skp_konsep(bawahan, penilai=atasan.pegawai, model="JA_JF", isi={})
    rhk = atasan.daftar_rhk.get()
    isi = {"rhk": rhk.pk, "pegawai": bawahan.pk, "uraian": "Tersusunnya laporan"}
    skp_services.tugaskan(atasan, oleh=atasan.pegawai.pengguna, pada=saat(1, 20), **isi)
    assert judul(queries.tugas_pegawai(bawahan, pada=saat(1, 21))) == [
        "Lengkapi dan ajukan SKP 2026",
        "1 penugasan pimpinan belum Anda ambil",
    ]
    riwayat = bawahan.daftar_riwayat_jabatan.get()
    riwayat.daftar_penilai.update(selesai=date(2026, 2, 1))
    assert judul(queries.tugas_pegawai(bawahan, pada=saat(2, 2))) == ["Lengkapi dan ajukan SKP 2026"]
    penugasan = bawahan.daftar_penugasan_hasil.get()
    skp_services.ambil_penugasan(skp, oleh=bawahan.pengguna, pada=saat(1, 21), penugasan=penugasan.pk)
    assert judul(queries.tugas_pegawai(bawahan, pada=saat(1, 21))) == ["Lengkapi dan ajukan SKP 2026"]


@pytest.mark.parametrize(
    ("pada", "judul_tugas", "keterangan"),
    [
        (saat(2, 28), "Realisasi Januari 2026 tidak diajukan", "Pengisian berakhir 10 Februari 2026 pukul 23.59 WITA"),
        (saat(3, 1, 0, 0), "Laporkan realisasi Februari 2026", "Paling lambat 10 Maret 2026 pukul 23.59 WITA."),
        (saat(3, 10, 23, 59), "Laporkan realisasi Februari 2026", "Paling lambat 10 Maret 2026 pukul 23.59 WITA."),
        (saat(3, 11, 0, 0), "Realisasi Februari 2026 tidak diajukan", "Pengisian berakhir 10 Maret 2026 pukul 23.59 WITA"),
    ],
)  # fmt: skip
def test_month_follows_its_window(db, pada, judul_tugas, keterangan):
    skp = skp_disetujui()
    tugas = queries.bulan_ku(skp.pegawai, pada=pada).tugas
    assert tugas.judul == judul_tugas
    assert tugas.keterangan.startswith(keterangan)


def test_month_walks_its_four_steps(db):
    draf = realisasi_draf()
    assert _langkah(draf, saat(3, 5)) == ["kini", "nanti", "nanti", "nanti"]
    diajukan = realisasi_diajukan()
    assert _langkah(diajukan, saat(3, 5)) == ["selesai", "kini", "nanti", "nanti"]
    selesai = realisasi_selesai(hasil="DI_ATAS", perilaku="DI_ATAS")
    assert _langkah(selesai, saat(3, 5)) == ["selesai"] * 4
    assert queries.bulan_ku(selesai.pegawai, pada=saat(3, 5)).tugas.judul == (
        "Predikat Februari 2026: Sangat Baik"
    )


def _langkah(realisasi, pada):
    return [satu.keadaan for satu in queries.bulan_ku(realisasi.pegawai, pada=pada).langkah]


def test_no_month_before_an_approved_skp(db):
    assert queries.bulan_ku(skp_konsep().pegawai, pada=saat(3, 5)) is None


def test_penilai_is_told_what_waits_and_until_when(db):
    penilai = PegawaiFactory()
    skp_diajukan(penilai=penilai)
    for _ in range(2):
        realisasi_diajukan(penilai=penilai)
    nama = sorted(p.nama for p in Pegawai.objects.filter(daftar_realisasi_bulanan__penilai=penilai))
    daftar = queries.tugas_penilai(penilai.pengguna, pada=saat(3, 8))
    assert [(t.judul, t.keterangan) for t in daftar] == [
        ("1 SKP menunggu keputusan Anda", "Tetapkan ekspektasi, lalu terima atau kembalikan."),
        (
            "2 realisasi Februari 2026 menunggu penilaian Anda",
            "Paling lambat 12 Maret 2026 pukul 23.59 WITA. "
            f"{nama[0]} (menunggu 3 hari), {nama[1]} (menunggu 3 hari).",
        ),
    ]
    terakhir = queries.tugas_penilai(penilai.pengguna, pada=saat(3, 12, 23, 59))[1]
    assert terakhir.keterangan.startswith("Paling lambat 12 Maret 2026 pukul 23.59 WITA. Sisa waktu 1 menit.")
    lewat = queries.tugas_penilai(penilai.pengguna, pada=saat(3, 13, 0, 0))[1]
    assert (lewat.mendesak, lewat.tombol) == (False, "Lihat")
    assert lewat.keterangan.startswith("Masa penilaian berakhir 12 Maret 2026 pukul 23.59 WITA.")


def test_deadlines_are_those_of_the_documents_office(db):
    """The penilai sits in another office, which has windows of its own."""
    penilai = PegawaiFactory()
    realisasi = realisasi_diajukan(penilai=penilai)
    for opd, hari in ((penilai.perangkat_daerah, 25), (realisasi.perangkat_daerah, 20)):
        jadwal = JadwalBulanan.menurut_aturan(Bulan(2026, 2), AturanJadwal())
        jadwal.perangkat_daerah, jadwal.batas_nilai = opd, jadwal.batas_nilai.replace(day=hari)
        jadwal.save()
    assert queries.tugas_penilai(penilai.pengguna, pada=saat(3, 14))[0].keterangan.startswith(
        "Paling lambat 20 Maret 2026 pukul 23.59 WITA."
    )


def test_others_are_not_told(db):
    realisasi_diajukan()
    assert queries.tugas_penilai(PegawaiFactory().pengguna, pada=saat(3, 5)) == []
    assert queries.tugas_batch(PegawaiFactory().pengguna, pada=saat(3, 5)) == []


@pytest.mark.parametrize("peran", ["pegawai", "penilai", "pengelola", "bkd", "tanpa_pegawai", "gubernur"])
def test_page_opens_for_everybody(db, peran):
    realisasi = realisasi_diajukan()
    pengguna = {
        "pegawai": lambda: realisasi.pegawai.pengguna,
        "penilai": lambda: realisasi.penilai.pengguna,
        "pengelola": lambda: (
            beri_wilayah(PegawaiFactory().pengguna, realisasi.perangkat_daerah, "kelola_perangkatdaerah").user
        ),
        "bkd": lambda: jadikan_admin_bkd(PenggunaFactory()),
        "tanpa_pegawai": PenggunaFactory,
        "gubernur": lambda: PegawaiFactory(nip=None, jenis_kepegawaian="NON_ASN").pengguna,
    }[peran]()
    with time_machine.travel(saat(3, 5), tick=False):
        jawaban = _masuk(pengguna).get("/")
    assert jawaban.status_code == 200
    assert "Yang menunggu Anda" in jawaban.content.decode()
    assert ("Rekapitulasi Februari 2026" in jawaban.content.decode()) is (peran == "bkd")


def test_page_costs_the_same_for_one_and_three(db):
    satu, tiga = PegawaiFactory(), PegawaiFactory()
    realisasi_diajukan(penilai=satu)
    for _ in range(3):
        realisasi_diajukan(penilai=tiga)
    with time_machine.travel(saat(3, 5), tick=False):
        assert [_kueri(p.pengguna) for p in (satu, tiga)] == [16, 16]


def _masuk(pengguna) -> Client:
    klien = Client()
    klien.force_login(pengguna, backend="django.contrib.auth.backends.ModelBackend")
    return klien


def _kueri(pengguna) -> int:
    from django.db import connection

    klien = _masuk(pengguna)
    klien.get("/")  # the menu's roles and Identitas are remembered from here on
    with CaptureQueriesContext(connection) as kueri:
        klien.get("/")
    return len(kueri)
