"""WHO may: the owner writes his day; whoever rates or audits him reads it."""

from __future__ import annotations

from django.db.models import Q

from kinerja.aktivitas.models import Aktivitas
from kinerja.dokumen import policy
from kinerja.kepegawaian.permissions import AUDIT, VERIFIKASI, is_pemilik, lihat_menurut, pegawai_dari
from kinerja.skp.models import Skp


def lihat_aktivitas(pengguna, pada) -> Q:
    """pemilik, penilai sekarang, verifikatur dan auditor OPD-nya; admin BKD semua; yang dihapus: pemilik saja"""
    q = lihat_menurut(
        pengguna, pada, pegawai="pegawai", opd="skp__perangkat_daerah", izin=(VERIFIKASI, AUDIT)
    )
    terlihat = Q(dihapus_pada=None)
    if diri := pegawai_dari(pengguna):  # by its id: a join would be read for each of a million rows
        terlihat |= Q(pegawai=diri.pk)
    return q & terlihat


policy.register(
    Aktivitas,
    lihat=lihat_aktivitas,
    ubah=is_pemilik,
    hapus=is_pemilik,
    pulihkan=is_pemilik,
    kerjakan=is_pemilik,
)
policy.extend(Skp, catat_aktivitas=is_pemilik, catat_banyak_aktivitas=is_pemilik)
