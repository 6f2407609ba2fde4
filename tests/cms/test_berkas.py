"""Documents and images: who receives them, and what may be uploaded."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from cms.models import Dokumen, Gambar
from tests.cms.berkas import DOCX, PDF, XLSX, arsip, kode, png, unggahan


def dokumen(publik=False, nama="surat.pdf"):
    return Dokumen.objects.create(title="Surat", publik=publik, file=ContentFile(PDF, nama))


def test_dokumen_closed_goes_to_login(situs):
    berkas = dokumen()
    jawaban = Client().get(berkas.url)
    assert (jawaban.status_code, jawaban["Location"]) == (302, f"/login/?next={berkas.url}")


def test_dokumen_closed_for_any_logged_in_person(situs, pegawai):
    jawaban = pegawai.get(dokumen().url)
    assert (jawaban.status_code, b"".join(jawaban.streaming_content)) == (200, PDF)
    assert (jawaban["Content-Type"], jawaban["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert "private" in jawaban["Cache-Control"]


def test_dokumen_public_for_anybody(situs):
    assert kode(Client(), dokumen(publik=True).url) == 200


def test_dokumen_wrong_name_or_number_is_404(situs, pegawai):
    berkas = dokumen()
    for alamat in (
        f"/dokumen/{berkas.pk}/lain.pdf",
        f"/dokumen/{berkas.pk + 1}/surat.pdf",
        "/dokumen/99999999999999999999/surat.pdf",
        f"/dokumen/{berkas.pk}/",
    ):
        assert kode(pegawai, alamat) == 404, alamat


def test_dokumen_not_through_media(situs, pegawai, redaktur):
    berkas = dokumen(publik=True)
    for klien in (Client(), pegawai, redaktur):
        assert kode(klien, f"/media/{berkas.file.name}") == 404


def test_dokumen_missing_file_is_404(situs, pegawai):
    berkas = dokumen()
    berkas.file.storage.delete(berkas.file.name)
    assert kode(pegawai, berkas.url) == 404


def test_gambar_rendition_for_readers_original_for_editors(situs, pegawai, redaktur):
    gambar = Gambar.objects.create(title="Layar", file=ContentFile(png(), "layar.png"))
    rendisi = gambar.get_rendition("max-20x20")
    siapa = (Client(), pegawai, redaktur)
    assert [kode(k, rendisi.url) for k in siapa] == [404, 200, 200]
    assert [kode(k, gambar.file.url) for k in siapa] == [404, 404, 200]
    gambar.publik = True
    gambar.save()
    assert [kode(k, rendisi.url) for k in siapa] == [200, 200, 200]
    assert kode(Client(), gambar.file.url) == 404


@pytest.mark.parametrize(
    "nama", ["../si-kinerja.sqlite3", "images/..%2f..%2fpyproject.toml", "impor/daftar.xlsx", "images/"]
)
def test_media_serves_nothing_else(situs, redaktur, nama):
    assert kode(redaktur, f"/media/{nama}") == 404


def unggah(klien, nama, isi):
    data = {"title": "Uji", "file": unggahan(nama, isi), "publik": "", "tags": ""}
    return klien.post("/cms/documents/add/", data)


def test_unggah_dokumen_accepted(situs, redaktur):
    for nama, isi in (
        ("a.pdf", PDF),
        ("b.docx", DOCX),
        ("c.xlsx", XLSX),
        ("d.PNG", png()),
        ("e.jpg", b"\xff\xd8\xff\xe0xx"),
    ):
        assert unggah(redaktur, nama, isi).status_code == 302, nama
    assert Dokumen.objects.count() == 5
    assert not Dokumen.objects.filter(publik=True).exists()


def test_unggah_dokumen_refused_with_a_sentence(situs, redaktur):
    besar = PDF + b"0" * (10 * 1024 * 1024)
    for nama, isi, kalimat in (
        ("a.exe", b"MZ", "Jenis berkas tidak diterima"),
        ("a.html", b"<script>", "Jenis berkas tidak diterima"),
        ("a.svg", b"<svg/>", "Jenis berkas tidak diterima"),
        ("tanpa", PDF, "Jenis berkas tidak diterima"),
        ("a.pdf", b"MZ\x90", "Isi berkas bukan PDF yang sah"),
        ("a.pdf", besar, "lebih dari 10 MB"),
        ("a.png", PDF, "Isi berkas bukan PNG yang sah"),
        ("a.docx", b"PK\x03\x04rusak", "Isi berkas bukan DOCX yang sah"),
        ("a.docx", XLSX, "Isi berkas bukan DOCX yang sah"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0password", "Isi berkas bukan XLSX yang sah"),
        ("a.docx", arsip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "berisi makro"),
        (
            "a.xlsx",
            arsip("[Content_Types].xml", "xl/workbook.xml", isi=b"0" * (101 * 1024 * 1024)),
            "Isi berkas bukan XLSX yang sah",
        ),
    ):
        jawaban = unggah(redaktur, nama, isi)
        assert jawaban.status_code == 200, nama
        assert kalimat in jawaban.content.decode(), nama
    assert Dokumen.objects.count() == 0


def test_unggah_dokumen_through_the_multiple_uploader_refused(situs, redaktur):
    jawaban = redaktur.post(
        "/cms/documents/multiple/add/",
        {"files[]": unggahan("a.pdf", b"MZ"), "title": "a", "collection": "1"},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert (jawaban.status_code, jawaban.json()["success"]) == (200, False)
    assert Dokumen.objects.count() == 0


def test_unggah_gambar_refused_with_a_sentence(situs, redaktur):
    for nama, isi in (
        ("a.png", PDF),
        ("a.gif", png()),
        ("a.jpg", png()),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ):
        jawaban = redaktur.post("/cms/images/add/", {"title": "Uji", "file": unggahan(nama, isi), "tags": ""})
        assert jawaban.status_code == 200
        assert "bukan gambar PNG atau JPG yang sah" in jawaban.content.decode(), nama
    assert Gambar.objects.count() == 0
