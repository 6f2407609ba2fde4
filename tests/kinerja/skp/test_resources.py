"""Tables from outside: what is read, what is complained about, and that no row vanishes in between."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from time import perf_counter

import openpyxl
import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st

from kinerja.dokumen.errors import Ditolak
from kinerja.skp.models import Indikator, RencanaHasilKerja, UsulanIndikator, UsulanRhk
from kinerja.skp.resources import (
    baca_periode,
    baca_tempelan,
    baca_tool_kinerja,
    contoh_tool_kinerja,
)
from kinerja.skp.resources.target import baca_target
from kinerja.skp.resources.tempelan import HURUF_TERBANYAK
from kinerja.ui.impor.baris import GALAT
from kinerja.ui.impor.pembaca import Tabel, baca
from kinerja.ui.impor.tempelan import pecah

JUDUL = "Rencana Hasil Kerja\tIndikator Kinerja Individu\tTarget\tSatuan\tAspek\tJenis\n"
TAHUN_2022 = {"mulai": date(2022, 1, 1), "selesai": date(2022, 12, 31)}
GAGAL = "Gagal Import Rencana Hasil Kerja dari Tool Kinerja."
JUDUL_RESMI = ["NO", "RENCANA HASIL KERJA", "ASPEK", "INDIKATOR KINERJA INDIVIDU", "TARGET"]
PERIODE = "PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER TAHUN 2022"


def tempel(teks: str, model="JA_JF"):
    return baca_tempelan(teks, model=model)


def keluhan(teks: str, model="JA_JF") -> list[str]:
    return [str(k) for k in tempel(teks, model).keluhan]


def ringkas(daftar) -> list[tuple]:
    return [(r.jenis, r.uraian, [i.uraian for i in r.daftar_indikator]) for r in daftar]


def penolakan(baca_apa, *args, **kw) -> str:
    with pytest.raises(Ditolak) as tertangkap:
        baca_apa(*args, **kw)
    return str(tertangkap.value)


def coba(baca_apa, *args, **kw) -> tuple:
    """What it reads, or the sentences of its refusal; any other exception is a failure."""
    try:
        return baca_apa(*args, **kw), []
    except Ditolak as ditolak:
        return None, [k.kalimat for k in ditolak.keluhan]


# --- the clipboard ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("teks", "sel"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"], [""]]),
        ("a;b\nc;d", [["a", "b"], ["c", "d"]]),
        ("a;b\tc", [["a;b", "c"]]),
        ('"satu\ndua"\tb', [["satu\ndua", "b"]]),
        ('"kata ""prima"""\tb', [['kata "prima"', "b"]]),
        ('"prima" itu\tb', [['"prima" itu', "b"]]),
        ('"terbuka\tb\nc\td"', [['"terbuka', "b"], ["c", 'd"']]),
        ('"a;b";c', [["a;b", "c"]]),
        ('""\tb', [["", "b"]]),
        ("\ufeffa\rb", [["a"], ["b"]]),
        ("\n\n", [[""], [""], [""]]),
        ("", [[""]]),
    ],
)
def test_pecah_membaca_sel_seperti_lembar_kerja(teks, sel):
    assert list(pecah(teks)) == sel


@pytest.mark.parametrize("serangan", ['"' * 300_000, '"a\n' * 100_000, '""\t' * 100_000, '"""a;' * 60_000])
def test_tanda_kutip_yang_tidak_ditutup_tidak_memperlambat(serangan):
    mulai = perf_counter()
    assert sum(map(len, pecah(serangan))) > 0
    assert perf_counter() - mulai < 3


# --- what is read ----------------------------------------------------------------------------------------


