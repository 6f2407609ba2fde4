"""/informasi/: who reads what; drafts, expired and not yet valid pages exist for nobody."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from kinerja.akun.models import Pengguna
from tests.cms.conftest import PADA, masuk, pengumuman

ALAMAT_LAIN = ["/informasi/", "/informasi/cari/?q=SKP", "/informasi/pengumuman/"]


def test_membaca_halaman_needs_login(situs):
    for alamat in [*ALAMAT_LAIN, situs.bab.url, situs.umum.url]:
        jawaban = Client().get(alamat)
        assert (jawaban.status_code, jawaban["Location"].split("?")[0]) == (302, "/login/")


def test_membaca_halaman_open_to_any_logged_in_person(situs, pegawai):
    for alamat in [*ALAMAT_LAIN, situs.juknis.url, situs.bab.url, situs.umum.url, situs.dalam.url]:
        jawaban = pegawai.get(alamat)
        assert jawaban.status_code == 200
        assert len(jawaban.content) < 15_000
        assert "script" not in re.sub(r"<meta[^>]*>", "", jawaban.content.decode()).lower()
        assert 'style="' not in jawaban.content.decode()


def test_membaca_inactive_account_is_sent_to_login(situs, pegawai):
    Pengguna.objects.filter(username="199001012020121002").update(is_active=False)
    assert pegawai.get(situs.umum.url).status_code == 302


def test_membaca_closed_pages_are_404_for_readers_and_editors(situs, pegawai, redaktur):
    for halaman in situs.tertutup:
        assert pegawai.get(halaman.url).status_code == 404, halaman.slug
        assert redaktur.get(halaman.url).status_code == 404, halaman.slug


def test_membaca_closed_pages_are_in_no_list_and_no_search(situs, pegawai):
    tersembunyi = [h.slug for h in situs.tertutup] + [h.title for h in situs.tertutup]
    for alamat in [
        *ALAMAT_LAIN,
        situs.juknis.url,
        situs.bab.url,
        "/informasi/cari/?q=KENARI",
        "/informasi/cari/?q=draf",
    ]:
        isi = pegawai.get(alamat).content.decode()
        assert [teks for teks in tersembunyi if teks in isi] == []


def test_membaca_announcement_valid_on_both_its_days(situs, time_machine):
    pengguna = Pengguna.objects.create_user("199001012020121004", nama="Pegawai Demo 004")
    sehari = pengumuman(situs.beranda, "sehari", mulai=PADA.date(), sampai=PADA.date())
    hasil = {}
    for jam in (
        "2026-03-09T15:59:59Z",
        "2026-03-09T16:00:00Z",
        "2026-03-10T15:59:59Z",
        "2026-03-10T16:00:00Z",
    ):
        time_machine.move_to(jam, tick=False)
        hasil[jam] = masuk(pengguna).get(sehari.url).status_code
    assert list(hasil.values()) == [404, 200, 200, 404]  # midnight in WITA


def test_membaca_page_restricted_to_a_group(situs, pegawai):
    batas = PageViewRestriction.objects.create(page=situs.juknis, restriction_type=PageViewRestriction.GROUPS)
    kelompok = Group.objects.create(name="Tim uji")
    batas.groups.add(kelompok)
    assert pegawai.get(situs.bab.url).status_code == 404
    assert "Juknis Si-Kinerja" not in pegawai.get("/informasi/").content.decode()
    anggota = Pengguna.objects.create_user("199001012020121003", nama="Pegawai Demo 003")
    anggota.groups.add(kelompok)
    assert masuk(anggota).get(situs.bab.url).status_code == 200


def test_membaca_other_methods_refused(situs, pegawai):
    assert [getattr(pegawai, m)(situs.umum.url).status_code for m in ("post", "put", "delete")] == [
        405,
        405,
        405,
    ]


def test_membaca_odd_addresses_are_404(situs, pegawai):
    for alamat in (
        "/informasi/tiada/",
        "/informasi/%2e%2e/",
        "/informasi/juknis-si-kinerja/tiada/x/",
        "/informasi/_util/login/",
    ):
        assert pegawai.get(alamat).status_code == 404


def test_bab_has_contents_and_neighbours(situs, pegawai):
    isi = pegawai.get("/informasi/juknis-si-kinerja/menyusun-skp/").content.decode()
    assert 'rel="prev" href="/informasi/juknis-si-kinerja/masuk-dan-aktivasi-akun/"' in isi
    assert 'rel="next" href="/informasi/juknis-si-kinerja/persetujuan-skp/"' in isi
    assert isi.count('<li><a href="/informasi/juknis-si-kinerja/') == 6
    assert 'aria-current="page"' in isi


def test_bab_at_the_ends_has_one_neighbour(situs, pegawai):
    awal = pegawai.get("/informasi/juknis-si-kinerja/masuk-dan-aktivasi-akun/").content.decode()
    akhir = pegawai.get("/informasi/juknis-si-kinerja/daftar-username-oleh-pengelola/").content.decode()
    assert ('rel="prev"' in awal, 'rel="next"' in awal) == (False, True)
    assert ('rel="prev"' in akhir, 'rel="next"' in akhir) == (True, False)


def test_cari_finds_words_of_blocks(situs, pegawai):
    isi = pegawai.get("/informasi/cari/?q=BerAKHLAK").content.decode()
    assert "Persetujuan SKP" in isi
    assert "Penilaian hasil kerja dan perilaku" in isi
    assert "Masuk dan aktivasi akun" not in isi


KATA_ANEH = [
    "",
    "AND",
    "NOT",
    "%00",
    "'",
    '"',
    "a AND (",
    "*",
    "NEAR(",
    "-",
    "x" * 5000,
    "%F0%9F%98%80",
    "<script>",
]


def test_cari_odd_words_never_fail(situs, pegawai):
    for kata in KATA_ANEH:
        jawaban = pegawai.get(f"/informasi/cari/?q={kata}")
        assert jawaban.status_code == 200
        assert b"<script>" not in jawaban.content


def test_daftar_pengumuman_odd_page_numbers(situs, pegawai):
    for hal in ("0", "-1", "abc", "99999999999999999999999", ""):
        assert pegawai.get(f"/informasi/pengumuman/?hal={hal}").status_code == 200


def test_daftar_pengumuman_pages(situs, pegawai):
    for n in range(25):
        pengumuman(situs.beranda, f"banyak-{n}")
    isi = [pegawai.get(f"/informasi/pengumuman/?hal={n}").content.decode() for n in (1, 2)]
    # 25, and of the site: umum, dalam, and the two of isi_informasi
    assert [i.split('<ul class="daftar')[1].count("<li>") for i in isi] == [20, 9]
    assert "Halaman 2 dari 2" in isi[1]


def test_membaca_link_to_a_draft_has_no_address(situs, pegawai):
    draf = situs.tertutup[0]
    tautan = pengumuman(situs.beranda, "tautan", isi=f'<p><a linktype="page" id="{draf.pk}">baca</a></p>')
    isi = pegawai.get(tautan.url).content.decode()
    assert "<a>baca</a>" in isi
    assert draf.slug not in isi


@pytest.mark.parametrize(("alamat", "jumlah"), [("bab", 5), ("juknis", 4), ("umum", 3)])
def test_membaca_query_count(situs, pegawai, alamat, jumlah):
    """Literal, of the tables of pages, and the same when there are more pages beside it."""
    halaman = getattr(situs, alamat)
    pegawai.get(halaman.url)
    ukuran = []
    for putaran in range(2):
        with CaptureQueriesContext(connection) as tangkapan:
            assert pegawai.get(halaman.url).status_code == 200
        ukuran.append(sum("wagtailcore_" in q["sql"] or '"cms_' in q["sql"] for q in tangkapan))
        if not putaran:
            for n in range(3):
                pengumuman(situs.beranda, f"lagi-{n}")
    assert ukuran == [jumlah, jumlah]
