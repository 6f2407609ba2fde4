"""Riwayat: the append-only, hash-chained record of every act; and the base of all documents."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC

from django.conf import settings
from django.db import models
from django.db.models import Q

from kinerja.dokumen.errors import Ditolak, Pelanggaran

AWAL_RANTAI = "0" * 64
PANJANG_ALASAN = 300


class Dokumen(models.Model):
    """A row that acts change: it carries the version that the user saw."""

    versi = models.PositiveIntegerField("versi", default=1, editable=False)
    diubah_pada = models.DateTimeField("diubah pada", null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def refresh_from_db(self, *args, **kwargs):
        """The one way besides a transition by which a status enters an instance: read from the database."""
        self._dibaca_ulang = True
        try:
            super().refresh_from_db(*args, **kwargs)
        finally:
            del self._dibaca_ulang


class HanyaTambah(models.QuerySet):
    """Append only: the ORM refuses what the database's triggers refuse as well."""

    def _tolak(self, *_, **__):
        raise Ditolak("Catatan audit tidak dapat diubah.")

    update = delete = bulk_update = update_or_create = _tolak


class KepalaRantai(models.Model):
    """The end of the chain: the one row all writers queue for, so that numbers have no gaps and no forks."""

    nomor = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=AWAL_RANTAI)

    class Meta:
        verbose_name = "kepala rantai"

    def __str__(self):
        return f"#{self.nomor}"


class Riwayat(models.Model):
    """Who did what to which document, when, from which status to which, and why. Shapes: times in UTC."""

    nomor = models.BigIntegerField("nomor", primary_key=True)
    jenis = models.CharField("jenis", max_length=60)
    objek_tipe = models.CharField("jenis objek", max_length=60)
    objek_id = models.BigIntegerField("objek")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    pada = models.DateTimeField("pada")
    dari = models.CharField("dari status", max_length=30, blank=True)
    ke = models.CharField("ke status", max_length=30, blank=True)
    versi = models.PositiveIntegerField("versi")
    catatan = models.TextField("catatan", blank=True)
    rincian = models.JSONField("rincian", default=dict, blank=True)
    kelompok = models.UUIDField("kelompok", null=True, blank=True)
    kunci = models.CharField("kunci permintaan", max_length=80, null=True, blank=True)  # noqa: DJ001 unique when given
    sidik = models.CharField("sidik isian", max_length=64, blank=True)
    sebelum = models.CharField("hash sebelumnya", max_length=64)
    hash = models.CharField("hash", max_length=64)

    objects = models.Manager.from_queryset(HanyaTambah)()

    class Meta:
        verbose_name = "riwayat"
        verbose_name_plural = "riwayat"
        ordering = ["-nomor"]
        constraints = [
            models.UniqueConstraint(
                fields=["sebelum"], name="au_tanpa_cabang", violation_error_message="Catatan audit bercabang."
            ),
            models.UniqueConstraint(
                fields=["hash"], name="au_hash_unik", violation_error_message="Catatan audit kembar."
            ),
            models.UniqueConstraint(
                fields=["oleh", "kunci"],
                name="id_unik",
                violation_error_message="Permintaan ini sudah diproses.",
            ),
            models.CheckConstraint(
                condition=Q(nomor__gte=1),
                name="au_nomor",
                violation_error_message="Nomor catatan audit dimulai dari 1.",
            ),
        ]
        indexes = [
            models.Index(fields=["objek_tipe", "objek_id", "nomor"]),
            models.Index(fields=["jenis", "nomor"]),
        ]

    def __str__(self):
        return f"#{self.nomor} {self.jenis}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise Ditolak("Catatan audit tidak dapat diubah.")
        super().save(*args, force_insert=True)

    def delete(self, *args, **kwargs):
        raise Ditolak("Catatan audit tidak dapat diubah.")

    def hitung_hash(self) -> str:
        """SHA-256 over the row's own fields and the hash before it: a change anywhere breaks all that follow."""
        isi = {
            f.attname: getattr(self, f.attname)
            for f in self._meta.concrete_fields
            if f.attname not in ("hash", "pada")
        }
        isi["pada"] = self.pada.astimezone(UTC).isoformat(timespec="microseconds")
        return hashlib.sha256(
            json.dumps(isi, sort_keys=True, ensure_ascii=False, default=str).encode()
        ).hexdigest()

    @staticmethod
    def antre() -> KepalaRantai:
        """Wait for one's turn to write the record: whoever holds the head of the chain is alone until commit."""
        return KepalaRantai.objects.select_for_update(no_key=True).get(pk=1)

    @classmethod
    def susun(cls, objek: models.Model, jenis: str, *, oleh, pada, **isi) -> Riwayat:
        """A row that is not yet numbered nor linked: `sambung` does that, last in the transaction."""
        return cls(
            jenis=jenis,
            objek_tipe=objek._meta.label_lower,
            objek_id=objek.pk,
            oleh=oleh,
            pada=pada,
            versi=getattr(objek, "versi", 1),
            **isi,
        )

    def sambung(self) -> None:
        """Take the next number, link to the row before, and store."""
        kepala = self.antre()
        self.nomor, self.sebelum = kepala.nomor + 1, kepala.hash
        self.hash = self.hitung_hash()
        self.save()
        KepalaRantai.objects.filter(pk=1).update(nomor=self.nomor, hash=self.hash)

    @classmethod
    def tambah(cls, objek: models.Model, jenis: str, *, oleh, pada, **isi) -> Riwayat:
        """Append one row, last in the transaction that makes the change it tells of."""
        baris = cls.susun(objek, jenis, oleh=oleh, pada=pada, **isi)
        baris.sambung()
        return baris


class Penolakan(models.Model):
    """An attempt that was refused because it was not his to do. Beside the chain: nothing came of it."""

    pada = models.DateTimeField("pada")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    tindakan = models.CharField("tindakan", max_length=60)
    objek_tipe = models.CharField("jenis objek", max_length=60, blank=True)
    objek_id = models.BigIntegerField("objek", null=True, blank=True)
    alasan = models.CharField("alasan", max_length=PANJANG_ALASAN)

    class Meta:
        verbose_name = "penolakan"
        verbose_name_plural = "penolakan"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["objek_tipe", "objek_id"]), models.Index(fields=["oleh", "pada"])]

    def __str__(self):
        return f"{self.tindakan} oleh {self.oleh} ditolak"

    @classmethod
    def catat(
        cls, galat: Pelanggaran, tindakan: str, *, oleh, pada, objek: models.Model | None = None
    ) -> None:
        """Once for each refusal, after the refused transaction has been rolled back. Guests leave no row."""
        if galat.dicatat or not oleh.pk:
            return
        galat.dicatat = True
        cls.objects.create(
            pada=pada,
            oleh=oleh,
            tindakan=tindakan[:60],
            objek_tipe=objek._meta.label_lower if objek else "",
            objek_id=objek.pk if objek else None,
            alasan=str(galat)[:PANJANG_ALASAN],
        )

    @classmethod
    @contextmanager
    def dicatat(cls, tindakan: str, *, oleh, pada, objek: models.Model) -> Iterator[None]:
        """Around a transaction: what it refuses is recorded once it has been rolled back."""
        try:
            yield
        except Pelanggaran as galat:
            cls.catat(galat, tindakan, oleh=oleh, pada=pada, objek=objek)
            raise
