"""Who hears of what the clock and the two sides did to a month: literal sentences, and nobody of what he did himself."""

from __future__ import annotations

from datetime import date

import pytest

from kinerja.kalender.models import PembukaanKembali
from kinerja.notifikasi.models import Notifikasi
from kinerja.realisasi import services
from tests.factories import (
    PegawaiFactory,
    PenggunaFactory,
    jadikan_admin_bkd,
    realisasi_diajukan,
    realisasi_draf,
    skp_disetujui,
)
from tests.kinerja.realisasi.conftest import DALAM, LEMBAR, segar, wita

pytestmark = pytest.mark.django_db


def kabar(jenis: str) -> set[tuple]:
    baris = Notifikasi.objects.filter(riwayat__jenis=f"realisasi.{jenis}")
    return set(baris.values_list("pengguna", "judul", "tautan"))


def buka_kembali(pegawai) -> None:
    PembukaanKembali.objects.create(
        tahun=2026, bulan=2, pegawai=pegawai, mulai=date(2026, 3, 16), batas_isi=date(2026, 3, 18),
        batas_nilai=date(2026, 3, 20), alasan="Sakit.", status="BERLAKU", diusulkan_oleh=PenggunaFactory(),
        diusulkan_pada=DALAM, diputuskan_oleh=jadikan_admin_bkd(PenggunaFactory()), diputuskan_pada=DALAM,
    )  # fmt: skip


def test_ditarik_kembali_penilai_yang_memegangnya_tahu():
    realisasi = realisasi_diajukan(PegawaiFactory())
    penilai = realisasi.penilai
    services.tarik_kembali(realisasi, oleh=realisasi.pegawai.pengguna, pada=DALAM)
    assert kabar("ditarik_kembali") == {
        (
            penilai.pengguna_id,
            f"{realisasi.pegawai} menarik kembali realisasi Februari 2026. Anda tidak perlu menilainya sekarang.",
            "/kerja/penilaian/realisasi/2026/2/",
        )
    }


def test_pengisian_ditutup_pemilik_tahu_dengan_atau_tanpa_draf():
    draf, tanpa = realisasi_draf(PegawaiFactory()), skp_disetujui(PegawaiFactory())
    services.tutup_bulan(pada=wita(3, 11, 1))
    kalimat = (
        "Masa pengisian realisasi Februari 2026 sudah berakhir dan realisasi Anda belum diajukan, "
        "jadi tercatat “tidak lapor”."
    )
    assert kabar("pengisian_ditutup") == {(draf.pegawai.pengguna_id, kalimat, LEMBAR)}
    assert (tanpa.pegawai.pengguna_id, kalimat, LEMBAR) in kabar("tidak_dilaporkan")


def test_penilaian_ditutup_pemilik_dan_penilai_tahu():
    realisasi = realisasi_diajukan(PegawaiFactory())
    services.tutup_bulan(pada=wita(3, 13, 1))
    assert kabar("penilaian_ditutup") == {
        (
            realisasi.pegawai.pengguna_id,
            "Realisasi Februari 2026 Anda belum dinilai sampai masa penilaian berakhir, jadi tercatat “tidak dinilai”. "
            "Laporan Anda tetap tersimpan; tidak ada predikat yang dibuat dengan sendirinya.",
            LEMBAR,
        ),
        (
            realisasi.penilai.pengguna_id,
            f"Realisasi Februari 2026 {realisasi.pegawai} belum Anda nilai sampai masa penilaian berakhir, "
            "jadi tercatat “tidak dinilai”.",
            f"/kerja/penilaian/realisasi/{realisasi.pk}/",
        ),
    }


def test_dibuka_kembali_oleh_sistem_diberitahukan_oleh_diri_sendiri_tidak():
    draf, diajukan = realisasi_draf(PegawaiFactory()), realisasi_diajukan(PegawaiFactory())
    services.tutup_bulan(pada=wita(3, 13, 1))
    for orang in (draf.pegawai, diajukan.pegawai):
        buka_kembali(orang)
    services.tutup_bulan(pada=wita(3, 16, 1))
    assert kabar("pengisian_dibuka") == {
        (
            draf.pegawai.pengguna_id,
            "Pengisian realisasi Februari 2026 dibuka kembali untuk Anda sampai 18 Maret 2026 pukul 23.59 WITA.",
            LEMBAR,
        )
    }
    assert kabar("penilaian_dibuka") == {
        (
            diajukan.penilai.pengguna_id,
            f"Penilaian realisasi Februari 2026 {diajukan.pegawai} dibuka kembali sampai 20 Maret 2026 pukul 23.59 WITA. "
            "Menunggu penilaian Anda.",
            f"/kerja/penilaian/realisasi/{diajukan.pk}/",
        )
    }


def test_yang_membukanya_sendiri_tidak_diberi_tahu():
    diajukan = realisasi_diajukan(PegawaiFactory())
    services.tutup_bulan(pada=wita(3, 13, 1))
    buka_kembali(diajukan.pegawai)
    services.buka_penilaian(segar(diajukan), oleh=diajukan.penilai.pengguna, pada=wita(3, 16))
    assert kabar("penilaian_dibuka") == set()
