"""WHO may: everybody sees the schedule and what moves it; BKD keeps it, two people for every exception."""

from __future__ import annotations

from django.db.models import Q

from kinerja.akun.models import Pengguna
from kinerja.akun.permissions import is_admin_bkd, lihat_semua
from kinerja.dokumen import policy
from kinerja.dokumen.policy import relasi
from kinerja.kalender.lifecycle import StatusPengecualian
from kinerja.kalender.models import Gangguan, JadwalBulanan, PembukaanKembali
from kinerja.kepegawaian.permissions import AUDIT, KELOLA, VERIFIKASI, daftar_dinilai, pegawai_dari, wilayah


@relasi("admin BKD dengan namanya sendiri")
def is_admin_sendiri(pelaku, akun, pada) -> bool:
    """Whoever proposes signs for himself."""
    return is_admin_bkd(pelaku) and pelaku.pk == akun.pk


@relasi("admin BKD selain pengusul dan selain yang berkepentingan")
def is_admin_lain(pelaku, usulan, pada) -> bool:
    return is_admin_bkd(pelaku) and pelaku.pk not in (usulan.diusulkan_oleh_id, _berkepentingan(usulan))


@relasi("admin BKD selain yang berkepentingan")
def is_admin_tidak_berkepentingan(pelaku, usulan, pada) -> bool:
    return is_admin_bkd(pelaku) and pelaku.pk != _berkepentingan(usulan)


def _berkepentingan(usulan) -> int | None:
    """The account of the person for whom a month is opened again."""
    pegawai = getattr(usulan, "pegawai", None)
    return pegawai.pengguna_id if pegawai else None


def lihat_jadwal(pengguna, pada) -> Q:
    """semua pegawai"""
    return Q()


def lihat_gangguan(pengguna, pada) -> Q:
    """yang berlaku: semua pegawai; usulan: admin BKD"""
    return Q() if lihat_semua(pengguna) else Q(status=StatusPengecualian.BERLAKU)


def lihat_pembukaan(pengguna, pada) -> Q:
    """bagi dirinya, yang dinilainya, atau OPD-nya dan berlaku; OPD kewenangannya; admin BKD semua"""
    if lihat_semua(pengguna):
        return Q()
    diri = pegawai_dari(pengguna)
    orang = [*([diri.pk] if diri else []), *daftar_dinilai(pengguna, pada=pada)]
    daerah = frozenset().union(*(wilayah(pengguna, i, pada=pada) for i in (KELOLA, VERIFIKASI, AUDIT)))
    opd = daerah | ({diri.perangkat_daerah_id} if diri else set())
    sasaran = Q(pegawai__in=orang) | Q(perangkat_daerah__in=opd) | Q(pegawai__perangkat_daerah__in=daerah)
    return sasaran & Q(status=StatusPengecualian.BERLAKU)


policy.register(JadwalBulanan, lihat=lihat_jadwal)
policy.register(
    PembukaanKembali,
    lihat=lihat_pembukaan,
    setujui=is_admin_lain,
    tolak=is_admin_lain,
    cabut=is_admin_tidak_berkepentingan,
)
policy.register(
    Gangguan,
    lihat=lihat_gangguan,
    setujui=is_admin_lain,
    tolak=is_admin_lain,
    cabut=is_admin_tidak_berkepentingan,
)
policy.extend(Pengguna, usulkan_pembukaan=is_admin_sendiri, usulkan_gangguan=is_admin_sendiri)
