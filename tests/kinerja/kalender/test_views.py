"""The pages through HTTP: refusals that write nothing, what each reader sees, and the way from proposal to decision."""

from __future__ import annotations

import gzip
import re
import uuid
from datetime import date, datetime
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinerja.dokumen.models import Riwayat
from kinerja.kalender import services
from kinerja.kalender.models import AturanJadwal, Gangguan, JadwalBulanan, PembukaanKembali
from kinerja.kepegawaian.permissions import KELOLA
from tests.factories import PegawaiFactory, PenggunaFactory, UnitKerjaFactory, beri_wilayah

from .conftest import FEBRUARI, PADA, WITA, gangguan, pembukaan, usul_gangguan, usul_pembukaan, wita

JADWAL, USULAN = "/kerja/jadwal/", "/kerja/jadwal/usulan/"
CATAT, BUKA = "/kerja/jadwal/usulkan-gangguan/", "/kerja/jadwal/usulkan-pembukaan/"


@pytest.fixture(autouse=True)
def kini():
    with time_machine.travel(PADA, tick=False) as jam:
        yield jam


def masuk(pengguna) -> Client:
    klien = Client()
    klien.force_login(pengguna, backend="django.contrib.auth.backends.ModelBackend")
    return klien


def kiriman(**isi) -> dict:
    return {"kunci": str(uuid.uuid4()), **isi}


def isian_gangguan(**isi) -> dict:
    return kiriman(
        **{
            "mulai_tanggal": "2026-03-10",
            "mulai_jam": "19:00",
            "selesai_tanggal": "2026-03-10",
            "selesai_jam": "23:00",
            "perangkat_daerah": "",
            "keterangan": "Sistem tidak dapat diakses",
            "lanjut": "simpan",
            **isi,
        }
    )


def isian_pembukaan(**isi) -> dict:
    return kiriman(
        **{
            "bulan": "2026-2",
            "mulai": "2026-03-14",
            "batas_isi": "2026-03-20",
            "batas_nilai": "2026-03-22",
            "alasan": "Dirawat di rumah sakit",
            **isi,
        }
    )


def rinci(satu, verba="") -> str:
    jenis = "gangguan" if isinstance(satu, Gangguan) else "pembukaan"
    return f"/kerja/jadwal/{jenis}/{satu.pk}/{verba + '/' if verba else ''}"


