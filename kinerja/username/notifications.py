"""WHO hears: the verifikatur when a list waits for them, the uploader when it comes back or is applied."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from kinerja.kepegawaian.models import KewenanganWilayah
from kinerja.kepegawaian.permissions import VERIFIKASI
from kinerja.notifikasi.notifications import on


def _verifikatur(riwayat, batch):
    hari = timezone.localtime(riwayat.pada).date()
    masa = (Q(mulai=None) | Q(mulai__lte=hari)) & (Q(selesai=None) | Q(selesai__gte=hari))
    baris = KewenanganWilayah.objects.filter(
        masa, content_object=batch.perangkat_daerah_id, permission__codename=VERIFIKASI
    )
    return get_user_model().objects.filter(pk__in=baris.values("user"))


def _pengunggah(riwayat, batch):
    return [batch.diunggah_oleh]


def _tautan(riwayat, batch) -> str:
    return reverse("username:rincian", args=[batch.pk])


on(
    "batchusername.diajukan",
    to=_verifikatur,
    judul=lambda r, b: f"{str(b).capitalize()} menunggu verifikasi Anda",
    tautan=_tautan,
)
for jenis, kata in (("dikembalikan", "dikembalikan"), ("diterapkan", "sudah diterapkan")):
    on(
        f"batchusername.{jenis}",
        to=_pengunggah,
        judul=lambda r, b, kata=kata: f"{str(b).capitalize()} {kata}",
        tautan=_tautan,
    )
