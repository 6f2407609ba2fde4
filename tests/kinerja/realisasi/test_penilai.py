"""The penilai's screens: the queue, both steps of the rating, the result; and everybody who is not he."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinerja.dokumen.models import Riwayat
from kinerja.kalender.models import Bulan
from kinerja.kalender.queries import jadwal_untuk
from kinerja.kepegawaian.models import PejabatPenilai
from kinerja.notifikasi.models import Notifikasi
from kinerja.realisasi.models import KUADRAN, Predikat
from kinerja.realisasi.queries import menunggu_penilaian
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
    tunjuk_penilai,
)
from tests.kinerja.realisasi.conftest import (
    DALAM,
    LEMBAR,
    isian_hasil,
    isian_perilaku,
    keadaan,
    masuk,
    segar,
    wita,
)

ANTREAN = "/kerja/penilaian/realisasi/"


def alamat(realisasi, verba="") -> str:
    return f"{ANTREAN}{realisasi.pk}/{verba}"


def teks(jawaban) -> str:
    return re.sub(r"\s+", " ", jawaban.content.decode())


@pytest.fixture
def diajukan(db, pukul):
    realisasi = realisasi_diajukan(PegawaiFactory())
    pukul(DALAM)
    return realisasi


@pytest.fixture
def klien(diajukan):
    return masuk(diajukan.penilai)


@pytest.fixture
def hasil_dinilai(diajukan, klien):
    klien.post(alamat(diajukan, "nilai_hasil_kerja/"), isian_hasil(diajukan))
    return segar(diajukan)


# --- the queue ----------------------------------------------------------------------------------------------------


def _bawahan(penilai, n: int) -> None:
    for _ in range(n):
        realisasi_diajukan(PegawaiFactory(perangkat_daerah=penilai.perangkat_daerah), penilai=penilai)


@pytest.mark.parametrize("banyaknya", [1, 3])
def test_antrean_tujuh_kueri_berapa_pun_orangnya(db, pukul, banyaknya):
    """Session, account, person, whom he rates, reports; the menu's two counts. Roles are asked apart."""
    penilai = PegawaiFactory()
    _bawahan(penilai, banyaknya)
    jadwal_untuk(Bulan(2026, 2)).save()  # as BKD sets it; without it the rule is asked too
    pukul(DALAM)
    klien = masuk(penilai)
    klien.get(ANTREAN)
    with CaptureQueriesContext(connection) as kueri:
        jawaban = klien.get(ANTREAN)
    peran = [q for q in kueri if "_groups" in q["sql"] or "kewenanganwilayah" in q["sql"]]
    assert len(kueri) - len(peran) == 7
    assert teks(jawaban).count("Isi Penilaian") == banyaknya


def test_antrean_menunggu_lebih_dulu_lalu_belum_lalu_selesai(db, pukul):
    penilai = PegawaiFactory()

    def orang(nama):
        return PegawaiFactory(perangkat_daerah=penilai.perangkat_daerah, nama=nama)

    realisasi_selesai(orang("Ari Selesai"), penilai=penilai)
    realisasi_draf(orang("Budi Draf"), penilai=penilai)
    skp_disetujui(orang("Citra Belum"), penilai=penilai)
    realisasi_diajukan(orang("Dedi Menunggu"), penilai=penilai)
    pukul(DALAM)
    halaman = teks(masuk(penilai).get(ANTREAN))
    urutan = sorted(
        ("Ari Selesai", "Budi Draf", "Citra Belum", "Dedi Menunggu"), key=lambda n: halaman.index(f">{n}<")
    )
    assert urutan == ["Dedi Menunggu", "Budi Draf", "Citra Belum", "Ari Selesai"]
    for bagian in (
        'class="angka">1</strong> menunggu penilaian',
        'class="angka">2</strong> belum mengajukan',
        'class="angka">1</strong> selesai',
        "Batas Waktu Penilaian: <strong>12 Maret 2026 pukul 23.59 WITA</strong>",
    ):
        assert bagian in halaman
    assert halaman.count("Belum mengajukan</span>") == 2


