"""/kesehatan: says what is wrong in a word, to anybody, and nothing else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kinerja.akun.services import kirim_tautan_reset
from kinerja.dokumen import triggers
from kinerja.dokumen.models import KepalaRantai, Riwayat
from kinerja.notifikasi.models import PekerjaanBerkala
from tests.factories import skp_disetujui

BAIK = {"status": "baik", "basis_data": "baik", "pekerja": "baik", "jam": "baik", "rantai_catatan": "baik"}


def kesehatan():
    jawaban = Client().get("/kesehatan")
    isi = jawaban.json()
    assert set(isi) == {*BAIK, "waktu"}  # nothing more is told
    del isi["waktu"]
    return jawaban.status_code, isi


def test_healthy_for_anybody(db):
    skp_disetujui()
    assert kesehatan() == (200, BAIK)


def test_only_reading(db):
    assert Client().post("/kesehatan").status_code == 405


def test_worker_that_does_not_work(db):
    kirim_tautan_reset.enqueue("199001012020011001", "a@contoh.invalid")
    assert kesehatan() == (200, BAIK)
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=6))
    assert kesehatan() == (503, BAIK | {"status": "bermasalah", "pekerja": "antrean tidak dikerjakan"})


@pytest.mark.parametrize(
    ("usia", "galat", "kata"),
    [
        (timedelta(minutes=14), "", "baik"),
        (timedelta(minutes=16), "", "pekerjaan berkala tidak berjalan"),
        (timedelta(), "ValueError: bulan tertutup", "pekerjaan berkala gagal"),
    ],
)
def test_timed_jobs_that_stand_still_or_fail(db, usia, galat, kata):
    """Which job and why is for the log, not for everybody."""
    PekerjaanBerkala.objects.create(nama="uji", terakhir_pada=timezone.now() - usia, galat=galat)
    baik = kata == "baik"
    status = {"status": "baik" if baik else "bermasalah", "pekerja": kata}
    assert kesehatan() == (200 if baik else 503, BAIK | status)


def test_clock_set_back(db):
    skp = skp_disetujui()
    Riwayat.tambah(skp, "uji.masa_depan", oleh=skp.pegawai.pengguna, pada=timezone.now() + timedelta(hours=1))
    assert kesehatan() == (503, BAIK | {"status": "bermasalah", "jam": "ada catatan dari masa depan"})


def test_only_the_last_records_are_read(db, monkeypatch):
    """Whoever asks: the page costs the same after a million acts."""
    monkeypatch.setattr("project.kesehatan.CATATAN_TERAKHIR", 1)
    skp, kini = skp_disetujui(), timezone.now()
    for pada in (kini + timedelta(hours=1), kini, kini):
        Riwayat.tambah(skp, "uji.catatan", oleh=skp.pegawai.pengguna, pada=pada)
    assert kesehatan() == (200, BAIK)


def test_broken_chain(db):
    skp_disetujui()
    KepalaRantai.objects.update(hash="f" * 64)
    assert kesehatan() == (503, BAIK | {"status": "bermasalah", "rantai_catatan": "putus"})


@pytest.mark.django_db(transaction=True)
def test_missing_trigger():
    triggers.lepas()
    assert kesehatan() == (503, BAIK | {"status": "bermasalah", "rantai_catatan": "pemicu hilang"})
