"""The outbox through a real SMTP server: exactly once, whoever dies meanwhile; given up visibly, never silently."""

import os
import signal
import smtplib
import subprocess
import sys
import threading
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from django.conf import settings as pengaturan
from django.db import connection
from django.test import Client
from django.utils import timezone

from kinerja.akun.models import Pengguna
from kinerja.dokumen.errors import AksesDitolak, StatusTidakSesuai, TidakTerlihat
from kinerja.dokumen.models import Riwayat
from kinerja.notifikasi.models import PERCOBAAN_SURAT, KotakKeluar, StatusSurat
from kinerja.notifikasi.services import (
    buat_ringkasan,
    kirim_surat,
    kirim_ulang,
    rapikan_kotak_keluar,
    ubah_preferensi,
)
from kinerja.notifikasi.services.kotak_keluar import JEDA_MENIT, _ambil
from tests.kinerja.akun.conftest import Penampung, Server
from tests.kinerja.notifikasi.conftest import PAGI, WITA, kabari, orang

pytestmark = pytest.mark.django_db
MALAM = datetime(2026, 3, 10, 23, tzinfo=WITA)


def surat(pengguna=None, *, kunci="uji:1", pada=PAGI, **isi) -> KotakKeluar:
    return KotakKeluar.objects.create(
        pengguna=pengguna or orang(),
        kunci=kunci,
        subjek="Si-Kinerja: SKP Anda diterima",
        isi="Yth. Pegawai Demo 014,\n\nSKP Anda <diterima>.\nhttps://contoh.example/kerja/skp/1/\n",
        coba_lagi_pada=pada,
        dibuat_pada=pada,
        **isi,
    )


def keadaan(satu: KotakKeluar) -> tuple:
    satu.refresh_from_db()
    return satu.status, satu.percobaan


# --- what is not sent -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ubah", "alasan"),
    [
        ({"is_active": False}, "Akun penerima tidak aktif."),
        ({"email": ""}, "Penerima tidak mempunyai alamat email."),
    ],
)
def test_who_left_meanwhile_gets_nothing(smtp, ubah, alasan):
    satu = surat()
    Pengguna.objects.filter(pk=satu.pengguna_id).update(**ubah)
    assert kirim_surat(pada=PAGI) == 0
    assert (smtp.surat, keadaan(satu), satu.galat) == ([], (StatusSurat.DIBATALKAN, 1), alasan)


def test_who_changed_his_mind_meanwhile_gets_nothing(smtp):
    satu = surat()
    ubah_preferensi(satu.pengguna, email=False, ringkasan="PER_JAM", pada=PAGI)
    kirim_surat(pada=PAGI)
    assert (smtp.surat, keadaan(satu)) == ([], (StatusSurat.DIBATALKAN, 1))


def test_nothing_leaves_at_night_or_before_its_time(smtp):
    satu = surat()
    assert [kirim_surat(pada=MALAM), kirim_surat(pada=PAGI - timedelta(seconds=1))] == [0, 0]
    assert (smtp.surat, keadaan(satu)) == ([], (StatusSurat.MENUNGGU, 0))


# --- what is ---------------------------------------------------------------------------------------------------


def test_mail_goes_to_the_address_of_that_day_as_text_and_in_our_dress(smtp, settings):
    settings.ALAMAT_APLIKASI = "https://si-kinerja.example.go.id"
    satu = surat()
    Pengguna.objects.filter(pk=satu.pengguna_id).update(email="baru@contoh.example")
    assert kirim_surat(pada=PAGI) == 1
    [datang] = smtp.surat
    assert (datang["To"], datang["Subject"]) == ("baru@contoh.example", satu.subjek)
    assert datang["Auto-Submitted"] == "auto-generated"
    assert datang["Message-ID"].endswith("@si-kinerja.example.go.id>")
    teks, html = (datang.get_body((jenis,)).get_content() for jenis in ("plain", "html"))
    assert teks.replace("\r\n", "\n") == satu.isi
    assert "SKP Anda &lt;diterima&gt;." in html
    assert '<a href="https://contoh.example/kerja/skp/1/"' in html
    assert "Pemerintah Provinsi Nusa Tenggara Timur" in html
    assert keadaan(satu) == (StatusSurat.TERKIRIM, 1)
    assert (PAGI <= satu.terkirim_pada < PAGI + timedelta(seconds=20), satu.sewa_sampai) == (True, None)