def test_baris_berurutan_menjadi_rhk_dengan_indikator():
    hasil = tempel(
        "Tersusunnya laporan\tJumlah laporan\t12\tLaporan\tKuantitas\n"
        "\tKetepatan waktu\t1 minggu\t\twaktu\tUtama\n"
        "Terlayaninya tamu\tIndeks kepuasan\t85,5\tPoin\tKUALITAS\ttambahan\n"
    )
    assert hasil.keluhan == []
    assert hasil.daftar == [
        UsulanRhk(
            "Tersusunnya laporan",
            "UTAMA",
            (
                UsulanIndikator("Jumlah laporan", aspek="KUANTITAS", target=Decimal(12), satuan="Laporan"),
                UsulanIndikator("Ketepatan waktu", aspek="WAKTU", target=Decimal(1), satuan="minggu"),
            ),
        ),
        UsulanRhk(
            "Terlayaninya tamu",
            "TAMBAHAN",
            (UsulanIndikator("Indeks kepuasan", aspek="KUALITAS", target=Decimal("85.5"), satuan="Poin"),),
        ),
    ]
    assert hasil.jumlah_indikator == 3


def test_perspektif_dipakai_model_jpt():
    [rhk] = tempel("R\tI\t1\tDokumen\tproses bisnis", "JPT").daftar
    assert rhk.daftar_indikator[0].perspektif == "PROSES_BISNIS"
    assert rhk.daftar_indikator[0].aspek == ""


@pytest.mark.parametrize(
    "judul",
    [
        "Aspek\tTarget\tSatuan\tIndikator\tRHK",
        "ASPEK\tTARGET TAHUNAN\tSATUAN\tINDIKATOR KINERJA INDIVIDU\tRENCANA HASIL KERJA",
        "Aspek/Perspektif\tTarget 2026\tSatuan Target\tIndikator Kinerja\tRencana Hasil Kerja (RHK)",
        "aspek:\ttarget\tsatuan\tIKI\trhk",
    ],
)
def test_judul_dikenali_dalam_urutan_apa_pun(judul):
    hasil = tempel(f"{judul}\nBiaya\t5\tJuta rupiah\tI\tR")
    assert hasil.daftar == [
        UsulanRhk(
            "R", "UTAMA", (UsulanIndikator("I", aspek="BIAYA", target=Decimal(5), satuan="Juta rupiah"),)
        )
    ]
    assert (hasil.penanda, hasil.diabaikan, hasil.keluhan) == ([1], [], [])


def test_formulir_resmi_dengan_pita_nomor_dan_kolom_lain():
    hasil = tempel(
        "HASIL KERJA\n"
        "NO.\tRENCANA HASIL KERJA ATASAN YANG DIINTERVENSI\tRENCANA HASIL KERJA\tASPEK\tINDIKATOR KINERJA INDIVIDU\tTARGET / SATUAN\n"
        "(1)\t(2)\t(3)\t(4)\t(5)\t(6)\n"
        "A. UTAMA\n"
        "1.\tX\tR1\tKuantitas\tI1\t100 Persentase\n"
        "\t\t\tWaktu\tI2\t12 Bulan\n"
        "B.\tTAMBAHAN\n"
        "1.\tY\tR2\tKualitas\tI3\t95 %\n"
    )
    assert hasil.keluhan == []
    assert ringkas(hasil.daftar) == [("UTAMA", "R1", ["I1", "I2"]), ("TAMBAHAN", "R2", ["I3"])]
    assert [i.satuan for i in hasil.daftar[0].daftar_indikator] == ["Persentase", "Bulan"]
    assert hasil.diabaikan == ["RENCANA HASIL KERJA ATASAN YANG DIINTERVENSI"]
    assert hasil.penanda == [2, 1, 3, 4, 7]


def test_kolom_nomor_tanpa_judul_dilewati():
    assert ringkas(tempel("1.\tR1\tI1\n\t\tI2\n2.\tR2\tI3").daftar) == [
        ("UTAMA", "R1", ["I1", "I2"]),
        ("UTAMA", "R2", ["I3"]),
    ]


def test_kolom_sumbu_model_lain_disebut_sebagai_diabaikan():
    hasil = tempel("RHK\tIndikator\tAspek\nR\tI\tBiaya", "JPT")
    assert hasil.diabaikan == ["Aspek"]
    assert hasil.daftar == [UsulanRhk("R", "UTAMA", (UsulanIndikator("I"),))]


def test_rhk_yang_diulang_di_setiap_baris_tetap_satu():
    assert ringkas(tempel("R\tI1\nR\tI2\nQ\tI1\n r \tI3").daftar) == [
        ("UTAMA", "R", ["I1", "I2", "I3"]),
        ("UTAMA", "Q", ["I1"]),
    ]


