"""WHO may: the owner plans, the penilai to whom it was submitted decides."""

from __future__ import annotations

from django.db.models import Q

from kinerja.dokumen import policy
from kinerja.dokumen.policy import relasi
from kinerja.kepegawaian.models import PejabatPenilai, RiwayatJabatan
from kinerja.kepegawaian.permissions import (
    AUDIT,
    VERIFIKASI,
    is_bkd,
    is_pemilik,
    is_pengelola,
    lihat_menurut,
    pegawai_dari,
)
from kinerja.skp.models import Skp


@relasi("pejabat penilai dokumen")
def is_penilai(pengguna, dokumen, pada) -> bool:
    """The penilai in the document's snapshot. A definitive one finishes what he holds, even after a move;
    a Plt/Plh only while his designation is in force. Never one's own document."""
    diri = pegawai_dari(pengguna)
    if diri is None or dokumen.penilai_id != diri.pk or dokumen.pegawai_id == diri.pk:
        return False
    penugasan = dokumen.penugasan
    if penugasan is None:
        return False
    if penugasan.peran == PejabatPenilai.Peran.DEFINITIF:
        return True
    return PejabatPenilai.objects.filter(PejabatPenilai.berlaku(pada), pk=penugasan.pk).exists()


@relasi("admin BKD, bukan dirinya sendiri")
def is_bkd_orang_lain(pengguna, skp, pada) -> bool:
    """An exception that one grants to oneself is none."""
    return is_bkd(pengguna, skp, pada) and not is_pemilik(pengguna, skp, pada)


@relasi("sistem")
def is_sistem(pengguna, dokumen, pada) -> bool:
    """What follows from another document's act, such as the final evaluation."""
    return pengguna.is_sistem


def lihat_dokumen_kinerja(pengguna, pada) -> Q:
    """pemilik, penilai dokumen, penilai sekarang, verifikatur dan auditor OPD-nya; admin BKD semua"""
    q = lihat_menurut(pengguna, pada, pegawai="pegawai", opd="perangkat_daerah", izin=(VERIFIKASI, AUDIT))
    if q and (diri := pegawai_dari(pengguna)):
        # A draft's penilai is only filled in beforehand; the snapshot that counts is that of the submission.
        q |= Q(penilai=diri.pk, diajukan_pada__isnull=False)
    return q


policy.register(
    Skp,
    lihat=lihat_dokumen_kinerja,
    ubah=is_pemilik,
    tambah_rhk=is_pemilik,
    ubah_rhk=is_pemilik,
    hapus_rhk=is_pemilik,
    tambah_indikator=is_pemilik,
    ubah_indikator=is_pemilik,
    hapus_indikator=is_pemilik,
    pilih_rhk_atasan=is_pemilik,
    urutkan=is_pemilik,
    simpan_lampiran=is_pemilik,
    salin=is_pemilik,
    pakai_pustaka=is_pemilik,
    tempel=is_pemilik,
    impor_tool_kinerja=is_pemilik,
    ambil_penugasan=is_pemilik,
    balas_komentar=is_pemilik,
    izinkan_mendahului=is_bkd_orang_lain,
    ajukan=is_pemilik,
    simpan_ekspektasi=is_penilai,
    komentari=is_penilai,
    terima=is_penilai,
    kembalikan=is_penilai,
    ajukan_revisi=is_pemilik,
    terima_revisi=is_penilai,
    tolak_revisi=is_penilai,
    tugaskan=is_pemilik,
    batal_tugaskan=is_pemilik,
    bagikan=is_penilai,
    tutup_periode=is_pemilik | is_pengelola,
    selesaikan=is_sistem,
)
policy.extend(RiwayatJabatan, tambah_skp=is_pemilik)
