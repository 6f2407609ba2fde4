"""What our back office draws instead of the theme."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from unfold.templatetags.unfold_list import result_headers

from kinerja.ui.admin import baris

register = template.Library()
MENU_DISIMPAN = 256
TERPILIH = "font-semibold text-primary-600 dark:text-primary-500"
LAIN = "hover:text-base-700 dark:hover:text-base-200"
# Classes of the list, of a choice and of its link, as in admin/filter.html of the theme: beside and below each other.
MENDATAR = (
    "dark:bg-base-900 border border-base-200 flex min-w-20 rounded-default shadow-xs text-font-default-light "
    "dark:border-base-700 dark:text-font-default-dark w-full",
    "basis-1/3 border-r border-base-200 grow truncate last:border-r-0 dark:border-base-700",
    "block py-2 text-center hover:text-primary-600 dark:hover:text-primary-500",
)
MENURUN = (
    "border border-base-200 flex flex-col rounded-default shadow-xs dark:border-base-700",
    "border-b border-base-200 last:border-b-0 dark:border-base-700",
    "block px-3 py-2 hover:text-primary-600 dark:hover:text-primary-500",
)


@register.simple_tag(takes_context=True)
def daftar_sederhana(context, cl) -> bool:
    return baris.sederhana(cl, context.get("actions_row"))


@register.inclusion_tag("admin/_daftar.html", takes_context=True)
def daftar(context, cl):
    """Head and rows of a simple list."""
    kepala = list(result_headers(cl))
    return {
        "cl": cl,
        "result_headers": kepala,
        "num_sorted_fields": sum(k["sortable"] and k["sorted"] for k in kepala),
        "has_add_permission": cl.model_admin.has_add_permission(context["request"]),
        "daftar_baris": baris.daftar_baris(cl, [k["text"] for k in kepala]),
    }


@register.simple_tag
def menu_samping(kelompok):
    """Drawn once for each set of entries: all who have the same ones on the same page are shown the same menu."""
    return _menu_samping(
        tuple(
            (str(k["title"]), tuple((str(b["title"]), b["link"], b["icon"], b["active"]) for b in k["items"]))
            for k in kelompok
        )
    )


@lru_cache(maxsize=MENU_DISIMPAN)
def _menu_samping(kelompok: tuple) -> str:
    return render_to_string("admin/_menu_samping.html", {"daftar_kelompok": kelompok})


@register.simple_tag
def pilihan_saringan(spec, choices):
    """What a filter offers. The value in force goes with the form, which sends all filters together."""
    mendatar = type(spec).__name__ == "BooleanFieldListFilter" or getattr(spec, "horizontal", False)
    kelas_daftar, kelas_butir, kelas_tautan = MENDATAR if mendatar else MENURUN
    butir = format_html_join(
        "\n",
        f'<li class="{kelas_butir} {{}}"><a href="{{}}" title="{{}}" class="{kelas_tautan}">{{}}</a></li>',
        (
            (TERPILIH if p["selected"] else LAIN, p["query_string"], p["display"], p["display"])
            for p in choices
        ),
    )
    nilai = getattr(spec, "lookup_val", None)
    berlaku = format_html_join(
        "\n",
        '<input type="hidden" name="{}" value="{}" />',
        ((spec.lookup_kwarg, nilai[0]) for p in choices if p["selected"] and nilai and nilai[0]),
    )
    return format_html('{}<ul class="{}">{}</ul>', berlaku, kelas_daftar, butir)
