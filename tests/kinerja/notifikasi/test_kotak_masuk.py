import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from kinerja.akun.models import Pengguna
from kinerja.akun.permissions import GRUP_ADMIN_BKD
from kinerja.akun.services import aktifkan, nonaktifkan
from kinerja.dokumen.errors import Ditolak
from kinerja.dokumen.models import Riwayat
from kinerja.notifikasi import notifications, queries
from kinerja.notifikasi.models import Notifikasi

pytestmark = pytest.mark.django_db
DAFTAR = "/kerja/pemberitahuan/"


@pytest.fixture
def aturan(monkeypatch):
    """A table of our own, so that the apps' rules do not speak here."""
    monkeypatch.setattr(notifications, "ATURAN", tabel := {})
    monkeypatch.setattr("kinerja.notifikasi.services.kotak_masuk.ATURAN", tabel)
    return tabel


@pytest.fixture
def orang():
    return Pengguna.objects.create_user("198001012005011001", "Budi Contoh")


@pytest.fixture
def admin():
    pengguna = Pengguna.objects.create_user("197001011995011001", "Petugas Contoh")
    pengguna.groups.add(Group.objects.get_or_create(name=GRUP_ADMIN_BKD)[0])
    return pengguna


def masuk(pengguna) -> Client:
    peramban = Client()
    peramban.force_login(pengguna, backend="django.contrib.auth.backends.ModelBackend")
    return peramban


def kirim(orang, admin, tautan="/kerja/profil/") -> Notifikasi:
    """One act and the notice of it."""
    notifications.on(
        "pengguna.diaktifkan",
        to=lambda riwayat, objek: [objek, None, riwayat.oleh, objek],
        judul=lambda riwayat, objek: f"Akun {objek.nama} diaktifkan kembali: {riwayat.catatan}",
        tautan=lambda riwayat, objek: tautan,
    )
    Pengguna.objects.filter(pk=orang.pk).update(is_active=False)
    aktifkan(orang, oleh=admin, pada=timezone.now(), alasan="Kembali bertugas")
    return Notifikasi.objects.get()


def test_tindakan_memberi_tahu_penerima_sekali_dan_bukan_pelakunya(aturan, orang, admin):
    notif = kirim(orang, admin)
    assert (notif.pengguna, notif.riwayat.jenis) == (orang, "pengguna.diaktifkan")
    assert notif.judul == "Akun Budi Contoh diaktifkan kembali: Kembali bertugas"
    assert notif.dibuat_pada == notif.riwayat.pada


def test_tindakan_yang_ditolak_tidak_memberi_tahu(aturan, orang, admin):
    notifications.on("pengguna.dinonaktifkan", to=lambda r, o: [o], judul="x")
    with pytest.raises(Ditolak):
        nonaktifkan(orang, oleh=admin, pada=timezone.now(), alasan="")
    assert (Notifikasi.objects.count(), Riwayat.objects.count()) == (0, 0)


def test_akun_nonaktif_tidak_diberi_tahu(aturan, orang, admin):
    notifications.on("pengguna.dinonaktifkan", to=lambda r, o: [o], judul="x")
    nonaktifkan(orang, oleh=admin, pada=timezone.now(), alasan="Pensiun")
    assert Notifikasi.objects.count() == 0


def test_galat_pada_aturan_membatalkan_tindakan(aturan, orang, admin):
    """Stored together or not at all: a notice is not lost because its text failed."""
    notifications.on("pengguna.dinonaktifkan", to=lambda r, o: [admin, orang], judul=lambda r, o: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        nonaktifkan(orang, oleh=admin, pada=timezone.now(), alasan="Pensiun")
    orang.refresh_from_db()
    assert (orang.is_active, Riwayat.objects.count()) == (True, 0)


def test_kembar_ditolak_basis_data(aturan, orang, admin):
    notif = kirim(orang, admin)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notifikasi.objects.create(
            pengguna=orang, riwayat=notif.riwayat, judul="lagi", dibuat_pada=timezone.now()
        )


def test_kotak_masuk_hanya_milik_sendiri(aturan, orang, admin):
    notif = kirim(orang, admin)
    assert notif.judul in masuk(orang).get(DAFTAR).content.decode()
    lain = masuk(admin)
    assert notif.judul not in lain.get(DAFTAR).content.decode()
    assert lain.post(f"{DAFTAR}{notif.pk}/baca/").status_code == 404
    assert lain.post(f"{DAFTAR}baca/").status_code == 302
    notif.refresh_from_db()
    assert notif.dibaca_pada is None
    assert Client().get(DAFTAR).status_code == 302


def test_membaca_hanya_dengan_post_bertoken(aturan, orang, admin):
    notif = kirim(orang, admin)
    peramban = masuk(orang)
    assert peramban.get(f"{DAFTAR}{notif.pk}/baca/").status_code == 405
    ketat = Client(enforce_csrf_checks=True)
    ketat.force_login(orang, backend="django.contrib.auth.backends.ModelBackend")
    assert ketat.post(f"{DAFTAR}{notif.pk}/baca/").status_code == 403
    assert queries.jumlah_belum_dibaca(orang) == 1
    assert peramban.post(f"{DAFTAR}{notif.pk}/baca/")["Location"] == "/kerja/profil/"
    assert queries.jumlah_belum_dibaca(orang) == 0


@pytest.mark.parametrize("tautan", ["https://jahat.example/", "//jahat.example", "javascript:alert(1)", ""])
def test_tautan_ke_luar_tidak_diikuti(aturan, orang, admin, tautan):
    notif = kirim(orang, admin, tautan=tautan)
    assert masuk(orang).post(f"{DAFTAR}{notif.pk}/baca/")["Location"] == DAFTAR


@pytest.mark.parametrize("jumlah", [1, 3])
def test_jumlah_kueri_tetap(aturan, orang, admin, jumlah, monkeypatch, django_assert_num_queries):
    """Session, account, number of notices, this page of them, number of unread ones; the menu has its own test."""
    monkeypatch.setattr("kinerja.ui.menu._daftar", {})
    notif = kirim(orang, admin)
    for i in range(jumlah - 1):
        riwayat = Riwayat.tambah(orang, "pengguna.profil_diubah", oleh=admin, pada=timezone.now())
        Notifikasi.objects.create(
            pengguna=orang, riwayat=riwayat, judul=f"n{i}", dibuat_pada=notif.dibuat_pada
        )
    peramban = masuk(orang)
    peramban.get(DAFTAR)
    with django_assert_num_queries(5):
        assert peramban.get(DAFTAR).status_code == 200


@pytest.mark.parametrize("halaman", ["0", "-1", "x", "99999999999999999999", ""])
def test_nomor_halaman_aneh_tidak_500(orang, halaman):
    assert masuk(orang).get(DAFTAR, {"halaman": halaman}).status_code == 200
