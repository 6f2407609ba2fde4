"""The monthly report of one person, its rows, its ratings (juknis BAB VI)."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThanOrEqual

from kinerja.kalender.models import Bulan
from kinerja.kepegawaian.models import Pegawai
from kinerja.realisasi.lifecycle import RealisasiLifecycle, StatusRealisasi
from kinerja.skp.models import Indikator, NilaiBerakhlak, Skp, Snapshot, VersiSkp, indikator_versi
from kinerja.skp.models.predikat import Predikat, Rating, q_sesuai_kuadran

SUDAH_DIAJUKAN = ["PENILAIAN_HASIL_KERJA", "PENILAIAN_PERILAKU", "SELESAI", "TIDAK_DINILAI"]
HASIL_DINILAI = ["PENILAIAN_PERILAKU", "SELESAI"]
ALASAN_TERPENDEK = 200


class RealisasiBulanan(RealisasiLifecycle, Snapshot):
    dibaca_bersama = ("pegawai", "skp", "versi_skp", "penugasan")
    skp = models.ForeignKey(Skp, on_delete=models.PROTECT, related_name="daftar_realisasi_bulanan")
    versi_skp = models.ForeignKey(
        VersiSkp,
        on_delete=models.PROTECT,
        related_name="daftar_realisasi_bulanan",
        verbose_name="versi SKP yang dilaporkan",
    )
    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="daftar_realisasi_bulanan")
    tahun = models.PositiveSmallIntegerField("tahun")
    bulan = models.PositiveSmallIntegerField("bulan")
    catatan = models.TextField("catatan kepada pejabat penilai", max_length=2000, blank=True)
    diajukan_pada = models.DateTimeField("diajukan pada", null=True, blank=True)
    jumlah_aktivitas = models.PositiveIntegerField("total aktivitas", default=0)
    rating_hasil = models.CharField("rating hasil kerja", max_length=8, choices=Rating.choices, blank=True)
    hasil_dinilai_pada = models.DateTimeField("hasil kerja dinilai pada", null=True, blank=True)
    rating_perilaku = models.CharField("rating perilaku", max_length=8, choices=Rating.choices, blank=True)
    perilaku_dinilai_pada = models.DateTimeField("perilaku dinilai pada", null=True, blank=True)
    dinilai_oleh = models.ForeignKey(
        Pegawai,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="dinilai oleh",
        editable=False,
    )
    oleh_atasan = models.BooleanField(
        "dinilai atasan pejabat penilai", default=False, db_default=False, editable=False
    )
    catatan_akhir = models.TextField("catatan akhir / rekomendasi", max_length=2000, blank=True)
    predikat = models.CharField("predikat kinerja", max_length=15, choices=Predikat.choices, blank=True)
    jejak = models.JSONField("mengapa predikat ini", default=list, blank=True)

    class Meta:
        verbose_name = "realisasi bulanan"
        verbose_name_plural = "realisasi bulanan"
        ordering = ["-tahun", "-bulan", "pegawai"]
        indexes = [
            models.Index(fields=["penilai", "tahun", "bulan", "status"]),
            models.Index(fields=["perangkat_daerah", "tahun", "bulan"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "tahun", "bulan"],
                name="rb_satu_per_bulan",
                violation_error_message="Realisasi bulan ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(bulan__gte=1, bulan__lte=12),
                name="rb_bulan",
                violation_error_message="Bulan harus 1 sampai 12.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=StatusRealisasi.values),
                name="rb_status",
                violation_error_message="Status realisasi tidak dikenal.",
            ),
            models.CheckConstraint(
                condition=Q(rating_hasil__in=["", *Rating.values])
                & Q(rating_perilaku__in=["", *Rating.values]),
                name="rb_rating",
                violation_error_message="Rating tidak dikenal.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=SUDAH_DIAJUKAN)
                | Q(penilai__isnull=False, diajukan_pada__isnull=False),
                name="rb_diajukan",
                violation_error_message="Realisasi yang diajukan harus mempunyai penilai dan waktu pengajuan.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(status__in=[*HASIL_DINILAI, "TIDAK_DINILAI"], hasil_dinilai_pada__isnull=False)
                    & ~Q(rating_hasil="")
                    | ~Q(status__in=HASIL_DINILAI) & Q(rating_hasil="", hasil_dinilai_pada=None)
                ),
                name="rb_rating_bertahap",
                violation_error_message="Penilaian belum lengkap.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(status="SELESAI", perilaku_dinilai_pada__isnull=False)
                    & ~Q(rating_perilaku="")
                    & ~Q(predikat="")
                    & ~Q(catatan_akhir="")
                    | ~Q(status="SELESAI") & Q(rating_perilaku="", predikat="", perilaku_dinilai_pada=None)
                ),
                name="rb_selesai_lengkap",
                violation_error_message="Penilaian belum lengkap.",
            ),
            models.CheckConstraint(
                condition=q_sesuai_kuadran(),
                name="rb_predikat_sesuai_kuadran",
                violation_error_message="Predikat tidak sesuai kuadran.",
            ),
            models.CheckConstraint(
                condition=Q(penilai=None) | ~Q(penilai=F("pegawai")),
                name="rb_bukan_menilai_diri",
                violation_error_message="Pejabat penilai tidak boleh diri sendiri.",
            ),
            models.CheckConstraint(
                condition=Q(hasil_dinilai_pada=None, dinilai_oleh=None, oleh_atasan=False)
                | (
                    Q(hasil_dinilai_pada__isnull=False, dinilai_oleh__isnull=False)
                    & ~Q(dinilai_oleh=F("pegawai"))
                ),
                name="rb_dinilai_oleh",
                violation_error_message="Penilaian harus menyebut siapa yang menilai, bukan pegawai itu sendiri.",
            ),
            models.CheckConstraint(
                condition=(Q(hasil_dinilai_pada=None) | Q(hasil_dinilai_pada__gte=F("diajukan_pada")))
                & (Q(perilaku_dinilai_pada=None) | Q(perilaku_dinilai_pada__gte=F("hasil_dinilai_pada"))),
                name="rb_waktu_urut",
                violation_error_message="Waktu pengajuan dan penilaian tidak berurutan.",
            ),
        ]

    def __str__(self):
        return f"Realisasi {self.nilai_bulan} {self.pegawai}"

    @property
    def nilai_bulan(self) -> Bulan:
        return Bulan(self.tahun, self.bulan)

    def baris_terurut(self) -> list[RealisasiIndikator]:
        """The rows in the order, the wording and with the targets of the version they are reported on."""
        menurut_versi = indikator_versi(self.versi_skp.isi)
        milik = {baris.indikator_id: baris for baris in self.daftar_baris.order_by("pk")}
        terurut = [milik.pop(pk) for pk in menurut_versi if pk in milik]
        for baris in terurut:
            baris.indikator = menurut_versi[baris.indikator_id]
        return [*terurut, *milik.values()]


class RealisasiIndikator(models.Model):
    """One indicator in one month: the value, the evidence (link or “-”), the penilai's feedback."""

    realisasi = models.ForeignKey(RealisasiBulanan, on_delete=models.CASCADE, related_name="daftar_baris")
    indikator = models.ForeignKey(Indikator, on_delete=models.PROTECT, related_name="+")
    nilai = models.DecimalField("realisasi", max_digits=15, decimal_places=2, null=True, blank=True)
    nilai_teks = models.CharField(
        "realisasi berupa teks", max_length=200, blank=True, default="", db_default=""
    )
    bukti = models.CharField("link bukti dukung", max_length=500, blank=True)
    jumlah_aktivitas = models.PositiveIntegerField("aktivitas", default=0)
    umpan_balik = models.CharField("umpan balik berkelanjutan", max_length=1000, blank=True)

    class Meta:
        verbose_name = "realisasi indikator"
        verbose_name_plural = "realisasi indikator"
        ordering = ["realisasi", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["realisasi", "indikator"],
                name="ri_satu_per_indikator",
                violation_error_message="Indikator ini sudah ada di realisasi bulan tersebut.",
            ),
            models.CheckConstraint(
                condition=Q(nilai=None) | Q(nilai__gte=0),
                name="ri_nilai_tidak_negatif",
                violation_error_message="Realisasi tidak boleh negatif.",
            ),
            models.CheckConstraint(
                condition=Q(nilai=None) | Q(nilai_teks=""),
                name="ri_bilangan_atau_teks",
                violation_error_message="Realisasi berupa bilangan atau teks, tidak keduanya.",
            ),
        ]

    def __str__(self):
        return f"{self.indikator}: {self.isi}"

    @property
    def isi(self) -> Decimal | str | None:
        """What was realised: a number, words where the target is in words (“1 minggu”), or None."""
        return self.nilai_teks or self.nilai


