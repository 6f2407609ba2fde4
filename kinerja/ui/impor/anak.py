"""The child: reads one uploaded table with little memory and little time, and answers in JSON.

It runs as a script of its own (`python -I anak.py <file name>`, the upload on stdin, the answer on stdout), imports
neither Django nor the project, and limits itself before it looks at the first byte: what a hostile file can break
is this process only (docs/adr/0030).
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import resource
import sys
import zipfile

BATAS_BARIS = 20_000
BATAS_KOLOM = 60
BATAS_SEL = 501  # longest column of any list is 500: a longer cell is cut here and refused there
BATAS_BERKAS = 10 * 1024 * 1024
BATAS_BONGKAR = 96 * 1024 * 1024
BATAS_RASIO = 150
BATAS_BAGIAN = 500
MEMORI = 384 * 1024 * 1024
DETIK_CPU = 20
LEMBAR_PENDAMPING = {"petunjuk", "referensi"}

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
RUSAK = "Berkas rusak atau terpotong. Buka berkas aslinya, simpan ulang, lalu unggah lagi."
SIMPAN_NILAI = "Salin, lalu tempel sebagai nilai, kemudian simpan ulang."

RUMUS = re.compile(rb"<(?:\w+:)?f[\s>/]")
ALAMAT = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,4}[0-9]{1,8})["']""")
# Only cells that could lie outside the table are looked at: past column Z or past row 9999.
SEL_JAUH = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([A-Z]{2,}[0-9]+|[A-Z]+[0-9]{5,})["'][^>]*>""")
BAGIAN_XML = (".xml", ".rels", ".vml")


class Tolak(Exception):
    """The sentence for the user."""


def batasi_diri() -> None:
    for apa, berapa in (
        (resource.RLIMIT_AS, MEMORI),
        (resource.RLIMIT_CPU, DETIK_CPU),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
    ):
        resource.setrlimit(apa, (berapa, berapa))


def petik(teks: str) -> str:
    """What was found, at most 40 characters of it."""
    return f"“{teks[:39]}…”" if len(teks) > 40 else f"“{teks}”"


# --- which kind of file: by its content; the name must agree -------------------------------------------


def baca(isi: bytes, nama: str) -> dict:
    akhiran = nama.lower().rpartition(".")[2]
    if akhiran not in ("xlsx", "csv"):
        raise Tolak(f"Jenis berkas {petik(nama)} tidak diterima. Unggah berkas .xlsx atau .csv.")
    if not isi.strip():
        raise Tolak(f"Berkas {petik(nama)} kosong. Isi templat, lalu unggah lagi.")
    if isi.startswith(OLE):
        raise Tolak(_keluhan_ole(isi))
    if isi.startswith(ZIP) != (akhiran == "xlsx"):
        lain = "berkas zip/xlsx" if akhiran == "csv" else "bukan lembar kerja xlsx"
        raise Tolak(
            f"Nama berkas berakhiran .{akhiran}, tetapi isinya {lain}. Simpan ulang sebagai .{akhiran}."
        )
    baris = baca_xlsx(isi) if akhiran == "xlsx" else baca_csv(isi)
    return susun(baris)


