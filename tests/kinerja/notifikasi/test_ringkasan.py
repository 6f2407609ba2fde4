"""The digest: one mail for each person, each notice in one mail at most, and none at night."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from kinerja.notifikasi.models import KotakKeluar, Notifikasi, StatusSurat
from kinerja.notifikasi.services import buat_ringkasan, ubah_preferensi
from tests.kinerja.notifikasi.conftest import PAGI, WITA, kabari, orang

pytestmark = pytest.mark.django_db


def saat(hari=10, jam=9, menit=0, detik=0) -> datetime:
    return datetime(2026, 3, hari, jam, menit, detik, tzinfo=WITA)


@pytest.mark.parametrize(
    "siapa", [{"email": ""}, {"is_active": False}, {"email": "", "is_active": False}], ids=str
)
def test_who_has_no_address_or_has_left_gets_nothing(siapa):
    satu = kabari(orang(**siapa))
    assert buat_ringkasan(pada=PAGI) == 0
    satu.refresh_from_db()
    assert (satu.dikirim_pada, KotakKeluar.objects.count()) == (None, 0)


def test_who_wants_no_mail_gets_none_until_he_does():
    siapa = orang()
    ubah_preferensi(siapa, email=False, ringkasan="PER_JAM", pada=PAGI)
    kabari(siapa)
    assert buat_ringkasan(pada=PAGI) == 0
    ubah_preferensi(siapa, email=True, ringkasan="PER_JAM", pada=PAGI)
    assert buat_ringkasan(pada=PAGI) == 1


def test_what_was_read_is_not_mailed():
    kabari(orang(), dibaca_pada=PAGI)
    assert buat_ringkasan(pada=PAGI) == 0


def test_old_news_is_not_mailed():
    """Whoever gives his address in June is not told of March."""
    siapa = orang()
    kabari(siapa, pada=PAGI - timedelta(days=7))
    assert buat_ringkasan(pada=PAGI) == 0
    kabari(siapa, pada=PAGI - timedelta(days=7) + timedelta(seconds=1))
    assert buat_ringkasan(pada=PAGI) == 1


@pytest.mark.parametrize(
    ("pada", "jumlah"),
    [
        (saat(jam=5, menit=59, detik=59), 0),
        (saat(jam=6), 1),
        (saat(jam=19, menit=59, detik=59), 1),
        (saat(jam=20), 0),
        (saat(jam=23, menit=59, detik=59), 0),
        (saat(jam=0), 0),
    ],
    ids=lambda isi: f"{isi:%H.%M.%S}" if isinstance(isi, datetime) else str(isi),
)
def test_quiet_hours_in_wita(pada, jumlah):
    kabari(orang(), pada=saat(hari=9))
    assert buat_ringkasan(pada=pada) == jumlah


@pytest.mark.parametrize(("mulai", "selesai", "jumlah"), [(0, 0, 1), (8, 10, 0), (10, 12, 1), (9, 9, 1)])
def test_quiet_hours_are_settings(settings, mulai, selesai, jumlah):
    settings.JAM_TENANG_MULAI, settings.JAM_TENANG_SELESAI = mulai, selesai
    kabari(orang())
    assert buat_ringkasan(pada=PAGI) == jumlah


def test_one_mail_for_each_person_with_all_his_news():
    satu, dua = orang("Pegawai Demo 014"), orang("Pegawai Demo 015", "demo015@contoh.example")
    for siapa, jumlah in ((satu, 3), (dua, 1)):
        for nomor in range(jumlah):
            kabari(siapa, f"Kabar {nomor + 1}.")
    assert buat_ringkasan(pada=PAGI) == 2
    surat = {s.pengguna: s for s in KotakKeluar.objects.all()}
    assert set(surat) == {satu, dua}
    assert [surat[satu].isi.count(f"Kabar {n}.") for n in (1, 2, 3)] == [1, 1, 1]
    assert (surat[satu].status, surat[satu].percobaan, surat[satu].coba_lagi_pada) == (
        StatusSurat.MENUNGGU,
        0,
        PAGI,
    )


def test_each_notice_is_mailed_at_most_once():
    siapa = orang()
    kabari(siapa, "Kabar lama.")
    assert [buat_ringkasan(pada=PAGI), buat_ringkasan(pada=PAGI)] == [1, 0]
    nanti = PAGI + timedelta(hours=1)
    kabari(siapa, "Kabar baru.", pada=nanti)
    assert buat_ringkasan(pada=nanti) == 1
    pertama, kedua = KotakKeluar.objects.order_by("pk")
    assert ("Kabar lama." in kedua.isi, "Kabar baru." in kedua.isi) == (False, True)
    assert pertama.kunci != kedua.kunci
    # Whatever became of the mail, a notice is not put into another.
    KotakKeluar.objects.all().delete()
    assert buat_ringkasan(pada=nanti + timedelta(hours=1)) == 0


def test_the_same_mail_twice_is_refused_by_the_database():
    kabari(orang())
    buat_ringkasan(pada=PAGI)
    surat = KotakKeluar.objects.get()
    surat.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        surat.save(force_insert=True)


def test_text_says_what_where_and_how_to_stop(settings):
    settings.ALAMAT_APLIKASI = "https://si-kinerja.example.go.id/"
    siapa = orang()
    kabari(siapa, "SKP Anda diterima.", tautan="/kerja/skp/1/")
    kabari(siapa, "Rating & <predikat> ‘Baik’.", tautan="https://jahat.example/")
    buat_ringkasan(pada=PAGI)
    assert KotakKeluar.objects.get().isi.split("\n") == [
        "Yth. Pegawai Demo 014,",
        "",
        "Ada 2 pemberitahuan yang belum Anda baca di Si-Kinerja.",
        "",
        "1. Rating & <predikat> ‘Baik’.",
        "   10 Maret 2026 pukul 09.00 WITA",
        "",
        "2. SKP Anda diterima.",
        "   10 Maret 2026 pukul 09.00 WITA",
        "   https://si-kinerja.example.go.id/kerja/skp/1/",
        "",
        "Semua pemberitahuan:",
        "https://si-kinerja.example.go.id/kerja/pemberitahuan/",
        "",
        "Email ini dikirim otomatis; balasannya tidak dibaca. Mengatur atau menghentikan email:",
        "https://si-kinerja.example.go.id/kerja/pemberitahuan/pengaturan/",
        "",
    ]


def test_subject_says_how_many_and_the_most_urgent(kabari_tindakan):
    siapa = orang()
    kabari(siapa, "Realisasi Maret belum diajukan:\n3 indikator belum diisi.")
    buat_ringkasan(pada=PAGI)
    assert KotakKeluar.objects.latest("pk").subjek == (
        "Si-Kinerja: Realisasi Maret belum diajukan: 3 indikator belum diisi"
    )
    kabari(siapa, "Realisasi Maret belum diajukan.")
    kabari_tindakan(siapa, "SKP Anda diterima.")
    kabari_tindakan(siapa, "Kabar terbaru.")
    buat_ringkasan(pada=PAGI)
    # A reminder has a date, so it comes before what is merely newer.
    assert KotakKeluar.objects.latest("pk").subjek == (
        "Si-Kinerja: 3 pemberitahuan. Realisasi Maret belum diajukan"
    )


@pytest.mark.parametrize(
    ("judul", "subjek"),
    [
        ("Realisasi Maret 2026 selesai dinilai. Predikat: Kurang.", "Realisasi Maret 2026 selesai dinilai"),
        ("Prof. Pegawai Demo 014, M.T. mengajukan SKP.", "Prof. Pegawai Demo 014, M.T. mengajukan SKP"),
        (
            "Batas pengisian pukul 23.59 WITA. Segera ajukan.",
            "Batas pengisian pukul 23.59 WITA. Segera ajukan",
        ),
    ],
)
def test_subject_is_one_sentence_for_a_locked_phone_shows_it(judul, subjek):
    kabari(orang(), judul)
    buat_ringkasan(pada=PAGI)
    assert KotakKeluar.objects.get().subjek == f"Si-Kinerja: {subjek}"


def test_long_subject_is_cut():
    kabari(orang(), "x" * 200)
    buat_ringkasan(pada=PAGI)
    assert KotakKeluar.objects.get().subjek == "Si-Kinerja: " + "x" * 137 + "…"


def test_a_mail_lists_forty_and_counts_the_rest():
    siapa = orang()
    for _ in range(43):
        kabari(siapa, "Realisasi diajukan.")
    buat_ringkasan(pada=PAGI)
    isi = KotakKeluar.objects.get().isi
    assert isi.count("Realisasi diajukan.") == 40
    assert "Ada 43 pemberitahuan" in isi
    assert "Dan 3 pemberitahuan lainnya." in isi
    assert Notifikasi.objects.filter(dikirim_pada=None).count() == 0


def test_daily_mail_tells_in_the_morning_what_there_was_by_then():
    siapa = orang()
    ubah_preferensi(siapa, email=True, ringkasan="HARIAN", pada=PAGI)
    kabari(siapa, "Sore.", pada=saat(hari=9, jam=16))
    assert buat_ringkasan(pada=saat(hari=9, jam=17)) == 0
    assert buat_ringkasan(pada=saat(hari=10, jam=6, menit=59)) == 0
    kabari(siapa, "Tepat pukul tujuh.", pada=saat(hari=10, jam=7))
    assert buat_ringkasan(pada=saat(hari=10, jam=7)) == 1
    isi = KotakKeluar.objects.get().isi
    assert ("Sore." in isi, "Tepat pukul tujuh." in isi) == (True, False)
    assert [buat_ringkasan(pada=saat(hari=10, jam=j)) for j in (8, 19)] == [0, 0]
    assert buat_ringkasan(pada=saat(hari=11, jam=7)) == 1


@pytest.mark.parametrize("jumlah", [1, 3])
def test_number_of_queries_does_not_grow_with_people(jumlah, django_assert_num_queries):
    """Whom, then savepoint, rows, mark, mails, savepoint."""
    for nomor in range(jumlah):
        siapa = orang(f"Pegawai Demo {nomor:03}")
        kabari(siapa)
        kabari(siapa)
    buat_ringkasan(pada=PAGI - timedelta(hours=1))  # nothing is that old: warms the identity
    with django_assert_num_queries(6):
        assert buat_ringkasan(pada=PAGI) == jumlah


@pytest.mark.parametrize("jumlah", [450])
def test_many_people_are_taken_in_steps(jumlah):
    for nomor in range(jumlah):
        kabari(orang(f"Pegawai Demo {nomor:03}"))
    assert buat_ringkasan(pada=PAGI) == jumlah
    assert buat_ringkasan(pada=PAGI) == 0


@pytest.mark.concurrent
@pytest.mark.django_db(transaction=True)
def test_two_digests_at_once_mail_each_notice_once(serentak):
    for nomor in range(20):
        kabari(orang(f"Pegawai Demo {nomor:03}"))
    hasil = serentak(lambda: buat_ringkasan(pada=PAGI), kali=3)
    assert sum(hasil) == KotakKeluar.objects.count() == 20
    assert KotakKeluar.objects.values("pengguna").distinct().count() == 20