def test_sel_berbaris_banyak_dan_tanda_strip():
    hasil = tempel('"Tersusunnya\nlaporan"\tI\t-\t–\t—')
    assert hasil.daftar == [UsulanRhk("Tersusunnya laporan", "UTAMA", (UsulanIndikator("I"),))]


def test_rhk_tanpa_indikator_diterima():
    assert tempel("R1\nR2").daftar == [UsulanRhk("R1"), UsulanRhk("R2")]


# --- targets ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "satuan", "hasil"),
    [
        ("", "", (None, "", "")),
        ("12", "Laporan", ("12", "Laporan", "")),
        ("1.250,5", "Dokumen", ("1250.5", "Dokumen", "")),
        ("1250.5", "Dokumen", ("1250.5", "Dokumen", "")),
        ("1.250", "Dokumen", ("1250", "Dokumen", "")),
        ("1 250", "Dokumen", ("1250", "Dokumen", "")),
        ("95 %", "", ("95", "%", "")),
        ("95%", "Persen", ("95", "Persen", "")),
        ("12 dokumen", "Dokumen", ("12", "Dokumen", "")),
        ("1 minggu", "", ("1", "minggu", "")),
        ("100 Persentase", "", ("100", "Persentase", "")),
        ("12 Kali per bulan", "", ("12", "Kali per bulan", "")),
        ("0", "Kasus", ("0", "Kasus", "")),
        ("9999999999999,99", "Rupiah", ("9999999999999.99", "Rupiah", "")),
        ("1,500", "Poin", ("1.5", "Poin", "")),
        ("1-2", "hari", (None, "", "1-2 hari")),
        ("maksimal 3", "hari", (None, "", "maksimal 3 hari")),
        ("2 dari 3 dokumen", "", (None, "", "2 dari 3 dokumen")),
        ("12 (dua belas) dokumen", "", (None, "", "12 (dua belas) dokumen")),
        ("3 s.d. 5 hari", "", (None, "", "3 s.d. 5 hari")),
        ("sesuai standar", "", (None, "", "sesuai standar")),
    ],
)
def test_target_dibaca(target, satuan, hasil):
    bilangan, nama, teks = hasil
    assert baca_target(target, satuan) == {
        "target": None if bilangan is None else Decimal(bilangan),
        "satuan": nama,
        "target_teks": teks,
    }


@pytest.mark.parametrize(
    ("target", "satuan", "kalimat"),
    [
        ("12", "", "“12” tanpa satuan: tulis satuannya, misalnya 12 Dokumen."),
        ("", "Dokumen", "Kosong, padahal satuannya “Dokumen”: tulis bilangannya, misalnya 12."),
        ("-5", "Dokumen", "“-5” negatif: tulis bilangan nol atau lebih."),
        ("-5 dokumen", "", "“-5” negatif: tulis bilangan nol atau lebih."),
        ("1,250.5", "Rp", "“1,250.5” bukan angka. Tulis angka seperti 12,5 atau 1.234,56."),
        ("1.2.3", "Rp", "“1.2.3” bukan angka. Tulis angka seperti 12,5 atau 1.234,56."),
        ("+5", "Rp", "“+5” bukan angka. Tulis angka seperti 12,5 atau 1.234,56."),
        ("12,345", "Poin", "“12,345” terlalu teliti: paling banyak dua angka di belakang koma."),
        ("10000000000000", "Rp", "“10000000000000” terlalu besar: paling banyak 13 angka di depan koma."),
        ("12 laporan", "Dokumen", "Satuannya dua: “laporan” dan “Dokumen”. Sisakan satu."),
        (
            f"12 {'x' * 51}",
            "",
            f"Satuan “{'x' * 39}…” terlalu panjang (51 huruf), paling banyak 50.",
        ),
        ("t" * 90, "s" * 20, f"“{'t' * 39}…” terlalu panjang (111 huruf), paling banyak 100."),
    ],
)
def test_target_ditolak(target, satuan, kalimat):
    assert penolakan(baca_target, target, satuan) == kalimat


