"""Cells: whatever is typed becomes a value or a sentence, never another exception; lists out hold no formulas."""

from __future__ import annotations

import csv
import io
from datetime import date
from types import SimpleNamespace

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja.dokumen.errors import Ditolak
from kinerja.ui.impor import keluaran
from kinerja.ui.impor.baris import Baris
from kinerja.ui.impor.kolom import Email, Kolom, Nama, Pilihan, Rujukan, Tanggal, Teks, rapikan
from kinerja.username.queries import KolomNip


def rujukan() -> Rujukan:
    widget = Rujukan(SimpleNamespace, sebutan="Unit kerja")
    widget.siapkan([SimpleNamespace(nama=n) for n in ("Bidang Mutasi", "Bidang Pengembangan", "Sekretariat")])
    return widget


KOLOM = {
    "teks": Kolom(column_name="k", widget=Teks(20)),
    "nama": Kolom(column_name="k", widget=Nama(20)),
    "email": Kolom(column_name="k", widget=Email(60), wajib=False),
    "pilihan": Kolom(column_name="k", widget=Pilihan(["PNS", "PPPK"])),
    "tanggal": Kolom(column_name="k", widget=Tanggal()),
    "rujukan": Kolom(column_name="k", widget=rujukan()),
    "nip": Kolom(column_name="k", widget=KolomNip()),
}
MIRIP = st.one_of(
    st.text(),
    st.text(alphabet="0123456789-/. ,E+'=@\t\r\n\0²٣", max_size=24),
    st.sampled_from(
        ["1981091720190310٠٥", "²0-01-2026", "1e309", "NaN", "31-02-2026", "0000-00-00", "a@b", "\ud800"]
    ),
)


@pytest.mark.parametrize("jenis", KOLOM)
@given(teks=MIRIP)
def test_isi_apa_pun_menjadi_nilai_atau_kalimat(jenis, teks):
    try:
        nilai = KOLOM[jenis].clean({"k": teks})
    except Ditolak as penolakan:
        [keluhan] = penolakan.keluhan
        assert keluhan.kalimat.endswith((".", "?"))
    else:
        assert nilai is not None or (jenis == "email" and not rapikan(teks))


@pytest.mark.parametrize(
    ("jenis", "teks", "nilai"),
    [
        ("tanggal", "05-03-2026", date(2026, 3, 5)),
        ("tanggal", "5/3/2026", date(2026, 3, 5)),
        ("tanggal", "2026-03-05", date(2026, 3, 5)),
        ("pilihan", " pns ", "PNS"),
        ("rujukan", "bidang  mutasi", "Bidang Mutasi"),
        ("nama", "  Siti   Aminah ", "Siti Aminah"),
        ("teks", "'=1+1", "=1+1"),
        ("teks", "'Aisyah", "'Aisyah"),
        ("nip", "19810917 201903 1 005", "198109172019031005"),
    ],
)
def test_isi_yang_diterima(jenis, teks, nilai):
    hasil = KOLOM[jenis].clean({"k": teks})
    assert getattr(hasil, "nama", getattr(hasil, "angka", hasil)) == nilai


@pytest.mark.parametrize(
    ("jenis", "teks", "kalimat"),
    [
        ("teks", "x" * 21, "“xxxxxxxxxxxxxxxxxxxxx” terlalu panjang (21 huruf), paling banyak 20."),
        ("teks", "a\u200bb", "“a·b” berisi karakter yang tidak terlihat."),
        ("teks", " ", "Kolom k kosong: wajib diisi."),
        ("tanggal", "29-02-2026", "“29-02-2026” tidak ada dalam kalender: tulis HH-BB-TTTT."),
        ("pilihan", "honorer", "“honorer” tidak dikenal: tulis salah satu dari PNS, PPPK."),
        (
            "rujukan",
            "Bidang Pengembagan",
            "Unit kerja “Bidang Pengembagan” tidak dikenal. Mungkin maksud Anda “Bidang Pengembangan”?",
        ),
    ],
)
def test_isi_yang_ditolak(jenis, teks, kalimat):
    with pytest.raises(Ditolak) as tertangkap:
        KOLOM[jenis].clean({"k": teks})
    assert str(tertangkap.value) == kalimat


@pytest.mark.parametrize("awal", ["=", "+", "-", "@", "\t", "\r", "\n"])
@pytest.mark.parametrize("jenis", ["csv", "xlsx"])
def test_keluaran_tanpa_rumus(awal, jenis):
    isi = keluaran.tulis(jenis, ["kolom"], [[f"{awal}1+1"], ["biasa"], [7]])
    if jenis == "csv":
        baris = [b[0] for b in csv.reader(io.StringIO(isi.decode("utf-8-sig"), newline=""), delimiter=";")]
    else:
        lembar = openpyxl.load_workbook(io.BytesIO(isi)).active
        baris = [b[0].value for b in lembar.iter_rows()]
        assert {b[0].data_type for b in lembar.iter_rows()} == {"s"}
    assert baris[1].startswith("'")
    assert [baris[0], *baris[2:]] == ["kolom", "biasa", "7"]


def test_tingkat_baris_adalah_keluhan_terberat():
    baris = Baris(2, {"a": "x"})
    assert baris.tingkat == "OK"
    baris.keluhkan("a", "Hati-hati.", "PERINGATAN")
    assert baris.tingkat == "PERINGATAN"
    baris.keluhkan("a", "Salah.")
    assert baris.tingkat == "GALAT"
