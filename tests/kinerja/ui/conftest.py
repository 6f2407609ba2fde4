import pytest

from kinerja.akun.models import Pengguna
from kinerja.ui import menu
from kinerja.ui.models import Identitas

NIP = "197809192005011001"
PASSWORD = "rahasia-sekali-9"


@pytest.fixture
def pengguna(db):
    return Pengguna.objects.create_user(NIP, "Yohanes Taek", PASSWORD)


@pytest.fixture(autouse=True)
def _identitas_segar():
    Identitas.lupakan()
    yield
    Identitas.lupakan()


@pytest.fixture
def daftar_menu(monkeypatch):
    """An empty registry, so that what the installed apps registered does not matter."""
    kosong = {}
    monkeypatch.setattr(menu, "_daftar", kosong)
    return kosong
