"""What a plan consists of: RHK, their indicators, the expectations on behaviour, the annex (PermenPANRB 6/2022)."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from kinerja.skp.models.perilaku import NilaiBerakhlak
from kinerja.skp.models.skp import Skp

KEDINASAN_LAIN = "Terlaksananya tugas kedinasan lain"


class JenisRhk(models.TextChoices):
    """Priority, not weight: utama is high, tambahan low (juknis BAB III.3)."""

    UTAMA = "UTAMA", "Utama"
    TAMBAHAN = "TAMBAHAN", "Tambahan"


class RencanaHasilKerja(models.Model):
    skp = models.ForeignKey(Skp, on_delete=models.CASCADE, related_name="daftar_rhk")
    jenis = models.CharField("jenis", max_length=8, choices=JenisRhk.choices, default=JenisRhk.UTAMA)
    uraian = models.CharField("rencana hasil kerja", max_length=500)
    rhk_atasan = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="daftar_rhk_bawahan",
        verbose_name="rencana hasil kerja atasan yang diintervensi",
    )
    urutan = models.PositiveSmallIntegerField("urutan", default=0)

    class Meta:
        verbose_name = "rencana hasil kerja"
        verbose_name_plural = "rencana hasil kerja"
        ordering = ["skp", "-jenis", "urutan", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(jenis__in=JenisRhk.values),
                name="rhk_jenis",
                violation_error_message="Jenis rencana hasil kerja tidak dikenal.",
            ),
            models.CheckConstraint(
                condition=~Q(uraian=""),
                name="rhk_terisi",
                violation_error_message="Rencana hasil kerja harus diisi.",
            ),
            models.UniqueConstraint(
                fields=["skp", "uraian"],
                name="rhk_berbeda",
                violation_error_message="Rencana hasil kerja yang sama sudah ada di SKP ini.",
            ),
        ]

    def __str__(self):
        return self.uraian


class Aspek(models.TextChoices):
    KUANTITAS = "KUANTITAS", "Kuantitas"
    KUALITAS = "KUALITAS", "Kualitas"
    WAKTU = "WAKTU", "Waktu"
    BIAYA = "BIAYA", "Biaya"


class Perspektif(models.TextChoices):
    PENERIMA_LAYANAN = "PENERIMA_LAYANAN", "Penerima Layanan"
    PROSES_BISNIS = "PROSES_BISNIS", "Proses Bisnis"
    PENGUATAN_INTERNAL = "PENGUATAN_INTERNAL", "Penguatan Internal"
    ANGGARAN = "ANGGARAN", "Anggaran"


class Arah(models.TextChoices):
    NAIK = "NAIK", "Makin tinggi makin baik"
    TURUN = "TURUN", "Makin rendah makin baik"


class IsiIndikator(models.Model):
    """A measure. Its target is a number with its unit, a text such as “1 minggu”, or (kualitatif) in its wording."""

    uraian = models.CharField("indikator kinerja individu", max_length=500)
    aspek = models.CharField("aspek", max_length=10, choices=Aspek.choices, blank=True)
    perspektif = models.CharField("perspektif", max_length=20, choices=Perspektif.choices, blank=True)
    target = models.DecimalField(
        "target tahunan",
        max_digits=15,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    target_teks = models.CharField("target berupa teks", max_length=100, blank=True)
    satuan = models.CharField("satuan", max_length=50, blank=True)
    arah = models.CharField("arah", max_length=5, choices=Arah.choices, default=Arah.NAIK)
    urutan = models.PositiveSmallIntegerField("urutan", default=0)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(uraian="")
                & Q(aspek__in=["", *Aspek.values])
                & Q(perspektif__in=["", *Perspektif.values]),
                name="%(class)s_isi",
                violation_error_message="Indikator, aspek, atau perspektif tidak sah.",
            ),
            models.CheckConstraint(
                condition=Q(aspek="") | Q(perspektif=""),
                name="%(class)s_aspek_atau_perspektif",
                violation_error_message="Indikator memakai aspek (JA/JF) atau perspektif (JPT), tidak keduanya.",
            ),
            models.CheckConstraint(
                condition=(Q(target__isnull=False, target__gte=0) & ~Q(satuan="") & Q(target_teks=""))
                | (Q(target=None) & Q(satuan="")),
                name="%(class)s_target",
                violation_error_message="Target harus bilangan nol atau lebih dengan satuannya, atau teks.",
            ),
            models.CheckConstraint(
                condition=Q(arah__in=Arah.values),
                name="%(class)s_arah",
                violation_error_message="Arah indikator tidak dikenal.",
            ),
        ]

    def __str__(self):
        return self.uraian

    @property
    def target_tercetak(self) -> str:
        """`1.250,5 Dokumen`, `1 minggu`, or empty."""
        if self.target is None:
            return self.target_teks
        bilangan = f"{self.target.normalize():,f}".translate(str.maketrans(",.", ".,"))
        return f"{bilangan} {self.satuan}"


class Indikator(IsiIndikator):
    """A measure of one RHK; or the one that every SKP has without planning it: “tugas kedinasan lain” (juknis BAB VII)."""

    rhk = models.ForeignKey(
        RencanaHasilKerja, on_delete=models.CASCADE, null=True, related_name="daftar_indikator"
    )
    skp_kedinasan_lain = models.OneToOneField(
        Skp, on_delete=models.CASCADE, null=True, editable=False, related_name="indikator_kedinasan_lain"
    )

    class Meta(IsiIndikator.Meta):
        abstract = False
        verbose_name = "indikator"
        verbose_name_plural = "indikator"
        ordering = ["rhk", "urutan", "pk"]
        constraints = [
            *IsiIndikator.Meta.constraints,
            models.UniqueConstraint(
                fields=["rhk", "uraian"],
                name="indikator_berbeda",
                violation_error_message="Indikator dalam satu rencana hasil kerja harus berbeda satu dengan yang lain.",
            ),
            models.CheckConstraint(
                condition=Q(rhk__isnull=False, skp_kedinasan_lain=None)
                | Q(rhk=None, skp_kedinasan_lain__isnull=False),
                name="indikator_milik_rhk_atau_skp",
                violation_error_message="Indikator harus milik satu rencana hasil kerja.",
            ),
        ]


class Ekspektasi(models.Model):
    """Ekspektasi Khusus Pimpinan: one text per value."""

    skp = models.ForeignKey(Skp, on_delete=models.CASCADE, related_name="daftar_ekspektasi")
    nilai = models.ForeignKey(NilaiBerakhlak, on_delete=models.PROTECT, related_name="+")
    teks = models.CharField("ekspektasi khusus pimpinan", max_length=1000)

    class Meta:
        verbose_name = "ekspektasi"
        verbose_name_plural = "ekspektasi"
        ordering = ["skp", "nilai__nomor"]
        constraints = [
            models.UniqueConstraint(
                fields=["skp", "nilai"],
                name="ekspektasi_satu_per_nilai",
                violation_error_message="Ekspektasi untuk nilai ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=~Q(teks=""),
                name="ekspektasi_terisi",
                violation_error_message="Ekspektasi tidak boleh kosong.",
            ),
        ]

    def __str__(self):
        return self.teks


class LampiranSkp(models.Model):
    """One line of the annex to the SKP: what he needs, how he answers for it, what follows."""

    class Jenis(models.TextChoices):
        SUMBER_DAYA = "SUMBER_DAYA", "Dukungan sumber daya"
        PERTANGGUNGJAWABAN = "PERTANGGUNGJAWABAN", "Skema pertanggungjawaban"
        KONSEKUENSI = "KONSEKUENSI", "Konsekuensi"

    skp = models.ForeignKey(Skp, on_delete=models.CASCADE, related_name="daftar_lampiran")
    jenis = models.CharField("jenis", max_length=18, choices=Jenis.choices)
    uraian = models.CharField("uraian", max_length=500)
    urutan = models.PositiveSmallIntegerField("urutan", default=0)

    class Meta:
        verbose_name = "lampiran SKP"
        verbose_name_plural = "lampiran SKP"
        ordering = ["skp", "jenis", "urutan", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(jenis__in=["SUMBER_DAYA", "PERTANGGUNGJAWABAN", "KONSEKUENSI"]) & ~Q(uraian=""),
                name="lampiran_isi",
                violation_error_message="Lampiran SKP tidak sah.",
            )
        ]

    def __str__(self):
        return self.uraian
