"""Bulk data: valid, the same for the same seed, and marked with its owner when asked."""

import hashlib
import json
from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse

from kinerja.akun.models import Pengguna
from kinerja.dokumen.checks import INVARIAN
from kinerja.kepegawaian.models import Pegawai, PejabatPenilai
from kinerja.kepegawaian.models.nip import Nip
from kinerja.realisasi.models import RealisasiBulanan, RealisasiIndikator, UmpanBalikPerilaku
from kinerja.skp.models import Ekspektasi, Indikator, RencanaHasilKerja, Skp, VersiSkp
from kinerja.skp.queries import potret
from tests.factories import PegawaiFactory

pytestmark = pytest.mark.django_db

FEBRUARI = datetime(2028, 2, 29, 9, 0, tzinfo=ZoneInfo("Asia/Makassar"))
ISI_BEBAS = (
    (RencanaHasilKerja.objects, "uraian"),
    (Indikator.objects.exclude(rhk=None), "uraian"),  # without the one that nobody writes
    (Ekspektasi.objects, "teks"),
    (RealisasiBulanan.objects, "catatan"),
    (RealisasiBulanan.objects, "catatan_akhir"),
    (RealisasiIndikator.objects, "bukti"),
    (RealisasiIndikator.objects, "umpan_balik"),
    (UmpanBalikPerilaku.objects, "teks"),
)


def tanam(*pilihan, pegawai=60, bulan=2) -> dict:
    keluaran = StringIO()
    with time_machine.travel(FEBRUARI, tick=False):
        call_command("benih", "--pegawai", str(pegawai), "--bulan", str(bulan), *pilihan, stdout=keluaran)
    return json.loads(keluaran.getvalue())


def sidik() -> str:
    """A fingerprint of what the months say, whoever numbered the rows."""
    baris = RealisasiBulanan.objects.order_by("pegawai__nip", "tahun", "bulan")
    kolom = ("pegawai__nip", "tahun", "bulan", "status", "predikat", "diajukan_pada", "versi_skp__kode")
    return hashlib.sha256(str(list(baris.values_list(*kolom))).encode()).hexdigest()


def sidik_benih(seed: str) -> str:
    """Plant, look, and take it all back."""
    with transaction.atomic():
        tanam("--seed", seed, pegawai=30, bulan=1)
        hasil = sidik()
        transaction.set_rollback(True)
    return hasil


def test_benih_is_valid_and_has_a_login_per_role(client):
    hasil = tanam()
    assert [kalimat for fungsi in INVARIAN.values() for kalimat in fungsi()] == []
    assert set(hasil["akun"]) == {
        "gubernur", "pegawai", "penilai", "penilai_terbesar", "pengelola", "verifikatur", "auditor", "admin_bkd", "redaktur",
    }  # fmt: skip
    assert hasil["baris"]["pegawai"] == Pegawai.objects.count() == 61
    assert [p.nip for p in Pegawai.objects.exclude(nip=None) if str(Nip.urai(p.nip).angka) != p.nip] == []
    assert set(RealisasiBulanan.objects.values_list("tahun", "bulan")) == {(2027, 12), (2028, 1)}
    dinilai = PejabatPenilai.objects.filter(selesai=None, user__username=hasil["akun"]["penilai"])
    assert 1 <= dinilai.count() <= 15
    masuk = {"username": hasil["akun"]["penilai"], "password": hasil["password"]}
    assert client.post(reverse("admin:login"), masuk).status_code == 302
    assert Pengguna.objects.create_user("196501011990011001", "Sesudah Benih").pk is not None


def test_benih_same_seed_same_rows():
    assert sidik_benih("7") == sidik_benih("7")
    assert sidik_benih("7") != sidik_benih("8")


def test_benih_versions_are_what_an_approval_would_keep():
    tanam(bulan=2)
    daftar_versi = list(VersiSkp.objects.select_related("skp"))
    assert len(daftar_versi) == Skp.objects.exclude(disetujui_pada=None).count() > 60
    assert [v.skp_id for v in daftar_versi if v.isi != potret(v.skp)] == []
    assert Indikator.objects.filter(rhk=None).count() == Skp.objects.count()
    assert set(Skp.objects.filter(tahun=2027).values_list("status", "predikat")) == {("SELESAI", "BAIK")}


def test_benih_kenari_names_the_owner_of_every_free_text():
    tanam("--kenari", bulan=1)
    for daftar, kolom in ISI_BEBAS:
        teks = list(daftar.exclude(**{kolom: ""}).values_list(kolom, flat=True))
        assert len(teks) > 0
        assert [t for t in teks if "KNR-" not in t] == []
    rhk = RencanaHasilKerja.objects.select_related("skp__pegawai__perangkat_daerah").last()
    orang = rhk.skp.pegawai
    assert f"KNR-{orang.perangkat_daerah.kode}-{orang.nip}-" in rhk.uraian
    semua = [
        t for daftar, kolom in ISI_BEBAS for t in daftar.exclude(**{kolom: ""}).values_list(kolom, flat=True)
    ]
    assert len({t.split("KNR-")[1] for t in semua}) == len(semua)


def test_benih_refused_where_people_are():
    PegawaiFactory()
    with pytest.raises(CommandError, match="tanpa pegawai"):
        tanam()
    assert Pegawai.objects.count() == 1


def test_benih_sown_in_the_first_minutes_of_a_month_dates_nothing_in_the_future():
    kini = datetime(2028, 3, 1, 0, 10, tzinfo=ZoneInfo("Asia/Makassar"))
    with time_machine.travel(kini, tick=False):
        call_command("benih", "--pegawai", "60", "--bulan", "1", stdout=StringIO())
    diajukan = RealisasiBulanan.objects.filter(diajukan_pada__isnull=False)
    assert diajukan.exists()
    for kolom in ("diajukan_pada", "hasil_dinilai_pada", "perilaku_dinilai_pada"):
        assert list(RealisasiBulanan.objects.filter(**{f"{kolom}__gt": kini})) == []
