"""WHEN: what moves a deadline is proposed by one person of BKD and confirmed by another."""

from __future__ import annotations

from django.db import models

from kinerja.dokumen.lifecycle import status_field, transisi
from kinerja.dokumen.models import Dokumen


class StatusPengecualian(models.TextChoices):
    DIUSULKAN = "DIUSULKAN", "Menunggu persetujuan"
    BERLAKU = "BERLAKU", "Berlaku"
    DITOLAK = "DITOLAK", "Ditolak"
    DICABUT = "DICABUT", "Dicabut"


S = StatusPengecualian


class SiklusPengecualian(Dokumen):
    status = status_field(StatusPengecualian, S.DIUSULKAN)

    class Meta:
        abstract = True

    @transisi(status, dari=S.DIUSULKAN, ke=S.BERLAKU, label="Setujui")
    def setujui(self):
        """By another person than who proposed it. From here on windows are moved."""

    @transisi(status, dari=S.DIUSULKAN, ke=S.DITOLAK, label="Tolak")
    def tolak(self):
        """With a reason. Nothing was moved."""

    @transisi(status, dari=[S.DIUSULKAN, S.BERLAKU], ke=S.DICABUT, label="Cabut")
    def cabut(self):
        """It does not count any more; what was filed while it did stays."""
