"""WHO may: whoever uploads a list does not verify it."""

from __future__ import annotations

from django.db.models import Q

from kinerja.akun.permissions import is_admin_bkd, lihat_semua
from kinerja.dokumen import policy
from kinerja.dokumen.policy import relasi
from kinerja.kepegawaian.models import PerangkatDaerah
from kinerja.kepegawaian.permissions import (
    AUDIT,
    KELOLA,
    VERIFIKASI,
    is_bkd,
    is_pengelola,
    is_verifikatur,
    pemegang_wilayah,
    wilayah,
)
from kinerja.username.models import BatchBaris, BatchUsername

IZIN = (KELOLA, VERIFIKASI, AUDIT)


@relasi("pengelola OPD itu atau admin BKD")
def is_pengurus_opd(pengguna, opd, pada) -> bool:
    return is_admin_bkd(pengguna) or opd.pk in wilayah(pengguna, KELOLA, pada=pada)


@relasi("pengunggah yang masih pengelola OPD atau admin BKD")
def is_pengunggah(pengguna, batch, pada) -> bool:
    return batch.diunggah_oleh_id == pengguna.pk and (
        is_pengelola(pengguna, batch, pada) or is_bkd(pengguna, batch, pada)
    )


@relasi("verifikatur OPD atau admin BKD, bukan pengunggah")
def is_verifikatur_lain(pengguna, batch, pada) -> bool:
    return batch.diunggah_oleh_id != pengguna.pk and (
        is_verifikatur(pengguna, batch, pada) or is_bkd(pengguna, batch, pada)
    )


def lihat_batch(pengguna, pada) -> Q:
    """daftar OPD kewenangannya; admin BKD semua"""
    if lihat_semua(pengguna):
        return Q()
    return Q(perangkat_daerah__in=_daerah(pengguna, pada))


def lihat_baris(pengguna, pada) -> Q:
    """baris dari daftar yang boleh dilihatnya"""
    if lihat_semua(pengguna):
        return Q()
    return Q(batch__perangkat_daerah__in=_daerah(pengguna, pada))


def punya_daerah(pengguna, pada) -> bool:
    """Is any list, now or later, his to see?"""
    return lihat_semua(pengguna) or pemegang_wilayah(pengguna, pada=pada)


def boleh_mengunggah(pengguna, pada) -> bool:
    """Has he any office to upload for?"""
    return is_admin_bkd(pengguna) or bool(wilayah(pengguna, KELOLA, pada=pada))


def _daerah(pengguna, pada) -> frozenset[int]:
    return frozenset().union(*(wilayah(pengguna, izin, pada=pada) for izin in IZIN))


policy.extend(PerangkatDaerah, unggah=is_pengurus_opd)
policy.register(
    BatchUsername,
    lihat=lihat_batch,
    validasi=is_pengunggah,
    ajukan=is_pengunggah,
    verifikasi=is_verifikatur_lain,
    kembalikan=is_verifikatur_lain,
    terapkan=is_verifikatur | is_bkd,
    batalkan=is_pengunggah | is_bkd,
    cetak_kode=is_pengelola | is_verifikatur | is_bkd,
)
policy.register(BatchBaris, lihat=lihat_baris)
