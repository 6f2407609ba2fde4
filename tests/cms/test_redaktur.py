"""/cms/: editors only, and what an editor may and may not do there."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import resolve
from wagtail.models import Page, Site

from cms.models import BerandaPage, JuknisBabPage, PengumumanPage
from cms.models.blok import TautanAplikasiBlock
from kinerja.akun.models import Pengguna
from tests.cms.conftest import masuk

ALAMAT_CMS = [
    "/cms/",
    "/cms/pages/",
    "/cms/images/",
    "/cms/documents/",
    "/cms/documents/multiple/add/",
    "/cms/api/main/pages/",
    "/cms/reports/site-history/",
    "/cms/choose-page/",
    "/cms/collections/",
    "/cms/sites/",
    "/cms/sprite/",
    "/cms/jsi18n/",
    "/cms/tiada/",
]


def test_cms_anonymous_goes_to_the_one_login(situs):
    for alamat in ALAMAT_CMS:
        jawaban = Client().get(alamat)
        assert (jawaban.status_code, jawaban["Location"]) == (302, f"/login/?next={alamat}")
    assert Client().get("/cms/login/")["Location"] == "/login/"


@pytest.mark.parametrize(
    "alamat",
    [
        "/cms/images/chooser/chosen/²/",
        "/cms/documents/chooser/chosen/1_2F/",
        "/cms/choose-page/chosen-multiple/?id=x",
        "/cms/api/main/pages/find/?id=x",
        "/cms/pages/1/set_position/",
        *(["/cms/tag-autocomplete/?term=%00"] if connection.vendor == "postgresql" else []),
    ],
)
def test_cms_odd_addresses_are_no_fault_of_ours(redaktur, alamat):
    assert redaktur.get(alamat).status_code == 400


@pytest.mark.parametrize("alamat", ["/cms/images/multiple/add/", "/cms/choose-external-link/"])
def test_cms_empty_forms_are_no_fault_of_ours(redaktur, alamat):
    assert redaktur.post(alamat, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 400


def test_cms_non_editor_gets_a_clear_403(situs, pegawai):
    halaman = f"/cms/pages/{situs.beranda.pk}"
    for alamat in [*ALAMAT_CMS, f"{halaman}/edit/", f"{halaman}/add_subpage/", f"{halaman}/delete/"]:
        for jawaban in (pegawai.get(alamat), pegawai.post(alamat)):
            assert jawaban.status_code == 403, alamat
            assert "Halaman ini khusus redaktur" in jawaban.content.decode()


def test_cms_non_editor_cannot_publish_by_post(situs, pegawai):
    alamat = f"/cms/pages/add/cms/pengumumanpage/{situs.beranda.pk}/"
    data = {
        "title": "Palsu",
        "slug": "palsu",
        "berlaku_mulai": "2026-03-10",
        "isi": "null",
        "action-publish": "1",
    }
    assert pegawai.post(alamat, data).status_code == 403
    assert not Page.objects.filter(slug="palsu").exists()


@pytest.mark.parametrize(
    "alamat", ["/cms/users/", "/cms/users/add/", "/cms/users/1/", "/cms/groups/", "/cms/groups/new/"]
)
def test_cms_people_are_not_managed_here_not_even_by_a_superuser(situs, redaktur, alamat):
    penguasa = masuk(Pengguna.objects.create_superuser("penguasa", nama="Penguasa"))
    assert [k.get(alamat).status_code for k in (Client(), redaktur, penguasa)] == [302, 404, 404]


def test_cms_no_passwords_and_profiles_here(redaktur):
    assert redaktur.get("/cms/account/")["Location"] == "/"
    assert redaktur.get("/cms/password_reset/").status_code == 404


@pytest.mark.parametrize("nama", ["Redaktur", "Admin BKD"])
def test_cms_editor_screens_open(situs, nama):
    pengguna = Pengguna.objects.create_user("199001012020121009", nama="Pegawai Demo 009")
    pengguna.groups.add(Group.objects.get(name=nama))
    klien = masuk(pengguna)
    for alamat in (
        "/cms/",
        f"/cms/pages/{situs.beranda.pk}/",
        f"/cms/pages/{situs.bab.pk}/edit/",
        f"/cms/pages/{situs.umum.pk}/history/",
        f"/cms/pages/add/cms/soppage/{situs.beranda.pk}/",
        "/cms/documents/add/",
        "/cms/images/add/",
        "/cms/collections/",
    ):
        jawaban = klien.get(alamat)
        assert jawaban.status_code == 200, alamat
        assert "gravatar" not in jawaban.content.decode()
        assert "releases.wagtail" not in jawaban.content.decode()


def test_redaktur_publishes_an_announcement(situs, redaktur, pegawai):
    data = {
        "title": "Rapat",
        "slug": "rapat",
        "ringkasan": "",
        "isi": '{"blocks":[{"key":"a","text":"Isi rapat","type":"unstyled","depth":0,"inlineStyleRanges":[],"entityRanges":[]}],"entityMap":{}}',
        "berlaku_mulai": "2026-03-10",
        "berlaku_sampai": "2026-03-09",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "1",
    }
    alamat = f"/cms/pages/add/cms/pengumumanpage/{situs.beranda.pk}/"
    jawaban = redaktur.post(alamat, data)
    assert jawaban.status_code == 200
    assert "Tanggal berakhir mendahului tanggal mulai berlaku." in jawaban.content.decode()
    assert redaktur.post(alamat, {**data, "berlaku_sampai": "2026-03-11"}).status_code == 302
    assert "Isi rapat" in pegawai.get("/informasi/rapat/").content.decode()
    assert PengumumanPage.objects.get(slug="rapat").publik is False


def test_redaktur_sees_a_draft_in_preview_only(situs, redaktur):
    draf = JuknisBabPage.objects.get(slug="bab-draf")
    jawaban = redaktur.get(f"/cms/pages/{draf.pk}/view_draft/")
    assert jawaban.status_code == 200
    assert "Bab draf" in jawaban.content.decode()


@pytest.mark.parametrize("tindakan", ["delete", "unpublish", "move"])
def test_redaktur_cannot_remove_the_front_page(situs, redaktur, tindakan):
    for klien in (redaktur, masuk(Pengguna.objects.create_superuser("penguasa", nama="Penguasa"))):
        klien.post(f"/cms/pages/{situs.beranda.pk}/{tindakan}/", {"confirm": "1"})
        assert BerandaPage.objects.live().count() == 1
        assert Site.objects.get().root_page.pk == situs.beranda.pk


def test_redaktur_cannot_remove_the_front_page_in_bulk(situs, redaktur):
    redaktur.post(f"/cms/bulk/wagtailcore/page/delete/?id={situs.beranda.pk}&next=/cms/")
    redaktur.post(f"/cms/bulk/wagtailcore/page/unpublish/?id={situs.beranda.pk}&next=/cms/")
    assert BerandaPage.objects.live().count() == 1


@pytest.mark.parametrize(
    "alamat", ["//jahat.example", "/\\jahat.example", "https://jahat.example", "javascript:x", "kerja/", ""]
)
def test_tautan_aplikasi_only_inside(alamat):
    from django.core.exceptions import ValidationError

    blok = TautanAplikasiBlock()
    with pytest.raises(ValidationError):
        blok.clean(blok.to_python({"label": "Buka", "alamat": alamat}))


def test_tautan_aplikasi_accepts_an_address_of_the_application():
    blok = TautanAplikasiBlock()
    assert (
        blok.clean(blok.to_python({"label": "Buka", "alamat": "/kerja/skp/?tahun=2026"}))["alamat"]
        == "/kerja/skp/?tahun=2026"
    )


def test_isi_informasi_again_changes_nothing_the_editors_did(situs, capsys):
    situs.bab.title = "Judul redaktur"
    situs.bab.save()
    JuknisBabPage.objects.get(slug="menyusun-skp").delete()
    jumlah = Page.objects.count()
    call_command("isi_informasi")
    assert capsys.readouterr().out == "Informasi siap (0 halaman baru).\n"
    assert Page.objects.count() == jumlah
    assert Page.objects.get(pk=situs.bab.pk).title == "Judul redaktur"


def test_isi_informasi_sets_the_site_from_the_address(situs, settings):
    settings.ALAMAT_APLIKASI = "https://si-kinerja.example.go.id"
    call_command("isi_informasi", verbosity=0)
    assert Site.objects.get().root_url == "https://si-kinerja.example.go.id"


def test_isi_informasi_links_lead_to_screens_that_exist(situs):
    """The catch-all of the AdminSite matches everything; a real screen is another view."""
    daftar = [
        b.value["alamat"] for bab in JuknisBabPage.objects.all() for b in bab.isi if b.block_type == "tautan"
    ]
    assert len(daftar) == 5
    for alamat in daftar:
        assert resolve(alamat).url_name, alamat


def test_isi_informasi_has_a_page_for_every_task(situs):
    assert [bab.title for bab in situs.juknis.get_children().live()] == [
        "Masuk dan aktivasi akun",
        "Menyusun SKP",
        "Persetujuan SKP",
        "Realisasi bulanan",
        "Penilaian hasil kerja dan perilaku",
        "Daftar username oleh pengelola",
    ]
