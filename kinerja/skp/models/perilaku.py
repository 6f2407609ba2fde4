"""BerAKHLAK: seven values and their 21 guides (SE MenPANRB 20/2021). Reference data, loaded by `referensi`."""

from __future__ import annotations

from django.db import models


class NilaiBerakhlak(models.Model):
    kode = models.CharField("kode", max_length=25, primary_key=True)
    nomor = models.PositiveSmallIntegerField("nomor", unique=True)
    nama = models.CharField("nama", max_length=40)

    class Meta:
        verbose_name = "nilai BerAKHLAK"
        verbose_name_plural = "nilai BerAKHLAK"
        ordering = ["nomor"]

    def __str__(self):
        return self.nama


class PanduanPerilaku(models.Model):
    nilai = models.ForeignKey(NilaiBerakhlak, on_delete=models.CASCADE, related_name="daftar_panduan")
    nomor = models.PositiveSmallIntegerField("nomor")
    teks = models.CharField("panduan", max_length=250)

    class Meta:
        verbose_name = "panduan perilaku"
        verbose_name_plural = "panduan perilaku"
        ordering = ["nilai", "nomor"]
        constraints = [
            models.UniqueConstraint(
                fields=["nilai", "nomor"],
                name="panduan_nomor_unik",
                violation_error_message="Panduan bernomor ini sudah ada.",
            )
        ]

    def __str__(self):
        return self.teks
