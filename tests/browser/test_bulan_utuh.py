"""A month on a phone with a bad connection: logging, filing, rating, an outage; nothing is lost and nothing is twice."""

from __future__ import annotations

import io
from datetime import date

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.urls import reverse

from kinerja.aktivitas.models import Aktivitas
from kinerja.dokumen.checks import INVARIAN
from kinerja.dokumen.models import Riwayat
from kinerja.kalender.models import Gangguan, PembukaanKembali
from kinerja.realisasi.models import PerubahanPenilaian
from tests.alur.bulan import ajukan, akhiri_skp_lama, kantor_sebulan, laporan, pindah, skp_baru, wita
from tests.browser.orang import Orang

PONSEL = {"width": 390, "height": 844}
TAUTAN = "https://drive.google.com/drive/folders/contoh"
PUTUS = "Tidak ada sambungan; isian Anda aman di perangkat ini. Coba lagi bila sambungan kembali."
DIPULIHKAN = "Isian yang belum tersimpan dipulihkan."
PERNYATAAN = "Saya telah mengisi realisasi dengan BENAR"
LEMBAR = reverse("realisasi:lembar", args=[2026, 2])
# What the browser itself says of a connection that is gone and of a refusal: they were asked for.
DISENGAJA = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "status of 409", "status of 422", "status of 403")


@pytest.fixture
def jam(transactional_db):
    with time_machine.travel(wita(1, 15), tick=True) as jam:
        yield jam


@pytest.fixture
def k(jam):
    return kantor_sebulan()


@pytest.fixture
def periksa(axe, potret):
    """`periksa(somebody, name)`: no serious fault, nothing wider than the phone, and a picture."""

    def _periksa(siapa, nama):
        siapa.page.wait_for_load_state()
        siapa.page.locator("[aria-busy]").wait_for(state="detached")
        siapa.muat_di_layar()
        assert axe(siapa.page) == [], nama
        potret(siapa.page, f"bulan-390-{nama}")

    return _periksa


@pytest.fixture
def orang(browser, live_server, masuk):
    """`orang(pegawai)`: at a phone of his own, logged in."""
    semua = []

    def _orang(pegawai):
        satu = Orang(browser, live_server.url, PONSEL, reduced_motion="reduce")
        masuk(satu.page, pegawai.pengguna)
        semua.append(satu)
        return satu

    yield _orang
    galat = [g for satu in semua for g in satu.galat if not any(d in g for d in DISENGAJA)]
    for satu in semua:
        satu.page.context.close()
    assert galat == []


def kabar(siapa, teks):
    siapa.page.get_by_role("status").filter(has_text=teks).wait_for()


def isi_lembar(siapa, nilai="5"):
    for kotak in siapa.page.locator("[name^=nilai_]").all():
        kotak.fill(nilai)
    for kotak in siapa.page.locator("[name^=bukti_]").all():
        kotak.fill(TAUTAN)
    siapa.page.get_by_label(PERNYATAAN).check()


def tekan_ajukan(siapa):
    tombol(siapa, "Ajukan realisasi").click()


def tanpa_jawaban(siapa, alamat, nama):
    """The request arrives and is answered, but the answer does not come back."""

    def telan(route):
        route.fetch(max_redirects=0)
        route.abort()

    siapa.page.route(alamat, telan)
    with siapa.page.expect_event("requestfailed"):
        tombol(siapa, nama).click()
    siapa.page.locator("form[aria-busy]").wait_for(state="detached")
    siapa.page.unroute(alamat)
    kabar(siapa, PUTUS)


def tombol(siapa, nama):
    """The one that is seen: a form also has one for the Enter key."""
    return siapa.page.get_by_role("button", name=nama, exact=True).last


def diajukan(pegawai) -> int:
    tanda = Riwayat.objects.filter(jenis="realisasi.diajukan", objek_id=laporan(pegawai).pk)
    return tanda.count()


# --- the log ---------------------------------------------------------------------------------------------------------


