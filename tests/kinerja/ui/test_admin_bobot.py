"""The back office's weight on a phone, and the theme's originals."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from kinerja.ui import aset
from tests.factories import PegawaiFactory, RiwayatJabatanFactory, jadikan_admin_bkd

KIB = 1024
DINGIN, HANGAT = 260 * KIB, 25 * KIB
RUJUKAN = re.compile(r"""(?:href|src)="/static/([^"?]+)""")
DALAM_CSS = re.compile(r"""url\(["']?([^"')]+)""")
PADAT = (".woff2", ".png", ".jpg")


def _berat(isi: bytes, nama: str = "") -> int:
    """Bytes on the wire: gzip, which every browser takes (Brotli weighs less)."""
    return len(isi) if nama.endswith(PADAT) else len(gzip.compress(isi, 6))


def _berkas(html: str) -> dict[str, Path]:
    """Every static file that the page makes a browser fetch, those named by its stylesheets included."""
    berkas = {}
    for nama in RUJUKAN.findall(html):
        berkas[nama] = Path(finders.find(nama))
        if nama.endswith(".css"):
            for satu in DALAM_CSS.findall(berkas[nama].read_text("utf-8")):
                if not satu.startswith(("data:", "#")):
                    relatif = (Path("/") / nama).parent / satu
                    ditemukan = finders.find(str(relatif.resolve()).lstrip("/"))
                    berkas[str(relatif)] = Path(ditemukan)
    return berkas


@pytest.fixture
def halaman(client, db):
    client.force_login(
        jadikan_admin_bkd(PegawaiFactory().pengguna), backend="django.contrib.auth.backends.ModelBackend"
    )
    daftar = [RiwayatJabatanFactory() for _ in range(25)]
    return {
        "daftar": client.get("/kepegawaian/riwayatjabatan/").content,
        "dokumen": client.get(f"/kepegawaian/riwayatjabatan/{daftar[0].pk}/change/").content,
        "formulir": client.get("/kepegawaian/unitkerja/add/").content,
    }


def test_pages_are_within_the_budget(halaman):
    for nama, isi in halaman.items():
        berkas = _berkas(isi.decode())
        assert len(berkas) > 10, nama
        hangat = _berat(isi)
        dingin = hangat + sum(_berat(p.read_bytes(), n) for n, p in berkas.items())
        assert hangat <= HANGAT, (nama, hangat)
        assert dingin <= DINGIN, (nama, dingin)


def test_pages_name_no_other_host(halaman):
    for isi in halaman.values():
        alamat = set(re.findall(rb"""(?:href|src|action|hx-\w+)="((?:https?:)?//[^"]+)""", isi))
        assert alamat == set()


def test_our_files_stand_before_the_theme_s():
    for nama in ("fonts/inter/styles.css", aset.HURUF, "js/chart/chart.js"):
        assert Path(finders.find(f"unfold/{nama}")) == aset.BAYANGAN / nama


@pytest.mark.parametrize("nama", aset.ASLI)
def test_theme_s_originals_are_those_we_stood_in_for(nama):
    """Fails when Unfold changes: look at the page again, then run `python -m kinerja.ui.aset` and note the new hash."""
    isi = (aset.TEMA / "static" / "unfold" / nama).read_bytes()
    assert hashlib.sha256(isi).hexdigest()[:32] == aset.ASLI[nama]


def test_every_icon_in_use_is_in_the_font():
    """Fails when an icon was added: run `python -m kinerja.ui.aset`."""
    assert aset.ikon_terpakai() - aset.ikon_dalam_huruf() == set()


def test_an_icon_not_in_use_is_not_in_the_font():
    assert "rocket_launch" not in aset.ikon_dalam_huruf()
