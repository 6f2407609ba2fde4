"""What every browser test needs: Chromium, a log-in by session cookie, axe, and a place for screenshots."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.test import Client

# Playwright's loop runs in this thread; the ORM calls of the tests beside it are safe all the same.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# The moment at which the example data is looked at: last month open, this one not yet.
SAAT = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Asia/Makassar"))
SINI = Path(__file__).parent
AXE = (SINI / "vendor" / "axe.min.js").read_text(encoding="utf-8")
PELUNCURAN = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if SINI in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    jalur = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    return browser_type_launch_args | {"executable_path": jalur, "args": PELUNCURAN}


@pytest.fixture(scope="session")
def base_url(live_server):
    """`page.goto("/login/")` means the test's own server."""
    return live_server.url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "id-ID", "timezone_id": "Asia/Makassar"}


@pytest.fixture
def masuk(live_server):
    """`masuk(page, pengguna)`: that page is logged in, without the form."""

    def _masuk(page, pengguna):
        klien = Client()
        klien.force_login(pengguna, backend="django.contrib.auth.backends.ModelBackend")
        nilai = klien.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": nilai, "url": live_server.url, "httpOnly": True}]
        )
        return page

    return _masuk


@pytest.fixture
def axe():
    """`axe(page)`: the serious and critical violations, as short lines; an accessible page gives []."""

    def _axe(page):
        # Evaluated by the debugger, so the page's content policy stays as it is.
        page.evaluate(AXE)
        hasil = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{v['id']}: {' '.join(str(t) for t in simpul['target'])}"
            for v in hasil["violations"]
            if v["impact"] in ("serious", "critical")
            for simpul in v["nodes"]
        ]

    return _axe


@pytest.fixture
def potret():
    """`potret(page, name)`: a screenshot of the whole page in var/potret/."""

    def _potret(page, nama):
        folder = Path(settings.VAR_DIR) / "potret"
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{nama}.png", full_page=True)

    return _potret


@pytest.fixture
def contoh(transactional_db):
    """Example data as `make run` loads it, on a clock that runs from a fixed moment."""
    with time_machine.travel(SAAT, tick=True):
        call_command("isi_informasi", verbosity=0)
        call_command("contoh", verbosity=0)
        yield