def test_days_are_logged_on_a_phone(k, jam, orang, periksa):
    """Typed without a connection, kept on the phone, stored once; then pasted, copied, planned and done."""
    jam.move_to(wita(2, 3, 16))
    a = orang(k.a)
    a.buka("/kerja/aktivitas/")
    periksa(a, "01-aktivitas-kosong")
    a.page.get_by_label("Aktivitas", exact=True).last.fill("Menyusun laporan")
    a.page.get_by_label("Waktu mulai").fill("08:00")
    a.page.get_by_label("Waktu selesai").fill("09:00")
    a.page.get_by_label("Indikator SKP").select_option(index=1)
    a.page.context.set_offline(True)
    tombol(a, "Simpan").click()
    kabar(a, PUTUS)
    periksa(a, "02-aktivitas-tanpa-sambungan")
    a.page.context.set_offline(False)
    tanpa_jawaban(a, "**/catat_aktivitas/", "Simpan")
    a.page.reload()
    kabar(a, DIPULIHKAN)
    tombol(a, "Simpan").click()
    a.page.get_by_text(DIPULIHKAN).wait_for(state="detached")
    a.lihat("Nomor tanda terima")
    assert a.page.evaluate("Object.keys(localStorage)") == []
    assert Aktivitas.objects.filter(pegawai=k.a).count() == 1
    periksa(a, "03-aktivitas-tersimpan")

    a.klik("Tempel dari Excel")
    baris = "03-02-2026\t13.00\t14.00\tMemeriksa data\t1\n3/2/2026\t14:00\t15:30\tMelayani tamu\t2\n"
    a.page.locator("textarea").fill(baris)
    a.page.get_by_role("button", name="Periksa").click()
    a.page.get_by_text("Yang akan dicatat: 2 baris").wait_for()
    periksa(a, "04-tempel-diperiksa")
    a.page.get_by_role("button", name="Simpan aktivitas").click()
    a.page.get_by_text("Nomor tanda terima").first.wait_for()
    jam.move_to(wita(2, 4, 16))
    a = orang(k.a)
    a.buka("/kerja/aktivitas/")
    a.klik("Salin kemarin")
    periksa(a, "05-salin-kemarin")
    a.page.get_by_role("button", name="Salin yang dicentang").click()
    a.page.get_by_text("Nomor tanda terima").first.wait_for()
    assert Aktivitas.objects.filter(pegawai=k.a).count() == 6
    a.buka(reverse("aktivitas:daftar", args=[2026, 2]))
    periksa(a, "06-daftar-aktivitas")
    a.buka(reverse("aktivitas:kalender", args=[2026, 2]))
    periksa(a, "07-kalender-aktivitas")


# --- the report ------------------------------------------------------------------------------------------------------


def test_month_is_filed_over_a_bad_connection(k, jam, orang, periksa):
    """Cut before the request, cut after it, tapped twice: one receipt, and nothing typed again."""
    jam.move_to(wita(3, 10, 23, 40))
    e = orang(k.e)
    e.buka("/")
    periksa(e, "10-beranda-pegawai")
    e.buka("/kerja/realisasi/?tahun=2026")
    periksa(e, "11-daftar-bulan")
    e.buka(LEMBAR)
    e.tekan("Isi Realisasi")
    isi_lembar(e)
    periksa(e, "12-lembar")
    e.page.context.set_offline(True)
    tekan_ajukan(e)
    kabar(e, PUTUS)
    periksa(e, "13-lembar-tanpa-sambungan")
    assert (laporan(k.e).status, diajukan(k.e)) == ("DRAF", 0)
    e.page.context.set_offline(False)
    tanpa_jawaban(e, "**/ajukan/", "Ajukan realisasi")
    assert (laporan(k.e).status, diajukan(k.e)) == ("PENILAIAN_HASIL_KERJA", 1)
    e.page.get_by_role("button", name="Ajukan realisasi").dblclick()
    e.page.get_by_text("Tanda terima pengajuan").wait_for()
    assert (laporan(k.e).status, diajukan(k.e)) == ("PENILAIAN_HASIL_KERJA", 1)
    assert str(Riwayat.objects.get(jenis="realisasi.diajukan").nomor) in e.page.inner_text("main")
    assert e.page.inner_text("main").count("Realisasi berhasil diajukan.") == 1
    periksa(e, "14-tanda-terima")

    b = orang(k.b)
    b.buka(LEMBAR)
    b.tekan("Isi Realisasi")
    isi_lembar(b)
    b.page.get_by_role("button", name="Ajukan realisasi").dblclick()
    b.page.get_by_text("Tanda terima pengajuan").wait_for()
    assert diajukan(k.b) == 1


