"""The printed SKP says what was approved, word for word as the form wants it; anybody can check that it is genuine."""

from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from pypdf import PdfReader

from kinerja.kepegawaian.models import pangkat_tercetak
from kinerja.skp import services
from kinerja.skp.models import RencanaHasilKerja, Skp, VersiSkp
from kinerja.skp.models.versi import ABJAD, PANJANG_KODE
from kinerja.skp.queries import data_lampiran, data_skp, keaslian, potret
from kinerja.skp.queries.cetakan import qr
from kinerja.ui.models import Identitas
from kinerja.ui.pdf import cetak
from tests.factories import JabatanFactory, RiwayatJabatanFactory, skp_konsep
from tests.kinerja.skp.conftest import alamat, klien, orang_luar

WITA = ZoneInfo("Asia/Makassar")
DISETUJUI_PADA = datetime(2026, 1, 3, 23, 30, tzinfo=WITA)  # still 3 January in WITA
JULI = datetime(2026, 7, 6, 9, 0, tzinfo=WITA)
KODE = "ABCDEFGHJKLMNPQR"
NILAI = ["Berorientasi Pelayanan", "Akuntabel", "Kompeten", "Harmonis", "Loyal", "Adaptif", "Kolaboratif"]


def indikator(uraian, *, aspek="", perspektif="", target=None, target_teks="", satuan=""):
    return {
        "id": 1, "uraian": uraian, "aspek": aspek, "perspektif": perspektif, "arah": "NAIK",
        "target": target, "target_teks": target_teks, "satuan": satuan,
    }  # fmt: skip


def isi(model="JA_JF", pendekatan="KUANTITATIF", **lain):
    """A whole document as `potret` makes it."""
    ja_jf = model == "JA_JF"
    sifat = [{"aspek": "KUANTITAS"}, {"aspek": "WAKTU"}] if ja_jf else [{"perspektif": "ANGGARAN"}] * 2
    return {
        "model": model,
        "pendekatan": pendekatan,
        "tahun": 2026,
        "mulai": "2026-01-01",
        "selesai": "2026-12-31",
        "perangkat_daerah": "Badan Contoh",
        "pegawai": {
            "nama": "Maria Contoh", "nip": "198001012005011001", "pangkat": "III/a",
            "jabatan": "Pranata Komputer", "unit_kerja": "Bidang Kinerja",
        },
        "penilai": {
            "nama": "Yohanes Contoh", "nip": "197001011995011002", "pangkat": "IV/b",
            "jabatan": "Plt. Kepala Bidang", "unit_kerja": "Bidang Induk",
        },
        "rhk": [
            {
                "id": 1, "jenis": "UTAMA", "uraian": "RHK pertama", "atasan_id": 9,
                "atasan": "RHK milik atasan" if ja_jf else "",
                "indikator": [
                    indikator("Jumlah laporan", target="1250.50", satuan="Dokumen", **sifat[0]),
                    indikator("Waktu penyelesaian", target_teks="1 minggu", **sifat[1]),
                ],
            },
            {
                "id": 2, "jenis": "TAMBAHAN", "uraian": "RHK tambahan", "atasan_id": None, "atasan": "",
                "indikator": [indikator("Jumlah bab", target="2.00", satuan="Bab", **sifat[0])],
            },
        ],
        "lampiran": {
            "SUMBER_DAYA": ["Laptop"],
            "PERTANGGUNGJAWABAN": ["Laporan bulanan", "Rapat triwulan"],
            "KONSEKUENSI": [],
        },
        "ekspektasi": [
            {"kode": n.upper(), "nama": n, "panduan": ["Satu", "Dua", "Tiga"], "teks": f"Harapan {n}"} for n in NILAI
        ],
        **lain,
    }  # fmt: skip


def versi(nomor=1) -> VersiSkp:
    return VersiSkp(nomor=nomor, kode=KODE, disetujui_pada=DISETUJUI_PADA)


