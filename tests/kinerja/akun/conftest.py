"""People with and without a password, a worker for one round, and a real SMTP server on the loopback."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from kinerja.akun import services
from kinerja.akun.models import Guna, Pengguna
from kinerja.notifikasi.management.commands.pekerja import pekerja

PASSWORD = "ombak-sabana-tenun-7"
PASSWORD_LAIN = "lontar-gunung-perahu-9"


@pytest.fixture
def budi(db) -> Pengguna:
    """An account in use."""
    return Pengguna.objects.create_user(
        "198001012005011001", "Budi Contoh", PASSWORD, email="budi@example.go.id"
    )


@pytest.fixture
def siti(db) -> Pengguna:
    """An account never activated."""
    return Pengguna.objects.create_user("198502022010012002", "Siti Contoh", email="siti@example.go.id")


@pytest.fixture
def bkd(db) -> Pengguna:
    return Pengguna.objects.create_user("197001011995011001", "Petugas Contoh", PASSWORD)


@pytest.fixture
def kode(siti, bkd) -> str:
    """Siti's printed code."""
    return terbitkan(siti, bkd)


def terbitkan(pengguna, oleh, *, guna=Guna.AKTIVASI, pada=None) -> str:
    [(_, kode)] = services.terbitkan_kode([pengguna], guna=guna, oleh=oleh, pada=pada or timezone.now())
    return kode


@pytest.fixture
def jalankan(monkeypatch):
    """Let a worker do all that is ready now, on the test's own connection (inside its transaction)."""
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)
    return lambda: pekerja(terus=False, jeda=0).run()


class Penampung:
    """What the SMTP server has accepted."""

    def __init__(self):
        self.surat = []

    async def handle_DATA(self, server, session, envelope):
        self.surat.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


class Server(Controller):
    """On a port that the system chooses."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def smtp(settings):
    penampung = Penampung()
    server = Server(penampung, hostname="127.0.0.1", port=0)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield penampung
    server.stop()