def test_session_that_ended_costs_nothing(k, jam, orang, masuk, periksa):
    """Ended while he typed: what he sent waits behind the log-in, and is filed from there."""
    jam.move_to(wita(3, 10, 23, 30))
    k.e.pengguna.set_password("Kupang-Laut-Timor-7")
    k.e.pengguna.save()
    e = orang(k.e)
    e.buka(LEMBAR)
    e.tekan("Isi Realisasi")
    isi_lembar(e, "7")
    Session.objects.all().delete()
    tekan_ajukan(e)
    e.page.get_by_label("NIP / NI PPPK").wait_for()
    periksa(e, "15-sesi-berakhir")
    assert laporan(k.e).status == "DRAF"
    e.page.get_by_label("NIP / NI PPPK").fill(k.e.nip)
    e.page.get_by_label("Password", exact=True).fill("Kupang-Laut-Timor-7")
    e.tekan("Masuk")
    assert [kotak.input_value() for kotak in e.page.locator("[name^=nilai_]").all()] == ["7", "7"]
    periksa(e, "16-isian-dipulihkan")
    e.page.get_by_label(PERNYATAAN).check()
    tekan_ajukan(e)
    e.page.get_by_text("Tanda terima pengajuan").wait_for()
    assert diajukan(k.e) == 1


def test_two_tabs_tell_what_is_stored(k, jam, orang, periksa):
    jam.move_to(wita(3, 5))
    e = orang(k.e)
    e.buka(LEMBAR)
    e.tekan("Isi Realisasi")
    lain = e.page.context.new_page()
    lain.goto(LEMBAR)
    e.page.locator("[name^=nilai_]").first.fill("3")
    tombol(e, "Simpan draf").click()
    e.page.get_by_text("Draf tersimpan.").wait_for()
    lain.locator("[name^=nilai_]").first.fill("8")
    lain.get_by_role("button", name="Simpan draf").last.click()
    lain.get_by_text("Yang tersimpan: 3").wait_for()
    assert lain.locator("[name^=nilai_]").first.input_value() == "8"
    e.page = lain
    periksa(e, "17-dua-tab")
    lain.get_by_role("button", name="Simpan draf").last.click()
    lain.get_by_text("Draf tersimpan.").wait_for()
    assert [str(b.nilai) for b in laporan(k.e).baris_terurut()] == ["8.00", "None"]


# --- moves, and who is late -----------------------------------------------------------------------------------------


def pilihan_indikator(siapa) -> list[str]:
    return [o.inner_text() for o in siapa.page.locator("select[name=indikator] option").all()][1:]