def teks(jawaban) -> str:
    """What is read on the page, without tags and runs of white space."""
    isi = re.sub(r"(?s)<(script|style|svg).*?</\1>", "", jawaban.content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", isi).split()).replace(" .", ".").replace(" ,", ",")


def keadaan() -> tuple:
    return (list(PembukaanKembali.objects.values()), list(Gangguan.objects.values()), Riwayat.objects.count())


# --- refusals -------------------------------------------------------------------------------------------------------


def test_tanpa_masuk_dialihkan(dunia):
    satu, klien, sebelum = usul_gangguan(dunia), Client(), keadaan()
    for jalur in (JADWAL, USULAN, CATAT, BUKA, rinci(satu), rinci(satu, "setujui")):
        assert klien.get(jalur).status_code == 302
        assert klien.post(jalur, isian_gangguan()).status_code in (302, 405)
    assert keadaan() == sebelum


@pytest.mark.parametrize("siapa", ["pegawai", "penilai", "superuser"])
def test_bukan_admin_bkd_tidak_mengusulkan_dan_tidak_memutuskan(dunia, siapa):
    orang = PenggunaFactory(is_superuser=True) if siapa == "superuser" else getattr(dunia, siapa).pengguna
    klien, satu, dua = masuk(orang), usul_gangguan(dunia), usul_pembukaan(dunia)
    sebelum, lihat = keadaan(), 403 if siapa == "superuser" else 404
    assert klien.post(CATAT, isian_gangguan()).status_code == 403
    assert klien.post(f"{BUKA}?pegawai={dunia.orang_lain.pk}", isian_pembukaan()).status_code == 403
    assert klien.get(USULAN).status_code == (200 if siapa == "superuser" else 403)
    for usulan in (satu, dua):
        assert klien.get(rinci(usulan)).status_code == (200 if siapa == "superuser" else 404)
        for verba in ("setujui", "tolak", "cabut"):
            assert klien.get(rinci(usulan, verba)).status_code == lihat
            assert klien.post(rinci(usulan, verba), kiriman(versi=1, alasan="x")).status_code == lihat
    assert keadaan() == sebelum


def test_pengusul_diberi_tahu_bahwa_orang_lain_yang_memutuskan(dunia):
    klien, satu = masuk(dunia.satu), usul_gangguan(dunia)
    assert "Admin BKD lain menyetujui atau menolak usulan ini. Batas belum bergeser." in teks(
        klien.get(rinci(satu))
    )
    assert f'href="{rinci(satu, "setujui")}"' not in klien.get(rinci(satu)).content.decode()
    jawaban = klien.post(rinci(satu, "setujui"), kiriman(versi=satu.versi))
    assert (jawaban.status_code, Gangguan.objects.get().status) == (403, "DIUSULKAN")
    assert "Usulan harus diputuskan orang lain, bukan pengusulnya." in teks(jawaban)


@pytest.mark.parametrize(
    ("isi", "status"),
    [({"versi": 9}, 409), ({"versi": "x"}, 422), ({"kunci": ""}, 422), ({"alasan": " "}, 422)],
)
def test_kiriman_basi_atau_rusak_ditolak(dunia, isi, status):
    satu = usul_gangguan(dunia)
    jawaban = masuk(dunia.dua).post(rinci(satu, "tolak"), kiriman(versi=1, alasan="Keliru") | isi)
    assert (jawaban.status_code, Gangguan.objects.get().status) == (status, "DIUSULKAN")


def test_sudah_diputuskan_tidak_ditawarkan_dan_tidak_dapat(dunia):
    satu, klien = gangguan(dunia), masuk(dunia.tiga)
    assert klien.get(rinci(satu, "setujui")).status_code == 409
    assert klien.post(rinci(satu, "setujui"), kiriman(versi=satu.versi)).status_code == 409


@pytest.mark.parametrize("jalur", [CATAT, USULAN, JADWAL])
def test_tanpa_token_csrf_ditolak(dunia, jalur):
    klien = Client(enforce_csrf_checks=True)
    klien.force_login(dunia.satu, backend="django.contrib.auth.backends.ModelBackend")
    assert klien.post(jalur, isian_gangguan()).status_code == 403
    assert not Gangguan.objects.exists()


@pytest.mark.parametrize(
    "jalur", [f"{BUKA}?pegawai=999999", f"{BUKA}?pegawai=x", f"{BUKA}?pegawai=²", f"{BUKA}?opd=-1"]
)
def test_sasaran_yang_tidak_ada_404(dunia, jalur):
    assert masuk(dunia.satu).get(jalur).status_code == 404


def test_alamat_yang_tidak_ada_404(dunia):
    satu, klien = usul_gangguan(dunia), masuk(dunia.dua)
    for jalur in (
        f"{rinci(satu)}hapus/",
        f"/kerja/jadwal/lain/{satu.pk}/",
        "/kerja/jadwal/gangguan/999999999/",
    ):
        assert klien.get(jalur).status_code == 404


def test_verba_dengan_alamat_dan_nama(dunia):
    satu = usul_gangguan(dunia)
    assert reverse("kalender:tindakan", args=["gangguan", satu.pk, "setujui"]) == rinci(satu, "setujui")


# --- the schedule ------------------------------------------------------------------------------------------------------


def test_jadwal_menyebut_yang_terbuka_dan_sisanya(dunia, kini):
    kini.move_to(wita(3, 8, 12))
    isi = teks(masuk(dunia.pegawai.pengguna).get(JADWAL))
    assert (
        "Pengisian Februari 2026 sedang dibuka sampai 10 Maret 2026 pukul 23.59 WITA. Tersisa 2 hari 12 jam."
        in isi
    )
    assert "Penilaian Februari 2026 sedang dibuka sampai 12 Maret 2026 pukul 23.59 WITA." in isi
    assert "Siklus Februari 2026 1–15 Maret 2026. Garis tegak: sekarang, 8 Maret 2026." in isi
    assert "Pengisian realisasi 1–10 Maret 2026 ✓ Dibuka" in isi
    assert "Rilis 13–15 Maret 2026 ○ Belum dibuka" in isi


def test_jadwal_bila_tidak_ada_yang_terbuka(dunia, kini):
    kini.move_to(wita(3, 20))
    isi = teks(masuk(dunia.pegawai.pengguna).get(JADWAL))
    assert (
        "Sekarang tidak ada pengisian atau penilaian yang dibuka. Berikutnya: pengisian Maret 2026, mulai 1 April 2026."
        in isi
    )


def test_januari_memperlihatkan_tahun_bulan_yang_dikerjakan(dunia, kini):
    kini.move_to(wita(1, 5, tahun=2027))
    isi = teks(masuk(dunia.pegawai.pengguna).get(JADWAL))
    assert "Bulan-bulan 2026" in isi
    assert "Pengisian Desember 2026 sedang dibuka sampai 10 Januari 2027 pukul 23.59 WITA." in isi
    assert "Desember 1–10 Januari 2027" in isi


@pytest.mark.parametrize("tahun", ["x", "99999", "-1", "²026", "1999", ""])
def test_tahun_yang_bukan_tahun_diabaikan(dunia, tahun):
    jawaban = masuk(dunia.pegawai.pengguna).get(JADWAL, {"tahun": tahun})
    assert (jawaban.status_code, "Bulan-bulan 2026" in teks(jawaban)) == (200, True)


@pytest.mark.parametrize("tahun", ["2000", "2100"])
def test_tahun_di_ujung_zaman(dunia, tahun):
    jawaban = masuk(dunia.pegawai.pengguna).get(JADWAL, {"tahun": tahun})
    assert (jawaban.status_code, f"Bulan-bulan {tahun}" in teks(jawaban)) == (200, True)


def test_jadwal_khusus_opd_hanya_bagi_opdnya(dunia):
    baris = JadwalBulanan.menurut_aturan(FEBRUARI, AturanJadwal.objects.first())
    baris.perangkat_daerah, baris.batas_isi, baris.batas_nilai = (
        dunia.opd,
        date(2026, 3, 20),
        date(2026, 3, 22),
    )
    baris.save()
    kata = "Pengisian Februari 2026 sedang dibuka sampai 20 Maret 2026 pukul 23.59 WITA."
    for orang, harap in ((dunia.pegawai, True), (dunia.orang_lain, False)):
        assert (kata in teks(masuk(orang.pengguna).get(JADWAL))) == harap


def test_gangguan_terbaca_semua_orang(dunia):
    gangguan(dunia)
    for akun in (dunia.pegawai.pengguna, dunia.orang_lain.pengguna, PenggunaFactory(), dunia.tiga):
        isi = teks(masuk(akun).get(JADWAL))
        assert "10 Maret 2026 pukul 19.00–23.00 WITA Sistem tidak dapat diakses" in isi
        assert "Batas pengisian Februari 2026 bergeser 4 jam sampai 11 Maret 2026 pukul 03.59 WITA." in isi
        assert "Batas penilaian Februari 2026 bergeser 4 jam sampai 13 Maret 2026 pukul 03.59 WITA." in isi
        assert f"Dicatat {dunia.satu}, disetujui {dunia.dua} pada 14 Maret 2026 pukul 09.00 WITA." in isi
        assert "1 Maret 2026 sampai 11 Maret 2026 pukul 03.59 WITA bergeser 4 jam karena gangguan" in isi


def test_gangguan_opd_lain_dan_usulan_tidak_tampil(dunia):
    gangguan(dunia, perangkat_daerah=dunia.lain, keterangan="Listrik padam di kantor")
    usul_gangguan(dunia, keterangan="Masih diusulkan")
    satu, bkd = (teks(masuk(p).get(JADWAL)) for p in (dunia.pegawai.pengguna, dunia.tiga))
    assert (
        "Listrik padam" in satu,
        "Masih diusulkan" in satu,
        "Tidak ada gangguan yang tercatat." in satu,
    ) == (
        False,
        False,
        True,
    )
    assert ("Listrik padam" in bkd, "Masih diusulkan" in bkd) == (True, False)


def test_pembukaan_tampil_bagi_yang_berkepentingan(dunia):
    pembukaan(dunia)
    kata = (
        f"Februari 2026 bagi {dunia.pegawai} : pengisian sampai 20 Maret 2026, penilaian sampai 22 Maret 2026"
    )
    tampil = {
        nama: kata in teks(masuk(akun).get(JADWAL))
        for nama, akun in {
            "pegawai": dunia.pegawai.pengguna,
            "penilai": dunia.penilai.pengguna,
            "rekan": PegawaiFactory(perangkat_daerah=dunia.opd).pengguna,
            "orang_lain": dunia.orang_lain.pengguna,
            "bkd": dunia.tiga,
        }.items()
    }
    assert tampil == {"pegawai": True, "penilai": True, "rekan": False, "orang_lain": False, "bkd": True}
    sendiri = teks(masuk(dunia.pegawai.pengguna).get(JADWAL))
    assert (
        "Pengisian Februari 2026 sedang dibuka sampai 20 Maret 2026 pukul 23.59 WITA. Tersisa 6 hari 15 jam."
        in sendiri
    )
    assert "Februari 1–10 Maret 2026; 14–20 Maret 2026" in sendiri


def test_menu_memuat_jadwal(dunia):
    assert (
        f'<a href="{JADWAL}" aria-current="page">Jadwal'
        in masuk(dunia.pegawai.pengguna).get(JADWAL).content.decode()
    )


# --- an outage: look, then propose ---------------------------------------------------------------------------------------


def test_pratinjau_menyebut_akibat_dan_tidak_menyimpan(dunia):
    sebelum = keadaan()
    jawaban = masuk(dunia.satu).post(CATAT, isian_gangguan(lanjut="lihat"))
    isi = teks(jawaban)
    assert (jawaban.status_code, keadaan()) == (200, sebelum)
    assert "10 Maret 2026 pukul 19.00–23.00 WITA (4 jam)" in isi
    assert (
        "Pengisian Februari 2026 semua 10 Maret 2026 pukul 23.59 WITA 11 Maret 2026 pukul 03.59 WITA (sudah lewat)"
        in isi
    )
    assert "Batas baru yang sudah lewat tidak menolong siapa pun lagi." in isi
    assert 'name="keterangan" value="Sistem tidak dapat diakses"' in jawaban.content.decode()


def test_pratinjau_yang_tidak_menggeser_apa_pun(dunia):
    jawaban = masuk(dunia.satu).post(
        CATAT, isian_gangguan(lanjut="lihat", mulai_tanggal="2026-02-20", selesai_tanggal="2026-02-20")
    )
    assert "Tidak ada batas yang bergeser" in teks(jawaban)


def test_pratinjau_lalu_ubah_mengembalikan_isian(dunia):
    jawaban = masuk(dunia.satu).post(CATAT, isian_gangguan(lanjut="ubah", perangkat_daerah=dunia.opd.pk))
    halaman = jawaban.content.decode()
    assert (jawaban.status_code, Gangguan.objects.count()) == (200, 0)
    for potong in (
        'value="2026-03-10"',
        'value="19:00"',
        'value="23:00"',
        "Sistem tidak dapat diakses",
        "selected",
    ):
        assert potong in halaman


def test_pratinjau_lalu_usulkan_dengan_kunci_yang_sama(dunia):
    klien, data = masuk(dunia.satu), isian_gangguan(perangkat_daerah=dunia.opd.pk)
    halaman = klien.post(CATAT, data | {"lanjut": "lihat"}).content.decode()
    assert data["kunci"] in halaman
    alamat = [klien.post(CATAT, data)["Location"] for _ in range(2)]
    satu = Gangguan.objects.get()
    assert alamat == [rinci(satu)] * 2
    assert (satu.mulai, satu.selesai, satu.perangkat_daerah) == (wita(3, 10, 19), wita(3, 10, 23), dunia.opd)


@pytest.mark.parametrize("lanjut", ["lihat", "simpan"])
@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"mulai_jam": "25:00"}, "Mulai, jam (WITA): Tulis jam dan menit seperti 19.00."),
        (
            {"mulai_tanggal": "31-02-2026"},
            "Mulai, tanggal: Tulis tanggal seperti 2026-03-10 atau 10-03-2026.",
        ),
        ({"mulai_tanggal": "0206-03-10"}, "Tahun harus antara 2000 dan 2100."),
        ({"keterangan": ""}, "Yang terjadi: Kolom ini harus diisi."),
        ({"keterangan": "x" * 501}, "Paling banyak 500 karakter (sekarang 501)."),
        ({"perangkat_daerah": "999999"}, "Bagi: Pilih perangkat daerah dari daftar."),
        ({"selesai_tanggal": "2026-03-09"}, "Waktu selesai gangguan harus sesudah waktu mulainya."),
        ({"selesai_jam": "19:00"}, "Waktu selesai gangguan harus sesudah waktu mulainya."),
        (
            {"selesai_tanggal": "2026-03-14", "mulai_tanggal": "2026-03-14"},
            "Gangguan dicatat setelah berakhir.",
        ),
        ({"mulai_tanggal": "2026-03-01"}, "Satu gangguan paling lama 72 jam."),
        (
            {"mulai_tanggal": "2000-01-01", "selesai_tanggal": "2000-01-02"},
            "Gangguan dicatat paling lambat 92 hari",
        ),
    ],
)
def test_gangguan_yang_salah_diperlihatkan_lagi_dengan_isiannya(dunia, isi, kalimat, lanjut):
    sebelum = keadaan()
    jawaban = masuk(dunia.satu).post(CATAT, isian_gangguan(lanjut=lanjut) | isi)
    assert (jawaban.status_code, keadaan()) == (422, sebelum)
    assert kalimat in teks(jawaban)
    assert (
        'value="2026-03' in jawaban.content.decode()
        or "0206" in jawaban.content.decode()
        or "2000" in str(isi)
    )


