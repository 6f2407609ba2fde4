"""WHO may: relations of the register, territories, and the guardian backend that honours dates."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Q
from django.utils import timezone
from guardian.backends import ObjectPermissionBackend

from kinerja.akun.permissions import is_admin_bkd, lihat_semua
from kinerja.dokumen import policy
from kinerja.dokumen.policy import relasi
from kinerja.kepegawaian.models import (
    KewenanganWilayah,
    Pegawai,
    PejabatPenilai,
    PerangkatDaerah,
    RiwayatJabatan,
    UnitKerja,
)

KELOLA = "kelola_perangkatdaerah"
VERIFIKASI = "verifikasi_perangkatdaerah"
AUDIT = "audit_perangkatdaerah"
NILAI = "nilai_riwayatjabatan"


class PejabatPenilaiBackend(ObjectPermissionBackend):
    """Guardian's answer, but a designation or territory counts only on the days it is in force."""

    def has_perm(self, user_obj, perm, obj=None):
        if obj is None or not user_obj.is_active or user_obj.is_anonymous:
            return False
        nama = perm.split(".")[-1]
        pada = timezone.now()  # noqa: TID251 has_perm carries no time: this is the edge
        if isinstance(obj, RiwayatJabatan) and nama == NILAI:
            return obj.daftar_penilai.filter(PejabatPenilai.berlaku(pada), user=user_obj).exists()
        if isinstance(obj, PerangkatDaerah):
            return obj.pk in wilayah(user_obj, nama, pada=pada)
        return False


def pegawai_dari(pengguna) -> Pegawai | None:
    """The person behind an account (accounts such as `sistem` have none)."""
    return getattr(pengguna, "pegawai", None) if pengguna.pk else None


def wilayah(pengguna, izin: str, *, pada: datetime) -> frozenset[int]:
    """Ids of the PerangkatDaerah on which the account holds this territory grant now."""
    if not hasattr(pengguna, "_wilayah"):  # all grants in one query, once per request
        kolom = ("permission__codename", "content_object_id", "mulai", "selesai")
        pengguna._wilayah = list(KewenanganWilayah.objects.filter(user=pengguna).values_list(*kolom))
    hari = timezone.localtime(pada).date()
    return frozenset(
        daerah
        for nama, daerah, mulai, selesai in pengguna._wilayah
        if nama == izin and (mulai or hari) <= hari <= (selesai or hari)
    )


def pemegang_wilayah(pengguna, *, pada: datetime) -> bool:
    """Does the account hold any territory grant now? Whoever does has the back office's menu."""
    return any(wilayah(pengguna, izin, pada=pada) for izin in (KELOLA, VERIFIKASI, AUDIT))


def opd_direkap(pengguna, *, pada: datetime) -> frozenset[int]:
    """Ids of the PerangkatDaerah whose recapitulation this account reads: BKD all, verifikatur and auditor theirs,
    the pimpinan of an office his own. A pengelola reads it once it is released, not before."""
    if lihat_semua(pengguna):
        return frozenset(PerangkatDaerah.objects.order_by().values_list("pk", flat=True))
    daerah = wilayah(pengguna, VERIFIKASI, pada=pada) | wilayah(pengguna, AUDIT, pada=pada)
    return daerah | opd_dipimpin(pengguna, pada=pada)


def opd_dipimpin(pengguna, *, pada: datetime) -> frozenset[int]:
    """The offices that he heads: kepala of the topmost unit, or its acting pimpinan (Plt) for as long as he is.

    Topmost in its office: above it there is nothing, or another office (the Sekretaris Daerah is above all heads).
    A school or UPTD entered without the unit above it is still no office: its kepala heads himself only.
    """
    diri = pegawai_dari(pengguna)
    if diri is None or diri.status != Pegawai.Status.AKTIF:
        return frozenset()
    hari = timezone.localtime(pada).date()
    plt = RiwayatJabatan.objects.filter(
        Q(selesai=None) | Q(selesai__gte=hari),
        pegawai=diri.pk,
        peran=RiwayatJabatan.Peran.PLT,
        aktif=True,
        jabatan__pimpinan=True,
        tmt__lte=hari,
    )
    di_dalam = Q(induk__isnull=False, induk__perangkat_daerah=F("perangkat_daerah"))
    puncak = UnitKerja.objects.filter(~di_dalam, pimpinan_mandiri=False)
    dipimpin = puncak.filter(Q(kepala=diri.pk) | Q(pk__in=plt.values("unit_kerja")))
    return frozenset(dipimpin.order_by().values_list("perangkat_daerah", flat=True))


