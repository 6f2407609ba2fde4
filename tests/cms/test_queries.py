"""What other parts of the product ask the CMS for."""

from __future__ import annotations

import pytest

from cms.queries import daftar_pengumuman, halaman_bantuan
from tests.cms.conftest import PADA, pengumuman


def test_daftar_pengumuman_important_first_then_newest_and_only_valid(situs):
    lama = pengumuman(situs.beranda, "lama", mulai=PADA.date().replace(day=1))
    genting = pengumuman(situs.beranda, "genting", mulai=PADA.date().replace(day=2), penting=True)
    urutan = [p.slug for p in daftar_pengumuman(PADA, jumlah=10)]
    assert urutan == [
        "batas-waktu-realisasi-bulanan",
        genting.slug,
        "dalam",
        "umum",
        "juknis-dan-sop-dapat-dibaca-di-aplikasi",
        lama.slug,
    ]


def test_daftar_pengumuman_is_cut(situs):
    assert len(daftar_pengumuman(PADA, jumlah=2)) == 2


def test_daftar_pengumuman_without_site_is_empty(db):
    assert daftar_pengumuman(PADA) == []


@pytest.mark.parametrize("banyak", [1, 3])
def test_daftar_pengumuman_query_count(situs, django_assert_num_queries, banyak):
    for n in range(banyak):
        pengumuman(situs.beranda, f"tambah-{n}")
    daftar_pengumuman(PADA)[0].url  # noqa: B018 - warms the cache of the site's root
    with django_assert_num_queries(1):
        assert len([(p.title, p.ringkasan, p.penting, p.url) for p in daftar_pengumuman(PADA)]) == 5


def test_halaman_bantuan_by_slug(situs):
    assert halaman_bantuan("menyusun-skp", pada=PADA).url == "/informasi/juknis-si-kinerja/menyusun-skp/"
    assert halaman_bantuan("menyusun-skp").title == "Menyusun SKP"


def test_halaman_bantuan_none_for_unknown_or_closed(situs):
    assert [halaman_bantuan(s, pada=PADA) for s in ("tiada", "bab-draf", "bab-yatim", "lewat", "")] == [
        None
    ] * 5
