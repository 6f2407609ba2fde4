"""When a month may be filled in, rated, completed with attendance and released."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.cache import cache
from django.db import models, transaction
from django.db.models import F, Q

from kinerja.kalender.models.bulan import Bulan, Jendela
from kinerja.kalender.models.ingatan import DiingatPerBulan
from kinerja.kepegawaian.models import PerangkatDaerah

HARI_PERTAMA, HARI_TERAKHIR = date(2000, 1, 1), date(2101, 12, 31)


KUNCI_ATURAN = "kalender:aturan"


class Tahap(models.TextChoices):
    PENGISIAN = "PENGISIAN", "Pengisian realisasi"
    PENILAIAN = "PENILAIAN", "Penilaian"
    ABSENSI = "ABSENSI", "Integrasi nilai absensi"
    RILIS = "RILIS", "Rilis"


class AturanJadwal(models.Model):
    """The juknis's default days in the month after (BAB V.1). Dated: a new rule is a new row."""

    berlaku_mulai = models.DateField("berlaku mulai", unique=True)
    hari_mulai = models.PositiveSmallIntegerField("hari mulai pengisian", default=1)
    hari_batas_isi = models.PositiveSmallIntegerField("hari terakhir pengisian", default=10)
    hari_batas_nilai = models.PositiveSmallIntegerField("hari terakhir penilaian", default=12)
    hari_absensi_mulai = models.PositiveSmallIntegerField("hari mulai integrasi absensi", default=5)
    hari_absensi_selesai = models.PositiveSmallIntegerField("hari terakhir integrasi absensi", default=10)
    hari_rilis_mulai = models.PositiveSmallIntegerField("hari mulai rilis", default=13)
    hari_rilis_selesai = models.PositiveSmallIntegerField("hari terakhir rilis", default=15)
    dasar = models.CharField("dasar", max_length=150, default="Juknis Si-Kinerja 2023, BAB V.1 dan VI.1–2")

    class Meta:
        verbose_name = "aturan jadwal"
        verbose_name_plural = "aturan jadwal"
        ordering = ["-berlaku_mulai"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hari_mulai__gte=1)
                & Q(hari_batas_isi__gte=F("hari_mulai"))
                & Q(hari_batas_nilai__gte=F("hari_batas_isi"))
                & Q(hari_absensi_mulai__gte=1)
                & Q(hari_absensi_selesai__gte=F("hari_absensi_mulai"))
                & Q(hari_rilis_mulai__gte=1)
                & Q(hari_rilis_selesai__gte=F("hari_rilis_mulai"))
                # Days that every month has; a 31st would fail each page in the months without one.
                & Q(hari_batas_nilai__lte=28, hari_absensi_selesai__lte=28, hari_rilis_selesai__lte=28),
                name="aturan_jadwal_urut",
                violation_error_message="Jadwal tidak berurutan.",
            )
        ]

    def __str__(self):
        return f"Aturan jadwal mulai {self.berlaku_mulai:%d-%m-%Y}"

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        cache.delete(KUNCI_ATURAN)
        transaction.on_commit(lambda: cache.delete(KUNCI_ATURAN))

    @classmethod
    def semua(cls) -> list[AturanJadwal]:
        """Newest first. Each process keeps them for a minute: a rule is dated, and made long before its month."""
        return cache.get_or_set(KUNCI_ATURAN, lambda: list(cls.objects.all()), 60)


