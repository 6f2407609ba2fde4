"""Mail through a real SMTP server: exactly once, retried when the server is down, never a flood."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from kinerja.akun import services
from kinerja.akun.models import KodeSekali, Pengguna
from kinerja.notifikasi.services import PERCOBAAN
from tests.kinerja.akun.conftest import PASSWORD, PASSWORD_LAIN

pytestmark = pytest.mark.django_db


def minta(nip, email):
    return Client().post("/lupa-password/", {"nip": nip, "email": email})


def test_reset_dari_permintaan_sampai_masuk(budi, smtp, jalankan, settings):
    settings.ALAMAT_APLIKASI = "https://si-kinerja.example.go.id"
    minta(budi.username, budi.email.upper())
    assert smtp.surat == []
    jalankan()
    [surat] = smtp.surat
    assert (surat["Subject"], surat["To"]) == ("Reset Password Aplikasi Si-Kinerja", budi.email)
    teks, html = (surat.get_body((jenis,)).get_content() for jenis in ("plain", "html"))
    tautan = re.search(r"https://si-kinerja\.example\.go\.id(/lupa-password/\S+/)", teks).group(1)
    assert tautan in html
    assert PASSWORD not in teks
    peramban = Client()
    assert peramban.get(tautan).status_code == 302
    isian = {"password_baru": PASSWORD_LAIN, "ulangi_password": PASSWORD_LAIN}
    assert peramban.post("/password-baru/", isian).status_code == 302
    assert peramban.get("/kerja/profil/").status_code == 200
    assert Client().get(tautan).status_code == 410


def test_pasangan_yang_tidak_cocok_tidak_dikirimi(budi, siti, smtp, jalankan):
    mati = Pengguna.objects.create_user(
        "197701012000011001", "Mati", PASSWORD, email="m@example.go.id", is_active=False
    )
    for nip, email in [
        (budi.username, siti.email),
        ("199912312020121009", budi.email),
        (siti.username, siti.email),
        (mati.username, mati.email),
    ]:
        minta(nip, email)
    jalankan()
    assert smtp.surat == []
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {TaskResultStatus.SUCCESSFUL}


def test_kotak_surat_tidak_dibanjiri(budi, smtp, jalankan):
    for _ in range(services.SUREL_SEJAM + 3):
        minta(budi.username, budi.email)
    jalankan()
    assert len(smtp.surat) == services.SUREL_SEJAM


def test_tugas_yang_diulang_tidak_mengirim_dua_kali(budi, smtp, jalankan):
    minta(budi.username, budi.email)
    jalankan()
    DBTaskResult.objects.update(status=TaskResultStatus.READY)
    jalankan()
    assert len(smtp.surat) == 1
    assert KodeSekali.objects.count() == 1


def test_tugas_milik_pekerja_yang_mati_diambil_alih(budi, smtp, jalankan, settings):
    """kill -9 after the claim: the task stays RUNNING until its lease is over, then another worker runs it."""
    minta(budi.username, budi.email)
    tugas = DBTaskResult.objects.get()
    tugas.claim("pekerja-mati")
    jalankan()
    assert smtp.surat == []
    lewat = timezone.now() - timedelta(minutes=settings.SEWA_TUGAS_MENIT, seconds=1)
    DBTaskResult.objects.update(started_at=lewat)
    jalankan()
    tugas.refresh_from_db()
    assert (len(smtp.surat), tugas.status, len(tugas.worker_ids)) == (1, TaskResultStatus.SUCCESSFUL, 2)


def test_pekerja_mati_sesudah_membuat_kode_hanya_satu_tautan_berlaku(budi, smtp, jalankan):
    """It died before the mail was sent: the next run replaces its code, so one link works, not two."""
    hasil = services.kirim_tautan_reset.enqueue(budi.username, budi.email)
    pada = timezone.now()
    yatim, _ = KodeSekali.siapkan(budi, "RESET", pada=pada, berlaku=timedelta(hours=2), permintaan=hasil.id)
    yatim.save()
    jalankan()
    assert len(smtp.surat) == 1
    assert KodeSekali.objects.get().sidik != yatim.sidik


def test_smtp_mati_dicoba_lagi_lalu_menyerah_dengan_terlihat(budi, smtp, jalankan, settings):
    port = settings.EMAIL_PORT
    settings.EMAIL_PORT = 1
    minta(budi.username, budi.email)
    jalankan()
    tugas = DBTaskResult.objects.get()
    assert tugas.status == TaskResultStatus.READY
    assert tugas.run_after > timezone.now()
    assert "ConnectionRefusedError" in tugas.traceback
    jalankan()
    tugas.refresh_from_db()
    assert len(tugas.worker_ids) == 1  # it waits before it tries again

    settings.EMAIL_PORT = port
    DBTaskResult.objects.update(run_after=timezone.now())
    jalankan()
    tugas.refresh_from_db()
    assert (len(smtp.surat), tugas.status) == (1, TaskResultStatus.SUCCESSFUL)


def test_smtp_mati_terus_berhenti_sesudah_percobaan_terakhir(budi, smtp, jalankan, settings):
    settings.EMAIL_PORT = 1
    minta(budi.username, budi.email)
    for _ in range(PERCOBAAN + 2):
        jalankan()
        DBTaskResult.objects.update(run_after=timezone.now())
    tugas = DBTaskResult.objects.get()
    assert (tugas.status, len(tugas.worker_ids)) == (TaskResultStatus.FAILED, PERCOBAAN)
    assert "ConnectionRefusedError" in tugas.traceback


def test_tautan_aktivasi_lewat_surel(siti, smtp, jalankan):
    services.kirim_tautan_aktivasi.enqueue(siti.pk)
    jalankan()
    [surat] = smtp.surat
    assert surat["Subject"] == "Aktivasi Akun Aplikasi Si-Kinerja"
    tautan = re.search(r"(/aktivasi/\S+/)", surat.get_body(("plain",)).get_content()).group(1)
    assert Client().get(tautan).status_code == 302


def test_tautan_aktivasi_tidak_untuk_akun_terpakai_atau_tanpa_email(budi, siti, smtp, jalankan):
    Pengguna.objects.filter(pk=siti.pk).update(email="")
    for orang in (budi, siti):
        services.kirim_tautan_aktivasi.enqueue(orang.pk)
    jalankan()
    assert smtp.surat == []
