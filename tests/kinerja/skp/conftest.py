"""Who looks, when, and how a form is sent."""

from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from kinerja.akun.models import Pengguna
from kinerja.dokumen.models import Riwayat
from kinerja.skp.models import Skp
from kinerja.ui import menu
from kinerja.ui.models import Identitas
from tests.factories import (
    PegawaiFactory,
    PenggunaFactory,
    RiwayatJabatanFactory,
    jadikan_admin_bkd,
    skp_diajukan,
    skp_disetujui,
    skp_konsep,
    tunjuk_penilai,
)

WITA = ZoneInfo("Asia/Makassar")
KINI = datetime(2026, 1, 20, 9, 0, tzinfo=WITA)
MASUK = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def _jam():
    with time_machine.travel(KINI, tick=True) as jam:
        yield jam


@pytest.fixture
def time_machine_ke(_jam):
    """Go on to that day of January 2026, at noon in WITA."""
    return lambda hari: _jam.move_to(datetime(2026, 1, hari, 12, 0, tzinfo=WITA))


def klien(orang, **kw) -> Client:
    """A browser in which this person (Pegawai or Pengguna) is logged in."""
    peramban = Client(**kw)
    peramban.force_login(getattr(orang, "pengguna", orang), backend=MASUK)
    return peramban


def alamat(verba: str, *args) -> str:
    return reverse(f"skp:{verba}", args=args)


def kirim(orang, skp, verba: str, *lagi, **isi):
    """A forged or honest POST: version and key as the page would carry them, unless given."""
    isi = {"versi": skp.versi, "kunci": str(uuid4())} | isi
    return klien(orang).post(alamat(verba, skp.pk, *lagi), isi)


def potret(skp) -> tuple:
    """All that an act could change: the row, its parts, the record."""
    segar = Skp.objects.get(pk=skp.pk)
    isi = [
        (r.pk, r.jenis, r.uraian, r.rhk_atasan_id, sorted(r.daftar_indikator.values_list()))
        for r in segar.daftar_rhk.order_by("pk")
    ]
    baris = {f.attname: getattr(segar, f.attname) for f in Skp._meta.concrete_fields}
    return baris, isi, sorted(segar.daftar_ekspektasi.values_list()), Riwayat.objects.count()


def orang_luar(skp) -> dict[str, Pengguna]:
    """Everybody who must not act on this SKP, by what he is to it; the penilai and the owner are not among them."""
    rekan = PegawaiFactory(perangkat_daerah=skp.perangkat_daerah)
    mantan = PegawaiFactory(perangkat_daerah=skp.perangkat_daerah)
    return {
        "rekan": rekan.pengguna,
        "opd_lain": PegawaiFactory().pengguna,
        "penilai_orang_lain": tunjuk_penilai(RiwayatJabatanFactory(pegawai=rekan), mantan).pegawai.pengguna,
        "superuser": PenggunaFactory(is_superuser=True),
        "bkd": jadikan_admin_bkd(PegawaiFactory().pengguna),
    }


@pytest.fixture
def konsep(db) -> Skp:
    return skp_konsep()


@pytest.fixture
def diajukan(db) -> Skp:
    return skp_diajukan()


@pytest.fixture
def disetujui(db) -> Skp:
    return skp_disetujui()


def ja_jf(**kw) -> Skp:
    """A JA/JF draft whose penilai has an approved SKP to intervene."""
    atasan = PegawaiFactory()
    skp_disetujui(atasan)
    bawahan = PegawaiFactory(perangkat_daerah=atasan.perangkat_daerah)
    return skp_konsep(bawahan, penilai=atasan, model="JA_JF", isi={}, **kw)


@pytest.fixture
def tanpa_menu(monkeypatch):
    """The menu is counted by those who own its entries."""
    monkeypatch.setattr(menu, "_daftar", {})
    Identitas.tersimpan()
