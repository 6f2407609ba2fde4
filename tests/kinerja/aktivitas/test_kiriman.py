"""Several activities at once through the pages: refusals first, then what is stored and how it is marked."""

from __future__ import annotations

import gzip
import io
import re
from datetime import date, datetime, time
from decimal import Decimal
from time import perf_counter

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinerja.aktivitas import services
from kinerja.aktivitas.models import Aktivitas, Jenis, KirimanAktivitas
from kinerja.aktivitas.queries import pilihan_indikator
from kinerja.aktivitas.services import Isian
from kinerja.akun.models import Pengguna
from kinerja.skp import services as skp_services
from tests.factories import (
    PegawaiFactory,
    RiwayatJabatanFactory,
    isi_ekspektasi,
    realisasi_diajukan,
    skp_disetujui,
    skp_konsep,
    tunjuk_penilai,
)
from tests.factories.kinerja import WITA

pytestmark = pytest.mark.django_db
KINI = datetime(2026, 3, 5, 10, 0, tzinfo=WITA)  # a Thursday
KAMIS, RABU = date(2026, 3, 5), date(2026, 3, 4)
KUNCI = "kunci-kiriman-1"
TEMPEL = "/kerja/aktivitas/tempel/?bulan=2026-03"
UNGGAH = "/kerja/aktivitas/unggah/?bulan=2026-03"
BARIS = "04-03-2026\t08.00\t09.00\tMenyusun laporan\t1\n5/3/2026\t8:00\t09:30\tRapat staf\tJumlah laporan\n"


@pytest.fixture(autouse=True)
def _jam():
    with time_machine.travel(KINI, tick=False):
        yield


@pytest.fixture
def skp():
    return skp_disetujui()


@pytest.fixture
def klien(skp):
    return masuk(skp.pegawai)


def masuk(pegawai) -> Client:
    klien = Client()
    klien.force_login(pegawai.pengguna, backend="django.contrib.auth.backends.ModelBackend")
    return klien


def catat(skp, hari: date, mulai: int, uraian: str, *, indikator=None, jenis=Jenis.AKTIVITAS) -> Aktivitas:
    indikator = indikator or pilihan_indikator(skp, hari)[0].pk
    isian = Isian(hari, time(mulai), time(mulai + 1), uraian, indikator, jenis)
    return services.catat_aktivitas(skp, oleh=skp.pegawai.pengguna, pada=KINI, isian=isian).objek


def ringkasan(jawab) -> list[str]:
    """The sentences on top of the page."""
    bagian = re.search(r'<div class="ringkasan".*?</div>', jawab.content.decode(), re.DOTALL)
    daftar = re.findall(r"<li>(.*?)</li>", bagian[0], re.DOTALL) if bagian else []
    return [re.sub(r"<.*?>", "", k).strip() for k in daftar]


def nilai(jawab, nama: str) -> str:
    cocok = re.search(rf'name="{nama}" value="([^"]*)"', jawab.content.decode())
    return cocok[1] if cocok else ""


def kotak(jawab) -> str:
    cocok = re.search(r"<textarea[^>]*>(.*?)</textarea>", jawab.content.decode(), re.DOTALL)
    return cocok[1].strip("\r\n")


def tersimpan(skp) -> list[tuple]:
    daftar = Aktivitas.objects.ada().filter(skp=skp).order_by("tanggal", "mulai", "pk")
    return [(a.tanggal.day, a.mulai.hour, a.uraian, a.jenis) for a in daftar]


def periksa(klien, teks, **lain):
    return klien.post(TEMPEL, {"kunci": KUNCI, "teks": teks, **lain})


def simpan(klien, teks, pratinjau=None, **lain):
    pratinjau = pratinjau or periksa(klien, teks)
    isi = {"sidik": nilai(pratinjau, "sidik"), "berkas": nilai(pratinjau, "berkas"), "lanjut": "simpan"}
    return periksa(klien, teks, **isi, **lain)


# --- pasted: refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize("alamat", ["tempel/", "unggah/", "salin/", "templat.csv"])
def test_halaman_kiriman_hanya_untuk_pegawai_yang_masuk(alamat):
    jawab = Client().get(f"/kerja/aktivitas/{alamat}")
    assert (jawab.status_code, "masuk" in jawab.url or "login" in jawab.url) == (302, True)


def test_tempelan_tanpa_skp_ditolak_dan_isinya_tetap():
    klien = masuk(skp_konsep().pegawai)
    jawab = periksa(klien, BARIS)
    assert jawab.status_code == 422
    assert ringkasan(jawab) == ["Belum ada SKP yang disetujui untuk Maret 2026. Pilih bulan lain di atas."]
    assert kotak(jawab) == BARIS.strip("\n")
    assert Aktivitas.objects.count() == 0


def test_skp_orang_lain_di_alamat_adalah_404(klien):
    lain = skp_disetujui()
    assert klien.get(f"{TEMPEL}&skp={lain.pk}").status_code == 404
    assert klien.post(f"{TEMPEL}&skp={lain.pk}", {"kunci": KUNCI, "teks": BARIS}).status_code == 404
    assert klien.get(f"{TEMPEL}&skp={'9' * 30}").status_code == 404


