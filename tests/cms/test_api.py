"""/api/v2/: live and public only, whatever the query string; read-only; the same for everybody."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import PageViewRestriction, Site

from cms.models import Dokumen, Gambar, JuknisBabPage
from tests.cms.berkas import PDF, kode, png
from tests.cms.conftest import PADA, pengumuman, terbitkan

PUBLIK = 11  # beranda, juknis, its six chapters, SOP, two public announcements (one of isi_informasi)


def ambil(alamat, **header):
    jawaban = Client().get(f"/api/v2/{alamat}", headers=header)
    return jawaban.status_code, jawaban.json()


def slug_semua(alamat):
    status, data = ambil(alamat)
    assert status == 200
    return {butir["meta"]["slug"] for butir in data["items"]}


def tertutup(situs):
    return [*situs.tertutup, situs.dalam]


def test_api_list_has_public_pages_only(situs):
    status, data = ambil("pages/?limit=20")
    assert (status, data["meta"]["total_count"]) == (200, PUBLIK)
    ada = {butir["meta"]["slug"] for butir in data["items"]}
    assert {"informasi", "juknis-si-kinerja", "menyusun-skp", "umum"} <= ada
    assert ada.isdisjoint({h.slug for h in tertutup(situs)})


def test_api_closed_pages_by_no_way(situs):
    rahasia = {h.slug for h in tertutup(situs)}
    for halaman in tertutup(situs):
        assert ambil(f"pages/{halaman.pk}/")[0] == 404
        assert ambil(f"pages/find/?id={halaman.pk}")[0] == 404
        jalur = halaman.url.removeprefix("/informasi")
        assert ambil(f"pages/find/?html_path={jalur}")[0] == 404
        assert ambil(f"pages/?child_of={halaman.pk}")[0] == 400
        assert ambil(f"pages/?descendant_of={halaman.pk}")[0] == 400
        assert ambil(f"pages/?ancestor_of={halaman.pk}")[0] == 400
        assert slug_semua(f"pages/?slug={halaman.slug}") == set()
    for saring in (
        "search=KENARI",
        "search=draf",
        "order=title",
        "order=-first_published_at",
        "order=random",
        f"child_of={situs.beranda.pk}",
        f"child_of={situs.juknis.pk}",
        f"descendant_of={situs.beranda.pk}",
        "child_of=root",
        "descendant_of=root",
        "type=cms.PengumumanPage",
        "type=cms.PengumumanPage&order=-berlaku_mulai",
        "type=cms.JuknisBabPage,cms.SopPage",
        "site=localhost",
        "locale=id",
    ):
        assert slug_semua(f"pages/?limit=20&{saring}").isdisjoint(rahasia), saring


def test_api_same_answer_for_editors(situs, redaktur):
    assert redaktur.get("/api/v2/pages/").content == Client().get("/api/v2/pages/").content
    assert redaktur.get(f"/api/v2/pages/{situs.dalam.pk}/").status_code == 404


def test_api_chapter_of_a_book_that_is_not_public(situs):
    situs.juknis.publik = False
    situs.juknis.save()
    assert ambil(f"pages/{situs.bab.pk}/")[0] == 404


def test_api_page_under_a_login_restriction(situs):
    PageViewRestriction.objects.create(page=situs.juknis, restriction_type=PageViewRestriction.LOGIN)
    assert ambil(f"pages/{situs.bab.pk}/")[0] == 404


def test_api_unpublished_page_disappears(situs):
    assert ambil(f"pages/{situs.umum.pk}/")[0] == 200
    situs.umum.unpublish()
    assert ambil(f"pages/{situs.umum.pk}/")[0] == 404


def test_api_draft_text_of_a_live_page_stays_inside(situs):
    situs.umum.isi = "<p>KENARI naskah baru</p>"
    situs.umum.save_revision()
    assert ambil(f"pages/{situs.umum.pk}/")[1]["isi_html"] == "<p>KENARI umum</p>"


def test_api_rich_text_is_html(situs):
    dokumen = Dokumen.objects.create(title="Surat", publik=True, file=ContentFile(PDF, "surat.pdf"))
    isi = f'<p><a linktype="page" id="{situs.bab.pk}">bab</a> <a linktype="document" id="{dokumen.pk}">surat</a></p>'
    kabar = pengumuman(situs.beranda, "kabar", isi=isi)
    html = f'<p><a href="{situs.bab.url}">bab</a> <a href="{dokumen.url}">surat</a></p>'
    assert ambil(f"pages/{kabar.pk}/")[1]["isi_html"] == html
    bab = terbitkan(situs.juknis, JuknisBabPage(title="Uji", publik=True, isi=[("teks", isi)]))
    assert ambil(f"pages/{bab.pk}/")[1]["isi"][0]["value"] == html


def test_api_shape_of_a_chapter(situs):
    status, data = ambil(f"pages/{situs.bab.pk}/")
    assert status == 200
    assert set(data) == {"id", "meta", "title", "ringkasan", "isi"}
    assert (
        data["meta"]["html_url"]
        == "http://localhost:8000/informasi/juknis-si-kinerja/masuk-dan-aktivasi-akun/"
    )
    assert data["meta"]["parent"]["id"] == situs.juknis.pk
    jenis = [blok["type"] for blok in data["isi"]]
    assert jenis == ["teks", "langkah", "tautan", "catatan", "teks", "langkah", "tautan", "catatan"]
    assert data["isi"][1]["value"][0]["gambar"] is None
    assert data["isi"][1]["value"][0]["teks"].startswith("<p>Mintalah lembar kode aktivasi")
    assert data["isi"][2]["value"] == {"label": "Buka halaman aktivasi", "alamat": "/aktivasi/"}


def test_api_image_of_a_step_only_when_public(situs):
    gambar = {
        p: Gambar.objects.create(title="Layar", publik=p, file=ContentFile(png(), "a.png"))
        for p in (True, False)
    }
    langkah = [{"teks": "<p>x</p>", "gambar": g} for g in gambar.values()]
    bab = terbitkan(situs.juknis, JuknisBabPage(title="Uji", publik=True, isi=[("langkah", langkah)]))
    publik, tertutup_ = (b["gambar"] for b in ambil(f"pages/{bab.pk}/")[1]["isi"][0]["value"])
    assert (publik["id"], publik["alt"], tertutup_) == (gambar[True].pk, "Layar", None)
    assert publik["url"].startswith("http://localhost:8000/media/images/")


@pytest.mark.parametrize("jenis", ["documents", "images"])
def test_api_files_only_public(situs, jenis):
    model, isi, nama = (Dokumen, PDF, "a.pdf") if jenis == "documents" else (Gambar, png(), "a.png")
    buka, tutup = (
        model.objects.create(title=f"KENARI {p}", publik=p, file=ContentFile(isi, nama))
        for p in (True, False)
    )
    for saring in ("", "?search=KENARI", "?order=-id", f"?id={tutup.pk}"):
        assert tutup.pk not in {b["id"] for b in ambil(f"{jenis}/{saring}")[1]["items"]}
    assert [ambil(f"{jenis}/{pk}/")[0] for pk in (buka.pk, tutup.pk)] == [200, 404]
    alamat = ambil(f"{jenis}/{buka.pk}/")[1]["meta"]["download_url"]
    assert kode(Client(), alamat.removeprefix("http://localhost:8000")) == 200


def test_api_read_only(situs):
    klien = Client(enforce_csrf_checks=True)
    for alamat in ("pages/", f"pages/{situs.umum.pk}/", "documents/", "images/"):
        kode = {
            getattr(klien, m)(f"/api/v2/{alamat}").status_code
            for m in ("post", "put", "patch", "delete", "options")
        }
        assert kode == {405}


def test_api_bad_parameters_are_400(situs):
    for salah in (
        "limit=21",
        "limit=x",
        "offset=x",
        "offset=99999999999999999999999999",
        "child_of=x",
        "type=auth.Group",
        "type=x",
        "fields=password",
        "publik=true",
        "live=false",
        "owner=1",
        "order=path",
        "slug=%00",
        "site=a:b",
        "site=tiada",
        "first_published_at=x",
        "type=cms.PengumumanPage&berlaku_mulai=31-02-2026",
        "alias_of=1",
    ):
        assert ambil(f"pages/?{salah}")[0] == 400, salah
    for salah in ("id=abc", "id=%00"):
        assert ambil(f"pages/find/?{salah}")[0] == 400, salah
    assert ambil("pages/99999999999999999999999/")[0] == 404


def test_api_odd_searches_never_fail(situs):
    for kata in [
        "%00",
        "'",
        '"',
        '"SKP',
        "a AND (",
        "AND",
        "NOT",
        "*",
        "NEAR(",
        "-",
        "x" * 5000,
        "%F0%9F%98%80",
        "",
    ]:
        assert ambil(f"pages/?search={kata}")[0] == 200, kata


def test_api_cache_headers_and_conditional_get(situs):
    jawaban = Client().get("/api/v2/pages/")
    assert jawaban["Cache-Control"] == "public, max-age=60"
    tanda = jawaban["ETag"]
    assert Client().get("/api/v2/pages/", headers={"if-none-match": tanda}).status_code == 304
    pengumuman(situs.beranda, "baru")
    assert Client().get("/api/v2/pages/", headers={"if-none-match": tanda}).status_code == 200


def test_api_announcement_leaves_on_its_last_day(situs, time_machine):
    akhir = pengumuman(situs.beranda, "akhir", sampai=PADA.date())
    assert ambil(f"pages/{akhir.pk}/")[0] == 200
    time_machine.move_to(PADA + dt.timedelta(hours=12), tick=False)  # 00.00 WITA
    assert ambil(f"pages/{akhir.pk}/")[0] == 404


def test_api_without_a_site_is_empty(situs):
    Site.objects.all().delete()
    assert ambil("pages/")[1]["items"] == []


def test_api_query_count_does_not_grow(situs, django_assert_num_queries):
    ambil("pages/")
    for _ in range(2):
        with django_assert_num_queries(6):
            ambil("pages/")
        for n in range(3):
            pengumuman(situs.beranda, f"lagi-{n}-{_}")
