"""Files of the editors: documents and images, closed unless marked `publik`, and checked by content."""

from __future__ import annotations

import zipfile
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.search import index

BATAS_UKURAN = 10 * 1024 * 1024
BATAS_ISI_ARSIP = 200 * 1024 * 1024  # what a docx or xlsx may claim to unpack to
BANTUAN_PUBLIK = (
    "Centang bila boleh dibuka tanpa login, misalnya oleh situs web pemerintah daerah. "
    "Bila tidak dicentang, hanya orang yang sudah login yang dapat membukanya."
)

TANDA_AWAL = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff"}
BAGIAN_UTAMA = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}


def periksa_dokumen(berkas: File) -> None:
    """Refuse what is too big, of another kind, or not what its name says. Only the archive's directory is read."""
    akhiran = PurePath(berkas.name).suffix.lower().lstrip(".")
    if akhiran not in TANDA_AWAL and akhiran not in BAGIAN_UTAMA:
        raise ValidationError("Jenis berkas tidak diterima. Unggah berkas PDF, DOCX, XLSX, PNG, atau JPG.")
    if not berkas.size:
        raise ValidationError("Berkas kosong. Pilih berkas lain.")
    if berkas.size > BATAS_UKURAN:
        raise ValidationError("Ukuran berkas lebih dari 10 MB. Perkecil berkas, lalu unggah lagi.")
    berkas.seek(0)
    sesuai = (
        berkas.read(16).startswith(TANDA_AWAL[akhiran])
        if akhiran in TANDA_AWAL
        else _arsip_sesuai(berkas, BAGIAN_UTAMA[akhiran])
    )
    berkas.seek(0)
    if not sesuai:
        raise ValidationError(
            f"Isi berkas bukan {akhiran.upper()} yang sah, berpassword, atau berisi makro. "
            f"Simpan ulang sebagai {akhiran.upper()} biasa, lalu unggah lagi."
        )


def _arsip_sesuai(berkas: File, bagian_utama: str) -> bool:
    try:
        with zipfile.ZipFile(berkas) as arsip:
            isi = arsip.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    nama = {info.filename for info in isi}
    return (
        {"[Content_Types].xml", bagian_utama} <= nama
        and not any(n.lower().endswith("vbaproject.bin") for n in nama)
        and sum(info.file_size for info in isi) <= BATAS_ISI_ARSIP
    )


class Dokumen(AbstractDocument):
    """A file to download, at /dokumen/<id>/<name>; `cms.views.dokumen` decides who receives it."""

    publik = models.BooleanField("publik", default=False, help_text=BANTUAN_PUBLIK)

    admin_form_fields = ("title", "file", "publik", "collection", "tags")
    search_fields = [*AbstractDocument.search_fields, index.FilterField("publik")]

    class Meta(AbstractDocument.Meta):
        verbose_name = "dokumen"
        verbose_name_plural = "dokumen"

    def clean(self):
        # Only a new upload is read; an edit of the title leaves the stored file alone.
        if self.file and not self.file._committed:
            try:
                periksa_dokumen(self.file.file)
            except ValidationError as galat:
                raise ValidationError({"file": galat.messages}) from galat


class Gambar(AbstractImage):
    """A picture of a page. Readers get renditions (without the camera's data), never the original."""

    publik = models.BooleanField("publik", default=False, help_text=BANTUAN_PUBLIK)

    admin_form_fields = ("title", "file", "description", "publik", "collection", "tags")
    search_fields = [*AbstractImage.search_fields, index.FilterField("publik")]

    class Meta(AbstractImage.Meta):
        verbose_name = "gambar"
        verbose_name_plural = "gambar"

    def generate_rendition_file(self, filter, *, source=None):
        """Wagtail leaves the temporary file of a new rendition open; renditions are small, so copy and close."""
        with super().generate_rendition_file(filter, source=source) as sementara:
            sementara.seek(0)
            return ContentFile(sementara.read(), name=sementara.name)


class Rendisi(AbstractRendition):
    image = models.ForeignKey(Gambar, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        verbose_name = "rendisi gambar"
        verbose_name_plural = "rendisi gambar"
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="rendisi_unik",
                violation_error_message="Rendisi gambar ini sudah ada.",
            ),
        ]
