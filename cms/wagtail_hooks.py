"""Wagtail looks for this file by name: what its admin shows, and how links are written out."""

from django.utils.html import escape
from wagtail import hooks
from wagtail.rich_text.pages import PageLinkHandler

MENU_BUKAN_DISINI = {"users", "groups", "workflows", "workflow-tasks", "locales"}


@hooks.register("construct_settings_menu")
def sembunyikan_menu(request, daftar):
    daftar[:] = [item for item in daftar if item.name not in MENU_BUKAN_DISINI]


class TautanHalaman(PageLinkHandler):
    """A link to a page that is not live is written without its address: it would tell of a draft."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        return [
            f'<a href="{escape(halaman.url)}">' if halaman and halaman.live and halaman.url else "<a>"
            for halaman in cls.get_many(attrs_list)
        ]


@hooks.register("register_rich_text_features", order=100)
def daftarkan_tautan(features):
    features.register_link_type(TautanHalaman)