def test_tanggal_dan_jam_boleh_ditulis_cara_indonesia(dunia):
    isi = {
        "mulai_tanggal": "10-03-2026",
        "mulai_jam": "19.00",
        "selesai_tanggal": "10/03/2026",
        "selesai_jam": "23.00",
    }
    masuk(dunia.satu).post(CATAT, isian_gangguan(**isi))
    assert Gangguan.objects.get().mulai == wita(3, 10, 19)


# --- a month opened again ----------------------------------------------------------------------------------------------


def test_mencari_pegawai_menurut_nip_dan_nama(dunia):
    klien = masuk(dunia.satu)
    orang = PegawaiFactory(nama="Maria Contoh Demo")
    for cari in (orang.nip, f"{orang.nip[:8]} {orang.nip[8:]}", "maria", "demo CONTOH"):
        halaman = klien.get(BUKA, {"cari": cari, "tahun": "2026", "bulan": "1"}).content.decode()
        assert f'href="?pegawai={orang.pk}&amp;tahun=2026&amp;bulan=1"' in halaman
    assert "Tidak ada pegawai dengan NIP atau nama “zzz”." in teks(klien.get(BUKA, {"cari": "zzz"}))
    assert klien.get(BUKA, {"cari": "%_'" * 50}).status_code == 200


