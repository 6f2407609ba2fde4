"""Files for uploads: small, real, and some that only pretend."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def arsip(*nama: str, isi: bytes = b"<x/>") -> bytes:
    penampung = io.BytesIO()
    with zipfile.ZipFile(penampung, "w", zipfile.ZIP_DEFLATED) as berkas:
        for n in nama:
            berkas.writestr(n, isi)
    return penampung.getvalue()


def png() -> bytes:
    penampung = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(penampung, "PNG")
    return penampung.getvalue()


DOCX = arsip("[Content_Types].xml", "word/document.xml")
XLSX = arsip("[Content_Types].xml", "xl/workbook.xml")


def unggahan(nama: str, isi: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, isi)


def kode(klien, alamat: str) -> int:
    """The status of an address that may answer with an open file; reading it to its end closes it."""
    jawaban = klien.get(alamat)
    if jawaban.streaming:
        b"".join(jawaban.streaming_content)
    return jawaban.status_code
