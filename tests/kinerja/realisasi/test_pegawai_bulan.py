"""The month of its owner from draft to receipt: windows as they really are, counts, taking back, what outlives a session."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from kinerja.aktivitas import services as aktivitas
from kinerja.aktivitas.services import Isian
from kinerja.dokumen.models import Riwayat
from kinerja.kalender.models import Bulan
from kinerja.realisasi import services
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.skp import services as skp_services
from kinerja.skp.models import NilaiBerakhlak
from tests.factories import (
    PegawaiFactory,
    PenggunaFactory,
    beri_wilayah,
    jadikan_admin_bkd,
    realisasi_diajukan,
    realisasi_draf,
    realisasi_selesai,
    skp_disetujui,
    skp_konsep,
)
from tests.factories.kinerja import JANUARI, isi_ekspektasi
from tests.kinerja.kalender.conftest import gangguan, pembukaan
from tests.kinerja.realisasi.conftest import DALAM, LEMBAR, TAUTAN, isian, keadaan, masuk, segar, wita
from tests.kinerja.realisasi.test_pegawai import DAFTAR, baris_bulan, isi_tersimpan, teks

SANDI = "KinerjaNTT-2026"


@pytest.fixture
def draf(db, pukul):
    realisasi = realisasi_draf(PegawaiFactory())
    pukul(DALAM)
    return realisasi


@pytest.fixture
def diajukan(db, pukul):
    realisasi = realisasi_diajukan(PegawaiFactory())
    pukul(DALAM)
    return realisasi


@pytest.fixture
def bkd(db):
    return SimpleNamespace(
        satu=jadikan_admin_bkd(PenggunaFactory()), dua=jadikan_admin_bkd(PenggunaFactory())
    )


def catat(realisasi_atau_skp, indikator: int, *, hari=date(2026, 2, 10), pada=DALAM, jam=8):
    skp = getattr(realisasi_atau_skp, "skp", realisasi_atau_skp)
    isi = Isian(hari, time(jam), time(jam, 30), "Menyusun laporan", indikator)
    return aktivitas.catat_aktivitas(skp, oleh=skp.pegawai.pengguna, pada=pada, isian=isi)


# --- the list ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("saat", "nama", "tombol"),
    [
        (wita(1, 31, 23, 59, 59), "Februari", ""),
        (wita(2, 1), "Februari", "Tulis draf"),
        (wita(2, 28, 23, 59, 59), "Februari", "Tulis draf"),  # scenario 24
        (wita(3, 1, 0), "Februari", "Isi Realisasi"),
        (wita(3, 10, 23, 59, 59), "Februari", "Isi Realisasi"),
        (wita(3, 11, 0), "Februari", ""),  # scenario 25
        (datetime(2026, 3, 10, 15, 59, 59, tzinfo=UTC), "Februari", "Isi Realisasi"),
        (datetime(2026, 3, 10, 16, 30, tzinfo=UTC), "Februari", ""),  # scenario 42
        (wita(12, 31, 23, 59, 59), "Desember", "Tulis draf"),
        (wita(1, 1, 0, tahun=2027), "Desember", "Isi Realisasi"),
        (wita(1, 10, 23, 59, 59, tahun=2027), "Desember", "Isi Realisasi"),
        (wita(1, 11, 0, tahun=2027), "Desember", ""),
    ],
)
def test_daftar_tombol_menurut_waktu_server(skp, pukul, saat, nama, tombol):
    pukul(saat)
    baris = baris_bulan(masuk(skp.pegawai).get(DAFTAR + "?tahun=2026"), nama)
    assert [t for t in ("Isi Realisasi", "Tulis draf", "Lihat Realisasi") if t in baris] == [tombol] * bool(
        tombol
    )


def test_daftar_februari_kabisat(skp, pukul):
    pukul(wita(2, 29, 23, 59, 59, tahun=2028))
    baris = baris_bulan(masuk(skp.pegawai).get(DAFTAR + "?tahun=2028"), "Februari")
    assert "Pengisian dimulai 1 Maret 2028 pukul 00.00 WITA." in baris
    pukul(wita(3, 1, 0, tahun=2028))
    baris = baris_bulan(masuk(skp.pegawai).get(DAFTAR + "?tahun=2028"), "Februari")
    assert "Belum ada SKP yang disetujui untuk bulan ini." in baris


def test_daftar_batas_yang_bergeser_karena_gangguan(skp, bkd, pukul):
    gangguan(bkd)
    pukul(wita(3, 11, 2, 30))
    baris = baris_bulan(masuk(skp.pegawai).get(DAFTAR), "Februari")
    assert "11 Maret 2026<br>pukul 03.59 WITA" in baris
    assert (
        "Batas pengisian diperpanjang sampai 11 Maret 2026 pukul 03.59 WITA karena gangguan "
        "10 Maret 2026 pukul 19.00–23.00 WITA (Sistem tidak dapat diakses)." in baris
    )
    assert "Isi Realisasi" in baris
    pukul(wita(3, 11, 4))
    assert "Isi Realisasi" not in baris_bulan(masuk(skp.pegawai).get(DAFTAR), "Februari")


def test_ajukan_di_dalam_waktu_yang_diganti(draf, bkd, pukul):
    gangguan(bkd)
    pukul(wita(3, 11, 4))
    klien = masuk(draf.pegawai)
    assert klien.post(LEMBAR + "ajukan/", isian(draf)).status_code == 409
    pukul(wita(3, 11, 3, 59, 59))
    assert klien.post(LEMBAR + "ajukan/", isian(segar(draf))).status_code == 302


def test_tidak_lapor_disebut_dan_tidak_dapat_dibuka(skp, pukul):
    services.tutup_bulan(pada=wita(3, 11, 1))
    pukul(wita(3, 11, 2))
    klien = masuk(skp.pegawai)
    baris = baris_bulan(klien.get(DAFTAR), "Februari")
    assert ("Tidak lapor" in baris, "Isi Realisasi" in baris, "Lihat Realisasi" in baris) == (
        True,
        False,
        True,
    )
    assert "BKD dapat membuka kembali pengisiannya." in baris
    assert "BKD dapat membuka kembali pengisiannya." in teks(klien.get(LEMBAR))
    assert klien.post(LEMBAR + "isi_realisasi/", {"kunci": "kunci-isi-1"}).status_code == 409
    februari = RealisasiBulanan.objects.filter(bulan=2)
    assert list(februari.values_list("status", "daftar_baris")) == [("TIDAK_LAPOR", None)]


def test_tidak_lapor_yang_dibuka_kembali_dilaporkan(skp, bkd, pukul):
    """It was never opened before: its rows come with the reopening."""
    services.tutup_bulan(pada=wita(3, 11, 1))
    pembukaan(bkd, pegawai=skp.pegawai)
    pukul(wita(3, 20, 23, 59, 58))
    klien = masuk(skp.pegawai)
    baris = baris_bulan(klien.get(DAFTAR), "Februari")
    assert "Pengisian dibuka kembali sampai 20 Maret 2026 pukul 23.59 WITA: Sakit dan dirawat" in baris
    assert "Isi Realisasi" in baris
    for kunci in ("kunci-isi-1", "kunci-isi-1", "kunci-isi-2"):
        assert klien.post(LEMBAR + "isi_realisasi/", {"kunci": kunci})["Location"] == LEMBAR
    realisasi = RealisasiBulanan.objects.get(bulan=2)
    assert (realisasi.status, realisasi.daftar_baris.count()) == ("DRAF", 2)
    assert klien.post(LEMBAR + "ajukan/", isian(realisasi)).status_code == 302
    assert segar(realisasi).status == "PENILAIAN_HASIL_KERJA"


def test_tidak_dinilai_bukan_salah_pegawai(diajukan, pukul):
    services.tutup_bulan(pada=wita(3, 13, 1))
    pukul(wita(3, 13, 2))
    klien = masuk(diajukan.pegawai)
    for halaman in (baris_bulan(klien.get(DAFTAR), "Februari"), teks(klien.get(LEMBAR))):
        assert f"tidak dinilai {diajukan.penilai.nama} sampai batas penilaian" in halaman
        assert "Ini bukan kelalaian Anda." in halaman


# --- a draft outside the window -------------------------------------------------------------------------------------


@pytest.mark.parametrize("saat", [wita(1, 31, 23, 59, 59), wita(3, 11, 0)])
def test_draf_di_luar_bulannya_ditolak(skp, pukul, saat):
    pukul(saat)
    assert masuk(skp.pegawai).post(LEMBAR + "isi_realisasi/", {"kunci": "kunci-isi-1"}).status_code == 409
    assert not RealisasiBulanan.objects.exists()


def test_draf_ditulis_sebelum_jadwal_dan_diajukan_di_dalamnya(skp, pukul):
    klien = masuk(skp.pegawai)
    pukul(wita(2, 28, 23, 59, 59))
    klien.post(LEMBAR + "isi_realisasi/", {"kunci": "kunci-isi-1"})
    realisasi = RealisasiBulanan.objects.get()
    assert "Jadwal pengisian dimulai 1 Maret 2026 pukul 00.00 WITA" in teks(klien.get(LEMBAR))
    assert klien.post(LEMBAR + "ajukan/", isian(realisasi)).status_code == 409
    assert isi_tersimpan(realisasi) == [(Decimal(5), TAUTAN)] * 2
    assert "Lanjutkan draf" in baris_bulan(klien.get(DAFTAR + "?tahun=2026"), "Februari")
    pukul(wita(3, 1, 0))
    assert klien.post(LEMBAR + "ajukan/", isian(segar(realisasi))).status_code == 302


# --- activities -------------------------------------------------------------------------------------------------------


def test_aktivitas_dihitung_langsung_lalu_dibekukan(draf):
    """Scenario 21: what is entered after the submission is not counted."""
    pertama = draf.daftar_baris.order_by("pk").first()
    klien = masuk(draf.pegawai)
    for jam in (8, 9, 10):
        catat(draf, pertama.indikator_id, jam=jam)
    halaman = teks(klien.get(LEMBAR))
    tautan = f'href="/kerja/aktivitas/2026/2/?indikator={pertama.indikator_id}">3<'
    assert (tautan in halaman, "Total Aktivitas</dt><dd" in halaman) == (True, True)
    klien.post(LEMBAR + "ajukan/", isian(draf))
    catat(draf, pertama.indikator_id, jam=11)
    draf = segar(draf)
    assert (draf.jumlah_aktivitas, [b.jumlah_aktivitas for b in draf.baris_terurut()]) == (3, [3, 0])
    assert tautan in teks(klien.get(LEMBAR))


def test_tugas_kedinasan_lain_mendapat_baris(draf):
    lain = draf.skp.indikator_kedinasan_lain
    klien = masuk(draf.pegawai)
    catat(draf, lain.pk)
    assert "Ada 1 aktivitas tugas kedinasan lain bulan ini." in teks(klien.get(LEMBAR))
    jawaban = klien.post(LEMBAR + "ajukan/", isian(draf))
    assert (jawaban.status_code, segar(draf).status) == (302, "DRAF")
    halaman = teks(klien.get(LEMBAR))
    assert "barisnya ditambahkan di bawah" in halaman
    assert "3</td>" not in halaman
    assert "Tugas kedinasan lain</h3>" in halaman.replace("2. ", "")
    assert klien.post(LEMBAR + "ajukan/", isian(segar(draf), nilai={2: "Menghadiri apel"})).status_code == 302
    assert list(draf.daftar_baris.order_by("pk").values_list("nilai_teks", "jumlah_aktivitas")) == [
        ("", 0),
        ("", 0),
        ("Menghadiri apel", 1),
    ]
    halaman = teks(klien.get(LEMBAR))
    assert "<strong>Menghadiri apel</strong>" in halaman


# --- words -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def bersatuan_kata(db, pukul):
    """The second indicator's target is in words."""
    skp = skp_konsep(PegawaiFactory())
    oleh = skp.pegawai.pengguna
    indikator = skp.daftar_rhk.get().daftar_indikator.last()
    skp_services.ubah_indikator(
        skp, oleh=oleh, pada=JANUARI, indikator=indikator.pk, uraian="Waktu penyelesaian",
        perspektif="PROSES_BISNIS", target=None, target_teks="1 minggu", satuan="",
    )  # fmt: skip
    skp_services.ajukan(skp, oleh=oleh, pada=JANUARI, catatan="Mohon.")
    isi_ekspektasi(skp)
    skp_services.terima(skp, oleh=skp.penilai.pengguna, pada=JANUARI, catatan="Setuju.")
    realisasi = realisasi_draf(skp=skp)
    pukul(DALAM)
    return realisasi


