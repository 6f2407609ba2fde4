"""WHEN: the states of an SKP (juknis BAB III). The final evaluation has a machine of its own."""

from __future__ import annotations

from functools import partial

from django.conf import settings
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


def sebelumnya_selesai(skp):
    """The SKP before it is finished first (juknis BAB VII), unless BKD lets this one go ahead."""
    if skp.disetujui_pada or skp.boleh_mendahului or not settings.SKP_SEBELUMNYA_HARUS_SELESAI:
        return
    belum = skp.pegawai.daftar_skp.filter(mulai__lt=skp.mulai).exclude(status=StatusSkp.SELESAI)
    if sebelum := belum.order_by("-mulai").first():
        yield Keluhan(
            f"SKP Anda periode {sebelum.mulai:%d-%m-%Y} s.d. {sebelum.selesai:%d-%m-%Y} belum selesai dinilai "
            f"(status {sebelum.get_status_display()}). Selesaikan dahulu, atau minta izin BKD."
        )


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
        if skp.pendekatan == "KUANTITATIF" and not indikator.target_tercetak:
            yield Keluhan(
                f"Indikator “{indikator.uraian[:60]}” belum mempunyai target.", f"#indikator-{indikator.pk}"
            )
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

    # The owner edits his plan, the penilai writes on it; the status stays.
    _konsep = partial(transisi, status, dari=StatusSkp.KONSEP, ke=StatusSkp.KONSEP)
    _dinilai = partial(transisi, status, dari=StatusSkp.PENILAIAN_RENCANA, ke=StatusSkp.PENILAIAN_RENCANA)
    _berlaku = partial(transisi, status, dari=StatusSkp.DISETUJUI, ke=StatusSkp.DISETUJUI)

    @_konsep(label="Ubah SKP")
    def ubah(self):
        """Period, model and approach."""

    @_konsep(label="Tambah RHK")
    def tambah_rhk(self):
        """A result he plans."""

    @_konsep(label="Ubah RHK")
    def ubah_rhk(self):
        """Its wording, its kind, its parent."""

    @_konsep(label="Pilih RHK atasan")
    def pilih_rhk_atasan(self):
        """Which results of the penilai his own ones intervene, all on one page."""

    @_konsep(label="Hapus RHK")
    def hapus_rhk(self):
        """With its indicators."""

    @_konsep(label="Tambah indikator")
    def tambah_indikator(self):
        """A measure of one RHK."""

    @_konsep(label="Ubah indikator")
    def ubah_indikator(self):
        """Its wording, aspect, target."""

    @_konsep(label="Hapus indikator")
    def hapus_indikator(self):
        """One measure less."""

    @_konsep(label="Ubah urutan")
    def urutkan(self):
        """In which order the results, or the measures of one, are printed."""

    @_konsep(label="Simpan lampiran")
    def simpan_lampiran(self):
        """Resources, accountability, consequences."""

    @_konsep(label="Salin dari SKP lain")
    def salin(self):
        """Rows of an earlier or a shared SKP."""

    @_konsep(label="Ambil dari pustaka")
    def pakai_pustaka(self):
        """Rows of the library of his jabatan."""

    @_konsep(label="Tempel dari lembar kerja")
    def tempel(self):
        """Rows pasted from a spreadsheet."""

    @_konsep(label="Import RHK dari Tool Kinerja")
    def impor_tool_kinerja(self):
        """Rows of the file that Tool Kinerja exports (juknis BAB III.4)."""

    @_konsep(label="Ambil penugasan")
    def ambil_penugasan(self):
        """What the pimpinan assigned in the matrix becomes an RHK."""

    @_konsep(label="Balas komentar")
    def balas_komentar(self):
        """The owner answers what the penilai wrote about a row."""

    @_konsep(label="Izinkan mendahului SKP sebelumnya")
    def izinkan_mendahului(self):
        """BKD lets this SKP be submitted before the one before it is finished."""

    @transisi(
        status,
        dari=StatusSkp.KONSEP,
        ke=StatusSkp.PENILAIAN_RENCANA,
        label="Ajukan",
        guards=(sebelumnya_selesai, rencana_lengkap),
    )
    def ajukan(self):
        """The owner submits his plan to the penilai."""

    @_dinilai(label="Simpan ekspektasi")
    def simpan_ekspektasi(self):
        """The penilai writes what he expects of the seven values."""

    @_dinilai(label="Komentari")
    def komentari(self):
        """The penilai writes about the plan, one RHK or one indicator."""

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

    @transisi(status, dari=StatusSkp.DISETUJUI, ke=StatusSkp.REVISI, label="Ajukan revisi")
    def ajukan_revisi(self):
        """The owner asks to change an approved plan (juknis BAB III.7)."""

    @transisi(status, dari=StatusSkp.REVISI, ke=StatusSkp.KONSEP, label="Terima revisi")
    def terima_revisi(self):
        """The penilai opens it: rows may be added and changed, those approved before not deleted."""

    @transisi(status, dari=StatusSkp.REVISI, ke=StatusSkp.DISETUJUI, label="Tolak revisi")
    def tolak_revisi(self):
        """The approved plan stays as it is."""

    @_berlaku(label="Tugaskan")
    def tugaskan(self):
        """The pimpinan assigns a result below one of his own (Matriks Peran Hasil)."""

    @_berlaku(label="Tarik penugasan")
    def batal_tugaskan(self):
        """An assignment that nobody has taken up is withdrawn."""

    # Last year's plan, finished by now, is what colleagues begin with in January.
    @transisi(status, dari=[StatusSkp.DISETUJUI, StatusSkp.SELESAI], ke=None, label="Izinkan disalin")
    def bagikan(self):
        """The penilai lets colleagues of the same jabatan begin with this plan, or no longer."""

    @_berlaku(label="Akhiri periode")
    def tutup_periode(self):
        """The position ended before the year (juknis BAB VII)."""

    @transisi(status, dari=StatusSkp.DISETUJUI, ke=StatusSkp.SELESAI, label="Selesaikan")
    def selesaikan(self):
        """The final evaluation of this SKP has its predikat."""
