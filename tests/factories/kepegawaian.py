"""People, offices, positions."""

from datetime import date

import factory
from django.contrib.auth.models import Group, Permission
from django.utils import timezone

from kinerja.akun.models import Pengguna
from kinerja.akun.permissions import GRUP_ADMIN_BKD
from kinerja.kepegawaian.models import (
    Jabatan,
    KewenanganWilayah,
    Pegawai,
    PejabatPenilai,
    PerangkatDaerah,
    RiwayatJabatan,
    UnitKerja,
)


def nip(n: int) -> str:
    """A valid, invented NIP PNS."""
    return (
        f"19800101200501{1 + n % 2}{1 + n % 999:03d}"
        if n < 999
        else f"1981{1 + n // 900 % 12:02d}{1 + n % 28:02d}2006011{1 + n % 899:03d}"
    )


class PenggunaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Pengguna
        skip_postgeneration_save = True

    username = factory.Sequence(nip)
    nama = factory.Sequence(lambda n: f"Pegawai Demo {n:03d}")
    email = factory.LazyAttribute(lambda o: f"{o.username}@contoh.invalid")


class PerangkatDaerahFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PerangkatDaerah

    kode = factory.Sequence(lambda n: f"OPD-{n}")
    nama = factory.Sequence(lambda n: f"Dinas Contoh {n}")
    jenis = PerangkatDaerah.Jenis.DINAS


class UnitKerjaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = UnitKerja

    perangkat_daerah = factory.SubFactory(PerangkatDaerahFactory)
    nama = factory.Sequence(lambda n: f"Bidang Contoh {n}")


class JabatanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Jabatan

    nama = factory.Sequence(lambda n: f"Pranata Komputer Contoh {n}")
    jenis = Jabatan.Jenis.FUNGSIONAL


class PegawaiFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Pegawai

    pengguna = factory.SubFactory(PenggunaFactory)
    nip = factory.LazyAttribute(lambda o: o.pengguna.username)
    nama = factory.LazyAttribute(lambda o: o.pengguna.nama)
    jenis_kepegawaian = Pegawai.JenisKepegawaian.PNS
    golongan = "III/a"
    perangkat_daerah = factory.SubFactory(PerangkatDaerahFactory)


class RiwayatJabatanFactory(factory.django.DjangoModelFactory):
    """An active, verified position."""

    class Meta:
        model = RiwayatJabatan

    pegawai = factory.SubFactory(PegawaiFactory)
    tahun = 2026
    jabatan = factory.SubFactory(JabatanFactory)
    tmt = date(2021, 1, 3)
    perangkat_daerah = factory.LazyAttribute(lambda o: o.pegawai.perangkat_daerah)
    unit_kerja = factory.SubFactory(
        UnitKerjaFactory, perangkat_daerah=factory.SelfAttribute("..perangkat_daerah")
    )
    aktif = True
    diusulkan_oleh = factory.LazyAttribute(lambda o: o.pegawai.pengguna)
    diverifikasi_oleh = factory.LazyFunction(lambda: Pengguna.objects.sistem())
    diverifikasi_pada = factory.LazyFunction(timezone.now)


def tunjuk_penilai(
    riwayat: RiwayatJabatan,
    penilai: Pegawai,
    *,
    mulai=date(2026, 1, 1),
    selesai=None,
    peran="DEFINITIF",
    surat="",
) -> PejabatPenilai:
    """A designation in force."""
    return PejabatPenilai.objects.create(
        user=penilai.pengguna,
        permission=Permission.objects.get(
            codename="nilai_riwayatjabatan", content_type__app_label="kepegawaian"
        ),
        content_object=riwayat,
        pegawai=penilai,
        dinilai=riwayat.pegawai,
        peran=peran,
        mulai=mulai,
        selesai=selesai,
        nomor_surat=surat,
    )


def beri_wilayah(
    pengguna: Pengguna, perangkat_daerah: PerangkatDaerah, izin: str, **masa
) -> KewenanganWilayah:
    """Territory: izin is kelola_/verifikasi_/audit_perangkatdaerah."""
    return KewenanganWilayah.objects.create(
        user=pengguna,
        permission=Permission.objects.get(codename=izin, content_type__app_label="kepegawaian"),
        content_object=perangkat_daerah,
        **masa,
    )


def jadikan_admin_bkd(pengguna: Pengguna) -> Pengguna:
    pengguna.groups.add(Group.objects.get(name=GRUP_ADMIN_BKD))
    return Pengguna.objects.get(pk=pengguna.pk)
