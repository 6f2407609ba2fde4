"""The example is true on any day: nobody in it is real, its record is whole, and every state occurs."""

import re
from collections import Counter
from datetime import datetime, timedelta
from io import StringIO
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from kinerja.akun.models import KodeSekali, Pengguna
from kinerja.dokumen.checks import INVARIAN
from kinerja.dokumen.models import Riwayat
from kinerja.kalender.models import Bulan, Tahap
from kinerja.kalender.queries import jadwal_untuk
from kinerja.kepegawaian.models import Jabatan, Pegawai, PejabatPenilai, PerangkatDaerah, UnitKerja
from kinerja.kepegawaian.models.nip import Nip
from kinerja.kepegawaian.services import tegaskan
from kinerja.realisasi.models import Predikat, RealisasiBulanan
from kinerja.skp.models import Indikator, LampiranSkp, PenugasanHasil, PustakaRhk, RencanaHasilKerja, Skp
from kinerja.skp.queries import banding, dapat_disalin, perlu_ditegaskan, pustaka_untuk
from kinerja.ui.impor.pembaca import baca
from kinerja.username.services import batalkan, unggah, validasi
from project.contoh.register import KODE_AKTIVASI, NAMA_PERAN, PASSWORD, SUMBER
from tests.factories import PegawaiFactory

pytestmark = pytest.mark.django_db

WITA = ZoneInfo("Asia/Makassar")
NAMA_SAH = re.compile(rf"(Pegawai Demo \d{{3}}|{'|'.join(NAMA_PERAN.values())})")
TAHUN_BARU = datetime(2027, 1, 1, 0, 5, tzinfo=WITA)
KABISAT = datetime(2028, 2, 29, 13, 0, tzinfo=WITA)
HARI_BIASA = datetime(2026, 11, 20, 23, 59, tzinfo=WITA)


def muat() -> str:
    keluaran = StringIO()
    call_command("contoh", stdout=keluaran)
    return keluaran.getvalue()


@pytest.mark.parametrize(
    "pada", [TAHUN_BARU, KABISAT, HARI_BIASA], ids=["1-januari", "29-februari", "20-november"]
)
def test_contoh_is_true_on_any_day(pada):
    with time_machine.travel(pada, tick=False):
        muat()
        periksa_orang()
        periksa_riwayat()
        periksa_bulan(Bulan.dari(pada).sebelum())
        periksa_rencana(Bulan.dari(pada).sebelum())
        sebelum = (Riwayat.objects.count(), Pegawai.objects.count(), KodeSekali.objects.count())
        cetakan = muat()
        assert (Riwayat.objects.count(), Pegawai.objects.count(), KodeSekali.objects.count()) == sebelum
        assert {PASSWORD, KODE_AKTIVASI, "gubernur"} <= set(cetakan.split())


def periksa_orang():
    pegawai = list(Pegawai.objects.all())
    assert [p.nama for p in pegawai if not NAMA_SAH.fullmatch(p.nama)] == []
    assert [str(Nip.urai(p.nip).jenis_kepegawaian) for p in pegawai if p.nip] == [
        p.jenis_kepegawaian for p in pegawai if p.nip
    ]
    assert [p.nama for p in pegawai if p.nip is None] == ["Gubernur Demo"]
    assert Pengguna.objects.exclude(username="sistem").exclude(email__endswith="@contoh.invalid").count() == 0
    assert Pengguna.objects.exclude(nomor_hp="").count() == 0
    bkd = UnitKerja.objects.filter(perangkat_daerah__kode="BKD")
    assert Counter(u.nama.split()[0] for u in bkd) == {
        "Badan": 1, "Sekretariat": 1, "Bidang": 4, "Subbagian": 3, "Subbidang": 12,
    }  # fmt: skip
    assert bkd.filter(kepala=None).count() == 2
    assert set(Jabatan.objects.filter(pimpinan=True).values_list("nama", flat=True)) == {
        "Gubernur Nusa Tenggara Timur",
        "Sekretaris Daerah",
        "Kepala Badan Kepegawaian Daerah",
    }
    staf = Pegawai.objects.get(pengguna__email="pegawai@contoh.invalid")
    rantai, orang = [], staf
    while penugasan := PejabatPenilai.objects.filter(
        PejabatPenilai.berlaku(timezone.localdate()), dinilai=orang
    ).first():
        orang = penugasan.pegawai
        rantai.append(orang.nama)
    assert rantai == [
        "Penilai Demo",
        "Kepala Bidang Demo",
        "Kepala Badan Demo",
        "Sekda Demo",
        "Gubernur Demo",
    ]


