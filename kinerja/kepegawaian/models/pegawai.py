"""Who works here, in which position, and who rates him."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from guardian.models import UserObjectPermissionBase

from kinerja.dokumen.constraints import TanpaTumpangTindih, satu_pada_satu_masa
from kinerja.dokumen.models import Dokumen
from kinerja.kepegawaian.models.nip import Nip, nip_sah
from kinerja.kepegawaian.models.organisasi import Jabatan, PerangkatDaerah, UnitKerja


class Pegawai(Dokumen):
    """A person: PNS, PPPK, or an official without NIP (the Gubernur) who can be a penilai."""

    class JenisKepegawaian(models.TextChoices):
        PNS = "PNS", "PNS"
        PPPK = "PPPK", "PPPK"
        NON_ASN = "NON_ASN", "Pejabat non-ASN"

    class Status(models.TextChoices):
        AKTIF = "AKTIF", "Aktif"
        PENSIUN = "PENSIUN", "Pensiun"
        MENINGGAL = "MENINGGAL", "Meninggal"
        PINDAH = "PINDAH", "Pindah instansi"
        CLTN = "CLTN", "Cuti di luar tanggungan negara"
        TUGAS_BELAJAR = "TUGAS_BELAJAR", "Tugas belajar"

    pengguna = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="pegawai",
        error_messages={"unique": "Akun ini sudah dipakai pegawai lain."},
    )
    nip = models.CharField(
        "NIP / NI PPPK",
        max_length=18,
        unique=True,
        null=True,
        blank=True,
        validators=[MinLengthValidator(18), nip_sah],
        error_messages={"unique": "NIP/NI PPPK harus 18 angka dan belum terdaftar."},
    )
    nama = models.CharField("nama lengkap", max_length=150)
    jenis_kepegawaian = models.CharField("jenis kepegawaian", max_length=8, choices=JenisKepegawaian.choices)
    golongan = models.CharField(
        "pangkat/golongan", max_length=6, blank=True, help_text="III/a untuk PNS, IX untuk PPPK"
    )
    perangkat_daerah = models.ForeignKey(
        PerangkatDaerah, on_delete=models.PROTECT, related_name="daftar_pegawai"
    )
    status = models.CharField("status", max_length=14, choices=Status.choices, default=Status.AKTIF)

    class Meta:
        verbose_name = "pegawai"
        verbose_name_plural = "pegawai"
        ordering = ["nama", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(jenis_kepegawaian="NON_ASN", nip=None)
                | (~Q(jenis_kepegawaian="NON_ASN") & Q(nip__isnull=False)),
                name="pegawai_nip_bagi_asn",
                violation_error_message="PNS dan PPPK harus mempunyai NIP / NI PPPK; pejabat non-ASN tidak.",
            ),
            models.CheckConstraint(
                condition=Q(nip=None) | Q(nip__regex=r"^[0-9]{18}$"),
                name="pegawai_nip_18_angka",
                violation_error_message="NIP/NI PPPK harus 18 angka dan belum terdaftar.",
            ),
            models.CheckConstraint(
                condition=~Q(nama=""),
                name="pegawai_nama_terisi",
                violation_error_message="Nama pegawai harus diisi.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["AKTIF", "PENSIUN", "MENINGGAL", "PINDAH", "CLTN", "TUGAS_BELAJAR"]),
                name="pegawai_status",
                violation_error_message="Status pegawai tidak dikenal.",
            ),
        ]
        permissions = [("import_pegawai", "Impor pegawai"), ("export_pegawai", "Ekspor pegawai")]

    def __str__(self):
        return self.nama

    @property
    def nip_tercetak(self) -> str:
        """`19720707 199703 2 008`, or empty for an official without NIP."""
        return str(Nip.urai(self.nip)) if self.nip else ""


class RiwayatJabatan(Dokumen):
    """One position of a person in one year. Filled anew each year even when nothing changed (juknis BAB II)."""

    class Peran(models.TextChoices):
        DEFINITIF = "DEFINITIF", "Definitif"
        PLT = "PLT", "Pelaksana tugas"

    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="daftar_riwayat_jabatan")
    tahun = models.PositiveSmallIntegerField("tahun")
    jabatan = models.ForeignKey(Jabatan, on_delete=models.PROTECT, related_name="+")
    tmt = models.DateField("TMT jabatan")
    selesai = models.DateField("selesai", null=True, blank=True)
    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT, related_name="+")
    unit_kerja = models.ForeignKey(UnitKerja, on_delete=models.PROTECT, related_name="daftar_riwayat_jabatan")
    peran = models.CharField("peran", max_length=10, choices=Peran.choices, default=Peran.DEFINITIF)
    aktif = models.BooleanField("jabatan aktif", default=False)
    diusulkan_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    diverifikasi_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    diverifikasi_pada = models.DateTimeField("diverifikasi pada", null=True, blank=True)

    class Meta:
        verbose_name = "riwayat jabatan"
        verbose_name_plural = "riwayat jabatan"
        ordering = ["-tahun", "-tmt"]
        permissions = [("nilai_riwayatjabatan", "Pejabat penilai")]
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "tahun", "jabatan", "unit_kerja", "tmt"],
                name="rj_unik",
                violation_error_message="Riwayat yang sama sudah ada.",
            ),
            models.UniqueConstraint(
                fields=["pegawai"],
                condition=Q(aktif=True, peran="DEFINITIF"),
                name="rj_satu_definitif_aktif",
                violation_error_message="Hanya satu jabatan definitif yang boleh aktif.",
            ),
            models.CheckConstraint(
                condition=Q(selesai=None) | Q(selesai__gte=F("tmt")),
                name="rj_tmt_urut",
                violation_error_message="Tanggal akhir mendahului TMT.",
            ),
            models.CheckConstraint(
                condition=Q(diverifikasi_oleh=None) | ~Q(diverifikasi_oleh=F("diusulkan_oleh")),
                name="rj_empat_mata",
                violation_error_message="Usulan harus diverifikasi orang lain.",
            ),
            models.CheckConstraint(
                condition=Q(aktif=False) | Q(diverifikasi_oleh__isnull=False),
                name="rj_aktif_harus_terverifikasi",
                violation_error_message="Riwayat jabatan belum diverifikasi.",
            ),
            models.CheckConstraint(
                condition=Q(diverifikasi_oleh=None, diverifikasi_pada=None)
                | Q(diverifikasi_oleh__isnull=False, diverifikasi_pada__isnull=False),
                name="rj_verifikator_ada",
                violation_error_message="Verifikasi harus menyebut siapa dan kapan.",
            ),
            models.CheckConstraint(
                condition=Q(peran__in=["DEFINITIF", "PLT"]),
                name="rj_peran",
                violation_error_message="Peran jabatan tidak dikenal.",
            ),
        ]

    def __str__(self):
        return f"{self.jabatan} ({self.tahun})"


class PejabatPenilai(UserObjectPermissionBase):
    """Who rates the holder of a position, from when to when: a guardian permission row with dates.

    The designation and the authority are one fact: `has_perm("kepegawaian.nilai_riwayatjabatan", riwayat)`
    is true exactly while this row is in force. `mulai` and `selesai` are both inclusive days in WITA.
    """

    class Peran(models.TextChoices):
        DEFINITIF = "DEFINITIF", "Definitif"
        PLT = "PLT", "Plt."
        PLH = "PLH", "Plh."

    content_object = models.ForeignKey(
        RiwayatJabatan, on_delete=models.CASCADE, related_name="daftar_penilai"
    )
    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="daftar_penugasan_menilai")
    dinilai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="+")
    peran = models.CharField("peran", max_length=10, choices=Peran.choices, default=Peran.DEFINITIF)
    mulai = models.DateField("mulai")
    selesai = models.DateField("selesai", null=True, blank=True)
    nomor_surat = models.CharField("nomor surat", max_length=60, blank=True)

    class Meta:
        verbose_name = "pejabat penilai"
        verbose_name_plural = "pejabat penilai"
        ordering = ["-mulai"]
        indexes = [models.Index(fields=["user", "content_object"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(pegawai=F("dinilai")),
                name="rj_bukan_menilai_diri",
                violation_error_message="Pejabat penilai tidak boleh diri sendiri.",
            ),
            models.CheckConstraint(
                condition=Q(selesai=None) | Q(selesai__gte=F("mulai")),
                name="dp_masa_urut",
                violation_error_message="Tanggal selesai penugasan mendahului tanggal mulainya.",
            ),
            models.CheckConstraint(
                condition=Q(peran="DEFINITIF") | (Q(selesai__isnull=False) & ~Q(nomor_surat="")),
                name="dp_plt_berakhir",
                violation_error_message="Penugasan Plt/Plh harus mempunyai nomor surat dan tanggal selesai.",
            ),
            models.CheckConstraint(
                condition=Q(peran__in=["DEFINITIF", "PLT", "PLH"]),
                name="dp_peran",
                violation_error_message="Peran pejabat penilai tidak dikenal.",
            ),
            TanpaTumpangTindih(
                name="dp_tidak_tumpang_tindih",
                expressions=satu_pada_satu_masa("content_object"),
                violation_error_message="Masa penugasan pejabat penilai bertumpang tindih.",
            ),
        ]

    def __str__(self):
        return f"{self.pegawai} menilai {self.dinilai}"

    @staticmethod
    def berlaku(hari: date | datetime, prefix: str = "") -> Q:
        """Q for rows in force on that day (WITA)."""
        hari = timezone.localtime(hari).date() if isinstance(hari, datetime) else hari
        return Q(**{f"{prefix}mulai__lte": hari}) & (
            Q(**{f"{prefix}selesai": None}) | Q(**{f"{prefix}selesai__gte": hari})
        )
