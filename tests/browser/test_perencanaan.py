"""An office plans its year in Chromium: three at a desk, one on a phone, one on a phone without JavaScript."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import time_machine
from django.urls import reverse

from kinerja.kepegawaian.models import Pegawai
from kinerja.skp.models import Skp
from tests.alur.kantor import (
    HARAPAN,
    JANUARI,
    JULI,
    LAMPIRAN,
    TEMPELAN,
    bangun,
    kode_verifikasi,
    tercetak,
)
from tests.browser.orang import Orang

MEJA, PONSEL = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
ANTREAN = "/kerja/penilaian/skp/"


@pytest.fixture
def kantor(transactional_db):
    with time_machine.travel(JANUARI, tick=True) as jam:
        k = bangun()
        k.jam = jam
        yield k


@pytest.fixture
def orang(kantor, browser, live_server, masuk):
    """`orang("kabid", size)`: that person at his own browser; all of them are in `kantor.hadir`."""
    kantor.hadir = []

    def _orang(nama="", ukuran=MEJA, **pilihan) -> Orang:
        satu = Orang(browser, live_server.url, ukuran, reduced_motion="reduce", **pilihan)
        if nama:
            masuk(satu.page, getattr(kantor, nama).pengguna)
        kantor.hadir.append(satu)
        return satu

    yield _orang
    for satu in kantor.hadir:
        satu.page.context.close()


@pytest.fixture
def periksa(axe, potret):
    """`periksa(somebody, name)`: what is wrong with the page he is at, at both widths, is kept in `periksa.cela`."""

    def _periksa(siapa, nama):
        ukuran = siapa.page.viewport_size
        for layar in (MEJA, PONSEL):
            siapa.page.set_viewport_size(layar)
            siapa.muat_di_layar()
            if temuan := axe(siapa.page):
                _periksa.cela[nama, layar["width"]] = temuan
            potret(siapa.page, f"perencanaan-{nama}-{layar['width']}")
        siapa.page.set_viewport_size(ukuran)

    _periksa.cela = {}
    return _periksa


def alamat(pegawai: Pegawai) -> str:
    return reverse("skp:detail", args=[Skp.objects.get(pegawai=pegawai).pk])


def status(pegawai: Pegawai) -> str:
    return Skp.objects.get(pegawai=pegawai).status


def test_office_plans_its_year(kantor, orang, periksa):
    k = kantor
    pimpinan, kabid, sekda, publik = orang("pimpinan"), orang("kabid"), orang("sekda"), orang()
    pelaksana = orang("pelaksana", PONSEL)
    rekan = orang("rekan", PONSEL, java_script_enabled=False)

    pimpinan_merencanakan(k, pimpinan, sekda, periksa)
    pimpinan_membagi(k, pimpinan, periksa)
    kabid_merencanakan(kabid, periksa)
    kabid_dikembalikan_lalu_diterima(k, pimpinan, kabid, periksa)
    pelaksana_merencanakan(pelaksana, periksa)
    rekan_merencanakan(rekan)
    kabid_menerima_sekaligus(k, kabid, periksa)
    kode = cetakan_asli(k, {"pimpinan": pimpinan, "rekan": rekan, "pelaksana": pelaksana}, publik, periksa)

    k.jam.move_to(JULI)  # whoever logged in in January has to do it again
    pelaksana, kabid = orang("pelaksana", PONSEL), orang("kabid")
    pelaksana_merevisi(k, pelaksana, kabid, periksa)
    kode_lama_digantikan(k, kode, pelaksana, publik, periksa)
    assert periksa.cela == {}
    assert [g for satu in k.hadir for g in satu.galat if "422" not in g] == []


def pimpinan_merencanakan(k: SimpleNamespace, pimpinan: Orang, sekda: Orang, periksa) -> None:
    pimpinan.buka("/kerja/skp/")
    pimpinan.klik("Tambah SKP")
    assert pimpinan.page.get_by_label("JPT / Pimpinan Unit Mandiri").is_checked()
    periksa(pimpinan, "tambah-skp")
    pimpinan.tekan("Simpan")
    periksa(pimpinan, "susun-kosong")
    tambah_rhk(pimpinan, "Meningkatnya profesionalitas pegawai")
    tambah_indikator(pimpinan, 1, "Penerima Layanan", "Indeks profesionalitas", target="82,5", satuan="Poin")
    pimpinan.buka_dialog("Isi lampiran")
    for label, kode in (("Dukungan sumber daya", "SUMBER_DAYA"), ("Konsekuensi", "KONSEKUENSI")):
        pimpinan.page.get_by_label(label).fill(LAMPIRAN[kode])
    pimpinan.simpan_dialog("Lampiran tersimpan.", "Simpan lampiran")
    ajukan(pimpinan, "Mohon persetujuan rencana Badan Contoh.")

    sekda.buka(ANTREAN)
    sekda.klik("Nilai SKP Pimpinan Demo")
    isi_ekspektasi(sekda)
    putuskan(sekda, "Simpan, lalu terima", "Terima")
    sekda.lihat("SKP Pimpinan Demo disetujui. Nomor tanda terima")
    assert status(k.pimpinan) == "DISETUJUI"


def pimpinan_membagi(k: SimpleNamespace, pimpinan: Orang, periksa) -> None:
    pimpinan.buka(alamat(k.pimpinan))
    pimpinan.klik("Matriks peran hasil")
    pimpinan.klik("+ Tugaskan")
    pimpinan.page.get_by_label("Hasil kerja yang ditugaskan").fill("Terselenggaranya manajemen kinerja")
    periksa(pimpinan, "tugaskan")
    pimpinan.tekan("Tugaskan")
    pimpinan.lihat("Ditugaskan kepada Kabid Demo")
    periksa(pimpinan, "matriks")


def kabid_merencanakan(kabid: Orang, periksa) -> None:
    buat_skp(kabid)
    kabid.buka_dialog("Ambil ke SKP")
    kabid.simpan_dialog("Penugasan menjadi rencana hasil kerja Anda.", "Ambil ke SKP")
    kabid.page.get_by_text("Tambah banyak sekaligus").click()
    kabid.klik("Tempel dari lembar kerja")
    kabid.page.get_by_label("Baris dari lembar kerja").fill(TEMPELAN)
    kabid.page.get_by_role("button", name="Periksa").click()
    kabid.page.get_by_role("heading", name="Yang terbaca").wait_for()
    kabid.lihat("Jumlah pegawai yang diuji: 1.250 Orang")
    periksa(kabid, "tempel")
    kabid.tekan("Tambahkan 2 RHK")
    kabid.lihat("2 RHK dan 2 indikator ditambahkan.")
    kabid.page.get_by_text("Sebelum diajukan, lengkapi 3 hal").click()
    kabid.lihat("RHK “Terselenggaranya manajemen kinerja” belum mempunyai indikator.")
    periksa(kabid, "susun-kurang")
    pilih_rhk_atasan(kabid, periksa, "pilih-rhk-atasan")
    tambah_indikator(kabid, 1, "Kualitas", "Persentase SKP tepat waktu", target="100", satuan="Persen")
    kabid.lihat("Rencana sudah lengkap dan siap diajukan.")
    ajukan(kabid, "Mohon persetujuan rencana Bidang Kinerja.")


def kabid_dikembalikan_lalu_diterima(k: SimpleNamespace, pimpinan: Orang, kabid: Orang, periksa) -> None:
    pimpinan.buka(ANTREAN)
    pimpinan.klik("Nilai SKP Kabid Demo")
    pimpinan.buka_dialog("Komentari indikator 1 RHK 3")
    pimpinan.page.get_by_role("textbox", name="Komentar").fill("Apakah 1.250 orang terjangkau?")
    pimpinan.simpan_dialog("Komentar terkirim kepada Kabid Demo.", "Kirim komentar")
    periksa(pimpinan, "menilai")
    pimpinan.klik("Kembalikan")
    pimpinan.page.get_by_label("Catatan koreksi").fill("Perbaiki target uji kompetensi.")
    pimpinan.tekan("Kembalikan")
    assert status(k.kabid) == "KONSEP"

    kabid.buka(alamat(k.kabid))
    kabid.lihat("SKP ini dikembalikan Pimpinan Demo.")
    periksa(kabid, "susun-dikembalikan")
    kabid.buka_dialog("Balas komentar indikator 1 RHK 3")
    kabid.page.get_by_label("Balasan").fill("Diturunkan menjadi 800.")
    kabid.simpan_dialog("Balasan tersimpan.", "Kirim balasan")
    kabid.buka_dialog("Ubah indikator 1 RHK 3")
    kabid.page.get_by_label("Target tahunan").fill("800")
    kabid.simpan_dialog("Indikator tersimpan.")
    ajukan(kabid, "Target sudah diperbaiki.")

    pimpinan.buka(ANTREAN)
    pimpinan.klik("Nilai SKP Kabid Demo")
    pimpinan.lihat("Diturunkan menjadi 800.")
    isi_ekspektasi(pimpinan)
    putuskan(pimpinan, "Simpan, lalu terima", "Terima")
    assert status(k.kabid) == "DISETUJUI"


def pelaksana_merencanakan(pelaksana: Orang, periksa) -> None:
    """On a phone: the library, rows put in order, a target in words, advice that refuses nothing."""
    buat_skp(pelaksana)
    pelaksana.klik("Ambil dari pustaka jabatan")
    for kotak in pelaksana.page.get_by_role("checkbox").all():
        kotak.check()
    periksa(pelaksana, "pustaka")
    pelaksana.tekan("Ambil yang dicentang")
    pelaksana.page.get_by_text("Sebelum diajukan, lengkapi 2 hal").click()
    pilih_rhk_atasan(pelaksana)
    pelaksana.page.get_by_role("button", name="Naikkan RHK 2").click()
    kabar(pelaksana, "Urutan tersimpan.")
    pelaksana.lihat("1. Melaksanakan pencadangan basis data")
    tambah_indikator(pelaksana, 1, "Waktu", "Waktu pemulihan data", teks="1 minggu")
    pelaksana.page.get_by_text("Saran perbaikan").click()
    pelaksana.lihat("menyebut kegiatan. Tulislah hasilnya")
    periksa(pelaksana, "susun-lengkap")
    ajukan(pelaksana, "Mohon koreksi, terima kasih.", periksa)


def rekan_merencanakan(rekan: Orang) -> None:
    """A qualitative plan on a phone without JavaScript: every dialog is a page."""
    buat_skp(rekan)
    rekan.klik("Ubah periode dan model")
    rekan.page.get_by_label("Kualitatif").check()
    rekan.tekan("Simpan")
    rekan.klik("+ Utama")
    rekan.page.get_by_label("Rencana hasil kerja atasan yang diintervensi").select_option(index=1)
    rekan.page.get_by_label("Rencana hasil kerja", exact=True).fill("Terlayaninya pengguna aplikasi")
    rekan.tekan("Simpan")
    rekan.klik("+ Indikator untuk RHK 1")
    rekan.page.get_by_label("Kualitas").check()
    rekan.page.get_by_label("Indikator kinerja individu").fill("Keluhan dijawab sesuai standar pelayanan")
    rekan.tekan("Simpan")
    rekan.lihat("Keluhan dijawab sesuai standar pelayanan")
    ajukan(rekan, "Mohon koreksi.")


def kabid_menerima_sekaligus(k: SimpleNamespace, kabid: Orang, periksa) -> None:
    """What was written for one of them is kept, and its words are offered for both."""
    kabid.buka(ANTREAN)
    kabid.klik("Nilai SKP Pelaksana Demo")
    kabid.page.get_by_label("Berorientasi Pelayanan").fill("Melayani dengan ramah.")
    kabid.page.get_by_role("button", name="Simpan ekspektasi").click()
    kabid.page.get_by_text("Ekspektasi tersimpan.").wait_for()
    kabid.buka(ANTREAN)
    centang(kabid)
    periksa(kabid, "antrean")
    kabid.tekan("Isi ekspektasi sekaligus")
    kabid.lihat("Sudah terisi 1: Berorientasi Pelayanan")
    kabid.page.get_by_label("Kalimat terdahulu untuk Berorientasi Pelayanan").select_option(
        "Melayani dengan ramah."
    )
    isi_ekspektasi(kabid)
    periksa(kabid, "ekspektasi-massal")
    kabid.tekan("Simpan pada 2 SKP")
    kabid.lihat("Ekspektasi: 2 SKP berhasil.")
    centang(kabid)
    kabid.tekan("Terima sekaligus")
    kabid.page.get_by_label("Catatan persetujuan").fill("Disetujui.")
    periksa(kabid, "terima-massal")
    kabid.tekan("Terima 2 SKP")
    kabid.lihat("Terima: 2 SKP berhasil.")
    assert (status(k.pelaksana), status(k.rekan)) == ("DISETUJUI", "DISETUJUI")
    teks = Skp.objects.get(pegawai=k.rekan).daftar_ekspektasi.values_list("teks", flat=True)
    assert list(teks) == ["Melayani dengan ramah."] + [HARAPAN] * 6

    kabid.buka(alamat(k.rekan))
    periksa(kabid, "baca-penilai")
    kabid.klik("Izinkan disalin rekan sejabatan")
    kabid.tekan("Izinkan disalin")


def cetakan_asli(k: SimpleNamespace, hadir: dict[str, Orang], publik: Orang, periksa) -> str:
    """Each form says what it is, and whoever has its code learns that it is genuine. Returns the pelaksana's."""
    for nama, tautan, judul in (
        ("pimpinan", "Cetak SKP", "BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI"),
        ("pimpinan", "Cetak lampiran", "LAMPIRAN SASARAN KINERJA PEGAWAI"),
        ("rekan", "Cetak SKP", "PENDEKATAN HASIL KERJA KUALITATIF BAGI PEJABAT ADMINISTRASI"),
        ("pelaksana", "Cetak SKP", "PENDEKATAN HASIL KERJA KUANTITATIF BAGI PEJABAT ADMINISTRASI"),
    ):
        pdf = unduh(hadir[nama], alamat(getattr(k, nama)), f"{tautan} versi 1")
        assert judul in tercetak(pdf)
        kode = kode_verifikasi(pdf)
        publik.buka(f"/verifikasi/{kode}/")
        publik.lihat("Asli. Kode ini milik Sasaran Kinerja Pegawai")
    periksa(publik, "verifikasi-asli")
    return kode