def baca(pdf: bytes) -> list[str]:
    """The text of each page, without line ends and break opportunities."""
    return [" ".join(h.extract_text().replace("\u200b", "").split()) for h in PdfReader(BytesIO(pdf)).pages]


def teks(data: dict, templat="cetak/skp.typ") -> str:
    return " ".join(baca(cetak(templat, data)))


def berurutan(naskah: str, *daftar: str) -> None:
    """Each of these after the one before it."""
    posisi = 0
    for potongan in daftar:
        assert potongan in naskah[posisi:], f"“{potongan}” tidak ada sesudah “…{naskah[:posisi][-60:]}”"
        posisi = naskah.index(potongan, posisi) + len(potongan)


# --- the four forms -----------------------------------------------------------------------------------------


def test_cetak_kuantitatif_ja_jf_menurut_urutan_dan_kata_formulir(db):
    berurutan(
        teks(data_skp(isi(), versi())),
        "SASARAN KINERJA PEGAWAI PENDEKATAN HASIL KERJA KUANTITATIF BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL",
        "PEMERINTAH PROVINSI NUSA TENGGARA TIMUR",
        "PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER TAHUN 2026",
        "NO PEGAWAI YANG DINILAI NO PEJABAT PENILAI KINERJA",
        "1 NAMA Maria Contoh 1 NAMA Yohanes Contoh",
        "2 NIP 19800101 200501 1 001 2 NIP 19700101 199501 1 002",
        "3 PANGKAT/GOL. RUANG Penata Muda / III/a 3 PANGKAT/GOL. RUANG Pembina Tingkat I / IV/b",
        "4 JABATAN Pranata Komputer 4 JABATAN Plt. Kepala Bidang",
        "5 UNIT KERJA Bidang Kinerja Badan Contoh 5 UNIT KERJA Bidang Induk",
        "HASIL KERJA",
        "NO.",
        "RENCANA HASIL KERJA ATASAN YANG DIINTERVENSI",
        "RENCANA HASIL KERJA ASPEK INDIKATOR KINERJA INDIVIDU TARGET (1) (2) (3) (4) (5) (6)",
        "A. UTAMA",
        "Kuantitas Jumlah laporan 1.250,5 Dokumen",
        "1 RHK milik atasan RHK pertama",  # a cell that spans rows is drawn after the first of them
        "Waktu Waktu penyelesaian 1 minggu",
        "B. TAMBAHAN",
        "RHK tambahan Kuantitas Jumlah bab 2 Bab",
        "PERILAKU KERJA",
        *(f"{i} {n} • Satu • Dua • Tiga Ekspektasi Khusus Pimpinan: Harapan {n}" for i, n in enumerate(NILAI, 1)),
        "Kupang, 3 Januari 2026",
        "Pegawai Yang Dinilai",
        "Maria Contoh NIP. 19800101 200501 1 001",
        "Pejabat Penilai Kinerja",
        "Yohanes Contoh NIP. 19700101 199501 1 002",
    )  # fmt: skip


def test_cetak_kuantitatif_jpt_memuat_perspektif_tanpa_aspek_dan_tanpa_rhk_atasan(db):
    naskah = teks(data_skp(isi("JPT"), versi()))
    berurutan(
        naskah,
        "BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI",
        "NO RENCANA HASIL KERJA INDIKATOR KINERJA INDIVIDU TARGET PERSPEKTIF (1) (2) (3) (4) (5) A. UTAMA",
        "Jumlah laporan 1.250,5 Dokumen Anggaran",
        "B. TAMBAHAN",
    )
    assert "ASPEK" not in naskah
    assert "ATASAN" not in naskah
    assert "(6)" not in naskah