@pytest.mark.parametrize(
    ("diketik", "tersimpan"),
    [
        ("6 hari kerja", (None, "6 hari kerja")),
        ("1 minggu", (None, "1 minggu")),
        ("1.234,5", (Decimal("1234.50"), "")),
        ("0", (Decimal(0), "")),
        ("", (None, "")),
    ],
)
def test_target_kata_menerima_kata_atau_bilangan(bersatuan_kata, diketik, tersimpan):
    klien = masuk(bersatuan_kata.pegawai)
    assert klien.post(LEMBAR + "simpan/", isian(bersatuan_kata, nilai={1: diketik})).status_code == 302
    baris = bersatuan_kata.daftar_baris.order_by("pk").last()
    assert (baris.nilai, baris.nilai_teks) == tersimpan


@pytest.mark.parametrize("salah", ["-", "-3", "x" * 201, "12,345"])
def test_target_kata_menolak_yang_bukan_keduanya(bersatuan_kata, salah):
    jawaban = masuk(bersatuan_kata.pegawai).post(LEMBAR + "simpan/", isian(bersatuan_kata, nilai={1: salah}))
    baris = bersatuan_kata.daftar_baris.order_by("pk").last()
    assert (jawaban.status_code, baris.isi, f'value="{salah}"' in teks(jawaban)) == (422, None, True)