def test_from_notice_to_mailbox(smtp):
    siapa = orang()
    kabari(siapa, "SKP Anda diterima.", tautan="/kerja/skp/1/")
    buat_ringkasan(pada=PAGI)
    assert [kirim_surat(pada=PAGI), kirim_surat(pada=PAGI)] == [1, 0]
    [datang] = smtp.surat
    assert datang["Subject"] == "Si-Kinerja: SKP Anda diterima"
    assert "/kerja/skp/1/" in datang.get_body(("plain",)).get_content()


def test_a_sent_mail_is_never_sent_again(smtp):
    satu = surat()
    for hari in range(3):
        kirim_surat(pada=PAGI + timedelta(days=hari))
    assert (len(smtp.surat), keadaan(satu)) == (1, (StatusSurat.TERKIRIM, 1))


# --- the server is dead ------------------------------------------------------------------------------------------


def test_dead_server_costs_one_mail_a_try_and_all_arrive_when_it_lives(smtp, settings):
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    semua = [surat(kunci=f"uji:{n}") for n in range(3)]
    assert kirim_surat(pada=PAGI) == 0
    assert [keadaan(s) for s in semua] == [
        (StatusSurat.MENUNGGU, 1),
        (StatusSurat.MENUNGGU, 0),
        (StatusSurat.MENUNGGU, 0),
    ]
    assert "ConnectionRefusedError" in semua[0].galat
    assert timedelta(minutes=1) <= semua[0].coba_lagi_pada - PAGI < timedelta(minutes=2)
    settings.EMAIL_PORT = port
    assert kirim_surat(pada=PAGI) == 2  # the first waits before it is tried again
    assert kirim_surat(pada=PAGI + timedelta(minutes=2)) == 1
    assert (len(smtp.surat), {keadaan(s)[0] for s in semua}) == (3, {StatusSurat.TERKIRIM})
    assert {s.galat for s in semua} == {""}


def test_server_dead_for_days_is_given_up_visibly(settings, monkeypatch):
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    settings.JAM_TENANG_MULAI = settings.JAM_TENANG_SELESAI = 0
    satu, pada, jeda = surat(), PAGI, []
    for _ in range(PERCOBAAN_SURAT):
        kirim_surat(pada=pada)
        satu.refresh_from_db()
        jeda.append(round((satu.coba_lagi_pada - pada).total_seconds() / 60))
        pada = satu.coba_lagi_pada
    assert jeda == [*JEDA_MENIT, JEDA_MENIT[-1]]
    assert keadaan(satu) == (StatusSurat.GAGAL, PERCOBAAN_SURAT)
    assert kirim_surat(pada=pada + timedelta(days=9)) == 0
    assert keadaan(satu) == (StatusSurat.GAGAL, PERCOBAAN_SURAT)


class Penolak(Penampung):
    """A server that does not know one address, and has no room for another."""

    async def handle_RCPT(self, server, session, envelope, address, pilihan):
        if address.startswith("tidak-ada"):
            return "550 5.1.1 User unknown"
        if address.startswith("penuh"):
            return "452 4.2.2 Mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"


def test_one_bad_address_does_not_hold_up_the_others(smtp, settings):
    penolak = Penolak()
    server = Server(penolak, hostname="127.0.0.1", port=0)
    server.start()
    try:
        settings.EMAIL_PORT = server.port
        daftar = [
            surat(orang(email=f"{nama}@contoh.example"), kunci=nama) for nama in ("tidak-ada", "penuh", "ada")
        ]
        assert kirim_surat(pada=PAGI) == 1
    finally:
        server.stop()
    # An unknown address stays unknown; a full box may be emptied.
    assert [keadaan(s) for s in daftar] == [
        (StatusSurat.GAGAL, 1),
        (StatusSurat.MENUNGGU, 1),
        (StatusSurat.TERKIRIM, 1),
    ]
    assert "User unknown" in daftar[0].galat
    assert [s["To"] for s in penolak.surat] == ["ada@contoh.example"]


