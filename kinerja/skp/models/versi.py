"""The approved versions of an SKP: what was set, when, and by whom, whatever is edited afterwards."""

from __future__ import annotations

import secrets
from decimal import Decimal
from typing import Any

from django.db import models

from kinerja.skp.models.rencana import Indikator, RencanaHasilKerja
from kinerja.skp.models.skp import Skp

ABJAD = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without I, O, 0, 1: codes are also typed from paper
PANJANG_KODE = 16


def kode_baru() -> str:
    return "".join(secrets.choice(ABJAD) for _ in range(PANJANG_KODE))


class VersiSkp(models.Model):
    """One approval. `isi` is the whole document as it was set (see `queries.potret`): prints, comparisons, and the
    months that are reported on it are read from here."""

    skp = models.ForeignKey(Skp, on_delete=models.CASCADE, related_name="daftar_versi")
    nomor = models.PositiveSmallIntegerField("nomor")
    kode = models.CharField("kode verifikasi", max_length=PANJANG_KODE, unique=True, default=kode_baru)
    disetujui_pada = models.DateTimeField("disetujui pada")
    isi = models.JSONField("isi")

    class Meta:
        verbose_name = "versi SKP"
        verbose_name_plural = "versi SKP"
        ordering = ["skp", "-nomor"]
        constraints = [
            models.UniqueConstraint(
                fields=["skp", "nomor"],
                name="versi_skp_urut",
                violation_error_message="Versi SKP ini sudah ada.",
            ),
        ]

    def __str__(self):
        return f"versi {self.nomor} dari {self.skp}"

    @property
    def kode_tercetak(self) -> str:
        """`ABCD-EFGH-JKLM-NPQR`"""
        return "-".join(self.kode[i : i + 4] for i in range(0, PANJANG_KODE, 4))

    def daftar_id(self, jenis: str) -> set[int]:
        """Ids of the RHK (`rhk`) or of the indicators (`indikator`) of this version."""
        if jenis == "rhk":
            return {rhk["id"] for rhk in self.isi["rhk"]}
        return {indikator["id"] for rhk in self.isi["rhk"] for indikator in rhk["indikator"]}


def indikator_versi(isi: dict[str, Any]) -> dict[int, Indikator]:
    """The indicators of an approved version by id, in printing order, as they stood then: to read, never to save."""
    nama = ("uraian", "aspek", "perspektif", "target_teks", "satuan", "arah")
    hasil = {}
    for rhk in isi["rhk"]:
        atasan = RencanaHasilKerja(pk=rhk["atasan_id"], uraian=rhk["atasan"]) if rhk["atasan_id"] else None
        induk = RencanaHasilKerja(pk=rhk["id"], jenis=rhk["jenis"], uraian=rhk["uraian"], rhk_atasan=atasan)
        for i in rhk["indikator"]:
            target = None if i["target"] is None else Decimal(i["target"])
            hasil[i["id"]] = Indikator(pk=i["id"], rhk=induk, target=target, **{n: i[n] for n in nama})
    return hasil