def test_tempelan_yang_salah_disebut_baris_dan_kolomnya_dan_tidak_ada_yang_tersimpan(klien, skp):
    teks = "04-03-2026\t08.00\t09.00\tMenyusun laporan\t1\n31-02-2026\t25.00\t9\t\t17\n"
    jawab = simpan(klien, teks)
    assert jawab.status_code == 422
    assert ringkasan(jawab) == [
        "Baris 2, kolom Tanggal: “31-02-2026” tidak ada dalam kalender: tulis HH-BB-TTTT.",
        "Baris 2, kolom Mulai: “25.00” tidak ada: jam dari 00.00 sampai 23.59.",
        "Baris 2, kolom Aktivitas: Kosong. Isi seperti Menyusun laporan kinerja.",
        "Baris 2, kolom Indikator: “17” bukan nomor indikator: tulis 1 sampai 3, atau bunyinya.",
    ]
    assert kotak(jawab) == teks.strip("\n")
    assert (nilai(jawab, "sidik"), tersimpan(skp)) == ("", [])


def test_tempelan_dilarang_aturan_aktivitas_disebut_di_kolomnya(klien, skp):
    teks = (
        "05-03-2026\t09.00\t08.00\tTerbalik\t1\n31-12-2025\t08.00\t09.00\tDi luar\t1\n"
        "06-03-2026\t08.00\t09.00\tBesok\t1\n"
    )
    jawab = simpan(klien, teks)
    assert jawab.status_code == 422
    assert ringkasan(jawab) == [
        "Baris 1, kolom Selesai: Waktu selesai (08.00) harus sesudah waktu mulai (09.00).",
        "Baris 2, kolom Tanggal: 31 Desember 2025 di luar periode SKP ini (1 Januari 2026 sampai 31 Desember 2026).",
        "Baris 3, kolom Tanggal: 6 Maret 2026 pukul 08.00 WITA belum tiba. Catat sebagai rencana.",
    ]
    assert tersimpan(skp) == []


def test_yang_disimpan_hanya_yang_diperiksa(klien, skp):
    pratinjau = periksa(klien, BARIS)
    jawab = simpan(klien, BARIS + "05-03-2026\t09.30\t10.00\tBaris susulan\t1", pratinjau)
    assert jawab.status_code == 409
    assert ringkasan(jawab) == ["Isinya berubah sejak diperiksa. Periksa lagi, lalu simpan."]
    assert tersimpan(skp) == []
    jawab = simpan(klien, BARIS, pratinjau, kunci="lain")
    assert jawab.status_code == 422  # a key too short is a tampered form
    assert tersimpan(skp) == []


@pytest.mark.parametrize("palsu", ["a.xlsx", "WyJhIl0:abc", "x" * 5000])
def test_nama_berkas_tidak_dapat_dipalsukan(klien, skp, palsu):
    sidik = nilai(periksa(klien, BARIS), "sidik")
    jawab = periksa(klien, BARIS, berkas=palsu, lanjut="simpan", sidik=sidik)
    assert (jawab.status_code, ringkasan(jawab)) == (
        422,
        ["Formulir tidak utuh. Muat ulang halaman, lalu ulangi."],
    )
    assert (kotak(jawab), tersimpan(skp)) == (BARIS.strip("\n"), [])


def test_dua_ratus_satu_baris_ditolak(klien, skp):
    jawab = simpan(klien, BARIS.splitlines()[0] + "\n" + "04-03-2026\t08.00\t09.00\tSama\t1\n" * 200)
    assert (jawab.status_code, ringkasan(jawab)) == (
        422,
        ["Baris dari lembar kerja: Ada 201 baris, sekali kirim paling banyak 200. Kirim sebagian dahulu."],
    )


def test_aktivitas_yang_sudah_dihitung_tidak_menghalangi_susulan():
    """February is submitted; what is pasted for it afterwards is stored, and not counted."""
    bulan = realisasi_diajukan(pada=KINI)
    klien = masuk(bulan.pegawai)
    assert simpan(klien, "27-02-2026\t08.00\t09.00\tSusulan\t1").status_code == 302
    assert [a.dihitung_pada for a in Aktivitas.objects.all()] == [None]


# --- pasted: stored --------------------------------------------------------------------------------------


def test_tempelan_yang_benar_diperiksa_lalu_disimpan_sebagai_kiriman(klien, skp):
    pratinjau = periksa(klien, BARIS)
    assert (pratinjau.status_code, ringkasan(pratinjau), tersimpan(skp)) == (200, [], [])
    assert "Yang akan dicatat: 2 baris" in pratinjau.content.decode()
    jawab = simpan(klien, BARIS, pratinjau)
    assert (jawab.status_code, jawab.url) == (302, "/kerja/aktivitas/2026/3/")
    assert tersimpan(skp) == [(4, 8, "Menyusun laporan", "AKTIVITAS"), (5, 8, "Rapat staf", "AKTIVITAS")]
    kiriman = KirimanAktivitas.objects.get()
    assert (kiriman.asal, kiriman.jumlah, kiriman.nama_berkas, kiriman.dicatat_pada) == (
        "TEMPEL",
        2,
        "",
        KINI,
    )
    assert {a.kiriman_id for a in Aktivitas.objects.all()} == {kiriman.pk}
    assert [a.indikator.uraian for a in Aktivitas.objects.order_by("tanggal")] == [
        "Persentase ASN yang dinilai tepat waktu",
        "Jumlah laporan kinerja",
    ]
    kabar = klien.get("/kerja/aktivitas/2026/3/").content.decode()
    assert re.search(r"2 aktivitas tersimpan\. Nomor tanda terima [^ ]+,", kabar) is not None