def test_moved_in_each_half_of_the_month(k, jam, orang, periksa):
    """On 5 February: the new SKP has the month. On the 20th: the old one, with “tugas kedinasan lain” for the rest."""
    jam.move_to(wita(2, 5))
    pindah(k, k.c, "kabid_dua", tmt=date(2026, 2, 5), aktif=True)
    akhiri_skp_lama(k.c, "2026-02-04", "Mutasi.")
    jam.move_to(wita(2, 9))
    skp_baru(k, k.c, k.kabid_dua, date(2026, 2, 5))
    c = orang(k.c)
    c.buka("/kerja/aktivitas/")
    assert pilihan_indikator(c) == ["Jumlah usul diproses", "Terlaksananya tugas kedinasan lain"]
    periksa(c, "18-mutasi-tanggal-5")
    c.buka("/kerja/skp/")
    periksa(c, "18-dua-skp")

    pindah(k, k.d, "kabid_dua", tmt=date(2026, 2, 20), aktif=False)
    jam.move_to(wita(2, 23, 16))
    d = orang(k.d)
    d.buka("/kerja/aktivitas/")
    assert pilihan_indikator(d) == ["Terlaksananya tugas kedinasan lain"]
    d.page.get_by_label("Aktivitas", exact=True).last.fill("Melayani tamu di jabatan baru")
    d.page.get_by_label("Waktu mulai").fill("08:00")
    d.page.get_by_label("Waktu selesai").fill("09:00")
    d.page.get_by_label("Indikator SKP").select_option(index=1)
    tombol(d, "Simpan").click()
    d.page.get_by_text("Nomor tanda terima").wait_for()
    periksa(d, "19-mutasi-tanggal-20")

    jam.move_to(wita(3, 4))
    for pegawai, penilai, baris in ((k.c, k.kabid_dua, 1), (k.d, k.kabid, 3)):
        siapa = orang(pegawai)
        siapa.buka(LEMBAR)
        siapa.tekan("Isi Realisasi")
        assert siapa.page.locator("[name^=nilai_]").count() == baris
        isi_lembar(siapa)
        periksa(siapa, f"19-lembar-{pegawai.nama[-3:]}")
        tekan_ajukan(siapa)
        siapa.page.get_by_text("Tanda terima pengajuan").wait_for()
        assert laporan(pegawai).penilai == penilai


def test_who_was_late_is_let_in_by_two_people(k, jam, orang, periksa):
    """His draft is closed by the clock, opened again by two of BKD, filed from where it was."""
    jam.move_to(wita(3, 4))
    b = orang(k.b)
    b.buka(LEMBAR)
    b.tekan("Isi Realisasi")
    b.page.locator("[name^=nilai_]").first.fill("4")
    tombol(b, "Simpan draf").click()
    b.page.get_by_text("Draf tersimpan.").wait_for()
    jam.move_to(wita(3, 11, 0, 31))
    call_command("berkala", "tutup_bulan", stdout=io.StringIO())
    b = orang(k.b)
    b.buka(LEMBAR)
    b.lihat("Tidak diajukan sampai batas pengisian")
    assert b.page.get_by_role("button", name="Isi Realisasi").count() == 0
    periksa(b, "31-tidak-lapor")
    b.buka("/")
    periksa(b, "32-beranda-tidak-lapor")

    jam.move_to(wita(3, 12, 10))
    bkd = orang(k.bkd)
    bkd.buka(reverse("kalender:usulkan_pembukaan") + f"?pegawai={k.b.pk}")
    bkd.page.get_by_label("Bulan yang dibuka kembali").select_option("2026-2")
    bkd.page.get_by_label("Alasan").fill("Dirawat di rumah sakit 1-11 Maret.")
    periksa(bkd, "33-buka-kembali")
    bkd.tekan("Usulkan")
    assert bkd.page.get_by_role("link", name="Setujui").count() == 0
    kedua = orang(k.bkd_dua)
    kedua.buka(reverse("kalender:usulan"))
    periksa(kedua, "34-usulan")
    kedua.buka(reverse("kalender:rincian", args=["pembukaan", PembukaanKembali.objects.get().pk]))
    kedua.klik("Setujui")
    periksa(kedua, "35-setujui-pembukaan")
    kedua.tekan("Setujui")

    b = orang(k.b)
    b.buka(LEMBAR)
    b.tekan("Isi Realisasi")
    assert [kotak.input_value() for kotak in b.page.locator("[name^=nilai_]").all()] == ["4", ""]
    periksa(b, "36-dibuka-kembali")
    isi_lembar(b, "4")
    tekan_ajukan(b)
    b.page.get_by_text("Tanda terima pengajuan").wait_for()
    assert laporan(k.b).status == "PENILAIAN_HASIL_KERJA"


