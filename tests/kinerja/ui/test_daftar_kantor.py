"""What we draw of a list beside what the theme would draw: the same page, made with less work."""

import re
from pathlib import Path

import pytest
import unfold
from django.contrib import admin
from django.template.backends.django import DjangoTemplates
from django.template.loader import get_template
from django.test import RequestFactory
from django.urls import resolve, reverse
from django.utils.html import format_html
from unfold.decorators import display

from kinerja.kepegawaian.models import PerangkatDaerah, RiwayatJabatan
from kinerja.ui.admin import KinerjaAdmin, baris
from kinerja.ui.navigasi import menu_samping
from tests.factories import PegawaiFactory, RiwayatJabatanFactory, jadikan_admin_bkd

pytestmark = pytest.mark.django_db
TEMA = {
    "NAME": "tema", "APP_DIRS": False, "OPTIONS": {}, "DIRS": [Path(unfold.__file__).parent / "templates"],
}  # fmt: skip


@pytest.fixture
def bkd():
    return jadikan_admin_bkd(PegawaiFactory().pengguna)


@pytest.fixture
def klien(client, bkd):
    client.force_login(bkd, backend="django.contrib.auth.backends.ModelBackend")
    return client


def rapat(html: str) -> list[str]:
    """Tags and words in order; blanks between them do not count."""
    html = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", " ".join(html.split()))
    return [
        " ".join(p.split()).replace(' "', '"').replace(" >", ">")
        for p in re.split(r"(<[^>]*>)", html)
        if p.strip()
    ]


def permintaan(pengguna, alamat="/"):
    hasil = RequestFactory().get(alamat)
    hasil.user, hasil.resolver_match = pengguna, resolve(hasil.path)
    return hasil


# --- rows -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("saring", ["", "?q=a", "?aktif__exact=1", "?q=tidak+ada+orangnya"])
def test_lists_are_those_of_the_theme(klien, monkeypatch, saring):
    for _ in range(3):
        RiwayatJabatanFactory()

    def semua():
        alamat = {
            m: reverse(f"admin:{m._meta.app_label}_{m._meta.model_name}_changelist")
            for m in admin.site._registry
        }
        return {
            m._meta.label: rapat(klien.get(a + saring, follow=True).content.decode())
            for m, a in alamat.items()
        }

    kita = semua()
    monkeypatch.setattr(baris, "sederhana", lambda cl, tombol_baris: False)
    for nama, tema in semua().items():
        assert (nama, kita[nama]) == (nama, tema)


class AdminUji(KinerjaAdmin):
    list_display = ["nama", "tanda", "aktif", "jenis"]
    search_fields = ["nama"]

    @display(description="tanda")
    def tanda(self, obj):
        return format_html("<b>{}</b>", "x") if obj.kode == "A" else "<b>x</b>"


def daftar_uji(pengguna, alamat="/"):
    for kode in "AB":
        PerangkatDaerah.objects.create(kode=kode, nama=f"<Uji {kode}>")
    cl = AdminUji(PerangkatDaerah, admin.site).get_changelist_instance(permintaan(pengguna, alamat))
    cl.formset = None
    return cl


def test_what_reads_like_html_is_escaped_beside_what_is_html(bkd):
    cl = daftar_uji(bkd)
    hasil = "".join(baris.daftar_baris(cl, ["<judul>"] * len(cl.list_display)))
    assert (hasil.count("<b>x</b>"), hasil.count("&lt;b&gt;x&lt;/b&gt;") > 0) == (1, True)
    assert "<Uji" not in hasil
    assert "<judul>" not in hasil


def test_rows_lead_to_themselves_with_the_filters_of_the_page(bkd):
    cl = daftar_uji(bkd, reverse("admin:kepegawaian_perangkatdaerah_changelist") + "?q=uji+b")
    (satu,) = baris.daftar_baris(cl, [""] * len(cl.list_display))
    tujuan = reverse("admin:kepegawaian_perangkatdaerah_change", args=[cl.result_list[0].pk])
    assert f'<a href="{tujuan}?_changelist_filters=q%3Duji%2Bb"' in satu


@pytest.mark.parametrize("isi", [{"ordering_field": "kode"}, {"list_sections": (object,)}])
def test_other_lists_are_left_to_the_theme(bkd, isi):
    cl = daftar_uji(bkd)
    assert baris.sederhana(cl, [])
    assert not baris.sederhana(cl, [{"title": "Tombol"}])
    for nama, nilai in isi.items():
        setattr(cl.model_admin, nama, nilai)
    assert not baris.sederhana(cl, [])


# --- filters and menu ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("saring", ["", "?aktif__exact=1", "?tahun=2026&perangkat_daerah__id__exact={}&q=a"])
def test_filters_are_those_of_the_theme(bkd, saring):
    opd = RiwayatJabatanFactory().perangkat_daerah
    pengelola = admin.site.get_model_admin(RiwayatJabatan)
    cl = pengelola.get_changelist_instance(permintaan(bkd, "/" + saring.format(opd.pk)))
    assert len(cl.filter_specs) > 1
    for spec in cl.filter_specs:
        konteks = {"title": "<judul>", "choices": list(spec.choices(cl)), "spec": spec}
        kita, tema = (
            m("admin/filter.html").render(konteks) for m in (get_template, DjangoTemplates(TEMA).get_template)
        )
        assert rapat(kita) == rapat(tema)


def test_the_menu_is_that_of_the_theme_and_follows_its_entries(bkd):
    def gambar(muat, kelompok):
        return rapat(muat("unfold/helpers/app_list.html").render({"sidebar_navigation": kelompok}))

    for alamat in ("/", reverse("admin:kepegawaian_pegawai_changelist")):
        kelompok = menu_samping(permintaan(bkd, alamat))
        boleh = [{**k, "items": [{**b, "has_permission": True} for b in k["items"]]} for k in kelompok]
        assert gambar(get_template, kelompok) == gambar(DjangoTemplates(TEMA).get_template, boleh)
    assert len(gambar(get_template, kelompok[1:])) < len(gambar(get_template, kelompok))
