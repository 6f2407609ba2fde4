"""Reading the inbox and the state of the queue."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django_tasks_db.models import DBTaskResult

from kinerja.notifikasi.models import Notifikasi


def kotak_masuk(pengguna) -> QuerySet[Notifikasi]:
    return Notifikasi.objects.filter(pengguna=pengguna).order_by("-pk")


def jumlah_belum_dibaca(pengguna) -> int:
    return Notifikasi.objects.filter(pengguna=pengguna, dibaca_pada=None).count()


def keadaan_antrean(*, pada: datetime) -> dict[str, Any]:
    """For the health page: how much waits, how long the oldest due task has waited (seconds), what gave up."""
    tugas = DBTaskResult.objects.filter(backend_name="latar")
    siap = [max(masuk, boleh if boleh <= pada else masuk) for masuk, boleh in _waktu(tugas)]
    tertua = min(siap, default=pada)
    return {
        "menunggu": len(siap),
        "tertua_detik": round((pada - tertua).total_seconds()),
        "gagal": tugas.failed().count(),
    }


def _waktu(tugas: QuerySet[DBTaskResult]) -> QuerySet:
    """(queued at, not before) of what is due; "not before" lies in the year 9999 when nobody set it."""
    return tugas.ready().order_by().values_list("enqueued_at", "run_after")
