"""Shared fixtures. Every test runs on SQLite and on PostgreSQL (DATABASE_URL)."""

from __future__ import annotations

import os

import pytest
from django.core.cache import cache
from django.core.management import call_command

from kinerja.dokumen import triggers


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Reference data (BerAKHLAK, OPD, groups, schedule) is part of every installation, so of every test."""
    with django_db_blocker.unblock():
        call_command("referensi", verbosity=0)


@pytest.fixture(autouse=True)
def _tanpa_ingatan():
    """What the process remembers of one test's people is not true of the next one's."""
    cache.clear()


@pytest.fixture(autouse=True)
def _tabel_bisa_dikosongkan(request):
    """Transactional tests empty all tables at their end; the record's triggers would rightly refuse."""
    tanda = request.node.get_closest_marker("django_db")
    transaksional = {"transactional_db", "live_server"} & set(request.fixturenames)
    if not transaksional and not (tanda and tanda.kwargs.get("transaction")):
        yield
        return
    request.getfixturevalue("transactional_db")
    call_command("referensi", verbosity=0)
    yield
    triggers.lepas()


def pytest_sessionfinish(session, exitstatus):
    """In CI a skipped test is a failure: what was not run was not shown."""
    pelapor = session.config.pluginmanager.getplugin("terminalreporter")
    if os.environ.get("CI") and pelapor and pelapor.stats.get("skipped") and exitstatus == 0:
        pelapor.write_line("Tests were skipped; in CI that is a failure.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
