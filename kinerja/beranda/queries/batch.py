"""Username lists that wait for somebody."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, QuerySet
from django.urls import reverse

from kinerja.akun.permissions import lihat_semua
from kinerja.beranda.queries.butir import Tugas
from kinerja.kepegawaian.permissions import KELOLA, VERIFIKASI, wilayah
from kinerja.username.lifecycle import StatusBatch
from kinerja.username.models import BatchUsername


def tugas_batch(pengguna, *, pada: datetime) -> list[Tugas]:
    """Username lists that wait for the pengelola, the verifikatur or BKD."""
    terlihat = _batch_terlihat(pengguna, pada)
    if terlihat is None:
        return []
    hitung = dict(terlihat.order_by().values_list("status").annotate(n=Count("pk")))
    tautan = reverse("username:daftar")
    kalimat = {
        StatusBatch.TERVALIDASI: "daftar username sudah diperiksa dan belum diajukan",
        StatusBatch.DIKEMBALIKAN: "daftar username dikembalikan verifikatur",
        StatusBatch.MENUNGGU_VERIFIKASI: "daftar username menunggu verifikasi",
        StatusBatch.TERVERIFIKASI: "daftar username siap diterapkan",
    }
    return [
        Tugas(f"{hitung[status]} {teks}", "", tautan, "Buka daftar", True)
        for status, teks in kalimat.items()
        if hitung.get(status)
    ]


def _batch_terlihat(pengguna, pada: datetime) -> QuerySet[BatchUsername] | None:
    if lihat_semua(pengguna):
        return BatchUsername.objects.all()
    daerah = wilayah(pengguna, KELOLA, pada=pada) | wilayah(pengguna, VERIFIKASI, pada=pada)
    return BatchUsername.objects.filter(perangkat_daerah__in=daerah) if daerah else None