def test_target_bilangan_menolak_kata(bersatuan_kata):
    jawaban = masuk(bersatuan_kata.pegawai).post(
        LEMBAR + "simpan/", isian(bersatuan_kata, nilai={0: "banyak"})
    )
    assert jawaban.status_code == 422


def test_kata_dengan_strip_ditolak_dan_nol_diterima(bersatuan_kata):
    klien = masuk(bersatuan_kata.pegawai)
    kata = isian(bersatuan_kata, nilai={1: "1 minggu"}, bukti={1: "-"})
    assert klien.post(LEMBAR + "ajukan/", kata).status_code == 422
    nol = isian(segar(bersatuan_kata), nilai={1: "0"}, bukti={1: "-"})
    assert klien.post(LEMBAR + "ajukan/", nol).status_code == 302


# --- the receipt ----------------------------------------------------------------------------------------------------


def halaman_pdf(jawaban) -> str:
    isi = " ".join(h.extract_text() for h in PdfReader(BytesIO(jawaban.content)).pages)
    return re.sub(r"\s+", " ", isi.replace("\u200b", ""))


def test_tanda_terima_belum_ada_sebelum_diajukan(draf):
    assert masuk(draf.pegawai).get(LEMBAR + "tanda_terima/").status_code == 404


def test_tanda_terima_milik_sendiri_saja(diajukan):
    for orang in (diajukan.penilai, PegawaiFactory()):
        assert masuk(orang).get(LEMBAR + "tanda_terima/").status_code == 404