def test_formulir_terisi_dari_alamat(dunia):
    klien = masuk(dunia.satu)
    halaman = klien.get(f"{BUKA}?pegawai={dunia.pegawai.pk}&tahun=2026&bulan=01").content.decode()
    assert '<option value="2026-1" selected>Januari 2026</option>' in halaman
    for nilai in ("2026-03-14", "2026-03-20", "2026-03-22"):
        assert f'value="{nilai}"' in halaman
    for kueri in ("tahun=2026&bulan=3", "tahun=x&bulan=y", ""):
        halaman = klien.get(f"{BUKA}?opd={dunia.opd.pk}&{kueri}").content.decode()
        assert '<option value="2026-2" selected>Februari 2026</option>' in halaman


def test_mengusulkan_bagi_pegawai_dan_bagi_opd(dunia):
    klien = masuk(dunia.satu)
    jawaban = klien.post(f"{BUKA}?pegawai={dunia.pegawai.pk}", isian_pembukaan())
    satu = PembukaanKembali.objects.get()
    assert (jawaban["Location"], satu.pegawai, satu.perangkat_daerah) == (rinci(satu), dunia.pegawai, None)
    klien.post(f"{BUKA}?opd={dunia.opd.pk}", isian_pembukaan(batas_isi=""))
    dua = PembukaanKembali.objects.latest("pk")
    assert (dua.pegawai, dua.perangkat_daerah, dua.batas_isi, dua.nilai_bulan) == (
        None,
        dunia.opd,
        None,
        FEBRUARI,
    )
    assert [p.status for p in (satu, dua)] == ["DIUSULKAN", "DIUSULKAN"]


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"bulan": "2026-3"}, "Bulan yang dibuka kembali: Pilih bulan dari daftar."),
        ({"bulan": "x"}, "Bulan yang dibuka kembali: Pilih bulan dari daftar."),
        ({"mulai": ""}, "Dibuka mulai: Kolom ini harus diisi."),
        ({"batas_isi": "2026-03-23"}, "Tanggal pembukaan kembali tidak berurutan."),
        ({"batas_nilai": "9999-12-31"}, "Tahun harus antara 2000 dan 2100."),
        ({"batas_nilai": "2026-05-31"}, "Pembukaan kembali paling lama 31 hari."),
        ({"alasan": "   "}, "Alasan: Kolom ini harus diisi."),
    ],
)
def test_pembukaan_yang_salah_diperlihatkan_lagi_dengan_isiannya(dunia, isi, kalimat):
    sebelum = keadaan()
    jawaban = masuk(dunia.satu).post(f"{BUKA}?pegawai={dunia.pegawai.pk}", isian_pembukaan() | isi)
    assert (jawaban.status_code, keadaan()) == (422, sebelum)
    assert kalimat in teks(jawaban)
    if "alasan" not in isi:
        assert "Dirawat di rumah sakit" in jawaban.content.decode()


