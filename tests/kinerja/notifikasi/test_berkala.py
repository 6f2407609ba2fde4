"""By the clock: each job once in its stretch of time, one error stops nobody else; reminders once per key."""

from datetime import datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from kinerja.notifikasi import notifications
from kinerja.notifikasi.models import KotakKeluar, Notifikasi, PekerjaanBerkala
from kinerja.notifikasi.notifications import BERKALA, berkala, pengingat
from kinerja.notifikasi.queries import keadaan_antrean
from kinerja.notifikasi.services import daftar_pekerjaan, ingatkan, jalankan_berkala
from tests.kinerja.notifikasi.conftest import PAGI, WITA, orang

pytestmark = pytest.mark.django_db
LIMA = timedelta(minutes=5)


def saat(jam, menit=0, detik=0, *, hari=10) -> datetime:
    return datetime(2026, 3, hari, jam, menit, detik, tzinfo=WITA)


@pytest.fixture
def tabel(monkeypatch):
    """No jobs but those of the test."""
    for nama in ("BERKALA", "PENGINGAT"):
        monkeypatch.setattr(notifications, nama, baru := {})
        monkeypatch.setattr(f"kinerja.notifikasi.services.berkala.{nama}", baru)


def test_our_own_jobs_are_registered():
    assert {"ringkasan", "kirim_surat", "rapikan_kotak_keluar"} <= set(BERKALA)
    assert BERKALA["ringkasan"].setiap == timedelta(hours=1)


# --- rounds ----------------------------------------------------------------------------------------------------


def test_a_job_runs_once_in_each_stretch_of_the_clock(tabel):
    catatan = []
    berkala("uji", LIMA, catatan.append)
    semua = [saat(9), saat(9, 4, 59), saat(9, 5), saat(9, 5), saat(9, 9), saat(9, 21)]
    for pada in semua:
        jalankan_berkala(pada=pada)
    assert catatan == [saat(9), saat(9, 5), saat(9, 21)]
    assert PekerjaanBerkala.objects.get().terakhir_pada == saat(9, 21)


def test_a_day_begins_at_midnight_in_wita(tabel):
    catatan = []
    berkala("uji", timedelta(days=1), catatan.append)
    for pada in (saat(23, 59, 59, hari=9), saat(0), saat(7, 59), saat(8), saat(0, hari=11)):
        jalankan_berkala(pada=pada)
    assert catatan == [saat(23, 59, 59, hari=9), saat(0), saat(0, hari=11)]


@pytest.mark.parametrize(("mundur", "kali"), [(timedelta(seconds=20), 1), (timedelta(days=365), 2)])
def test_a_clock_set_back_does_not_stop_the_work_for_as_long(tabel, mundur, kali):
    """The seconds by which two machines differ make no second round."""
    catatan = []
    berkala("uji", LIMA, catatan.append)
    for pada in (saat(9), saat(9) - mundur, saat(9) - mundur):
        jalankan_berkala(pada=pada)
    assert len(catatan) == kali


def test_an_error_is_kept_and_shown_and_stops_nobody_else(tabel):
    catatan, rusak = [], [True]

    def gagal(pada):
        if rusak[0]:
            raise ValueError("bulan tertutup")

    berkala("a", LIMA, gagal)
    berkala("b", LIMA, catatan.append)
    hasil = jalankan_berkala(pada=saat(9))
    assert ("ValueError: bulan tertutup" in hasil["a"], hasil["b"], catatan) == (True, "", [saat(9)])
    assert "bulan tertutup" in PekerjaanBerkala.objects.get(nama="a").galat
    keadaan = keadaan_antrean(pada=saat(9))
    assert (keadaan["berkala_gagal"], keadaan["berkala_terakhir"]) == (["a"], saat(9))
    rusak.clear()
    rusak.append(False)
    jalankan_berkala(pada=saat(9, 5))
    assert keadaan_antrean(pada=saat(9, 5))["berkala_gagal"] == []


def test_named_job_runs_at_once(tabel):
    catatan = []
    berkala("uji", LIMA, catatan.append)
    berkala("lain", LIMA, catatan.append)
    jalankan_berkala(pada=saat(9))
    assert jalankan_berkala(pada=saat(9, 1), hanya="uji") == {"uji": ""}
    assert catatan == [saat(9), saat(9), saat(9, 1)]


@pytest.mark.parametrize("jumlah", [1, 3])
def test_a_round_with_nothing_due_asks_once(tabel, jumlah, django_assert_num_queries):
    for nomor in range(jumlah):
        berkala(f"uji_{nomor}", LIMA, lambda pada: None)
    jalankan_berkala(pada=saat(9))
    with django_assert_num_queries(1):
        assert jalankan_berkala(pada=saat(9, 1)) == {}


