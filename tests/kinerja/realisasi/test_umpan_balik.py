"""Texts before the rating: kept, the same for the rest, for several people at once; and a report returned."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from kinerja.dokumen.models import Riwayat
from kinerja.notifikasi.models import Notifikasi
from kinerja.realisasi.models import RealisasiBulanan, UmpanBalikPerilaku
from kinerja.realisasi.queries.umpan_balik import frasa_umpan_balik
from kinerja.skp.models import NilaiBerakhlak
from tests.factories import (
    PegawaiFactory,
    realisasi_diajukan,
    realisasi_selesai,
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

MASSAL = "/kerja/penilaian/realisasi/umpan_balik/"


def alamat(realisasi, verba="") -> str:
    return f"/kerja/penilaian/realisasi/{realisasi.pk}/{verba}"


def teks(jawaban) -> str:
    return re.sub(r"\s+", " ", jawaban.content.decode())


def teks_baris(realisasi) -> list[str]:
    return list(realisasi.daftar_baris.order_by("pk").values_list("umpan_balik", flat=True))


def simpanan(realisasi, *isi, **lain) -> dict:
    """The rating page with these texts in its rows, in their order."""
    data = {"kunci": str(uuid4()), "versi": realisasi.versi, "semua": ""}
    for baris, satu in zip(realisasi.daftar_baris.order_by("pk"), [*isi, "", ""], strict=False):
        data[f"umpan_balik_{baris.pk}"] = satu
    return data | lain


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


# --- keep, and go on later ----------------------------------------------------------------------------------------


def test_orang_lain_tidak_menyimpan(diajukan):
    sebelum = keadaan(diajukan)
    for orang, status in ((PegawaiFactory(), 404), (diajukan.pegawai, 403)):
        jawaban = masuk(orang).post(alamat(diajukan, "simpan_umpan_balik/"), simpanan(diajukan, "x"))
        assert (jawaban.status_code, keadaan(diajukan)) == (status, sebelum)


@pytest.mark.parametrize("isi", ["x" * 1001, "a\x00b"])
def test_teks_yang_tidak_dapat_disimpan_ditolak(diajukan, klien, isi):
    sebelum = keadaan(diajukan)
    jawaban = klien.post(alamat(diajukan, "simpan_umpan_balik/"), simpanan(diajukan, isi, "Yang kedua"))
    assert (jawaban.status_code, keadaan(diajukan)) == (422, sebelum)
    assert 'value="Yang kedua"' in teks(jawaban)


@pytest.mark.parametrize(("saat", "status"), [(wita(3, 13), 409), (wita(2, 28, 23, 59, 59), 409)])
def test_di_luar_jendela_ditolak_teks_tetap(diajukan, pukul, saat, status):
    pukul(saat)
    sebelum = keadaan(diajukan)
    jawaban = masuk(diajukan.penilai).post(
        alamat(diajukan, "simpan_umpan_balik/"), simpanan(diajukan, "Jangan hilang")
    )
    assert (jawaban.status_code, keadaan(diajukan)) == (status, sebelum)
    assert 'value="Jangan hilang"' in teks(jawaban)


def test_simpan_dulu_menyimpan_teks_tanpa_menilai(diajukan, klien):
    data = simpanan(diajukan, "Sudah baik", rating="DI_ATAS")
    jawaban = klien.post(alamat(diajukan, "simpan_umpan_balik/"), data)
    assert (jawaban.status_code, jawaban["Location"]) == (302, alamat(diajukan) + "?rating=DI_ATAS")
    kini = segar(diajukan)
    assert (kini.status, kini.rating_hasil, teks_baris(kini)) == (
        "PENILAIAN_HASIL_KERJA",
        "",
        ["Sudah baik", ""],
    )
    halaman = teks(klien.get(jawaban["Location"]))
    assert 'value="Sudah baik"' in halaman
    assert len(re.findall(r'value="DI_ATAS" [^>]*checked', halaman)) == 1
    assert "Penilaian belum diberikan. Nomor tanda terima" in halaman


def test_rating_aneh_di_alamat_diabaikan(diajukan, klien):
    assert "checked" not in teks(klien.get(alamat(diajukan) + "?rating=SEMPURNA"))


def test_teks_sebelum_penilaian_tidak_dibaca_pemiliknya(diajukan, klien):
    klien.post(alamat(diajukan, "simpan_umpan_balik/"), simpanan(diajukan, "KNR-belum"))
    pemilik = masuk(diajukan.pegawai)
    assert "KNR-" not in teks(pemilik.get(LEMBAR))
    assert "KNR-" not in teks(pemilik.get(alamat(diajukan)))


def test_umpan_balik_yang_sama_hanya_untuk_yang_masih_kosong(diajukan, klien):
    data = simpanan(diajukan, "Milik saya", semua="Dapat diterima", isi_semua="1")
    klien.post(alamat(diajukan, "simpan_umpan_balik/"), data)
    assert teks_baris(diajukan) == ["Milik saya", "Dapat diterima"]


def test_umpan_balik_yang_sama_tidak_dipakai_tanpa_tombolnya(diajukan, klien):
    klien.post(alamat(diajukan, "simpan_umpan_balik/"), simpanan(diajukan, "Satu", semua="Dapat diterima"))
    assert teks_baris(diajukan) == ["Satu", ""]


def test_perilaku_disimpan_dengan_catatan_akhir(hasil_dinilai, klien):
    data = {"kunci": str(uuid4()), "versi": hasil_dinilai.versi, "isi_semua": "1", "semua": "Sudah baik"}
    data |= {f"umpan_balik_{n.kode}": "" for n in NilaiBerakhlak.objects.all()}
    data |= {"umpan_balik_LOYAL": "Setia", "catatan_akhir": "Tingkatkan."}
    assert klien.post(alamat(hasil_dinilai, "simpan_umpan_balik/"), data).status_code == 302
    isi = dict(UmpanBalikPerilaku.objects.values_list("nilai", "teks"))
    assert (len(isi), isi.pop("LOYAL"), set(isi.values())) == (7, "Setia", {"Sudah baik"})
    halaman = teks(klien.get(alamat(hasil_dinilai)))
    assert halaman.count('value="Sudah baik"') == 6 + 1  # six rows, and once among the suggestions
    assert "Tingkatkan.</textarea>" in halaman
    assert segar(hasil_dinilai).status == "PENILAIAN_PERILAKU"


def test_tab_lama_hasil_kerja_sesudah_dinilai_teks_tetap(diajukan, klien):
    """Rated in one tab, “Simpan dulu” in the other: refused, and what was typed stands there."""
    data = simpanan(diajukan, "Dari tab lama")
    klien.post(alamat(diajukan, "nilai_hasil_kerja/"), isian_hasil(diajukan))
    sebelum = keadaan(diajukan)
    jawaban = klien.post(alamat(diajukan, "simpan_umpan_balik/"), data)
    assert (jawaban.status_code, keadaan(diajukan)) == (409, sebelum)
    assert 'value="Dari tab lama"' in teks(jawaban)
    assert "Data sudah berubah" in teks(jawaban)


def test_ketukan_ganda_satu_tanda_terima(diajukan, klien):
    data = simpanan(diajukan, "Satu")
    assert [klien.post(alamat(diajukan, "simpan_umpan_balik/"), data).status_code for _ in range(3)] == [
        302
    ] * 3
    assert Riwayat.objects.filter(jenis="realisasi.umpan_balik_disimpan").count() == 1


def test_frasa_sendiri_ditawarkan_yang_tersering_dulu(db, pukul):
    penilai = PegawaiFactory()
    for n, isi in enumerate(["Jarang", "Sering", "Sering"]):
        realisasi = realisasi_selesai(PegawaiFactory(), penilai=penilai)
        realisasi.daftar_baris.update(umpan_balik=isi if n else "Jarang")
    orang_lain = realisasi_selesai(PegawaiFactory())
    orang_lain.daftar_baris.update(umpan_balik="KNR-milik penilai lain")
    baru = realisasi_diajukan(PegawaiFactory(), penilai=penilai)
    oleh_atasan = realisasi_selesai(PegawaiFactory(), penilai=penilai)
    oleh_atasan.daftar_baris.update(umpan_balik="KNR-milik atasan")
    RealisasiBulanan.objects.filter(pk=oleh_atasan.pk).update(dinilai_oleh=orang_lain.penilai)
    pukul(DALAM)
    assert frasa_umpan_balik(penilai, baru.nilai_bulan) == ["Sering", "Jarang"]
    halaman = teks(masuk(penilai).get(alamat(baru)))
    assert re.findall(r'<option value="([^"]+)">', halaman)[:3] == ["Sering", "Jarang", "Sangat memuaskan"]
    assert "KNR-" not in halaman


def test_isian_sesudah_sesi_berakhir_menunggu_di_halamannya(diajukan, klien):
    """Logged out in between: nothing is stored, and nothing is lost."""
    klien.logout()
    sebelum = keadaan(diajukan)
    jawaban = klien.post(
        alamat(diajukan, "nilai_hasil_kerja/"), simpanan(diajukan, "Jangan hilang", rating="DI_ATAS")
    )
    assert (jawaban.status_code, keadaan(diajukan)) == (302, sebelum)
    klien.force_login(diajukan.penilai.pengguna)
    halaman = teks(klien.get(alamat(diajukan)))
    assert 'value="Jangan hilang"' in halaman
    assert len(re.findall(r'value="DI_ATAS" [^>]*checked', halaman)) == 1
    assert "belum tersimpan" in halaman
    assert 'value="Jangan hilang"' not in teks(klien.get(alamat(diajukan)))


def test_isian_massal_sesudah_sesi_berakhir_menunggu(diajukan, klien):
    """The page has no names in its address: they wait with the texts; who logs in instead sees neither."""
    sebelum = keadaan(diajukan)
    for orang, tampak in ((PegawaiFactory(), False), (diajukan.penilai, True)):
        klien.logout()
        assert klien.post(MASSAL, isian_massal(diajukan, semua="Jangan hilang")).status_code == 302
        klien.force_login(orang.pengguna)
        jawaban = klien.get(MASSAL)
        assert (jawaban.status_code, 'value="Jangan hilang"' in teks(jawaban)) == (200, tampak)
        assert ("Akan diisi: 1 pegawai" in teks(jawaban)) == tampak
    assert keadaan(diajukan) == sebelum


# --- several people -------------------------------------------------------------------------------------------------


@pytest.fixture
def bertiga(diajukan):
    """The first has nothing, the second a text, the third is rated on results."""
    penilai = diajukan.penilai

    def lagi():
        return realisasi_diajukan(PegawaiFactory(perangkat_daerah=penilai.perangkat_daerah), penilai=penilai)

    kedua, ketiga, klien = lagi(), lagi(), masuk(penilai)
    klien.post(alamat(kedua, "simpan_umpan_balik/"), simpanan(kedua, "Sudah ada"))
    klien.post(alamat(ketiga, "nilai_hasil_kerja/"), isian_hasil(ketiga))
    return [diajukan, segar(kedua), segar(ketiga)]


def isian_massal(*daftar, **lain) -> dict:
    data = {"kunci": str(uuid4()), "realisasi": [r.pk for r in daftar], "semua": "", "perilaku_LOYAL": ""}
    return data | {f"versi_{r.pk}": r.versi for r in daftar} | lain


def test_massal_tanpa_teks_ditolak(bertiga, klien):
    sebelum = [keadaan(r) for r in bertiga]
    jawaban = klien.post(MASSAL, isian_massal(*bertiga))
    assert jawaban.status_code == 422
    assert "Tuliskan atau pilih paling sedikit satu umpan balik." in teks(jawaban)
    assert [keadaan(r) for r in bertiga] == sebelum


def test_massal_milik_orang_lain_tidak_tersentuh(bertiga):
    lain = realisasi_diajukan(PegawaiFactory(perangkat_daerah=bertiga[0].perangkat_daerah))
    klien, sebelum = masuk(lain.penilai), keadaan(bertiga[0])
    assert bertiga[0].pegawai.nama not in teks(klien.get(MASSAL, {"realisasi": bertiga[0].pk}))
    klien.post(MASSAL, isian_massal(bertiga[0], semua="Palsu"))
    assert keadaan(bertiga[0]) == sebelum


def test_massal_pemilik_dilewati(diajukan):
    pemilik, sebelum = masuk(diajukan.pegawai), keadaan(diajukan)
    assert "Dilewati: 1 pegawai" in teks(pemilik.get(MASSAL, {"realisasi": diajukan.pk}))
    pemilik.post(MASSAL, isian_massal(diajukan, semua="Palsu"))
    assert teks_baris(diajukan) == ["", ""]
    assert keadaan(diajukan)[:3] == sebelum[:3]


def test_massal_pratinjau_menyebut_yang_dilewati(bertiga, klien, pukul):
    selesai = realisasi_selesai(
        PegawaiFactory(perangkat_daerah=bertiga[0].perangkat_daerah), penilai=bertiga[0].penilai
    )
    halaman = teks(klien.get(MASSAL, {"realisasi": [r.pk for r in (*bertiga, selesai)]}))
    assert "Akan diisi: 3 pegawai" in halaman
    assert "Hasil kerja sudah dinilai: hanya perilaku yang diisi." in halaman
    assert f"<li>{selesai.pegawai.nama}" in halaman[halaman.index("Dilewati: 1 pegawai") :]
    assert 'name="rating' not in halaman
    pukul(wita(3, 13))
    klien = masuk(selesai.penilai)
    halaman = teks(klien.get(MASSAL, {"realisasi": [r.pk for r in bertiga]}))
    assert "Penilaian Februari 2026 berakhir 12 Maret 2026 pukul 23.59 WITA." in halaman
    assert "Akan diisi" not in halaman


def test_massal_hanya_yang_kosong_dan_tidak_pernah_menilai(bertiga, klien):
    data = isian_massal(*bertiga, semua="Dapat diterima", perilaku_LOYAL="Setia")
    halaman = teks(klien.post(MASSAL, data, follow=True))
    assert f"{bertiga[0].pegawai.nama}: 2 indikator dan 1 perilaku diisi." in halaman
    assert [teks_baris(r) for r in bertiga] == [
        ["Dapat diterima", "Dapat diterima"],
        ["Sudah ada", "Dapat diterima"],
        ["Bagus dan pertahankan", "Bagus dan pertahankan"],
    ]
    assert UmpanBalikPerilaku.objects.filter(nilai="LOYAL", teks="Setia").count() == 3
    status = RealisasiBulanan.objects.order_by("pk").values_list("status", "rating_perilaku", "predikat")
    assert set(status) == {("PENILAIAN_HASIL_KERJA", "", ""), ("PENILAIAN_PERILAKU", "", "")}
    klien.post(MASSAL, isian_massal(*map(segar, bertiga), perilaku_LOYAL="Lain"))
    assert UmpanBalikPerilaku.objects.filter(teks="Lain").count() == 0
    klien.post(MASSAL, data)
    assert Riwayat.objects.filter(jenis="realisasi.umpan_balik_disimpan").count() == 1 + 3 + 3


def test_antrean_menawarkan_pilihan_bila_lebih_dari_satu(bertiga, klien):
    halaman = teks(klien.get("/kerja/penilaian/realisasi/"))
    assert halaman.count('type="checkbox" name="realisasi"') == 3
    assert "Isi umpan balik sekaligus" in halaman
    assert teks(klien.get("/kerja/penilaian/realisasi/?semua=1")).count(" checked>") == 3


# --- return for correction ------------------------------------------------------------------------------------------


def kembalikan(klien, realisasi, **lain):
    data = {"kunci": str(uuid4()), "versi": realisasi.versi, "catatan": "Bukti tidak dapat dibuka."}
    return klien.post(alamat(realisasi, "kembalikan/"), data | lain)


@pytest.mark.parametrize("catatan", ["", "   ", "x" * 2001])
def test_kembalikan_tanpa_catatan_ditolak(diajukan, klien, catatan):
    sebelum, jawaban = keadaan(diajukan), kembalikan(klien, diajukan, catatan=catatan)
    assert (jawaban.status_code, keadaan(diajukan)) == (422, sebelum)
    assert 'href="#catatan"' in teks(jawaban)


def test_kembalikan_oleh_orang_lain_ditolak(diajukan):
    sebelum = keadaan(diajukan)
    for orang, status in ((PegawaiFactory(), 404), (diajukan.pegawai, 403)):
        klien = masuk(orang)
        assert klien.get(alamat(diajukan, "kembalikan/")).status_code == status
        assert kembalikan(klien, diajukan).status_code == status
    assert keadaan(diajukan) == sebelum


def test_kembalikan_sesudah_pengisian_tutup_ditolak(diajukan, pukul):
    """On day 11 the owner could not submit again: it is not taken from him."""
    pukul(wita(3, 11, 0, 0, 0))
    klien, sebelum = masuk(diajukan.penilai), keadaan(diajukan)
    halaman = teks(klien.get(alamat(diajukan)))
    assert "Kembalikan untuk diperbaiki</a>" not in halaman
    assert "masa pengisian berakhir 10 Maret 2026 pukul 23.59 WITA" in halaman
    assert klien.get(alamat(diajukan, "kembalikan/")).status_code == 409
    assert (kembalikan(klien, diajukan).status_code, keadaan(diajukan)) == (409, sebelum)


def test_kembalikan_pada_24_jam_terakhir_ditolak(diajukan, pukul):
    """Returned in the last minute he could not submit again: his month would be lost."""
    pukul(wita(3, 9, 23, 59, 59))
    klien = masuk(diajukan.penilai)
    assert "Kembalikan untuk diperbaiki</a>" in teks(klien.get(alamat(diajukan)))
    assert klien.get(alamat(diajukan, "kembalikan/")).status_code == 200
    pukul(wita(3, 10, 0, 0, 0))
    klien, sebelum = masuk(diajukan.penilai), keadaan(diajukan)
    halaman = teks(klien.get(alamat(diajukan)))
    assert "Kembalikan untuk diperbaiki</a>" not in halaman
    assert "kurang dari 24 jam (batas 10 Maret 2026 pukul 23.59 WITA). Nilai apa adanya." in halaman
    kalimat = "Tidak cukup waktu bagi pegawai untuk memperbaiki; nilai apa adanya."
    for jawaban in (klien.get(alamat(diajukan, "kembalikan/")), kembalikan(klien, diajukan)):
        assert (jawaban.status_code, kalimat in teks(jawaban)) == (422, True)
    assert keadaan(diajukan) == sebelum
    pukul(wita(3, 9, 23, 59, 59))
    assert kembalikan(masuk(diajukan.penilai), diajukan).status_code == 302


def test_catatan_kembalikan_sesudah_sesi_berakhir_menunggu(diajukan, klien):
    sebelum = keadaan(diajukan)
    klien.logout()
    jawaban = kembalikan(klien, diajukan, catatan="Jangan hilang.")
    halaman_kembalikan = alamat(diajukan, "kembalikan/")
    assert (jawaban.status_code, jawaban["Location"].endswith(f"next={halaman_kembalikan}")) == (302, True)
    klien.force_login(diajukan.penilai.pengguna)
    jawaban = klien.get(halaman_kembalikan)
    assert (jawaban.status_code, keadaan(diajukan)) == (200, sebelum)
    for bagian in ("Jangan hilang.</textarea>", "belum tersimpan"):
        assert bagian in teks(jawaban)
    assert "Jangan hilang." not in teks(klien.get(halaman_kembalikan))


def test_kembalikan_sesudah_dinilai_ditolak(hasil_dinilai, klien):
    sebelum = keadaan(hasil_dinilai)
    assert "Kembalikan untuk diperbaiki" not in teks(klien.get(alamat(hasil_dinilai)))
    assert klien.get(alamat(hasil_dinilai, "kembalikan/")).status_code == 409
    assert (kembalikan(klien, hasil_dinilai).status_code, keadaan(hasil_dinilai)) == (409, sebelum)


def test_kembalikan_versi_lama_ditolak_catatan_tetap(diajukan, klien):
    sebelum = keadaan(diajukan)
    jawaban = kembalikan(klien, diajukan, versi=diajukan.versi - 1)
    assert (jawaban.status_code, keadaan(diajukan)) == (409, sebelum)
    assert "Bukti tidak dapat dibuka.</textarea>" in teks(jawaban)


def test_kembalikan_menjadi_draf_dan_pemilik_tahu_sampai_kapan(diajukan, klien):
    klien.post(alamat(diajukan, "simpan_umpan_balik/"), simpanan(diajukan, "Tetap ada"))
    kini = segar(diajukan)
    halaman = teks(klien.get(alamat(diajukan, "kembalikan/")))
    assert "paling lambat <strong>10 Maret 2026 pukul 23.59 WITA</strong>" in halaman
    assert kembalikan(klien, kini).status_code == 302
    kini = segar(diajukan)
    assert (kini.status, kini.penilai, kini.diajukan_pada) == ("DRAF", None, None)
    assert teks_baris(kini) == ["Tetap ada", ""]
    kabar = Notifikasi.objects.get(riwayat__jenis="realisasi.dikembalikan")
    assert (kabar.pengguna, kabar.judul, kabar.tautan) == (
        diajukan.pegawai.pengguna,
        "Realisasi Februari 2026 dikembalikan untuk diperbaiki: “Bukti tidak dapat dibuka.” "
        "Ajukan lagi paling lambat 10 Maret 2026 pukul 23.59 WITA.",
        LEMBAR,
    )
    assert "Tetap ada" not in teks(masuk(diajukan.pegawai).get(LEMBAR))


def test_perilaku_tersimpan_lalu_dinilai(hasil_dinilai, klien):
    data = isian_perilaku(hasil_dinilai)
    klien.post(alamat(hasil_dinilai, "simpan_umpan_balik/"), data | {"kunci": str(uuid4())})
    kini = segar(hasil_dinilai)
    jawaban = klien.post(
        alamat(hasil_dinilai, "nilai_perilaku/"), isian_perilaku(kini, umpan_balik_LOYAL="Ganti")
    )
    assert (jawaban.status_code, segar(kini).predikat) == (302, "BAIK")
    assert UmpanBalikPerilaku.objects.get(nilai="LOYAL").teks == "Ganti"
