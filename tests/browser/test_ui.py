"""The kit's own pages in a real browser: accessible, light, usable by keyboard, within the screen of a phone."""

import pytest

from kinerja.akun.models import Pengguna

LEBAR = [390, 1440]
SKEMA = ["light", "dark"]


@pytest.fixture
def pengguna(transactional_db):
    return Pengguna.objects.create_user("197809192005011001", "Yohanes Taek", "rahasia-sekali-9")


@pytest.fixture
def konsol(page):
    """Every error the console shows; a violated content policy shows there."""
    galat = []
    page.on("console", lambda pesan: galat.append(pesan.text) if pesan.type == "error" else None)
    return galat


@pytest.mark.parametrize("skema", SKEMA)
@pytest.mark.parametrize("lebar", LEBAR)
def test_masuk_dapat_diakses(page, live_server, axe, potret, konsol, lebar, skema):
    page.set_viewport_size({"width": lebar, "height": 844})
    page.emulate_media(color_scheme=skema)
    page.goto("/login/")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == lebar
    assert konsol == []
    potret(page, f"masuk-{lebar}-{skema}")


def test_masuk_ringan(page, live_server):
    permintaan = []
    page.on("request", lambda r: permintaan.append(r.url))
    page.goto("/login/", wait_until="networkidle")
    jaringan = [u for u in permintaan if not u.startswith("data:")]
    assert len(jaringan) == 2
    assert all(u.startswith(live_server.url) for u in jaringan)


def test_masuk_dengan_papan_ketik(page, live_server, pengguna, konsol):
    page.goto("/login/?next=/logout/")
    page.wait_for_function("document.activeElement.id === 'id_username'")
    page.keyboard.type("19780919 200501 1 001")
    page.keyboard.press("Tab")
    page.keyboard.type("rahasia-sekali-9")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/")


def test_salah_password_memfokuskan_ringkasan(page, live_server, axe, pengguna):
    page.goto("/login/")
    page.fill("#id_username", pengguna.username)
    page.fill("#id_password", "keliru")
    page.click("main button")
    assert page.evaluate("document.activeElement.className") == "ringkasan"
    assert axe(page) == []


def test_lompat_ke_isi(page, live_server, masuk, pengguna):
    masuk(page, pengguna)
    page.goto("/logout/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "lompat"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "isi"


@pytest.mark.parametrize("lebar", LEBAR)
def test_sasaran_sentuh_44_piksel(page, live_server, masuk, pengguna, lebar):
    masuk(page, pengguna)
    page.set_viewport_size({"width": lebar, "height": 844})
    page.goto("/logout/")
    kecil = page.evaluate(
        "() => [...document.querySelectorAll('a:not(.lompat), button, summary')]"
        ".filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"
    )
    assert kecil == []


@pytest.mark.parametrize("skema", SKEMA)
def test_keluar_dan_tidak_ditemukan_dapat_diakses(page, live_server, masuk, pengguna, axe, potret, skema):
    masuk(page, pengguna)
    page.emulate_media(color_scheme=skema)
    page.goto("/logout/")
    assert axe(page) == []
    page.goto("/tidak-ada/")
    assert page.inner_text("h1") == "Halaman tidak ditemukan"
    assert axe(page) == []
    potret(page, f"tidak-ditemukan-{skema}")