def test_tanda_terima_menyebut_apa_yang_diajukan_juga_bertahun_kemudian(draf, pukul):
    klien = masuk(draf.pegawai)
    pertama = draf.daftar_baris.order_by("pk").first()
    catat(draf, pertama.indikator_id)
    klien.post(LEMBAR + "ajukan/", isian(draf, nilai={0: "1.234,5"}, catatan_penilai='#import "x" & <b>'))
    tanda, draf = Riwayat.objects.get(jenis="realisasi.diajukan"), segar(draf)
    pukul(wita(6, 1, tahun=2028))
    klien = masuk(draf.pegawai)
    jawaban = klien.get(LEMBAR + "tanda_terima/")
    assert jawaban["Content-Type"] == "application/pdf"
    assert "no-store" in jawaban["Cache-Control"]
    isi = halaman_pdf(jawaban)
    for potongan in (
        "FEBRUARI 2026",
        f"Nomor tanda terima {tanda.nomor}",
        "5 Maret 2026 pukul 10.00.00 WITA",
        tanda.hash,
        draf.pegawai.nama,
        draf.penilai.nama,
        "1.234,5",
        "Total Aktivitas: 1",
        '#import "x" & <b>',
    ):
        assert potongan in isi
    halaman = teks(klien.get(LEMBAR))
    assert f'<dd class="besar">{tanda.nomor}</dd>' in halaman
    assert tanda.hash in halaman