@pytest.mark.parametrize(
    ("saat", "kata"),
    [
        (wita(3, 12, 23, 59, 59), None),
        (wita(3, 13), "Penilaian sudah ditutup."),
        (wita(2, 28), "Penilaian belum dibuka."),
    ],
)
def test_antrean_menyebut_jadwalnya(diajukan, pukul, saat, kata):
    pukul(saat)
    halaman = teks(masuk(diajukan.penilai).get(f"{ANTREAN}2026/2/"))
    assert [k for k in ("Penilaian sudah ditutup.", "Penilaian belum dibuka.") if k in halaman] == (
        [kata] if kata else []
    )


def test_antrean_bulan_lain_kosong_dan_bulan_aneh_404(diajukan, klien):
    assert "Belum mengajukan</span>" in teks(klien.get(f"{ANTREAN}2026/1/"))
    assert klien.get(f"{ANTREAN}2026/13/").status_code == 404
    assert klien.get(f"{ANTREAN}99999999999999999999999/").status_code == 404


def test_antrean_menyebut_bulan_lain_yang_menunggu(diajukan, pukul):
    pukul(wita(4, 2))
    halaman = teks(masuk(diajukan.penilai).get(ANTREAN))
    assert "Penilaian Realisasi Maret 2026" in halaman
    assert f'<a href="{ANTREAN}2026/2/">Februari 2026 (1)</a>' in halaman


def test_bukan_penilai_melihat_antrean_kosong_tanpa_menu(diajukan):
    halaman = teks(masuk(PegawaiFactory()).get(ANTREAN))
    assert "Tidak ada pegawai yang Anda nilai pada bulan ini." in halaman
    assert diajukan.pegawai.nama not in halaman
    assert "Penilaian Realisasi</a>" not in halaman


def test_penilai_berganti_yang_lama_menyelesaikan_yang_baru_hanya_berikutnya(diajukan, pukul):
    """Scenario 39: what was submitted to A stays with A; B neither sees it in his queue nor may rate it."""
    pukul(wita(3, 6))
    lama = PejabatPenilai.objects.get(dinilai=diajukan.pegawai)
    PejabatPenilai.objects.filter(pk=lama.pk).update(selesai=wita(3, 5).date())
    baru = PegawaiFactory(perangkat_daerah=diajukan.perangkat_daerah)
    tunjuk_penilai(diajukan.skp.riwayat_jabatan, baru, mulai=wita(3, 6).date())
    sebelum = keadaan(diajukan)
    assert diajukan.pegawai.nama not in teks(masuk(baru).get(f"{ANTREAN}2026/2/"))
    assert diajukan.pegawai.nama in teks(masuk(baru).get(f"{ANTREAN}2026/3/"))
    assert masuk(baru).post(alamat(diajukan, "nilai_hasil_kerja/"), isian_hasil(diajukan)).status_code == 403
    assert keadaan(diajukan) == sebelum
    jawaban = masuk(diajukan.penilai).post(alamat(diajukan, "nilai_hasil_kerja/"), isian_hasil(diajukan))
    assert (jawaban.status_code, segar(diajukan).status) == (302, "PENILAIAN_PERILAKU")


# --- rating ---------------------------------------------------------------------------------------------------------


def test_halaman_penilaian_memuat_isi_dan_saran_juknis(diajukan, klien):
    halaman = teks(klien.get(alamat(diajukan)))
    for bagian in (
        diajukan.pegawai.nama,
        diajukan.penilai.nama,
        "Persentase ASN yang dinilai tepat waktu",
        "100 Persen",
        'href="https://drive.google.com/contoh" target="_blank" rel="noopener noreferrer"',
        '<option value="Dapat diterima">',
        "Saya telah melakukan penilaian berdasarkan hasil kerja yang bersangkutan",
    ):
        assert bagian in halaman
    assert halaman.count('list="umpan-balik-siap"') == 3  # two rows, and one for those still empty


