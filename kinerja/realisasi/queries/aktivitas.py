"""The activities that a submitted report counts."""

from __future__ import annotations

from django.db.models import QuerySet

from kinerja.aktivitas.models import Aktivitas
from kinerja.realisasi.models import RealisasiBulanan


def aktivitas_dihitung(realisasi: RealisasiBulanan, indikator: int | None = None) -> QuerySet[Aktivitas]:
    """As they were at the submission, oldest first; nothing for a draft. One indicator's, or all."""
    bulan = realisasi.nilai_bulan
    daftar = Aktivitas.objects.filter(
        skp=realisasi.skp_id, tanggal__range=(bulan.awal, bulan.akhir), dihitung_pada__isnull=False
    )
    if indikator is not None:
        daftar = daftar.filter(indikator=indikator)
    return daftar.select_related("indikator", "kiriman").order_by("tanggal", "mulai", "pk")
