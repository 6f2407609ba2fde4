from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template

from kinerja.dokumen.errors import Keluhan
from kinerja.skp.models import Skp
from kinerja.ui.forms import CatatanField, FormulirTindakan
from kinerja.ui.templatetags.ui import angka, jam, nip, peristiwa, status_tertulis, tanggal, waktu


def gambar(isi, **konteks):
    return Template("{% load ui %}" + isi).render(Context(konteks))


def test_tanggal_dan_waktu_ditulis_dalam_wita():
    pada = datetime(2026, 3, 5, 15, 59, tzinfo=UTC)
    assert tanggal(date(2026, 3, 5)) == "5 Maret 2026"
    assert tanggal(datetime(2026, 3, 5, 16, 30, tzinfo=UTC)) == "6 Maret 2026"
    assert jam(pada) == "23.59 WITA"
    assert waktu(pada) == "5 Maret 2026 pukul 23.59 WITA"


@pytest.mark.parametrize("saring", [tanggal, jam, waktu])
@pytest.mark.parametrize("nilai", [None, "", "5 Maret", 7])
def test_bukan_tanggal_menjadi_kosong(saring, nilai):
    assert saring(nilai) == ""


@pytest.mark.parametrize(
    ("nilai", "teks"),
    [
        (Decimal("1234.5600"), "1.234,56"),
        (Decimal("12.00"), "12"),
        (100, "100"),
        (1234567.5, "1.234.567,5"),
        (Decimal("1E+3"), "1.000"),
        (Decimal("-0.50"), "-0,5"),
        (Decimal("-0.0"), "0"),
        (0, "0"),
        (None, ""),
        ("", ""),
        ("abc", ""),
        (float("nan"), ""),
        (float("inf"), ""),
    ],
)
def test_angka(nilai, teks):
    assert angka(nilai) == teks


def test_angka_dibulatkan_bila_diminta():
    assert gambar("{{ n|angka:2 }}", n=Decimal("2.345")) == "2,35"


def test_nip_dikelompokkan():
    assert nip("197809192005011001") == "19780919 200501 1 001"
    assert nip("gubernur") == "gubernur"
    assert nip(None) == ""


def test_lencana_menulis_tanda_dan_kata():
    html = gambar("{% lencana 'REVISI' label %}", label="<Dikembalikan>")
    assert html.strip() == (
        '<span class="lencana lencana--perhatian"><span aria-hidden="true">!</span> &lt;Dikembalikan&gt;</span>'
    )
    assert "lencana--netral" in gambar("{% lencana 'TIDAK_DIKENAL' 'x' %}")
    assert "lencana--buruk" in gambar("{% lencana 'KONSEP' 'x' nada='buruk' %}")


def test_kunci_dan_versi_tersembunyi():
    assert (
        gambar("{% versi o %}", o=SimpleNamespace(versi=4)) == '<input type="hidden" name="versi" value="4">'
    )
    assert gambar("{% kunci %}") != gambar("{% kunci %}")
    assert gambar("{% kunci %}").startswith('<input type="hidden" name="kunci" value="')


class Contoh(FormulirTindakan):
    nama = CatatanField(label="Nama", help_text="Sesuai SK.")
    pilihan = forms.ChoiceField(label="Pilihan", choices=[("a", "A")], widget=forms.RadioSelect)


def test_formulir_menghubungkan_bantuan_dan_galat():
    html = gambar("{% include 'ui/_formulir.html' %}", form=Contoh({"kunci": "12345678"}))
    assert 'aria-describedby="id_nama_helptext id_nama_error"' in html
    assert 'id="id_nama_helptext"' in html
    assert 'id="id_nama_error"' in html
    assert '<fieldset class="kolom kolom--pilihan kolom--salah" aria-describedby="id_pilihan_error">' in html
    assert html.count('id="id_pilihan"') == 1
    assert 'name="kunci" value="12345678"' in html


def test_ringkasan_menautkan_setiap_keluhan():
    html = gambar(
        "{% ringkasan form keluhan=keluhan %}",
        form=Contoh({}),
        keluhan=[Keluhan("Belum ada RHK.", "#rhk"), "Teks <b>."],
    )
    assert '<a href="#rhk">Belum ada RHK.</a>' in html
    assert "Teks &lt;b&gt;." in html
    assert '<a href="#id_nama">Nama: Kolom ini harus diisi.</a>' in html
    assert "<li>Formulir tidak utuh. Muat ulang halaman, lalu ulangi.</li>" in html
    assert 'role="alert" tabindex="-1"' in html


def test_ringkasan_tanpa_keluhan_tidak_tampil():
    assert gambar("{% ringkasan form %}", form=Contoh()).strip() == ""


def test_peristiwa_dan_status_ditulis_dengan_kata_orang():
    assert peristiwa("skp.dikembalikan") == "Dikembalikan"
    assert peristiwa("realisasi.perilaku_dinilai") == "Perilaku dinilai"
    assert status_tertulis(Skp(), "PENILAIAN_RENCANA") == "Penilaian"
    assert status_tertulis(Skp(), "TIDAK_DIKENAL") == "TIDAK_DIKENAL"
    assert status_tertulis(SimpleNamespace(_meta=SimpleNamespace(fields=[])), "AKTIF") == "AKTIF"