# --- complaints ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("teks", "kalimat"),
    [
        ("R\tI\t12", "Baris 1, kolom Target: “12” tanpa satuan: tulis satuannya, misalnya 12 Dokumen."),
        (
            "R\tI\t12\tDokumen\tJumlah",
            "Baris 1, kolom Aspek: “Jumlah” tidak dikenal: tulis salah satu dari Kuantitas, Kualitas, Waktu, Biaya.",
        ),
        (
            "R\tI\t12\tDokumen\tWaktu\tPokok",
            "Baris 1, kolom Jenis: “Pokok” tidak dikenal: tulis salah satu dari Utama, Tambahan.",
        ),
        (
            "\tI",
            "Baris 1, kolom Rencana hasil kerja: Kosong, dan di atasnya tidak ada yang dapat dilanjutkan: isi kolom ini.",
        ),
        (
            "R\t\t12\tDokumen",
            "Baris 1, kolom Indikator: Kosong, padahal kolom sesudahnya terisi: tulis indikatornya.",
        ),
        (
            f"{'r' * 501}\tI",
            f"Baris 1, kolom Rencana hasil kerja: “{'r' * 39}…” terlalu panjang (501 huruf), paling banyak 500.",
        ),
        ("R\tI\0\t", "Baris 1, kolom Indikator: “I·” berisi karakter yang tidak terlihat."),
        ("R\tI\u202e\t", "Baris 1, kolom Indikator: “I·” berisi karakter yang tidak terlihat."),
        (
            "R\tI\nQ\tI\nR\ti",
            "Baris 3, kolom Indikator: “i” sudah ada di baris 1: indikator dalam satu rencana hasil kerja harus berbeda.",
        ),
        (
            "A. UTAMA\nR\tI\nB. TAMBAHAN\nR\tJ",
            "Baris 4, kolom Jenis: Rencana hasil kerja ini sudah ada di baris 2 sebagai Utama.",
        ),
        (
            "A. UTAMA\nR\tI\nB. TAMBAHAN\n\tJ",
            "Baris 4, kolom Rencana hasil kerja: Kosong, dan di atasnya tidak ada yang dapat dilanjutkan: isi kolom ini.",
        ),
        (
            "R\tI\t\t\t\t\tlebih",
            "Baris 1: “lebih” ada di kolom ke-7 yang tidak dikenal: hapus atau beri judul.",
        ),
        (
            f"catatan saya\tx\n{JUDUL}R\tI",
            "Baris 1: “catatan saya x” berada di atas judul kolom: pindahkan ke bawahnya atau hapus.",
        ),
        (
            "RHK\tIndikator\t\nR\tI\tisi",
            "Baris 2: “isi” ada di kolom ke-3 yang tidak dikenal: hapus atau beri judul.",
        ),
        (
            "RHK\tIndikator\tCatatan\nR\tI\tisi\n\t\tisi lagi",
            "Baris 3, kolom Rencana hasil kerja: Kosong, begitu pula indikatornya: isi atau hapus baris ini.",
        ),
    ],
)
def test_keluhan_menyebut_baris_kolom_dan_temuan(teks, kalimat):
    assert keluhan(teks) == [kalimat]


def test_baris_lanjutan_dari_rhk_yang_salah_ikut_dikeluhkan():
    hasil = tempel(f"{'r' * 501}\tI1\n\tI2\n\tI3\nQ\tI4")
    assert [str(k) for k in hasil.keluhan[1:]] == [
        "Baris 2, kolom Rencana hasil kerja: Melanjutkan baris 1 yang belum benar: perbaiki baris itu.",
        "Baris 3, kolom Rencana hasil kerja: Melanjutkan baris 2 yang belum benar: perbaiki baris itu.",
    ]
    assert ringkas(hasil.daftar) == [("UTAMA", "Q", ["I4"])]
    assert [k.tautan for k in hasil.keluhan] == ["#baris-1", "#baris-2", "#baris-3"]


def test_indikator_yang_salah_tidak_menghentikan_rhk_nya():
    hasil = tempel("R\tI1\tsatu\tx\tSalah\n\tI2\t3\tDokumen\tWaktu")
    assert ringkas(hasil.daftar) == [("UTAMA", "R", ["I2"])]
    assert len(hasil.keluhan) == 1