def periksa_riwayat():
    """Every invariant holds, and the record tells of things in the order in which they happened."""
    assert [kalimat for fungsi in INVARIAN.values() for kalimat in fungsi()] == []
    waktu = list(Riwayat.objects.order_by("nomor").values_list("pada", flat=True))
    assert [b for a, b in pairwise(waktu) if b < a] == []
    assert waktu[-1] <= timezone.now()
    assert Riwayat.objects.filter(jenis="skp.dikembalikan").count() == 2


def periksa_bulan(bulan: Bulan):
    jadwal = jadwal_untuk(bulan)
    assert jadwal.jendela(Tahap.PENGISIAN).memuat(timezone.now())
    assert jadwal.jendela(Tahap.PENILAIAN).memuat(timezone.now())
    lalu = RealisasiBulanan.objects.filter(tahun=bulan.sebelum().tahun, bulan=bulan.sebelum().bulan)
    assert set(lalu.values_list("status", flat=True)) == {"SELESAI"}
    assert lalu.count() >= 40
    ini = RealisasiBulanan.objects.filter(tahun=bulan.tahun, bulan=bulan.bulan)
    assert set(ini.values_list("status", flat=True)) == {
        "DRAF",
        "PENILAIAN_HASIL_KERJA",
        "PENILAIAN_PERILAKU",
        "SELESAI",
    }
    assert set(ini.exclude(predikat="").values_list("predikat", flat=True)) == set(Predikat.values)
    rencana = Skp.objects.filter(tahun=bulan.tahun)
    assert set(rencana.values_list("status", flat=True)) >= {
        "KONSEP",
        "PENILAIAN_RENCANA",
        "DISETUJUI",
        "REVISI",
    }
    assert set(rencana.filter(model="JPT").values_list("pegawai__nama", flat=True)) == {
        "Sekda Demo",
        "Kepala Badan Demo",
    }
    bawahan = RencanaHasilKerja.objects.filter(skp__model="JA_JF").select_related("skp", "rhk_atasan__skp")
    assert [r.pk for r in bawahan if r.rhk_atasan.skp.pegawai_id != r.skp.penilai_id] == []
    for email, keadaan in {"pegawai": None, "penyusun-skp": None, "redaktur": "DRAF"}.items():
        orang = Pegawai.objects.get(pengguna__email=f"{email}@contoh.invalid")
        assert ini.filter(pegawai=orang).values_list("status", flat=True).first() == keadaan


def orang(kunci: str) -> Pegawai:
    return Pegawai.objects.get(pengguna__email=f"{kunci}@contoh.invalid")