def test_an_address_that_is_none_is_no_end_of_the_round(smtp):
    salah = surat(orang(email="a@b.example\nBcc: c@d.example"), kunci="salah")
    benar = surat(kunci="benar")
    assert kirim_surat(pada=PAGI) == 1
    assert [keadaan(s) for s in (salah, benar)] == [(StatusSurat.MENUNGGU, 1), (StatusSurat.TERKIRIM, 1)]


# --- workers that die, or meet ------------------------------------------------------------------------------------


def test_what_a_killed_worker_held_is_sent_when_its_lease_is_over(smtp, settings):
    satu = surat()
    dipegang = _ambil(PAGI)  # and then it was killed
    assert (dipegang.pk, *keadaan(satu)) == (satu.pk, StatusSurat.SEDANG_DIKIRIM, 1)
    sewa = timedelta(minutes=settings.SEWA_TUGAS_MENIT)
    assert satu.sewa_sampai == PAGI + sewa
    assert kirim_surat(pada=PAGI + sewa - timedelta(seconds=1)) == 0
    assert smtp.surat == []
    assert kirim_surat(pada=PAGI + sewa) == 1
    assert (len(smtp.surat), keadaan(satu)) == (1, (StatusSurat.TERKIRIM, 2))


def test_a_mail_that_kills_its_workers_is_given_up():
    satu, pada = surat(), PAGI
    for _ in range(PERCOBAAN_SURAT):
        assert _ambil(pada).pk == satu.pk
        satu.refresh_from_db()
        pada = satu.sewa_sampai
    assert kirim_surat(pada=pada) == 0
    assert (keadaan(satu), satu.galat) == (
        (StatusSurat.GAGAL, PERCOBAAN_SURAT),
        "Pekerja berhenti di tengah pengiriman.",
    )


def test_two_workers_never_hold_the_same_mail():
    surat(kunci="a")
    surat(kunci="b")
    satu, dua = _ambil(PAGI), _ambil(PAGI)
    assert (satu.kunci, dua.kunci, _ambil(PAGI)) == ("a", "b", None)


@pytest.mark.concurrent
@pytest.mark.django_db(transaction=True)
def test_three_workers_at_once_send_each_mail_once(smtp, serentak):
    siapa = orang()
    for nomor in range(30):
        surat(siapa, kunci=f"uji:{nomor}")
    assert sum(serentak(lambda: kirim_surat(pada=PAGI), kali=3)) == 30
    assert len(smtp.surat) == len({s["Message-ID"] for s in smtp.surat}) == 30
    assert set(KotakKeluar.objects.values_list("status", "percobaan")) == {(StatusSurat.TERKIRIM, 1)}


class Penahan:
    """A server that accepts the mail and is slow to say so: the worker is killed meanwhile."""

    def __init__(self):
        self.surat, self.datang, self.jawab = [], threading.Event(), threading.Event()

    async def handle_DATA(self, server, session, envelope):
        self.surat.append(message_from_bytes(envelope.content, policy=default))
        self.datang.set()
        self.jawab.wait(10)
        return "250 OK"


@pytest.mark.concurrent
@pytest.mark.django_db(transaction=True)
def test_worker_killed_while_sending_sends_again_what_can_be_recognised(smtp, settings):
    penahan = Penahan()
    server = Server(penahan, hostname="127.0.0.1", port=0)
    server.start()
    satu = surat(pada=timezone.now() - timedelta(minutes=1))
    proses = subprocess.Popen(
        [sys.executable, "manage.py", "berkala", "kirim_surat"],
        cwd=pengaturan.BASE_DIR,
        env=os.environ
        | {
            "DATABASE_URL": alamat_basis_data(),
            "DJANGO_SETTINGS_MODULE": "project.settings.dev",
            "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
            "JAM_TENANG_MULAI": "0",
            "JAM_TENANG_SELESAI": "0",
        },
        stderr=subprocess.PIPE,
    )
    try:
        assert penahan.datang.wait(30), proses.stderr.read().decode()[-2000:]
        proses.send_signal(signal.SIGKILL)
        assert proses.wait(10) == -signal.SIGKILL
    finally:
        proses.kill()
        proses.stderr.close()
        penahan.jawab.set()
        server.stop()
    assert keadaan(satu) == (StatusSurat.SEDANG_DIKIRIM, 1)
    settings.JAM_TENANG_MULAI = settings.JAM_TENANG_SELESAI = 0
    assert kirim_surat(pada=timezone.now()) == 0  # nobody takes it from a worker that may still be at it
    assert kirim_surat(pada=satu.sewa_sampai) == 1
    assert keadaan(satu) == (StatusSurat.TERKIRIM, 2)
    assert smtp.surat[0]["Message-ID"] == penahan.surat[0]["Message-ID"]