def pelaksana_merevisi(k: SimpleNamespace, pelaksana: Orang, kabid: Orang, periksa) -> None:
    halaman = alamat(k.pelaksana)
    pelaksana.buka(halaman)
    pelaksana.klik("Ajukan revisi")
    pelaksana.page.get_by_label("Alasan revisi").fill("Target pencadangan dinaikkan.")
    pelaksana.tekan("Ajukan revisi")
    kabid.buka(ANTREAN)
    kabid.klik("Putuskan revisi SKP Pelaksana Demo")
    periksa(kabid, "permintaan-revisi")
    kabid.klik("Terima revisi")
    kabid.tekan("Terima revisi")

    pelaksana.buka(halaman)
    assert pelaksana.page.get_by_role("link", name="Hapus").count() == 0
    rhk = Skp.objects.get(pegawai=k.pelaksana).daftar_rhk.get(urutan=1)
    pelaksana.buka(f"{halaman}hapus_rhk/{rhk.pk}/")
    pelaksana.page.get_by_role("button", name="Hapus").click()
    pelaksana.page.get_by_text("sudah pernah disetujui, jadi tidak dapat dihapus dalam revisi").wait_for()
    pelaksana.buka(halaman)
    pelaksana.page.get_by_text("Tambah banyak sekaligus").click()
    pelaksana.klik("Salin dari SKP lain")
    periksa(pelaksana, "salin")
    pelaksana.klik("Pilih SKP Rekan Demo 2026")
    periksa(pelaksana, "salin-pilih")

    pelaksana.buka(halaman)
    pelaksana.buka_dialog("Ubah indikator 1 RHK 1")
    pelaksana.page.get_by_label("Target tahunan").fill("104")
    pelaksana.simpan_dialog("Indikator tersimpan.")
    tambah_indikator(
        pelaksana, 1, "Kualitas", "Persentase pencadangan berhasil", target="97,5", satuan="Persen"
    )
    (hapus,) = pelaksana.page.get_by_role("link", name="Hapus").all_inner_texts()
    assert hapus.split() == ["Hapus", "indikator", "3", "RHK", "1"]
    periksa(pelaksana, "susun-revisi")
    ajukan(pelaksana, "Sudah disesuaikan.")

    kabid.buka(ANTREAN)
    kabid.klik("Nilai SKP Pelaksana Demo")
    kabid.lihat("Yang berubah sejak versi 1")
    kabid.lihat("104 Kali")
    periksa(kabid, "menilai-revisi")
    putuskan(kabid, "Simpan, lalu terima", "Terima")
    pelaksana.buka(halaman)
    periksa(pelaksana, "baca-pemilik")
    pelaksana.klik("Bandingkan versi")
    assert pelaksana.page.get_by_label("Dari").locator("option").all_inner_texts() == [
        "Versi 1 (6 Januari 2026)",
        "Versi 2 (6 Juli 2026)",
    ]
    pelaksana.lihat("Persentase pencadangan berhasil")
    periksa(pelaksana, "banding")


