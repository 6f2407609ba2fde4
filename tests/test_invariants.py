"""Each declared rule lets an allowed row pass and refuses a forbidden one, with its sentence."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction

from kinerja.dokumen.checks import INVARIAN
from kinerja.dokumen.errors import ditolak_karena_kendala
from kinerja.kalender.models import AturanJadwal, Bulan, JadwalBulanan
from kinerja.kepegawaian.models import RiwayatJabatan
from kinerja.realisasi.models import RealisasiBulanan, RealisasiIndikator
from kinerja.skp.models import Indikator, RencanaHasilKerja
from tests.factories import (
    PegawaiFactory,
    PerangkatDaerahFactory,
    RiwayatJabatanFactory,
    UnitKerjaFactory,
    realisasi_diajukan,
    realisasi_draf,
    realisasi_selesai,
    skp_disetujui,
    skp_konsep,
    tunjuk_penilai,
)

WITA = ZoneInfo("Asia/Makassar")


def paksa(objek, **nilai):
    """Write past every service, as a careless script would: only the database can refuse."""
    type(objek)._base_manager.filter(pk=objek.pk).update(**nilai)


def riwayat():
    return RiwayatJabatanFactory()


def penugasan():
    return tunjuk_penilai(RiwayatJabatanFactory(), PegawaiFactory())


def jadwal():
    satu = JadwalBulanan.menurut_aturan(Bulan(2026, 2), AturanJadwal())
    satu.save()
    return satu


KASUS = [
    ("pegawai_nip_18_angka", PegawaiFactory, lambda o: {"nip": "12345"}, "NIP/NI PPPK harus 18 angka dan belum terdaftar."),
    ("pegawai_nip_bagi_asn", PegawaiFactory, lambda o: {"nip": None}, "PNS dan PPPK harus mempunyai NIP / NI PPPK; pejabat non-ASN tidak."),
    ("pegawai_nama_terisi", PegawaiFactory, lambda o: {"nama": ""}, "Nama pegawai harus diisi."),
    ("pegawai_status", PegawaiFactory, lambda o: {"status": "MINGGAT"}, "Status pegawai tidak dikenal."),
    ("pegawai nip unik", PegawaiFactory, lambda o: {"nip": PegawaiFactory().nip}, "NIP/NI PPPK harus 18 angka dan belum terdaftar."),
    ("pegawai satu akun", PegawaiFactory, lambda o: {"pengguna": PegawaiFactory().pengguna}, "Akun ini sudah dipakai pegawai lain."),
    ("unit_bukan_induk_sendiri", UnitKerjaFactory, lambda o: {"induk": o.pk}, "Unit kerja tidak dapat menjadi induk dirinya sendiri."),
    ("perangkatdaerah_terisi", PerangkatDaerahFactory, lambda o: {"nama": ""}, "Kode dan nama perangkat daerah harus diisi."),
    ("rj_empat_mata", riwayat, lambda o: {"diverifikasi_oleh": o.diusulkan_oleh}, "Usulan harus diverifikasi orang lain."),
    ("rj_aktif_harus_terverifikasi", riwayat, lambda o: {"diverifikasi_oleh": None, "diverifikasi_pada": None}, "Riwayat jabatan belum diverifikasi."),
    ("rj_verifikator_ada", riwayat, lambda o: {"diverifikasi_pada": None}, "Verifikasi harus menyebut siapa dan kapan."),
    ("rj_tmt_urut", riwayat, lambda o: {"selesai": o.tmt - timedelta(days=1)}, "Tanggal akhir mendahului TMT."),
    ("rj_peran", riwayat, lambda o: {"peran": "RAJA"}, "Peran jabatan tidak dikenal."),
    ("rj_satu_definitif_aktif", riwayat, lambda o: {"pegawai": RiwayatJabatanFactory().pegawai}, "Hanya satu jabatan definitif yang boleh aktif."),
    ("rj_bukan_menilai_diri", penugasan, lambda o: {"pegawai": o.dinilai}, "Pejabat penilai tidak boleh diri sendiri."),
    ("dp_masa_urut", penugasan, lambda o: {"selesai": o.mulai - timedelta(days=1)}, "Tanggal selesai penugasan mendahului tanggal mulainya."),
    ("dp_plt_berakhir", penugasan, lambda o: {"peran": "PLT"}, "Penugasan Plt/Plh harus mempunyai nomor surat dan tanggal selesai."),
    ("jb_urut", jadwal, lambda o: {"batas_isi": o.mulai - timedelta(days=1)}, "Jadwal tidak berurutan."),
    ("jb_bulan", jadwal, lambda o: {"bulan": 13}, "Bulan harus 1 sampai 12."),
    ("skp_status", skp_disetujui, lambda o: {"status": "BATAL"}, "Status SKP tidak dikenal."),
    ("skp_model", skp_konsep, lambda o: {"model": "XX"}, "Model atau pendekatan SKP tidak dikenal."),
    ("skp_periode_urut", skp_konsep, lambda o: {"mulai": date(2026, 7, 1), "selesai": date(2026, 6, 1)}, "Periode akhir mendahului periode awal."),
    ("skp_periode_dalam_tahun", skp_konsep, lambda o: {"selesai": date(2027, 1, 1)}, "Periode SKP harus berada di dalam tahunnya."),
    ("skp_bukan_menilai_diri", skp_disetujui, lambda o: {"penilai": o.pegawai}, "Pejabat penilai tidak boleh diri sendiri."),
    ("skp_diajukan", skp_disetujui, lambda o: {"penilai": None}, "SKP yang diajukan harus mempunyai penilai dan waktu pengajuan."),
    ("skp_disetujui", skp_disetujui, lambda o: {"disetujui_pada": None}, "SKP yang disetujui harus mempunyai waktu persetujuan."),
    ("skp_satu_per_riwayat", skp_konsep, lambda o: {"riwayat_jabatan": skp_konsep().riwayat_jabatan}, "Riwayat jabatan ini sudah dipakai SKP lain."),
    ("rb_bulan", realisasi_draf, lambda o: {"bulan": 0}, "Bulan harus 1 sampai 12."),
    ("rb_status", realisasi_draf, lambda o: {"status": "LOLOS"}, "Status realisasi tidak dikenal."),
    ("rb_rating", realisasi_selesai, lambda o: {"rating_hasil": "HEBAT"}, None),
    ("rb_diajukan", realisasi_diajukan, lambda o: {"diajukan_pada": None}, "Realisasi yang diajukan harus mempunyai penilai dan waktu pengajuan."),
    ("rb_rating_bertahap", realisasi_diajukan, lambda o: {"rating_hasil": "SESUAI"}, "Penilaian belum lengkap."),
    ("rb_selesai_lengkap", realisasi_diajukan, lambda o: {"status": "SELESAI", "rating_hasil": "SESUAI", "hasil_dinilai_pada": o.diajukan_pada}, "Penilaian belum lengkap."),
    ("rb_predikat_sesuai_kuadran", realisasi_selesai, lambda o: {"predikat": "SANGAT_BAIK"}, "Predikat tidak sesuai kuadran."),
    ("rb_predikat_hanya_selesai", realisasi_diajukan, lambda o: {"predikat": "BAIK"}, None),
    ("rb_bukan_menilai_diri", realisasi_diajukan, lambda o: {"penilai": o.pegawai}, "Pejabat penilai tidak boleh diri sendiri."),
    ("rb_waktu_urut", realisasi_selesai, lambda o: {"hasil_dinilai_pada": datetime(2026, 1, 1, tzinfo=WITA)}, "Waktu pengajuan dan penilaian tidak berurutan."),
]  # fmt: skip


@pytest.mark.parametrize(("nama", "buat", "langgar", "kalimat"), KASUS, ids=[k[0] for k in KASUS])
def test_database_refuses_with_its_sentence(db, nama, buat, langgar, kalimat):
    objek = buat()
    nilai = langgar(objek)
    sebelum = type(objek)._base_manager.filter(pk=objek.pk).values().get()
    with pytest.raises(IntegrityError) as galat, transaction.atomic():
        paksa(objek, **nilai)
    if kalimat:
        assert str(ditolak_karena_kendala(galat.value)) == kalimat
    assert type(objek)._base_manager.filter(pk=objek.pk).values().get() == sebelum


def test_one_report_per_person_and_month(db):
    r = realisasi_draf()
    with pytest.raises(IntegrityError) as galat, transaction.atomic():
        RealisasiBulanan.objects.create(
            skp=r.skp, versi_skp=r.versi_skp, pegawai=r.pegawai, tahun=r.tahun, bulan=r.bulan,
            perangkat_daerah=r.perangkat_daerah,
        )  # fmt: skip
    assert str(ditolak_karena_kendala(galat.value)) == "Realisasi bulan ini sudah ada."


def test_same_position_twice_is_refused(db):
    r = RiwayatJabatanFactory()
    with pytest.raises(IntegrityError) as galat, transaction.atomic():
        RiwayatJabatan.objects.create(
            pegawai=r.pegawai, tahun=r.tahun, jabatan=r.jabatan, unit_kerja=r.unit_kerja, tmt=r.tmt,
            perangkat_daerah=r.perangkat_daerah, diusulkan_oleh=r.diusulkan_oleh,
        )  # fmt: skip
    assert str(ditolak_karena_kendala(galat.value)) == "Riwayat yang sama sudah ada."


@pytest.mark.parametrize(
    "isi",
    [
        {"target": None, "target_teks": "", "satuan": "Kali"},
        {"target": 1, "satuan": "Kali", "target_teks": "1 kali"},
        {"target": -1, "satuan": "Kali"},
        {"target": 1, "satuan": ""},
        {"target": 1, "satuan": "Kali", "aspek": "WAKTU", "perspektif": "ANGGARAN"},
        {"target": 1, "satuan": "Kali", "aspek": "RASA"},
    ],
)
def test_indicator_must_be_measurable(db, isi):
    rhk = RencanaHasilKerja.objects.create(skp=skp_konsep(), uraian="Contoh RHK lain")
    with pytest.raises(IntegrityError), transaction.atomic():
        Indikator.objects.create(rhk=rhk, uraian="Indikator", **isi)
    Indikator.objects.create(rhk=rhk, uraian="Indikator", target_teks="1 minggu", aspek="WAKTU")


def test_monthly_value_is_never_negative(db):
    baris = realisasi_draf().daftar_baris.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        RealisasiIndikator.objects.filter(pk=baris.pk).update(nilai=-1)
    RealisasiIndikator.objects.filter(pk=baris.pk).update(nilai=0)


def test_overlap_of_periods(db):
    """PostgreSQL refuses; SQLite cannot declare it, so `periksa` must find it (the service refuses under the lock)."""
    skp = skp_konsep()
    kembaran = skp_konsep()
    ubah = {"pegawai": skp.pegawai}
    if connection.vendor == "postgresql":
        with pytest.raises(IntegrityError) as galat, transaction.atomic():
            paksa(kembaran, **ubah)
        assert str(ditolak_karena_kendala(galat.value)) == "Periode SKP bertumpang tindih dengan SKP lain."
    else:
        paksa(kembaran, **ubah)
        assert len(list(INVARIAN["skp: periode satu pegawai tidak bertumpang tindih"]())) == 2


def test_all_invariants_hold_for_ordinary_data(db):
    realisasi_selesai()
    assert {nama: list(periksa()) for nama, periksa in INVARIAN.items()} == {nama: [] for nama in INVARIAN}


def test_unknown_violation_is_still_a_sentence():
    assert str(ditolak_karena_kendala(IntegrityError("FOREIGN KEY constraint failed"))) == (
        "Data bertentangan dengan data yang sudah ada. Muat ulang halaman, lalu periksa isian Anda."
    )
