"""WHEN: a list of accounts is uploaded, checked, submitted, verified by another, applied."""

from __future__ import annotations

from django.db import models

from kinerja.dokumen.lifecycle import status_field, transisi


class StatusBatch(models.TextChoices):
    DIUNGGAH = "DIUNGGAH", "Diunggah"
    TERVALIDASI = "TERVALIDASI", "Sudah diperiksa"
    MENUNGGU_VERIFIKASI = "MENUNGGU_VERIFIKASI", "Menunggu verifikasi"
    TERVERIFIKASI = "TERVERIFIKASI", "Terverifikasi"
    DITERAPKAN = "DITERAPKAN", "Diterapkan"
    DIKEMBALIKAN = "DIKEMBALIKAN", "Dikembalikan"
    DIBATALKAN = "DIBATALKAN", "Dibatalkan"


S = StatusBatch
BERJALAN = (S.DIUNGGAH, S.TERVALIDASI, S.MENUNGGU_VERIFIKASI, S.TERVERIFIKASI)


def guard_ada_baris(batch):
    if batch.jumlah_baris == batch.jumlah_galat:
        yield "Semua baris galat: tidak ada yang dapat diajukan. Perbaiki berkas, batalkan daftar ini, lalu unggah ulang."


class SiklusBatch(models.Model):
    status = status_field(StatusBatch, S.DIUNGGAH)

    class Meta:
        abstract = True

    @transisi(status, dari=[S.DIUNGGAH, S.TERVALIDASI], ke=S.TERVALIDASI, label="Periksa")
    def validasi(self):
        """Every row judged; may be repeated while it is the uploader's."""

    @transisi(status, dari=S.TERVALIDASI, ke=S.MENUNGGU_VERIFIKASI, label="Ajukan", guards=(guard_ada_baris,))
    def ajukan(self):
        """From here the rows are fixed."""

    @transisi(status, dari=S.MENUNGGU_VERIFIKASI, ke=S.TERVERIFIKASI, label="Verifikasi")
    def verifikasi(self):
        """By the second pair of eyes."""

    @transisi(status, dari=S.MENUNGGU_VERIFIKASI, ke=S.DIKEMBALIKAN, label="Kembalikan")
    def kembalikan(self):
        """The uploader mends the file and uploads it anew."""

    @transisi(status, dari=S.TERVERIFIKASI, ke=S.DITERAPKAN, label="Terapkan")
    def terapkan(self):
        """The accounts exist."""

    @transisi(status, dari=list(BERJALAN), ke=S.DIBATALKAN, label="Batalkan")
    def batalkan(self):
        """Nothing of it was applied."""
