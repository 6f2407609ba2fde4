"""Who may log in: Pengguna, and the one-time codes by which a password is first set or set anew."""

from __future__ import annotations

import base64
import hashlib
import secrets
from datetime import datetime, timedelta

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from guardian.mixins import GuardianUserMixin

from kinerja.dokumen.models import Dokumen

SISTEM = "sistem"


class PenggunaManager(BaseUserManager):
    def create_user(self, username: str, nama: str = "", password: str | None = None, **fields) -> Pengguna:
        """An account; without a password it is unusable until its owner activates it."""
        pengguna = self.model(username=username, nama=nama, **fields)
        pengguna.set_password(password)
        pengguna.save(using=self._db)
        return pengguna

    def create_superuser(self, username: str, nama: str = "", password: str | None = None, **fields):
        return self.create_user(username, nama, password, is_superuser=True, **fields)

    def sistem(self) -> Pengguna:
        """The account that signs what jobs do. Nobody can log in with it."""
        return self.get_or_create(username=SISTEM, defaults={"nama": "Sistem", "is_active": False})[0]


class Pengguna(GuardianUserMixin, AbstractBaseUser, PermissionsMixin, Dokumen):
    """An account. Its name is the NIP / NI PPPK (18 digits); officials without NIP get an assigned name."""

    username = models.CharField(
        "NIP / NI PPPK", max_length=30, unique=True, error_messages={"unique": "NIP ini sudah memiliki akun."}
    )
    nama = models.CharField("nama lengkap", max_length=150)
    email = models.EmailField("email", blank=True)
    nomor_hp = models.CharField("nomor HP (WhatsApp)", max_length=20, blank=True)
    is_active = models.BooleanField("aktif", default=True)
    dibuat_pada = models.DateTimeField("dibuat pada", auto_now_add=True)

    objects = PenggunaManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["nama"]

    class Meta:
        verbose_name = "pengguna"
        verbose_name_plural = "pengguna"
        ordering = ["nama", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(username=""),
                name="pengguna_username_terisi",
                violation_error_message="NIP / NI PPPK harus diisi.",
            ),
        ]

    @property
    def is_sistem(self) -> bool:
        """The account of the system itself: it acts without being active."""
        return self.username == SISTEM

    def __str__(self):
        return self.nama or self.username

    def get_full_name(self):
        return self.nama

    def get_short_name(self):
        return self.nama

    @property
    def is_staff(self) -> bool:
        """Third-party code asks for it; every active account works in the one AdminSite."""
        return self.is_active

    @property
    def sudah_aktivasi(self) -> bool:
        return self.has_usable_password()


class Guna(models.TextChoices):
    AKTIVASI = "AKTIVASI", "Aktivasi akun"
    RESET = "RESET", "Reset password"


class KodeSekaliQuerySet(models.QuerySet):
    def terbuka(self) -> KodeSekaliQuerySet:
        """Not used and not withdrawn (it may have expired)."""
        return self.filter(dipakai_pada=None, dibatalkan_pada=None)

    def berlaku(self, pada: datetime) -> KodeSekaliQuerySet:
        """Opens its account now. Whatever else is wrong with a code, the answer is one and the same."""
        return self.terbuka().filter(berlaku_sampai__gt=pada, pengguna__is_active=True)


class KodeSekali(models.Model):
    """A one-time code (printed) or link (mailed). Only its SHA-256 is stored; 80 random bits need no salt.

    No password is ever generated or mailed: the code only lets its owner choose one.
    """

    # Crockford's alphabet without I, L, O, U: nothing to misread on a printed sheet.
    ABJAD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    _KE_ABJAD = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", ABJAD.encode())

    pengguna = models.ForeignKey(Pengguna, on_delete=models.CASCADE, related_name="daftar_kode")
    guna = models.CharField("guna", max_length=10, choices=Guna.choices)
    sidik = models.CharField("sidik", max_length=64, unique=True)
    permintaan = models.UUIDField("nomor permintaan", null=True, blank=True, unique=True)
    dibuat_pada = models.DateTimeField("dibuat pada")
    berlaku_sampai = models.DateTimeField("berlaku sampai")
    dikirim_pada = models.DateTimeField("dikirim pada", null=True, blank=True)
    dipakai_pada = models.DateTimeField("dipakai pada", null=True, blank=True)
    dibatalkan_pada = models.DateTimeField("dibatalkan pada", null=True, blank=True)

    objects = KodeSekaliQuerySet.as_manager()

    class Meta:
        verbose_name = "kode sekali pakai"
        verbose_name_plural = "kode sekali pakai"
        constraints = [
            models.CheckConstraint(
                condition=Q(berlaku_sampai__gt=models.F("dibuat_pada")),
                name="kode_masa_berlaku",
                violation_error_message="Masa berlaku kode harus setelah waktu pembuatannya.",
            ),
            models.CheckConstraint(
                condition=Q(guna__in=Guna.values),
                name="kode_guna",
                violation_error_message="Guna kode tidak dikenal.",
            ),
            models.CheckConstraint(
                condition=Q(dipakai_pada=None) | Q(dibatalkan_pada=None),
                name="kode_satu_akhir",
                violation_error_message="Kode yang sudah dipakai tidak dapat dibatalkan.",
            ),
            models.UniqueConstraint(
                fields=["pengguna"],
                condition=Q(guna=Guna.AKTIVASI, dipakai_pada=None, dibatalkan_pada=None),
                name="kode_aktivasi_satu",
                violation_error_message="Akun ini sudah memiliki kode aktivasi yang berlaku.",
            ),
        ]
        indexes = [models.Index(fields=["pengguna", "guna"])]

    def __str__(self):
        return f"{self.get_guna_display()} {self.pengguna}"

    @classmethod
    def sidik_dari(cls, kode: str) -> str:
        """The stored fingerprint of what a person typed: spaces, dashes and letter case do not count."""
        rapi = (
            "".join(c for c in kode.upper() if c.isalnum())
            .replace("O", "0")
            .replace("I", "1")
            .replace("L", "1")
        )
        return hashlib.sha256(rapi.encode()).hexdigest()

    @classmethod
    def acak(cls) -> str:
        """A new code in clear, in groups of four: 80 random bits are 16 characters of 32."""
        kode = base64.b32encode(secrets.token_bytes(10)).translate(cls._KE_ABJAD).decode()
        return "-".join(kode[i : i + 4] for i in range(0, 16, 4))

    @classmethod
    def siapkan(
        cls, pengguna: Pengguna, guna: str, *, pada: datetime, berlaku: timedelta, **lain
    ) -> tuple[KodeSekali, str]:
        """(unsaved row, code in clear)."""
        kode = cls.acak()
        sidik, sampai = cls.sidik_dari(kode), pada + berlaku
        return cls(
            pengguna=pengguna, guna=guna, sidik=sidik, dibuat_pada=pada, berlaku_sampai=sampai, **lain
        ), kode
