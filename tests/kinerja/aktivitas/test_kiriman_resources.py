"""Rows from outside: dates, hours, indicators and tables as people write them; hostile ones are refused, never a crash."""

from __future__ import annotations

from datetime import date, datetime, time
from time import perf_counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinerja.aktivitas.queries import PilihanIndikator
from kinerja.aktivitas.resources import baca_jam, baca_tanggal, baca_tempelan, periksa_isian, sebagai_tempelan
from kinerja.aktivitas.resources.kolom import hari_lain
from kinerja.aktivitas.resources.tempelan import HURUF_TERBANYAK, isian
from kinerja.aktivitas.services import Isian
from kinerja.dokumen.errors import Ditolak
from kinerja.kalender.models import NAMA_BULAN
from kinerja.skp.models import Indikator, RencanaHasilKerja, Skp
from kinerja.ui.impor.pembaca import Tabel
from kinerja.ui.impor.tempelan import pecah, rangkai
from tests.factories import skp_disetujui
from tests.factories.kinerja import WITA

BUNYI = ["Persentase ASN yang dinilai tepat waktu", "Jumlah laporan kinerja", "Jumlah laporan keuangan"]


class Pilihan(PilihanIndikator):
    """An SKP of 2026 with three indicators and “tugas kedinasan lain”, without a database."""

    def __init__(self):
        super().__init__(Skp(mulai=date(2026, 1, 1), selesai=date(2026, 12, 31)))
        rhk = RencanaHasilKerja(pk=1, uraian="RHK")
        self.daftar = [Indikator(pk=n, rhk=rhk, uraian=b) for n, b in enumerate(BUNYI, 11)]
        self.daftar.append(Indikator(pk=99, uraian="Terlaksananya tugas kedinasan lain"))

    def pada(self, hari):
        return self.daftar[-1:] if hari >= date(2026, 12, 1) else self.daftar


PILIHAN = Pilihan()


def baca(teks: str):
    return baca_tempelan(teks, pilihan=PILIHAN, nomor=PILIHAN.daftar)


def isi(teks: str) -> list[tuple]:
    hasil = baca(teks)
    assert [b.keluhan for b in hasil.baris if not hasil.benar] == []
    return [tuple(vars(isian(b)).values())[:5] for b in hasil.baris]


def keluhan(teks: str) -> list[str]:
    return [f"{b.nomor} {k['kolom']}: {k['kalimat']}" for b in baca(teks).baris for k in b.keluhan]


def penolakan(teks: str) -> list[str]:
    with pytest.raises(Ditolak) as tertangkap:
        baca(teks)
    return [k.kalimat for k in tertangkap.value.keluhan]


def indikator(sel: str, hari="04-03-2026"):
    baris = baca(f"{hari};08.00;09.00;Rapat;{sel}").baris[0]
    return baris.bersih.get("indikator") or [k["kalimat"] for k in baris.keluhan]


def coba(baca_apa, teks: str):
    """What it reads, or its refusal; any other exception is a failure."""
    try:
        return baca_apa(teks)
    except Ditolak as ditolak:
        return ditolak


# --- dates and hours -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "teks",
    [
        "31-02-2026", "29-02-2026", "00-01-2026", "2026-13-01", "05-02-26", "5 Foo 2026", "45000", "", "5/2",
        "1e9", "05-02-2026 08:00", "٠٥-٠٢-٢٠٢٦", "2026-02-05T00:00:00Z", "05-02-20266", "-5-2-2026", "5 Februari",
        "99999999999999999999", "0000-01-01", "Senin", "5--2-2026", "²-2-2026",
    ],
)  # fmt: skip
def test_yang_bukan_tanggal_ditolak(teks):
    with pytest.raises(Ditolak):
        baca_tanggal(teks)


@pytest.mark.parametrize(
    "teks",
    [
        "05-02-2026", "5/2/2026", "5.2.2026", "2026-02-05", "2026/2/5", "2026-02-05 00:00:00", "5 Februari 2026",
        "5 februari 2026", "05 Feb 2026", "5-Feb-2026", "Kamis, 5 Februari 2026", "Kamis/05-02-2026", "5 Pebruari 2026",
        "  5   Februari   2026 ", "5 February 2026", "kamis 5/2/2026",
    ],
)  # fmt: skip
def test_tanggal_dibaca_seperti_ditulis_orang(teks):
    assert baca_tanggal(teks) == date(2026, 2, 5)


@pytest.mark.parametrize("bulan", range(1, 13))
def test_nama_bulan_lengkap_dan_singkat(bulan):
    nama = NAMA_BULAN[bulan - 1]
    for teks in (nama, nama[:3]):
        assert baca_tanggal(f"1 {teks} 2026") == date(2026, bulan, 1)


