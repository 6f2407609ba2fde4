"""Reading the inbox and the state of the queue."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Min, QuerySet, When
from django.db.models.functions import Greatest
from django_tasks_db.models import DBTaskResult

from kinerja.notifikasi.models import Notifikasi


def kotak_masuk(pengguna) -> QuerySet[Notifikasi]:
    return Notifikasi.objects.filter(pengguna=pengguna).order_by("-pk")


def jumlah_belum_dibaca(pengguna) -> int:
    return Notifikasi.objects.filter(pengguna=pengguna, dibaca_pada=None).count()


def keadaan_antrean(*, pada: datetime) -> dict[str, Any]:
    """For the health page: how much waits, how long the oldest due task has waited (seconds), what gave up."""
    tugas = DBTaskResult.objects.filter(backend_name="latar")
    # "Not before" lies in the year 9999 when nobody set it; a retry waits from its own time on.
    sejak = Case(When(run_after__lte=pada, then=Greatest("enqueued_at", "run_after")), default="enqueued_at")
    siap = tugas.ready().order_by().aggregate(jumlah=Count("pk"), tertua=Min(sejak))
    return {
        "menunggu": siap["jumlah"],
        "tertua_detik": round((pada - (siap["tertua"] or pada)).total_seconds()),
        "gagal": tugas.failed().count(),
    }