@pytest.mark.parametrize(
    ("teks", "kalimat"),
    [
        ("", "Tempelan kosong. Salin baris-barisnya dari lembar kerja, lalu tempel di sini."),
        (" \t\n \n", "Tempelan kosong. Salin baris-barisnya dari lembar kerja, lalu tempel di sini."),
        ("R\tI\n" * 201, "Tempelan berisi 201 baris, paling banyak 200. Tempel sebagian dahulu."),
        (
            "x" * (HURUF_TERBANYAK + 1),
            "Tempelan terlalu besar: 300001 huruf, paling banyak 300000. Tempel sebagian dahulu.",
        ),
        ("RHK\tTarget\nR\t1", "Kolom Indikator tidak ada. Tambahkan kolom itu beserta judulnya."),
        (
            "RHK\tIndikator\tTarget\tTarget\nR\tI\t1\t2",
            "Kolom Target ada 2 kali. Sisakan satu.",
        ),
    ],
)
def test_bukan_tabel_ditolak_seluruhnya(teks, kalimat):
    assert penolakan(tempel, teks) == kalimat


def test_batas_baris_masih_diterima():
    assert tempel("".join(f"R{n}\tI\n" for n in range(200))).jumlah_indikator == 200


# --- any text --------------------------------------------------------------------------------------------

SEL = st.one_of(
    st.sampled_from(
        [*"RQI123-", "12", "95 %", "-1", "Dokumen", "Waktu", "Utama", "A. UTAMA", "Tambahan", "1."]
    ),
    st.sampled_from(["", "RHK", "Indikator", "Target", "Satuan", "Aspek", "(1)", "'=1"]),
    st.sampled_from([*'"\0²٣', "\ud800"]),
    st.text(max_size=12),
)
TABEL = st.lists(st.lists(SEL, min_size=1, max_size=8).map("\t".join), max_size=12).map("\n".join)


@pytest.mark.parametrize("model", ["JA_JF", "JPT"])
@given(teks=st.one_of(st.text(), TABEL, TABEL.map(lambda t: t.replace("\t", ";"))))
def test_teks_apa_pun_menjadi_usulan_atau_keluhan_dan_tidak_ada_baris_hilang(model, teks):
    terisi = [n for n, sel in enumerate(pecah(teks), 1) if any(s.strip() for s in sel)]
    hasil, tolakan = coba(tempel, teks, model)
    assert all(k.endswith(".") for k in tolakan)
    if tolakan:
        return
    assert sorted(hasil.penanda + [b.nomor for b in hasil.baris]) == terisi
    baik = [b for b in hasil.baris if b.tingkat != GALAT]
    buruk = {b.nomor for b in hasil.baris} - {b.nomor for b in baik}
    assert {k.tautan for k in hasil.keluhan} == {f"#baris-{n}" for n in buruk}
    assert hasil.jumlah_indikator == sum(1 for b in baik if b.bersih["indikator"])
    assert {b.bersih["rhk"].casefold() for b in baik} == {r.uraian.casefold() for r in hasil.daftar}
    assert all(k.kalimat.endswith((".", "?")) for k in hasil.keluhan)
    for rhk in hasil.daftar:
        RencanaHasilKerja(uraian=rhk.uraian, jenis=rhk.jenis).clean_fields(exclude=["skp"])
        for indikator in rhk.daftar_indikator:
            Indikator(**vars(indikator)).clean_fields(exclude=["rhk", "skp_kedinasan_lain"])


# --- Tool Kinerja ----------------------------------------------------------------------------------------

DAFTAR = [
    UsulanRhk(
        "Terwujudnya administrasi",
        "UTAMA",
        (
            UsulanIndikator("Persentase surat", aspek="KUANTITAS", target=Decimal("99.5"), satuan="Persen"),
            UsulanIndikator("Waktu layanan", aspek="WAKTU", target=Decimal(1), satuan="minggu"),
        ),
    ),
    UsulanRhk("Terlayaninya tamu", "UTAMA", (UsulanIndikator("Kesan", target_teks="baik sekali"),)),
    UsulanRhk("=Panitia", "TAMBAHAN", (UsulanIndikator("Jumlah rapat", target=Decimal(3), satuan="Kali"),)),
]