def daftar_dinilai(pengguna, *, pada: datetime) -> list[int]:
    """Ids of the Pegawai whom this account rates now. A list, not a subquery: an OR over one costs 40 times as much."""
    return list(
        PejabatPenilai.objects.filter(PejabatPenilai.berlaku(pada), user=pengguna).values_list(
            "dinilai_id", flat=True
        )
    )


def penilai_berlaku(riwayat: RiwayatJabatan, *, pada: datetime) -> PejabatPenilai | None:
    """The designation in force for this position at that time."""
    return (
        riwayat.daftar_penilai.filter(PejabatPenilai.berlaku(pada))
        .select_related("pegawai__pengguna")
        .first()
    )


@relasi("pemilik")
def is_pemilik(pengguna, objek, pada) -> bool:
    return (objek if isinstance(objek, Pegawai) else objek.pegawai).pengguna_id == pengguna.pk


@relasi("pengelola OPD")
def is_pengelola(pengguna, objek, pada) -> bool:
    return objek.perangkat_daerah_id in wilayah(pengguna, KELOLA, pada=pada)


@relasi("verifikatur OPD")
def is_verifikatur(pengguna, objek, pada) -> bool:
    return objek.perangkat_daerah_id in wilayah(pengguna, VERIFIKASI, pada=pada)


@relasi("admin BKD")
def is_bkd(pengguna, objek, pada) -> bool:
    return is_admin_bkd(pengguna)


@relasi("pengelola OPD atau admin BKD, bukan dirinya sendiri")
def is_pengurus_orang_lain(pengguna, objek, pada) -> bool:
    """Nobody decides who rates himself."""
    return not is_pemilik(pengguna, objek, pada) and (
        is_pengelola(pengguna, objek, pada) or is_bkd(pengguna, objek, pada)
    )


def lihat_pegawai(pengguna, pada) -> Q:
    """diri sendiri, yang dinilainya, pegawai OPD kewenangannya; admin BKD semua"""
    return lihat_menurut(pengguna, pada, pegawai="pk", opd="perangkat_daerah")


def lihat_riwayat_jabatan(pengguna, pada) -> Q:
    """milik sendiri, milik yang dinilainya, milik pegawai OPD kewenangannya; admin BKD semua"""
    return lihat_menurut(pengguna, pada, pegawai="pegawai", opd="perangkat_daerah")


def lihat_menurut(
    pengguna, pada, *, pegawai: str, opd: str, izin: tuple[str, ...] = (KELOLA, VERIFIKASI, AUDIT)
) -> Q:
    """The common sight: own rows, rows of those he rates, rows of his territories; BKD everything."""
    if lihat_semua(pengguna):
        return Q()
    diri = pegawai_dari(pengguna)
    terlihat = [*([diri.pk] if diri else []), *daftar_dinilai(pengguna, pada=pada)]
    q = Q(**{f"{pegawai}__in": terlihat})
    if daerah := frozenset().union(*(wilayah(pengguna, i, pada=pada) for i in izin)):
        q |= Q(**{f"{opd}__in": daerah})
    return q


def lihat_perangkat_daerah(pengguna, pada) -> Q:
    """semua pegawai boleh melihat nama perangkat daerah"""
    return Q()


policy.register(PerangkatDaerah, lihat=lihat_perangkat_daerah)
policy.register(
    Pegawai,
    lihat=lihat_pegawai,
    hapus_riwayat=is_pemilik | is_pengurus_orang_lain,
)
policy.register(
    RiwayatJabatan,
    lihat=lihat_riwayat_jabatan,
    tetapkan_penilai=is_pengurus_orang_lain,
    tegaskan=is_pemilik,
)