def test_dua_langkah_penilaian_sampai_hasil(diajukan, klien):
    jawaban = klien.post(
        alamat(diajukan, "nilai_hasil_kerja/"), isian_hasil(diajukan, rating="DI_ATAS"), follow=True
    )
    kini = segar(diajukan)
    assert (kini.status, kini.rating_hasil, kini.predikat) == ("PENILAIAN_PERILAKU", "DI_ATAS", "")
    assert "Harapan untuk" in teks(jawaban)
    assert "Memahami dan memenuhi kebutuhan masyarakat" in teks(jawaban)
    data = isian_perilaku(kini, rating="DI_BAWAH")
    halaman = teks(klien.post(alamat(diajukan, "nilai_perilaku/"), data, follow=True))
    kini = segar(diajukan)
    assert (kini.status, kini.predikat) == ("SELESAI", "KURANG")
    for bagian in (
        "Mengapa predikat ini?",
        "Juknis Si-Kinerja 2023 BAB IV.1",
        "Pertahankan kinerja.",
        "Nomor tanda terima",
    ):
        assert bagian in halaman
    assert re.findall(
        r'aria-current="true"><span class="lencana lencana--proses"><span aria-hidden="true">●</span> (\w+)',
        halaman,
    ) == ["Kurang"]


def test_hasil_terlihat_pemiliknya_tanpa_tombol(hasil_dinilai, klien):
    klien.post(alamat(hasil_dinilai, "nilai_perilaku/"), isian_perilaku(hasil_dinilai))
    pemilik = masuk(hasil_dinilai.pegawai)
    for halaman in (teks(pemilik.get(LEMBAR)), teks(pemilik.get(alamat(hasil_dinilai)))):
        assert "Mengapa predikat ini?" in halaman
        assert "Simpan Penilaian" not in halaman
        assert "Bagus dan pertahankan" in halaman


def test_orang_berikutnya_yang_menunggu(db, pukul):
    penilai = PegawaiFactory()
    _bawahan(penilai, 2)
    pukul(DALAM)
    klien = masuk(penilai)
    pertama, kedua = menunggu_penilaian(penilai.pengguna)
    klien.post(alamat(pertama, "nilai_hasil_kerja/"), isian_hasil(pertama))
    halaman = teks(
        klien.post(alamat(pertama, "nilai_perilaku/"), isian_perilaku(segar(pertama)), follow=True)
    )
    assert f'href="{alamat(kedua)}">Orang berikutnya: {kedua.pegawai.nama}' in halaman


@pytest.mark.parametrize(
    ("saat", "status"),
    [(wita(3, 12, 23, 59, 59), 302), (wita(3, 13, 0, 0, 0), 409), (wita(2, 28, 23, 59, 59), 409)],
)
def test_batas_penilaian(diajukan, pukul, saat, status):
    pukul(saat)
    sebelum = keadaan(diajukan)
    jawaban = masuk(diajukan.penilai).post(alamat(diajukan, "nilai_hasil_kerja/"), isian_hasil(diajukan))
    assert jawaban.status_code == status
    assert (keadaan(diajukan) == sebelum) is (status == 409)
    if saat == wita(3, 13):
        assert "Penilaian Februari 2026 berakhir 12 Maret 2026 pukul 23.59 WITA." in teks(jawaban)
        assert "Waktu peladen sekarang: 13 Maret 2026 pukul 00.00 WITA." in teks(jawaban)


@pytest.mark.parametrize(
    ("ubah", "kolom"),
    [
        ({"rating": ""}, "rating"),
        ({"rating": "SEMPURNA"}, "rating"),
        ({"konfirmasi": ""}, "konfirmasi"),
        ({"umpan": ""}, "umpan_balik_"),
        ({"umpan": "   "}, "umpan_balik_"),
        ({"umpan": "x" * 1001}, "umpan_balik_"),
        ({"umpan": "a\x00b"}, "umpan_balik_"),
    ],
)
def test_nilai_hasil_kerja_yang_kurang_disebut_dan_teks_tetap(diajukan, klien, ubah, kolom):
    sebelum, data = keadaan(diajukan), isian_hasil(diajukan)
    pertama = diajukan.daftar_baris.order_by("pk").first().pk
    if "umpan" in ubah:
        data[f"umpan_balik_{pertama}"] = ubah["umpan"]
    else:
        data |= ubah
    jawaban = klien.post(alamat(diajukan, "nilai_hasil_kerja/"), data)
    halaman = teks(jawaban)
    assert (jawaban.status_code, keadaan(diajukan)) == (422, sebelum)
    assert f'<a href="#{kolom}' in halaman
    assert 'value="Bagus dan pertahankan"' in halaman


