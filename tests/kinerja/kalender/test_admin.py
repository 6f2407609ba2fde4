"""The back office: schedules are kept there and their changes recorded; exceptions are only read."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from kinerja.dokumen.models import Riwayat
from kinerja.kalender.models import AturanJadwal, Gangguan, JadwalBulanan

from .conftest import FEBRUARI, PADA, gangguan, pembukaan

TAMBAH = "admin:kalender_jadwalbulanan_add"


@pytest.fixture
def klien(dunia):
    klien = Client()
    klien.force_login(dunia.satu, backend="django.contrib.auth.backends.ModelBackend")
    with time_machine.travel(PADA, tick=False):
        yield klien


def isian(**ubah) -> dict:
    baris = JadwalBulanan.menurut_aturan(FEBRUARI, AturanJadwal.objects.first())
    nama = [
        "mulai",
        "batas_isi",
        "batas_nilai",
        "absensi_mulai",
        "absensi_selesai",
        "rilis_mulai",
        "rilis_selesai",
    ]
    isi = {n: getattr(baris, n).isoformat() for n in nama}
    return {"tahun": 2026, "bulan": 2, "perangkat_daerah": "", "_save": "1", **isi, **ubah}


def test_jadwal_khusus_opd_dibuat_dan_dicatat(dunia, klien):
    data = isian(perangkat_daerah=dunia.opd.pk, batas_isi="2026-03-20", batas_nilai="2026-03-22")
    assert klien.post(reverse(TAMBAH), data).status_code == 302
    satu, riwayat = JadwalBulanan.objects.get(), Riwayat.objects.latest("nomor")
    assert (satu.perangkat_daerah, satu.batas_isi) == (dunia.opd, date(2026, 3, 20))
    assert (riwayat.jenis, riwayat.oleh) == ("jadwalbulanan.dibuat", dunia.satu)
    assert "Khusus perangkat daerah: Dinas Uji" in riwayat.catatan
    assert "Batas pengisian: 20 Maret 2026" in riwayat.catatan


def test_perubahan_dicatat_dengan_tanggal_lama_dan_baru(dunia, klien):
    klien.post(reverse(TAMBAH), isian())
    satu = JadwalBulanan.objects.get()
    alamat = reverse("admin:kalender_jadwalbulanan_change", args=[satu.pk])
    assert klien.post(alamat, isian(batas_isi="2026-03-11")).status_code == 302
    riwayat = Riwayat.objects.latest("nomor")
    assert (riwayat.jenis, riwayat.catatan) == (
        "jadwalbulanan.diubah",
        "Batas pengisian: 10 Maret 2026 → 11 Maret 2026",
    )
    isi = klien.get(reverse("admin:kalender_jadwalbulanan_history", args=[satu.pk])).content.decode()
    assert "Batas pengisian: 10 Maret 2026 → 11 Maret 2026" in isi


@pytest.mark.parametrize(
    ("ubah", "kalimat"),
    [
        ({"batas_isi": "2026-03-23"}, "Jadwal tidak berurutan."),
        ({"bulan": 13}, "Bulan harus 1 sampai 12."),
        ({"mulai": "2026-02-31"}, "batas"),
    ],
)
def test_jadwal_yang_salah_diperlihatkan_lagi(dunia, klien, ubah, kalimat):
    jawaban = klien.post(reverse(TAMBAH), isian() | ubah)
    assert (jawaban.status_code, JadwalBulanan.objects.count()) == (200, 0)
    assert kalimat in jawaban.content.decode()


def test_dua_jadwal_bagi_opd_yang_sama_ditolak(dunia, klien):
    for banyak in (1, 1):
        klien.post(reverse(TAMBAH), isian(perangkat_daerah=dunia.opd.pk))
        assert JadwalBulanan.objects.count() == banyak


def test_baris_baru_terisi_hari_baku_bulan_yang_dikerjakan(klien):
    isi = klien.get(reverse(TAMBAH)).context["adminform"].form.initial
    assert (isi["tahun"], isi["bulan"], isi["batas_isi"]) == (2026, 2, date(2026, 3, 10))


@pytest.mark.parametrize("model", ["gangguan", "pembukaankembali"])
def test_pengecualian_hanya_dibaca_dengan_riwayatnya(dunia, klien, model):
    satu = gangguan(dunia) if model == "gangguan" else pembukaan(dunia)
    nama = f"admin:kalender_{model}"
    assert klien.get(reverse(f"{nama}_changelist")).status_code == 200
    assert klien.get(reverse(f"{nama}_add")).status_code == 403
    alamat = reverse(f"{nama}_change", args=[satu.pk])
    assert "_save" not in klien.get(alamat).content.decode()
    assert klien.post(alamat, {"status": "DICABUT", "_save": "1"}).status_code == 403
    assert type(satu).objects.get().status == "BERLAKU"
    assert "Disetujui" in klien.get(reverse(f"{nama}_history", args=[satu.pk])).content.decode()


def test_daftar_gangguan_menyebut_lamanya(dunia, klien):
    gangguan(dunia)
    assert "4 jam" in klien.get(reverse("admin:kalender_gangguan_changelist")).content.decode()
    assert Gangguan.objects.get().lama.total_seconds() == 4 * 3600
