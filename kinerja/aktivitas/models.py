"""The daily log: what was done, when, for which indicator; and what is planned (juknis BAB V)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kinerja.dokumen.models import Dokumen
from kinerja.kepegawaian.models import Pegawai
from kinerja.skp.models import Indikator, Skp

PANJANG_URAIAN = 500


class Jenis(models.TextChoices):
    AKTIVITAS = "AKTIVITAS", "Aktivitas"
    RENCANA = "RENCANA", "Rencana"


class KirimanAktivitas(models.Model):
    """Several activities entered at once: the penilai sees that they were, and how."""

    class Asal(models.TextChoices):
        SALIN = "SALIN", "Disalin dari hari lain"
        BERULANG = "BERULANG", "Berulang"
        TEMPEL = "TEMPEL", "Ditempel dari lembar kerja"
        UNGGAH = "UNGGAH", "Diunggah dari berkas"

    skp = models.ForeignKey(Skp, on_delete=models.PROTECT, related_name="daftar_kiriman_aktivitas")
    asal = models.CharField("asal", max_length=8, choices=Asal.choices)
    jumlah = models.PositiveSmallIntegerField("jumlah aktivitas")
    nama_berkas = models.CharField("nama berkas", max_length=200, blank=True)
    dicatat_pada = models.DateTimeField("waktu input")

    class Meta:
        verbose_name = "kiriman aktivitas"
        verbose_name_plural = "kiriman aktivitas"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(asal__in=["SALIN", "BERULANG", "TEMPEL", "UNGGAH"], jumlah__gte=1),
                name="kiriman_aktivitas_isi",
                violation_error_message="Kiriman aktivitas harus berisi dan asalnya dikenal.",
            ),
        ]

    def __str__(self):
        return f"{self.jumlah} aktivitas, {self.get_asal_display().lower()}"


class AktivitasQuerySet(models.QuerySet):
    def ada(self) -> AktivitasQuerySet:
        """Without those that their owner deleted; they stay, so that a deletion can be undone."""
        return self.filter(dihapus_pada=None)


class Aktivitas(Dokumen):
    """One piece of work on one day, WITA. Once counted in a submitted month (`dihitung_pada`) it does not change."""

    dibaca_bersama = ("pegawai__pengguna", "skp", "indikator")
    skp = models.ForeignKey(Skp, on_delete=models.PROTECT, related_name="daftar_aktivitas")
    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="daftar_aktivitas")
    indikator = models.ForeignKey(
        Indikator, on_delete=models.PROTECT, related_name="+", verbose_name="indikator SKP"
    )
    jenis = models.CharField("jenis", max_length=9, choices=Jenis.choices, default=Jenis.AKTIVITAS)
    tanggal = models.DateField("tanggal")
    mulai = models.TimeField("waktu mulai")
    selesai = models.TimeField("waktu selesai")
    uraian = models.CharField("aktivitas", max_length=PANJANG_URAIAN)
    dicatat_pada = models.DateTimeField("waktu input")
    kiriman = models.ForeignKey(
        KirimanAktivitas, on_delete=models.PROTECT, null=True, blank=True, related_name="daftar_aktivitas"
    )
    rencana = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="pelaksanaan",
        verbose_name="dari rencana",
    )
    dihitung_pada = models.DateTimeField("dihitung pada", null=True, blank=True, editable=False)
    dihapus_pada = models.DateTimeField("dihapus pada", null=True, blank=True, editable=False)

    objects = AktivitasQuerySet.as_manager()

    class Meta:
        verbose_name = "aktivitas"
        verbose_name_plural = "aktivitas"
        ordering = ["-tanggal", "-mulai", "-pk"]
        indexes = [
            models.Index(fields=["pegawai", "-tanggal", "-mulai"], name="aktivitas_harian"),
            models.Index(fields=["skp", "tanggal"], name="aktivitas_skp_tanggal"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(mulai__lt=F("selesai")),
                name="ak_urut",
                violation_error_message="Waktu selesai harus sesudah waktu mulai.",
            ),
            models.CheckConstraint(
                condition=~Q(uraian=""),
                name="ak_uraian",
                violation_error_message="Tuliskan aktivitasnya.",
            ),
            models.CheckConstraint(
                condition=Q(jenis__in=Jenis.values),
                name="ak_jenis",
                violation_error_message="Jenis aktivitas tidak dikenal.",
            ),
            models.CheckConstraint(
                condition=Q(dihitung_pada=None) | Q(jenis="AKTIVITAS", dihapus_pada=None),
                name="ak_dihitung",
                violation_error_message="Aktivitas ini sudah dihitung dalam realisasi yang diajukan.",
            ),
            models.CheckConstraint(
                condition=Q(rencana=None) | Q(jenis="AKTIVITAS"),
                name="ak_rencana",
                violation_error_message="Hanya aktivitas yang dapat berasal dari rencana.",
            ),
        ]

    def __str__(self):
        return self.uraian

    @property
    def is_rencana(self) -> bool:
        return self.jenis == Jenis.RENCANA
