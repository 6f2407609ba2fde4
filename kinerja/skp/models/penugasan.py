"""A result that a pimpinan assigns in the Matriks Peran Hasil; a draft at the employee until he takes it up."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kinerja.kepegawaian.models import Pegawai
from kinerja.skp.models.rencana import JenisRhk, RencanaHasilKerja


class PenugasanHasil(models.Model):
    """Open while `rhk` is empty. The employee's own RHK is written by himself, never by his penilai."""

    rhk_atasan = models.ForeignKey(
        RencanaHasilKerja, on_delete=models.PROTECT, related_name="daftar_penugasan"
    )
    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="daftar_penugasan_hasil")
    jenis = models.CharField("jenis", max_length=8, choices=JenisRhk.choices, default=JenisRhk.UTAMA)
    uraian = models.CharField("rencana hasil kerja", max_length=500)
    ditugaskan_pada = models.DateTimeField("ditugaskan pada")
    rhk = models.OneToOneField(
        RencanaHasilKerja, on_delete=models.SET_NULL, null=True, blank=True, related_name="penugasan"
    )

    class Meta:
        verbose_name = "penugasan hasil"
        verbose_name_plural = "penugasan hasil"
        ordering = ["rhk_atasan", "pegawai", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(uraian="") & Q(jenis__in=JenisRhk.values),
                name="penugasan_hasil_isi",
                violation_error_message="Penugasan hasil harus diisi.",
            ),
            models.UniqueConstraint(
                fields=["rhk_atasan", "pegawai", "uraian"],
                name="penugasan_hasil_berbeda",
                violation_error_message="Penugasan yang sama sudah ada untuk pegawai ini.",
            ),
        ]

    def __str__(self):
        return self.uraian