def test_hari_yang_bukan_harinya_diperingatkan():
    assert hari_lain("Kamis, 5 Februari 2026", date(2026, 2, 5)) == ""
    assert hari_lain("5 Februari 2026", date(2026, 2, 5)) == ""
    assert hari_lain("Ahad 8/2/2026", date(2026, 2, 8)) == ""
    assert hari_lain("Senin, 5-2-2026", date(2026, 2, 5)) == (
        "Tertulis Senin, padahal 5 Februari 2026 hari Kamis. Periksa."
    )


@pytest.mark.parametrize(
    "teks",
    [
        "24.00",
        "25.00",
        "08.60",
        "8.3",
        "8,3",
        "0,333",
        "",
        "-1",
        "8.30.15",
        "13:00 XM",
        "٠٨.٠٠",
        "8.00 WIB",
        "123",
        "8:0",
    ],
)
def test_yang_bukan_jam_ditolak(teks):
    with pytest.raises(Ditolak):
        baca_jam(teks)


@pytest.mark.parametrize(
    ("teks", "jam"),
    [
        ("08.00", time(8)), ("08:00", time(8)), ("8:00", time(8)), ("8", time(8)), ("08.00 WITA", time(8)),
        ("9:30:00", time(9, 30)), ("1:30 PM", time(13, 30)), ("12:00 AM", time(0)), ("12.15 pm", time(12, 15)),
        ("23.59", time(23, 59)), ("00.00", time(0)),
    ],
)  # fmt: skip
def test_jam_dibaca_seperti_ditulis_orang(teks, jam):
    assert baca_jam(teks) == jam


@given(st.text())
def test_tanggal_dan_jam_apa_pun_dibaca_atau_ditolak(teks):
    for baca_apa, jenis in ((baca_tanggal, date), (baca_jam, time)):
        hasil = coba(baca_apa, teks)
        assert type(hasil) is jenis or (isinstance(hasil, Ditolak) and 0 < len(str(hasil)) < 200)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_tanggal_yang_ditulis_terbaca_kembali(hari):
    for teks in (f"{hari:%d-%m-%Y}", hari.isoformat(), f"{hari.day}/{hari.month}/{hari.year}"):
        assert baca_tanggal(teks) == hari


@given(st.times())
def test_jam_yang_ditulis_terbaca_kembali(jam):
    assert (
        baca_jam(f"{jam:%H.%M}") == baca_jam(f"{jam.hour}:{jam:%M}") == jam.replace(second=0, microsecond=0)
    )


# --- indicators ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sel", "hasil"),
    [
        ("1", 11), ("2.", 12), ("(3)", 13), ("4", 99), ("persentase", 11), ("JUMLAH  LAPORAN kinerja", 12),
        ("2. Jumlah laporan kinerja", 12), ("2. Jumlah laporan", 12), ("terlaksananya", 99),
        ("0", ["“0” bukan nomor indikator: tulis 1 sampai 4, atau bunyinya."]),
        ("5", ["“5” bukan nomor indikator: tulis 1 sampai 4, atau bunyinya."]),
        ("9999", ["“9999” bukan nomor indikator: tulis 1 sampai 4, atau bunyinya."]),
        ("Jumlah laporan", ["“Jumlah laporan” cocok dengan 2 indikator: tulis nomornya."]),
        ("1. Jumlah laporan", ["“Jumlah laporan” cocok dengan 2 indikator: tulis nomornya."]),
        ("laporan", ["“laporan” tidak ada dalam daftar indikator: tulis nomornya atau bunyinya."]),
        ("12345", ["“12345” tidak ada dalam daftar indikator: tulis nomornya atau bunyinya."]),
    ],
)  # fmt: skip
def test_indikator_dikenali_dari_nomor_atau_bunyinya(sel, hasil):
    assert indikator(sel) == hasil


def test_indikator_yang_tidak_berlaku_pada_harinya_ditolak():
    """After a move, and in another version, the numbers on the page do not count for that day."""
    assert indikator("1", "05-12-2026")[0].startswith(
        "Indikator nomor 1 tidak tersedia pada 5 Desember 2026."
    )
    assert indikator("Persentase", "05-12-2026")[0].startswith(
        "“Persentase” tidak ada dalam daftar indikator"
    )
    assert indikator("4", "05-12-2026") == 99
    assert indikator("1", "05-12-0001") == 11  # the day itself is complained about elsewhere


# --- tables ----------------------------------------------------------------------------------------------

DUA = [
    (date(2026, 3, 4), time(8), time(9), "Menyusun laporan", 11),
    (date(2026, 3, 5), time(10), time(11, 30), "Rapat, lalu kunjungan", 12),
]


