"""The building blocks of a page. Few on purpose: an editor should not be able to make an unreadable page."""

from __future__ import annotations

from django.core.validators import RegexValidator
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import expand_db_html

# Nothing that fetches from outside: no embed, no external image.
FITUR_TEKS = ["h3", "bold", "italic", "ul", "ol", "link", "document-link", "image"]
FITUR_RINGKAS = ["bold", "italic", "link", "document-link"]

alamat_dalam = RegexValidator(
    # Our own addresses only: "/kerja/", never "//situs.lain" or "/\situs.lain".
    r"^/(?![/\\])[\w\-./?=&%#]*\Z",
    "Alamat harus alamat di dalam aplikasi dan diawali garis miring, misalnya /kerja/skp/.",
)


class TeksBlock(blocks.RichTextBlock):
    """Rich text that leaves the API as HTML, not in Wagtail's inner notation."""

    def get_api_representation(self, value, context=None):
        return expand_db_html(value.source) if value else ""


class GambarBlock(ImageChooserBlock):
    """A picture that leaves the API as an address, and only when it is public."""

    def get_api_representation(self, value, context=None):
        if value is None or not value.publik:
            return None
        rendisi = value.get_rendition("max-1200x1200")
        return {"id": value.pk, "alt": value.default_alt_text, "url": rendisi.full_url}


class LangkahBlock(blocks.StructBlock):
    teks = TeksBlock(label="Yang dilakukan", features=FITUR_RINGKAS)
    gambar = GambarBlock(label="Gambar layar", required=False)

    class Meta:
        label = "Langkah"
        icon = "list-ol"


class CatatanBlock(blocks.StructBlock):
    jenis = blocks.ChoiceBlock(
        label="Jenis", choices=[("catatan", "Catatan"), ("penting", "Penting")], default="catatan"
    )
    isi = TeksBlock(label="Isi", features=FITUR_RINGKAS)

    class Meta:
        label = "Catatan"
        icon = "info-circle"
        template = "cms/blok/catatan.html"


class TautanAplikasiBlock(blocks.StructBlock):
    label = blocks.CharBlock(label="Tulisan tombol", max_length=60)
    alamat = blocks.CharBlock(
        label="Alamat", max_length=200, validators=[alamat_dalam], help_text="Contoh: /kerja/skp/"
    )

    class Meta:
        label = "Tautan ke aplikasi"
        icon = "link"
        template = "cms/blok/tautan.html"


class LangkahSopBlock(blocks.StructBlock):
    kegiatan = blocks.TextBlock(label="Kegiatan", rows=2)
    pelaksana = blocks.CharBlock(label="Pelaksana", help_text="Jabatan, bukan nama orang.")
    kelengkapan = blocks.CharBlock(label="Kelengkapan", required=False)
    waktu = blocks.CharBlock(label="Waktu baku", required=False)
    keluaran = blocks.CharBlock(label="Keluaran", required=False)

    class Meta:
        label = "Langkah SOP"
        icon = "list-ol"


class IsiBlock(blocks.StreamBlock):
    """The body of a page."""

    teks = TeksBlock(label="Teks", features=FITUR_TEKS, icon="pilcrow")
    langkah = blocks.ListBlock(
        LangkahBlock(), label="Langkah-langkah", icon="list-ol", template="cms/blok/langkah.html"
    )
    catatan = CatatanBlock()
    tabel = TypedTableBlock(
        [("teks", blocks.CharBlock(label="Teks", required=False))],
        label="Tabel",
        icon="table",
        template="cms/blok/tabel.html",
    )
    tautan = TautanAplikasiBlock()