def alamat_basis_data() -> str:
    db = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{db['NAME']}"
    return f"postgres://{db['USER']}:{db['PASSWORD']}@{db['HOST']}:{db['PORT'] or 5432}/{db['NAME']}"


# --- sent again by hand; tidied --------------------------------------------------------------------------------------


def gagal(pengguna=None) -> KotakKeluar:
    return surat(pengguna, status=StatusSurat.GAGAL, percobaan=PERCOBAAN_SURAT, galat="Mati.")


def test_only_bkd_sends_again(bkd):
    satu = gagal()
    with pytest.raises(TidakTerlihat):
        kirim_ulang(satu, oleh=satu.pengguna, pada=PAGI)
    wakil = orang(is_superuser=True)
    with pytest.raises(AksesDitolak):
        kirim_ulang(satu, oleh=wakil, pada=PAGI)
    assert keadaan(satu) == (StatusSurat.GAGAL, PERCOBAAN_SURAT)


@pytest.mark.parametrize("isi", [{}, {"status": "TERKIRIM", "percobaan": 1, "terkirim_pada": PAGI}], ids=str)
def test_what_waits_or_was_sent_is_not_sent_again(bkd, isi):
    satu = surat(**isi)
    with pytest.raises(StatusTidakSesuai):
        kirim_ulang(satu, oleh=bkd, pada=PAGI)


def test_sent_again_it_has_all_its_tries(bkd, smtp):
    satu = gagal()
    kirim_ulang(satu, oleh=bkd, pada=PAGI)
    assert (keadaan(satu), satu.galat) == ((StatusSurat.MENUNGGU, 0), "")
    assert Riwayat.objects.latest("nomor").jenis == "kotakkeluar.dikirim_ulang"
    assert kirim_surat(pada=PAGI) == 1
    assert keadaan(satu) == (StatusSurat.TERKIRIM, 1)


def test_back_office_shows_why_but_not_what(bkd):
    satu = gagal()
    peramban = Client()
    peramban.force_login(bkd, backend="django.contrib.auth.backends.ModelBackend")
    alamat = f"/notifikasi/kotakkeluar/{satu.pk}/change/"
    halaman = peramban.get(alamat).content.decode()
    assert ("Mati." in halaman, "contoh.example/kerja" in halaman) == (True, False)
    assert peramban.post(alamat, {"status": "TERKIRIM", "_save": "1"}).status_code == 403
    tombol = f"/notifikasi/kotakkeluar/{satu.pk}/kirim_ulang"
    assert tombol in halaman
    kirim_ulang(satu, oleh=bkd, pada=PAGI)
    assert tombol not in peramban.get(alamat).content.decode()
    daftar = peramban.get("/notifikasi/kotakkeluar/?status__exact=MENUNGGU").content.decode()
    assert (satu.subjek in daftar, "Menunggu" in daftar) == (True, True)


def test_what_was_sent_long_ago_is_forgotten_what_failed_stays(settings):
    siapa, lama = orang(), PAGI - timedelta(days=settings.SIMPAN_EMAIL_HARI, seconds=1)
    for nomor, (status, dibuat) in enumerate(
        [("TERKIRIM", lama), ("DIBATALKAN", lama), ("GAGAL", lama), ("MENUNGGU", lama), ("TERKIRIM", PAGI)]
    ):
        surat(
            siapa,
            kunci=f"uji:{nomor}",
            pada=dibuat,
            status=status,
            percobaan=1,
            terkirim_pada=dibuat if status == "TERKIRIM" else None,
        )
    assert rapikan_kotak_keluar(pada=PAGI) == 2
    assert set(KotakKeluar.objects.values_list("kunci", flat=True)) == {"uji:2", "uji:3", "uji:4"}


def test_smtp_errors_are_errors_of_the_network():
    """What the outbox relies on to tell a dead server from a bad mail."""
    assert issubclass(smtplib.SMTPException, OSError)