@pytest.mark.concurrent
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("pernah", [False, True])
def test_of_many_workers_one_runs_each_round(tabel, serentak, pernah):
    catatan = []
    berkala("uji", LIMA, catatan.append)
    if pernah:
        jalankan_berkala(pada=saat(8))
    for pada in (saat(9), saat(9, 5), saat(9, 10)):
        hasil = serentak(lambda pada=pada: jalankan_berkala(pada=pada), kali=4)
        assert sorted(len(h) for h in hasil) == [0, 0, 0, 1]
    assert catatan[-3:] == [saat(9), saat(9, 5), saat(9, 10)]
    assert len(catatan) == 3 + pernah


# --- reminders ---------------------------------------------------------------------------------------------------


def pengingat_uji(*baris):
    return lambda pada: iter(baris)


def test_a_reminder_is_stored_once_for_each_person_and_key(tabel):
    satu, dua = orang("Pegawai Demo 014"), orang("Pegawai Demo 015")
    pengingat(
        "uji",
        pengingat_uji(
            (satu, "uji:3:8", "Realisasi Maret belum diajukan: 3 indikator belum diisi.", "/kerja/"),
            (satu, "uji:3:8", "Dua kali dalam satu kali tanya.", "/kerja/"),
            (dua, "uji:3:8", "Realisasi Maret belum diajukan.", ""),
            (None, "uji:3:8", "Pegawai tanpa akun.", ""),
            (orang("Pegawai Demo 016", is_active=False), "uji:3:8", "Sudah pensiun.", ""),
        ),
    )
    for menit in (0, 30):
        assert jalankan_berkala(pada=saat(9, menit)) == {"pengingat_uji": ""}
    assert {(n.pengguna, n.kunci, n.riwayat, n.dibuat_pada) for n in Notifikasi.objects.all()} == {
        (satu, "uji:3:8", None, saat(9)),
        (dua, "uji:3:8", None, saat(9)),
    }


def test_the_same_key_for_another_day_is_another_reminder():
    siapa = orang()
    hari_8 = pengingat_uji((siapa, "uji:3:8", "Belum diajukan.", ""))
    hari_9 = pengingat_uji(
        (siapa, "uji:3:8", "Belum diajukan.", ""), (siapa, "uji:3:9", "Belum diajukan.", "")
    )
    assert [ingatkan(f, pada=PAGI) for f in (hari_8, hari_8, hari_9)] == [1, 0, 1]


def test_nobody_is_reminded_at_night():
    """What is missing is said as it is when it is read."""
    fungsi = pengingat_uji((orang(), "uji", "Belum diajukan.", ""))
    assert [ingatkan(fungsi, pada=saat(jam)) for jam in (23, 5, 6)] == [0, 0, 1]


@pytest.mark.parametrize("jumlah", [1, 3])
def test_reminders_are_stored_together(jumlah, django_assert_num_queries):
    baris = [(orang(f"Pegawai Demo {n:03}"), "uji", "Belum diajukan.", "") for n in range(jumlah)]
    with django_assert_num_queries(2):
        assert ingatkan(pengingat_uji(*baris), pada=PAGI) == jumlah
    with django_assert_num_queries(1):
        assert ingatkan(pengingat_uji(*baris), pada=PAGI) == 0


def test_a_long_sentence_is_cut_not_refused():
    ingatkan(pengingat_uji((orang(), "uji", "x" * 300, "")), pada=PAGI)
    assert Notifikasi.objects.get().judul == "x" * 200


def test_a_reminder_joins_the_digest_of_the_same_round(tabel):
    pengingat("uji", pengingat_uji((orang(), "uji", "Realisasi Maret belum diajukan.", "/kerja/")))
    berkala("ringkasan", timedelta(hours=1), BERKALA["ringkasan"].fungsi)
    assert list(daftar_pekerjaan()) == ["pengingat_uji", "ringkasan"]
    jalankan_berkala(pada=saat(6))
    assert KotakKeluar.objects.get().subjek == "Si-Kinerja: Realisasi Maret belum diajukan"


# --- by hand -----------------------------------------------------------------------------------------------------


def test_command_runs_what_is_due_and_says_so(tabel, capsys):
    berkala("uji", timedelta(days=1), lambda pada: None)
    call_command("berkala")
    call_command("berkala")
    call_command("berkala", "uji")
    assert capsys.readouterr().out == "uji: selesai\nuji: selesai\n"


def test_command_fails_when_a_job_fails(tabel, capsys):
    berkala("uji", LIMA, lambda pada: 1 / 0)
    with pytest.raises(CommandError, match="ZeroDivisionError"):
        call_command("berkala", "uji")
    assert capsys.readouterr().out == "uji: gagal\n"


def test_command_knows_no_other_names(tabel):
    berkala("uji", LIMA, lambda pada: None)
    with pytest.raises(CommandError, match=r"'tutup' tidak ada\. Yang ada: uji\."):
        call_command("berkala", "tutup")
