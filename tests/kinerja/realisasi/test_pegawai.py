"""The employee's screens: the year's list, the grid, submitting; what is refused is told and nothing is lost."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from kinerja.dokumen.models import Riwayat
from kinerja.kalender.models import Bulan
from kinerja.realisasi import services
from kinerja.realisasi.models import RealisasiBulanan, RealisasiIndikator
from kinerja.realisasi.services.isi import KONFIRMASI_ISI
from tests.factories import PegawaiFactory, PenggunaFactory, realisasi_diajukan, realisasi_draf, skp_konsep
from tests.kinerja.realisasi.conftest import DALAM, LEMBAR, TAUTAN, isian, keadaan, masuk, segar, wita

DAFTAR = "/kerja/realisasi/"


def teks(jawaban) -> str:
    return re.sub(r"\s+", " ", jawaban.content.decode())


def baris_bulan(jawaban, nama: str) -> str:
    """The list's row of one month."""
    return next(b for b in teks(jawaban).split("<tr>") if f'scope="row">{nama}<' in b)


@pytest.fixture
def draf(db, pukul):
    realisasi = realisasi_draf(PegawaiFactory())
    pukul(DALAM)
    return realisasi


@pytest.fixture
def klien(draf):
    return masuk(draf.pegawai)


def isi_tersimpan(realisasi) -> list:
    return list(realisasi.daftar_baris.order_by("pk").values_list("nilai", "bukti"))


@pytest.mark.parametrize("alamat", ["/kerja/realisasi/2100/12/", "/kerja/penilaian/realisasi/2100/12/"])
def test_bulan_terakhir_pun_dijawab(klien, alamat):
    assert klien.get(alamat).status_code == 200


# --- the list and its windows ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("saat", "tampil"),
    [
        (wita(2, 28, 23, 59, 59), False),
        (wita(3, 1, 0, 0, 0), True),
        (wita(3, 10, 23, 59, 59), True),
        (wita(3, 11, 0, 0, 0), False),
    ],
)
def test_daftar_isi_realisasi_hanya_di_dalam_jadwal(skp, pukul, saat, tampil):
    pukul(saat)
    klien = masuk(skp.pegawai)
    baris = baris_bulan(klien.get(DAFTAR + "?tahun=2026"), "Februari")
    assert ("Isi Realisasi" in baris) is tampil


def test_daftar_menyebut_alasan_dan_jadwal_juknis(skp, pukul):
    pukul(wita(3, 11, 0, 0))
    jawaban = masuk(skp.pegawai).get(DAFTAR)
    februari, maret = baris_bulan(jawaban, "Februari"), baris_bulan(jawaban, "Maret")
    assert "Pengisian berakhir 10 Maret 2026 pukul 23.59 WITA." in februari
    assert "1 Maret 2026" in februari
    assert "12 Maret 2026" in februari
    assert "Pengisian dimulai 1 April 2026 pukul 00.00 WITA." in maret
    assert "Waktu server: 11 Maret 2026 pukul 00.00 WITA" in teks(jawaban)


def test_daftar_januari_menampilkan_tahun_lalu(skp, pukul):
    pukul(wita(1, 5, tahun=2027))
    jawaban = masuk(skp.pegawai).get(DAFTAR)
    assert "Realisasi Bulanan 2026" in teks(jawaban)
    assert "Isi Realisasi" in baris_bulan(jawaban, "Desember")


def test_daftar_tanpa_skp_disetujui_menyebutnya(db, pukul):
    konsep = skp_konsep(PegawaiFactory())
    pukul(DALAM)
    klien = masuk(konsep.pegawai)
    assert "Belum ada SKP yang disetujui untuk bulan ini." in baris_bulan(klien.get(DAFTAR), "Februari")
    jawaban = klien.post(LEMBAR + "isi_realisasi/", {"kunci": "kunci-isi-1"})
    assert (jawaban.status_code, RealisasiBulanan.objects.count()) == (422, 0)