# --- the rating ------------------------------------------------------------------------------------------------------


def isi_penilaian(siapa, rating="Sesuai Ekspektasi", catatan=""):
    siapa.page.get_by_label("Umpan balik yang sama untuk yang masih kosong").fill("Bagus dan pertahankan")
    siapa.tekan("Isikan pada yang masih kosong")
    assert {k.input_value() for k in siapa.page.locator("[name^=umpan_balik_]").all()} == {
        "Bagus dan pertahankan"
    }
    siapa.page.get_by_label(rating, exact=True).check()
    if catatan:
        siapa.page.get_by_label("Catatan akhir / rekomendasi").fill(catatan)
    siapa.page.get_by_label("Saya telah melakukan penilaian").check()
    siapa.tekan("Simpan Penilaian")


def test_penilai_goes_from_one_to_the_next(k, jam, orang, periksa):
    """Two people one after the other, one returned, one rating changed once with the reason counted as he types."""
    jam.move_to(wita(3, 5))
    for satu in (k.a, k.b, k.g):
        ajukan(satu)
    jam.move_to(wita(3, 6))
    kabid = orang(k.kabid)
    kabid.buka("/")
    periksa(kabid, "20-beranda-penilai")
    kabid.buka(reverse("realisasi:antrean_bulan", args=[2026, 2]))
    periksa(kabid, "21-antrean")
    kabid.klik("Isi Penilaian Pegawai Demo 101")
    periksa(kabid, "22-nilai-hasil-kerja")
    isi_penilaian(kabid)
    periksa(kabid, "23-nilai-perilaku")
    isi_penilaian(kabid, catatan="Pertahankan.")
    periksa(kabid, "24-selesai")
    kabid.klik("Orang berikutnya: Pegawai Demo 102")
    isi_penilaian(kabid, "Di atas Ekspektasi")
    isi_penilaian(kabid, "Di atas Ekspektasi", catatan="Sangat baik.")
    kabid.klik("Orang berikutnya: Pegawai Demo 107")
    kabid.klik("Kembalikan untuk diperbaiki")
    kabid.page.get_by_label("Apa yang perlu diperbaiki").fill("Lampirkan laporan minggu keempat.")
    periksa(kabid, "25-kembalikan")
    kabid.page.get_by_role("button", name="Kembalikan").click()
    kabid.page.get_by_text("dikembalikan untuk diperbaiki.").first.wait_for()
    assert [laporan(satu).status for satu in (k.a, k.b, k.g)] == ["SELESAI", "SELESAI", "DRAF"]

    kabid.buka(reverse("realisasi:ubah_penilaian", args=[laporan(k.a).pk]))
    alasan = ("Bukti yang menyusul memperlihatkan hasil yang lebih. " * 5)[:199]
    kabid.page.get_by_label("Catatan Perubahan Penilaian").fill(alasan)
    hitungan = kabid.page.locator("#jumlah-karakter")
    assert hitungan.inner_text() == "199"
    kabid.page.get_by_label("Catatan Perubahan Penilaian").press_sequentially("x")
    assert hitungan.inner_text() == "200"
    for label in kabid.page.get_by_label("Di atas Ekspektasi").all():
        label.check()
    periksa(kabid, "26-ubah-penilaian")
    kabid.page.get_by_role("button", name="Lanjutkan").click()
    kabid.page.get_by_text("Periksa sebelum disimpan").wait_for()
    periksa(kabid, "27-ubah-penilaian-periksa")
    kabid.page.get_by_role("button", name="Simpan perubahan").click()
    kabid.page.get_by_text("Perubahan penilaian tersimpan.").wait_for()
    assert (laporan(k.a).predikat, PerubahanPenilaian.objects.count()) == ("SANGAT_BAIK", 1)
    periksa(kabid, "28-sudah-diubah")
    a = orang(k.a)
    a.buka(LEMBAR)
    periksa(a, "29-pegawai-membaca-perubahan")
    a.buka("/kerja/pemberitahuan/")
    periksa(a, "30-pemberitahuan")