def kode_lama_digantikan(k: SimpleNamespace, lama: str, pelaksana: Orang, publik: Orang, periksa) -> None:
    publik.buka("/verifikasi/")
    publik.page.get_by_label("Kode verifikasi").fill(lama.lower())
    publik.tekan("Periksa")
    publik.lihat("Asli, tetapi sudah digantikan. Versi yang lebih baru berlaku sejak 6 Juli 2026.")
    periksa(publik, "verifikasi-digantikan")
    publik.buka(f"/verifikasi/{kode_verifikasi(unduh(pelaksana, alamat(k.pelaksana), 'Cetak SKP versi 2'))}/")
    publik.lihat("Asli. Kode ini milik Sasaran Kinerja Pegawai")


# --- steps that return -----------------------------------------------------------------------------------------


def buat_skp(siapa: Orang) -> None:
    siapa.buka("/kerja/skp/")
    siapa.klik("Tambah SKP")
    siapa.tekan("Simpan")


def tambah_rhk(siapa: Orang, uraian: str) -> None:
    siapa.buka_dialog("+ Utama")
    siapa.page.get_by_label("Rencana hasil kerja", exact=True).fill(uraian)
    siapa.simpan_dialog("Rencana hasil kerja tersimpan.")


def tambah_indikator(
    siapa: Orang, rhk: int, sumbu: str, uraian: str, *, target="", satuan="", teks=""
) -> None:
    siapa.buka_dialog(f"+ Indikator untuk RHK {rhk}")
    siapa.page.get_by_role("radio", name=sumbu).check()
    siapa.page.get_by_label("Indikator kinerja individu").fill(uraian)
    siapa.page.get_by_label("Target tahunan").fill(target)
    siapa.page.get_by_label("Satuan").fill(satuan)
    siapa.page.get_by_label("Target berupa teks").fill(teks)
    siapa.simpan_dialog("Indikator tersimpan.")