@pytest.mark.parametrize("tahun", ["abc", "99999", "-1", "²026", "2026.5", ""])
def test_daftar_tahun_yang_aneh_diabaikan(skp, pukul, tahun):
    pukul(DALAM)
    jawaban = masuk(skp.pegawai).get(DAFTAR, {"tahun": tahun})
    assert (jawaban.status_code, "Realisasi Bulanan 2026" in teks(jawaban)) == (200, True)


def test_daftar_tahun_tanpa_aturan_menyebutnya(skp, pukul):
    pukul(DALAM)
    jawaban = masuk(skp.pegawai).get(DAFTAR, {"tahun": "2010"})
    assert (jawaban.status_code, "belum ditetapkan" in teks(jawaban)) == (200, True)


@pytest.mark.parametrize("alamat", ["2026/13/", "2026/0/", "1999/1/", "99999999999999999999/1/"])
def test_bulan_yang_tidak_ada_404(skp, pukul, alamat):
    pukul(DALAM)
    assert masuk(skp.pegawai).get(DAFTAR + alamat).status_code == 404


def test_akun_tanpa_pegawai_404(db):
    klien = masuk(PenggunaFactory(is_superuser=True))
    assert [klien.get(a).status_code for a in (DAFTAR, LEMBAR, "/kerja/penilaian/realisasi/")] == [404] * 3


def test_anonim_diarahkan_ke_login(db):
    jawaban = Client().get(DAFTAR)
    assert (jawaban.status_code, jawaban["Location"].startswith("/login/")) == (302, True)


# --- opening the draft ------------------------------------------------------------------------------------------


def test_isi_realisasi_dua_kali_membuka_draf_yang_sama(skp, pukul):
    pukul(DALAM)
    klien = masuk(skp.pegawai)
    for kunci in ("kunci-isi-1", "kunci-isi-1", "kunci-isi-2"):
        jawaban = klien.post(LEMBAR + "isi_realisasi/", {"kunci": kunci})
        assert (jawaban.status_code, jawaban["Location"]) == (302, LEMBAR)
    assert RealisasiBulanan.objects.count() == 1
    assert RealisasiIndikator.objects.count() == 2


def test_isi_realisasi_tanpa_kunci_ditolak(skp, pukul):
    pukul(DALAM)
    assert masuk(skp.pegawai).post(LEMBAR + "isi_realisasi/").status_code == 422
    assert not RealisasiBulanan.objects.exists()


# --- saving -------------------------------------------------------------------------------------------------------


def test_simpan_angka_indonesia_dan_titik(klien, draf):
    jawaban = klien.post(LEMBAR + "simpan/", isian(draf, nilai={0: "1.234,56", 1: "12.5"}))
    assert jawaban.status_code == 302
    assert isi_tersimpan(draf) == [(Decimal("1234.56"), TAUTAN), (Decimal("12.5"), TAUTAN)]
    halaman = teks(klien.get(LEMBAR))
    assert 'value="1234,56"' in halaman
    assert f"Nomor tanda terima {Riwayat.objects.first().nomor}, 5 Maret 2026 pukul 10.00 WITA." in halaman


@pytest.mark.parametrize("salah", ["lima", "-1", "1e309", "NaN", "1,234.5", "9" * 5000, "٣", "12,345"])
def test_simpan_angka_salah_disebut_dan_yang_benar_tetap_tersimpan(klien, draf, salah):
    pertama, _ = draf.daftar_baris.order_by("pk")
    jawaban = klien.post(LEMBAR + "simpan/", isian(draf, nilai={0: salah}))
    assert jawaban.status_code == 422
    assert isi_tersimpan(draf) == [(None, TAUTAN), (Decimal(5), TAUTAN)]
    halaman = teks(jawaban)
    assert f'value="{salah}"' in halaman
    assert f'<a href="#nilai_{pertama.pk}">Indikator “Persentase ASN' in halaman
    assert f'id="nilai_{pertama.pk}_error"' in halaman