@pytest.mark.parametrize(
    ("model", "kalimat", "butir"),
    [
        ("JA_JF", "Individu, dan Target:", "Jumlah laporan; target 1.250,5 Dokumen • Waktu penyelesaian; target 1 minggu"),
        ("JPT", "Individu, Target, dan Perspektif:", "Jumlah laporan; target 1.250,5 Dokumen; perspektif Anggaran"),
    ],
)  # fmt: skip
def test_cetak_kualitatif_berupa_butir_tanpa_kolom(db, model, kalimat, butir):
    naskah = teks(data_skp(isi(model, "KUALITATIF"), versi()))
    ukuran = f"Ukuran keberhasilan/ Indikator Kinerja {kalimat}"
    berurutan(
        naskah,
        "PENDEKATAN HASIL KERJA KUALITATIF",
        "HASIL KERJA A. UTAMA 1 RHK pertama",
        ukuran,
        f"• {butir}",
        "B. TAMBAHAN 1 RHK tambahan",
        ukuran,
        "PERILAKU KERJA",
    )
    assert "(1)" not in naskah


def test_cetak_lampiran_berisi_tiga_daftar_bernomor_dan_dua_tanda_tangan(db):
    naskah = teks(data_lampiran(isi(), versi()), "cetak/lampiran_skp.typ")
    berurutan(
        naskah,
        "LAMPIRAN SASARAN KINERJA PEGAWAI BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL PENDEKATAN HASIL KERJA KUANTITATIF",
        "PERIODE PENILAIAN",
        "DUKUNGAN SUMBER DAYA 1. Laptop",
        "SKEMA PERTANGGUNGJAWABAN 1. Laporan bulanan 2. Rapat triwulan",
        "KONSEKUENSI –",
        "Kupang, 3 Januari 2026",
        "Maria Contoh NIP.",
        "Yohanes Contoh NIP.",
    )
    assert "ABCD-EFGH-JKLM-NPQR" in naskah


def test_penilai_tanpa_nip_dan_unit_berdiri_untuk_pemerintahnya(db):
    gubernur = {"nama": "Gubernur Contoh", "nip": "", "pangkat": "", "jabatan": "Gubernur", "unit_kerja": ""}
    data = data_skp(isi("JPT", penilai=gubernur), versi())
    assert [baris[2:] for baris in data["identitas"]] == [
        ["NAMA", "Gubernur Contoh"],
        ["NIP", ""],
        ["PANGKAT/GOL. RUANG", ""],
        ["JABATAN", "Gubernur"],
        ["INSTANSI", Identitas.kini().nama_pemerintah],
    ]
    assert teks(data).count("NIP.") == 1


def test_unit_yang_sama_dengan_perangkat_daerahnya_disebut_sekali(db):
    data = data_skp(isi(perangkat_daerah="Bidang Kinerja"))
    assert data["identitas"][4][:2] == ["UNIT KERJA", "Bidang Kinerja"]


def test_pangkat_tercetak_dengan_namanya_bila_bernama():
    assert pangkat_tercetak("III/d") == "Penata Tingkat I / III/d"
    assert pangkat_tercetak("IX") == "IX"
    assert pangkat_tercetak("") == ""


# --- codes and drafts ----------------------------------------------------------------------------------------


def test_setiap_halaman_cetakan_resmi_membawa_kode_dan_nomor_halaman(db):
    halaman = baca(cetak("cetak/skp.typ", data_skp(isi(), versi(2))))
    assert len(halaman) == 2
    for nomor, satu in enumerate(halaman, 1):
        berurutan(
            satu,
            "Disetujui di Si-Kinerja pada 3 Januari 2026 pukul 23.30 WITA, versi 2.",
            "Kode verifikasi: ABCD-EFGH-JKLM-NPQR",
            f"{settings.ALAMAT_APLIKASI}/verifikasi/",
            f"Halaman {nomor} dari 2",
        )
    assert "SASARAN KINERJA PEGAWAI · Maria Contoh · 19800101 200501 1 001" in halaman[1]


