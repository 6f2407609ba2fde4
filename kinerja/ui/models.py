"""Identitas: whose system this is. Another province changes this row, not the code."""

from __future__ import annotations

import re
import time

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from django.db.models import Q

AKSEN_BAWAAN = "#2a4a86"
PERMUKAAN_GELAP = "#1b2029"
KONTRAS_AA = 4.5
UMUR_DETIK = 60


def _kecerahan(warna: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.2)."""
    kanal = [int(warna[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (k / 12.92 if k <= 0.04045 else ((k + 0.055) / 1.055) ** 2.4 for k in kanal)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def kontras(satu: str, dua: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    terang, gelap = sorted((_kecerahan(satu), _kecerahan(dua)), reverse=True)
    return (terang + 0.05) / (gelap + 0.05)


def campur_putih(warna: str, bagian: float) -> str:
    """The colour with that share of white in it."""
    kanal = (int(warna[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(k + (255 - k) * bagian):02x}" for k in kanal)


def aksen_gelap(warna: str) -> str:
    """The accent for a dark screen: lightened just until it can be read on the dark surface."""
    calon = (campur_putih(warna, i / 20) for i in range(21))
    return next(c for c in calon if kontras(c, PERMUKAAN_GELAP) >= KONTRAS_AA + 1.5)


def periksa_warna(warna: str) -> None:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", warna):
        raise ValidationError("Tulis warna sebagai # dan enam angka heksadesimal, misalnya #2a4a86.")
    if (nilai := kontras(warna, "#ffffff")) < KONTRAS_AA:
        raise ValidationError(
            f"Warna ini terlalu terang untuk dibaca di atas putih (kontras {nilai:.1f}; minimal 4,5).".replace(
                ".", ",", 1
            )
        )


class Identitas(models.Model):
    """One row. Each process keeps it; a change is seen at once where it was made, elsewhere within a minute."""

    nama_aplikasi = models.CharField("nama aplikasi", max_length=40, default="Si-Kinerja")
    nama_pemerintah = models.CharField(
        "nama pemerintah", max_length=120, default="Pemerintah Provinsi Nusa Tenggara Timur"
    )
    nama_instansi_pembina = models.CharField(
        "nama instansi pembina", max_length=120, default="Badan Kepegawaian Daerah"
    )
    warna_aksen = models.CharField(
        "warna aksen",
        max_length=7,
        default=AKSEN_BAWAAN,
        validators=[periksa_warna],
        help_text="Harus cukup gelap untuk dibaca di atas putih.",
    )
    kontak = models.CharField(
        "kontak bantuan", max_length=200, blank=True, help_text="Ditampilkan di bagian bawah setiap halaman."
    )
    zona = models.CharField("singkatan zona waktu", max_length=5, default="WITA")

    # (row, when it must be read again): replaced as one value, so threads never see half of it.
    _simpanan: tuple[Identitas, float] | None = None

    class Meta:
        verbose_name = "identitas"
        verbose_name_plural = "identitas"
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1), name="identitas_tunggal", violation_error_message="Identitas hanya satu."
            )
        ]

    def __str__(self):
        return f"{self.nama_aplikasi} {self.nama_pemerintah}"

    def save(self, *args, **kwargs):
        self.pk = 1
        super().save(*args, **kwargs)
        transaction.on_commit(Identitas.lupakan)

    @property
    def beraksen_sendiri(self) -> bool:
        return self.warna_aksen.lower() != AKSEN_BAWAAN

    @classmethod
    def kini(cls) -> Identitas:
        """The identity in force. Without a row, or without a database, the defaults."""
        if cls._simpanan and time.monotonic() < cls._simpanan[1]:
            return cls._simpanan[0]
        try:
            baris = cls.objects.filter(pk=1).first() or cls()
        except DatabaseError:
            return cls.tersimpan()
        cls._simpanan = (baris, time.monotonic() + UMUR_DETIK)
        return baris

    @classmethod
    def tersimpan(cls) -> Identitas:
        """What this process remembers, without asking the database: for pages that report its absence."""
        return cls._simpanan[0] if cls._simpanan else cls()

    @classmethod
    def lupakan(cls) -> None:
        cls._simpanan = None
