"""Where people work: PerangkatDaerah, UnitKerja (a tree with its kepala) and the catalogue of Jabatan."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from guardian.models import UserObjectPermissionBase


class PerangkatDaerah(models.Model):
    """An office of the province (OPD). Territory of pengelola, verifikatur and auditor."""

    class Jenis(models.TextChoices):
        SEKRETARIAT = "SEKRETARIAT", "Sekretariat"
        BIRO = "BIRO", "Biro"
        DINAS = "DINAS", "Dinas"
        BADAN = "BADAN", "Badan"
        INSPEKTORAT = "INSPEKTORAT", "Inspektorat"
        SATUAN = "SATUAN", "Satuan"
        RSUD = "RSUD", "RSUD"

    kode = models.CharField("kode", max_length=20, unique=True)
    nama = models.CharField("nama", max_length=150, unique=True)
    jenis = models.CharField("jenis", max_length=12, choices=Jenis.choices)
    aktif = models.BooleanField("aktif", default=True)

    class Meta:
        verbose_name = "perangkat daerah"
        verbose_name_plural = "perangkat daerah"
        ordering = ["nama"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kode="") & ~Q(nama=""),
                name="perangkatdaerah_terisi",
                violation_error_message="Kode dan nama perangkat daerah harus diisi.",
            )
        ]
        permissions = [
            ("kelola_perangkatdaerah", "Pengelola kepegawaian perangkat daerah"),
            ("verifikasi_perangkatdaerah", "Verifikatur perangkat daerah"),
            ("audit_perangkatdaerah", "Auditor perangkat daerah"),
        ]

    def __str__(self):
        return self.nama


class KewenanganWilayah(UserObjectPermissionBase):
    """A guardian grant on one PerangkatDaerah; an auditor's ends by itself."""

    content_object = models.ForeignKey(
        PerangkatDaerah, on_delete=models.CASCADE, related_name="daftar_kewenangan"
    )
    mulai = models.DateField("mulai", null=True, blank=True)
    selesai = models.DateField("selesai", null=True, blank=True)

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False
        verbose_name = "kewenangan wilayah"
        verbose_name_plural = "kewenangan wilayah"
        constraints = [
            models.CheckConstraint(
                condition=Q(mulai=None) | Q(selesai=None) | Q(selesai__gte=F("mulai")),
                name="kewenangan_masa_urut",
                violation_error_message="Tanggal selesai kewenangan mendahului tanggal mulainya.",
            )
        ]


class UnitKerja(models.Model):
    """Bidang, bagian, subbidang, UPTD, cabang dinas, school: a tree inside one OPD."""

    perangkat_daerah = models.ForeignKey(
        PerangkatDaerah, on_delete=models.PROTECT, related_name="daftar_unit"
    )
    induk = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="daftar_anak"
    )
    nama = models.CharField("nama", max_length=150)
    kepala = models.ForeignKey(
        "kepegawaian.Pegawai",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="daftar_unit_dipimpin",
    )
    pimpinan_mandiri = models.BooleanField(
        "pimpinan unit mandiri",
        default=False,
        help_text="UPTD, cabang dinas, sekolah: kepalanya memakai model SKP JPT.",
    )

    class Meta:
        verbose_name = "unit kerja"
        verbose_name_plural = "unit kerja"
        ordering = ["perangkat_daerah", "nama"]
        constraints = [
            models.UniqueConstraint(
                fields=["perangkat_daerah", "nama"],
                name="unit_nama_unik",
                violation_error_message="Unit kerja dengan nama ini sudah ada di perangkat daerah tersebut.",
            ),
            models.CheckConstraint(
                condition=Q(induk=None) | ~Q(induk=F("pk")),
                name="unit_bukan_induk_sendiri",
                violation_error_message="Unit kerja tidak dapat menjadi induk dirinya sendiri.",
            ),
        ]

    def __str__(self):
        return self.nama


class Jabatan(models.Model):
    """The catalogue of positions. A retired nomenclature stays for history and names its successor."""

    class Jenis(models.TextChoices):
        STRUKTURAL = "STRUKTURAL", "Struktural"
        FUNGSIONAL = "FUNGSIONAL", "Fungsional Tertentu"
        PELAKSANA = "PELAKSANA", "Jabatan Pelaksana"

    nama = models.CharField("nama jabatan", max_length=150, unique=True)
    jenis = models.CharField("jenis jabatan", max_length=12, choices=Jenis.choices)
    eselon = models.CharField("eselon", max_length=6, blank=True)
    jenjang = models.CharField("jenjang", max_length=30, blank=True)
    pimpinan = models.BooleanField(
        "pimpinan", default=False, help_text="Pimpinan perangkat daerah atau unit mandiri: model SKP JPT."
    )
    aktif = models.BooleanField("aktif", default=True)
    digantikan_oleh = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "jabatan"
        verbose_name_plural = "jabatan"
        ordering = ["nama"]
        constraints = [
            models.CheckConstraint(
                condition=Q(jenis__in=["STRUKTURAL", "FUNGSIONAL", "PELAKSANA"]),
                name="jabatan_jenis",
                violation_error_message="Jenis jabatan tidak dikenal.",
            )
        ]

    def __str__(self):
        return self.nama
