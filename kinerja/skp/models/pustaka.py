"""The library: RHK and indicators for a jabatan, kept by BKD, to begin a plan with."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kinerja.kepegawaian.models import Jabatan
from kinerja.skp.models.rencana import IsiIndikator, JenisRhk


class PustakaRhk(models.Model):
    jabatan = models.ForeignKey(Jabatan, on_delete=models.CASCADE, related_name="daftar_pustaka_rhk")
    jenis = models.CharField("jenis", max_length=8, choices=JenisRhk.choices, default=JenisRhk.UTAMA)
    uraian = models.CharField("rencana hasil kerja", max_length=500)
    urutan = models.PositiveSmallIntegerField("urutan", default=0)
    aktif = models.BooleanField("ditawarkan", default=True)

    class Meta:
        verbose_name = "pustaka RHK"
        verbose_name_plural = "pustaka RHK"
        ordering = ["jabatan", "-jenis", "urutan", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(jenis__in=JenisRhk.values) & ~Q(uraian=""),
                name="pustakarhk_isi",
                violation_error_message="Pustaka RHK harus berisi rencana hasil kerja dan jenisnya.",
            ),
            models.UniqueConstraint(
                fields=["jabatan", "uraian"],
                name="pustakarhk_berbeda",
                violation_error_message="RHK yang sama sudah ada di pustaka jabatan ini.",
            ),
        ]

    def __str__(self):
        return self.uraian


class PustakaIndikator(IsiIndikator):
    """An offered measure; aspek or perspektif is that of whoever will use it."""

    rhk = models.ForeignKey(PustakaRhk, on_delete=models.CASCADE, related_name="daftar_indikator")

    class Meta(IsiIndikator.Meta):
        abstract = False
        verbose_name = "pustaka indikator"
        verbose_name_plural = "pustaka indikator"
        ordering = ["rhk", "urutan", "pk"]
        constraints = [
            *IsiIndikator.Meta.constraints,
            models.UniqueConstraint(
                fields=["rhk", "uraian"],
                name="pustakaindikator_berbeda",
                violation_error_message="Indikator dalam satu rencana hasil kerja harus berbeda satu dengan yang lain.",
            ),
        ]
