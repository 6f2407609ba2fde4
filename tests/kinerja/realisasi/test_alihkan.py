"""Reassignment by the pengelola of the office or BKD: what is listed, to whom it goes, who hears; never the contents."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinerja.dokumen.models import Riwayat
from kinerja.kepegawaian.models import Pegawai
from kinerja.notifikasi.models import Notifikasi
from kinerja.realisasi import services
from tests.factories import (
    PegawaiFactory,
    PenggunaFactory,
    beri_wilayah,
    jadikan_admin_bkd,
    realisasi_diajukan,
    realisasi_selesai,
    skp_disetujui,
    tunjuk_penilai,
)
from tests.kinerja.realisasi.conftest import DALAM, isian_hasil, keadaan, masuk, segar, wita

DAFTAR = "/kerja/pengalihan-penilai/"
ALIHKAN = f"{DAFTAR}alihkan_penilai/"
ALASAN = "Penilai pensiun sejak 5 Maret 2026."


def teks(jawaban) -> str:
    return re.sub(r"\s+", " ", jawaban.content.decode())


def ganti_penilai(realisasi) -> Pegawai:
    """The holder retires; somebody else is designated from that day on."""
    Pegawai.objects.filter(pk=realisasi.penilai_id).update(status=Pegawai.Status.PENSIUN)
    riwayat = realisasi.skp.riwayat_jabatan
    riwayat.daftar_penilai.update(selesai=wita(3, 4).date())
    baru = PegawaiFactory(perangkat_daerah=realisasi.perangkat_daerah)
    tunjuk_penilai(riwayat, baru, mulai=wita(3, 5).date())
    return baru


def isian(*daftar, **lain) -> dict:
    data = {"kunci": str(uuid4()), "alasan": ALASAN, "realisasi": [r.pk for r in daftar]}
    return data | {f"versi_{r.pk}": r.versi for r in daftar} | lain


@pytest.fixture
def diajukan(db, pukul):
    realisasi = realisasi_diajukan(PegawaiFactory())
    pukul(DALAM)
    return realisasi


@pytest.fixture
def baru(diajukan):
    return ganti_penilai(diajukan)


@pytest.fixture
def pengelola(diajukan):
    orang = PegawaiFactory(perangkat_daerah=diajukan.perangkat_daerah)
    beri_wilayah(orang.pengguna, diajukan.perangkat_daerah, "kelola_perangkatdaerah")
    return orang


@pytest.mark.parametrize("peran", ["rekan", "penilai", "penilai baru", "pemilik", "verifikatur"])
def test_bukan_pengurus_tidak_masuk(diajukan, baru, peran):
    orang = {
        "penilai": diajukan.penilai,
        "penilai baru": baru,
        "pemilik": diajukan.pegawai,
    }.get(peran) or PegawaiFactory(perangkat_daerah=diajukan.perangkat_daerah)
    if peran == "verifikatur":
        beri_wilayah(orang.pengguna, diajukan.perangkat_daerah, "verifikasi_perangkatdaerah")
    klien, sebelum = masuk(orang), keadaan(diajukan)
    assert klien.get(DAFTAR).status_code == 403
    assert klien.get(ALIHKAN).status_code == 403
    assert klien.post(ALIHKAN, isian(diajukan)).status_code == 403
    assert keadaan(diajukan) == sebelum


def test_pengelola_opd_lain_tidak_melihat(diajukan, baru):
    orang = PegawaiFactory()
    beri_wilayah(orang.pengguna, orang.perangkat_daerah, "kelola_perangkatdaerah")
    klien, sebelum = masuk(orang), keadaan(diajukan)
    assert diajukan.pegawai.nama not in teks(klien.get(DAFTAR))
    assert klien.get(ALIHKAN, {"realisasi": diajukan.pk}).status_code == 404
    assert klien.post(ALIHKAN, isian(diajukan)).status_code == 404
    assert keadaan(diajukan) == sebelum


def test_pengelola_tidak_mengalihkan_miliknya_sendiri(diajukan, baru):
    beri_wilayah(diajukan.pegawai.pengguna, diajukan.perangkat_daerah, "kelola_perangkatdaerah")
    klien, sebelum = masuk(diajukan.pegawai), keadaan(diajukan)
    assert "Tidak ada realisasi yang perlu dialihkan." in teks(klien.get(DAFTAR))
    assert klien.post(ALIHKAN, isian(diajukan)).status_code == 404
    assert keadaan(diajukan) == sebelum


def test_tidak_kepada_diri_sendiri(diajukan, baru):
    beri_wilayah(baru.pengguna, diajukan.perangkat_daerah, "kelola_perangkatdaerah")
    klien, sebelum = masuk(baru), keadaan(diajukan)
    halaman = teks(klien.get(DAFTAR))
    assert "Pengalihan kepada diri sendiri dilakukan orang lain." in halaman
    assert "Pengalihan kepada diri sendiri" in teks(klien.post(ALIHKAN, isian(diajukan), follow=True))
    assert keadaan(diajukan) == sebelum


@pytest.mark.parametrize("alasan", ["", "   ", "a" * 19, "<b>" + "a" * 19 + "</b>", "a" * 15 + " " * 20])
def test_tanpa_alasan_ditolak(diajukan, baru, pengelola, alasan):
    sebelum = keadaan(diajukan)
    jawaban = masuk(pengelola).post(ALIHKAN, isian(diajukan, alasan=alasan))
    assert (jawaban.status_code, keadaan(diajukan)) == (422, sebelum)
    assert f"kepada <strong>{baru.nama}</strong>" in teks(jawaban)


def test_penilai_yang_masih_ditunjuk_tidak_didaftar(diajukan, pengelola):
    klien, sebelum = masuk(pengelola), keadaan(diajukan)
    assert "Tidak ada realisasi yang perlu dialihkan." in teks(klien.get(DAFTAR))
    halaman = teks(klien.post(ALIHKAN, isian(diajukan), follow=True))
    assert f"{diajukan.penilai} masih dapat menilai; realisasi dialihkan hanya bila ia tidak aktif" in halaman
    assert keadaan(diajukan) == sebelum


def test_definitif_yang_hanya_diganti_menyelesaikan_sendiri(diajukan, pengelola):
    """A pengelola may not take a report from who can still rate it, to give it to a friend."""
    ganti_penilai(diajukan)
    Pegawai.objects.filter(pk=diajukan.penilai_id).update(status=Pegawai.Status.AKTIF)
    klien, sebelum = masuk(pengelola), keadaan(diajukan)
    assert "Tidak ada realisasi yang perlu dialihkan." in teks(klien.get(DAFTAR))
    assert "masih dapat menilai" in teks(klien.get(ALIHKAN, {"realisasi": diajukan.pk}))
    assert "masih dapat menilai" in teks(klien.post(ALIHKAN, isian(diajukan), follow=True))
    assert keadaan(diajukan) == sebelum


def test_plt_yang_masih_bertugas_menyelesaikan_sendiri(db, pukul):
    skp = skp_disetujui(PegawaiFactory())
    skp.riwayat_jabatan.daftar_penilai.update(selesai=wita(3, 1).date())
    surat = {"peran": "PLT", "surat": "800/1", "mulai": wita(3, 2).date(), "selesai": wita(3, 6).date()}
    tunjuk_penilai(skp.riwayat_jabatan, PegawaiFactory(), **surat)
    realisasi = realisasi_diajukan(skp=skp)
    bkd = jadikan_admin_bkd(PegawaiFactory().pengguna)
    tunjuk_penilai(skp.riwayat_jabatan, PegawaiFactory(), mulai=wita(3, 7).date())
    pukul(wita(3, 6, 23, 59, 59))
    assert "Tidak ada realisasi yang perlu dialihkan." in teks(masuk(bkd).get(DAFTAR))
    assert "masih dapat menilai" in teks(masuk(bkd).post(ALIHKAN, isian(realisasi), follow=True))
    pukul(wita(3, 7, 0, 0, 0))
    assert realisasi.pegawai.nama in teks(masuk(bkd).get(DAFTAR))
    assert "dialihkan kepada" in teks(masuk(bkd).post(ALIHKAN, isian(realisasi), follow=True))


def test_bulan_tidak_dinilai_dialihkan_dari_yang_sudah_diganti(diajukan, pengelola, pukul):
    """He had his time; who is designated now gets it when the month is opened again."""
    baru = ganti_penilai(diajukan)
    Pegawai.objects.filter(pk=diajukan.penilai_id).update(status=Pegawai.Status.AKTIF)
    services.tutup_bulan(pada=wita(3, 13, 1))
    kini = segar(diajukan)
    assert kini.status == "TIDAK_DINILAI"
    pukul(wita(3, 17))
    klien = masuk(pengelola)
    assert diajukan.pegawai.nama in teks(klien.get(DAFTAR))
    klien.post(ALIHKAN, isian(kini))
    assert (segar(diajukan).penilai, segar(diajukan).status) == (baru, "TIDAK_DINILAI")


def test_isian_pengalihan_sesudah_sesi_berakhir_menunggu(diajukan, baru, pengelola):
    klien, sebelum = masuk(pengelola), keadaan(diajukan)
    klien.logout()
    jawaban = klien.post(ALIHKAN, isian(diajukan))
    assert (jawaban.status_code, jawaban["Location"].endswith(f"next={ALIHKAN}")) == (302, True)
    klien.force_login(pengelola.pengguna)
    jawaban = klien.get(ALIHKAN)
    halaman = teks(jawaban)
    assert (jawaban.status_code, keadaan(diajukan)) == (200, sebelum)
    for bagian in (f"{ALASAN}</textarea>", "belum tersimpan", "Akan dialihkan: 1 laporan"):
        assert bagian in halaman
    assert ALASAN not in teks(klien.get(ALIHKAN))


def test_pensiun_tanpa_pengganti_didaftar_tetapi_belum_dapat_dialihkan(diajukan, pengelola):
    Pegawai.objects.filter(pk=diajukan.penilai_id).update(status=Pegawai.Status.PENSIUN)
    klien = masuk(pengelola)
    halaman = teks(klien.get(DAFTAR))
    assert "Tidak aktif (Pensiun)" in halaman
    assert "Tetapkan dahulu pejabat penilai yang baru" in halaman
    assert 'type="checkbox"' not in halaman


def test_yang_selesai_tidak_didaftar(db, pukul):
    realisasi = realisasi_selesai(PegawaiFactory())
    pukul(DALAM)
    ganti_penilai(realisasi)
    orang = jadikan_admin_bkd(PegawaiFactory().pengguna)
    assert realisasi.pegawai.nama not in teks(masuk(orang).get(DAFTAR))
    assert "tidak dapat" in teks(masuk(orang).post(ALIHKAN, isian(realisasi), follow=True)).lower()
    assert segar(realisasi).penilai == realisasi.penilai


def test_daftar_tanpa_isi_laporan(diajukan, baru, pengelola):
    diajukan.daftar_baris.update(bukti="https://drive.google.com/KNR-bukti", umpan_balik="KNR-umpan")
    type(diajukan).objects.filter(pk=diajukan.pk).update(catatan="KNR-catatan")
    klien = masuk(pengelola)
    for halaman in (teks(klien.get(DAFTAR)), teks(klien.get(ALIHKAN, {"realisasi": diajukan.pk}))):
        for nama in (diajukan.pegawai.nama, "Februari 2026", diajukan.penilai.nama, baru.nama):
            assert nama in halaman
        assert "KNR-" not in halaman
    assert klien.get(f"/kerja/penilaian/realisasi/{diajukan.pk}/").status_code == 404


@pytest.mark.parametrize("peran", ["pengelola", "bkd"])
def test_dialihkan_yang_baru_menilai_yang_lama_tidak(diajukan, baru, pengelola, peran):
    """Scenario 40: with a reason; the record shows it; all three hear."""
    orang = pengelola.pengguna if peran == "pengelola" else jadikan_admin_bkd(PegawaiFactory().pengguna)
    lama = diajukan.penilai
    jawaban = masuk(orang).post(ALIHKAN, isian(diajukan), follow=True)
    assert f"dialihkan kepada {baru.nama}" in teks(jawaban)
    kini, tanda = segar(diajukan), Riwayat.objects.get(jenis="realisasi.penilai_dialihkan")
    assert (kini.penilai, kini.status) == (baru, "PENILAIAN_HASIL_KERJA")
    assert (tanda.oleh, tanda.catatan, tanda.rincian) == (
        orang, ALASAN, {"dari": lama.pk, "kepada": baru.pk},
    )  # fmt: skip
    kabar = Notifikasi.objects.filter(riwayat=tanda).values_list("pengguna", "judul")
    nama = diajukan.pegawai.nama
    assert set(kabar) == {
        (
            lama.pengguna_id,
            f"Penilaian realisasi Februari 2026 {nama} dialihkan dari Anda kepada {baru.nama}.",
        ),
        (baru.pengguna_id, f"Realisasi Februari 2026 {nama} dialihkan kepada Anda. Menunggu penilaian Anda."),
        (diajukan.pegawai.pengguna_id, f"Pejabat penilai realisasi Februari 2026 Anda sekarang {baru.nama}."),
    }
    nilai = f"/kerja/penilaian/realisasi/{diajukan.pk}/nilai_hasil_kerja/"
    assert masuk(lama).post(nilai, isian_hasil(kini)).status_code == 404
    assert masuk(baru).post(nilai, isian_hasil(kini)).status_code == 302


def test_beberapa_sekaligus_yang_tidak_bisa_dilewati(diajukan, baru, pengelola):
    tetap = realisasi_diajukan(PegawaiFactory(perangkat_daerah=diajukan.perangkat_daerah))
    klien = masuk(pengelola)
    pratinjau = teks(klien.get(ALIHKAN, {"realisasi": [diajukan.pk, tetap.pk]}))
    assert "Akan dialihkan: 1 laporan" in pratinjau
    assert "Dilewati: 1 laporan" in pratinjau
    data = isian(diajukan, tetap)
    halaman = teks(klien.post(ALIHKAN, data, follow=True))
    assert f"{tetap.pegawai.nama} dilewati." in halaman
    assert (segar(diajukan).penilai, segar(tetap).penilai) == (baru, tetap.penilai)
    klien.post(ALIHKAN, data)
    assert Riwayat.objects.filter(jenis="realisasi.penilai_dialihkan").count() == 1


def test_versi_lama_dilewati(diajukan, baru, pengelola):
    sebelum = keadaan(diajukan)
    data = isian(diajukan) | {f"versi_{diajukan.pk}": diajukan.versi - 1}
    assert "Data sudah berubah" in teks(masuk(pengelola).post(ALIHKAN, data, follow=True))
    assert keadaan(diajukan) == sebelum


def test_plt_dengan_surat_baru(db, pukul):
    """The Plt.'s letter ended and another began: the report is his again only when somebody says so."""
    skp = skp_disetujui(PegawaiFactory())
    skp.riwayat_jabatan.daftar_penilai.update(selesai=wita(3, 1).date())
    plt = PegawaiFactory()
    surat = {"peran": "PLT", "surat": "800/1"}
    tunjuk_penilai(skp.riwayat_jabatan, plt, mulai=wita(3, 2).date(), selesai=wita(3, 6).date(), **surat)
    realisasi = realisasi_diajukan(skp=skp)
    tunjuk_penilai(skp.riwayat_jabatan, plt, mulai=wita(3, 7).date(), selesai=wita(3, 31).date(), **surat)
    pukul(wita(3, 8))
    antrean = teks(masuk(plt).get("/kerja/penilaian/realisasi/"))
    assert "Masa tugas Plt. Anda berakhir; pengelola dapat mengalihkannya." in antrean
    assert "Isi Penilaian" not in antrean
    bkd = masuk(jadikan_admin_bkd(PegawaiFactory().pengguna))
    assert "Masa tugas Plt. berakhir" in teks(bkd.get(DAFTAR))
    assert bkd.post(ALIHKAN, isian(realisasi)).status_code == 302
    nilai = f"/kerja/penilaian/realisasi/{realisasi.pk}/nilai_hasil_kerja/"
    assert masuk(plt).post(nilai, isian_hasil(segar(realisasi))).status_code == 302


@pytest.mark.parametrize("banyaknya", [1, 3])
def test_daftar_jumlah_kueri_tetap(db, pukul, banyaknya):
    opd = PegawaiFactory().perangkat_daerah
    orang = PegawaiFactory(perangkat_daerah=opd)
    beri_wilayah(orang.pengguna, opd, "kelola_perangkatdaerah")
    for _ in range(banyaknya):
        ganti_penilai(realisasi_diajukan(PegawaiFactory(perangkat_daerah=opd)))
    pukul(DALAM)
    klien = masuk(orang)
    klien.get(DAFTAR)
    with CaptureQueriesContext(connection) as kueri:
        halaman = teks(klien.get(DAFTAR))
    assert halaman.count('name="realisasi"') == banyaknya
    peran = [q for q in kueri if "_groups" in q["sql"] or "kewenanganwilayah" in q["sql"]]
    assert len(kueri) - len(peran) == KUERI_DAFTAR


KUERI_DAFTAR = 7


def test_akun_tanpa_pegawai_bukan_pengurus(db):
    assert masuk(PenggunaFactory(is_superuser=True)).get(DAFTAR).status_code == 403
