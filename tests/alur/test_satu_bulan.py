"""One month of Si-Kinerja, from the username to the predikat, through HTTP, without JavaScript."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from kinerja.akun.models import Pengguna
from kinerja.dokumen.checks import INVARIAN
from kinerja.dokumen.models import Riwayat
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.skp.models import NilaiBerakhlak, Skp
from tests.alur.lembar import kode_aktivasi
from tests.alur.peramban import Peramban
from tests.factories import (
    JabatanFactory,
    PegawaiFactory,
    PerangkatDaerahFactory,
    RiwayatJabatanFactory,
    UnitKerjaFactory,
    beri_wilayah,
    skp_disetujui,
)

WITA = ZoneInfo("Asia/Makassar")
PASSWORD = "Kupang-Laut-Timor-7"
NIP = "199003152015032007"
NIP_PPPK = "199508172022211004"


@pytest.fixture
def dunia(db):
    """An office with a kepala, a kabid whose own SKP is approved, a pengelola and a verifikatur."""
    opd = PerangkatDaerahFactory(nama="Badan Contoh Provinsi NTT")
    kepala, kabid, pengelola, verifikatur = (PegawaiFactory(perangkat_daerah=opd) for _ in range(4))
    puncak = UnitKerjaFactory(perangkat_daerah=opd, nama="Badan Contoh", kepala=kepala)
    bidang = UnitKerjaFactory(
        perangkat_daerah=opd, nama="Bidang Pengembangan Pegawai", induk=puncak, kepala=kabid
    )
    RiwayatJabatanFactory(
        pegawai=kabid, unit_kerja=bidang, jabatan=JabatanFactory(nama="Kepala Bidang Contoh")
    )
    skp_disetujui(kabid, penilai=kepala)
    JabatanFactory(nama="Pranata Komputer Ahli Pertama")
    beri_wilayah(pengelola.pengguna, opd, "kelola_perangkatdaerah")
    beri_wilayah(verifikatur.pengguna, opd, "verifikasi_perangkatdaerah")
    for orang in (kepala, kabid, pengelola, verifikatur):
        orang.pengguna.set_password(PASSWORD)
        orang.pengguna.save()
    call_command("isi_informasi", verbosity=0)
    return {"opd": opd, "kabid": kabid, "pengelola": pengelola, "verifikatur": verifikatur}


def daftar_username() -> SimpleUploadedFile:
    kolom = "nip;nama;jenis_kepegawaian;tanggal_lahir;jenis_kelamin;golongan;jabatan;unit_kerja;tmt_jabatan;email;nip_penilai"
    baris = [
        f"{NIP};Pegawai Demo 901;PNS;1990-03-15;P;III/a;Pranata Komputer Ahli Pertama;Bidang Pengembangan Pegawai;2021-01-03;;",
        f"{NIP_PPPK};Pegawai Demo 902;PPPK;1995-08-17;L;IX;Pranata Komputer Ahli Pertama;Bidang Pengembangan Pegawai;2022-03-01;;",
    ]
    return SimpleUploadedFile("daftar.csv", "\r\n".join([kolom, *baris]).encode(), "text/csv")


def pada(bulan: int, hari: int, jam: int = 9):
    return time_machine.travel(datetime(2026, bulan, hari, jam, tzinfo=WITA), tick=False)


def test_one_month_from_username_to_predikat(dunia):
    with pada(1, 12):
        kode = daftar_sampai_kode(dunia)
    with pada(1, 13):
        pegawai = aktivasi(kode)
        susun_skp(pegawai)
    with pada(1, 14):
        penilai = Peramban().masuk(dunia["kabid"].nip, PASSWORD)
        setujui_skp(penilai)
    with pada(1, 31, 23):
        belum_boleh_lapor(Peramban().masuk(NIP, PASSWORD))
    with pada(2, 5):
        pegawai = Peramban().masuk(NIP, PASSWORD)
        lapor_januari(pegawai)
    with pada(2, 9):
        penilai = Peramban().masuk(dunia["kabid"].nip, PASSWORD)
        nilai_januari(penilai)
    with pada(2, 10):
        pegawai = Peramban().masuk(NIP, PASSWORD)
        baca_predikat_dan_juknis(pegawai)

    realisasi = RealisasiBulanan.objects.get(pegawai__nip=NIP)
    assert (realisasi.status, realisasi.predikat) == ("SELESAI", "BAIK")
    assert realisasi.penilai == dunia["kabid"]
    jenis = set(Riwayat.objects.values_list("jenis", flat=True))
    assert {"skp.diajukan", "skp.diterima", "realisasi.diajukan", "realisasi.perilaku_dinilai"} <= jenis
    assert {nama: list(periksa()) for nama, periksa in INVARIAN.items()} == {nama: [] for nama in INVARIAN}


def daftar_sampai_kode(dunia) -> str:
    """The pengelola uploads and submits; somebody else verifies, applies and prints the codes."""
    pengelola = Peramban().masuk(dunia["pengelola"].nip, PASSWORD)
    pengelola.buka("/kerja/username/unggah/").tekan("Unggah", berkas=daftar_username())
    assert pengelola.status == 200, pengelola.teks
    rincian = pengelola.alamat
    assert "2 baris" in pengelola.teks or "Pegawai Demo 901" in pengelola.teks

    pengelola.klik("Ajukan").tekan("Ajukan")
    assert "Menunggu verifikasi" in pengelola.buka(rincian).teks
    assert pengelola.buka(f"{rincian}verifikasi/").status == 403
    assert Pengguna.objects.filter(username=NIP).count() == 0

    verifikatur = Peramban().masuk(dunia["verifikatur"].nip, PASSWORD)
    verifikatur.buka(rincian).klik("Verifikasi").tekan("Verifikasi")
    verifikatur.buka(rincian).klik("Terapkan").tekan("Terapkan")
    assert "Diterapkan" in verifikatur.buka(rincian).teks
    akun = Pengguna.objects.get(username=NIP)
    assert (akun.is_active, akun.has_usable_password()) == (True, False)

    pengelola.buka(rincian).klik("Cetak kode aktivasi").tekan("Cetak kode aktivasi")
    assert pengelola.jawaban["Content-Type"] == "application/pdf"
    return kode_aktivasi(pengelola.jawaban.content, "Pegawai Demo 901")


def aktivasi(kode: str) -> Peramban:
    pegawai = Peramban().buka("/aktivasi/").tekan("Lanjut", nip=NIP, kode=kode)
    pegawai.tekan("Simpan password", password_baru=PASSWORD, ulangi_password=PASSWORD)
    assert (pegawai.status, pegawai.alamat) == (200, "/"), pegawai.teks
    assert "Susun SKP 2026" in pegawai.teks
    return pegawai


def susun_skp(pegawai: Peramban) -> None:
    pegawai.klik("Tambah SKP")
    pegawai.klik("Tambah SKP").tekan("Simpan")
    skp = Skp.objects.get(pegawai__nip=NIP)
    assert (skp.mulai, skp.selesai, skp.model) == (date(2026, 1, 1), date(2026, 12, 31), "JA_JF")
    halaman = f"/kerja/skp/{skp.pk}/"

    pegawai.buka(f"{halaman}ajukan/").tekan("Ajukan", catatan="Mohon koreksi.")
    assert pegawai.status == 422
    assert "SKP belum mempunyai rencana hasil kerja utama" in pegawai.teks

    atasan = Skp.objects.get(
        pegawai__daftar_unit_dipimpin__nama="Bidang Pengembangan Pegawai"
    ).daftar_rhk.get()
    pegawai.buka(f"{halaman}tambah_rhk/").tekan(
        "Simpan", jenis="UTAMA", rhk_atasan=str(atasan.pk), uraian="Tersedianya Aplikasi Si-Kinerja"
    )
    rhk = skp.daftar_rhk.get()
    for aspek, uraian, target, satuan in (
        ("KUANTITAS", "Jumlah kegiatan backup basis data", "50", "Kali"),
        ("KUALITAS", "Persentase layanan aktif", "97,5", "%"),
    ):
        pegawai.buka(f"{halaman}tambah_indikator/{rhk.pk}/").tekan(
            "Simpan", aspek=aspek, uraian=uraian, target=target, satuan=satuan
        )
        assert pegawai.status == 200, pegawai.teks
    pegawai.buka(f"{halaman}ajukan/").tekan("Ajukan", catatan="Mohon koreksi, terima kasih.")
    skp.refresh_from_db()
    assert skp.status == "PENILAIAN_RENCANA"


def setujui_skp(penilai: Peramban) -> None:
    assert "1 SKP menunggu keputusan Anda" in penilai.buka("/").teks
    halaman = f"/kerja/skp/{Skp.objects.get(pegawai__nip=NIP).pk}/"
    penilai.buka("/kerja/penilaian/skp/")
    assert "Pegawai Demo 901" in penilai.teks

    penilai.buka(f"{halaman}terima/").tekan("Terima", catatan="Setuju.")
    assert penilai.status == 422
    assert penilai.teks.count("belum diisi") >= 7

    penilai.buka(halaman)
    nama = [
        n
        for n in penilai.isian("")
        if any(n.endswith(k) for k in NilaiBerakhlak.objects.values_list("pk", flat=True))
    ]
    assert len(nama) == 7
    penilai.tekan("Simpan ekspektasi", **dict.fromkeys(nama, "Terbuka terhadap masukan"))
    penilai.buka(f"{halaman}terima/").tekan("Terima", catatan="Sudah sesuai.")
    assert Skp.objects.get(pegawai__nip=NIP).status == "DISETUJUI"


def belum_boleh_lapor(pegawai: Peramban) -> None:
    pegawai.buka("/kerja/realisasi/?tahun=2026")
    assert not pegawai.halaman.find("button", string=re.compile("Isi Realisasi"))


def lapor_januari(pegawai: Peramban) -> None:
    assert "Laporkan realisasi Januari 2026" in pegawai.buka("/").teks
    pegawai.buka("/kerja/realisasi/?tahun=2026").tekan("Isi Realisasi")
    nilai, bukti = pegawai.isian("nilai_"), pegawai.isian("bukti_")
    assert (len(nilai), len(bukti)) == (2, 2)

    pegawai.tekan("Simpan draf", **{nilai[0]: "4"})
    pegawai.tekan("Ajukan realisasi")
    assert pegawai.status == 422
    assert "link bukti dukung belum diisi" in pegawai.teks
    assert "Centang pernyataan" in pegawai.teks

    isi = {
        nilai[0]: "4",
        nilai[1]: "0",
        bukti[0]: "https://drive.google.com/drive/folders/contoh",
        bukti[1]: "-",
    }
    pegawai.tekan("Ajukan realisasi", **isi, konfirmasi="on")
    assert pegawai.status == 200, pegawai.teks
    tanda = Riwayat.objects.get(jenis="realisasi.diajukan")
    assert str(tanda.nomor) in pegawai.teks


def nilai_januari(penilai: Peramban) -> None:
    assert "1 realisasi Januari 2026 menunggu penilaian Anda" in penilai.buka("/").teks
    penilai.klik("Nilai sekarang").klik("Isi Penilaian")
    umpan = penilai.isian("umpan_balik")
    assert len(umpan) == 2
    penilai.tekan("Simpan Penilaian", **{umpan[0]: "Bagus dan pertahankan"}, rating="SESUAI", konfirmasi="on")
    assert penilai.status == 422
    penilai.tekan(
        "Simpan Penilaian", **dict.fromkeys(umpan, "Bagus dan pertahankan"), rating="SESUAI", konfirmasi="on"
    )
    assert RealisasiBulanan.objects.get().status == "PENILAIAN_PERILAKU"
    umpan = penilai.isian("umpan_balik")
    assert len(umpan) == 7
    penilai.tekan(
        "Simpan Penilaian",
        **dict.fromkeys(umpan, "Sudah baik"),
        rating="SESUAI",
        catatan_akhir="Pertahankan kinerja yang sudah baik.",
        konfirmasi="on",
    )
    assert "Baik" in penilai.teks


def baca_predikat_dan_juknis(pegawai: Peramban) -> None:
    assert "Predikat Januari 2026: Baik" in pegawai.buka("/").teks
    pegawai.buka("/kerja/realisasi/2026/1/")
    assert "Kuadran kinerja" in pegawai.teks or "PermenPANRB 6/2022" in pegawai.teks
    menu = {a.get_text(" ").strip(): a["href"] for a in pegawai.halaman.find("nav").find_all("a")}
    assert pegawai.buka(menu["Informasi"]).status == 200
    assert "juknis" in pegawai.teks.lower()