def test_bagi_diri_sendiri_diperingatkan_dan_ditolak(dunia):
    klien, jalur = masuk(dunia.satu), f"{BUKA}?pegawai={dunia.pegawai_bkd.pk}"
    assert "Ini Anda sendiri." in teks(klien.get(jalur))
    jawaban = klien.post(jalur, isian_pembukaan())
    assert (jawaban.status_code, PembukaanKembali.objects.count()) == (422, 0)


def test_bagi_opd_sendiri_diperingatkan_dan_ditolak(dunia):
    opd = dunia.pegawai_bkd.perangkat_daerah
    klien, jalur = masuk(dunia.satu), f"{BUKA}?opd={opd.pk}"
    assert "Ini perangkat daerah Anda." in teks(klien.get(jalur))
    jawaban = klien.post(jalur, isian_pembukaan())
    assert (jawaban.status_code, PembukaanKembali.objects.count()) == (422, 0)
    assert "Pembukaan kembali bagi perangkat daerah sendiri diusulkan orang lain." in teks(jawaban)
    assert "Ini perangkat daerah Anda." not in teks(klien.get(f"{BUKA}?opd={dunia.lain.pk}"))


def test_usulan_bagi_opd_sendiri_tidak_ditawarkan_dan_tidak_diminta(dunia):
    satu, klien = (
        usul_pembukaan(dunia, oleh=dunia.dua, perangkat_daerah=dunia.pegawai_bkd.perangkat_daerah),
        masuk(dunia.satu),
    )
    assert (kabar(dunia.satu), len(kabar(dunia.tiga))) == ([], 1)
    assert rinci(satu, "setujui") not in klien.get(rinci(satu)).content.decode()
    jawaban = klien.post(rinci(satu, "setujui"), kiriman(versi=satu.versi))
    assert (jawaban.status_code, PembukaanKembali.objects.get().status) == (403, "DIUSULKAN")
    assert "Anda yang berkepentingan tidak memutuskan usulan ini." in teks(jawaban)