@pytest.mark.parametrize(
    "teks",
    [
        "04-03-2026\t08.00\t09.00\tMenyusun laporan\t1\r\n5/3/2026\t10\t11:30\tRapat, lalu kunjungan\t2\r\n",
        "4 Maret 2026;8:00;9:00;Menyusun laporan;1\n2026-03-05;10.00;11.30;Rapat, lalu kunjungan;2",
        '2026-03-04,08.00,09.00,Menyusun laporan,1\n2026-03-05,10.00,11.30,"Rapat, lalu kunjungan",2',
        "No\tHari/Tanggal\tMulai\tSelesai\tAktifitas\tIndikator\tWaktu Input\n"
        "1\tRabu, 4 Maret 2026\t08.00\t09.00\tMenyusun laporan\t1\t5 Maret 2026 pukul 10.00 WITA\n"
        "2\tKamis, 5 Maret 2026\t10.00\t11.30\tRapat, lalu kunjungan\t2\tx\n",
        "INDIKATOR SKP\tUraian Kegiatan\tJam Selesai\tJam Mulai\tTgl\n"
        "1\tMenyusun laporan\t09.00\t08.00\t4-3-2026\n2\tRapat, lalu kunjungan\t11.30\t10.00\t5-3-2026\n",
        "1\t04-03-2026\t08.00\t09.00\tMenyusun laporan\t1\n2.\t05-03-2026\t10.00\t11.30\tRapat, lalu kunjungan\t2\n",
        '\ufeff\n\n04-03-2026\t08.00\t09.00\t"Menyusun\nlaporan"\t1\n\n05-03-2026\t10.00\t11.30\tRapat, lalu kunjungan\t2\n\n',
    ],
)
def test_tabel_dibaca_dengan_judul_nomor_dan_pemisah_apa_pun(teks):
    assert isi(teks) == DUA


def test_kolom_tanpa_isi_disebut_sebagai_tidak_dipakai():
    teks = "No\tTanggal\tMulai\tSelesai\tAktivitas\tIndikator\tWaktu Input\n1\t4-3-2026\t8\t9\tRapat\t1\tx\n"
    assert baca(teks).diabaikan == ["No", "Waktu Input"]


@pytest.mark.parametrize(
    ("teks", "kalimat"),
    [
        ("", "Tempelan kosong."),
        (" \t \n\n", "Tempelan kosong."),
        ("Tanggal\tMulai\tSelesai\tAktivitas\tIndikator", "Hanya baris judul yang terbaca."),
        ("a\0b", "Tempelan berisi karakter NUL"),
        ("x" * (HURUF_TERBANYAK + 1), "Tempelan terlalu besar: 200001 huruf"),
        ("1;2;3;4;5\n" * 201, "Ada 201 baris, sekali kirim paling banyak 200."),
        ("Tanggal;Mulai;predikat\n1;2;3", "Kolom “predikat” tidak boleh diimpor."),
    ],
)
def test_yang_bukan_daftar_aktivitas_ditolak(teks, kalimat):
    assert penolakan(teks)[0][: len(kalimat)] == kalimat


def test_keluhan_menyebut_baris_di_kotak_dan_kolomnya():
    teks = (
        "Tanggal;Mulai;Selesai;Aktivitas;Indikator\n\n04-03-2026;8;9;"
        + "x" * 501
        + ";1\nbesok;pagi;siang; ;\n"
    )
    assert keluhan(teks) == [
        f"3 aktivitas: “{'x' * 39}…” terlalu panjang (501 huruf), paling banyak 500.",
        "4 tanggal: “besok” bukan tanggal: tulis HH-BB-TTTT, misalnya 05-02-2026.",
        "4 mulai: “pagi” bukan jam: tulis JJ.MM, misalnya 08.30.",
        "4 selesai: “siang” bukan jam: tulis JJ.MM, misalnya 08.30.",
        "4 aktivitas: Kosong. Isi seperti Menyusun laporan kinerja.",
        "4 indikator: Kosong. Isi seperti 1.",
    ]


def test_baris_yang_hanya_satu_sel_mendapat_satu_keluhan():
    assert keluhan("04-03-2026 08.00 09.00 Rapat 1") == [
        "1 : Hanya “04-03-2026 08.00 09.00 Rapat 1” yang terbaca: pisahkan kelima kolomnya dengan TAB atau titik koma."
    ]


