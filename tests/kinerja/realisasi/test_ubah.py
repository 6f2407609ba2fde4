"""The one change of a rating (juknis BAB VI.3), on its page: who, when, how long the reason, and what is kept."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from kinerja.dokumen.models import Riwayat
from kinerja.notifikasi.models import Notifikasi
from kinerja.realisasi.models import PerubahanPenilaian
from tests.factories import (
    PegawaiFactory,
    beri_wilayah,
    jadikan_admin_bkd,
    realisasi_diajukan,
    realisasi_selesai,
    tunjuk_penilai,
)
from tests.kinerja.realisasi.conftest import DALAM, LEMBAR, keadaan, masuk, segar, wita

ALASAN = "a" * 200


def alamat(realisasi, verba="ubah_penilaian/") -> str:
    return f"/kerja/penilaian/realisasi/{realisasi.pk}/{verba}"


def teks(jawaban) -> str:
    return re.sub(r"\s+", " ", jawaban.content.decode())


def isian(realisasi, **lain) -> dict:
    data = {"kunci": str(uuid4()), "versi": realisasi.versi, "yakin": "1"}
    data |= {"rating_hasil": "DI_ATAS", "rating_perilaku": "DI_ATAS", "alasan": ALASAN}
    return data | lain


def lihat(klien, realisasi) -> str:
    return teks(klien.get(alamat(realisasi, "")))


@pytest.fixture
def selesai(db, pukul):
    realisasi = realisasi_selesai(PegawaiFactory())
    pukul(DALAM)
    return realisasi


@pytest.fixture
def klien(selesai):
    return masuk(selesai.penilai)


@pytest.mark.parametrize(
    ("alasan", "sekarang"),
    [
        ("a" * 199, 199),
        (" " * 200, 0),
        ("<b>" + "a" * 199 + "</b>", 199),
        ("a" * 100 + " " * 100, 100),
        ("a" * 198 + "&amp;", 199),
        ("<p></p>" * 60, 0),
    ],
)
def test_alasan_yang_kurang_ditolak_dan_isian_tetap(selesai, klien, alasan, sekarang):
    """Scenario 35: neither spaces nor tags count, and the server says how many there are by now."""
    sebelum = keadaan(selesai)
    jawaban = klien.post(alamat(selesai), isian(selesai, alasan=alasan))
    assert (jawaban.status_code, keadaan(selesai)) == (422, sebelum)
    halaman = teks(jawaban)
    kalimat = (
        f"Alasan minimal 200 karakter (sekarang {sekarang})."
        if alasan.strip()
        else "Tuliskan catatan perubahan penilaian."
    )
    assert f'<a href="#alasan">{kalimat}</a>' in halaman
    assert f'<strong id="jumlah-karakter">{sekarang}</strong> dari 200' in halaman
    assert re.findall(r'value="DI_ATAS" [^>]*checked', halaman) != []


@pytest.mark.parametrize(
    ("ubah", "kalimat"),
    [
        ({"rating_hasil": ""}, "Pilih rating hasil kerja."),
        ({"rating_perilaku": ""}, "Pilih rating perilaku kerja."),
        ({"rating_hasil": "SEMPURNA"}, "SEMPURNA"),
        ({"rating_hasil": "SESUAI", "rating_perilaku": "SESUAI"}, "Kedua rating masih sama dengan semula"),
        ({"alasan": "a" * 4001}, "Paling banyak 4000 karakter"),
        ({"alasan": "a\x00" * 200}, "karakter"),
        ({"versi": "1"}, "Data sudah berubah"),
        ({"kunci": ""}, "Formulir tidak utuh"),
    ],
)
def test_isian_yang_salah_ditolak(selesai, klien, ubah, kalimat):
    sebelum = keadaan(selesai)
    jawaban = klien.post(alamat(selesai), isian(selesai) | ubah)
    assert jawaban.status_code in (409, 422)
    assert keadaan(selesai) == sebelum
    assert kalimat in teks(jawaban)


def test_hari_ke_13_ditolak_dan_tombolnya_tidak_ada(selesai, pukul):
    """Scenario 37."""
    sebelum = keadaan(selesai)
    pukul(wita(3, 12, 23, 59, 59))
    assert "Ubah Penilaian</a>" in lihat(masuk(selesai.penilai), selesai)
    pukul(wita(3, 13, 0, 0, 0))
    klien = masuk(selesai.penilai)
    assert "Ubah Penilaian</a>" not in lihat(klien, selesai)
    for jawaban in (klien.get(alamat(selesai)), klien.post(alamat(selesai), isian(selesai))):
        assert jawaban.status_code == 409
        assert "Penilaian Februari 2026 berakhir 12 Maret 2026 pukul 23.59 WITA." in teks(jawaban)
    assert keadaan(selesai) == sebelum
    pukul(wita(3, 12, 23, 59, 59))
    assert masuk(selesai.penilai).post(alamat(selesai), isian(selesai)).status_code == 302


def test_perubahan_kedua_ditolak_dan_tombolnya_tidak_ada(selesai, klien):
    """Scenario 36."""
    assert klien.post(alamat(selesai), isian(selesai)).status_code == 302
    sebelum = keadaan(selesai)
    lagi = isian(segar(selesai), rating_hasil="DI_BAWAH")
    assert "Perubahan penilaian hanya satu kali" in teks(klien.post(alamat(selesai), lagi))
    assert klien.get(alamat(selesai)).status_code == 422
    assert keadaan(selesai) == sebelum
    assert "Ubah Penilaian</a>" not in lihat(klien, selesai)


@pytest.mark.parametrize(
    ("peran", "status"),
    [
        ("rekan", 404),
        ("pengelola", 404),
        ("penilai lain", 404),
        ("pemilik", 403),
        ("bkd", 403),
        ("penilai baru", 403),
    ],
)
def test_orang_lain_tidak_dapat_mengubah(selesai, peran, status):
    opd = selesai.perangkat_daerah
    orang = PegawaiFactory(perangkat_daerah=opd)
    match peran:
        case "pengelola":
            beri_wilayah(orang.pengguna, opd, "kelola_perangkatdaerah")
        case "penilai lain":
            realisasi_diajukan(PegawaiFactory(perangkat_daerah=opd), penilai=orang)
        case "pemilik":
            orang = selesai.pegawai
        case "bkd":
            jadikan_admin_bkd(orang.pengguna)
        case "penilai baru":
            selesai.skp.riwayat_jabatan.daftar_penilai.update(selesai=wita(3, 4).date())
            tunjuk_penilai(selesai.skp.riwayat_jabatan, orang, mulai=wita(3, 5).date())
    sebelum, klien = keadaan(selesai), masuk(orang)
    for jawaban in (klien.get(alamat(selesai)), klien.post(alamat(selesai), isian(selesai))):
        assert (peran, jawaban.status_code) == (peran, status)
    assert keadaan(selesai) == sebelum


def test_sebelum_selesai_tidak_ada_yang_diubah(db, pukul):
    realisasi = realisasi_diajukan(PegawaiFactory())
    pukul(DALAM)
    sebelum, klien = keadaan(realisasi), masuk(realisasi.penilai)
    assert klien.get(alamat(realisasi)).status_code == 403
    assert klien.post(alamat(realisasi), isian(realisasi)).status_code == 403
    assert keadaan(realisasi) == sebelum


def test_halaman_menyebut_kalimat_juknis_dan_rating_semula(selesai, klien):
    halaman = teks(klien.get(alamat(selesai)))
    for bagian in (
        "Anda memiliki 1 (satu) kali kesempatan untuk melakukan perubahan/perbaikan Rating Hasil Kerja dan Perilaku Kerja.",
        "Narasi minimal 200 karakter",
        "12 Maret 2026 pukul 23.59 WITA",
        'data-hitung="jumlah-karakter"',
    ):
        assert bagian in halaman
    assert len(re.findall(r'value="SESUAI" [^>]*checked', halaman)) == 2


def test_langkah_pertama_hanya_memperlihatkan_akibatnya(selesai, klien):
    sebelum, data = keadaan(selesai), isian(selesai)
    del data["yakin"]
    jawaban = klien.post(alamat(selesai), data)
    assert (jawaban.status_code, keadaan(selesai)) == (200, sebelum)
    halaman = teks(jawaban)
    assert "Predikat berubah dari <strong>Baik</strong> menjadi <strong>Sangat Baik</strong>" in halaman
    assert f'name="alasan" value="{ALASAN}"' in halaman
    kembali = teks(klien.post(alamat(selesai), data | {"perbaiki": "1"}))
    assert f"{ALASAN}</textarea>" in kembali
    assert keadaan(selesai) == sebelum


def test_lama_dan_baru_tersimpan_dan_terlihat(selesai, klien):
    alasan = "<p>" + "Capaian &amp; bukti diperiksa ulang. " * 7 + "</p>"
    jawaban = klien.post(alamat(selesai), isian(selesai, alasan=alasan), follow=True)
    kini, perubahan = segar(selesai), PerubahanPenilaian.objects.get()
    assert (kini.status, kini.rating_hasil, kini.rating_perilaku, kini.predikat) == (
        "SELESAI", "DI_ATAS", "DI_ATAS", "SANGAT_BAIK",
    )  # fmt: skip
    assert (perubahan.rating_hasil_lama, perubahan.rating_perilaku_lama, perubahan.predikat_lama) == (
        "SESUAI", "SESUAI", "BAIK",
    )  # fmt: skip
    assert perubahan.alasan == ("Capaian & bukti diperiksa ulang. " * 7).strip()
    assert (perubahan.oleh, perubahan.pada) == (selesai.penilai, DALAM)
    for halaman in (teks(jawaban), teks(masuk(selesai.pegawai).get(LEMBAR))):
        assert "Hasil kerja sesuai ekspektasi, perilaku sesuai ekspektasi: <strong>Baik</strong>" in halaman
        assert (
            "Hasil kerja di atas ekspektasi, perilaku di atas ekspektasi: <strong>Sangat Baik</strong>"
            in halaman
        )
        assert "Capaian &amp; bukti diperiksa ulang." in halaman
    kabar = Notifikasi.objects.get(riwayat__jenis="realisasi.penilaian_diubah")
    assert (kabar.pengguna, kabar.judul) == (
        selesai.pegawai.pengguna,
        "Penilaian realisasi Februari 2026 Anda diubah. Predikat sekarang: Sangat Baik. "
        "Penilaian semula dan alasannya dapat dibaca.",
    )


def test_isian_sesudah_sesi_berakhir_menunggu(selesai, klien):
    """Two hundred characters are not typed twice."""
    sebelum = keadaan(selesai)
    klien.logout()
    jawaban = klien.post(alamat(selesai), isian(selesai))
    assert (jawaban.status_code, jawaban["Location"].endswith(f"next={alamat(selesai)}")) == (302, True)
    klien.force_login(selesai.penilai.pengguna)
    jawaban = klien.get(alamat(selesai))
    halaman = teks(jawaban)
    assert (jawaban.status_code, keadaan(selesai)) == (200, sebelum)
    assert f"{ALASAN}</textarea>" in halaman
    assert "belum tersimpan" in halaman
    assert len(re.findall(r'value="DI_ATAS" [^>]*checked', halaman)) == 2
    assert ALASAN not in teks(klien.get(alamat(selesai)))


def test_ketukan_ganda_satu_perubahan(selesai, klien):
    data = isian(selesai)
    assert [klien.post(alamat(selesai), data).status_code for _ in range(3)] == [302] * 3
    assert Riwayat.objects.filter(jenis="realisasi.penilaian_diubah").count() == 1