def test_pengusul_tidak_mencabut_yang_berlaku(dunia):
    satu, klien = gangguan(dunia), masuk(dunia.satu)
    assert rinci(satu, "cabut") not in klien.get(rinci(satu)).content.decode()
    jawaban = klien.post(rinci(satu, "cabut"), kiriman(versi=satu.versi, alasan="Keliru"))
    assert (jawaban.status_code, Gangguan.objects.get().status) == (403, "BERLAKU")
    assert "Yang sudah berlaku dicabut admin BKD lain, bukan pengusulnya." in teks(jawaban)


# --- decisions ------------------------------------------------------------------------------------------------------------


def test_menyetujui_pembukaan_lewat_halaman(dunia):
    satu, klien = usul_pembukaan(dunia), masuk(dunia.dua)
    assert (
        f"Februari 2026 dibuka kembali bagi {dunia.pegawai} mulai 14 Maret 2026: pengisian sampai 20 Maret 2026, "
        "penilaian sampai 22 Maret 2026, masing-masing pukul 23.59 WITA. Pegawai itu dan penilainya diberi tahu."
    ) in teks(klien.get(rinci(satu, "setujui")))
    jawaban = klien.post(rinci(satu, "setujui"), kiriman(versi=satu.versi), follow=True)
    assert PembukaanKembali.objects.get().status == "BERLAKU"
    assert f"Disetujui {dunia.dua}, 14 Maret 2026 pukul 09.00 WITA" in teks(jawaban)


def test_menyetujui_gangguan_menyebut_akibatnya(dunia):
    satu, klien = usul_gangguan(dunia), masuk(dunia.dua)
    isi = teks(klien.get(rinci(satu, "setujui")))
    assert "Batas di bawah bergeser seketika bagi semua perangkat daerah" in isi
    assert (
        "Penilaian Februari 2026 semua 12 Maret 2026 pukul 23.59 WITA 13 Maret 2026 pukul 03.59 WITA" in isi
    )
    klien.post(rinci(satu, "setujui"), kiriman(versi=satu.versi))
    assert Gangguan.objects.get().status == "BERLAKU"


def test_mencabut_yang_berlaku_menyebut_akibatnya(dunia):
    satu, klien = gangguan(dunia), masuk(dunia.tiga)
    isi = teks(klien.get(rinci(satu, "cabut")))
    assert (
        "Batas kembali seperti sebelumnya seketika itu juga. Yang sudah diajukan atau dinilai tetap berlaku."
        in isi
    )
    klien.post(rinci(satu, "cabut"), kiriman(versi=satu.versi, alasan="Salah mencatat"))
    assert Gangguan.objects.get().status == "DICABUT"
    assert "Dicabut" in teks(klien.get(rinci(satu)))