def test_qr_menuju_halaman_verifikasi_kodenya(db):
    gambar = data_skp(isi(), versi())["verifikasi"]["qr"]
    assert gambar == qr(f"{settings.ALAMAT_APLIKASI}/verifikasi/{KODE}/")
    assert gambar != qr(f"{settings.ALAMAT_APLIKASI}/verifikasi/{KODE[::-1]}/")


@pytest.mark.parametrize(
    ("templat", "data"), [("cetak/skp.typ", data_skp), ("cetak/lampiran_skp.typ", data_lampiran)]
)
def test_konsep_menyebut_dirinya_konsep_dan_tidak_membawa_kode(db, templat, data):
    naskah = teks(data(isi(penilai=None)), templat)
    assert naskah.startswith("KONSEP, belum disetujui")
    assert "Kode verifikasi" not in naskah
    assert "Kupang, ......" in naskah
    assert "KONSEP, belum disetujui" not in teks(data(isi(), versi()), templat)


# --- long and hostile ----------------------------------------------------------------------------------------


def rhk_besar(jumlah=10, per_rhk=5):
    panjang = "Terwujudnya pengelolaan kinerja yang akuntabel dan berkelanjutan " * 8
    return [
        {
            "id": r,
            "jenis": "UTAMA",
            "uraian": f"R{r:02} {panjang}"[:500],
            "atasan_id": 1,
            "atasan": f"A{r:02} {panjang}"[:500],
            "indikator": [
                indikator(
                    f"I{r:02}{i} {panjang}"[:500], aspek="BIAYA", target="9999999999999.99", satuan="S" * 50
                )
                for i in range(per_rhk)
            ],
        }
        for r in range(jumlah)
    ]


def test_rencana_panjang_dicetak_utuh_dengan_kepala_tabel_di_setiap_halaman(db):
    data = data_skp(isi(rhk=rhk_besar()), versi())
    halaman = baca(cetak("cetak/skp.typ", data))
    naskah = " ".join(halaman)
    for r in range(10):
        assert f"A{r:02} Ter" in naskah
        assert f"R{r:02} Ter" in naskah
        for i in range(5):
            assert naskah.count(f"I{r:02}{i} Ter") == 1
    for satu in halaman[1:8]:
        berurutan(satu, "HASIL KERJA", "ASPEK INDIKATOR KINERJA INDIVIDU TARGET (1) (2)", "A. UTAMA")
    assert naskah.replace(" ", "").count("S" * 50) == 50


@pytest.mark.parametrize("baris", range(18, 34))
def test_tanda_tangan_tidak_berdiri_sendiri_di_halaman_terakhir(db, baris):
    dokumen = isi()
    dokumen["ekspektasi"][0]["teks"] = "baris\n" * baris
    akhir = baca(cetak("cetak/skp.typ", data_skp(dokumen, versi())))[-1]
    berurutan(akhir, "PERILAKU KERJA", "Kolaboratif", "Pejabat Penilai Kinerja")


@pytest.mark.parametrize(
    "jahat",
    [
        '#import "/ui/pdf.py": *',
        "*tebal* _miring_ $x^2$ `kode` <label> @rujukan",
        "kutip \" dan ' dan \\ dan \\u{41}",
        "#{ panic() } ]]] [[[",
        "– “tanda baca” ” é ñ",
        "{{ data }} = Judul - butir + nomor",
    ],
)
def test_teks_jahat_dicetak_apa_adanya_di_setiap_tempat(db, jahat):
    dokumen = isi()
    dokumen["rhk"][0] |= {"uraian": jahat, "atasan": jahat}
    dokumen["rhk"][0]["indikator"][0] |= {"uraian": jahat, "target": None, "satuan": "", "target_teks": jahat}
    dokumen["pegawai"] |= {"nama": jahat, "jabatan": jahat}
    dokumen["ekspektasi"][0]["teks"] = jahat
    dokumen["lampiran"]["KONSEKUENSI"] = [jahat]
    rapat = jahat.replace(" ", "")
    kuantitatif = teks(data_skp(dokumen, versi())).replace(" ", "")
    assert kuantitatif.count(rapat) == 9  # name twice, running head, and once in each of the other places
    assert rapat in teks(data_skp(dokumen | {"pendekatan": "KUALITATIF"}, versi())).replace(" ", "")
    assert rapat in teks(data_lampiran(dokumen, versi()), "cetak/lampiran_skp.typ").replace(" ", "")


