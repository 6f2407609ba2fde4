"""The safety net: the penilai's superior sees always what waits, and rates on the last day only, marked as such."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinerja.kalender.models import Bulan, PembukaanKembali
from kinerja.kalender.queries import jadwal_untuk
from kinerja.kepegawaian.models import PejabatPenilai
from kinerja.notifikasi.models import Notifikasi
from kinerja.realisasi import services
from tests.factories import (
    PegawaiFactory,
    PenggunaFactory,
    RiwayatJabatanFactory,
    jadikan_admin_bkd,
    realisasi_diajukan,
    tunjuk_penilai,
)
from tests.kinerja.realisasi.conftest import (
    DALAM,
    isian_hasil,
    isian_perilaku,
    keadaan,
    masuk,
    segar,
    wita,
)

DAFTAR = "/kerja/penilaian/realisasi/bawahan/"
AKHIR = wita(3, 12, 0, 0, 0)  # the last 24 hours begin


def alamat(realisasi, verba="") -> str:
    return f"/kerja/penilaian/realisasi/{realisasi.pk}/{verba}"


def teks(jawaban) -> str:
    return re.sub(r"\s+", " ", jawaban.content.decode())


def beri_atasan(penilai):
    atasan = PegawaiFactory(perangkat_daerah=penilai.perangkat_daerah)
    tunjuk_penilai(RiwayatJabatanFactory(pegawai=penilai), atasan)
    return atasan


@pytest.fixture
def diajukan(db, pukul):
    realisasi = realisasi_diajukan(PegawaiFactory())
    pukul(DALAM)
    return realisasi


@pytest.fixture
def atasan(diajukan):
    return beri_atasan(diajukan.penilai)


@pytest.mark.parametrize("saat", [wita(3, 5), wita(3, 11, 23, 59, 59)])
def test_terlalu_dini_hanya_melihat(diajukan, atasan, pukul, saat):
    pukul(saat)
    klien, sebelum = masuk(atasan), keadaan(diajukan)
    halaman = teks(klien.get(DAFTAR))
    assert diajukan.pegawai.nama in halaman
    assert f"{diajukan.penilai.nama} <span" in halaman
    assert ">Nilai<span" not in halaman
    assert "Simpan Penilaian" not in teks(klien.get(alamat(diajukan)))
    for verba, data in (
        ("nilai_hasil_kerja/", isian_hasil(diajukan)),
        ("simpan_umpan_balik/", isian_hasil(diajukan)),
    ):
        jawaban = klien.post(alamat(diajukan, verba), data)
        assert jawaban.status_code == 403
        assert "hanya pada 24 jam terakhir" in teks(jawaban)
    assert keadaan(diajukan) == sebelum


def test_sesudah_jendela_ditolak(diajukan, atasan, pukul):
    pukul(wita(3, 13, 0, 0, 0))
    sebelum = keadaan(diajukan)
    jawaban = masuk(atasan).post(alamat(diajukan, "nilai_hasil_kerja/"), isian_hasil(diajukan))
    assert (jawaban.status_code, keadaan(diajukan)) == (409, sebelum)


def test_atasan_orang_lain_tidak_melihat(diajukan, pukul):
    lain = realisasi_diajukan(PegawaiFactory(perangkat_daerah=diajukan.perangkat_daerah))
    bukan = beri_atasan(lain.penilai)
    pukul(AKHIR)
    klien, sebelum = masuk(bukan), keadaan(diajukan)
    assert diajukan.pegawai.nama not in teks(klien.get(DAFTAR))
    assert klien.get(alamat(diajukan)).status_code == 404
    jawaban = klien.post(alamat(diajukan, "nilai_hasil_kerja/"), isian_hasil(diajukan))
    assert (jawaban.status_code, keadaan(diajukan)) == (404, sebelum)


def test_tidak_atas_laporan_sendiri(diajukan, pukul):
    """He rates the penilai of his own report by another position: a circle the register refuses; here by hand."""
    PejabatPenilai.objects.filter(dinilai=diajukan.penilai).delete()
    tunjuk_penilai(RiwayatJabatanFactory(pegawai=diajukan.penilai), diajukan.pegawai)
    pukul(AKHIR)
    klien, sebelum = masuk(diajukan.pegawai), keadaan(diajukan)
    assert "Tidak ada laporan yang menunggu" in teks(klien.get(DAFTAR))
    jawaban = klien.post(alamat(diajukan, "nilai_hasil_kerja/"), isian_hasil(diajukan))
    assert (jawaban.status_code, keadaan(diajukan)) == (403, sebelum)


def test_atasan_tidak_mengembalikan(diajukan, atasan, pukul):
    pukul(wita(3, 10))
    jawaban = masuk(atasan).post(
        alamat(diajukan, "kembalikan/"), {"kunci": "kunci-atasan", "versi": diajukan.versi, "catatan": "x"}
    )
    assert (jawaban.status_code, segar(diajukan).status) == (403, "PENILAIAN_HASIL_KERJA")


def test_hari_terakhir_menilai_ditandai_dan_penilai_diberi_tahu(diajukan, atasan, pukul):
    pukul(AKHIR)
    klien = masuk(atasan)
    assert f'href="{alamat(diajukan)}">Nilai<span' in teks(klien.get(DAFTAR))
    assert "Anda menilai sebagai atasan pejabat penilai" in teks(klien.get(alamat(diajukan)))
    assert klien.post(alamat(diajukan, "nilai_hasil_kerja/"), isian_hasil(diajukan)).status_code == 302
    kini = segar(diajukan)
    assert (kini.status, kini.dinilai_oleh, kini.oleh_atasan) == ("PENILAIAN_PERILAKU", atasan, True)
    halaman = teks(klien.post(alamat(diajukan, "nilai_perilaku/"), isian_perilaku(kini), follow=True))
    kini = segar(diajukan)
    assert (kini.status, kini.dinilai_oleh, kini.oleh_atasan) == ("SELESAI", atasan, True)
    tanda = f"Dinilai oleh atasan pejabat penilai: <strong>{atasan.nama}</strong>."
    assert tanda in halaman
    assert tanda in teks(masuk(diajukan.pegawai).get("/kerja/realisasi/2026/2/"))
    assert tanda in teks(masuk(diajukan.penilai).get(alamat(diajukan)))
    antrean = teks(masuk(diajukan.penilai).get("/kerja/penilaian/realisasi/2026/2/"))
    assert "oleh atasan pejabat penilai" in antrean
    kabar = Notifikasi.objects.filter(pengguna=diajukan.penilai.pengguna).order_by("pk")
    assert list(kabar.values_list("judul", flat=True))[-2:] == [
        f"Hasil kerja {diajukan.pegawai.nama} Februari 2026 dinilai oleh atasan pejabat penilai, {atasan.nama}, "
        "karena Anda belum menilai.",
        f"Realisasi Februari 2026 {diajukan.pegawai.nama} selesai dinilai oleh atasan pejabat penilai, {atasan.nama}, "
        "karena Anda belum menilai.",
    ]
    milik = Notifikasi.objects.filter(pengguna=diajukan.pegawai.pengguna).order_by("pk").last()
    assert milik.judul == (
        "Realisasi Februari 2026 selesai dinilai oleh atasan pejabat penilai. Predikat: Baik."
    )


def test_yang_dinilai_atasan_hanya_diubah_atasan(diajukan, atasan, pukul):
    pukul(AKHIR)
    klien = masuk(atasan)
    klien.post(alamat(diajukan, "nilai_hasil_kerja/"), isian_hasil(diajukan))
    klien.post(alamat(diajukan, "nilai_perilaku/"), isian_perilaku(segar(diajukan)))
    assert masuk(diajukan.penilai).get(alamat(diajukan, "ubah_penilaian/")).status_code == 403
    assert klien.get(alamat(diajukan, "ubah_penilaian/")).status_code == 200


def test_penilai_tidak_menyelesaikan_yang_dimulai_atasan(diajukan, atasan, pukul):
    pukul(AKHIR)
    klien, penilai = masuk(atasan), masuk(diajukan.penilai)
    klien.post(alamat(diajukan, "nilai_hasil_kerja/"), isian_hasil(diajukan))
    sebelum, kalimat = keadaan(diajukan), "Hasil kerja sudah dinilai atasan Anda; ia yang menyelesaikan."
    halaman = teks(penilai.get(alamat(diajukan)))
    assert kalimat in halaman
    assert "Simpan Penilaian" not in halaman
    for verba in ("nilai_perilaku/", "simpan_umpan_balik/"):
        jawaban = penilai.post(alamat(diajukan, verba), isian_perilaku(segar(diajukan)))
        assert (jawaban.status_code, kalimat in teks(jawaban)) == (403, True)
    assert keadaan(diajukan) == sebelum
    assert klien.post(alamat(diajukan, "nilai_perilaku/"), isian_perilaku(segar(diajukan))).status_code == 302


def test_hasil_oleh_penilai_perilaku_oleh_atasan(diajukan, atasan, pukul):
    """Each step is named with who gave it; the one change belongs to the superior."""
    penilai = masuk(diajukan.penilai)
    penilai.post(alamat(diajukan, "nilai_hasil_kerja/"), isian_hasil(diajukan))
    pukul(AKHIR)
    klien, penilai = masuk(atasan), masuk(diajukan.penilai)
    halaman = teks(
        klien.post(alamat(diajukan, "nilai_perilaku/"), isian_perilaku(segar(diajukan)), follow=True)
    )
    kini = segar(diajukan)
    assert (kini.status, kini.dinilai_oleh, kini.oleh_atasan) == ("SELESAI", atasan, True)
    siapa = (
        f"Hasil kerja dinilai oleh pejabat penilai: <strong>{diajukan.penilai.nama}</strong>. "
        f"Perilaku dinilai oleh atasan pejabat penilai: <strong>{atasan.nama}</strong>."
    )
    assert siapa in halaman
    assert siapa in teks(masuk(diajukan.pegawai).get("/kerja/realisasi/2026/2/"))
    assert penilai.get(alamat(diajukan, "ubah_penilaian/")).status_code == 403
    assert klien.get(alamat(diajukan, "ubah_penilaian/")).status_code == 200


def _setengah_dinilai_atasan(diajukan, atasan, pukul):
    """He rated the results, and the window ended."""
    pukul(AKHIR)
    masuk(atasan).post(alamat(diajukan, "nilai_hasil_kerja/"), isian_hasil(diajukan))
    services.tutup_bulan(pada=wita(3, 13, 1))
    assert segar(diajukan).status == "TIDAK_DINILAI"
    _buka_kembali(diajukan.pegawai)


@pytest.mark.parametrize("dibuka", ["sistem", "sendiri"])
@pytest.mark.parametrize("siapa", ["penilai", "atasan"])
def test_setengah_dinilai_atasan_dilanjutkan_siapa_saja(diajukan, atasan, pukul, siapa, dibuka):
    _setengah_dinilai_atasan(diajukan, atasan, pukul)
    if dibuka == "sistem":
        services.tutup_bulan(pada=wita(3, 16, 1))
        assert segar(diajukan).status == "PENILAIAN_PERILAKU"
    pukul(wita(3, 20))
    orang = diajukan.penilai if siapa == "penilai" else atasan
    klien = masuk(orang)
    assert "Simpan Penilaian" in teks(klien.get(alamat(diajukan)))
    halaman = teks(
        klien.post(alamat(diajukan, "nilai_perilaku/"), isian_perilaku(segar(diajukan)), follow=True)
    )
    kini = segar(diajukan)
    assert (kini.status, kini.dinilai_oleh, kini.oleh_atasan) == ("SELESAI", orang, True)
    sebut = "atasan pejabat penilai" if siapa == "atasan" else "Perilaku dinilai oleh pejabat penilai"
    assert f"{sebut}: <strong>{orang.nama}</strong>." in halaman


def test_atasan_yang_tidak_lagi_atasan_tidak_menahan(diajukan, atasan, pukul):
    pukul(AKHIR)
    masuk(atasan).post(alamat(diajukan, "nilai_hasil_kerja/"), isian_hasil(diajukan))
    PejabatPenilai.objects.filter(dinilai=diajukan.penilai).update(selesai=date(2026, 3, 11))
    klien = masuk(diajukan.penilai)
    jawaban = klien.post(alamat(diajukan, "nilai_perilaku/"), isian_perilaku(segar(diajukan)))
    assert (jawaban.status_code, segar(diajukan).status) == (302, "SELESAI")


def test_orang_berikutnya_bagi_atasan(diajukan, atasan, pukul):
    kedua = realisasi_diajukan(
        PegawaiFactory(perangkat_daerah=diajukan.perangkat_daerah), penilai=diajukan.penilai
    )
    pukul(AKHIR)
    klien = masuk(atasan)
    klien.post(alamat(diajukan, "nilai_hasil_kerja/"), isian_hasil(diajukan))
    halaman = teks(
        klien.post(alamat(diajukan, "nilai_perilaku/"), isian_perilaku(segar(diajukan)), follow=True)
    )
    assert f'href="{alamat(kedua)}">Orang berikutnya: {kedua.pegawai.nama}' in halaman


def test_antrean_menyebut_yang_belum_dinilai_bawahan(diajukan, atasan):
    assert f'<a href="{DAFTAR}">Belum dinilai bawahan Anda: 1</a>' in teks(
        masuk(atasan).get("/kerja/penilaian/realisasi/")
    )


@pytest.mark.parametrize("banyaknya", [1, 3])
def test_daftar_bawahan_jumlah_kueri_tetap(db, pukul, banyaknya):
    """Session, account, person, whom he rates, reports, schedules; the menu's: whom he rates, what waits, SKPs."""
    penilai = PegawaiFactory()
    atasan = beri_atasan(penilai)
    for _ in range(banyaknya):
        realisasi_diajukan(PegawaiFactory(perangkat_daerah=penilai.perangkat_daerah), penilai=penilai)
    jadwal_untuk(Bulan(2026, 2)).save()
    pukul(DALAM)
    klien = masuk(atasan)
    klien.get(DAFTAR)
    with CaptureQueriesContext(connection) as kueri:
        halaman = teks(klien.get(DAFTAR))
    peran = [q for q in kueri if "_groups" in q["sql"] or "kewenanganwilayah" in q["sql"]]
    assert len(kueri) - len(peran) == KUERI_DAFTAR
    assert halaman.count('<tr><th scope="row">') == banyaknya