def test_kiriman_yang_sama_dua_kali_adalah_satu(klien, skp):
    pratinjau = periksa(klien, BARIS)
    pertama, kedua = simpan(klien, BARIS, pratinjau), simpan(klien, BARIS, pratinjau)
    assert (pertama.status_code, kedua.status_code) == (302, 302)
    assert (Aktivitas.objects.count(), KirimanAktivitas.objects.count()) == (2, 1)


def test_kunci_lama_dengan_isi_lain_ditanya_dahulu(klien, skp):
    simpan(klien, BARIS)
    lain = BARIS.replace("Rapat staf", "Rapat pimpinan")
    jawab = simpan(klien, lain)
    assert (jawab.status_code, ringkasan(jawab)[0][:43]) == (
        409,
        "Formulir ini sudah pernah terkirim dan ters",
    )
    assert (nilai(jawab, "kunci") != KUNCI, Aktivitas.objects.count()) == (True, 2)


def test_yang_sudah_tercatat_ditunjukkan_dan_dilewati(klien, skp):
    catat(skp, RABU, 8, "menyusun Laporan")
    pratinjau = periksa(klien, BARIS)
    isi = pratinjau.content.decode()
    assert "Sudah tercatat: tanggal, waktu mulai, dan aktivitasnya sama." in isi
    assert re.findall(r'name="lewati" value="(\d+)" checked', isi) == ["0"]
    assert simpan(klien, BARIS, pratinjau, lewati=["0"]).status_code == 302
    assert [b[2] for b in tersimpan(skp)] == ["menyusun Laporan", "Rapat staf"]


def test_semua_dilewati_tidak_menyimpan_apa_pun(klien, skp):
    jawab = simpan(klien, BARIS, lewati=["0", "1", "x", "99"])
    assert (jawab.status_code, ringkasan(jawab)) == (
        422,
        ["Semua baris dilewati, jadi tidak ada yang disimpan."],
    )
    assert tersimpan(skp) == []


def test_tumpang_tindih_diperingatkan_di_pratinjau(klien, skp):
    catat(skp, KAMIS, 9, "Apel")
    isi = periksa(klien, BARIS + "05-03-2026\t08.30\t09.00\tTamu\t1\n").content.decode()
    assert "Jamnya bertumpang tindih dengan 09.00–10.00 “Apel”." in isi
    assert "Jamnya bertumpang tindih dengan baris 2." in isi
    assert "Simpan aktivitas" in isi


def test_tumpang_tindih_ditolak_bila_diatur_demikian(klien, skp, settings):
    settings.AKTIVITAS_TUMPANG_TINDIH_DITOLAK = True
    catat(skp, KAMIS, 9, "Apel")
    jawab = simpan(klien, BARIS)
    assert (jawab.status_code, ringkasan(jawab)) == (
        422,
        ["Baris 2, kolom Mulai: Jamnya bertumpang tindih dengan 09.00–10.00 “Apel”."],
    )
    assert len(tersimpan(skp)) == 1


def test_kiriman_yang_diulang_tetap_satu_walau_tumpang_tindih_ditolak(klien, skp, settings):
    settings.AKTIVITAS_TUMPANG_TINDIH_DITOLAK = True
    pratinjau = periksa(klien, BARIS)
    assert [simpan(klien, BARIS, pratinjau).status_code for _ in range(2)] == [302, 302]
    assert len(tersimpan(skp)) == 2


def test_isi_berbahaya_tampil_sebagai_teks(klien):
    isi = periksa(
        klien, "04-03-2026\t08.00\t09.00\t<script>alert(1)</script>\t</textarea><b>x\n"
    ).content.decode()
    assert ("<script>alert(1)" in isi, "</textarea><b>x" in isi) == (False, False)


@pytest.mark.parametrize("baris", [1, 3])
def test_pratinjau_memakai_jumlah_kueri_yang_tetap(klien, baris):
    teks = "".join(f"0{n}-03-2026\t08.00\t09.00\tRapat {n}\t1\n" for n in range(1, baris + 1))
    periksa(klien, teks)
    with CaptureQueriesContext(
        connection,
    ) as kueri:
        assert periksa(klien, teks).status_code == 200
    assert len(kueri) == 8


@pytest.mark.parametrize("baris", [1, 3])
def test_simpan_memakai_jumlah_kueri_yang_tetap(klien, baris):
    teks = "".join(f"0{n}-03-2026\t08.00\t09.00\tRapat {n}\t1\n" for n in range(1, baris + 1))
    pratinjau = periksa(klien, teks)
    with CaptureQueriesContext(connection) as kueri:
        assert simpan(klien, teks, pratinjau).status_code == 302
    assert len(kueri) == 23