@pytest.mark.parametrize("aneh", ["", "\0", "😀 汉字", "\n\n", "X" * 500])
@pytest.mark.parametrize("pendekatan", ["KUANTITATIF", "KUALITATIF"])
def test_isi_tak_lazim_tetap_menjadi_pdf(db, aneh, pendekatan):
    dokumen = isi(pendekatan=pendekatan, penilai=None)
    dokumen["rhk"][0] |= {"uraian": aneh, "atasan": aneh, "indikator": []}
    dokumen["ekspektasi"][0]["teks"] = aneh
    assert cetak("cetak/skp.typ", data_skp(dokumen)).startswith(b"%PDF")
    assert cetak("cetak/skp.typ", data_skp(dokumen | {"rhk": []})).startswith(b"%PDF")


# --- whose, and which version ---------------------------------------------------------------------------------


def unduh(orang, skp, verba="cetak", kueri=""):
    return klien(orang).get(alamat(verba, skp.pk) + kueri)


def naskah_dari(jawaban) -> str:
    assert jawaban.status_code == 200
    assert jawaban["Content-Type"] == "application/pdf"
    return " ".join(baca(jawaban.content))


def setujui_lagi(skp: Skp, uraian: str, *, pada=JULI) -> Skp:
    """A revision, as far as its second version."""
    skp = buka_revisi(skp, uraian, pada=pada)
    services.ajukan(skp, oleh=skp.pegawai.pengguna, pada=pada, catatan="Sudah direvisi.")
    services.terima(skp, oleh=skp.penilai.pengguna, pada=pada, catatan="Setuju.")
    return segarkan(skp)


def buka_revisi(skp: Skp, uraian: str, *, pada=JULI) -> Skp:
    skp = segarkan(skp)
    pemilik, penilai = skp.pegawai.pengguna, skp.penilai.pengguna
    services.ajukan_revisi(skp, oleh=pemilik, pada=pada, catatan="Target berubah.")
    services.terima_revisi(skp, oleh=penilai, pada=pada)
    rhk = RencanaHasilKerja.objects.get(skp=skp)
    services.ubah_rhk(skp, oleh=pemilik, pada=pada, rhk=rhk.pk, jenis=rhk.jenis, uraian=uraian)
    return segarkan(skp)


def segarkan(skp: Skp) -> Skp:
    return Skp.objects.get(pk=skp.pk)


@pytest.mark.parametrize("verba", ["cetak", "cetak_lampiran"])
def test_cetak_bagi_yang_melihat_skp_saja(disetujui, verba):
    luar = orang_luar(disetujui)
    for orang in (disetujui.pegawai, disetujui.penilai, luar["bkd"]):
        assert unduh(orang, disetujui, verba).status_code == 200
    for siapa in ("rekan", "opd_lain", "penilai_orang_lain"):
        assert unduh(luar[siapa], disetujui, verba).status_code == 404
        assert unduh(luar[siapa], disetujui, verba, "?versi=1").status_code == 404
    tamu = Client().get(alamat(verba, disetujui.pk))
    assert tamu.status_code == 302
    assert tamu.url.startswith(reverse("admin:login"))
    assert klien(disetujui.pegawai).post(alamat(verba, disetujui.pk)).status_code == 405