KUERI_DAFTAR = 8


# --- a month closed as “tidak dinilai”, opened again ----------------------------------------------------------------


def _buka_kembali(pegawai) -> None:
    PembukaanKembali.objects.create(
        tahun=2026,
        bulan=2,
        pegawai=pegawai,
        mulai=date(2026, 3, 16),
        batas_nilai=date(2026, 3, 20),
        alasan="Penilai dirawat.",
        status="BERLAKU",
        diusulkan_oleh=PenggunaFactory(),
        diusulkan_pada=DALAM,
        diputuskan_oleh=jadikan_admin_bkd(PenggunaFactory()),
        diputuskan_pada=DALAM,
    )


@pytest.fixture
def tidak_dinilai(diajukan, pukul):
    services.tutup_bulan(pada=wita(3, 13, 1))
    assert segar(diajukan).status == "TIDAK_DINILAI"
    return segar(diajukan)


def test_tidak_dinilai_tanpa_pembukaan_ditolak(tidak_dinilai, pukul):
    pukul(wita(3, 17))
    klien, sebelum = masuk(tidak_dinilai.penilai), keadaan(tidak_dinilai)
    assert "Simpan Penilaian" not in teks(klien.get(alamat(tidak_dinilai)))
    jawaban = klien.post(alamat(tidak_dinilai, "nilai_hasil_kerja/"), isian_hasil(tidak_dinilai))
    assert (jawaban.status_code, keadaan(tidak_dinilai)) == (409, sebelum)