# --- the last days ---------------------------------------------------------------------------------------------------


def test_outage_silent_penilai_and_what_became_of_all(k, jam, orang, periksa):
    """Two of BKD record the outage; on the day that it adds, the superior rates; everybody reads what became of it."""
    jam.move_to(wita(3, 5))
    ajukan(k.f)
    jam.move_to(wita(3, 11, 2, 30))
    bkd = orang(k.bkd)
    bkd.buka(reverse("kalender:usulkan_gangguan"))
    bkd.page.get_by_label("Mulai, tanggal").fill("2026-03-10")
    bkd.page.get_by_label("Mulai, jam (WITA)").fill("20:00")
    bkd.page.get_by_label("Selesai, tanggal").fill("2026-03-11")
    bkd.page.get_by_label("Selesai, jam (WITA)").fill("02:00")
    bkd.page.get_by_label("Yang terjadi").fill("Sistem tidak dapat diakses.")
    periksa(bkd, "40-catat-gangguan")
    bkd.tekan("Lihat akibatnya")
    bkd.lihat("11 Maret 2026 pukul 05.59 WITA")
    periksa(bkd, "41-akibat-gangguan")
    bkd.tekan("Usulkan")
    satu = Gangguan.objects.get()
    kedua = orang(k.bkd_dua)
    kedua.buka(reverse("kalender:tindakan", args=["gangguan", satu.pk, "setujui"]))
    kedua.tekan("Setujui")
    periksa(kedua, "42-gangguan-disetujui")

    jam.move_to(wita(3, 11, 3))
    e = orang(k.e)
    e.buka("/kerja/jadwal/")
    e.lihat("11 Maret 2026 pukul 05.59 WITA")
    periksa(e, "43-jadwal-bergeser")
    e.buka(LEMBAR)
    e.tekan("Isi Realisasi")
    periksa(e, "44-lembar-sesudah-gangguan")
    isi_lembar(e)
    tekan_ajukan(e)
    e.page.get_by_text("Tanda terima pengajuan").wait_for()

    jam.move_to(wita(3, 12, 9))
    atasan = orang(k.pimpinan)
    atasan.buka(reverse("realisasi:atasan"))
    periksa(atasan, "45-belum-dinilai-bawahan")
    atasan.klik("Nilai Pegawai Demo 106")
    isi_penilaian(atasan)
    isi_penilaian(atasan, catatan="Dinilai atasan pejabat penilai.")
    assert (laporan(k.f).status, laporan(k.f).oleh_atasan) == ("SELESAI", True)
    periksa(atasan, "46-dinilai-atasan")

    atasan.buka("/")
    periksa(atasan, "47-beranda-pimpinan")
    atasan.buka(reverse("realisasi:rekap_opd", args=[2026, 2, k.opd.pk]))
    periksa(atasan, "48-rekapitulasi")
    atasan.buka(reverse("realisasi:rekap_pegawai", args=[2026, 2, k.opd.pk]))
    periksa(atasan, "49-rekapitulasi-pegawai")
    bkd = orang(k.bkd)
    bkd.buka("/")
    periksa(bkd, "50-beranda-bkd")
    bkd.buka(reverse("realisasi:rekap_bulan", args=[2026, 2]))
    periksa(bkd, "51-rekapitulasi-bkd")
    pengelola = orang(k.pengelola)
    pengelola.buka(reverse("realisasi:pengalihan"))
    periksa(pengelola, "52-alihkan-penilai")
    assert {nama: list(uji()) for nama, uji in INVARIAN.items()} == {nama: [] for nama in INVARIAN}