def test_dua_ratus_baris_diperiksa_dan_disimpan_dalam_beberapa_detik(klien, skp):
    teks = "".join(
        f"{n % 28 + 1:02d}-02-2026\t{n // 28 + 8:02d}.00\t{n // 28 + 8:02d}.30\tKegiatan nomor {n}\t{n % 3 + 1}\n"
        for n in range(200)
    )
    mulai = perf_counter()
    pratinjau = periksa(klien, teks)
    assert (pratinjau.status_code, len(gzip.compress(pratinjau.content)) < 15_000) == (200, True)
    assert simpan(klien, teks, pratinjau).status_code == 302
    assert (len(tersimpan(skp)), perf_counter() - mulai < 10) == (200, True)


# --- uploaded --------------------------------------------------------------------------------------------

JUDUL = ["Tanggal", "Mulai", "Selesai", "Aktivitas", "Indikator"]


def xlsx(*baris, judul=JUDUL) -> bytes:
    buku = openpyxl.Workbook()
    for satu in ([judul] if judul else []) + list(baris):
        buku.active.append(satu)
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def unggah(klien, isi: bytes, nama="aktivitas.xlsx"):
    return klien.post(UNGGAH, {"berkas": SimpleUploadedFile(nama, isi)})


@pytest.mark.parametrize(
    ("isi", "nama", "kalimat"),
    [
        (b"", "a.xlsx", "Berkas: Berkas “a.xlsx” kosong."),
        (b"PK\x03\x04rusak", "a.xlsx", "Berkas: Berkas rusak atau terpotong."),
        (xlsx()[:2000], "a.xlsx", "Berkas: Berkas rusak atau terpotong."),
        (xlsx(), "a.xlsx", "Berkas: Berkas hanya berisi baris judul"),
        (xlsx(), "a.csv", "Berkas: Nama berkas berakhiran .csv, tetapi isinya berkas zip/xlsx."),
        (b"<html>", "a.exe", "Berkas: Jenis berkas “a.exe” tidak diterima."),
        (b"tanggal;mulai\n\xff;1\n", "a.csv", "Berkas: Baris 2: huruf dengan kode FF bukan UTF-8."),
        (b"tanggal;mulai\n\0;1\n", "a.csv", "Berkas: Baris 2: ada karakter NUL."),
        (b'tanggal;mulai\n"a;1\n', "a.csv", "Berkas: Baris 2: tanda kutip"),
        (xlsx(["=1+1", 1, 1, 1, 1]), "a.xlsx", "Berkas: Sel A2 berisi rumus."),
        (
            xlsx(*[["05-03-2026", "08.00", "09.00", "x", 1]] * 201),
            "a.xlsx",
            "Berkas: Berkas berisi 201 baris data",
        ),
    ],
)
def test_berkas_yang_tidak_dapat_dibaca_ditolak_dengan_sebabnya(klien, isi, nama, kalimat):
    jawab = unggah(klien, isi, nama)
    assert (jawab.status_code, ringkasan(jawab)[0][: len(kalimat)]) == (422, kalimat)
    assert Aktivitas.objects.count() == 0


def test_tanpa_berkas_diminta_memilih(klien):
    jawab = klien.post(UNGGAH, {})
    assert (jawab.status_code, ringkasan(jawab)) == (422, ["Berkas: Pilih berkas xlsx atau csv."])


def test_kolom_terlarang_asing_kurang_dan_ganda_disebut_semuanya(klien):
    judul = ["Tanggal", "Mulai", "Mulai", "Aktivitas", "id", "status", "Bobot"]
    jawab = unggah(klien, xlsx(["05-03-2026", "08.00", "09.00", "x", 1, 2, 3], judul=judul))
    assert jawab.status_code == 422
    assert ringkasan(jawab) == [
        f"Baris dari lembar kerja: {k}"
        for k in (
            "Kolom Mulai ada 2 kali. Sisakan satu.",
            "Kolom “id” tidak boleh diimpor. Hapus kolom itu.",
            "Kolom “status” tidak boleh diimpor. Hapus kolom itu.",
            "Kolom “Bobot” tidak dikenal. Hapus kolom itu.",
            "Kolom Selesai tidak ada. Tambahkan kolom itu beserta judulnya.",
            "Kolom Indikator tidak ada. Tambahkan kolom itu beserta judulnya.",
        )
    ]
    assert "05-03-2026\t08.00\t09.00\tx\t1\t2\t3" in kotak(jawab)


def test_berkas_diperiksa_lalu_disimpan_sebagai_unggahan_dengan_nama_berkasnya(klien, skp):
    isi = xlsx(
        [date(2026, 3, 4), time(8, 0), time(9, 30), "Rapat\ndua baris", 1],
        [KAMIS, "08.00", "9.00", "Apel", "3"],
    )
    pratinjau = unggah(klien, isi, "Februari pegawai.xlsx")
    assert pratinjau.status_code == 200
    teks = kotak(pratinjau)
    assert teks.splitlines()[1:] == [
        "04-03-2026\t08.00\t09.30\tRapat dua baris\t1",
        "05-03-2026\t08.00\t9.00\tApel\t3",
    ]
    isi = {nama: nilai(pratinjau, nama) for nama in ("kunci", "sidik", "berkas")}
    jawab = klien.post(TEMPEL, isi | {"teks": teks.replace("\n", "\r\n"), "lanjut": "simpan"})
    assert jawab.status_code == 302
    kiriman = KirimanAktivitas.objects.get()
    assert (kiriman.asal, kiriman.jumlah, kiriman.nama_berkas) == ("UNGGAH", 2, "Februari pegawai.xlsx")
    assert [b[2] for b in tersimpan(skp)] == ["Rapat dua baris", "Apel"]