def test_tidak_dinilai_yang_dibuka_kembali_dinilai_langsung(tidak_dinilai, pukul):
    _buka_kembali(tidak_dinilai.pegawai)
    pukul(wita(3, 17))
    klien = masuk(tidak_dinilai.penilai)
    antrean = teks(klien.get("/kerja/penilaian/realisasi/2026/2/"))
    assert f'href="{alamat(tidak_dinilai)}">Isi Penilaian' in antrean
    assert "20 Maret 2026 pukul 23.59 WITA" in antrean
    assert "Simpan Penilaian" in teks(klien.get(alamat(tidak_dinilai)))
    data = isian_hasil(tidak_dinilai)
    assert [klien.post(alamat(tidak_dinilai, "nilai_hasil_kerja/"), data).status_code for _ in range(2)] == [
        302
    ] * 2
    assert segar(tidak_dinilai).status == "PENILAIAN_PERILAKU"
    services.tutup_bulan(pada=wita(3, 21, 1))
    assert segar(tidak_dinilai).status == "TIDAK_DINILAI"


def test_tidak_dinilai_sesudah_hasil_kerja_dilanjutkan(diajukan, pukul):
    klien = masuk(diajukan.penilai)
    klien.post(alamat(diajukan, "nilai_hasil_kerja/"), isian_hasil(diajukan))
    services.tutup_bulan(pada=wita(3, 13, 1))
    kini = segar(diajukan)
    assert (kini.status, kini.rating_hasil) == ("TIDAK_DINILAI", "SESUAI")
    _buka_kembali(diajukan.pegawai)
    pukul(wita(3, 17))
    klien = masuk(diajukan.penilai)
    assert "Rating Perilaku" in teks(klien.get(alamat(diajukan)))
    jawaban = klien.post(alamat(diajukan, "nilai_perilaku/"), isian_perilaku(kini))
    assert (jawaban.status_code, segar(diajukan).status, segar(diajukan).predikat) == (302, "SELESAI", "BAIK")


def test_atasan_membuka_hanya_pada_hari_terakhir_pembukaan(tidak_dinilai, pukul):
    atasan = beri_atasan(tidak_dinilai.penilai)
    _buka_kembali(tidak_dinilai.pegawai)
    pukul(wita(3, 19, 23, 59, 59))
    klien, sebelum = masuk(atasan), keadaan(tidak_dinilai)
    jawaban = klien.post(alamat(tidak_dinilai, "nilai_hasil_kerja/"), isian_hasil(tidak_dinilai))
    assert (jawaban.status_code, keadaan(tidak_dinilai)) == (403, sebelum)
    pukul(wita(3, 20))
    klien = masuk(atasan)
    jawaban = klien.post(alamat(tidak_dinilai, "nilai_hasil_kerja/"), isian_hasil(tidak_dinilai))
    assert (jawaban.status_code, segar(tidak_dinilai).oleh_atasan) == (302, True)