def test_tanda_terima_sesudah_diajukan_lagi_yang_terakhir(diajukan):
    klien = masuk(diajukan.pegawai)
    klien.post(LEMBAR + "tarik_kembali/", {"kunci": "kunci-tarik-1", "versi": diajukan.versi})
    assert klien.get(LEMBAR + "tanda_terima/").status_code == 404
    klien.post(LEMBAR + "ajukan/", isian(segar(diajukan)))
    lama, baru = Riwayat.objects.filter(jenis="realisasi.diajukan").order_by("nomor")
    isi = halaman_pdf(klien.get(LEMBAR + "tanda_terima/"))
    assert (baru.hash in isi, lama.hash in isi) == (True, False)


# --- taking back, and being returned ------------------------------------------------------------------------------


def test_tarik_kembali_bertanya_dahulu_lalu_menjadi_draf(diajukan):
    klien = masuk(diajukan.pegawai)
    assert "tarik_kembali/" in teks(klien.get(LEMBAR))
    sebelum = keadaan(diajukan)
    halaman = teks(klien.get(LEMBAR + "tarik_kembali/"))
    assert "paling lambat 10 Maret 2026 pukul 23.59 WITA" in halaman
    assert keadaan(diajukan) == sebelum
    for _ in range(2):
        kiriman = {"kunci": "kunci-tarik-1", "versi": diajukan.versi}
        assert klien.post(LEMBAR + "tarik_kembali/", kiriman)["Location"] == LEMBAR
    ditarik = segar(diajukan)
    assert (ditarik.status, ditarik.diajukan_pada, ditarik.penilai) == ("DRAF", None, None)
    assert isi_tersimpan(ditarik) == [(Decimal(5), "https://drive.google.com/contoh")] * 2
    assert Riwayat.objects.filter(jenis="realisasi.ditarik_kembali").count() == 1


@pytest.mark.parametrize("saat", [wita(3, 11, 0), datetime(2026, 3, 10, 16, 30, tzinfo=UTC)])
def test_tarik_kembali_sesudah_batas_ditolak(diajukan, pukul, saat):
    pukul(saat)
    klien = masuk(diajukan.pegawai)
    sebelum = keadaan(diajukan)
    kiriman = {"kunci": "kunci-tarik-1", "versi": diajukan.versi}
    assert klien.post(LEMBAR + "tarik_kembali/", kiriman).status_code == 409
    assert klien.get(LEMBAR + "tarik_kembali/").status_code == 409
    assert ("tarik_kembali/" in teks(klien.get(LEMBAR)), keadaan(diajukan)) == (False, sebelum)


def test_tarik_kembali_yang_sudah_dinilai_ditolak(db, pukul):
    realisasi = realisasi_selesai(PegawaiFactory())
    pukul(DALAM)
    klien, sebelum = masuk(realisasi.pegawai), keadaan(realisasi)
    kiriman = {"kunci": "kunci-tarik-1", "versi": realisasi.versi}
    assert klien.post(LEMBAR + "tarik_kembali/", kiriman).status_code in (409, 422)
    assert "tarik_kembali/" not in teks(klien.get(LEMBAR))
    assert keadaan(realisasi) == sebelum


def test_tarik_kembali_orang_lain_404(diajukan):
    kiriman = {"kunci": "kunci-tarik-1", "versi": diajukan.versi}
    for orang in (diajukan.penilai, PegawaiFactory()):
        assert masuk(orang).post(LEMBAR + "tarik_kembali/", kiriman).status_code == 404


def test_tarik_kembali_dapat_dimatikan(diajukan, settings):
    settings.TARIK_KEMBALI = False
    klien = masuk(diajukan.pegawai)
    kiriman = {"kunci": "kunci-tarik-1", "versi": diajukan.versi}
    assert klien.post(LEMBAR + "tarik_kembali/", kiriman).status_code == 422
    assert "tarik_kembali/" not in teks(klien.get(LEMBAR))


def test_dikembalikan_catatannya_di_atas_draf_sampai_diajukan_lagi(diajukan):
    services.kembalikan(diajukan, oleh=diajukan.penilai.pengguna, pada=DALAM, catatan="Bukti kedua keliru.")
    klien = masuk(diajukan.pegawai)
    assert "Bukti kedua keliru." in teks(klien.get(LEMBAR))
    klien.post(LEMBAR + "ajukan/", isian(segar(diajukan)))
    services.tarik_kembali(segar(diajukan), oleh=diajukan.pegawai.pengguna, pada=DALAM)
    assert "Bukti kedua keliru." not in teks(klien.get(LEMBAR))


