"""The inbox: one row for each person who is to hear of an act, written in the act's own transaction."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from kinerja.dokumen.models import Riwayat


class Notifikasi(models.Model):
    """What one person is told about one record. `dikirim_pada`: when it also went out by mail."""

    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="daftar_notifikasi"
    )
    riwayat = models.ForeignKey(Riwayat, on_delete=models.PROTECT, related_name="+", verbose_name="riwayat")
    judul = models.CharField("judul", max_length=200)
    tautan = models.CharField("tautan", max_length=300, blank=True)
    dibuat_pada = models.DateTimeField("dibuat pada")
    dibaca_pada = models.DateTimeField("dibaca pada", null=True, blank=True)
    dikirim_pada = models.DateTimeField("dikirim pada", null=True, blank=True)

    class Meta:
        verbose_name = "pemberitahuan"
        verbose_name_plural = "pemberitahuan"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pengguna", "riwayat"],
                name="notifikasi_sekali",
                violation_error_message="Pemberitahuan ini sudah dibuat.",
            ),
        ]
        indexes = [
            models.Index(fields=["pengguna", "-id"], name="notifikasi_kotak_masuk"),
            models.Index(fields=["pengguna"], condition=Q(dibaca_pada=None), name="notifikasi_belum_dibaca"),
        ]

    def __str__(self):
        return self.judul
