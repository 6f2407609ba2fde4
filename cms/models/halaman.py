"""Pages at /informasi/. Who may read one is said once, in cms.queries."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PagePermissionTester
from wagtail.rich_text import expand_db_html
from wagtail.search import index

from cms.models.blok import FITUR_TEKS, IsiBlock, LangkahSopBlock


class Halaman(Page):
    """What all our pages share: the `publik` mark and a summary. Closed to outsiders by default."""

    ringkasan = models.CharField(
        "ringkasan", max_length=300, blank=True, help_text="Satu atau dua kalimat untuk daftar."
    )
    publik = models.BooleanField(
        "publik",
        default=False,
        help_text="Centang bila boleh dibaca situs lain tanpa login (API). Berlaku hanya bila semua halaman di "
        "atasnya juga publik.",
    )

    # No preview of what somebody shared elsewhere, no search-engine fields: readers are logged in.
    promote_panels = [
        MultiFieldPanel([FieldPanel("slug"), FieldPanel("publik")], heading="Alamat dan keterbukaan")
    ]
    settings_panels = Page.settings_panels
    search_fields = [*Page.search_fields, index.SearchField("ringkasan")]
    api_fields = [APIField("ringkasan")]

    class Meta:
        abstract = True


class _IzinBeranda(PagePermissionTester):
    """The root of /informasi/ cannot be deleted, moved or unpublished: everything hangs on it."""

    def can_delete(self, ignore_bulk=False):
        return False

    def can_unpublish(self):
        return False

    def can_move(self):
        return False


class BerandaPage(Halaman):
    """The root of /informasi/."""

    pengantar = RichTextField("pengantar", blank=True, features=FITUR_TEKS)

    content_panels = [*Page.content_panels, FieldPanel("ringkasan"), FieldPanel("pengantar")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.JuknisPage", "cms.SopPage", "cms.PengumumanPage"]
    max_count = 1
    template = "cms/beranda.html"
    search_fields = [*Halaman.search_fields, index.SearchField("pengantar")]
    api_fields = [*Halaman.api_fields, APIField("pengantar_html")]

    class Meta:
        verbose_name = "beranda informasi"
        verbose_name_plural = "beranda informasi"

    @property
    def pengantar_html(self) -> str:
        return expand_db_html(self.pengantar)

    def permissions_for_user(self, user):
        return _IzinBeranda(user, self)


class JuknisPage(Halaman):
    """A book. Its chapters are its children, in the order of the tree."""

    nomor = models.CharField("nomor dan tanggal", max_length=150, blank=True)
    isi = StreamField(IsiBlock(), verbose_name="isi", blank=True)

    content_panels = [*Page.content_panels, FieldPanel("ringkasan"), FieldPanel("nomor"), FieldPanel("isi")]
    parent_page_types = ["cms.BerandaPage"]
    subpage_types = ["cms.JuknisBabPage"]
    template = "cms/juknis.html"
    search_fields = [*Halaman.search_fields, index.SearchField("nomor"), index.SearchField("isi")]
    api_fields = [*Halaman.api_fields, APIField("nomor"), APIField("isi")]

    class Meta:
        verbose_name = "juknis"
        verbose_name_plural = "juknis"


class JuknisBabPage(Halaman):
    """A chapter of a book."""

    isi = StreamField(IsiBlock(), verbose_name="isi", blank=True)

    content_panels = [*Page.content_panels, FieldPanel("ringkasan"), FieldPanel("isi")]
    parent_page_types = ["cms.JuknisPage"]
    subpage_types = []
    template = "cms/bab.html"
    search_fields = [*Halaman.search_fields, index.SearchField("isi")]
    api_fields = [*Halaman.api_fields, APIField("isi")]

    class Meta:
        verbose_name = "bab juknis"
        verbose_name_plural = "bab juknis"


class SopPage(Halaman):
    """A standard operating procedure: steps as a table, with who, what is needed and how long."""

    nomor = models.CharField("nomor SOP", max_length=100, blank=True)
    dasar_hukum = RichTextField("dasar hukum", blank=True, features=FITUR_TEKS)
    penanggung_jawab = models.CharField(
        "penanggung jawab", max_length=200, help_text="Jabatan, bukan nama orang."
    )
    waktu_baku = models.CharField("waktu baku seluruhnya", max_length=100, help_text="Contoh: 3 hari kerja.")
    langkah = StreamField([("langkah", LangkahSopBlock())], verbose_name="langkah", blank=True)
    isi = StreamField(IsiBlock(), verbose_name="keterangan", blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("ringkasan"),
        MultiFieldPanel(
            [
                FieldPanel("nomor"),
                FieldPanel("penanggung_jawab"),
                FieldPanel("waktu_baku"),
                FieldPanel("dasar_hukum"),
            ],
            heading="Identitas SOP",
        ),
        FieldPanel("langkah"),
        FieldPanel("isi"),
    ]
    parent_page_types = ["cms.BerandaPage"]
    subpage_types = []
    template = "cms/sop.html"
    search_fields = [
        *Halaman.search_fields,
        index.SearchField("nomor"),
        index.SearchField("dasar_hukum"),
        index.SearchField("penanggung_jawab"),
        index.SearchField("langkah"),
        index.SearchField("isi"),
    ]
    api_fields = [
        *Halaman.api_fields,
        APIField("nomor"),
        APIField("dasar_hukum_html"),
        APIField("penanggung_jawab"),
        APIField("waktu_baku"),
        APIField("langkah"),
        APIField("isi"),
    ]

    class Meta:
        verbose_name = "SOP"
        verbose_name_plural = "SOP"

    @property
    def dasar_hukum_html(self) -> str:
        return expand_db_html(self.dasar_hukum)


class PengumumanPage(Halaman):
    """An announcement with its days of validity (both inclusive, in WITA)."""

    isi = RichTextField("isi", features=FITUR_TEKS)
    penting = models.BooleanField("penting", default=False, help_text="Tampil paling atas dan diberi tanda.")
    berlaku_mulai = models.DateField("berlaku mulai")
    berlaku_sampai = models.DateField(
        "berlaku sampai", null=True, blank=True, help_text="Kosongkan bila tanpa batas."
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("ringkasan"),
        FieldPanel("isi"),
        MultiFieldPanel(
            [FieldPanel("penting"), FieldPanel("berlaku_mulai"), FieldPanel("berlaku_sampai")],
            heading="Masa berlaku",
        ),
    ]
    parent_page_types = ["cms.BerandaPage"]
    subpage_types = []
    template = "cms/pengumuman.html"
    search_fields = [*Halaman.search_fields, index.SearchField("isi")]
    api_fields = [
        *Halaman.api_fields,
        APIField("isi_html"),
        APIField("penting"),
        APIField("berlaku_mulai"),
        APIField("berlaku_sampai"),
    ]

    class Meta:
        verbose_name = "pengumuman"
        verbose_name_plural = "pengumuman"
        constraints = [
            models.CheckConstraint(
                condition=Q(berlaku_sampai=None) | Q(berlaku_sampai__gte=F("berlaku_mulai")),
                name="pengumuman_masa_berlaku",
                violation_error_message="Tanggal berakhir mendahului tanggal mulai berlaku.",
            )
        ]

    @property
    def isi_html(self) -> str:
        return expand_db_html(self.isi)

    def clean(self):
        super().clean()
        if self.berlaku_mulai and self.berlaku_sampai and self.berlaku_sampai < self.berlaku_mulai:
            raise ValidationError({"berlaku_sampai": "Tanggal berakhir mendahului tanggal mulai berlaku."})