def test_pegawai_membaca_gangguan_tanpa_riwayatnya(dunia):
    satu = gangguan(dunia)
    isi = teks(masuk(dunia.pegawai.pengguna).get(rinci(satu)))
    assert ("Sistem tidak dapat diakses" in isi, "Riwayat" in isi) == (True, False)


def test_daftar_usulan_menunggu_dan_sudah_diputuskan(dunia):
    usul_pembukaan(dunia)
    gangguan(dunia)
    klien = masuk(dunia.dua)
    isi = teks(klien.get(USULAN))
    assert (
        f"Pembukaan kembali Februari 2026 bagi {dunia.pegawai} {dunia.satu} 14 Maret 2026 pukul 09.00 WITA"
        in isi
    )
    assert "Belum ada." in isi
    assert "Sistem tidak dapat diakses 10 Maret 2026 pukul 19.00 WITA" in teks(
        klien.get(USULAN, {"jenis": "gangguan"})
    )
    assert klien.get(USULAN, {"jenis": "x", "hal": "x"}).status_code == 200


# --- who hears ---------------------------------------------------------------------------------------------------------------


def kabar(pengguna) -> list[tuple[str, str]]:
    return list(pengguna.daftar_notifikasi.order_by("pk").values_list("judul", "tautan"))


def test_usulan_didengar_admin_lain(dunia):
    satu = usul_pembukaan(dunia)
    judul = f"Usulan pembukaan kembali Februari 2026 bagi {dunia.pegawai} menunggu persetujuan"
    assert [kabar(p) for p in (dunia.satu, dunia.dua, dunia.tiga, dunia.pegawai.pengguna)] == [
        [],
        [(judul, rinci(satu))],
        [(judul, rinci(satu))],
        [],
    ]
    dua = usul_gangguan(dunia, oleh=dunia.dua)
    assert kabar(dunia.satu) == [
        ("Catatan gangguan 10 Maret 2026 pukul 19.00 WITA menunggu persetujuan", rinci(dua))
    ]


def test_yang_berkepentingan_di_bkd_tidak_diminta_memutuskan(dunia):
    usul_pembukaan(dunia, oleh=dunia.dua, pegawai=dunia.pegawai_bkd)
    assert (kabar(dunia.satu), len(kabar(dunia.tiga))) == ([], 1)


def test_pembukaan_satu_orang_didengar_dia_dan_penilainya(dunia):
    satu = pembukaan(dunia)
    judul = f"Februari 2026 bagi {dunia.pegawai} dibuka kembali: pengisian sampai 20 Maret 2026, penilaian sampai 22 Maret 2026"
    for orang in (dunia.pegawai, dunia.penilai):
        assert kabar(orang.pengguna) == [(judul, JADWAL)]
    assert kabar(dunia.satu) == [
        (f"Pembukaan kembali Februari 2026 bagi {dunia.pegawai} disetujui oleh {dunia.dua}", rinci(satu))
    ]
    services.cabut_pembukaan(satu, oleh=dunia.tiga, pada=PADA, alasan="Keliru")
    assert kabar(dunia.pegawai.pengguna)[1:] == [
        (f"Pembukaan kembali Februari 2026 bagi {dunia.pegawai} dicabut", JADWAL)
    ]
    assert [len(kabar(p)) for p in (dunia.satu, dunia.dua, dunia.tiga)] == [2, 2, 1]


def test_pembukaan_opd_didengar_pengelola_dan_pimpinannya_saja(dunia):
    pengelola, lewat = PegawaiFactory(perangkat_daerah=dunia.opd), PegawaiFactory(perangkat_daerah=dunia.opd)
    beri_wilayah(pengelola.pengguna, dunia.opd, KELOLA)
    beri_wilayah(lewat.pengguna, dunia.opd, KELOLA, selesai=date(2026, 3, 13))
    kepala = PegawaiFactory(perangkat_daerah=dunia.opd)
    akar = UnitKerjaFactory(perangkat_daerah=dunia.opd, kepala=kepala)
    kabid = PegawaiFactory(perangkat_daerah=dunia.opd)
    UnitKerjaFactory(perangkat_daerah=dunia.opd, induk=akar, kepala=kabid)
    pembukaan(dunia, perangkat_daerah=dunia.opd, batas_isi=None)
    judul = "Februari 2026 bagi Dinas Uji dibuka kembali: penilaian sampai 22 Maret 2026"
    dengar = (pengelola, kepala, lewat, kabid, dunia.pegawai, dunia.orang_lain)
    assert [kabar(p.pengguna) for p in dengar] == [[(judul, JADWAL)], [(judul, JADWAL)], [], [], [], []]