def _keluhan_ole(isi: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in isi:
        return (
            "Berkas dikunci dengan kata sandi. Hapus kata sandinya di Excel, simpan ulang, lalu unggah lagi."
        )
    return "Isi berkas adalah Excel lama (.xls). Simpan sebagai “Buku Kerja Excel (.xlsx)”, lalu unggah lagi."


def susun(baris) -> dict:
    """(number, cells) pairs -> header and rows; empty rows fall out, the numbers stay those of the sheet."""
    judul, isi = None, []
    for nomor, sel in baris:
        while sel and not sel[-1].strip():
            sel.pop()
        if not sel:
            continue
        if any("\0" in s for s in sel):
            raise Tolak(f"Baris {nomor}: ada karakter NUL. Simpan ulang berkas dari Excel atau LibreOffice.")
        if len(sel) > BATAS_KOLOM:
            raise Tolak(
                f"Baris {nomor}: {len(sel)} kolom terisi, paling banyak {BATAS_KOLOM}. Pakai templat."
            )
        if judul is None:
            judul = [s.strip() for s in sel]
            continue
        isi.append([nomor, sel])
        if len(isi) > BATAS_BARIS:
            raise Tolak(
                f"Berkas berisi lebih dari 20.000 baris data (sampai baris {nomor}). Bagi menjadi beberapa berkas."
            )
    if judul is None:
        raise Tolak("Berkas kosong: tidak ada sel yang terisi. Isi templat, lalu unggah lagi.")
    if not isi:
        raise Tolak(
            f"Berkas hanya berisi baris judul ({petik(', '.join(judul))}). Isi datanya di bawah judul."
        )
    return {"judul": judul, "baris": isi}


# --- csv -------------------------------------------------------------------------------------------------


def baca_csv(isi: bytes):
    if (letak := isi.find(b"\0")) >= 0:
        nomor = isi.count(b"\n", 0, letak) + 1
        raise Tolak(f"Baris {nomor}: ada karakter NUL. Simpan sebagai “CSV UTF-8”, lalu unggah lagi.")
    try:
        teks = isi.decode("utf-8-sig")
    except UnicodeDecodeError as galat:
        nomor = isi.count(b"\n", 0, galat.start) + 1
        raise Tolak(
            f"Baris {nomor}: huruf dengan kode {isi[galat.start]:02X} bukan UTF-8. Simpan sebagai “CSV UTF-8”."
        ) from None
    judul = teks.split("\n", 1)[0]
    pemisah = ";" if judul.count(";") > judul.count(",") else ","
    csv.field_size_limit(100_000)
    pembaca = csv.reader(io.StringIO(teks, newline=""), delimiter=pemisah, strict=True)
    nomor = 1
    try:
        for sel in pembaca:
            yield nomor, [s[:BATAS_SEL] for s in sel]
            nomor = pembaca.line_num + 1
    except csv.Error:
        raise Tolak(
            f'Baris {nomor}: tanda kutip (") tidak ditutup atau salah letak. Perbaiki tanda kutipnya di baris itu.'
        ) from None


# --- xlsx ------------------------------------------------------------------------------------------------


def baca_xlsx(isi: bytes):
    periksa_paket(isi)
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        buku = CalamineWorkbook.from_filelike(io.BytesIO(isi))
        return lembar_data(buku)
    except PasswordError:
        raise Tolak(
            "Berkas dikunci dengan kata sandi. Hapus kata sandinya, simpan ulang, lalu unggah lagi."
        ) from None
    except (CalamineError, OSError, ValueError):
        raise Tolak(RUSAK) from None


def periksa_paket(isi: bytes) -> None:
    """Everything that can be known before a spreadsheet parser touches the file."""
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as paket:
            daftar = paket.infolist()
            nama = [b.filename.lower() for b in daftar]
            _periksa_daftar_isi(daftar, nama, len(isi))
            for bagian in daftar:
                if bagian.filename.lower().endswith(BAGIAN_XML):
                    periksa_xml(bagian.filename.lower(), paket.read(bagian))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, NotImplementedError):
        raise Tolak(RUSAK) from None
    except (RuntimeError, ValueError) as galat:
        if "encrypted" in str(galat):
            raise Tolak("Berkas dikunci dengan kata sandi. Hapus kata sandinya, lalu unggah lagi.") from None
        raise Tolak(RUSAK) from None
    except Exception as galat:
        if isinstance(galat, Tolak | MemoryError):
            raise
        raise Tolak(RUSAK) from None  # zlib.error and its like


def _periksa_daftar_isi(daftar: list[zipfile.ZipInfo], nama: list[str], ukuran: int) -> None:
    bongkar = sum(b.file_size for b in daftar)
    if bongkar > BATAS_BONGKAR or (bongkar > 1024 * 1024 and bongkar > ukuran * BATAS_RASIO):
        raise Tolak(
            f"Isi berkas mengembang menjadi {bongkar // 1024 // 1024} MB, jauh melebihi kewajaran. "
            "Salin datanya ke templat yang baru."
        )
    if len(daftar) > BATAS_BAGIAN or len(set(nama)) < len(nama):
        raise Tolak(RUSAK)
    if "xl/workbook.xml" not in nama:
        raise Tolak("Isi berkas bukan lembar kerja xlsx. Buka di Excel, lalu simpan sebagai .xlsx.")
    if any(n.endswith("vbaproject.bin") or "/macrosheets/" in n for n in nama):
        raise Tolak(
            "Berkas berisi makro. Simpan sebagai “Buku Kerja Excel (.xlsx)” tanpa makro, lalu unggah lagi."
        )


