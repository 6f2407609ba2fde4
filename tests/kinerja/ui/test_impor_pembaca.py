"""The guarded reader: every file it must refuse, with the sentence; and what it takes."""

from __future__ import annotations

import io
import resource
import zipfile

import openpyxl
import pytest
from django.core.files.base import ContentFile

from kinerja.dokumen.errors import Ditolak
from kinerja.ui.impor.pembaca import TIDAK_TERBACA, baca

JUDUL = ["nip", "nama"]
ISI = [["198109172019031005", "Siti"], ["196609061992092001", "Budi"]]
SHEET = "xl/worksheets/sheet1.xml"


def xlsx(*baris, lembar="Data", lain=()) -> bytes:
    buku = openpyxl.Workbook()
    buku.active.title = lembar
    for b in baris:
        buku.active.append(list(b))
    for judul, isi in lain:
        tambahan = buku.create_sheet(judul)
        for b in isi:
            tambahan.append(list(b))
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def ubah(isi: bytes, ganti: dict[str, bytes | None], **tambah: bytes) -> bytes:
    """The same package with parts replaced (`{old: new}` inside a part) or added."""
    keluar = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(isi)) as asal,
        zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as hasil,
    ):
        for bagian in asal.namelist():
            hasil.writestr(bagian, ganti.get(bagian, asal.read(bagian)))
        for nama, teks in tambah.items():
            hasil.writestr(nama, teks)
    return keluar.getvalue()


def bagian(isi: bytes, nama: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(isi)) as paket:
        return paket.read(nama)


def csv(*baris, pemisah=",") -> bytes:
    return "\r\n".join(pemisah.join(b) for b in baris).encode()


def ditolak(isi: bytes, nama: str) -> str:
    with pytest.raises(Ditolak) as tertangkap:
        baca(ContentFile(isi, name=nama))
    assert len(tertangkap.value.keluhan) == 1
    return str(tertangkap.value)


BIASA = xlsx(JUDUL, *ISI)
KUNCI = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 300
)
LAMA = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 900
TERSANDI = bytearray(BIASA)
TERSANDI[6] |= 1  # local header's flag
_pusat = BIASA.rindex(b"PK\x01\x02")
TERSANDI[BIASA.index(b"PK\x01\x02") + 8] |= 1