def test_baris_berkas_yang_salah_dapat_diperbaiki_dan_tetap_unggahan(klien, skp):
    pratinjau = unggah(klien, b"tanggal,mulai,selesai,aktivitas,indikator\n5-3-2026,8,9,Rapat,9\n", "a.csv")
    assert pratinjau.status_code == 422
    betul = kotak(pratinjau)[:-1] + "1"
    isi = {"kunci": nilai(pratinjau, "kunci"), "berkas": nilai(pratinjau, "berkas"), "teks": betul}
    pratinjau = klien.post(TEMPEL, isi)
    assert pratinjau.status_code == 200
    jawab = klien.post(TEMPEL, isi | {"sidik": nilai(pratinjau, "sidik"), "lanjut": "simpan"})
    assert (jawab.status_code, KirimanAktivitas.objects.get().asal) == (302, "UNGGAH")


@pytest.mark.parametrize("jenis", ["csv", "xlsx"])
def test_templat_dibaca_kembali_tanpa_keluhan_judul(klien, jenis):
    jawab = klien.get(f"/kerja/aktivitas/templat.{jenis}?bulan=2026-03")
    assert (jawab.status_code, jawab["Content-Disposition"]) == (
        200,
        f'attachment; filename="aktivitas-2026-03.{jenis}"',
    )
    if jenis == "csv":
        isi = jawab.content + b"04-03-2026;08.00;09.00;Rapat;1\r\n"
    else:
        buku = openpyxl.load_workbook(io.BytesIO(jawab.content))
        rujukan = [b[1].value for b in buku["Referensi"].iter_rows(min_row=2)]
        assert rujukan[0] == "1. Persentase ASN yang dinilai tepat waktu"
        buku["Data"].append(["04-03-2026", "08.00", "09.00", "Rapat", rujukan[1]])
        keluar = io.BytesIO()
        buku.save(keluar)
        isi = keluar.getvalue()
    pratinjau = unggah(klien, isi, f"a.{jenis}")
    assert (pratinjau.status_code, ringkasan(pratinjau)) == (200, [])


def test_templat_jenis_lain_tidak_ada(klien):
    assert klien.get("/kerja/aktivitas/templat.exe").status_code == 404


# --- two SKPs in one month -------------------------------------------------------------------------------


def skp_sesudah_mutasi(lama):
    """Approved from 5 February on, of another position."""
    oleh, sistem = lama.pegawai.pengguna, Pengguna.objects.sistem()
    skp_services.tutup_periode(lama, oleh=oleh, pada=KINI, selesai=date(2026, 2, 4), alasan="Mutasi.")
    skp_services.selesaikan(lama, oleh=sistem, pada=KINI, predikat="BAIK")
    riwayat = RiwayatJabatanFactory(pegawai=lama.pegawai, peran="PLT")
    tunjuk_penilai(riwayat, lama.penilai)
    masa = {"mulai": date(2026, 2, 5), "selesai": date(2026, 12, 31)}
    skp = skp_services.tambah_skp(riwayat, oleh=oleh, pada=KINI, model="JPT", **masa).objek
    tanda = skp_services.tambah_rhk(skp, oleh=oleh, pada=KINI, jenis="UTAMA", uraian="Terlayaninya tamu")
    isi = {
        "rhk": tanda.rincian["rhk"],
        "perspektif": "PROSES_BISNIS",
        "target": Decimal(1),
        "satuan": "Laporan",
    }
    skp_services.tambah_indikator(skp, oleh=oleh, pada=KINI, uraian="Jumlah layanan baru", **isi)
    skp_services.ajukan(skp, oleh=oleh, pada=KINI, catatan="Mohon koreksi.")
    isi_ekspektasi(skp)
    skp_services.terima(skp, oleh=lama.penilai.pengguna, pada=KINI, catatan="Setuju.")
    return skp


@pytest.fixture
def pindah():
    """Moved on 5 February: the old SKP up to the 4th, the new one from the 5th, with other words for its indicators."""
    lama = skp_disetujui()
    return lama, skp_sesudah_mutasi(lama)