# --- the penilai's texts are his until he gives them ----------------------------------------------------------------

RAHASIA_HASIL, RAHASIA_PERILAKU = "Umpan balik yang belum diberikan", "Perilaku yang belum diberikan"


def simpan_umpan_balik(realisasi) -> None:
    services.simpan_umpan_balik(
        realisasi,
        oleh=realisasi.penilai.pengguna,
        pada=DALAM,
        semua=RAHASIA_HASIL,
        perilaku={n.kode: RAHASIA_PERILAKU for n in NilaiBerakhlak.objects.all()},
    )


def semua_bacaan(realisasi) -> str:
    """Everything that somebody other than the penilai can open of this report."""
    pemilik, bacaan = masuk(realisasi.pegawai), []
    bacaan += [teks(pemilik.get(a)) for a in (LEMBAR, DAFTAR, f"/kerja/penilaian/realisasi/{realisasi.pk}/")]
    if realisasi.diajukan_pada:
        bacaan.append(halaman_pdf(pemilik.get(LEMBAR + "tanda_terima/")))
    verifikatur, bkd = PegawaiFactory(), jadikan_admin_bkd(PegawaiFactory().pengguna)
    beri_wilayah(verifikatur.pengguna, realisasi.perangkat_daerah, "verifikasi_perangkatdaerah")
    for orang in (verifikatur, bkd):
        klien = masuk(orang)
        bacaan.append(teks(klien.get(f"/kerja/penilaian/realisasi/{realisasi.pk}/")))
        bacaan.append(teks(klien.get(f"/realisasi/realisasibulanan/{realisasi.pk}/change/", follow=True)))
    return " ".join(bacaan)


def test_umpan_balik_tidak_terbaca_sebelum_diberikan(diajukan):
    simpan_umpan_balik(diajukan)
    isi = semua_bacaan(segar(diajukan))
    assert (RAHASIA_HASIL in isi, RAHASIA_PERILAKU in isi) == (False, False)
    assert "umpan_balik_disimpan" not in isi
    services.nilai_hasil_kerja(
        diajukan := segar(diajukan),
        oleh=diajukan.penilai.pengguna,
        pada=DALAM,
        umpan_balik={b.pk: RAHASIA_HASIL for b in diajukan.daftar_baris.all()},
        rating="SESUAI",
        konfirmasi=True,
    )
    isi = semua_bacaan(segar(diajukan))
    assert (RAHASIA_HASIL in isi, RAHASIA_PERILAKU in isi) == (True, False)


@pytest.mark.parametrize("jalan", ["tarik_kembali", "kembalikan", "tutup"])
def test_umpan_balik_tidak_terbaca_sesudah_jalan_lain(diajukan, pukul, jalan):
    simpan_umpan_balik(diajukan)
    diajukan = segar(diajukan)
    if jalan == "tutup":
        services.tutup_bulan(pada=wita(3, 13, 1))
    elif jalan == "kembalikan":
        services.kembalikan(diajukan, oleh=diajukan.penilai.pengguna, pada=DALAM, catatan="Perbaiki.")
    else:
        services.tarik_kembali(diajukan, oleh=diajukan.pegawai.pengguna, pada=DALAM)
    isi = semua_bacaan(segar(diajukan))
    assert (RAHASIA_HASIL in isi, RAHASIA_PERILAKU in isi) == (False, False)


def test_yang_menilai_atasan_dan_perubahan_disebut(db, pukul):
    realisasi = realisasi_selesai(PegawaiFactory())
    services.ubah_penilaian(
        realisasi,
        oleh=realisasi.penilai.pengguna,
        pada=DALAM,
        rating_hasil="DI_ATAS",
        rating_perilaku="DI_ATAS",
        alasan="Bukti dukung yang sah baru terbaca. " * 8,
    )
    pukul(DALAM)
    halaman = teks(masuk(realisasi.pegawai).get(LEMBAR))
    assert "Perubahan penilaian" in halaman
    assert "Bukti dukung yang sah baru terbaca." in halaman
    assert "<strong>Baik</strong>" in halaman
    assert "<strong>Sangat Baik</strong>" in halaman


# --- a session that ended in between ---------------------------------------------------------------------------------


def masuk_lewat_halaman(klien: Client, pegawai, tujuan: str):
    pegawai.pengguna.set_password(SANDI)
    pegawai.pengguna.save()
    isi = {"username": pegawai.pengguna.username, "password": SANDI}
    return klien.post(tujuan, isi)


