"""Sasaran Kinerja Pegawai: the plan of one position in one period (PermenPANRB 6/2022; juknis BAB III)."""

from __future__ import annotations

from datetime import date

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Prefetch, Q

from kinerja.dokumen.constraints import TanpaTumpangTindih, satu_pada_satu_masa
from kinerja.kepegawaian.models import Pegawai, PejabatPenilai, PerangkatDaerah, RiwayatJabatan
from kinerja.skp.lifecycle import SkpLifecycle, StatusSkp
from kinerja.skp.models.perilaku import NilaiBerakhlak


class ModelSkp(models.TextChoices):
    JPT = "JPT", "JPT / Pimpinan Unit Mandiri"
    JA_JF = "JA_JF", "Jabatan Administrasi / Jabatan Fungsional"


class Pendekatan(models.TextChoices):
    KUANTITATIF = "KUANTITATIF", "Kuantitatif"
    KUALITATIF = "KUALITATIF", "Kualitatif"


class Snapshot(models.Model):
    """Who and what a document was submitted under. Copied at `ajukan`; later changes leave history alone."""

    jabatan_nama = models.CharField("jabatan", max_length=150, blank=True)
    pangkat = models.CharField("pangkat/golongan", max_length=6, blank=True)
    unit_nama = models.CharField("unit kerja", max_length=150, blank=True)
    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT, related_name="+")
    penilai = models.ForeignKey(
        Pegawai,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="pejabat penilai",
    )
    penilai_jabatan = models.CharField("jabatan penilai", max_length=150, blank=True)
    penugasan = models.ForeignKey(
        PejabatPenilai, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        abstract = True


class Skp(SkpLifecycle, Snapshot):
    dibaca_bersama = ("pegawai__pengguna", "riwayat_jabatan", "penugasan")
    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="daftar_skp")
    riwayat_jabatan = models.OneToOneField(
        RiwayatJabatan,
        on_delete=models.PROTECT,
        related_name="skp",
        error_messages={"unique": "Riwayat jabatan ini sudah dipakai SKP lain."},
    )
    tahun = models.PositiveSmallIntegerField("tahun")
    mulai = models.DateField("periode awal")
    selesai = models.DateField("periode akhir")
    model = models.CharField("model SKP", max_length=5, choices=ModelSkp.choices)
    pendekatan = models.CharField(
        "pendekatan", max_length=11, choices=Pendekatan.choices, default=Pendekatan.KUANTITATIF
    )
    diajukan_pada = models.DateTimeField("diajukan pada", null=True, blank=True)
    disetujui_pada = models.DateTimeField("disetujui pada", null=True, blank=True)

    class Meta:
        verbose_name = "SKP"
        verbose_name_plural = "SKP"
        ordering = ["-mulai", "pegawai"]
        indexes = [models.Index(fields=["penilai", "status"]), models.Index(fields=["pegawai", "-mulai"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=StatusSkp.values),
                name="skp_status",
                violation_error_message="Status SKP tidak dikenal.",
            ),
            models.CheckConstraint(
                condition=Q(model__in=ModelSkp.values) & Q(pendekatan__in=Pendekatan.values),
                name="skp_model",
                violation_error_message="Model atau pendekatan SKP tidak dikenal.",
            ),
            models.CheckConstraint(
                condition=Q(mulai__lte=F("selesai")),
                name="skp_periode_urut",
                violation_error_message="Periode akhir mendahului periode awal.",
            ),
            models.CheckConstraint(
                condition=Q(mulai__year=F("tahun")) & Q(selesai__year=F("tahun")),
                name="skp_periode_dalam_tahun",
                violation_error_message="Periode SKP harus berada di dalam tahunnya.",
            ),
            models.CheckConstraint(
                condition=Q(penilai=None) | ~Q(penilai=F("pegawai")),
                name="skp_bukan_menilai_diri",
                violation_error_message="Pejabat penilai tidak boleh diri sendiri.",
            ),
            models.CheckConstraint(
                condition=Q(status="KONSEP") | Q(penilai__isnull=False, diajukan_pada__isnull=False),
                name="skp_diajukan",
                violation_error_message="SKP yang diajukan harus mempunyai penilai dan waktu pengajuan.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["KONSEP", "PENILAIAN_RENCANA"]) | Q(disetujui_pada__isnull=False),
                name="skp_disetujui",
                violation_error_message="SKP yang disetujui harus mempunyai waktu persetujuan.",
            ),
            TanpaTumpangTindih(
                name="skp_periode_tidak_tumpang_tindih",
                expressions=satu_pada_satu_masa("pegawai"),
                violation_error_message="Periode SKP bertumpang tindih dengan SKP lain.",
            ),
        ]

    def __str__(self):
        return f"SKP {self.pegawai} {self.tahun}"

    @property
    def is_ja_jf(self) -> bool:
        return self.model == ModelSkp.JA_JF

    def memuat(self, hari: date) -> bool:
        return self.mulai <= hari <= self.selesai

    def isi_lengkap(self) -> list[RencanaHasilKerja]:
        """All RHK with their indicators, in printing order, in two queries."""
        urut = Indikator.objects.order_by("urutan", "pk")
        return list(
            self.daftar_rhk.select_related("rhk_atasan")
            .prefetch_related(Prefetch("daftar_indikator", urut, to_attr="daftar_indikator_terurut"))
            .order_by("-jenis", "urutan", "pk")
        )

    def nilai_tanpa_ekspektasi(self) -> list[NilaiBerakhlak]:
        return list(NilaiBerakhlak.objects.exclude(pk__in=self.daftar_ekspektasi.values("nilai")))


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


class Indikator(models.Model):
    """A measure of one RHK. The target is a number with its unit, or a text such as “1 minggu”."""

    rhk = models.ForeignKey(RencanaHasilKerja, on_delete=models.CASCADE, related_name="daftar_indikator")
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
        verbose_name = "indikator"
        verbose_name_plural = "indikator"
        ordering = ["rhk", "urutan", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rhk", "uraian"],
                name="indikator_berbeda",
                violation_error_message="Indikator dalam satu rencana hasil kerja harus berbeda satu dengan yang lain.",
            ),
            models.CheckConstraint(
                condition=~Q(uraian="")
                & Q(aspek__in=["", *Aspek.values])
                & Q(perspektif__in=["", *Perspektif.values]),
                name="indikator_isi",
                violation_error_message="Indikator, aspek, atau perspektif tidak sah.",
            ),
            models.CheckConstraint(
                condition=Q(aspek="") | Q(perspektif=""),
                name="indikator_aspek_atau_perspektif",
                violation_error_message="Indikator memakai aspek (JA/JF) atau perspektif (JPT), tidak keduanya.",
            ),
            models.CheckConstraint(
                condition=(Q(target__gte=0) & ~Q(satuan="") & Q(target_teks=""))
                | (Q(target=None) & ~Q(target_teks="")),
                name="indikator_target",
                violation_error_message="Target harus bilangan nol atau lebih dengan satuannya, atau teks.",
            ),
            models.CheckConstraint(
                condition=Q(arah__in=Arah.values),
                name="indikator_arah",
                violation_error_message="Arah indikator tidak dikenal.",
            ),
        ]

    def __str__(self):
        return self.uraian

    @property
    def target_tercetak(self) -> str:
        if self.target is None:
            return self.target_teks
        bilangan = f"{self.target.normalize():,f}".translate(str.maketrans(",.", ".,"))
        return f"{bilangan} {self.satuan}"


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