def tabel(*baris) -> Tabel:
    (_, judul), *isi = [(n, list(b)) for n, b in enumerate(baris, 1)]
    return Tabel("tool.xlsx", "0" * 64, judul, isi)


def formulir(*isi, periode=PERIODE) -> Tabel:
    return tabel(["SASARAN KINERJA PEGAWAI"], ["", periode], ["HASIL KERJA"], JUDUL_RESMI, *isi)


def baca_berkas(isi: bytes) -> Tabel:
    return baca(ContentFile(isi, name="tool-kinerja.xlsx"))


def impor(t: Tabel, model="JA_JF") -> list[UsulanRhk]:
    periode, daftar = baca_tool_kinerja(t, model=model)
    assert periode == (date(2022, 1, 1), date(2022, 12, 31))
    return daftar


@pytest.mark.parametrize("model", ["JA_JF", "JPT"])
def test_contoh_tool_kinerja_terbaca_kembali_lewat_pembaca_berpagar(model):
    daftar = DAFTAR
    if model == "JPT":
        tamu = UsulanIndikator("Kesan", perspektif="PENERIMA_LAYANAN", target_teks="baik sekali")
        daftar = [UsulanRhk("Terlayaninya tamu", "UTAMA", (tamu,))]
    berkas = contoh_tool_kinerja(daftar, model=model, **TAHUN_2022)
    assert impor(baca_berkas(berkas), model=model) == daftar
    assert baca_periode(baca_berkas(berkas)) == (date(2022, 1, 1), date(2022, 12, 31))


def test_formulir_dengan_sel_gabungan_dan_tanda_tangan():
    hasil = impor(
        formulir(
            ["(1)", "(2)", "(3)", "(4)", "(5)"],
            ["A. UTAMA"],
            ["1.", "R1", "Kuantitas", "I1", "12 Laporan"],
            ["", "", "Waktu", "I2", "12 Bulan"],
            JUDUL_RESMI,
            ["B. TAMBAHAN"],
            ["1.", "Perilaku kerja tim", "Kualitas", "I3", "100 %"],
            ["", "", "", "Kupang, 3 Januari 2022"],
            ["Pegawai Yang Dinilai", "", "Pejabat Penilai Kinerja"],
            ["NAMA", "", "NAMA"],
        )
    )
    assert ringkas(hasil) == [("UTAMA", "R1", ["I1", "I2"]), ("TAMBAHAN", "Perilaku kerja tim", ["I3"])]


@pytest.mark.parametrize(
    "periode",
    [
        PERIODE,
        "Periode Penilaian : 01-01-2022 s.d. 31-12-2022",
        "PERIODE: 1 Januari 2022 sampai dengan 31 Desember 2022",
        "PERIODE PENILAIAN TAHUN 2022: 1 JANUARI - 31 DESEMBER",
        "periode 01/01/2022 - 31/12/2022",
        "PERIODE PENILAIAN:\n1 Jan s/d 31 Des 2022",
        "PERIODE 2022-01-01 2022-12-31",
    ],
)
def test_periode_dibaca_dalam_berbagai_tulisan(periode):
    assert baca_periode(formulir(periode=periode)) == (date(2022, 1, 1), date(2022, 12, 31))


def test_periode_dalam_beberapa_sel():
    t = tabel(["PERIODE PENILAIAN", "2022-01-01", "s.d.", "2022-12-31"], JUDUL_RESMI)
    assert baca_periode(t) == (date(2022, 1, 1), date(2022, 12, 31))


def test_periode_lain_diserahkan_kepada_tindakan_yang_membandingkannya():
    t = formulir(["1", "R", "", "I", "1 x"], periode="PERIODE: 12-02-2023 s.d. 31-12-2023")
    assert baca_tool_kinerja(t, model="JA_JF")[0] == (date(2023, 2, 12), date(2023, 12, 31))


@pytest.mark.parametrize("isi", [[], [["A. UTAMA"], ["PERILAKU KERJA"], ["1", "R", "Waktu", "I", "1 x"]]])
def test_formulir_tanpa_baris_tidak_memberi_usulan(isi):
    assert impor(formulir(*isi)) == []