def test_penolakan_didengar_pengusul_saja(dunia):
    satu = usul_pembukaan(dunia)
    services.tolak_pembukaan(satu, oleh=dunia.dua, pada=PADA, alasan="Tidak beralasan")
    assert kabar(dunia.satu) == [
        (f"Pembukaan kembali Februari 2026 bagi {dunia.pegawai} ditolak oleh {dunia.dua}", rinci(satu))
    ]
    assert kabar(dunia.pegawai.pengguna) == []


def test_gangguan_yang_disetujui_hanya_ditulis_kepada_pengusul(dunia):
    satu = gangguan(dunia)
    assert kabar(dunia.satu) == [
        (f"Catatan gangguan 10 Maret 2026 pukul 19.00 WITA disetujui oleh {dunia.dua}", rinci(satu))
    ]
    assert kabar(dunia.pegawai.pengguna) == []


# --- cost -------------------------------------------------------------------------------------------------------------------


def kueri(klien, jalur) -> int:
    klien.get(jalur)
    with CaptureQueriesContext(connection) as daftar:
        assert klien.get(jalur).status_code == 200
    return len(daftar)


def berat(klien, jalur) -> int:
    """Everything an empty cache fetches: the page, and what it names."""
    halaman = klien.get(jalur).content
    nama = re.findall(rf'(?:href|src)="{settings.STATIC_URL}([^"?]+)', halaman.decode())
    berkas = [Path(finders.find(re.sub(r"\.[0-9a-f]{12}\.", ".", satu))).read_bytes() for satu in nama]
    return sum(len(gzip.compress(satu, 9)) for satu in (halaman, *berkas))


def test_halaman_memakai_kueri_yang_sama_untuk_satu_dan_tiga(dunia):
    hitung = []
    for n in range(3):
        pembukaan(dunia, pegawai=dunia.pegawai, bulan=FEBRUARI.geser(-n))
        pembukaan(dunia, perangkat_daerah=dunia.opd, bulan=FEBRUARI.geser(-n))
        gangguan(dunia, wita(3, 10, 10 + n), wita(3, 10, 11 + n))
        satu, dua = usul_gangguan(dunia), usul_pembukaan(dunia)
        if n in (0, 2):
            hitung.append(
                {
                    "pegawai": kueri(masuk(dunia.pegawai.pengguna), JADWAL),
                    "penilai": kueri(masuk(dunia.penilai.pengguna), JADWAL),
                    "bkd": kueri(masuk(dunia.tiga), JADWAL),
                    "usulan": kueri(masuk(dunia.tiga), USULAN),
                    "gangguan": kueri(masuk(dunia.tiga), f"{USULAN}?jenis=gangguan"),
                    "rincian gangguan": kueri(masuk(dunia.tiga), rinci(satu)),
                    "rincian pembukaan": kueri(masuk(dunia.tiga), rinci(dua)),
                    "cari": kueri(masuk(dunia.tiga), f"{BUKA}?cari=pegawai"),
                    "formulir": kueri(masuk(dunia.tiga), f"{BUKA}?pegawai={dunia.pegawai.pk}"),
                }
            )
    assert hitung == [KUERI, KUERI]


KUERI = {
    "pegawai": 10,
    "penilai": 12,
    "bkd": 7,
    "usulan": 9,
    "gangguan": 9,
    "rincian gangguan": 12,
    "rincian pembukaan": 7,
    "cari": 7,
    "formulir": 9,
}


@pytest.mark.parametrize("jalur", [JADWAL, USULAN, CATAT, BUKA])
def test_halaman_ringan(dunia, jalur):
    gangguan(dunia)
    pembukaan(dunia)
    usul_pembukaan(dunia)
    assert berat(masuk(dunia.dua), jalur) <= 15_360


def test_waktu_peladen_utc_tidak_mengubah_halaman(dunia, kini):
    kini.move_to(datetime(2026, 3, 10, 15, 59, 59, tzinfo=WITA).astimezone())
    assert "sedang dibuka sampai 10 Maret 2026 pukul 23.59 WITA. Tersisa 8 jam." in teks(
        masuk(dunia.pegawai.pengguna).get(JADWAL)
    )
