"""Production refuses to start half-configured; the database's settings are the ones that lose nothing."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from kinerja.ui.middleware import TEMPAT_PER_GILIRAN

BENAR = {
    "DJANGO_SETTINGS_MODULE": "project.settings.prod",
    "SECRET_KEY": "uji-7f3kQ9" * 6,
    "ALLOWED_HOSTS": "si-kinerja.example.go.id",
    "ALAMAT_APLIKASI": "https://si-kinerja.example.go.id",
}


def mulai(**ubah) -> subprocess.CompletedProcess:
    lingkungan = {"PATH": os.environ["PATH"], **BENAR, **ubah}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=settings.BASE_DIR, env={k: v for k, v in lingkungan.items() if v is not None},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ubah", "kalimat"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY belum diisi atau masih contoh"),
        ({"SECRET_KEY": "contoh" * 20}, "SECRET_KEY belum diisi atau masih contoh"),
        ({"SECRET_KEY": "pendek"}, "SECRET_KEY belum diisi atau masih contoh"),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS belum diisi"),
        ({"ALAMAT_APLIKASI": "http://si-kinerja.example.go.id"}, "ALAMAT_APLIKASI harus beralamat https://"),
    ],
)
def test_production_refuses(ubah, kalimat):
    hasil = mulai(**ubah)
    assert hasil.returncode != 0
    assert kalimat in hasil.stderr


def test_production_starts_clean():
    hasil = mulai()
    assert hasil.returncode == 0, hasil.stderr


def test_database_loses_nothing(db):
    with connection.cursor() as kursor:
        if connection.vendor == "sqlite":
            nilai = {}
            for nama in ("journal_mode", "synchronous", "foreign_keys"):
                kursor.execute(f"PRAGMA {nama}")
                nilai[nama] = kursor.fetchone()[0]
            assert nilai == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
            assert connection.transaction_mode == "IMMEDIATE"
        else:
            kursor.execute("SHOW synchronous_commit")
            assert kursor.fetchone()[0] == "on"
            kursor.execute("SHOW transaction_isolation")
            assert kursor.fetchone()[0] == "read committed"


def test_one_clock():
    assert (settings.TIME_ZONE, settings.USE_TZ) == ("Asia/Makassar", True)


def test_months_are_closed_after_the_last_ticket_has_expired():
    assert settings.TENGGANG_PENUTUPAN_MENIT > settings.TIKET_BERLAKU_MENIT


def test_production_has_a_limit_below_the_threads_it_is_run_with():
    tanya = "from django.conf import settings; print(settings.BATAS_SERENTAK)"
    lingkungan = {"PATH": os.environ["PATH"], **BENAR}
    batas = subprocess.run(
        [sys.executable, "-c", tanya], cwd=settings.BASE_DIR, env=lingkungan, capture_output=True, text=True, check=True
    )  # fmt: skip
    perintah = (settings.BASE_DIR / "docs" / "operations.md").read_text(encoding="utf-8")
    utas = int(re.search(r"gunicorn .*--threads (\d+)", perintah)[1])
    assert (int(batas.stdout), settings.BATAS_SERENTAK) == (2, 0)
    assert utas > int(batas.stdout) * TEMPAT_PER_GILIRAN


@pytest.mark.parametrize(("kolam", "ada"), [("true", True), ("false", False)])
def test_threads_share_few_connections_in_production(kolam, ada):
    tanya = (
        "from django.conf import settings; d = settings.DATABASES['default']; "
        "print(d['OPTIONS'].get('pool', {}).get('max_size'), d['CONN_MAX_AGE'], d['CONN_HEALTH_CHECKS'])"
    )
    alamat = {"DATABASE_URL": "postgres://postgres@127.0.0.1:5432/postgres", "KOLAM_KONEKSI": kolam}
    hasil = subprocess.run(
        [sys.executable, "-c", tanya], cwd=settings.BASE_DIR, env={"PATH": os.environ["PATH"], **BENAR, **alamat},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert hasil.stdout.split() == (["6", "0", "True"] if ada else ["None", "60", "True"])