@pytest.mark.parametrize(
    ("periode", "kalimat"),
    [
        (
            "",
            "di atas tabel tidak ada baris seperti “PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER TAHUN 2022”.",
        ),
        ("PERIODE: TRIWULAN I", "di atas tabel tidak ada baris seperti"),
        ("PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER", "di atas tabel tidak ada baris seperti"),
        ("PERIODE PENILAIAN: 1 Brumaire SD 31 Pluviose 2022", "di atas tabel tidak ada baris seperti"),
        ("PERIODE: 1 JANUARI SD 31 FEBRUARI 2022", "memuat tanggal yang tidak ada dalam kalender."),
        ("PERIODE: 01-01-0000 SD 31-12-2022", "memuat tanggal yang tidak ada dalam kalender."),
        ("PERIODE: 01-13-2022 SD 31-12-2022", "memuat tanggal yang tidak ada dalam kalender."),
    ],
)
def test_periode_yang_tidak_ada_atau_tidak_sah_ditolak(periode, kalimat):
    pesan = penolakan(impor, formulir(["1", "R", "", "I", "1 x"], periode=periode))
    assert pesan.startswith(f"{GAGAL} Periode SKP tidak cocok: ")
    assert kalimat in pesan


@pytest.mark.parametrize(
    ("t", "kw", "kalimat"),
    [
        (tabel(["nip", "nama"], ["1", "2"]), {}, "tidak ditemukan. Unggah berkas SKP pendekatan kuantitatif"),
        (
            formulir(["1", "R", "Waktu", "I", "1 x"]),
            {"model": "JPT"},
            "Berkas memakai kolom Aspek, sedangkan model SKP ini memakai Perspektif. Periksa model SKP",
        ),
        (
            formulir(["1.", "R", "Waktu", "I", "1 hari"], ["2.", "Q", "Cepat", "J", "5"]),
            {},
            "Tidak ada baris yang diimpor; perbaiki dahulu: Baris 6, kolom Aspek: “Cepat” tidak dikenal: tulis salah "
            "satu dari Kuantitas, Kualitas, Waktu, Biaya. Baris 6, kolom Target: “5” tanpa satuan: tulis satuannya, "
            "misalnya 5 Dokumen.",
        ),
        (formulir(["1", "R", "Waktu", "I", "1 x", "lebih"]), {}, "Baris 5: “lebih” ada di kolom ke-6"),
        (
            formulir(["1", "r" * 501, "Waktu", "I", "1 x"]),
            {},
            "terlalu panjang (501 huruf), paling banyak 500.",
        ),
        (formulir(*[["", "", "", "I", "1 x"]] * 25), {}, "Masih ada 5 keluhan lain."),
        (formulir(*[["", "R", "", "I", "1 x"]] * 201), {}, "Tabelnya 201 baris, paling banyak 200."),
        (
            tabel([PERIODE], ["RENCANA HASIL KERJA", "INDIKATOR", "TARGET", "TARGET"], ["R", "I", "1 x"]),
            {},
            "Kolom Target ada 2 kali. Sisakan satu.",
        ),
    ],
)
def test_berkas_yang_tidak_terbaca_ditolak_seluruhnya(t, kw, kalimat):
    pesan = penolakan(impor, t, **kw)
    assert pesan.startswith(GAGAL)
    assert kalimat in pesan


def test_sel_yang_lebih_panjang_dari_batas_tidak_dipotong_diam_diam():
    buku = openpyxl.Workbook()
    for baris in ([PERIODE], JUDUL_RESMI, ["1", "r" * 700, "Waktu", "I", "1 hari"]):
        buku.active.append(baris)
    keluar = io.BytesIO()
    buku.save(keluar)
    assert "terlalu panjang (501 huruf)" in penolakan(impor, baca_berkas(keluar.getvalue()))


@given(baris=st.lists(st.lists(SEL, min_size=1, max_size=7), max_size=8), periode=st.text(max_size=40))
def test_tabel_apa_pun_dibaca_atau_ditolak(baris, periode):
    hasil, tolakan = coba(baca_tool_kinerja, formulir(*baris, periode=f"{PERIODE} {periode}"), model="JA_JF")
    hasil = hasil[1] if hasil else []
    assert tolakan[0].startswith(GAGAL) if tolakan else all(rhk.uraian for rhk in hasil)
