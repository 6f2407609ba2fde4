"""Inbox and outbox: a notice for each person who is to hear of an act or a date; and the mails made of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from kinerja.dokumen.models import Dokumen, Riwayat


class Notifikasi(models.Model):
    """What one person is told: about one record, written in the act's own transaction, or as a reminder (`kunci`).

    `dikirim_pada`: when it was put into a mail. At most once, whatever becomes of the mail: it stands here.
    """

    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="daftar_notifikasi"
    )
    riwayat = models.ForeignKey(
        Riwayat, on_delete=models.PROTECT, related_name="+", verbose_name="riwayat", null=True, blank=True
    )
    kunci = models.CharField("kunci pengingat", max_length=100, null=True, blank=True)  # noqa: DJ001 unique when given
    judul = models.CharField("judul", max_length=200)
    tautan = models.CharField("tautan", max_length=300, blank=True)
    dibuat_pada = models.DateTimeField("dibuat pada")
    dibaca_pada = models.DateTimeField("dibaca pada", null=True, blank=True)
    dikirim_pada = models.DateTimeField("dikirim pada", null=True, blank=True)

    class Meta:
        verbose_name = "pemberitahuan"
        verbose_name_plural = "pemberitahuan"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pengguna", "riwayat"],
                name="notifikasi_sekali",
                violation_error_message="Pemberitahuan ini sudah dibuat.",
            ),
            models.UniqueConstraint(
                fields=["pengguna", "kunci"],
                name="notifikasi_pengingat_sekali",
                violation_error_message="Pengingat ini sudah dibuat.",
            ),
            models.CheckConstraint(
                condition=Q(riwayat__isnull=False, kunci__isnull=True)
                | (Q(riwayat__isnull=True, kunci__isnull=False) & ~Q(kunci="")),
                name="notifikasi_asal",
                violation_error_message="Pemberitahuan berasal dari satu catatan atau satu pengingat.",
            ),
        ]
        indexes = [
            models.Index(fields=["pengguna", "-id"], name="notifikasi_kotak_masuk"),
            models.Index(fields=["pengguna"], condition=Q(dibaca_pada=None), name="notifikasi_belum_dibaca"),
            models.Index(
                fields=["dibuat_pada"],
                condition=Q(dibaca_pada=None, dikirim_pada=None),
                name="notifikasi_belum_disuratkan",
            ),
        ]

    def __str__(self):
        return self.judul


class FrekuensiRingkasan(models.TextChoices):
    PER_JAM = "PER_JAM", "Setiap jam, bila ada yang baru"
    HARIAN = "HARIAN", "Sekali sehari, pada pagi hari"


class PreferensiPemberitahuan(models.Model):
    """Whether and how often one person wants mail. Without a row: yes, every hour. The inbox is not affected."""

    pengguna = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preferensi_pemberitahuan"
    )
    email = models.BooleanField("kirim ringkasan ke email", default=True)
    ringkasan = models.CharField(
        "frekuensi ringkasan",
        max_length=10,
        choices=FrekuensiRingkasan.choices,
        default=FrekuensiRingkasan.PER_JAM,
    )

    class Meta:
        verbose_name = "preferensi pemberitahuan"
        verbose_name_plural = "preferensi pemberitahuan"
        constraints = [
            models.CheckConstraint(
                condition=Q(ringkasan__in=FrekuensiRingkasan.values),
                name="preferensi_ringkasan",
                violation_error_message="Frekuensi ringkasan tidak dikenal.",
            )
        ]

    def __str__(self):
        return str(self.pengguna)


class StatusSurat(models.TextChoices):
    MENUNGGU = "MENUNGGU", "Menunggu"
    SEDANG_DIKIRIM = "SEDANG_DIKIRIM", "Sedang dikirim"
    TERKIRIM = "TERKIRIM", "Terkirim"
    GAGAL = "GAGAL", "Gagal"
    DIBATALKAN = "DIBATALKAN", "Dibatalkan"


PERCOBAAN_SURAT = 8


class KotakKeluar(Dokumen):
    """One mail to one person. `kunci` makes it once; the address is that of the day it is sent, so it is not kept.

    `coba_lagi_pada`: from when on a worker may take it. While one sends it that is the end of his lease.
    """

    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="daftar_surat",
        verbose_name="penerima",
    )
    kunci = models.CharField("kunci", max_length=100)
    subjek = models.CharField("subjek", max_length=200)
    isi = models.TextField("isi")
    status = models.CharField(
        "status", max_length=20, choices=StatusSurat.choices, default=StatusSurat.MENUNGGU, editable=False
    )
    percobaan = models.PositiveSmallIntegerField("percobaan", default=0)
    coba_lagi_pada = models.DateTimeField("dapat dikirim mulai")
    sewa_sampai = models.DateTimeField("sedang dikirim sampai", null=True, blank=True)
    terkirim_pada = models.DateTimeField("terkirim pada", null=True, blank=True)
    galat = models.TextField("galat", blank=True)
    dibuat_pada = models.DateTimeField("dibuat pada")

    class Meta:
        verbose_name = "email keluar"
        verbose_name_plural = "kotak keluar"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kunci"],
                name="ko_kunci_unik",
                violation_error_message="Email ini sudah ada di kotak keluar.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=StatusSurat.values),
                name="ko_status",
                violation_error_message="Status email tidak dikenal.",
            ),
            models.CheckConstraint(
                condition=Q(status=StatusSurat.TERKIRIM, terkirim_pada__isnull=False)
                | (~Q(status=StatusSurat.TERKIRIM) & Q(terkirim_pada__isnull=True)),
                name="ko_terkirim",
                violation_error_message="Email yang terkirim, dan hanya itu, mempunyai waktu kirim.",
            ),
            models.CheckConstraint(
                condition=Q(status=StatusSurat.SEDANG_DIKIRIM, sewa_sampai__isnull=False)
                | (~Q(status=StatusSurat.SEDANG_DIKIRIM) & Q(sewa_sampai__isnull=True)),
                name="ko_sewa",
                violation_error_message="Email yang sedang dikirim, dan hanya itu, dipegang satu pekerja.",
            ),
            models.CheckConstraint(
                condition=Q(percobaan__gte=0, percobaan__lte=PERCOBAAN_SURAT)
                & (~Q(status__in=[StatusSurat.SEDANG_DIKIRIM, StatusSurat.TERKIRIM]) | Q(percobaan__gte=1)),
                name="ko_percobaan",
                violation_error_message=f"Email dicoba paling banyak {PERCOBAAN_SURAT} kali.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["coba_lagi_pada", "id"],
                condition=Q(status__in=[StatusSurat.MENUNGGU, StatusSurat.SEDANG_DIKIRIM]),
                name="kotakkeluar_antrean",
            ),
            models.Index(fields=["status", "-id"], name="kotakkeluar_status"),
        ]

    def __str__(self):
        return self.subjek

    @property
    def dapat_dikirim_ulang(self) -> bool:
        return self.status in (StatusSurat.GAGAL, StatusSurat.DIBATALKAN)


class PekerjaanBerkala(models.Model):
    """The last round of one timed job: whichever worker moves `terakhir_pada` runs it."""

    nama = models.CharField("nama", max_length=60, unique=True)
    terakhir_pada = models.DateTimeField("terakhir dijalankan pada", null=True, blank=True)
    galat = models.TextField("galat", blank=True)

    class Meta:
        verbose_name = "pekerjaan berkala"
        verbose_name_plural = "pekerjaan berkala"
        ordering = ["nama"]

    def __str__(self):
        return self.nama