@pytest.mark.parametrize(
    "salah",
    [
        "javascript:alert(1)",
        "ftp://x.go.id/a",
        "https://user@drive.google.com/a",
        "https://127.0.0.1/a",
        "drive",
    ],
)
def test_simpan_tautan_salah_disebut_dan_tidak_tersimpan(klien, draf, salah):
    jawaban = klien.post(LEMBAR + "simpan/", isian(draf, bukti={1: salah}))
    assert jawaban.status_code == 422
    assert isi_tersimpan(draf) == [(Decimal(5), TAUTAN), (Decimal(5), "")]
    assert f'value="{salah}"' in teks(jawaban)


def test_simpan_sesudah_batas_tetap_tersimpan(draf, pukul):
    pukul(wita(3, 11, 0, 0))
    klien = masuk(draf.pegawai)
    assert klien.post(LEMBAR + "simpan/", isian(draf)).status_code == 302
    assert isi_tersimpan(draf) == [(Decimal(5), TAUTAN)] * 2


def test_simpan_tanpa_kolom_tidak_mengosongkan(klien, draf):
    klien.post(LEMBAR + "simpan/", isian(draf))
    draf = segar(draf)
    klien.post(LEMBAR + "simpan/", {"kunci": "kunci-lain-1", "versi": draf.versi})
    assert isi_tersimpan(draf) == [(Decimal(5), TAUTAN)] * 2


@pytest.mark.parametrize("tindakan", ["simpan/", "ajukan/"])
def test_baris_orang_lain_ditolak_dan_tidak_berubah(klien, draf, tindakan):
    lain = realisasi_draf(PegawaiFactory())
    baris = lain.daftar_baris.first()
    sebelum = keadaan(draf), keadaan(lain)
    jawaban = klien.post(
        LEMBAR + tindakan, isian(draf) | {f"nilai_{baris.pk}": "9", f"bukti_{baris.pk}": "-"}
    )
    assert jawaban.status_code == 422
    assert "Baris realisasi tidak ditemukan di bulan ini." in teks(jawaban)
    assert (keadaan(draf), keadaan(lain)) == sebelum


@pytest.mark.parametrize(
    "rusak",
    [
        {"kunci": ""},
        {"kunci": "x" * 65},
        {"kunci": "<b>"},
        {"versi": "abc"},
        {"versi": "-3"},
        {"versi": "9" * 30},
    ],
)
@pytest.mark.parametrize("tindakan", ["simpan/", "ajukan/"])
def test_kolom_tersembunyi_yang_rusak_ditolak(klien, draf, tindakan, rusak):
    sebelum = keadaan(draf)
    assert klien.post(LEMBAR + tindakan, isian(draf) | rusak).status_code == 422
    assert keadaan(draf) == sebelum


def test_simpan_versi_lama_disebut_dan_teksnya_tetap(klien, draf):
    lama = isian(draf, nilai={0: "7"}, catatan_penilai="Ketikan dari tab kedua")
    klien.post(LEMBAR + "simpan/", isian(draf))
    jawaban = klien.post(LEMBAR + "simpan/", lama)
    halaman = teks(jawaban)
    assert jawaban.status_code == 409
    assert "Data sudah berubah sejak Anda membukanya" in halaman
    assert 'value="7"' in halaman
    assert "Ketikan dari tab kedua" in halaman
    assert "Yang tersimpan: 5" in halaman
    assert isi_tersimpan(draf)[0] == (Decimal(5), TAUTAN)
    draf = segar(draf)
    assert f'name="versi" value="{draf.versi}"' in halaman


def test_simpan_kunci_sama_satu_tanda_terima(klien, draf):
    data = isian(draf)
    for _ in range(3):
        assert klien.post(LEMBAR + "simpan/", data).status_code == 302
    assert Riwayat.objects.filter(jenis="realisasi.disimpan").count() == 1