@pytest.mark.parametrize(
    "ubah", [{"rating": ""}, {"catatan_akhir": " "}, {"konfirmasi": ""}, {"umpan_balik_AKUNTABEL": ""}]
)
def test_nilai_perilaku_yang_kurang_disebut(hasil_dinilai, klien, ubah):
    sebelum = keadaan(hasil_dinilai)
    jawaban = klien.post(alamat(hasil_dinilai, "nilai_perilaku/"), isian_perilaku(hasil_dinilai) | ubah)
    assert (jawaban.status_code, keadaan(hasil_dinilai)) == (422, sebelum)
    assert f'<a href="#{next(iter(ubah))}">' in teks(jawaban)


def test_semua_yang_kurang_disebut_sekaligus(hasil_dinilai, klien):
    kosong = {"kunci": "kunci-kosong", "versi": hasil_dinilai.versi}
    halaman = teks(klien.post(alamat(hasil_dinilai, "nilai_perilaku/"), kosong))
    sebutan = re.findall(r'<li><a href="#([^"]+)">', halaman)
    nilai = [f"umpan_balik_{n.kode}" for n in NilaiBerakhlak.objects.all()]
    assert sebutan == [*nilai, "rating", "catatan_akhir", "konfirmasi"]


def test_perilaku_sebelum_hasil_kerja_ditolak(diajukan, klien):
    sebelum = keadaan(diajukan)
    jawaban = klien.post(alamat(diajukan, "nilai_perilaku/"), isian_perilaku(diajukan))
    assert (jawaban.status_code, keadaan(diajukan)) == (409, sebelum)


def test_nilai_dua_kali_dengan_kunci_lain_ditolak_teks_tetap(diajukan, klien):
    data = isian_hasil(diajukan)
    klien.post(alamat(diajukan, "nilai_hasil_kerja/"), data)
    sebelum = keadaan(diajukan)
    jawaban = klien.post(
        alamat(diajukan, "nilai_hasil_kerja/"), data | {"kunci": "kunci-yang-lain", "rating": "DI_ATAS"}
    )
    assert (jawaban.status_code, keadaan(diajukan)) == (409, sebelum)
    assert 'value="Bagus dan pertahankan"' in teks(jawaban)
    assert "Simpan Penilaian</button>" not in teks(jawaban)


def test_nilai_kunci_sama_tanda_terima_sama_isi_lain_ditolak(diajukan, klien):
    data = isian_hasil(diajukan)
    assert [klien.post(alamat(diajukan, "nilai_hasil_kerja/"), data).status_code for _ in range(3)] == [
        302
    ] * 3
    assert Riwayat.objects.filter(jenis="realisasi.hasil_kerja_dinilai").count() == 1
    lain = klien.post(alamat(diajukan, "nilai_hasil_kerja/"), data | {"rating": "DI_ATAS"})
    assert (lain.status_code, segar(diajukan).rating_hasil) == (409, "SESUAI")


def test_kolom_predikat_dan_status_dalam_kiriman_diabaikan(diajukan, klien):
    data = isian_hasil(diajukan) | {
        "predikat": "SANGAT_BAIK",
        "status": "SELESAI",
        "rating_perilaku": "DI_ATAS",
    }
    klien.post(alamat(diajukan, "nilai_hasil_kerja/"), data)
    kini = segar(diajukan)
    assert (kini.status, kini.predikat, kini.rating_perilaku) == ("PENILAIAN_PERILAKU", "", "")


