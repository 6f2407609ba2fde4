"""The back office: schedules are kept there and their changes recorded; exceptions are only read."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from kinerja.dokumen.models import Riwayat
from kinerja.kalender.models import AturanJadwal, Bulan, Gangguan, JadwalBulanan

from .conftest import FEBRUARI, PADA, gangguan, pembukaan, wita

TAMBAH = "admin:kalender_jadwalbulanan_add"
UBAH = "admin:kalender_jadwalbulanan_change"
MARET, DESEMBER_2022, JANUARI_2023 = Bulan(2026, 3), Bulan(2022, 12), Bulan(2023, 1)


ATURAN = {
    "hari_mulai": 1,
    "hari_batas_isi": 10,
    "hari_batas_nilai": 28,
    "hari_absensi_mulai": 5,
    "hari_absensi_selesai": 10,
    "hari_rilis_mulai": 13,
    "hari_rilis_selesai": 15,
    "dasar": "Juknis",
    "_save": "1",
}


@pytest.fixture
def jam():
    with time_machine.travel(PADA, tick=False) as jam:
        yield jam


@pytest.fixture
def klien(dunia, jam):
    klien = Client()
    klien.force_login(dunia.satu, backend="django.contrib.auth.backends.ModelBackend")
    return klien


def isian(dari=MARET, **ubah) -> dict:
    baris = JadwalBulanan.menurut_aturan(dari, AturanJadwal.objects.first())
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
    return {"tahun": dari.tahun, "bulan": dari.bulan, "perangkat_daerah": "", "_save": "1", **isi, **ubah}


def baris(dari=FEBRUARI, **isi) -> JadwalBulanan:
    satu = JadwalBulanan.menurut_aturan(dari, AturanJadwal.objects.first())
    for nama, nilai in isi.items():
        setattr(satu, nama, nilai)
    satu.save()
    return satu


def berjalan(bulan) -> str:
    return f"Jadwal {bulan} sudah berjalan; pakai pembukaan kembali, yang disetujui dua orang."


def ditolak(klien, alamat, data, kalimat) -> bool:
    """The form again with the sentence; neither a row nor a record written."""
    sebelum = (
        list(JadwalBulanan.objects.values()),
        list(AturanJadwal.objects.values()),
        Riwayat.objects.count(),
    )
    jawaban = klien.post(alamat, data)
    sesudah = (
        list(JadwalBulanan.objects.values()),
        list(AturanJadwal.objects.values()),
        Riwayat.objects.count(),
    )
    return (jawaban.status_code, kalimat in jawaban.content.decode(), sesudah) == (200, True, sebelum)


# --- what has begun is not for one alone to move --------------------------------------------------------------------


@pytest.mark.parametrize("khusus", [False, True])
@pytest.mark.parametrize("pada", [wita(3, 1), wita(3, 10, 23, 59, 59), wita(3, 14, 9)])
def test_jadwal_bulan_yang_sudah_berjalan_tidak_ditambah(dunia, klien, jam, pada, khusus):
    jam.move_to(pada)
    data = isian(FEBRUARI, perangkat_daerah=dunia.opd.pk if khusus else "", batas_nilai="2026-12-31")
    assert ditolak(klien, reverse(TAMBAH), data, berjalan(FEBRUARI))


@pytest.mark.parametrize("khusus", [False, True])
def test_jadwal_yang_sudah_berjalan_tidak_diubah(dunia, klien, khusus):
    opd = dunia.opd if khusus else None
    satu = baris(perangkat_daerah=opd)
    data = isian(FEBRUARI, perangkat_daerah=opd.pk if opd else "", batas_nilai="2026-03-31")
    assert ditolak(klien, reverse(UBAH, args=[satu.pk]), data, berjalan(FEBRUARI))


def test_baris_tidak_dipindah_dari_atau_ke_bulan_yang_sudah_berjalan(dunia, klien):
    lalu, nanti = baris(perangkat_daerah=dunia.opd), baris(MARET, perangkat_daerah=dunia.opd)
    april = isian(Bulan(2026, 4), perangkat_daerah=dunia.opd.pk)
    assert ditolak(klien, reverse(UBAH, args=[lalu.pk]), april, berjalan(FEBRUARI))
    februari = isian(FEBRUARI, perangkat_daerah=dunia.lain.pk)
    assert ditolak(klien, reverse(UBAH, args=[nanti.pk]), februari, berjalan(FEBRUARI))


def test_baris_opd_tidak_ditambah_bila_jadwal_umum_sudah_berjalan_lebih_awal(dunia, klien):
    baris(MARET, mulai=date(2026, 3, 14))
    assert ditolak(klien, reverse(TAMBAH), isian(perangkat_daerah=dunia.opd.pk), berjalan(MARET))


def test_bulan_sebelum_aturan_pertama_tidak_dibuka_sendirian(dunia, klien):
    assert ditolak(klien, reverse(TAMBAH), isian(DESEMBER_2022), berjalan(DESEMBER_2022))


def test_jadwal_tidak_dapat_dihapus(dunia, klien):
    satu = baris(MARET)
    alamat = reverse("admin:kalender_jadwalbulanan_delete", args=[satu.pk])
    assert (klien.post(alamat, {"post": "yes"}).status_code, JadwalBulanan.objects.count()) == (403, 1)


@pytest.mark.parametrize("hari", ["2023-06-01", "2026-03-13", "2026-03-14"])
def test_aturan_tidak_berlaku_surut(dunia, klien, hari):
    data = ATURAN | {"berlaku_mulai": hari}
    kalimat = "Aturan baru berlaku paling cepat 15 Maret 2026."
    assert ditolak(klien, reverse("admin:kalender_aturanjadwal_add"), data, kalimat)


def test_aturan_yang_akan_datang_ditambah(dunia, klien):
    data = ATURAN | {"berlaku_mulai": "2026-03-15"}
    assert klien.post(reverse("admin:kalender_aturanjadwal_add"), data).status_code == 302
    assert AturanJadwal.objects.filter(berlaku_mulai=date(2026, 3, 15)).count() == 1


def test_jadwal_diubah_sampai_sehari_sebelum_berjalan(dunia, klien, jam):
    satu = baris(mulai=date(2026, 3, 9))
    alamat, data = (
        reverse(UBAH, args=[satu.pk]),
        isian(FEBRUARI, mulai="2026-03-09", batas_nilai="2026-03-31"),
    )
    jam.move_to(wita(3, 9))
    assert ditolak(klien, alamat, data, berjalan(FEBRUARI))
    jam.move_to(wita(3, 8, 23, 59, 59))
    assert klien.post(alamat, data).status_code == 302
    assert JadwalBulanan.objects.get().batas_nilai == date(2026, 3, 31)


def test_januari_2023_dibuka_terlambat_bila_ditetapkan_sebelum_februari(dunia, klien, jam):
    """T7: announced in time, the window opens weeks after the rule's first day."""
    hari = {"mulai": "2023-02-20", "batas_isi": "2023-03-10", "batas_nilai": "2023-03-12"}
    data = isian(JANUARI_2023, **hari)
    jam.move_to(wita(2, 1, tahun=2023))
    assert ditolak(klien, reverse(TAMBAH), data, berjalan(JANUARI_2023))
    jam.move_to(wita(1, 31, 23, 59, 59, tahun=2023))
    assert klien.post(reverse(TAMBAH), data).status_code == 302
    assert JadwalBulanan.objects.get().batas_isi == date(2023, 3, 10)


