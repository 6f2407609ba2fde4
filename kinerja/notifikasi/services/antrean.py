"""The queue of tasks: leases and retries that django-tasks-db does not have."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

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