class JadwalBulanan(DiingatPerBulan):
    """The windows of one month. Without OPD it is everybody's; with OPD it is that office's own exception.

    All dates are days in WITA, both ends inclusive; `jendela()` turns them into half-open instants. Weekends and
    holidays do not shift them.
    """

    tahun = models.PositiveSmallIntegerField("tahun")
    bulan = models.PositiveSmallIntegerField("bulan")
    perangkat_daerah = models.ForeignKey(
        PerangkatDaerah,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="khusus perangkat daerah",
    )
    mulai = models.DateField("tanggal mulai")
    batas_isi = models.DateField("batas pengisian")
    batas_nilai = models.DateField("batas penilaian")
    absensi_mulai = models.DateField("mulai integrasi absensi")
    absensi_selesai = models.DateField("batas integrasi absensi")
    rilis_mulai = models.DateField("mulai rilis")
    rilis_selesai = models.DateField("batas rilis")

    class Meta:
        verbose_name = "jadwal bulanan"
        verbose_name_plural = "jadwal bulanan"
        ordering = ["-tahun", "-bulan"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bulan__gte=1, bulan__lte=12, tahun__gte=2000, tahun__lte=2100),
                name="jb_bulan",
                violation_error_message="Bulan harus 1 sampai 12.",
            ),
            models.CheckConstraint(
                condition=Q(batas_isi__gte=F("mulai"))
                & Q(batas_nilai__gte=F("batas_isi"))
                & Q(absensi_selesai__gte=F("absensi_mulai"))
                & Q(rilis_selesai__gte=F("rilis_mulai"))
                # A year mistyped (0206, 9999) is no window either, and has no day after it to end on.
                & Q(mulai__gte=HARI_PERTAMA, absensi_mulai__gte=HARI_PERTAMA, rilis_mulai__gte=HARI_PERTAMA)
                & Q(
                    batas_nilai__lte=HARI_TERAKHIR,
                    absensi_selesai__lte=HARI_TERAKHIR,
                    rilis_selesai__lte=HARI_TERAKHIR,
                ),
                name="jb_urut",
                violation_error_message="Jadwal tidak berurutan.",
            ),
            models.UniqueConstraint(
                fields=["tahun", "bulan"],
                condition=Q(perangkat_daerah=None),
                name="jb_satu_umum",
                violation_error_message="Jadwal bulan ini sudah ada.",
            ),
            models.UniqueConstraint(
                fields=["tahun", "bulan", "perangkat_daerah"],
                name="jb_satu_per_opd",
                violation_error_message="Jadwal bulan ini untuk perangkat daerah tersebut sudah ada.",
            ),
        ]

    def __str__(self):
        return f"Jadwal {self.nilai_bulan}"

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        self.lupakan()

    def delete(self, *args, **kwargs):
        hasil = super().delete(*args, **kwargs)
        self.lupakan()
        return hasil

    @classmethod
    def tersimpan(cls, daftar_bulan: Iterable[Bulan], *, segar: bool = False) -> list[JadwalBulanan]:
        """The rows of these months: everybody's, and the offices' own."""
        return cls.menurut_bulan(cls.objects.order_by(), daftar_bulan, segar=segar)

    def jendela(self, tahap: Tahap) -> Jendela:
        """The half-open window of a stage."""
        ujung = {
            Tahap.PENGISIAN: (self.mulai, self.batas_isi),
            Tahap.PENILAIAN: (self.mulai, self.batas_nilai),
            Tahap.ABSENSI: (self.absensi_mulai, self.absensi_selesai),
            Tahap.RILIS: (self.rilis_mulai, self.rilis_selesai),
        }
        return Jendela.hari(*ujung[tahap])

    @classmethod
    def menurut_aturan(cls, bulan: Bulan, aturan: AturanJadwal) -> JadwalBulanan:
        """An unsaved schedule with the rule's days, in the month after `bulan`."""
        lanjut = bulan.akhir + timedelta(
            days=1
        )  # a day, not a Bulan: after the last month of all there is none

        def hari(n):
            return lanjut.replace(day=n)

        return cls(
            tahun=bulan.tahun,
            bulan=bulan.bulan,
            mulai=hari(aturan.hari_mulai),
            batas_isi=hari(aturan.hari_batas_isi),
            batas_nilai=hari(aturan.hari_batas_nilai),
            absensi_mulai=hari(aturan.hari_absensi_mulai),
            absensi_selesai=hari(aturan.hari_absensi_selesai),
            rilis_mulai=hari(aturan.hari_rilis_mulai),
            rilis_selesai=hari(aturan.hari_rilis_selesai),
        )