def test_sembilan_sel_lewat_layar(db, pukul):
    """Every cell of the quadrant as it is drawn, against the regulation's table, spelled out."""
    harapan = {
        ("DI_ATAS", "DI_BAWAH"): "KURANG",
        ("DI_ATAS", "SESUAI"): "BAIK",
        ("DI_ATAS", "DI_ATAS"): "SANGAT_BAIK",
        ("SESUAI", "DI_BAWAH"): "KURANG",
        ("SESUAI", "SESUAI"): "BAIK",
        ("SESUAI", "DI_ATAS"): "BAIK",
        ("DI_BAWAH", "DI_BAWAH"): "SANGAT_KURANG",
        ("DI_BAWAH", "SESUAI"): "BUTUH_PERBAIKAN",
        ("DI_BAWAH", "DI_ATAS"): "BUTUH_PERBAIKAN",
    }
    assert {k: str(v) for k, v in KUADRAN.items()} == harapan
    penilai = PegawaiFactory()
    selesai = {
        sel: realisasi_selesai(PegawaiFactory(), penilai=penilai, hasil=sel[0], perilaku=sel[1])
        for sel in harapan
    }
    pukul(DALAM)
    klien = masuk(penilai)
    for sel, realisasi in selesai.items():
        halaman = teks(klien.get(alamat(realisasi)))
        tanda = re.findall(r'aria-current="true"><span [^>]+><span [^>]+>●</span> ([^<]+)</span>', halaman)
        assert (sel, tanda) == (sel, [Predikat(harapan[sel]).label])
        assert f'class="besar">{Predikat(harapan[sel]).label}<' in halaman


# --- everybody else ---------------------------------------------------------------------------------------------------


def _orang(peran: str, realisasi):
    """An account in that relation to the report."""
    opd = realisasi.perangkat_daerah
    match peran:
        case "rekan":
            return PegawaiFactory(perangkat_daerah=opd).pengguna
        case "opd lain":
            return PegawaiFactory().pengguna
        case "pemilik":
            return realisasi.pegawai.pengguna
        case "superuser":
            return PenggunaFactory(is_superuser=True)
        case "admin bkd":
            return jadikan_admin_bkd(PegawaiFactory().pengguna)
        case "pengelola opd":
            akun = PegawaiFactory(perangkat_daerah=opd).pengguna
            beri_wilayah(akun, opd, "kelola_perangkatdaerah")
            return akun
        case "auditor opd":
            akun = PegawaiFactory(perangkat_daerah=opd).pengguna
            beri_wilayah(akun, opd, "audit_perangkatdaerah")
            return akun
        case "penilai orang lain":
            lain = realisasi_diajukan(PegawaiFactory(perangkat_daerah=opd))
            return lain.penilai.pengguna
        case "penilai baru":
            PejabatPenilai.objects.filter(dinilai=realisasi.pegawai).update(selesai=wita(3, 4).date())
            baru = PegawaiFactory(perangkat_daerah=opd)
            tunjuk_penilai(realisasi.skp.riwayat_jabatan, baru, mulai=wita(3, 5).date())
            return baru.pengguna
        case "nonaktif":
            akun = realisasi.penilai.pengguna
            type(akun).objects.filter(pk=akun.pk).update(is_active=False)
            return akun


@pytest.mark.parametrize(
    ("peran", "status"),
    [
        ("rekan", 404),
        ("opd lain", 404),
        ("penilai orang lain", 404),
        ("pengelola opd", 404),
        ("pemilik", 403),
        ("superuser", 403),
        ("admin bkd", 403),
        ("auditor opd", 403),
        ("penilai baru", 403),
        ("nonaktif", 302),
    ],
)
def test_bukan_penilainya_tidak_dapat_menilai(diajukan, peran, status):
    akun, sebelum = _orang(peran, diajukan), keadaan(diajukan)
    klien = masuk(akun)
    sebelum = keadaan(diajukan)
    for verba, data in (("nilai_hasil_kerja/", isian_hasil), ("nilai_perilaku/", isian_perilaku)):
        jawaban = klien.post(alamat(diajukan, verba), data(diajukan))
        assert (peran, verba, jawaban.status_code) == (peran, verba, status)
        jawaban = klien.post(alamat(diajukan, verba), {})
        assert (peran, verba, jawaban.status_code) == (peran, verba, status)
    assert keadaan(diajukan) == sebelum


@pytest.mark.parametrize(
    ("peran", "status"),
    [
        ("rekan", 404),
        ("opd lain", 404),
        ("penilai orang lain", 404),
        ("pengelola opd", 404),
        ("auditor opd", 200),
        ("admin bkd", 200),
    ],
)
def test_isi_realisasi_tidak_bocor(db, pukul, peran, status):
    realisasi = realisasi_selesai(PegawaiFactory())
    realisasi.daftar_baris.update(umpan_balik="KNR-umpan-balik", bukti="https://drive.google.com/KNR-bukti")
    realisasi.daftar_umpan_balik.update(teks="KNR-perilaku")
    type(realisasi).objects.filter(pk=realisasi.pk).update(catatan="KNR-catatan", catatan_akhir="KNR-akhir")
    pukul(DALAM)
    klien = masuk(_orang(peran, realisasi))
    jawaban = klien.get(alamat(realisasi))
    assert (jawaban.status_code, jawaban.content.count(b"KNR-") >= 5) == (status, status == 200)
    for lain in (ANTREAN, "/kerja/realisasi/", LEMBAR):
        assert b"KNR-" not in klien.get(lain).content