def pilih_rhk_atasan(siapa: Orang, periksa=None, nama="") -> None:
    siapa.klik("Pilih RHK atasan sekaligus")
    for pilihan in siapa.page.get_by_role("main").get_by_role("combobox").all():
        pilihan.select_option(index=1)
    if periksa:
        periksa(siapa, nama)
    siapa.tekan("Simpan")


def ajukan(siapa: Orang, catatan: str, periksa=None) -> None:
    siapa.klik("Ajukan")
    if periksa:
        periksa(siapa, "ajukan")
    siapa.page.get_by_label("Catatan kepada penilai").fill(catatan)
    siapa.tekan("Ajukan")
    siapa.lihat("Nomor tanda terima")


def isi_ekspektasi(siapa: Orang) -> None:
    """Those that are still empty."""
    for kotak in siapa.page.get_by_role("main").get_by_role("textbox").all():
        if not kotak.input_value():
            kotak.fill(HARAPAN)


def putuskan(siapa: Orang, simpan: str, putusan: str) -> None:
    siapa.tekan(simpan)
    siapa.page.get_by_label("Catatan persetujuan").fill("Sudah sesuai.")
    siapa.tekan(putusan)


def centang(siapa: Orang) -> None:
    for kotak in siapa.page.get_by_role("checkbox").all():
        kotak.check()


def kabar(siapa: Orang, teks: str) -> None:
    siapa.page.get_by_role("status").filter(has_text=teks).wait_for()


def unduh(siapa: Orang, halaman: str, tautan: str) -> bytes:
    """A browser without a PDF viewer would save it; here it is fetched with his session."""
    siapa.buka(halaman)
    jawaban = siapa.page.request.get(siapa.page.get_by_role("link", name=tautan).get_attribute("href"))
    assert (jawaban.status, jawaban.headers["content-type"]) == (200, "application/pdf")
    return jawaban.body()