def test_simpan_kunci_sama_isi_lain_ditolak(klien, draf):
    data = isian(draf)
    klien.post(LEMBAR + "simpan/", data)
    nama = f"nilai_{draf.daftar_baris.order_by('pk').first().pk}"
    jawaban = klien.post(LEMBAR + "simpan/", data | {nama: "8"})
    assert jawaban.status_code == 409
    assert isi_tersimpan(draf)[0] == (Decimal(5), TAUTAN)


def test_tautan_bulan_lalu_ditawarkan_dan_disalin(skp, pukul):
    realisasi_diajukan(skp=skp)
    kini = realisasi_draf(
        skp=skp,
        bulan=Bulan(2026, 3),
        pada=wita(4, 2),
    )
    pukul(wita(4, 2))
    klien, alamat = masuk(skp.pegawai), "/kerja/realisasi/2026/3/"
    lalu = "https://drive.google.com/contoh"
    assert f"Bulan lalu: {lalu}" in teks(klien.get(alamat))
    pertama, kedua = kini.daftar_baris.order_by("pk")
    kosong = isian(kini, bukti={0: "", 1: "https://drive.google.com/baru"})
    klien.post(alamat + "simpan/", kosong | {"salin": "semua"})
    assert [b for _, b in isi_tersimpan(kini)] == [lalu, "https://drive.google.com/baru"]
    kini = segar(kini)
    jawaban = klien.post(alamat + "simpan/", isian(kini) | {"salin": str(kedua.pk)})
    assert jawaban["Location"] == f"{alamat}#baris-{kedua.pk}"
    assert [b for _, b in isi_tersimpan(kini)] == [TAUTAN, lalu]
    assert pertama.pk != kedua.pk


# --- submitting -----------------------------------------------------------------------------------------------------


def test_ajukan_menyimpan_lalu_mengajukan_dan_memberi_tanda_terima(klien, draf):
    jawaban = klien.post(LEMBAR + "ajukan/", isian(draf, catatan_penilai="Mohon dinilai."))
    assert (jawaban.status_code, jawaban["Location"]) == (302, LEMBAR)
    draf = segar(draf)
    assert (draf.status, draf.catatan, draf.diajukan_pada) == (
        "PENILAIAN_HASIL_KERJA",
        "Mohon dinilai.",
        DALAM,
    )
    tanda = Riwayat.objects.get(jenis="realisasi.diajukan")
    halaman = teks(klien.get(LEMBAR))
    assert f"Nomor tanda terima {tanda.nomor}, 5 Maret 2026 pukul 10.00 WITA." in halaman
    assert tanda.hash[:16] in halaman
    assert "5 Maret 2026 pukul 10.00.00 WITA" in halaman
    assert "Ajukan realisasi</button>" not in halaman


@pytest.mark.parametrize(
    ("saat", "status", "tersimpan"),
    [
        (wita(3, 10, 23, 59, 59), 302, "PENILAIAN_HASIL_KERJA"),
        (wita(3, 11, 0, 0, 0), 409, "DRAF"),
        (wita(3, 11, 0, 30, 0), 409, "DRAF"),  # 10 March 16:30 on a server in UTC
        (wita(2, 28, 23, 59, 59), 409, "DRAF"),
    ],
)
def test_ajukan_batas_pengisian(draf, pukul, saat, status, tersimpan):
    pukul(saat)
    klien = masuk(draf.pegawai)
    jawaban = klien.post(LEMBAR + "ajukan/", isian(draf))
    draf = segar(draf)
    assert (jawaban.status_code, draf.status) == (status, tersimpan)
    assert isi_tersimpan(draf) == [(Decimal(5), TAUTAN)] * 2