def test_bulan_dengan_dua_skp_menawarkan_keduanya(pindah):
    lama, baru = pindah
    klien = masuk(lama.pegawai)
    alamat = "/kerja/aktivitas/tempel/?bulan=2026-02"
    isi = klien.get(alamat).content.decode()
    assert (f"skp={lama.pk}" in isi, "Jumlah layanan baru" in isi) == (True, True)
    teks = "04-02-2026\t08.00\t09.00\tSerah terima\tJumlah laporan kinerja"
    jawab = klien.post(alamat, {"kunci": KUNCI, "teks": teks})
    assert jawab.status_code == 422
    assert ringkasan(jawab)[0].startswith("Baris 1, kolom Indikator: “Jumlah laporan kinerja” tidak ada")
    alamat += f"&skp={lama.pk}"
    pratinjau = klien.post(alamat, {"kunci": KUNCI, "teks": teks})
    isi = {"kunci": KUNCI, "teks": teks, "sidik": nilai(pratinjau, "sidik"), "lanjut": "simpan"}
    assert (klien.post(alamat, isi).status_code, len(tersimpan(lama)), len(tersimpan(baru))) == (302, 1, 0)


def test_salin_dari_skp_lama_meminta_indikator_yang_baru(pindah):
    lama, _ = pindah
    catat(lama, date(2026, 2, 3), 8, "Apel")
    isi = masuk(lama.pegawai).get(f"{SALIN}?dari=2026-02-03&ke=2026-03-05").content.decode()
    assert '<option value="" selected>- Pilih Indikator -</option>' in isi
    assert "Jumlah layanan baru" in isi


# --- copied ----------------------------------------------------------------------------------------------

SALIN = "/kerja/aktivitas/salin/"


def isi_salin(*baris, ke="2026-03-05", **lain) -> dict:
    isi = {"kunci": KUNCI, "ke": ke, "jumlah": len(baris)} | lain
    for n, (pilih, mulai, selesai, uraian, indikator, jenis) in enumerate(baris, 1):
        isi |= {f"b{n}-mulai": mulai, f"b{n}-selesai": selesai, f"b{n}-uraian": uraian}
        isi |= {f"b{n}-indikator": indikator, f"b{n}-jenis": jenis}
        isi |= {f"b{n}-pilih": "on"} if pilih else {}
    return isi


def test_salin_tanpa_aktivitas_sebelumnya_dikatakan(klien):
    jawab = klien.get(SALIN)
    assert jawab.status_code == 200
    assert "Belum ada aktivitas sebelum 5 Maret 2026 yang dapat disalin." in jawab.content.decode()


def test_salin_menawarkan_hari_terakhir_yang_terisi(klien, skp):
    catat(skp, date(2026, 2, 27), 8, "Apel Jumat")
    isi = klien.get(SALIN).content.decode()
    assert ("27 Februari 2026 → Kamis, 5 Maret 2026" in isi, "Apel Jumat" in isi) == (True, True)
    assert 'name="b1-mulai" value="08:00"' in isi
    assert re.search(r'<option value="AKTIVITAS" selected>', isi) is not None


def test_salin_yang_sudah_tercatat_tidak_dicentang(klien, skp):
    catat(skp, RABU, 8, "Apel")
    catat(skp, KAMIS, 8, "Apel")
    isi = klien.get(SALIN).content.decode()
    assert "Sudah tercatat" in isi
    assert re.search(r'name="b1-pilih"[^>]*checked', isi) is None


def test_salin_ke_hari_depan_menjadi_rencana(klien, skp):
    catat(skp, RABU, 8, "Apel")
    isi = klien.get(f"{SALIN}?ke=2026-03-06").content.decode()
    assert re.search(r'<option value="RENCANA" selected>', isi) is not None


@pytest.mark.parametrize(
    "alamat", ["?ke=31-02-2026&dari=x", "?ke=0001-01-01", "?ke=9999-12-31&dari=9999-12-31"]
)
def test_salin_dengan_tanggal_aneh_tetap_halaman(klien, alamat):
    assert klien.get(SALIN + alamat).status_code == 200


def test_salin_menyimpan_yang_dicentang_dengan_perubahannya(klien, skp):
    pertama, kedua = (i.pk for i in pilihan_indikator(skp, KAMIS)[:2])
    baris = (True, "08:15", "09:00", "Apel pagi", kedua, "AKTIVITAS"), (False, "", "", "", "", "")
    jawab = klien.post(SALIN, isi_salin(*baris, (True, "13:00", "14:00", "Rapat", pertama, "RENCANA")))
    assert (jawab.status_code, jawab.url) == (302, "/kerja/aktivitas/2026/3/")
    assert tersimpan(skp) == [(5, 8, "Apel pagi", "AKTIVITAS"), (5, 13, "Rapat", "RENCANA")]
    kiriman = KirimanAktivitas.objects.get()
    assert (kiriman.asal, kiriman.jumlah) == ("SALIN", 2)
    assert "1 aktivitas dan 1 rencana tersimpan." in klien.get(jawab.url).content.decode()


def test_salin_dua_kali_dengan_kunci_yang_sama_adalah_satu(klien, skp):
    isi = isi_salin((True, "08:15", "09:00", "Apel", pilihan_indikator(skp, KAMIS)[0].pk, "AKTIVITAS"))
    assert [klien.post(SALIN, isi).status_code for _ in range(2)] == [302, 302]
    assert len(tersimpan(skp)) == 1