class UmpanBalikPerilaku(models.Model):
    """The penilai's feedback on one BerAKHLAK value in one month."""

    realisasi = models.ForeignKey(
        RealisasiBulanan, on_delete=models.CASCADE, related_name="daftar_umpan_balik"
    )
    nilai = models.ForeignKey(NilaiBerakhlak, on_delete=models.PROTECT, related_name="+")
    teks = models.CharField("umpan balik berkelanjutan", max_length=1000)

    class Meta:
        verbose_name = "umpan balik perilaku"
        verbose_name_plural = "umpan balik perilaku"
        ordering = ["realisasi", "nilai__nomor"]
        constraints = [
            models.UniqueConstraint(
                fields=["realisasi", "nilai"],
                name="ub_satu_per_nilai",
                violation_error_message="Umpan balik untuk nilai ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=~Q(teks=""),
                name="ub_terisi",
                violation_error_message="Umpan balik tidak boleh kosong.",
            ),
        ]

    def __str__(self):
        return self.teks


class PerubahanPenilaian(models.Model):
    """The one change of a rating, and what it was before (juknis BAB VI.3). What it is now stands on the report."""

    realisasi = models.OneToOneField(
        RealisasiBulanan, on_delete=models.CASCADE, related_name="perubahan", verbose_name="realisasi"
    )
    rating_hasil_lama = models.CharField("rating hasil kerja semula", max_length=8, choices=Rating.choices)
    rating_perilaku_lama = models.CharField("rating perilaku semula", max_length=8, choices=Rating.choices)
    predikat_lama = models.CharField("predikat semula", max_length=15, choices=Predikat.choices)
    alasan = models.TextField("catatan perubahan penilaian", max_length=4000)
    oleh = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="+")
    pada = models.DateTimeField("diubah pada")

    class Meta:
        verbose_name = "perubahan penilaian"
        verbose_name_plural = "perubahan penilaian"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rating_hasil_lama__in=Rating.values)
                & Q(rating_perilaku_lama__in=Rating.values)
                & Q(predikat_lama__in=Predikat.values),
                name="pu_lama",
                violation_error_message="Penilaian semula tidak dikenal.",
            ),
            models.CheckConstraint(
                condition=GreaterThanOrEqual(Length(Trim("alasan")), ALASAN_TERPENDEK),
                name="rb_alasan_200",
                violation_error_message=f"Alasan minimal {ALASAN_TERPENDEK} karakter.",
            ),
        ]

    def __str__(self):
        return f"Perubahan penilaian {self.realisasi}"
