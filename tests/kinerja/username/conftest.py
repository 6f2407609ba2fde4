"""Two offices, their pengelola and verifikatur, one admin BKD, and lists as the pengelola would upload them."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile

from kinerja.akun.models import Pengguna
from kinerja.akun.permissions import GRUP_ADMIN_BKD
from kinerja.kepegawaian.models import Jabatan, KewenanganWilayah, Pegawai, PerangkatDaerah, UnitKerja
from kinerja.ui.impor.pembaca import baca
from kinerja.username import services
from kinerja.username.queries import UsernameResource

PADA = datetime(2026, 3, 5, 9, 0, tzinfo=ZoneInfo("Asia/Makassar"))
SITI, BUDI, ANI, PPPK = "198109172019031005", "196609061992092001", "197207071997032008", "199001012022211003"
BARIS = {
    "nip": SITI,
    "nama": "Siti Aminah, S.E.",
    "jenis_kepegawaian": "PNS",
    "tanggal_lahir": "17-09-1981",
    "jenis_kelamin": "L",
    "golongan": "III/a",
    "jabatan": "Analis Kepegawaian",
    "unit_kerja": "Bidang Mutasi",
    "tmt_jabatan": "01-01-2024",
    "email": "siti@contoh.go.id",
    "nip_penilai": "",
}


def baris(**ubah) -> dict[str, str]:
    return BARIS | ubah


def budi(**ubah):
    return baris(nip=BUDI, nama="Budi", tanggal_lahir="06-09-1966", jenis_kelamin="P") | ubah


def ani(**ubah):
    return baris(nip=ANI, nama="Ani", tanggal_lahir="07-07-1972", jenis_kelamin="P") | ubah


def csv(*daftar: dict[str, str]) -> bytes:
    kolom = list(daftar[0])
    return "\n".join([";".join(kolom), *(";".join(b[k] for k in kolom) for b in daftar)]).encode()


def tabel(*daftar: dict[str, str], nama="daftar.csv"):
    return baca(ContentFile(csv(*daftar), name=nama))


def _akun(username: str, opd=None, izin: str = "") -> Pengguna:
    akun = Pengguna.objects.create_user(username, username.title())
    if opd:
        KewenanganWilayah.objects.create(
            user=akun,
            permission=Permission.objects.get(codename=f"{izin}_perangkatdaerah"),
            content_object=opd,
        )
    return akun


@pytest.fixture
def dunia(db):
    opd = PerangkatDaerah.objects.create(kode="T1", nama="Badan Uji", jenis="BADAN")
    lain = PerangkatDaerah.objects.create(kode="T2", nama="Dinas Lain", jenis="DINAS")
    bkd = _akun("bkd")
    bkd.groups.add(Group.objects.get_or_create(name=GRUP_ADMIN_BKD)[0])
    kepala = Pegawai.objects.create(
        pengguna=_akun("kepala"), nama="Kepala Bidang", jenis_kepegawaian="NON_ASN", perangkat_daerah=opd
    )
    badan = UnitKerja.objects.create(perangkat_daerah=opd, nama="Badan", kepala=kepala)
    UnitKerja.objects.create(perangkat_daerah=opd, nama="Bidang Mutasi", induk=badan)
    UnitKerja.objects.create(perangkat_daerah=opd, nama="Unit Tanpa Kepala")
    Jabatan.objects.create(nama="Analis Kepegawaian", jenis="PELAKSANA")
    lama = Jabatan.objects.create(nama="Juru Ketik", jenis="PELAKSANA", aktif=False)
    lama.digantikan_oleh = Jabatan.objects.create(nama="Pengadministrasi", jenis="PELAKSANA")
    lama.save()
    return SimpleNamespace(
        opd=opd,
        lain=lain,
        bkd=bkd,
        kepala=kepala,
        pengelola=_akun("pengelola", opd, "kelola"),
        verifikatur=_akun("verifikatur", opd, "verifikasi"),
        pengelola_lain=_akun("pengelola_lain", lain, "kelola"),
        verifikatur_lain=_akun("verifikatur_lain", lain, "verifikasi"),
        auditor=_akun("auditor", opd, "audit"),
        pegawai=kepala.pengguna,
    )


@pytest.fixture
def buat_batch(dunia):
    """A list brought to a state by the services, as people would."""

    def buat(*daftar, sampai="TERVALIDASI", oleh=None):
        oleh = oleh or dunia.pengelola
        batch = services.unggah(dunia.opd, oleh=oleh, pada=PADA, tabel=tabel(*(daftar or [baris()]))).objek
        langkah = {
            "TERVALIDASI": lambda: services.validasi(batch, oleh=oleh, pada=PADA),
            "MENUNGGU_VERIFIKASI": lambda: services.ajukan(batch, oleh=oleh, pada=PADA, tanpa_galat=True),
            "TERVERIFIKASI": lambda: services.verifikasi(batch, oleh=dunia.verifikatur, pada=PADA),
            "DITERAPKAN": lambda: services.terapkan(batch, oleh=dunia.verifikatur, pada=PADA),
        }
        for status, jalankan in langkah.items():
            if sampai == "DIUNGGAH":
                break
            jalankan()
            if status == sampai:
                break
        assert batch.status == sampai
        return batch

    return buat


@pytest.fixture
def periksa(dunia):
    """{row number: [(column, level, sentence)]} of a dry run without a batch."""

    def jalankan(*daftar):
        isi = tabel(*daftar)
        resource = UsernameResource(dunia.opd, pada=PADA)
        hasil = resource.periksa(resource.susun(isi.judul, isi.baris))
        return {b.nomor: [(k["kolom"], k["tingkat"], k["kalimat"]) for k in b.keluhan] for b in hasil}

    return jalankan
