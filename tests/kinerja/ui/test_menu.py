import pytest
from django.contrib.auth.models import AnonymousUser

from kinerja.ui.context_processors import ui
from kinerja.ui.menu import Butir, daftarkan, menu_untuk


@pytest.fixture
def permintaan(rf, pengguna):
    def _permintaan(path, user=None):
        request = rf.get(path)
        request.user = user or pengguna
        return request

    return _permintaan


def test_hanya_yang_boleh_dan_berurutan(daftar_menu, permintaan):
    daftarkan(Butir("Keluar", "admin:logout", urutan=3))
    daftarkan(Butir("Beranda", "admin:index", urutan=1, jumlah=lambda request: 4))
    daftarkan(Butir("Rahasia", "admin:password_change", tampil=lambda request: request.user.is_superuser))
    menu = menu_untuk(permintaan("/"))
    assert [(b.label, b.url, b.aktif, b.jumlah) for b in menu] == [
        ("Beranda", "/", True, 4),
        ("Keluar", "/logout/", False, 0),
    ]


def test_alamat_terpanjang_yang_aktif(daftar_menu, permintaan):
    daftarkan(Butir("Beranda", "admin:index"))
    daftarkan(Butir("Ganti", "admin:password_change"))
    daftarkan(Butir("Selesai", "admin:password_change_done"))
    aktif = [b.label for b in menu_untuk(permintaan("/password_change/done/x/")) if b.aktif]
    assert aktif == ["Selesai"]
    assert [b.label for b in menu_untuk(permintaan("/lain/")) if b.aktif] == []


def test_alamat_yang_sama_diganti(daftar_menu, permintaan):
    daftarkan(Butir("Lama", "admin:index"))
    daftarkan(Butir("Baru", "admin:index"))
    assert [b.label for b in menu_untuk(permintaan("/"))] == ["Baru"]


def test_anonim_tidak_melihat_menu_dan_tidak_ditanyakan(daftar_menu, permintaan, django_assert_num_queries):
    def jangan(request):
        raise AssertionError

    daftarkan(Butir("Beranda", "admin:index", tampil=jangan))
    with django_assert_num_queries(0):
        assert menu_untuk(permintaan("/", AnonymousUser())) == []


def test_konteks_malas(daftar_menu, permintaan, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert set(ui(permintaan("/"))) == {"identitas", "menu"}


def test_permintaan_tanpa_pengguna(daftar_menu, rf):
    assert menu_untuk(rf.get("/")) == []