def test_cetak_dibuka_di_peramban_dan_tidak_disimpan(disetujui):
    nip = disetujui.pegawai.nip
    jawaban = unduh(disetujui.pegawai, disetujui)
    assert jawaban["Content-Disposition"] == f'inline; filename="skp-2026-{nip}-v1.pdf"'
    assert "no-store" in jawaban["Cache-Control"]
    lampiran = unduh(disetujui.pegawai, disetujui, "cetak_lampiran")
    assert lampiran["Content-Disposition"] == f'inline; filename="lampiran-skp-2026-{nip}-v1.pdf"'


def test_cetak_konsep_dan_yang_sedang_dinilai_bertanda_konsep(konsep):
    jawaban = unduh(konsep.pegawai, konsep)
    assert "KONSEP, belum disetujui" in naskah_dari(jawaban)
    assert jawaban["Content-Disposition"] == f'inline; filename="skp-2026-{konsep.pegawai.nip}-konsep.pdf"'
    services.ajukan(
        konsep, oleh=konsep.pegawai.pengguna, pada=datetime(2026, 1, 15, 9, tzinfo=WITA), catatan="Mohon."
    )
    assert "KONSEP, belum disetujui" in naskah_dari(unduh(konsep.penilai, konsep))  # fmt: skip


def test_cetak_sebelum_diajukan_tanpa_penilai_tetap_ada(db):
    riwayat = RiwayatJabatanFactory()
    skp = services.tambah_skp(
        riwayat, oleh=riwayat.pegawai.pengguna, pada=datetime(2026, 1, 15, 9, tzinfo=WITA)
    ).objek
    assert "KONSEP, belum disetujui" in naskah_dari(unduh(riwayat.pegawai, skp))
    assert "KONSEP, belum disetujui" in naskah_dari(unduh(riwayat.pegawai, skp, "cetak_lampiran"))


def test_cetak_memilih_versi(disetujui):
    lama = "Terwujudnya pengelolaan kinerja ASN"
    skp = setujui_lagi(disetujui, "Rumusan baru sesudah revisi")
    kini = naskah_dari(unduh(skp.pegawai, skp))
    assert "Rumusan baru sesudah revisi" in kini
    assert "Kupang, 6 Juli 2026" in kini
    assert skp.daftar_versi.get(nomor=2).kode_tercetak in kini
    dulu = naskah_dari(unduh(skp.pegawai, skp, kueri="?versi=1"))
    assert lama in dulu
    assert "Rumusan baru" not in dulu
    assert "Kupang, 15 Januari 2026" in dulu
    assert skp.daftar_versi.get(nomor=1).kode_tercetak in dulu


@pytest.mark.parametrize("versi", ["0", "2", "-1", "abc", "1.0", "²", "9" * 40, "9" * 5000, "%00", "1%27"])
def test_cetak_versi_yang_tidak_ada_404(disetujui, versi):
    assert unduh(disetujui.pegawai, disetujui, kueri=f"?versi={versi}").status_code == 404


def test_selama_revisi_yang_disetujui_tetap_dapat_dicetak(disetujui):
    skp = buka_revisi(disetujui, "Rumusan yang belum disetujui")
    konsep = naskah_dari(unduh(skp.pegawai, skp))
    assert "KONSEP, belum disetujui" in konsep
    assert "Rumusan yang belum disetujui" in konsep
    resmi = naskah_dari(unduh(skp.pegawai, skp, kueri="?versi=1"))
    assert "KONSEP" not in resmi
    assert "Rumusan yang belum disetujui" not in resmi


def test_periode_yang_dipersingkat_tercetak_pada_versi_terakhir_saja(disetujui):
    skp = setujui_lagi(disetujui, "Rumusan baru")
    Skp.objects.filter(pk=skp.pk).update(selesai=date(2026, 8, 31))
    skp = segarkan(skp)
    assert "1 JANUARI SD 31 AGUSTUS TAHUN 2026" in naskah_dari(unduh(skp.pegawai, skp))
    assert "1 JANUARI SD 31 DESEMBER TAHUN 2026" in naskah_dari(unduh(skp.pegawai, skp, kueri="?versi=1"))


