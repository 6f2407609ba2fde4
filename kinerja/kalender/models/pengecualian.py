"""What moves a window besides the schedule: an outage of the system, and a month opened again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from kinerja.kalender.lifecycle import SiklusPengecualian, StatusPengecualian
from kinerja.kalender.models.bulan import Bulan, Jendela, awal_hari
from kinerja.kalender.models.ingatan import INGAT_DETIK, DiingatPerBulan
from kinerja.kalender.models.jadwal import HARI_PERTAMA, HARI_TERAKHIR, Tahap
from kinerja.kepegawaian.models import Pegawai, PerangkatDaerah

AWAL_ZAMAN, AKHIR_ZAMAN = "2000-01-01T00:00:00+08:00", "2102-01-01T00:00:00+08:00"


class DuaOrang(models.Model):
    """Proposed by one, decided by another: nobody moves a deadline alone."""

    diusulkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    diusulkan_pada = models.DateTimeField("diusulkan pada", editable=False)
    diputuskan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    diputuskan_pada = models.DateTimeField("diputuskan pada", null=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=StatusPengecualian.values),
                name="%(class)s_status",
                violation_error_message="Status tidak dikenal.",
            ),
            models.CheckConstraint(
                condition=~Q(status="BERLAKU")
                | Q(diputuskan_oleh__isnull=False, diputuskan_pada__isnull=False),
                name="%(class)s_diputuskan",
                violation_error_message="Yang berlaku harus menyebut siapa yang menyetujui dan kapan.",
            ),
            models.CheckConstraint(
                condition=Q(diputuskan_oleh=None) | ~Q(diputuskan_oleh=F("diusulkan_oleh")),
                name="%(class)s_dua_orang",
                violation_error_message="Usulan harus disetujui orang lain.",
            ),
        ]


class PembukaanKembali(SiklusPengecualian, DuaOrang, DiingatPerBulan):
    """A month opened again for one person or one office: for rating, and unless `batas_isi` is empty for filing."""

    tahun = models.PositiveSmallIntegerField("tahun")
    bulan = models.PositiveSmallIntegerField("bulan")
    pegawai = models.ForeignKey(
        Pegawai, on_delete=models.PROTECT, null=True, blank=True, related_name="daftar_pembukaan_kembali"
    )
    perangkat_daerah = models.ForeignKey(
        PerangkatDaerah,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="perangkat daerah",
    )
    mulai = models.DateField("dibuka mulai")
    batas_isi = models.DateField("batas pengisian", null=True, blank=True)
    batas_nilai = models.DateField("batas penilaian")
    alasan = models.CharField("alasan", max_length=500)

    class Meta(DuaOrang.Meta):
        abstract = False
        verbose_name = "pembukaan kembali"
        verbose_name_plural = "pembukaan kembali"
        ordering = ["-pk"]
        constraints = [
            *DuaOrang.Meta.constraints,
            models.CheckConstraint(
                condition=Q(pegawai__isnull=False, perangkat_daerah=None)
                | Q(pegawai=None, perangkat_daerah__isnull=False),
                name="pembukaan_satu_sasaran",
                violation_error_message="Pilih satu pegawai atau satu perangkat daerah.",
            ),
            models.CheckConstraint(
                condition=Q(bulan__gte=1, bulan__lte=12, tahun__gte=2000, tahun__lte=2100),
                name="pembukaan_bulan",
                violation_error_message="Bulan harus 1 sampai 12.",
            ),
            models.CheckConstraint(
                condition=Q(mulai__gte=HARI_PERTAMA, batas_nilai__lte=HARI_TERAKHIR)
                & Q(batas_nilai__gte=F("mulai"))
                & (Q(batas_isi=None) | Q(batas_isi__gte=F("mulai"), batas_nilai__gte=F("batas_isi"))),
                name="pembukaan_urut",
                violation_error_message="Tanggal pembukaan kembali tidak berurutan.",
            ),
            models.CheckConstraint(
                condition=~Q(alasan=""),
                name="pembukaan_beralasan",
                violation_error_message="Tuliskan alasan pembukaan kembali.",
            ),
        ]

    def __str__(self):
        return f"Pembukaan kembali {self.nilai_bulan} bagi {self.pegawai or self.perangkat_daerah}"

    @classmethod
    def yang_berlaku(cls, daftar_bulan: Iterable[Bulan], *, segar: bool = False) -> list[PembukaanKembali]:
        """Those in force for these months."""
        berlaku = cls.objects.filter(status=StatusPengecualian.BERLAKU).order_by("mulai", "pk")
        return cls.menurut_bulan(berlaku, daftar_bulan, segar=segar)

    def jendela(self, tahap: Tahap) -> Jendela | None:
        batas = {Tahap.PENGISIAN: self.batas_isi, Tahap.PENILAIAN: self.batas_nilai}.get(tahap)
        return Jendela.hari(self.mulai, batas) if batas else None

    def mengenai(self, bulan: Bulan, opd: int | None, pegawai: int | None) -> bool:
        if self.nilai_bulan != bulan:
            return False
        return self.pegawai_id == pegawai if self.pegawai_id else self.perangkat_daerah_id == opd


class Gangguan(SiklusPengecualian, DuaOrang):
    """An outage of the system, for all or for one office: every window that it meets ends later by its length."""

    mulai = models.DateTimeField("mulai")
    selesai = models.DateTimeField("selesai")
    perangkat_daerah = models.ForeignKey(
        PerangkatDaerah,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="khusus perangkat daerah",
    )
    keterangan = models.CharField("yang terjadi", max_length=500)

    class Meta(DuaOrang.Meta):
        abstract = False
        verbose_name = "gangguan"
        verbose_name_plural = "gangguan"
        ordering = ["-mulai"]
        constraints = [
            *DuaOrang.Meta.constraints,
            models.CheckConstraint(
                condition=Q(selesai__gt=F("mulai"), mulai__gte=AWAL_ZAMAN, selesai__lte=AKHIR_ZAMAN),
                name="gangguan_urut",
                violation_error_message="Waktu selesai gangguan harus sesudah waktu mulainya.",
            ),
            models.CheckConstraint(
                condition=~Q(keterangan=""),
                name="gangguan_berketerangan",
                violation_error_message="Tuliskan gangguan apa yang terjadi.",
            ),
        ]

    def __str__(self):
        return f"Gangguan: {self.keterangan}"

    @classmethod
    def yang_berlaku(cls, daftar_bulan: Iterable[Bulan], *, segar: bool = False) -> list[Gangguan]:
        """Those in force that can meet a window of these months, oldest first; remembered as reopenings are.

        No window opens more than a year before its month, so older outages need not be read.
        """
        if not (tahun := [b.tahun for b in daftar_bulan]):
            return []
        awal = min(tahun) - 1

        def baca() -> list[Gangguan]:
            sejak = awal_hari(date(awal, 1, 1))
            berlaku = cls.objects.filter(status=StatusPengecualian.BERLAKU, selesai__gt=sejak)
            return list(berlaku.order_by("mulai", "pk"))

        return baca() if segar else cache.get_or_set(cls._kunci(awal), baca, INGAT_DETIK)

    @staticmethod
    def _kunci(tahun: int) -> str:
        return f"kalender:gangguan:{tahun}"

    def lupakan(self) -> None:
        """It stands in the lists of its own year and of every year before."""
        tahun = timezone.localtime(self.selesai).year
        kunci = [self._kunci(n) for n in range(HARI_PERTAMA.year - 1, tahun + 1)]
        cache.delete_many(kunci)
        transaction.on_commit(lambda: cache.delete_many(kunci))

    @property
    def lama(self) -> timedelta:
        return self.selesai - self.mulai

    def mengenai(self, opd: int | None) -> bool:
        return self.perangkat_daerah_id in (None, opd)
