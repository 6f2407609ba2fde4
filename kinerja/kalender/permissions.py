"""WHO may: everybody sees the schedule and what moves it; BKD keeps it, two people for every exception."""

from __future__ import annotations

from django.db.models import Q

from kinerja.akun.models import Pengguna
from kinerja.akun.permissions import GRUP_ADMIN_BKD, is_admin_bkd, lihat_semua
from kinerja.dokumen import policy
from kinerja.dokumen.policy import relasi
from kinerja.kalender.lifecycle import StatusPengecualian
from kinerja.kalender.models import Gangguan, JadwalBulanan, PembukaanKembali
from kinerja.kepegawaian.models import Pegawai
from kinerja.kepegawaian.permissions import AUDIT, KELOLA, VERIFIKASI, daftar_dinilai, pegawai_dari, wilayah


@relasi("admin BKD dengan namanya sendiri")
def is_admin_sendiri(pelaku, akun, pada) -> bool:
    """Whoever proposes signs for himself."""
    return is_admin_bkd(pelaku) and pelaku.pk == akun.pk


@relasi("admin BKD selain pengusul dan selain yang berkepentingan")
def is_admin_lain(pelaku, usulan, pada) -> bool:
    if not is_admin_bkd(pelaku) or pelaku.pk == usulan.diusulkan_oleh_id:
        return False
    return pelaku.pk not in akun_berkepentingan(usulan)


@relasi("admin BKD selain yang berkepentingan; yang berlaku selain pengusulnya pula")
def is_admin_pencabut(pelaku, usulan, pada) -> bool:
    """His proposal is his to take back; what two people put in force, not."""
    if usulan.status == StatusPengecualian.BERLAKU:
        return is_admin_lain(pelaku, usulan, pada)
    return is_admin_bkd(pelaku) and pelaku.pk not in akun_berkepentingan(usulan)


def akun_berkepentingan(usulan) -> frozenset[int]:
    """Accounts that have no say in a reopening because it is their own: the person, or BKD's administrators who are
    (or were in that year) of the office. Where all of them are, it is BKD's own office and nobody else could ask."""
    if not isinstance(usulan, PembukaanKembali):
        return frozenset()  # an outage is a fact for everybody
    if usulan.pegawai:
        return frozenset([usulan.pegawai.pengguna_id])
    opd = usulan.perangkat_daerah_id
    admin = Q(pengguna__groups__name=GRUP_ADMIN_BKD, pengguna__is_active=True)
    pernah = Q(daftar_riwayat_jabatan__perangkat_daerah=opd, daftar_riwayat_jabatan__tahun=usulan.tahun)
    milik = Pegawai.objects.filter(admin, Q(perangkat_daerah=opd) | pernah)
    akun = frozenset(milik.values_list("pengguna", flat=True))
    semua = Pengguna.objects.filter(groups__name=GRUP_ADMIN_BKD, is_active=True)
    return akun if akun and semua.exclude(pk__in=akun).exists() else frozenset()


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
    cabut=is_admin_pencabut,
)
policy.register(
    Gangguan,
    lihat=lihat_gangguan,
    setujui=is_admin_lain,
    tolak=is_admin_lain,
    cabut=is_admin_pencabut,
)
policy.extend(Pengguna, usulkan_pembukaan=is_admin_sendiri, usulkan_gangguan=is_admin_sendiri)
