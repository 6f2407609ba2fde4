"""A list of accounts to be made for one perangkat daerah, and its rows."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kinerja.dokumen.models import Dokumen
from kinerja.kepegawaian.models import PerangkatDaerah
from kinerja.username.lifecycle import BERJALAN, SiklusBatch, StatusBatch


class BatchUsername(SiklusBatch, Dokumen):
    """What one file said, who uploaded it, who verified it, and how far it has come."""

    perangkat_daerah = models.ForeignKey(
        PerangkatDaerah, on_delete=models.PROTECT, related_name="daftar_batch_username"
    )
    diunggah_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    diunggah_pada = models.DateTimeField("diunggah pada")
    nama_berkas = models.CharField("nama berkas", max_length=120)
    sha256 = models.CharField("sidik berkas (SHA-256)", max_length=64)
    jumlah_baris = models.PositiveIntegerField("jumlah baris", default=0)
    jumlah_peringatan = models.PositiveIntegerField("jumlah peringatan", default=0)
    jumlah_galat = models.PositiveIntegerField("jumlah galat", default=0)
    tanpa_galat = models.BooleanField("tanpa baris galat", default=False)
    diverifikasi_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    diverifikasi_pada = models.DateTimeField("diverifikasi pada", null=True, blank=True)
    diterapkan_pada = models.DateTimeField("diterapkan pada", null=True, blank=True)
    catatan = models.TextField("catatan verifikatur", blank=True)

    class Meta:
        verbose_name = "daftar username"
        verbose_name_plural = "daftar username"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=StatusBatch.values),
                name="im_status",
                violation_error_message="Status daftar username tidak dikenal.",
            ),
            models.UniqueConstraint(
                fields=["perangkat_daerah"],
                condition=Q(status__in=BERJALAN),
                name="im_satu_berjalan",
                violation_error_message="Impor lain sedang berjalan.",
            ),
            models.UniqueConstraint(
                fields=["perangkat_daerah", "sha256"],
                condition=~Q(status__in=["DIKEMBALIKAN", "DIBATALKAN"]),
                name="im_berkas_sekali",
                violation_error_message="Berkas yang sama sudah pernah diimpor.",
            ),
            models.CheckConstraint(
                condition=Q(diverifikasi_oleh=None) | ~Q(diverifikasi_oleh=F("diunggah_oleh")),
                name="im_empat_mata",
                violation_error_message="Daftar harus diverifikasi orang lain, bukan pengunggahnya.",
            ),
            models.CheckConstraint(
                condition=Q(diverifikasi_oleh__isnull=False, diverifikasi_pada__isnull=False)
                | (
                    Q(diverifikasi_oleh=None, diverifikasi_pada=None)
                    & ~Q(status__in=["TERVERIFIKASI", "DITERAPKAN"])
                ),
                name="im_sah_sebelum_jalan",
                violation_error_message="Daftar harus diverifikasi sebelum diterapkan.",
            ),
            models.CheckConstraint(
                condition=Q(status="DITERAPKAN", diterapkan_pada__isnull=False)
                | (~Q(status="DITERAPKAN") & Q(diterapkan_pada=None)),
                name="im_waktu_penerapan",
                violation_error_message="Waktu penerapan harus ada tepat pada daftar yang diterapkan.",
            ),
        ]

    def __str__(self):
        return f"daftar “{self.nama_berkas}”"

    @property
    def jumlah_diterapkan(self) -> int:
        """How many accounts it makes."""
        return self.jumlah_baris - self.jumlah_galat


class BatchBaris(models.Model):
    """One row of the list: what the file said, and the complaints of the last check."""

    class Tingkat(models.TextChoices):
        OK = "OK", "Baik"
        PERINGATAN = "PERINGATAN", "Peringatan"
        GALAT = "GALAT", "Galat"

    batch = models.ForeignKey(BatchUsername, on_delete=models.CASCADE, related_name="daftar_baris")
    nomor = models.PositiveIntegerField("baris")
    isi = models.JSONField("isi")
    tingkat = models.CharField("tingkat", max_length=10, choices=Tingkat.choices, default=Tingkat.OK)
    keluhan = models.JSONField("keluhan", default=list, blank=True)

    class Meta:
        verbose_name = "baris daftar username"
        verbose_name_plural = "baris daftar username"
        ordering = ["nomor"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "nomor"],
                name="im_baris_unik",
                violation_error_message="Nomor baris ini sudah ada dalam daftar.",
            ),
            models.CheckConstraint(
                condition=Q(tingkat__in=["OK", "PERINGATAN", "GALAT"]),
                name="im_baris_tingkat",
                violation_error_message="Tingkat baris tidak dikenal.",
            ),
        ]
        indexes = [
            models.Index(fields=["batch", "nomor"], condition=~Q(tingkat="OK"), name="im_baris_berkeluhan"),
        ]

    def __str__(self):
        return f"baris {self.nomor}"
