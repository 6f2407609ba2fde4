"""WHEN: the states of a monthly report (juknis BAB VI)."""

from __future__ import annotations

from textwrap import shorten

from django.db import models

from kinerja.dokumen.errors import Keluhan
from kinerja.dokumen.lifecycle import status_field, transisi
from kinerja.dokumen.models import Dokumen


class StatusRealisasi(models.TextChoices):
    DRAF = "DRAF", "Draf"
    PENILAIAN_HASIL_KERJA = "PENILAIAN_HASIL_KERJA", "Penilaian Hasil Kerja"
    PENILAIAN_PERILAKU = "PENILAIAN_PERILAKU", "Penilaian Perilaku"
    SELESAI = "SELESAI", "Selesai"
    TIDAK_LAPOR = "TIDAK_LAPOR", "Tidak lapor"
    TIDAK_DINILAI = "TIDAK_DINILAI", "Tidak dinilai"


def baris_lengkap(realisasi):
    """Every indicator has a value and evidence; “-” only where the value is 0 (juknis BAB VI.1)."""
    for baris in realisasi.baris_terurut():
        sebut, nilai, bukti = (
            f"Indikator “{shorten(baris.indikator.uraian, 60, placeholder='…')}”",
            f"#nilai_{baris.pk}",
            f"#bukti_{baris.pk}",
        )
        if baris.nilai is None:
            yield Keluhan(f"{sebut}: realisasi belum diisi (isi 0 bila tidak dilaksanakan).", nilai)
        if not baris.bukti:
            yield Keluhan(f"{sebut}: link bukti dukung belum diisi (isi - bila realisasi 0).", bukti)
        elif baris.bukti == "-" and baris.nilai:
            yield Keluhan(f"{sebut}: bukti “-” hanya untuk realisasi 0.", bukti)


class RealisasiLifecycle(Dokumen):
    status = status_field(StatusRealisasi, StatusRealisasi.DRAF)

    class Meta:
        abstract = True

    @transisi(status, dari=StatusRealisasi.DRAF, ke=StatusRealisasi.DRAF, label="Simpan draf")
    def simpan(self):
        """Nothing he typed is lost, whatever the window says."""

    @transisi(
        status,
        dari=StatusRealisasi.DRAF,
        ke=StatusRealisasi.PENILAIAN_HASIL_KERJA,
        label="Ajukan realisasi",
        guards=(baris_lengkap,),
    )
    def ajukan(self):
        """The month is reported to the penilai."""

    @transisi(
        status,
        dari=StatusRealisasi.PENILAIAN_HASIL_KERJA,
        ke=StatusRealisasi.PENILAIAN_PERILAKU,
        label="Simpan penilaian hasil kerja",
    )
    def nilai_hasil_kerja(self):
        """The penilai rates the results."""

    @transisi(
        status,
        dari=StatusRealisasi.PENILAIAN_PERILAKU,
        ke=StatusRealisasi.SELESAI,
        label="Simpan penilaian perilaku",
    )
    def nilai_perilaku(self):
        """The penilai rates the behaviour; the predikat follows."""
