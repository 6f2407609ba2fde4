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


S = StatusRealisasi


def baris_lengkap(realisasi):
    """Every indicator has a value and evidence; “-” only where the value is 0 (juknis BAB VI.1)."""
    for baris in realisasi.baris_terurut():
        sebut, nilai, bukti = (
            f"Indikator “{shorten(baris.indikator.uraian, 60, placeholder='…')}”",
            f"#nilai_{baris.pk}",
            f"#bukti_{baris.pk}",
        )
        if baris.nilai is None and not baris.nilai_teks:
            yield Keluhan(f"{sebut}: realisasi belum diisi (isi 0 bila tidak dilaksanakan).", nilai)
        if not baris.bukti:
            yield Keluhan(f"{sebut}: link bukti dukung belum diisi (isi - bila realisasi 0).", bukti)
        elif baris.bukti == "-" and (baris.nilai or baris.nilai_teks):
            yield Keluhan(f"{sebut}: bukti “-” hanya untuk realisasi 0.", bukti)


def belum_dinilai(realisasi):
    if realisasi.hasil_dinilai_pada:
        yield "Hasil kerjanya sudah dinilai: yang dilanjutkan adalah penilaian perilaku."


def sudah_dinilai(realisasi):
    if not realisasi.hasil_dinilai_pada:
        yield "Hasil kerjanya belum dinilai."


class RealisasiLifecycle(Dokumen):
    status = status_field(StatusRealisasi, S.DRAF)

    class Meta:
        abstract = True

    @transisi(status, dari=S.DRAF, ke=S.DRAF, label="Simpan draf")
    def simpan(self):
        """Nothing he typed is lost, whatever the window says."""

    @transisi(
        status, dari=S.DRAF, ke=S.PENILAIAN_HASIL_KERJA, label="Ajukan realisasi", guards=(baris_lengkap,)
    )
    def ajukan(self):
        """The month is reported to the penilai."""

    @transisi(status, dari=S.PENILAIAN_HASIL_KERJA, ke=S.DRAF, label="Tarik kembali")
    def tarik_kembali(self):
        """The owner takes it back before it is rated."""

    @transisi(status, dari=S.PENILAIAN_HASIL_KERJA, ke=S.DRAF, label="Kembalikan")
    def kembalikan(self):
        """The penilai returns it for correction, before rating."""

    @transisi(
        status, dari=[S.PENILAIAN_HASIL_KERJA, S.PENILAIAN_PERILAKU], ke=None, label="Simpan umpan balik"
    )
    def simpan_umpan_balik(self):
        """The penilai's texts before they are given: nobody else reads them yet."""

    @transisi(
        status,
        dari=S.PENILAIAN_HASIL_KERJA,
        ke=S.PENILAIAN_PERILAKU,
        label="Simpan penilaian hasil kerja",
    )
    def nilai_hasil_kerja(self):
        """The penilai rates the results."""

    @transisi(status, dari=S.PENILAIAN_PERILAKU, ke=S.SELESAI, label="Simpan penilaian perilaku")
    def nilai_perilaku(self):
        """The penilai rates the behaviour; the predikat follows."""

    @transisi(status, dari=S.SELESAI, ke=None, label="Ubah Penilaian")
    def ubah_penilaian(self):
        """Once, with a reason (juknis BAB VI.3)."""

    @transisi(
        status,
        dari=[S.PENILAIAN_HASIL_KERJA, S.PENILAIAN_PERILAKU, S.TIDAK_DINILAI],
        ke=None,
        label="Alihkan ke penilai sekarang",
    )
    def alihkan_penilai(self):
        """Who holds it cannot rate any more: it goes to who is designated now."""

    @transisi(status, dari=S.DRAF, ke=S.TIDAK_LAPOR, label="Tutup pengisian")
    def tutup_pengisian(self):
        """The window is over and nothing was submitted."""

    @transisi(
        status,
        dari=[S.PENILAIAN_HASIL_KERJA, S.PENILAIAN_PERILAKU],
        ke=S.TIDAK_DINILAI,
        label="Tutup penilaian",
    )
    def tutup_penilaian(self):
        """The window is over and the penilai was silent: no predikat is invented."""

    @transisi(status, dari=S.TIDAK_LAPOR, ke=S.DRAF, label="Buka pengisian")
    def buka_pengisian(self):
        """The month was opened again."""

    @transisi(
        status,
        dari=S.TIDAK_DINILAI,
        ke=S.PENILAIAN_HASIL_KERJA,
        label="Buka penilaian",
        guards=(belum_dinilai,),
    )
    def buka_penilaian(self):
        """The month was opened again, and nothing of it was rated."""

    @transisi(
        status,
        dari=S.TIDAK_DINILAI,
        ke=S.PENILAIAN_PERILAKU,
        label="Lanjutkan penilaian",
        guards=(sudah_dinilai,),
    )
    def lanjutkan_penilaian(self):
        """The month was opened again, and its results were rated before."""
