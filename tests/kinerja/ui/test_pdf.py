"""Documents on paper: what was typed is printed as typed, whatever it looks like to Typst."""

from io import BytesIO

import pytest
from django.template import TemplateDoesNotExist
from pypdf import PdfReader

from kinerja.ui.pdf import cetak, jawaban_pdf

TEMPLAT = "cetak/kode_aktivasi.typ"


def data(*daftar_nama, **lain):
    daftar = [{"nama": n, "nip": "198001012005011001", "kode": "7K3M-Q2XD-90AB-ZZTW"} for n in daftar_nama]
    return {
        "judul": "Badan Contoh",
        "alamat": "https://si-kinerja.example.go.id/aktivasi/",
        "berlaku_sampai": "5 Maret 2026, 10.00 WITA",
        "daftar": daftar,
        **lain,
    }


def baca(pdf: bytes) -> tuple[str, int]:
    """(text without line ends and break opportunities, number of pages)."""
    halaman = PdfReader(BytesIO(pdf)).pages
    teks = " ".join(h.extract_text() for h in halaman).replace("\u200b", "")
    return " ".join(teks.split()), len(halaman)


def test_lembar_kode_memuat_nama_nip_kode_alamat_dan_nomor_halaman():
    pdf = cetak(TEMPLAT, data(*(f"Pegawai Demo {i:03}" for i in range(9))))
    teks, jumlah = baca(pdf)
    assert pdf.startswith(b"%PDF")
    assert jumlah == 2
    for potongan in (
        "Pegawai Demo 008",
        "198001012005011001",
        "7K3M-Q2XD-90AB-ZZTW",
        "https://si-kinerja.example.go.id/aktivasi/",
        "5 Maret 2026, 10.00 WITA",
        "Badan Contoh",
        "Halaman 2 dari 2",
    ):
        assert potongan in teks


@pytest.mark.parametrize(
    "nama",
    [
        '#import "/ui/pdf.py": *',
        '#read("/etc/passwd")',
        "*tebal* _miring_ $x^2$ `kode` <label> @rujukan",
        "kutip \" dan ' dan \\ dan \\u{41}",
        "#{ panic() } ]]] [[[",
        "– “tanda baca” ” é ñ",
        "= Judul",
        "{{ data }} ${jndi:ldap://x}",
    ],
)
def test_teks_jahat_dicetak_apa_adanya(nama):
    teks, _ = baca(cetak(TEMPLAT, data(nama)))
    assert nama in teks


def test_kata_sangat_panjang_tidak_keluar_dari_kartu():
    teks, jumlah = baca(cetak(TEMPLAT, data("X" * 150, "Pegawai Berikutnya", judul="Y" * 300)))
    assert "Pegawai Berikutnya" in teks
    assert jumlah == 1
    assert teks.replace(" ", "").count("X" * 150) == 1


@pytest.mark.parametrize("nama", ["", "\0", "😀 汉字", "\n\n\n"])
def test_isi_tak_lazim_tetap_menjadi_pdf(nama):
    assert cetak(TEMPLAT, data(nama)).startswith(b"%PDF")


def test_daftar_kosong_tetap_satu_halaman():
    assert baca(cetak(TEMPLAT, data()))[1] == 1


def test_data_tidak_terbawa_ke_dokumen_berikutnya():
    cetak(TEMPLAT, data("Orang Pertama"))
    assert "Orang Pertama" not in baca(cetak(TEMPLAT, data("Orang Kedua")))[0]


@pytest.mark.parametrize("nama", ["cetak/tidak_ada.typ", "../../project/settings/base.py", "/etc/hostname"])
def test_templat_di_luar_tempatnya_tidak_ada(nama):
    with pytest.raises(TemplateDoesNotExist):
        cetak(nama, {})


def test_jawaban_tidak_disimpan_peramban():
    jawaban = jawaban_pdf(TEMPLAT, data("Pegawai Demo"), nama_berkas="kode.pdf")
    assert jawaban["Content-Type"] == "application/pdf"
    assert jawaban["Content-Disposition"] == 'attachment; filename="kode.pdf"'
    assert "no-store" in jawaban["Cache-Control"]