def test_salin_yang_ditolak_menyebut_barisnya_dan_menyimpan_ketikan(klien, skp):
    satu = pilihan_indikator(skp, KAMIS)[0].pk
    baris = [
        (False, "x", "", "tidak ikut", "", ""),
        (True, "09:00", "08:00", "Terbalik", satu, "AKTIVITAS"),
        (True, "13:00", "14:00", "Nanti", satu, "AKTIVITAS"),
        (True, "8.99", "14:00", "", 999999, "LIBUR"),
    ]
    jawab = klien.post(SALIN, isi_salin(*baris))
    assert jawab.status_code == 422
    assert ringkasan(jawab) == [
        "Baris 4: Jam tidak dapat dibaca. Tulis seperti 08.30.",
        "Baris 4: Formulir tidak utuh. Muat ulang halaman, lalu ulangi.",
        "Baris 4: Tuliskan aktivitasnya.",
        "Baris 4: Pilih indikator dari daftar tanggal ini.",
    ]
    jawab = klien.post(SALIN, isi_salin(*baris[:3]))
    assert jawab.status_code == 422
    assert ringkasan(jawab) == [
        "Baris 2: Waktu selesai (08.00) harus sesudah waktu mulai (09.00).",
        "Baris 3: 5 Maret 2026 pukul 13.00 WITA belum tiba. Catat sebagai rencana.",
    ]
    assert ("tidak ikut" in jawab.content.decode(), tersimpan(skp)) == (True, [])


def test_salin_tanpa_centang_ditolak(klien, skp):
    jawab = klien.post(SALIN, isi_salin((False, "08:00", "09:00", "Apel", 1, "AKTIVITAS")))
    assert (jawab.status_code, ringkasan(jawab)) == (422, ["Centang paling sedikit satu baris."])


@pytest.mark.parametrize("jumlah", ["", "0", "-1", "61", "9" * 30, "x"])
def test_salin_dengan_jumlah_palsu_ditolak(klien, skp, jumlah):
    jawab = klien.post(SALIN, isi_salin(jumlah=jumlah))
    assert (jawab.status_code, tersimpan(skp)) == (422, [])
    assert ringkasan(jawab)[0] == "Formulir tidak utuh. Muat ulang halaman, lalu ulangi."


def test_salin_dengan_indikator_skp_lain_ditolak(klien, skp):
    asing = pilihan_indikator(skp_disetujui(), KAMIS)[0].pk
    jawab = klien.post(SALIN, isi_salin((True, "08:00", "09:00", "Apel", asing, "AKTIVITAS")))
    assert (jawab.status_code, ringkasan(jawab)) == (
        422,
        ["Baris 1: Pilih indikator dari daftar tanggal ini."],
    )


@pytest.mark.parametrize("baris", [1, 3])
def test_salin_memakai_jumlah_kueri_yang_tetap(klien, skp, baris):
    for n in range(baris):
        catat(skp, RABU, 8 + n, f"Kegiatan {n}")
    klien.get(SALIN)
    with CaptureQueriesContext(connection) as kueri:
        assert klien.get(SALIN).status_code == 200
    assert len(kueri) == 10


# --- repeated --------------------------------------------------------------------------------------------


def alamat_ulangi(aktivitas, **kueri) -> str:
    hari = "".join(f"&hari={n}" for n in kueri.pop("hari", range(5)))
    pola = "&".join(f"{k}={v}" for k, v in kueri.items()) + hari
    return f"/kerja/aktivitas/{aktivitas.pk}/ulangi/" + (f"?{pola}" if kueri else "")


def isi_ulangi(skp, *hari, **lain) -> dict:
    isi = {"kunci": KUNCI, "uraian": "Apel", "indikator": pilihan_indikator(skp, KAMIS)[0].pk}
    isi |= {"jumlah": len(hari)} | lain
    for n, (tanggal, jenis) in enumerate(hari, 1):
        isi |= {f"b{n}-pilih": "on", f"b{n}-tanggal": tanggal, f"b{n}-jenis": jenis}
        isi |= {f"b{n}-mulai": "08:00", f"b{n}-selesai": "08:30"}
    return isi


def test_aktivitas_orang_lain_tidak_dapat_diulangi(skp):
    aktivitas = catat(skp, RABU, 8, "Apel")
    alamat = alamat_ulangi(aktivitas)
    for klien, status in ((masuk(PegawaiFactory()), 404), (masuk(skp.penilai), 403)):
        isi = isi_ulangi(skp, ("2026-03-02", "AKTIVITAS"))
        assert (klien.get(alamat).status_code, klien.post(alamat, isi).status_code) == (status, status)
    assert len(tersimpan(skp)) == 1


def test_ulangi_menawarkan_hari_kerja_minggu_ini_selain_harinya(klien, skp):
    isi = klien.get(alamat_ulangi(catat(skp, RABU, 8, "Apel"))).content.decode()
    assert re.findall(r"<span>(\w+, \d+ Maret 2026)</span>", isi) == [
        "Senin, 2 Maret 2026",
        "Selasa, 3 Maret 2026",
        "Kamis, 5 Maret 2026",
        "Jumat, 6 Maret 2026",
    ]
    assert re.findall(r'<option value="(\w+)" selected>', isi)[1:] == ["AKTIVITAS"] * 3 + ["RENCANA"]