def periksa_rencana(bulan: Bulan):
    """Each thing that can come to a plan has come to somebody."""
    keadaan = {
        kunci: orang(kunci).daftar_skp.filter(tahun=bulan.tahun).values_list("status", "dalam_revisi").get()
        for kunci in ("direvisi", "minta-revisi", "revisi-terbuka", "kualitatif", "penyusun-skp")
    }
    assert keadaan == {
        "direvisi": ("DISETUJUI", False),
        "minta-revisi": ("REVISI", False),
        "revisi-terbuka": ("KONSEP", True),
        "kualitatif": ("DISETUJUI", False),
        "penyusun-skp": ("KONSEP", False),
    }
    direvisi = orang("direvisi").daftar_skp.get(tahun=bulan.tahun)
    lama, baru = direvisi.daftar_versi.order_by("nomor")
    beda = [b.keadaan for rhk in banding(lama.isi, baru.isi) for b in rhk.daftar_indikator if b.berubah]
    assert sorted(beda) == ["baru", "berubah"]
    laporan = orang("direvisi").daftar_realisasi_bulanan
    assert laporan.get(tahun=bulan.tahun, bulan=bulan.bulan).versi_skp == baru
    assert orang("kualitatif").daftar_skp.get(tahun=bulan.tahun).pendekatan == "KUALITATIF"
    assert set(
        orang("kepala-badan").daftar_skp.last().daftar_lampiran.values_list("jenis", flat=True)
    ) == set(LampiranSkp.Jenis.values)
    percakapan = Riwayat.objects.filter(jenis__in=["skp.dikomentari", "skp.komentar_dibalas"])
    assert Counter(percakapan.values_list("jenis", flat=True)) == {
        "skp.dikomentari": 2, "skp.komentar_dibalas": 1,
    }  # fmt: skip
    assert (PenugasanHasil.objects.filter(rhk=None).count(), PenugasanHasil.objects.count()) == (2, 3)
    rencana = orang("penyusun-baru").daftar_skp.get(tahun=bulan.tahun)
    assert [s.pegawai for s in dapat_disalin(rencana) if not s.milik_sendiri] == [orang("dibagikan")]
    assert pustaka_untuk(rencana).count() == 3
    assert PustakaRhk.objects.values("jabatan").distinct().count() == 2
    indikator = Indikator.objects.filter(rhk__skp__status="DISETUJUI")
    assert indikator.filter(target_teks="1 minggu").exists()
    assert indikator.filter(arah="TURUN").exists()
    pertama, kedua = orang("mutasi").daftar_skp.order_by("mulai")[:2]
    assert (pertama.status, pertama.predikat, kedua.mulai - pertama.selesai) == (
        "SELESAI", "BAIK", timedelta(days=1),
    )  # fmt: skip
    assert pertama.tahun == kedua.tahun
    assert pertama.penilai != kedua.penilai
    assert perlu_ditegaskan(orang("masih-benar"), pada=timezone.now()) is not None
    assert set(Skp.objects.filter(tahun__lt=bulan.tahun).values_list("status", flat=True)) <= {"SELESAI"}


def test_contoh_position_of_last_year_can_be_confirmed():
    with time_machine.travel(HARI_BIASA, tick=False):
        muat()
        riwayat = perlu_ditegaskan(orang("masih-benar"), pada=timezone.now())
        baru = tegaskan(riwayat, oleh=orang("masih-benar").pengguna, pada=timezone.now()).objek
    assert (riwayat.tahun, baru.tahun, baru.aktif) == (2025, 2026, True)


def test_contoh_demo_logins_open(client):
    """The password that is printed opens every printed account; the code opens the one not yet activated."""
    muat()
    for username in ("gubernur", Pegawai.objects.get(nama="Pengelola Demo").nip):
        jawaban = client.post(reverse("admin:login"), {"username": username, "password": PASSWORD})
        assert jawaban.status_code == 302
        client.logout()
    kode = KodeSekali.objects.berlaku(timezone.now()).get()
    assert kode.sidik == KodeSekali.sidik_dari(KODE_AKTIVASI)
    assert not kode.pengguna.sudah_aktivasi
    periksa_daftar_username()


def periksa_daftar_username():
    """The list to try the import with: twelve people, two mistakes, in both formats alike."""
    oleh = Pengguna.objects.get(email="pengelola@contoh.invalid")
    for akhiran in ("xlsx", "csv"):
        nama = f"daftar-username-contoh.{akhiran}"
        tabel = baca(ContentFile((SUMBER / nama).read_bytes(), name=nama))
        bkd, pada = PerangkatDaerah.objects.get(kode="BKD"), timezone.now()
        batch = unggah(bkd, oleh=oleh, pada=pada, tabel=tabel).objek
        validasi(batch, oleh=oleh, pada=pada)
        salah = batch.daftar_baris.exclude(tingkat="OK")
        assert batch.jumlah_baris == 12
        assert [(b.nomor, b.tingkat, [k["kolom"] for k in b.keluhan]) for b in salah] == [
            (7, "GALAT", ["unit_kerja"]),
            (11, "GALAT", ["nip"]),
        ]
        batalkan(batch, oleh=oleh, pada=pada, alasan="Hanya dicoba.")


def test_contoh_refused_where_real_people_are():
    PegawaiFactory()
    with pytest.raises(CommandError, match="basis data ini untuk pegawai sesungguhnya"):
        muat()
    assert Pegawai.objects.count() == 1


def test_contoh_refused_in_production(settings):
    settings.SETTINGS_MODULE = "project.settings.prod"
    with pytest.raises(CommandError):
        muat()
    assert Pegawai.objects.count() == 0
