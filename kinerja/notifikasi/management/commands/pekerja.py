"""The worker: runs the tasks of the backend "latar", as many processes on as many machines as needed.

Two workers never take the same task (SKIP LOCKED on PostgreSQL, the write lock on SQLite). A worker that is killed
leaves its task RUNNING; after the lease (SEWA_TUGAS_MENIT) any other worker takes it over, so every task must be
safe to run again. A task that fails is tried again, later each time, five times in all.

Between the tasks it runs what is due by the clock (digests, mails, reminders, closing of months): each job once in its
stretch of time, by whichever worker comes first.
"""

from __future__ import annotations

import logging
import time

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from kinerja.notifikasi.services import jadwalkan_ulang, jalankan_berkala, pulihkan_tugas

SEKALI_JALAN = 20


class Pekerja(Worker):
    """django-tasks-db's worker, in rounds: take back expired leases, then run what is ready."""

    def run(self) -> None:
        while self.running:
            pulihkan_tugas(pada=timezone.now())
            self.jalankan_berkala()
            self.max_tasks = self._run_tasks + SEKALI_JALAN
            super().run()
            if self._run_tasks < self.max_tasks:
                if not self.terus:
                    return
                time.sleep(self.interval if self.running else 0)

    def jalankan_berkala(self) -> None:
        """A signal meanwhile waits for its end, as with a task: half a round would leave mails held for minutes."""
        self.running_task = True
        try:
            jalankan_berkala(pada=timezone.now())
        finally:
            self.running_task = False

    def run_task(self, db_task_result: DBTaskResult) -> None:
        super().run_task(db_task_result)
        jadwalkan_ulang(db_task_result, pada=timezone.now())


def pekerja(*, terus: bool = True, jeda: float = 1.0) -> Pekerja:
    hasil = Pekerja(
        queue_names=["*"],
        interval=jeda,
        batch=True,
        backend_name="latar",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(16),
        excluded_queue_names=[],
    )
    hasil.terus = terus
    return hasil


class Command(BaseCommand):
    help = "Menjalankan pekerja latar: mengirim email dan mengerjakan tugas yang diantrekan."

    def add_arguments(self, parser):
        parser.add_argument("--sekali", action="store_true", help="kerjakan yang sudah antre, lalu berhenti")
        parser.add_argument(
            "--jeda", type=float, default=1.0, help="detik menunggu bila antrean kosong (bawaan 1)"
        )

    def handle(self, *, sekali: bool, jeda: float, **_):
        logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
        hasil = pekerja(terus=not sekali, jeda=jeda)
        hasil.configure_signals()
        hasil.run()
