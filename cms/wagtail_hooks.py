"""Wagtail looks for this file by name: what its admin shows, and how links are written out."""

from django.templatetags.static import static
from django.utils.html import escape, format_html
from wagtail import hooks
from wagtail.rich_text.pages import PageLinkHandler

BUKAN_DISINI = {"users", "groups", "workflows", "workflow-tasks", "locales"}


@hooks.register("construct_settings_menu")
def sembunyikan_pengaturan(request, daftar):
    """People and groups are managed in Si-Kinerja."""
    daftar[:] = [butir for butir in daftar if butir.name not in BUKAN_DISINI]


@hooks.register("construct_help_menu")
def sembunyikan_bantuan(request, daftar):
    """Wagtail's help leads to hosts outside; ours is docs/panduan/redaktur.md."""
    daftar[:] = [butir for butir in daftar if butir.attrs.get("target") != "_blank"]


@hooks.register("insert_global_admin_css")
def warna_sendiri():
    return format_html('<link rel="stylesheet" href="{}">', static("cms/redaksi.css"))


class TautanHalaman(PageLinkHandler):
    """A link to a page that is not live is written without its address: it would tell of a draft."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        return [
            f'<a href="{escape(halaman.url)}">' if halaman and halaman.live and halaman.url else "<a>"
            for halaman in cls.get_many(attrs_list)
        ]


# After Wagtail's own registration of the same link type.
@hooks.register("register_rich_text_features", order=100)
def daftarkan_tautan(features):
    features.register_link_type(TautanHalaman)