def test_isi_di_luar_kolom_tidak_hilang_diam_diam():
    assert keluhan("4-3-2026\t8\t9\tRapat\t1\tcatatan") == [
        "1 : “catatan” ada di kolom ke-6 yang tidak dikenal: hapus isinya."
    ]
    assert keluhan("LOGBOOK MARET\nTanggal;Mulai;Selesai;Aktivitas;Indikator\n4-3-2026;8;9;Rapat;1") == [
        "1 : Berada di atas judul kolom: pindahkan ke bawahnya atau hapus."
    ]


def test_karakter_tak_terlihat_ditolak():
    assert keluhan("4-3-2026;8;9;Rapat\u202egnp.exe;1") == [
        "1 aktivitas: “Rapat·gnp.exe” berisi karakter yang tidak terlihat."
    ]


@pytest.mark.parametrize("serangan", ['"' * 199_999, "1;" * 99_000, ('"a' + "\n") * 60_000, "1\t" * 99_000])
def test_tempelan_bermusuhan_tidak_memperlambat(serangan):
    mulai = perf_counter()
    coba(baca, serangan)
    assert perf_counter() - mulai < 30  # a reader that looks back at each row takes minutes


SEL = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["04-03-2026", "8.00", "09:30", "Rapat", "1", "Jumlah", "", "Tanggal", "Mulai", "id", '"', "=1+1"]
    ),
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(SEL, max_size=8), max_size=8), st.sampled_from("\t;,"), st.text(max_size=10))
def test_teks_apa_pun_menjadi_baris_keluhan_atau_penolakan(daftar, pemisah, awal):
    teks = awal + "\n".join(pemisah.join(sel) for sel in daftar)
    hasil = coba(baca, teks)
    if isinstance(hasil, Ditolak):
        assert [k for k in hasil.keluhan if not k.kalimat] == []
        return
    assert len(hasil.baris) > 0
    for baris in hasil.baris:
        if baris in hasil.terbaca:
            assert isinstance(isian(baris), Isian)
        else:
            assert all(k["kalimat"] and len(k["temuan"]) <= 40 for k in baris.keluhan)


@given(st.lists(st.lists(st.text(), min_size=2, max_size=6), min_size=1, max_size=6))
def test_tabel_yang_dirangkai_terbaca_kembali(daftar):
    """What goes into the box comes out of it, but for the spaces."""
    rata = [[" ".join(s.split()) for s in sel] for sel in daftar]
    assert list(pecah(rangkai(daftar), "\t")) == rata or rata[0][0].startswith("\ufeff")


def test_lembar_unggahan_menjadi_teks_dengan_tanggal_dan_jam_indonesia():
    tabel = Tabel(
        "a.xlsx", "x", ["Tanggal", "Mulai"], [(2, ["2026-02-05", "08:00:00"]), (3, ["x\ty", "9:30:00"])]
    )
    assert sebagai_tempelan(tabel) == "Tanggal\tMulai\n05-02-2026\t08.00\nx y\t9.30"


# --- the dry run -----------------------------------------------------------------------------------------

KINI = datetime(2026, 3, 5, 10, 0, tzinfo=WITA)


@pytest.mark.django_db
@pytest.mark.parametrize("banyak", [1, 3])
def test_pratinjau_bertanya_sama_banyak_untuk_satu_dan_tiga_baris(banyak):
    skp = skp_disetujui()
    satu = Indikator.objects.filter(rhk__skp=skp).first().pk
    daftar = [Isian(date(2026, 3, n), time(8), time(9), f"Rapat {n}", satu) for n in range(1, banyak + 1)]
    skp = Skp.objects.select_related("pegawai").get(pk=skp.pk)
    with CaptureQueriesContext(connection) as kueri:
        hasil = periksa_isian(PilihanIndikator(skp), daftar, KINI)
    assert ([p.galat for p in hasil], len(kueri)) == ([[]] * banyak, 4)


@pytest.mark.django_db
def test_pratinjau_membandingkan_dengan_yang_sebelumnya_dalam_daftar():
    skp = skp_disetujui()
    satu = Indikator.objects.filter(rhk__skp=skp).first().pk
    hari = date(2026, 3, 4)
    daftar = [
        Isian(hari, time(8), time(9), "Rapat", satu),
        Isian(hari, time(8), time(10), "  RAPAT ", satu),
        Isian(hari, time(8, 30), time(9, 30), "Tamu", satu),
        Isian(hari, time(10), time(11), "Apel", satu),
    ]
    hasil = periksa_isian(PilihanIndikator(skp), daftar, KINI)
    assert [(p.kembar, p.peringatan) for p in hasil] == [
        (False, []),
        (True, [("aktivitas", "Sama dengan baris 1.")]),
        (False, [("mulai", "Jamnya bertumpang tindih dengan baris 1 dan 1 lain.")]),
        (False, []),
    ]