def test_cetakan_versi_lama_tidak_berubah_bila_orangnya_pindah(disetujui):
    sebelum = naskah_dari(unduh(disetujui.pegawai, disetujui))
    disetujui.pegawai.golongan = "IV/a"
    disetujui.pegawai.save(update_fields=["golongan"])
    disetujui.riwayat_jabatan.jabatan = JabatanFactory(nama="Jabatan Lain")
    disetujui.riwayat_jabatan.save(update_fields=["jabatan"])
    assert naskah_dari(unduh(disetujui.pegawai, disetujui)) == sebelum


@pytest.mark.parametrize("jumlah", [1, 6])
def test_cetak_bertanya_sama_banyak_seberapa_pun_isinya(db, django_assert_num_queries, jumlah):
    skp = skp_konsep(isi={f"RHK {n}": ["Indikator A", "Indikator B"] for n in range(jumlah)})
    peramban = klien(skp.pegawai)
    Identitas.kini()
    with django_assert_num_queries(14):
        peramban.get(alamat("cetak", skp.pk))


def test_cetak_resmi_membaca_versi_saja(disetujui, django_assert_num_queries):
    peramban = klien(disetujui.pegawai)
    Identitas.kini()
    with django_assert_num_queries(9):
        peramban.get(alamat("cetak", disetujui.pk))


# --- verification: for anybody, about nobody --------------------------------------------------------------------


def halaman(kode="", *, diketik=None):
    """By its address (as the QR leads there), or typed into the form."""
    nama = "skp:verifikasi_kode" if kode else "skp:verifikasi"
    return Client().get(reverse(nama, args=[kode] if kode else []), {"kode": diketik} if diketik else {})


def bersih(jawaban) -> str:
    return " ".join(strip_tags(jawaban.content.decode()).split())


def test_verifikasi_yang_berlaku_menyatakan_asli_status_dan_tanggal(disetujui):
    jawaban = halaman(disetujui.daftar_versi.get().kode)
    assert jawaban.status_code == 200
    berurutan(bersih(jawaban), "Asli.", "KeaslianAsli", "StatusDisetujui", "Disetujui pada15 Januari 2026")
    assert "Digantikan" not in bersih(jawaban)


def test_verifikasi_yang_digantikan_menyebut_sejak_kapan(disetujui):
    skp = setujui_lagi(setujui_lagi(disetujui, "Kedua"), "Ketiga", pada=datetime(2026, 9, 1, 8, tzinfo=WITA))
    pertama, kedua, ketiga = skp.daftar_versi.order_by("nomor")
    assert [keaslian(v.kode).digantikan_pada for v in (pertama, kedua, ketiga)] == [
        kedua.disetujui_pada,
        ketiga.disetujui_pada,
        None,
    ]
    berurutan(
        bersih(halaman(pertama.kode)),
        "Asli, tetapi sudah digantikan. Versi yang lebih baru berlaku sejak 6 Juli 2026.",
        "StatusDigantikan",
        "Disetujui pada15 Januari 2026",
        "Digantikan sejak6 Juli 2026",
    )


def test_verifikasi_tidak_membocorkan_revisi_yang_sedang_berjalan(disetujui):
    kode = disetujui.daftar_versi.get().kode
    sebelum = keaslian(kode)
    buka_revisi(disetujui, "Rumusan rahasia")
    assert keaslian(kode) == sebelum
    assert sebelum.status == "Disetujui"


def test_verifikasi_skp_yang_selesai_berstatus_selesai(disetujui):
    Skp.objects.filter(pk=disetujui.pk).update(status="SELESAI")
    assert keaslian(disetujui.daftar_versi.get().kode).status == "Selesai"