def test_ajukan_terlambat_menyebut_waktu_peladen_dan_draf_tersimpan(draf, pukul):
    pukul(wita(3, 11, 0, 0))
    klien = masuk(draf.pegawai)
    halaman = teks(klien.post(LEMBAR + "ajukan/", isian(draf)))
    assert "Pengisian realisasi Februari 2026 berakhir 10 Maret 2026 pukul 23.59 WITA." in halaman
    assert "Waktu peladen sekarang: 11 Maret 2026 pukul 00.00 WITA." in halaman
    assert "Draf tersimpan, tetapi belum diajukan." in halaman


def test_ajukan_tanpa_centang_ditolak_draf_tersimpan(klien, draf):
    data = isian(draf)
    del data["konfirmasi"]
    jawaban = klien.post(LEMBAR + "ajukan/", data)
    draf = segar(draf)
    assert (jawaban.status_code, draf.status) == (422, "DRAF")
    assert f'<a href="#konfirmasi">{KONFIRMASI_ISI}</a>' in teks(jawaban)
    assert isi_tersimpan(draf) == [(Decimal(5), TAUTAN)] * 2


@pytest.mark.parametrize(
    ("nilai", "bukti", "kalimat"),
    [
        ("", TAUTAN, "realisasi belum diisi"),
        ("5", "", "link bukti dukung belum diisi"),
        ("5", "-", "bukti “-” hanya untuk realisasi 0"),
    ],
)
def test_ajukan_yang_kurang_disebut_di_kolomnya(klien, draf, nilai, bukti, kalimat):
    pertama = draf.daftar_baris.order_by("pk").first()
    kolom = "nilai" if nilai == "" else "bukti"
    jawaban = klien.post(LEMBAR + "ajukan/", isian(draf, nilai={0: nilai}, bukti={0: bukti}))
    halaman = teks(jawaban)
    draf = segar(draf)
    assert (jawaban.status_code, draf.status) == (422, "DRAF")
    assert f'<a href="#{kolom}_{pertama.pk}">Indikator' in halaman
    assert halaman.count(kalimat) == 2
    assert f'id="{kolom}_{pertama.pk}_error"' in halaman


def test_ajukan_realisasi_nol_dengan_strip_diterima(klien, draf):
    assert klien.post(LEMBAR + "ajukan/", isian(draf, nilai={0: "0"}, bukti={0: "-"})).status_code == 302
    draf = segar(draf)
    assert draf.status == "PENILAIAN_HASIL_KERJA"


def test_ajukan_sel_salah_menyimpan_yang_benar_dan_tidak_mengajukan(klien, draf):
    jawaban = klien.post(LEMBAR + "ajukan/", isian(draf, nilai={0: "lima"}))
    draf = segar(draf)
    assert (jawaban.status_code, draf.status) == (422, "DRAF")
    assert isi_tersimpan(draf) == [(None, TAUTAN), (Decimal(5), TAUTAN)]


def test_ajukan_kunci_sama_tanda_terima_sama(klien, draf):
    data = isian(draf)
    for _ in range(3):
        assert klien.post(LEMBAR + "ajukan/", data).status_code == 302
    jenis = list(Riwayat.objects.order_by("nomor").values_list("jenis", flat=True))[-2:]
    assert jenis == ["realisasi.disimpan", "realisasi.diajukan"]
    assert Riwayat.objects.filter(jenis="realisasi.diajukan").count() == 1


def test_ajukan_yang_mati_di_tengah_dilanjutkan_kunci_yang_sama(klien, draf):
    data = isian(draf)
    services.simpan(
        draf,
        oleh=draf.pegawai.pengguna,
        pada=DALAM,
        versi=draf.versi,
        kunci=f"{data['kunci']}:simpan",
        baris={b.pk: (Decimal(5), TAUTAN) for b in draf.daftar_baris.all()},
        catatan_penilai="",
    )
    assert klien.post(LEMBAR + "ajukan/", data).status_code == 302
    draf = segar(draf)
    assert draf.status == "PENILAIAN_HASIL_KERJA"
    assert Riwayat.objects.filter(jenis="realisasi.disimpan").count() == 1


