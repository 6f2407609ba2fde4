"""Reading the inbox and the state of the queue."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Case, Count, Min, Q, QuerySet, When
from django.db.models.functions import Greatest
from django.utils.timezone import localtime
from django_tasks_db.models import DBTaskResult

from kinerja.notifikasi.models import (
    KotakKeluar,
    Notifikasi,
    PekerjaanBerkala,
    PreferensiPemberitahuan,
    StatusSurat,
)


def kotak_masuk(pengguna) -> QuerySet[Notifikasi]:
    return Notifikasi.objects.filter(pengguna=pengguna).order_by("-pk")


def jumlah_belum_dibaca(pengguna) -> int:
    return Notifikasi.objects.filter(pengguna=pengguna, dibaca_pada=None).count()


def preferensi(pengguna) -> PreferensiPemberitahuan:
    """What he chose, or what holds for those who chose nothing."""
    return PreferensiPemberitahuan.objects.filter(pengguna=pengguna).first() or PreferensiPemberitahuan(
        pengguna=pengguna
    )


def jam_tenang(pada: datetime) -> bool:
    """From JAM_TENANG_MULAI until JAM_TENANG_SELESAI, over midnight or not, no mail leaves. Equal: never quiet."""
    mulai, selesai, jam = settings.JAM_TENANG_MULAI, settings.JAM_TENANG_SELESAI, localtime(pada).hour
    return mulai <= jam < selesai if mulai <= selesai else jam >= mulai or jam < selesai


def keadaan_antrean(*, pada: datetime) -> dict[str, Any]:
    """For the health page: how much waits, how long the oldest due task has waited (seconds), what gave up.

    Likewise of the mails; and when a timed job was last begun (None: never yet), and which ended in an error.
    """
    tugas = DBTaskResult.objects.filter(backend_name="latar")
    # "Not before" lies in the year 9999 when nobody set it; a retry waits from its own time on.
    sejak = Case(When(run_after__lte=pada, then=Greatest("enqueued_at", "run_after")), default="enqueued_at")
    siap = tugas.ready().order_by().aggregate(jumlah=Count("pk"), tertua=Min(sejak))
    surat = KotakKeluar.objects.order_by().aggregate(
        menunggu=Count("pk", filter=Q(status__in=[StatusSurat.MENUNGGU, StatusSurat.SEDANG_DIKIRIM])),
        gagal=Count("pk", filter=Q(status=StatusSurat.GAGAL)),
    )
    berkala = list(PekerjaanBerkala.objects.values_list("nama", "terakhir_pada", "galat"))
    return {
        "menunggu": siap["jumlah"],
        "tertua_detik": round((pada - (siap["tertua"] or pada)).total_seconds()),
        "gagal": tugas.failed().count(),
        "surat_menunggu": surat["menunggu"],
        "surat_gagal": surat["gagal"],
        "berkala_terakhir": max((saat for _, saat, _ in berkala if saat), default=None),
        "berkala_gagal": [nama for nama, _, galat in berkala if galat],
    }
