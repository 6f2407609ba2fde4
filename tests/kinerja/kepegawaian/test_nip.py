"""NIP PNS and NI PPPK: every part is checked, and every refusal says which part."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja.kepegawaian.models import Nip, NipTidakSah


@pytest.mark.parametrize(
    ("teks", "lahir", "tahun", "bulan", "kelamin", "jenis"),
    [
        ("198109172019031005", date(1981, 9, 17), 2019, 3, "L", "PNS"),
        ("196609061992092001", date(1966, 9, 6), 1992, 9, "P", "PNS"),
        ("19720707 199703 2 008", date(1972, 7, 7), 1997, 3, "P", "PNS"),
        ("1990.0228.2022.21.1.003", date(1990, 2, 28), 2022, None, "L", "PPPK"),
        ("199605052023212001", date(1996, 5, 5), 2023, None, "P", "PPPK"),
    ],
)
def test_nip_parts(teks, lahir, tahun, bulan, kelamin, jenis):
    nip = Nip.urai(teks)
    assert (nip.tanggal_lahir, nip.tahun_pengangkatan, nip.bulan_pengangkatan) == (lahir, tahun, bulan)
    assert (nip.jenis_kelamin, nip.jenis_kepegawaian) == (kelamin, jenis)


def test_nip_is_printed_in_groups():
    assert str(Nip.urai("197207071997032008")) == "19720707 199703 2 008"


@pytest.mark.parametrize(
    ("teks", "kalimat"),
    [
        ("", "NIP kosong: tulis 18 angka."),
        ("19810917201903100", "NIP harus 18 angka, ditemukan 17 angka (“19810917201903100”)."),
        ("1981091720190310O5", "NIP harus 18 angka tanpa huruf, ditemukan “1981091720190310O5”."),
        (
            "1,97809E+17",
            "NIP tersimpan sebagai bilangan (“1,97809E+17”): jadikan kolom NIP teks, lalu tulis 18 angkanya.",
        ),
        ("197813172019031005", "NIP: tanggal lahir “19781317” (angka 1–8) bukan tanggal yang ada."),
        ("197802312019031005", "NIP: tanggal lahir “19780231” (angka 1–8) bukan tanggal yang ada."),
        ("198109172019131005", "NIP: angka 13–14 “13” harus bulan 01–12 (PNS) atau 21 ke atas (PPPK)."),
        ("198109172019001005", "NIP: angka 13–14 “00” harus bulan 01–12 (PNS) atau 21 ke atas (PPPK)."),
        ("198109172019033005", "NIP: jenis kelamin (angka 15) “3” harus 1 (pria) atau 2 (wanita)."),
        ("198109172019031000", "NIP: nomor urut (angka 16–18) dimulai dari 001."),
        ("201509172019031005", "NIP: tahun pengangkatan “2019” tidak masuk akal untuk kelahiran 2015."),
        ("١٩٧٨٠٩١٧٢٠١٩٠٣١٠٠٥", "NIP harus 18 angka tanpa huruf, ditemukan “١٩٧٨٠٩١٧٢٠١٩٠٣١٠٠٥”."),
    ],
)
def test_nip_refusals_name_the_part(teks, kalimat):
    with pytest.raises(NipTidakSah) as galat:
        Nip.urai(teks)
    assert str(galat.value) == kalimat


@given(st.text(max_size=60))
def test_nip_never_breaks_on_any_text(teks):
    try:
        hasil = Nip.urai(teks).angka
    except NipTidakSah as galat:
        hasil = str(galat)
    assert len(hasil) == 18 or hasil.startswith("NIP")
