"""WHO may: the owner reports, the penilai of the snapshot rates, on the last day his superior in his stead."""

from __future__ import annotations

from django.db.models import Q

from kinerja.akun.permissions import lihat_semua
from kinerja.dokumen import policy
from kinerja.dokumen.policy import relasi
from kinerja.kepegawaian.models import PejabatPenilai
from kinerja.kepegawaian.permissions import (
    daftar_dinilai,
    is_pemilik,
    is_pengurus_orang_lain,
    pegawai_dari,
)
from kinerja.realisasi.lifecycle import StatusRealisasi
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.skp.models import Skp
from kinerja.skp.permissions import is_penilai, is_sistem, lihat_dokumen_kinerja

MENUNGGU = [StatusRealisasi.PENILAIAN_HASIL_KERJA, StatusRealisasi.PENILAIAN_PERILAKU]


@relasi("atasan pejabat penilai")
def is_atasan_penilai(pengguna, realisasi, pada) -> bool:
    """Whoever rates the penilai of this report. On the last day only: the services ask the calendar."""
    diri = pegawai_dari(pengguna)
    if (
        diri is None
        or realisasi.penilai_id is None
        or diri.pk in (realisasi.pegawai_id, realisasi.penilai_id)
    ):
        return False
    return PejabatPenilai.objects.filter(
        PejabatPenilai.berlaku(pada), user=pengguna, dinilai=realisasi.penilai_id
    ).exists()


@relasi("yang menilainya")
def is_yang_menilai(pengguna, realisasi, pada) -> bool:
    """Whoever gave the rating, as long as he could give it."""
    diri = pegawai_dari(pengguna)
    menilai = diri is not None and realisasi.dinilai_oleh_id == diri.pk
    return menilai and (is_penilai | is_atasan_penilai)(pengguna, realisasi, pada)


def lihat_realisasi(pengguna, pada) -> Q:
    """pemilik, penilai dokumen, penilai sekarang, atasan penilai selama menunggu dinilai, verifikatur dan auditor OPD-nya; admin BKD semua"""
    q = lihat_dokumen_kinerja(pengguna, pada)
    if lihat_semua(pengguna) or not (diri := pegawai_dari(pengguna)):
        return q
    q |= Q(dinilai_oleh=diri.pk)
    if bawahan := daftar_dinilai(pengguna, pada=pada):
        terbuka = [*MENUNGGU, StatusRealisasi.TIDAK_DINILAI]
        q |= Q(penilai__in=bawahan, status__in=terbuka) & ~Q(pegawai=diri.pk)
    return q


policy.register(
    RealisasiBulanan,
    lihat=lihat_realisasi,
    simpan=is_pemilik,
    ajukan=is_pemilik,
    tarik_kembali=is_pemilik,
    kembalikan=is_penilai,
    simpan_umpan_balik=is_penilai | is_atasan_penilai,
    nilai_hasil_kerja=is_penilai | is_atasan_penilai,
    nilai_perilaku=is_penilai | is_atasan_penilai,
    ubah_penilaian=is_yang_menilai,
    alihkan_penilai=is_pengurus_orang_lain,
    tutup_pengisian=is_sistem,
    tutup_penilaian=is_sistem,
    buka_pengisian=is_pemilik | is_sistem,
    buka_penilaian=is_penilai | is_atasan_penilai | is_sistem,
    lanjutkan_penilaian=is_penilai | is_atasan_penilai | is_sistem,
)
policy.extend(Skp, isi_realisasi=is_pemilik, catat_tidak_lapor=is_sistem)