# --- what is kept there ---------------------------------------------------------------------------------------------


def test_jadwal_khusus_opd_dibuat_dan_dicatat(dunia, klien):
    data = isian(perangkat_daerah=dunia.opd.pk, batas_isi="2026-04-20", batas_nilai="2026-04-22")
    assert klien.post(reverse(TAMBAH), data).status_code == 302
    satu, riwayat = JadwalBulanan.objects.get(), Riwayat.objects.latest("nomor")
    assert (satu.perangkat_daerah, satu.batas_isi) == (dunia.opd, date(2026, 4, 20))
    assert (riwayat.jenis, riwayat.oleh) == ("jadwalbulanan.dibuat", dunia.satu)
    assert "Khusus perangkat daerah: Dinas Uji" in riwayat.catatan
    assert "Batas pengisian: 20 April 2026" in riwayat.catatan


def test_perubahan_dicatat_dengan_tanggal_lama_dan_baru(dunia, klien):
    klien.post(reverse(TAMBAH), isian())
    satu = JadwalBulanan.objects.get()
    alamat = reverse("admin:kalender_jadwalbulanan_change", args=[satu.pk])
    assert klien.post(alamat, isian(batas_isi="2026-04-11")).status_code == 302
    riwayat = Riwayat.objects.latest("nomor")
    assert (riwayat.jenis, riwayat.catatan) == (
        "jadwalbulanan.diubah",
        "Batas pengisian: 10 April 2026 → 11 April 2026",
    )
    isi = klien.get(reverse("admin:kalender_jadwalbulanan_history", args=[satu.pk])).content.decode()
    assert "Batas pengisian: 10 April 2026 → 11 April 2026" in isi


@pytest.mark.parametrize(
    ("ubah", "kalimat"),
    [
        ({"batas_isi": "2026-04-23"}, "Jadwal tidak berurutan."),
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
    assert (isi["tahun"], isi["bulan"], isi["batas_isi"]) == (2026, 3, date(2026, 4, 10))


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
