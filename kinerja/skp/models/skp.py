"""Sasaran Kinerja Pegawai: the plan of one position in one period (PermenPANRB 6/2022; juknis BAB III)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Prefetch, Q

from kinerja.dokumen.constraints import TanpaTumpangTindih, satu_pada_satu_masa
from kinerja.kepegawaian.models import Pegawai, PejabatPenilai, PerangkatDaerah, RiwayatJabatan
from kinerja.skp.lifecycle import SkpLifecycle, StatusSkp
from kinerja.skp.models.perilaku import NilaiBerakhlak
from kinerja.skp.models.predikat import Predikat


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
    dalam_revisi = models.BooleanField("dalam revisi", default=False, db_default=False, editable=False)
    dibagikan = models.BooleanField(
        "boleh disalin rekan sejabatan", default=False, db_default=False, editable=False
    )
    boleh_mendahului = models.BooleanField(
        "boleh mendahului SKP sebelumnya", default=False, db_default=False, editable=False
    )
    predikat = models.CharField(
        "predikat kinerja",
        max_length=15,
        choices=Predikat.choices,
        blank=True,
        default="",
        db_default="",
        editable=False,
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
            models.CheckConstraint(
                condition=Q(predikat="") | Q(predikat__in=Predikat.values, status="SELESAI"),
                name="skp_predikat_hanya_selesai",
                violation_error_message="Predikat hanya pada SKP yang selesai.",
            ),
            models.CheckConstraint(
                condition=Q(dalam_revisi=False) | Q(status__in=["KONSEP", "PENILAIAN_RENCANA"]),
                name="skp_dalam_revisi",
                violation_error_message="Hanya SKP yang disusun atau dinilai ulang yang dalam revisi.",
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

    def isi_lengkap(self) -> list:
        """All RHK with their indicators, in printing order, in two queries."""
        urut = Prefetch("daftar_indikator", to_attr="daftar_indikator_terurut")
        return list(
            self.daftar_rhk.select_related("rhk_atasan__skp")
            .prefetch_related(urut)
            .order_by("-jenis", "urutan", "pk")
        )

    def nilai_tanpa_ekspektasi(self) -> list[NilaiBerakhlak]:
        return list(NilaiBerakhlak.objects.exclude(pk__in=self.daftar_ekspektasi.values("nilai")))