@pytest.mark.parametrize(
    ("pola", "kalimat"),
    [
        ({"dari": "2026-03-01", "sampai": "2026-04-01"}, "Paling banyak 31 hari sekali kirim (sekarang 32)."),
        (
            {"dari": "2026-03-05", "sampai": "2026-03-01"},
            "Tanggal akhir harus pada atau sesudah tanggal awal.",
        ),
        (
            {"dari": "0001-01-01", "sampai": "9999-12-31"},
            "Paling banyak 31 hari sekali kirim (sekarang 3652059).",
        ),
        ({"dari": "x", "sampai": "2026-03-01"}, "Tanggal tidak dapat dibaca. Tulis seperti 31-12-2026."),
        ({"dari": "2026-03-01", "sampai": "2026-03-02", "hari": [9]}, "Formulir tidak utuh."),
        ({"dari": "2026-03-01", "sampai": "2026-03-02", "hari": []}, "Centang paling sedikit satu hari."),
    ],
)
def test_pola_yang_salah_dikatakan(klien, skp, pola, kalimat):
    jawab = klien.get(alamat_ulangi(catat(skp, RABU, 8, "Apel"), **pola))
    assert (jawab.status_code, kalimat in jawab.content.decode()) == (200, True)


def test_hari_di_luar_periode_tidak_ditawarkan(klien, skp):
    alamat = alamat_ulangi(catat(skp, RABU, 8, "Apel"), dari="2026-12-29", sampai="2027-01-05")
    isi = klien.get(alamat).content.decode()
    assert "3 hari tidak ditampilkan karena di luar periode SKP ini" in isi
    assert len(re.findall(r'name="b\d+-pilih"', isi)) == 3


def test_ulangi_menyimpan_aktivitas_dan_rencana(klien, skp):
    aktivitas = catat(skp, RABU, 8, "Apel")
    hari = ("2026-03-02", "AKTIVITAS"), ("2026-03-06", "RENCANA")
    jawab = klien.post(alamat_ulangi(aktivitas), isi_ulangi(skp, *hari))
    assert (jawab.status_code, jawab.url) == (302, "/kerja/aktivitas/2026/3/")
    assert tersimpan(skp) == [
        (2, 8, "Apel", "AKTIVITAS"),
        (4, 8, "Apel", "AKTIVITAS"),
        (6, 8, "Apel", "RENCANA"),
    ]
    assert (KirimanAktivitas.objects.get().asal, KirimanAktivitas.objects.get().jumlah) == ("BERULANG", 2)


def test_ulangi_yang_ditolak_tidak_menyimpan_sebagian(klien, skp):
    aktivitas = catat(skp, RABU, 8, "Apel")
    hari = ("2026-03-02", "AKTIVITAS"), ("2026-03-06", "AKTIVITAS"), ("2027-01-04", "RENCANA")
    jawab = klien.post(alamat_ulangi(aktivitas), isi_ulangi(skp, *hari))
    assert jawab.status_code == 422
    assert ringkasan(jawab) == [
        "Baris 2: 6 Maret 2026 pukul 08.00 WITA belum tiba. Catat sebagai rencana.",
        "Baris 3: 4 Januari 2027 di luar periode SKP ini (1 Januari 2026 sampai 31 Desember 2026).",
    ]
    assert len(tersimpan(skp)) == 1


@pytest.mark.parametrize("tanggal", ["", "x", "0001-01-01", "31-02-2026", "9999-12-31"])
def test_ulangi_dengan_tanggal_palsu_ditolak(klien, skp, tanggal):
    aktivitas = catat(skp, RABU, 8, "Apel")
    jawab = klien.post(alamat_ulangi(aktivitas), isi_ulangi(skp, (tanggal, "RENCANA")))
    assert (jawab.status_code, len(tersimpan(skp))) == (422, 1)


def test_ulangi_tidak_mencentang_rencana_yang_sudah_ada(klien, skp):
    aktivitas = catat(skp, RABU, 8, "Apel")
    catat(skp, date(2026, 3, 6), 8, "Apel", jenis=Jenis.RENCANA)
    isi = klien.get(alamat_ulangi(aktivitas)).content.decode()
    assert re.findall(r'name="(b\d)-pilih"[^>]*checked', isi) == ["b1", "b2", "b3"]


def test_mengulangi_ke_hari_rencananya_tidak_dianggap_kembar(klien, skp):
    """What is done now may have been planned: the plan is not the activity."""
    catat(skp, KAMIS, 8, "Apel", jenis=Jenis.RENCANA)
    isi = klien.get(alamat_ulangi(catat(skp, RABU, 8, "Apel"))).content.decode()
    assert "Sudah tercatat" not in isi


@pytest.mark.parametrize(("sampai", "baris"), [("2026-03-02", 1), ("2026-03-05", 3)])
def test_ulangi_memakai_jumlah_kueri_yang_tetap(klien, skp, sampai, baris):
    alamat = alamat_ulangi(catat(skp, RABU, 8, "Apel"), dari="2026-03-02", sampai=sampai)
    klien.get(alamat)
    with CaptureQueriesContext(connection) as kueri:
        assert klien.get(alamat).content.decode().count('-pilih"') == baris * 2
    assert len(kueri) == 12