def test_draf_tidak_dibaca_penilainya(db, pukul):
    draf = realisasi_draf(PegawaiFactory())
    draf.daftar_baris.update(bukti="https://drive.google.com/KNR-belum-diajukan")
    pukul(DALAM)
    halaman = teks(masuk(draf.skp.penilai).get(alamat(draf)))
    assert "belum diajukan" in halaman
    assert "KNR-" not in halaman


def test_plt_hanya_selama_masanya(db, pukul):
    skp = skp_disetujui(PegawaiFactory())
    PejabatPenilai.objects.filter(dinilai=skp.pegawai).update(selesai=wita(3, 1).date())
    plt = PegawaiFactory()
    tunjuk_penilai(
        skp.riwayat_jabatan,
        plt,
        mulai=wita(3, 2).date(),
        selesai=wita(3, 6).date(),
        peran="PLT",
        surat="800/1",
    )
    realisasi = realisasi_diajukan(skp=skp)
    assert realisasi.penilai == plt
    pukul(wita(3, 7))
    sebelum = keadaan(realisasi)
    jawaban = masuk(plt).post(alamat(realisasi, "nilai_hasil_kerja/"), isian_hasil(realisasi))
    assert (jawaban.status_code, keadaan(realisasi)) == (403, sebelum)
    pukul(wita(3, 6, 23, 59, 59))
    jawaban = masuk(plt).post(alamat(realisasi, "nilai_hasil_kerja/"), isian_hasil(realisasi))
    assert jawaban.status_code == 302


@pytest.mark.parametrize("verba", ["nilai_hasil_kerja/", "nilai_perilaku/"])
def test_get_tidak_mengubah_dan_tanpa_csrf_ditolak(diajukan, klien, verba):
    sebelum = keadaan(diajukan)
    jawaban = klien.get(alamat(diajukan, verba), isian_hasil(diajukan))
    assert (jawaban.status_code, jawaban["Location"]) == (302, "../")
    ketat = Client(enforce_csrf_checks=True)
    ketat.force_login(diajukan.penilai.pengguna)
    assert ketat.post(alamat(diajukan, verba), isian_hasil(diajukan)).status_code == 403
    assert keadaan(diajukan) == sebelum


def test_teks_berbahaya_dicetak_sebagai_teks(diajukan, klien):
    jahat = "<script>alert(1)</script>"
    data = isian_hasil(diajukan)
    data |= {n: jahat for n in data if n.startswith("umpan_balik_")}
    klien.post(alamat(diajukan, "nilai_hasil_kerja/"), data)
    kini = segar(diajukan)
    klien.post(alamat(diajukan, "nilai_perilaku/"), isian_perilaku(kini, catatan_akhir=jahat))
    halaman = teks(klien.get(alamat(diajukan)))
    assert jahat not in halaman
    assert halaman.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 3


# --- who hears --------------------------------------------------------------------------------------------------------


def test_pemberitahuan_ke_penilai_lalu_ke_pemilik(hasil_dinilai, klien):
    klien.post(alamat(hasil_dinilai, "nilai_perilaku/"), isian_perilaku(hasil_dinilai))
    diri, penilai = hasil_dinilai.pegawai, hasil_dinilai.penilai
    kabar = Notifikasi.objects.filter(riwayat__jenis__startswith="realisasi.").order_by("pk")
    assert list(kabar.values_list("pengguna", "judul", "tautan")) == [
        (
            penilai.pengguna_id,
            f"{diri.nama} mengajukan realisasi Februari 2026. Menunggu penilaian Anda.",
            alamat(hasil_dinilai),
        ),
        (diri.pengguna_id, "Realisasi Februari 2026 selesai dinilai. Predikat: Baik.", LEMBAR),
    ]
