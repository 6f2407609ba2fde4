"""The worker as a process: it starts, does what waits, and stops cleanly; several at once do each task once."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from kinerja.akun.services import kirim_tautan_reset
from kinerja.notifikasi.queries import keadaan_antrean
from kinerja.notifikasi.services import PERCOBAAN, pulihkan_tugas


def antre(jumlah=1):
    return [kirim_tautan_reset.enqueue(f"19800101200501{i:04}", "tidak@ada.example") for i in range(jumlah)]


@pytest.mark.django_db
def test_sewa_yang_belum_lewat_tidak_diambil():
    antre()
    tugas = DBTaskResult.objects.get()
    tugas.claim("pekerja-lain")
    assert pulihkan_tugas(pada=tugas.started_at + timedelta(minutes=settings.SEWA_TUGAS_MENIT)) == 0
    assert (
        pulihkan_tugas(pada=tugas.started_at + timedelta(minutes=settings.SEWA_TUGAS_MENIT, seconds=1)) == 1
    )
    tugas.refresh_from_db()
    assert tugas.status == TaskResultStatus.READY


@pytest.mark.django_db
def test_tugas_yang_berkali_kali_membunuh_pekerja_berhenti_dicoba():
    antre()
    tugas = DBTaskResult.objects.get()
    for _ in range(PERCOBAAN):
        tugas.claim("pekerja-mati")
    assert pulihkan_tugas(pada=timezone.now() + timedelta(hours=1)) == 1
    tugas.refresh_from_db()
    assert tugas.status == TaskResultStatus.FAILED
    assert "Pekerja berhenti" in tugas.traceback


@pytest.mark.django_db
def test_keadaan_antrean_untuk_halaman_kesehatan():
    kosong = {
        "menunggu": 0,
        "tertua_detik": 0,
        "gagal": 0,
        "surat_menunggu": 0,
        "surat_gagal": 0,
        "berkala_terakhir": None,
        "berkala_gagal": [],
    }
    assert keadaan_antrean(pada=timezone.now()) == kosong
    antre(2)
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=3))
    gagal = DBTaskResult.objects.first()
    DBTaskResult.objects.filter(pk=gagal.pk).update(status=TaskResultStatus.FAILED)
    assert keadaan_antrean(pada=timezone.now()) == kosong | {"menunggu": 1, "tertua_detik": 180, "gagal": 1}


def jalankan(*argumen) -> subprocess.Popen:
    """A worker process on the test's own database."""
    db = connection.settings_dict
    if connection.vendor == "sqlite":
        alamat = f"sqlite:///{db['NAME']}"
    else:
        alamat = f"postgres://{db['USER']}:{db['PASSWORD']}@{db['HOST']}:{db['PORT'] or 5432}/{db['NAME']}"
    lingkungan = os.environ | {"DATABASE_URL": alamat, "DJANGO_SETTINGS_MODULE": "project.settings.test"}
    return subprocess.Popen(
        [sys.executable, "manage.py", "pekerja", *argumen],
        cwd=settings.BASE_DIR,
        env=lingkungan,
        stderr=subprocess.PIPE,
    )


def tunggu(benar, detik=30):
    batas = time.monotonic() + detik
    while not benar() and time.monotonic() < batas:
        time.sleep(0.1)
    return benar()


@pytest.mark.concurrent
@pytest.mark.django_db(transaction=True)
def test_dua_pekerja_mengerjakan_tiap_tugas_sekali():
    antre(30)
    daftar = [jalankan("--sekali", "--jeda", "0.1") for _ in range(2)]
    assert [p.wait(60) for p in daftar] == [0, 0], [p.stderr.read().decode()[-2000:] for p in daftar]
    for p in daftar:
        p.stderr.close()
    hasil = DBTaskResult.objects.values_list("status", "worker_ids")
    assert {status for status, _ in hasil} == {TaskResultStatus.SUCCESSFUL}
    assert [len(ids) for _, ids in hasil] == [1] * 30


@pytest.mark.concurrent
@pytest.mark.django_db(transaction=True)
def test_pekerja_berhenti_rapi_pada_sigterm():
    antre()
    proses = jalankan("--jeda", "0.1")
    try:
        assert tunggu(lambda: DBTaskResult.objects.successful().count() == 1)
        proses.send_signal(signal.SIGTERM)
        assert proses.wait(10) == 0
    finally:
        proses.kill()
        proses.wait()
        proses.stderr.close()
    assert DBTaskResult.objects.running().count() == 0
