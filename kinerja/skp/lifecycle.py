"""WHEN: the states of an SKP (juknis BAB III). The final evaluation has a machine of its own."""

from __future__ import annotations

from django.db import models

from kinerja.dokumen.errors import Keluhan
from kinerja.dokumen.lifecycle import status_field, transisi
from kinerja.dokumen.models import Dokumen


class StatusSkp(models.TextChoices):
    """The labels are the juknis's stamps; PENILAIAN_RENCANA is printed as PENILAIAN there."""

    KONSEP = "KONSEP", "Konsep"
    PENILAIAN_RENCANA = "PENILAIAN_RENCANA", "Penilaian"
    DISETUJUI = "DISETUJUI", "Disetujui"
    REVISI = "REVISI", "Revisi"
    SELESAI = "SELESAI", "Selesai"


def rencana_lengkap(skp, daftar_rhk=None):
    """All that is missing, each with a link to where it is missing. `daftar_rhk`: if it has been read already."""
    daftar_rhk = skp.isi_lengkap() if daftar_rhk is None else daftar_rhk
    if not any(rhk.jenis == "UTAMA" for rhk in daftar_rhk):
        yield Keluhan("SKP belum mempunyai rencana hasil kerja utama.", "#tambah-rhk")
    for rhk in daftar_rhk:
        yield from _rhk_lengkap(skp, rhk)


def _rhk_lengkap(skp, rhk):
    sebut, anjar = f"RHK “{rhk.uraian[:60]}”", f"#rhk-{rhk.pk}"
    if skp.is_ja_jf and rhk.rhk_atasan_id is None:
        yield Keluhan(f"{sebut} belum memilih RHK atasan yang diintervensi.", anjar)
    if not rhk.daftar_indikator_terurut:
        yield Keluhan(f"{sebut} belum mempunyai indikator.", anjar)
    for indikator in rhk.daftar_indikator_terurut:
        if skp.is_ja_jf and not indikator.aspek:
            yield Keluhan(
                f"Indikator “{indikator.uraian[:60]}” belum memilih aspek.", f"#indikator-{indikator.pk}"
            )
        if not skp.is_ja_jf and not indikator.perspektif:
            yield Keluhan(
                f"Indikator “{indikator.uraian[:60]}” belum memilih perspektif.", f"#indikator-{indikator.pk}"
            )


def ekspektasi_lengkap(skp):
    """Seven values, seven expectations, before TERIMA (juknis BAB III.6)."""
    for nilai in skp.nilai_tanpa_ekspektasi():
        yield Keluhan(f"Ekspektasi untuk “{nilai.nama}” belum diisi.", f"#ekspektasi-{nilai.kode}")


class SkpLifecycle(Dokumen):
    status = status_field(StatusSkp, StatusSkp.KONSEP)

    class Meta:
        abstract = True

    # The owner edits his plan; the status stays.
    @transisi(status, dari=StatusSkp.KONSEP, ke=StatusSkp.KONSEP, label="Ubah SKP")
    def ubah(self):
        """Period, model and approach."""

    @transisi(status, dari=StatusSkp.KONSEP, ke=StatusSkp.KONSEP, label="Tambah RHK")
    def tambah_rhk(self):
        """A result he plans."""

    @transisi(status, dari=StatusSkp.KONSEP, ke=StatusSkp.KONSEP, label="Ubah RHK")
    def ubah_rhk(self):
        """Its wording, its kind, its parent."""

    @transisi(status, dari=StatusSkp.KONSEP, ke=StatusSkp.KONSEP, label="Hapus RHK")
    def hapus_rhk(self):
        """With its indicators."""

    @transisi(status, dari=StatusSkp.KONSEP, ke=StatusSkp.KONSEP, label="Tambah indikator")
    def tambah_indikator(self):
        """A measure of one RHK."""

    @transisi(status, dari=StatusSkp.KONSEP, ke=StatusSkp.KONSEP, label="Ubah indikator")
    def ubah_indikator(self):
        """Its wording, aspect, target."""

    @transisi(status, dari=StatusSkp.KONSEP, ke=StatusSkp.KONSEP, label="Hapus indikator")
    def hapus_indikator(self):
        """One measure less."""

    @transisi(
        status,
        dari=StatusSkp.KONSEP,
        ke=StatusSkp.PENILAIAN_RENCANA,
        label="Ajukan",
        guards=(rencana_lengkap,),
    )
    def ajukan(self):
        """The owner submits his plan to the penilai."""

    @transisi(
        status, dari=StatusSkp.PENILAIAN_RENCANA, ke=StatusSkp.PENILAIAN_RENCANA, label="Simpan ekspektasi"
    )
    def simpan_ekspektasi(self):
        """The penilai writes what he expects of the seven values."""

    @transisi(
        status,
        dari=StatusSkp.PENILAIAN_RENCANA,
        ke=StatusSkp.DISETUJUI,
        label="Terima",
        guards=(ekspektasi_lengkap,),
    )
    def terima(self):
        """The penilai sets the plan (PermenPANRB 6/2022 Ps 14)."""

    @transisi(status, dari=StatusSkp.PENILAIAN_RENCANA, ke=StatusSkp.KONSEP, label="Kembalikan")
    def kembalikan(self):
        """The penilai sends it back with his correction."""
