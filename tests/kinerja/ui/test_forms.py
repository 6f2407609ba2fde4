from decimal import Decimal
from html.parser import HTMLParser

import pytest
from django import forms
from django.core.exceptions import ValidationError

from kinerja.ui.forms import (
    BilanganAtauTeksField,
    CatatanField,
    DesimalField,
    FormulirTindakan,
    KotakIsian,
    LinkBuktiField,
    baca_desimal,
    kutip,
    periksa_tautan,
)


def keluhan(kolom, teks) -> list[str]:
    with pytest.raises(ValidationError) as galat:
        kolom.clean(teks)
    return galat.value.messages


@pytest.mark.parametrize(
    ("teks", "nilai"),
    [
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1.234,56", "1234.56"),
        ("1234.56", "1234.56"),
        ("1234,56", "1234.56"),
        ("1.234", "1234"),
        ("1.234.567", "1234567"),
        ("0.125", "0.125"),
        (" 1 234,5 ", "1234.5"),
        ("1\u00a0234", "1234"),
        ("007", "7"),
        ("0", "0"),
    ],
)
def test_desimal_dibaca(teks, nilai):
    assert DesimalField().clean(teks) == Decimal(nilai)


@pytest.mark.parametrize(
    "teks",
    [
        "nan",
        "NaN",
        "inf",
        "-inf",
        "1e309",
        "1E5",
        "0x10",
        "12,5,6",
        "1.23,4.5",
        "1,234.56",
        "dua",
        ",5",
        "5,",
        "--1",
        "1_000",
        "１２",
    ],
)
def test_desimal_bukan_angka(teks):
    assert keluhan(DesimalField(), teks) == [f"“{teks}” bukan angka. Tulis angka seperti 12,5 atau 1.234,56."]


def test_desimal_negatif_hanya_bila_boleh():
    assert keluhan(DesimalField(), "-1,5") == ["Angka tidak boleh negatif (ditemukan “-1,5”)."]
    assert DesimalField(negatif=True).clean("−1,5") == Decimal("-1.5")


def test_desimal_terlalu_panjang_ditolak():
    assert len(keluhan(DesimalField(), "9" * 400)) == 1
    assert len(keluhan(DesimalField(decimal_places=2), "1,234")) == 1


def test_desimal_kosong():
    assert DesimalField(required=False).clean("  ") is None
    assert keluhan(DesimalField(), " ") == ["Kolom ini harus diisi."]


def test_desimal_yang_ditampilkan_terbaca_kembali():
    class Formulir(forms.Form):
        nilai = DesimalField()

    html = str(Formulir(initial={"nilai": Decimal("1234.500")})["nilai"])
    assert 'value="1234,5"' in html
    assert 'inputmode="decimal"' in html
    assert baca_desimal("1234,5") == Decimal("1234.5")


def test_kutip_memotong_dan_membersihkan():
    assert kutip("a" * 41) == f"“{'a' * 39}…”"
    assert kutip("a\x00b") == "“a·b”"


@pytest.mark.parametrize(
    "tautan",
    [
        "https://drive.google.com/file/d/1aB/view?usp=sharing#h",
        "https://s.id/abc",
        "https://bkd.nttprov.go.id:8443/berkas",
        "http://nttprov.go.id/berkas.pdf",
        "http://bkd.nttprov.go.id/berkas.pdf",
        "HTTPS://Drive.Google.com/x",
    ],
)
def test_tautan_diterima(tautan):
    assert periksa_tautan(f"  {tautan} ") == tautan


@pytest.mark.parametrize(
    ("tautan", "potongan"),
    [
        ("javascript:alert(1)", "harus diawali https://"),
        ("JavaScript:alert(1)", "harus diawali https://"),
        ("data:text/html,x", "harus diawali https://"),
        ("ftp://contoh.go.id/x", "harus diawali https://"),
        ("drive.google.com/x", "harus diawali https://"),
        ("https:drive.google.com", "harus diawali https://"),
        ("//drive.google.com", "harus diawali https://"),
        ("teks biasa", "spasi"),
        ("https://contoh.go.id/a b", "spasi"),
        ("https://contoh.go.id\\@jahat.com", "spasi"),
        ("https://contoh.go.id/\x00", "spasi"),
        ("java\nscript:alert(1)", "spasi"),
        ("https://user@contoh.go.id/", "nama pengguna"),
        ("https://drive.google.com:x@jahat.com/", "nama pengguna"),
        ("https://google.com:443@jahat.com/", "nama pengguna"),
        ("https://localhost/x", "jaringan sendiri"),
        ("https://app.localhost/x", "jaringan sendiri"),
        ("https://server.local/x", "jaringan sendiri"),
        ("https://127.0.0.1/x", "berupa angka"),
        ("https://2130706433/x", "berupa angka"),
        ("https://0x7f.1/x", "berupa angka"),
        ("https://10.0.0.5:8000/x", "berupa angka"),
        ("https://[::1]/x", "berupa angka"),
        ("https://[::1/x", "tidak dapat dibaca"),
        ("https://contoh.go.id:99999/x", "tidak dapat dibaca"),
        ("https://intranet/x", "tidak lengkap"),
        ("https:///x", "tidak lengkap"),
        ("https://-salah.go.id", "tidak lengkap"),
        ("https://gооgle.com/x", "menyerupai"),
        ("https://xn--ggle-55da.com/x", "menyerupai"),
        ("https://drive.xn--ggle-55da.com/x", "menyerupai"),
        ("http://drive.google.com/x", "bukan http://"),
        ("http://nttprov.go.id.jahat.com/x", "bukan http://"),
        ("http://palsunttprov.go.id/x", "bukan http://"),
        ("https://contoh.go.id/" + "a" * 480, "terlalu panjang: 501 karakter"),
    ],
)
def test_tautan_ditolak(tautan, potongan):
    with pytest.raises(ValidationError) as galat:
        periksa_tautan(tautan)
    (kalimat,) = galat.value.messages
    assert potongan in kalimat
    assert len(kalimat) < 160