def periksa_xml(nama: str, isi: bytes) -> None:
    if isi[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in isi[:400]:
        raise Tolak(RUSAK)  # UTF-16 would hide what the searches below look for
    if (letak := re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", isi, re.IGNORECASE)) is not None:
        temuan = isi[letak.start() : letak.start() + 60].decode("utf-8", "replace")
        raise Tolak(f"Berkas berisi deklarasi {petik(temuan)} yang tidak diizinkan. Simpan ulang dari Excel.")
    if nama == "[content_types].xml" and b"macroenabled" in isi.lower():
        raise Tolak(
            "Berkas berisi makro. Simpan sebagai “Buku Kerja Excel (.xlsx)” tanpa makro, lalu unggah lagi."
        )
    if "worksheets/" in nama and nama.endswith(".xml"):
        periksa_batas(isi)
        if rumus := RUMUS.search(isi):
            raise Tolak(f"Sel {alamat_sebelum(isi, rumus.start())} berisi rumus. {SIMPAN_NILAI}")


def alamat_sebelum(isi: bytes, letak: int) -> str:
    alamat = ALAMAT.findall(isi, max(0, letak - 400), letak)
    return alamat[-1].decode() if alamat else "(tanpa alamat)"


def periksa_batas(isi: bytes) -> None:
    """A parser makes room for every cell up to the last one: a single cell at XFD1048576 is 17 milliard."""
    for sel in SEL_JAUH.finditer(isi):
        if sel.group().endswith(b"/>"):
            continue  # styled but empty: Excel writes many
        alamat = sel.group(1).decode()
        huruf = alamat.rstrip("0123456789")
        if kolom_ke(huruf) > BATAS_KOLOM or int(alamat[len(huruf) :]) > BATAS_BARIS * 2:
            raise Tolak(
                f"Sel {alamat} terisi, jauh di luar tabel. Hapus isi sel itu atau salin datanya ke templat."
            )


def kolom_ke(huruf: str) -> int:
    nilai = 0
    for h in huruf:
        nilai = nilai * 26 + ord(h) - 64
    return nilai


def lembar_data(buku):
    """The one sheet that carries data; a sheet of notes or allowed values may stand beside it."""
    terisi = {}
    for nama in buku.sheet_names:
        if nama.strip().lower() in LEMBAR_PENDAMPING:
            continue
        lembar = buku.get_sheet_by_name(nama)
        if lembar.height and lembar.end:
            terisi[nama] = lembar
    terisi = {n: s for n, s in terisi.items() if any(teks_sel(c).strip() for b in s.iter_rows() for c in b)}
    if len(terisi) > 1:
        daftar = ", ".join(petik(n) for n in list(terisi)[:3])
        raise Tolak(f"Ada {len(terisi)} lembar yang berisi data: {daftar}. Sisakan satu lembar data.")
    if not terisi:
        return iter(())
    lembar = next(iter(terisi.values()))  # its rows begin at row 1, its columns at the first that is filled
    return ((n, [teks_sel(c) for c in b]) for n, b in enumerate(lembar.iter_rows(), 1))


def teks_sel(nilai) -> str:
    """A cell as the user reads it; dates as ISO; a number too long for a spreadsheet as `1,97809E+17`."""
    if isinstance(nilai, str):
        return nilai[:BATAS_SEL]
    if isinstance(nilai, bool):
        return "BENAR" if nilai else "SALAH"
    if isinstance(nilai, int | float):
        if abs(nilai) >= 1e15:
            return f"{nilai:.5E}".replace(".", ",")
        return str(int(nilai)) if nilai == int(nilai) else repr(nilai).replace(".", ",")
    if isinstance(nilai, datetime.datetime):
        return nilai.date().isoformat() if nilai.time() == datetime.time() else nilai.isoformat(sep=" ")
    return nilai.isoformat() if hasattr(nilai, "isoformat") else str(nilai)


def utama() -> int:
    batasi_diri()
    try:
        jawaban = baca(sys.stdin.buffer.read(BATAS_BERKAS + 1), sys.argv[1])
    except Tolak as penolakan:
        jawaban = {"tolak": str(penolakan)}
    except (MemoryError, RecursionError, OverflowError):
        return 3
    sys.stdout.write(json.dumps(jawaban))
    return 0


if __name__ == "__main__":
    sys.exit(utama())