@pytest.mark.parametrize("baru", [False, True])
def test_verifikasi_tidak_menyebut_siapa_pun(disetujui, baru):
    skp = setujui_lagi(disetujui, "Rumusan baru") if baru else disetujui
    for satu in skp.daftar_versi.all():
        isinya = halaman(satu.kode).content.decode()
        for rahasia in (
            skp.pegawai.nama,
            skp.pegawai.nip,
            skp.penilai.nama,
            skp.penilai.nip,
            skp.jabatan_nama,
            skp.unit_nama,
            skp.perangkat_daerah.nama,
            "Terwujudnya",
            "Rumusan",
            "Harapan",
        ):
            assert rahasia
            assert rahasia not in isinya


@pytest.mark.parametrize(
    "cara",
    [
        str.lower,
        lambda k: f" {k} ",
        lambda k: "-".join(k[i : i + 4] for i in range(0, 16, 4)).lower(),
        lambda k: " ".join(k[i : i + 4] for i in range(0, 16, 4)),
        lambda k: "\u200b".join(k),  # copied out of a PDF
        lambda k: f"{k[:8]}–{k[8:]}\0",
    ],
)
def test_verifikasi_menerima_kode_seperti_yang_diketik_orang(disetujui, cara):
    kode = disetujui.daftar_versi.get().kode
    jawaban = halaman(diketik=cara(kode))
    assert jawaban.status_code == 200
    assert "Asli." in bersih(jawaban)


@pytest.mark.parametrize(
    "kode", [KODE, KODE[:-1], KODE + "Z", "O" * 16, "' OR 1=1 --", "<script>alert(1)</script>", "ß" * 16, "X" * 3000, "…"]
)  # fmt: skip
def test_verifikasi_kode_yang_tidak_dikenal_404_dengan_kalimat(disetujui, kode):
    jawaban = halaman(diketik=kode)
    assert jawaban.status_code == 404
    assert "Kode tidak ditemukan. Periksa lagi 16 huruf dan angkanya pada cetakan" in bersih(jawaban)
    assert b"<script>alert" not in jawaban.content
    assert "Disetujui pada" not in bersih(jawaban)


def test_verifikasi_kode_salah_di_alamat_juga_404(db):
    jawaban = halaman("abcd-salah")
    assert jawaban.status_code == 404
    assert "Kode tidak ditemukan" in bersih(jawaban)
    assert 'value="abcd-salah"' in jawaban.content.decode()


def test_verifikasi_tanpa_kode_adalah_formulir(db):
    jawaban = halaman()
    assert jawaban.status_code == 200
    assert "Ketik kode verifikasi yang tercetak" in bersih(jawaban)


def test_verifikasi_tidak_disimpan_dan_tidak_diindeks(disetujui):
    for jawaban in (halaman(), halaman(disetujui.daftar_versi.get().kode), halaman("salah")):
        assert jawaban["X-Robots-Tag"] == "noindex"
        assert "no-store" in jawaban["Cache-Control"]
        assert "unsafe" not in jawaban["Content-Security-Policy"]
        assert not jawaban.cookies
    assert Client().post(reverse("skp:verifikasi")).status_code == 405


def test_verifikasi_dua_pertanyaan(disetujui, django_assert_num_queries):
    kode = disetujui.daftar_versi.get().kode
    Identitas.kini()
    with django_assert_num_queries(2):
        halaman(kode)
    with django_assert_num_queries(1):
        halaman("ABCDEFGHJKLMNPQR")
    with django_assert_num_queries(0):
        halaman("terlalu-pendek")


def test_potret_yang_disimpan_cukup_untuk_mencetak(disetujui):
    """What the version keeps prints the same as the live document."""
    satu = disetujui.daftar_versi.get()
    assert data_skp(satu.isi, satu) == data_skp(potret(disetujui), satu)


def test_kode_verifikasi_berisi_80_bit_acak():
    assert len(ABJAD) ** PANJANG_KODE == 2**80
    assert len({VersiSkp().kode for _ in range(50)}) == 50