def test_tautan_http_mengikuti_pengaturan(settings):
    settings.HOST_BUKTI_HTTP = ["contoh.go.id"]
    assert periksa_tautan("http://a.contoh.go.id/") == "http://a.contoh.go.id/"
    with pytest.raises(ValidationError):
        periksa_tautan("http://nttprov.go.id/")


def test_tanda_strip_hanya_bila_boleh():
    assert LinkBuktiField().clean(" - ") == "-"
    assert keluhan(LinkBuktiField(boleh_strip=False), "-") == [
        "Tautan harus diawali https:// (ditemukan “-”)."
    ]
    assert keluhan(LinkBuktiField(), "") == ["Kolom ini harus diisi."]
    assert LinkBuktiField(required=False).clean("") == ""


def test_catatan_dirapikan_dan_dihitung():
    assert CatatanField().clean("  dua\r\nbaris \r\n") == "dua\nbaris"
    assert keluhan(CatatanField(min_length=200), "a" * 199) == ["Minimal 200 karakter (sekarang 199)."]
    assert keluhan(CatatanField(min_length=200), " " * 200) == ["Kolom ini harus diisi."]
    assert keluhan(CatatanField(min_length=200), "a" * 100 + "\r\n" * 50 + "b" * 49) == [
        "Minimal 200 karakter (sekarang 199)."
    ]
    assert keluhan(CatatanField(max_length=3), "abcd") == ["Paling banyak 3 karakter (sekarang 4)."]
    assert keluhan(CatatanField(), "a\x00b") == [
        "Teks berisi karakter yang tidak dapat disimpan. Ketik ulang bagian itu."
    ]


class Formulir(FormulirTindakan):
    catatan = CatatanField(required=False)


def test_formulir_tindakan_memberi_argumen():
    form = Formulir({"kunci": "0f8fad5b-d9cb-469f-a165-70867728950e", "versi": "3", "catatan": " x "})
    assert form.is_valid()
    assert form.argumen == {"kunci": "0f8fad5b-d9cb-469f-a165-70867728950e", "versi": 3, "catatan": "x"}


@pytest.mark.parametrize(
    "rusak",
    [
        {"kunci": ""},
        {"kunci": "a b c d e f"},
        {"kunci": "x" * 81},
        {"versi": "tiga"},
        {"versi": "-1"},
        {"versi": "9" * 30},
    ],
)
def test_formulir_tindakan_menolak_isian_tersembunyi_yang_diubah(rusak):
    form = Formulir({"kunci": "0f8fad5b", "versi": "1"} | rusak)
    assert not form.is_valid()
    assert form.errors == {next(iter(rusak)): ["Formulir tidak utuh. Muat ulang halaman, lalu ulangi."]}


def test_formulir_tindakan_kunci_selalu_baru():
    satu, dua = Formulir(versi=7), Formulir()
    assert satu["kunci"].value() != dua["kunci"].value()
    assert satu["kunci"].value() == satu["kunci"].value()
    assert 'value="7"' in str(satu["versi"])


@pytest.mark.parametrize(
    ("teks", "isi"),
    [("6 hari kerja", "6 hari kerja"), (" 1 minggu ", "1 minggu"), ("1.234,5", Decimal("1234.5")), ("0", Decimal(0)), ("", None)],
)  # fmt: skip
def test_bilangan_bila_jelas_bilangan_selain_itu_teks(teks, isi):
    assert BilanganAtauTeksField(required=False, max_length=200).clean(teks) == isi


@pytest.mark.parametrize("teks", ["-", "-3", "1,234", "9" * 20, "x" * 201, "a\x00b"])
def test_bilangan_atau_teks_menolak(teks):
    assert len(keluhan(BilanganAtauTeksField(required=False, max_length=200), teks)) == 1


def test_bilangan_atau_teks_dicetak_ke_kolom():
    cetak = BilanganAtauTeksField().prepare_value
    assert [cetak(Decimal("1234.50")), cetak("1 minggu"), cetak(None)] == ["1234,5", "1 minggu", None]


@pytest.mark.parametrize("nilai", [None, "", "1.234,5", "<b>\"'&"])
@pytest.mark.parametrize(
    "sifat", [{}, {"id": "id_n", "required": True, "disabled": False, "aria-describedby": "a b"}]
)
def test_kotak_isian_sama_dengan_gambaran_templat(nilai, sifat):
    """The same attributes with the same values; only their order may differ."""
    gambar = [
        k({"inputmode": "decimal"}).render("n", nilai, dict(sifat)) for k in (forms.TextInput, KotakIsian)
    ]
    assert _sifat(gambar[0]) == _sifat(gambar[1])


def _sifat(html: str) -> set[tuple[str, str | None]]:
    class Pengurai(HTMLParser):
        def handle_starttag(self, tag, attrs):
            hasil.update({("", tag), *attrs})

    hasil: set = set()
    Pengurai().feed(html)
    return hasil