@pytest.mark.parametrize("tindakan", ["simpan/", "ajukan/"])
def test_sesi_berakhir_isian_menunggu_pemiliknya(draf, tindakan):
    klien, sebelum = Client(), keadaan(draf)
    kiriman = isian(draf, nilai={0: "7", 1: "lima"}, catatan_penilai="Ketikan setengah jam")
    jawaban = klien.post(LEMBAR + tindakan, kiriman)
    assert (jawaban.status_code, jawaban["Location"]) == (302, f"/login/?next={LEMBAR}")
    assert masuk_lewat_halaman(klien, draf.pegawai, jawaban["Location"])["Location"] == LEMBAR
    halaman = teks(klien.get(LEMBAR))
    for potongan in ("Sesi Anda berakhir", 'value="7"', 'value="lima"', "Ketikan setengah jam"):
        assert potongan in halaman
    assert f'name="versi" value="{draf.versi}"' in halaman
    assert keadaan(draf)[:3] == sebelum[:3]
    assert "Ketikan setengah jam" not in teks(klien.get(LEMBAR))


def test_sesi_berakhir_isian_orang_lain_tidak_ditampilkan(draf):
    rekan, klien = realisasi_draf(PegawaiFactory()), Client()
    jawaban = klien.post(LEMBAR + "simpan/", isian(draf, catatan_penilai="Milik orang lain"))
    masuk_lewat_halaman(klien, rekan.pegawai, jawaban["Location"])
    halaman = teks(klien.get(LEMBAR))
    assert ("Milik orang lain" in halaman, "Sesi Anda berakhir" in halaman) == (False, False)


def test_sesi_berakhir_isian_lama_tidak_diingat(draf, pukul):
    klien = Client()
    jawaban = klien.post(LEMBAR + "simpan/", isian(draf, catatan_penilai="Satu jam lalu"))
    pukul(wita(3, 5, 11, 0, 1))
    masuk_lewat_halaman(klien, draf.pegawai, jawaban["Location"])
    assert "Satu jam lalu" not in teks(klien.get(LEMBAR))


def test_kiriman_tanpa_sesi_dan_tanpa_token_tidak_disimpan(draf):
    klien = Client(enforce_csrf_checks=True)
    assert klien.post(LEMBAR + "simpan/", isian(draf)).status_code == 403
    assert "titipan" not in klien.session


def test_kiriman_tanpa_sesi_yang_terlalu_besar_tidak_disimpan(draf):
    klien = Client()
    klien.post(LEMBAR + "simpan/", isian(draf, catatan_penilai="x" * 40_000))
    assert "titipan" not in klien.session


# --- weight and queries -------------------------------------------------------------------------------------------------


def kueri(klien, alamat=LEMBAR) -> int:
    klien.get(alamat)
    with CaptureQueriesContext(connection) as daftar:
        assert klien.get(alamat).status_code == 200
    return len(daftar)


@pytest.mark.parametrize("banyak", [1, 3])
def test_kueri_lembar_dan_hasil_tetap(db, pukul, banyak):
    pukul(DALAM)
    skp = skp_disetujui(PegawaiFactory(), isi={"Rencana": [f"Indikator {n}" for n in range(banyak)]})
    realisasi = realisasi_draf(skp=skp)
    catat(skp, realisasi.daftar_baris.first().indikator_id)
    klien = masuk(skp.pegawai)
    lembar = kueri(klien)
    klien.post(LEMBAR + "ajukan/", isian(realisasi))
    assert (lembar, kueri(klien), kueri(klien, DAFTAR)) == (KUERI_LEMBAR, KUERI_HASIL, KUERI_DAFTAR)


KUERI_LEMBAR, KUERI_HASIL, KUERI_DAFTAR = 9, 9, 6


def test_desember_diajukan_januari(skp, pukul):
    desember = realisasi_draf(skp=skp, bulan=Bulan(2026, 12), pada=wita(1, 5, tahun=2027))
    pukul(wita(1, 5, tahun=2027))
    klien = masuk(skp.pegawai)
    assert klien.post("/kerja/realisasi/2026/12/ajukan/", isian(desember)).status_code == 302
    assert segar(desember).status == "PENILAIAN_HASIL_KERJA"
