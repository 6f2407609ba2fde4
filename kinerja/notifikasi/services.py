"""The inbox, filled by the acts; and the leases and retries of the queue."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.http import url_has_allowed_host_and_scheme
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from kinerja.dokumen.models import Riwayat
from kinerja.notifikasi.models import Notifikasi
from kinerja.notifikasi.notifications import ATURAN, Isi


def sebarkan(riwayat: Riwayat, objek: models.Model) -> Callable[[], None] | None:
    """Called by the kernel inside the act's transaction: the act and its notices are stored together.

    Whom to tell is found before the record is numbered; the notices are stored after. Nobody is told of what he
    did himself; nobody is told twice of one record.
    """
    baris: dict[int, Notifikasi] = {}
    for aturan in ATURAN.get(riwayat.jenis, ()):
        isi = {
            "judul": _teks(aturan.judul, riwayat, objek)[:200],
            "tautan": _teks(aturan.tautan, riwayat, objek),
        }
        for pengguna in aturan.to(riwayat, objek):
            if pengguna is not None and pengguna.is_active and pengguna.pk != riwayat.oleh_id:
                baris.setdefault(pengguna.pk, Notifikasi(pengguna=pengguna, dibuat_pada=riwayat.pada, **isi))

    def simpan() -> None:
        for satu in baris.values():
            satu.riwayat = riwayat
        Notifikasi.objects.bulk_create(baris.values(), ignore_conflicts=True)

    return simpan if baris else None


def _teks(isi: Isi, riwayat: Riwayat, objek) -> str:
    return str(isi(riwayat, objek) if callable(isi) else isi)


def tandai_dibaca(pengguna, *, pada: datetime, daftar_pk: Iterable[int] | None = None) -> int:
    """Mark one's own notices as read, all or those given; another's are not touched."""
    baris = Notifikasi.objects.filter(pengguna=pengguna, dibaca_pada=None)
    if daftar_pk is not None:
        baris = baris.filter(pk__in=list(daftar_pk))
    return baris.update(dibaca_pada=pada)


def tautan_aman(tautan: str) -> str:
    """Only addresses of our own are followed."""
    return tautan if tautan and url_has_allowed_host_and_scheme(tautan, allowed_hosts=None) else ""


# --- the queue: leases and retries that django-tasks-db does not have ----------------------------------------

PERCOBAAN = 5
JEDA_MENIT = (1, 5, 15, 60)


def pulihkan_tugas(*, pada: datetime) -> int:
    """Give back what a killed worker held longer than the lease; each by compare-and-set, so once only."""
    batas, pulih = pada - timedelta(minutes=settings.SEWA_TUGAS_MENIT), 0
    for tugas in DBTaskResult.objects.running().filter(backend_name="latar", started_at__lt=batas):
        pulih += _kembalikan(
            tugas, pada=pada, jeda=timedelta(), keterangan="Pekerja berhenti di tengah jalan.\n"
        )
    return pulih


def jadwalkan_ulang(tugas: DBTaskResult, *, pada: datetime) -> int:
    """A failed task waits longer each time; after the last try it stays FAILED, with its traceback, for people."""
    percobaan = len(tugas.worker_ids)
    if tugas.status != TaskResultStatus.FAILED or percobaan >= PERCOBAAN:
        return 0
    jeda = timedelta(minutes=JEDA_MENIT[min(percobaan, len(JEDA_MENIT)) - 1])
    return _kembalikan(tugas, pada=pada, jeda=jeda, keterangan=tugas.traceback)


def _kembalikan(tugas: DBTaskResult, *, pada: datetime, jeda: timedelta, keterangan: str) -> int:
    habis = len(tugas.worker_ids) >= PERCOBAAN
    persis_ini = DBTaskResult.objects.filter(pk=tugas.pk, status=tugas.status, started_at=tugas.started_at)
    return persis_ini.update(
        status=TaskResultStatus.FAILED if habis else TaskResultStatus.READY,
        run_after=pada + jeda,
        finished_at=pada if habis else None,
        traceback=keterangan,
    )