@pytest.mark.parametrize(
    ("isi", "nama", "kalimat"),
    [
        (b"", "a.xlsx", "Berkas “a.xlsx” kosong. Isi templat, lalu unggah lagi."),
        (b" \r\n ", "a.csv", "Berkas “a.csv” kosong. Isi templat, lalu unggah lagi."),
        (xlsx(), "a.xlsx", "Berkas kosong: tidak ada sel yang terisi. Isi templat, lalu unggah lagi."),
        (b",,\n;;,\n", "a.csv", None),
        (xlsx(JUDUL), "a.xlsx", "Berkas hanya berisi baris judul (“nip, nama”). Isi datanya di bawah judul."),
        (csv(JUDUL), "a.csv", "Berkas hanya berisi baris judul (“nip, nama”). Isi datanya di bawah judul."),
        (
            BIASA,
            "a.csv",
            "Nama berkas berakhiran .csv, tetapi isinya berkas zip/xlsx. Simpan ulang sebagai .csv.",
        ),
        (
            csv(JUDUL, *ISI),
            "a.xlsx",
            "Nama berkas berakhiran .xlsx, tetapi isinya bukan lembar kerja xlsx. Simpan ulang sebagai .xlsx.",
        ),
        (BIASA, "a.pdf", "Jenis berkas “a.pdf” tidak diterima. Unggah berkas .xlsx atau .csv."),
        (
            ubah(BIASA, {}, **{"xl/vbaProject.bin": b"x"}),
            "a.xlsx",
            "Berkas berisi makro. Simpan sebagai “Buku Kerja Excel (.xlsx)” tanpa makro, lalu unggah lagi.",
        ),
        (
            KUNCI,
            "a.xlsx",
            "Berkas dikunci dengan kata sandi. Hapus kata sandinya di Excel, simpan ulang, lalu unggah lagi.",
        ),
        (
            bytes(TERSANDI),
            "a.xlsx",
            "Berkas dikunci dengan kata sandi. Hapus kata sandinya, lalu unggah lagi.",
        ),
        (
            LAMA,
            "a.xlsx",
            "Isi berkas adalah Excel lama (.xls). Simpan sebagai “Buku Kerja Excel (.xlsx)”, lalu unggah lagi.",
        ),
        (
            BIASA[:-300],
            "a.xlsx",
            "Berkas rusak atau terpotong. Buka berkas aslinya, simpan ulang, lalu unggah lagi.",
        ),
        (
            BIASA[:200],
            "a.xlsx",
            "Berkas rusak atau terpotong. Buka berkas aslinya, simpan ulang, lalu unggah lagi.",
        ),
        (
            ubah(BIASA, {}, **{"xl/media/bom.bin": b"0" * (97 * 1024 * 1024)}),
            "a.xlsx",
            "Isi berkas mengembang menjadi 97 MB, jauh melebihi kewajaran. Salin datanya ke templat yang baru.",
        ),
        (
            ubah(BIASA, {}, **{"xl/media/bom.bin": b"0" * (8 * 1024 * 1024)}),
            "a.xlsx",
            "Isi berkas mengembang menjadi 8 MB, jauh melebihi kewajaran. Salin datanya ke templat yang baru.",
        ),
        (
            ubah(BIASA, {SHEET: b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + bagian(BIASA, SHEET)}),
            "a.xlsx",
            "Berkas berisi deklarasi “<!DOCTYPE x [<!ENTITY a 'b'>]><workshee…” yang tidak diizinkan. "
            "Simpan ulang dari Excel.",
        ),
        (
            xlsx(JUDUL, *ISI, lain=[("Salinan", [JUDUL, *ISI])]),
            "a.xlsx",
            "Ada 2 lembar yang berisi data: “Data”, “Salinan”. Sisakan satu lembar data.",
        ),
        (
            xlsx(JUDUL, ["198109172019031005", "=A1&B1"]),
            "a.xlsx",
            "Sel B2 berisi rumus. Salin, lalu tempel sebagai nilai, kemudian simpan ulang.",
        ),
        (
            csv(JUDUL, *ISI).replace(b"Siti", b"Sit\xe9"),
            "a.csv",
            "Baris 2: huruf dengan kode E9 bukan UTF-8. Simpan sebagai “CSV UTF-8”.",
        ),
        (
            csv(JUDUL, *ISI).decode().encode("utf-16"),
            "a.csv",
            "Baris 1: ada karakter NUL. Simpan sebagai “CSV UTF-8”, lalu unggah lagi.",
        ),
        (
            csv(JUDUL, *ISI).replace(b"Budi", b"Bu\0di"),
            "a.csv",
            "Baris 3: ada karakter NUL. Simpan sebagai “CSV UTF-8”, lalu unggah lagi.",
        ),
        (
            csv(JUDUL, *ISI).replace(b"Budi", b'"Budi'),
            "a.csv",
            'Baris 3: tanda kutip (") tidak ditutup atau salah letak. Perbaiki tanda kutipnya di baris itu.',
        ),
        (
            csv(JUDUL, *[["1", "a"]] * 20_001),
            "a.csv",
            "Berkas berisi lebih dari 20.000 baris data (sampai baris 20002). Bagi menjadi beberapa berkas.",
        ),
        (
            csv(JUDUL, ["x"] * 61),
            "a.csv",
            "Baris 2: 61 kolom terisi, paling banyak 60. Pakai templat.",
        ),
        (
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
            "a.csv",
            "Baris 2: huruf dengan kode E2 bukan UTF-8. Simpan sebagai “CSV UTF-8”.",
        ),
    ],
)
def test_berkas_ditolak_dengan_kalimat(isi, nama, kalimat):
    temuan = ditolak(isi, nama)
    if kalimat is None:
        assert temuan.startswith("Berkas ")
    else:
        assert temuan == kalimat


def test_lebih_dari_20000_baris_xlsx_ditolak():
    buku = openpyxl.Workbook(write_only=True)
    lembar = buku.create_sheet()
    lembar.append(JUDUL)
    for _ in range(20_001):
        lembar.append(["1", "a"])
    keluar = io.BytesIO()
    buku.save(keluar)
    assert ditolak(keluar.getvalue(), "a.xlsx") == (
        "Berkas berisi lebih dari 20.000 baris data (sampai baris 20002). Bagi menjadi beberapa berkas."
    )


def test_berkas_lebih_dari_10_mb_ditolak_sebelum_dibaca():
    assert ditolak(b"a" * (10 * 1024 * 1024 + 1), "a.csv") == (
        "Berkas berukuran 10.0 MB, paling besar 10 MB. Bagi berkasnya."
    )


