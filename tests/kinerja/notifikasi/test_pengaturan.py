"""What each person chooses about mail; and the inbox by days."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kinerja.akun.models import Pengguna
from kinerja.dokumen.models import Riwayat
from kinerja.notifikasi.models import PreferensiPemberitahuan
from kinerja.notifikasi.queries import preferensi
from kinerja.notifikasi.services import ubah_preferensi
from tests.kinerja.notifikasi.conftest import PAGI, kabari, orang

pytestmark = pytest.mark.django_db
PENGATURAN = "/kerja/pemberitahuan/pengaturan/"


def masuk(pengguna, **isi) -> Client:
    peramban = Client(**isi)
    peramban.force_login(pengguna, backend="django.contrib.auth.backends.ModelBackend")
    return peramban


def pilihan(siapa) -> tuple:
    satu = preferensi(siapa)
    return satu.email, satu.ringkasan


def test_guests_and_forged_posts_are_refused():
    siapa = orang()
    assert Client().post(PENGATURAN, {"ringkasan": "HARIAN"}).status_code == 302
    assert masuk(siapa, enforce_csrf_checks=True).post(PENGATURAN, {"ringkasan": "HARIAN"}).status_code == 403
    assert masuk(siapa).delete(PENGATURAN).status_code == 405
    assert PreferensiPemberitahuan.objects.count() == 0


@pytest.mark.parametrize(
    ("ringkasan", "kalimat"),
    [
        ("", "Kolom ini harus diisi."),
        ("TIAP_DETIK", "Pilihan tidak dikenal. Pilih salah satu yang tersedia."),
    ],
)
def test_unknown_choice_is_shown_again(ringkasan, kalimat):
    siapa = orang()
    jawaban = masuk(siapa).post(PENGATURAN, {"email": "on", "ringkasan": ringkasan})
    assert (jawaban.status_code, kalimat in jawaban.content.decode()) == (422, True)
    assert PreferensiPemberitahuan.objects.count() == 0


def test_without_a_choice_mail_comes_hourly():
    assert pilihan(orang()) == (True, "PER_JAM")


def test_a_choice_is_stored_and_recorded_once():
    siapa, lain = orang(), orang("Pegawai Demo 015")
    peramban = masuk(siapa)
    for _ in range(2):  # a double tap
        jawaban = peramban.post(PENGATURAN, {"ringkasan": "HARIAN"})
        assert (jawaban.status_code, jawaban["Location"]) == (302, PENGATURAN)
    assert (pilihan(siapa), pilihan(lain)) == ((False, "HARIAN"), (True, "PER_JAM"))
    catatan = Riwayat.objects.get()
    assert (catatan.jenis, catatan.objek_id, catatan.oleh, catatan.rincian) == (
        "pengguna.pemberitahuan_diubah",
        siapa.pk,
        siapa,
        {"email": False, "ringkasan": "HARIAN"},
    )
    assert "tersimpan" in peramban.get(PENGATURAN).content.decode()


def test_an_unknown_choice_is_refused_by_the_service_too():
    siapa = orang()
    with pytest.raises(ValueError, match="TIAP_DETIK"):
        ubah_preferensi(siapa, email=True, ringkasan="TIAP_DETIK", pada=PAGI)
    assert PreferensiPemberitahuan.objects.count() == 0


def test_page_says_where_mail_goes_and_that_it_cannot_go():
    siapa = orang()
    assert siapa.email in masuk(siapa).get(PENGATURAN).content.decode()
    Pengguna.objects.filter(pk=siapa.pk).update(email="")
    assert "Alamat email Anda belum diisi" in masuk(siapa).get(PENGATURAN).content.decode()


def test_page_has_a_constant_number_of_queries(monkeypatch, django_assert_num_queries):
    """Session, account, choice."""
    monkeypatch.setattr("kinerja.ui.menu._daftar", {})
    peramban = masuk(orang())
    peramban.get(PENGATURAN)
    with django_assert_num_queries(3):
        peramban.get(PENGATURAN)


def test_inbox_is_told_by_days():
    siapa, kini = orang(), timezone.localtime().replace(hour=12)
    kabari(siapa, "Lama.", pada=kini - timedelta(days=9), dibaca_pada=kini)
    kabari(siapa, "Kemarin.", pada=kini - timedelta(days=1))
    for nomor in range(2):
        kabari(siapa, f"Kini {nomor}.", pada=kini)
    isi = masuk(siapa).get("/kerja/pemberitahuan/").content.decode()
    urutan = ["<h2>Hari ini, ", "Kini 1.", "Kini 0.", "<h2>Kemarin, ", "Kemarin.</p>", "Lama."]
    posisi = [isi.index(teks) for teks in urutan]
    assert posisi == sorted(posisi)
    assert (isi.count("<h2>"), isi.count("sudah dibaca</span>"), isi.count(">Baru<")) == (3, 1, 3)
    assert PENGATURAN in isi