def test_ajukan_kunci_sama_isi_lain_ditolak(klien, draf):
    data = isian(draf)
    klien.post(LEMBAR + "ajukan/", data)
    sebelum = keadaan(draf)
    nama = f"nilai_{draf.daftar_baris.order_by('pk').first().pk}"
    jawaban = klien.post(LEMBAR + "ajukan/", data | {nama: "8"})
    assert (jawaban.status_code, keadaan(draf)) == (409, sebelum)
    assert 'value="8"' in teks(jawaban)


@pytest.mark.parametrize("tindakan", ["simpan/", "ajukan/"])
def test_sesudah_diajukan_tidak_dapat_diubah(klien, draf, tindakan):
    klien.post(LEMBAR + "ajukan/", isian(draf))
    draf = segar(draf)
    sebelum = keadaan(draf)
    jawaban = klien.post(LEMBAR + tindakan, isian(draf, nilai={0: "77"}))
    halaman = teks(jawaban)
    assert (jawaban.status_code, keadaan(draf)) == (409, sebelum)
    assert 'value="77"' in halaman
    assert "Simpan draf</button></div>" not in halaman


def test_ajukan_tanpa_penilai_disebut(klien, draf):
    draf.skp.riwayat_jabatan.daftar_penilai.update(selesai=date(2026, 1, 31))
    jawaban = klien.post(LEMBAR + "ajukan/", isian(draf))
    assert (jawaban.status_code, "Pejabat penilai Anda belum ditetapkan." in teks(jawaban)) == (422, True)


# --- doors ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tindakan", ["isi_realisasi/", "simpan/", "ajukan/"])
def test_get_tidak_mengubah_apa_pun(klien, draf, tindakan):
    sebelum = keadaan(draf)
    jawaban = klien.get(LEMBAR + tindakan, isian(draf))
    assert (jawaban.status_code, jawaban["Location"], keadaan(draf)) == (302, "../", sebelum)


@pytest.mark.parametrize("tindakan", ["isi_realisasi/", "simpan/", "ajukan/"])
def test_tanpa_token_csrf_ditolak(draf, tindakan):
    klien = Client(enforce_csrf_checks=True)
    klien.force_login(draf.pegawai.pengguna)
    sebelum = keadaan(draf)
    assert klien.post(LEMBAR + tindakan, isian(draf)).status_code == 403
    assert keadaan(draf) == sebelum


@pytest.mark.parametrize("tindakan", ["simpan/", "ajukan/"])
def test_alamat_menunjuk_bulan_sendiri_bukan_milik_orang(draf, tindakan):
    """A colleague has no report of that month: for him the address leads nowhere."""
    sebelum = keadaan(draf)
    rekan = PegawaiFactory(perangkat_daerah=draf.perangkat_daerah)
    assert masuk(rekan).post(LEMBAR + tindakan, isian(draf)).status_code == 404
    assert masuk(draf.skp.penilai).post(LEMBAR + tindakan, isian(draf)).status_code == 404
    assert keadaan(draf) == sebelum


def test_teks_berbahaya_dicetak_sebagai_teks(klien, draf):
    jahat = "<script>alert(1)</script>"
    halaman = teks(klien.post(LEMBAR + "simpan/", isian(draf, nilai={0: jahat}, catatan_penilai=jahat)))
    assert jahat not in halaman
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in halaman


def test_lembar_ketat_csp_tanpa_skrip_sebaris_dan_tanpa_gaya_sebaris(klien, draf):
    jawaban = klien.get(LEMBAR)
    assert "unsafe-inline" not in jawaban["Content-Security-Policy"]
    assert not re.search(r"<script>|<style| style=| on[a-z]+=", jawaban.content.decode())
    assert "no-store" in jawaban["Cache-Control"]