def test_sel_terjauh_ditolak_tanpa_menghabiskan_memori():
    sel = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    jauh = ubah(BIASA, {SHEET: bagian(BIASA, SHEET).replace(b"</sheetData>", sel)})
    assert ditolak(jauh, "a.xlsx") == (
        "Sel XFD1048576 terisi, jauh di luar tabel. Hapus isi sel itu atau salin datanya ke templat."
    )


def test_sel_terjauh_yang_tersamar_dihentikan_batas_memori():
    """An address written with a character reference slips past the search; the child's limit stops it."""
    sel = b'<row r="1048576"><c r="&#88;FD1048576" t="n"><v>1</v></c></row></sheetData>'
    jauh = ubah(BIASA, {SHEET: bagian(BIASA, SHEET).replace(b"</sheetData>", sel)})
    sebelum = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    kalimat = ditolak(jauh, "a.xlsx")
    assert kalimat in (
        TIDAK_TERBACA,
        "Berkas rusak atau terpotong. Buka berkas aslinya, simpan ulang, lalu unggah lagi.",
    )
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss <= max(sebelum, 400 * 1024)


@pytest.mark.parametrize("pemisah", [",", ";"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_csv_terbaca(pemisah, bom):
    tabel = baca(ContentFile(bom + csv(JUDUL, *ISI, pemisah=pemisah), name="daftar.csv"))
    assert (tabel.judul, tabel.baris) == (JUDUL, [[2, ISI[0]], [3, ISI[1]]])


def test_xlsx_terbaca_dengan_petunjuk_dan_referensi():
    isi = xlsx(JUDUL, *ISI, lain=[("Petunjuk", [["cara"]]), ("Referensi", [["PNS"], ["PPPK"]])])
    tabel = baca(ContentFile(isi, name="daftar.xlsx"))
    assert (tabel.judul, tabel.baris) == (JUDUL, [[2, ISI[0]], [3, ISI[1]]])


def test_nomor_baris_mengikuti_lembar_walau_ada_baris_kosong():
    buku = openpyxl.Workbook()
    for nomor, baris in ((2, JUDUL), (4, ISI[0]), (6, ISI[1])):
        for kolom, nilai in enumerate(baris, 3):
            buku.active.cell(nomor, kolom, nilai)
    keluar = io.BytesIO()
    buku.save(keluar)
    isi = keluar.getvalue()
    tabel = baca(ContentFile(isi, name="daftar.xlsx"))
    assert [nomor for nomor, _ in tabel.baris] == [4, 6]
    tabel = baca(ContentFile(csv([""], JUDUL, ["", ""], ISI[0], ISI[1]), name="daftar.csv"))
    assert [nomor for nomor, _ in tabel.baris] == [4, 5]


def test_kolom_kosong_di_kiri_tidak_menggeser_judul():
    tabel = baca(ContentFile(xlsx(["", *JUDUL], ["", *ISI[0]]), name="daftar.xlsx"))
    assert (tabel.judul, tabel.baris) == (JUDUL, [[2, ISI[0]]])


def test_bilangan_tanggal_dan_logika_menjadi_teks():
    import datetime

    isi = xlsx(
        JUDUL,
        [198109172019031005, datetime.date(1981, 9, 17)],
        [12, True],
        [1.5, datetime.datetime(2026, 1, 2, 3)],
    )
    tabel = baca(ContentFile(isi, name="daftar.xlsx"))
    assert [sel for _, sel in tabel.baris] == [
        ["1,98109E+17", "1981-09-17"],
        ["12", "BENAR"],
        ["1,5", "2026-01-02 03:00:00"],
    ]


def test_nama_berkas_panjang_dan_berjalur_dipangkas():
    tabel = baca(ContentFile(csv(JUDUL, *ISI), name="../../etc/" + "x" * 300 + ".csv"))
    assert (len(tabel.nama), tabel.nama[-4:], "/" in tabel.nama) == (120, ".csv", False)


def test_memori_anak_untuk_20000_baris_di_bawah_150_mb():
    buku = openpyxl.Workbook(write_only=True)
    lembar = buku.create_sheet()
    lembar.append([f"k{i}" for i in range(11)])
    for n in range(20_000):
        lembar.append([f"nilai {n} {i}" for i in range(11)])
    keluar = io.BytesIO()
    buku.save(keluar)
    tabel = baca(ContentFile(keluar.getvalue(), name="a.xlsx"))
    assert (len(tabel.baris), tabel.baris[-1]) == (20_000, [20_001, [f"nilai 19999 {i}" for i in range(11)]])
