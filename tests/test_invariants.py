"""Each declared rule lets an allowed row pass and refuses a forbidden one, with its sentence."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from kinerja.aktivitas.models import KirimanAktivitas
from kinerja.akun.models import Pengguna
from kinerja.dokumen.checks import INVARIAN
from kinerja.dokumen.errors import ditolak_karena_kendala
from kinerja.kalender.models import AturanJadwal, Bulan, Gangguan, JadwalBulanan, PembukaanKembali
from kinerja.kepegawaian.models import RiwayatJabatan
from kinerja.notifikasi.models import KotakKeluar, Notifikasi, PreferensiPemberitahuan
from kinerja.realisasi.models import RealisasiBulanan, RealisasiIndikator
from kinerja.skp import services as skp_services
from kinerja.skp.models import (
    Indikator,
    LampiranSkp,
    PanduanPerilaku,
    PenugasanHasil,
    PustakaIndikator,
    PustakaRhk,
    RencanaHasilKerja,
    VersiSkp,
)
from tests.factories import (
    JabatanFactory,
    PegawaiFactory,
    PerangkatDaerahFactory,
    RiwayatJabatanFactory,
    UnitKerjaFactory,
    aktivitas_tercatat,
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


def _usulan() -> dict:
    saat = datetime(2026, 3, 14, tzinfo=WITA)
    return {"diusulkan_oleh": Pengguna.objects.sistem(), "diusulkan_pada": saat}


def gangguan():
    mulai = datetime(2026, 3, 10, 19, tzinfo=WITA)
    return Gangguan.objects.create(
        mulai=mulai, selesai=mulai + timedelta(hours=4), keterangan="Padam", **_usulan()
    )


def pembukaan():
    return PembukaanKembali.objects.create(
        tahun=2026, bulan=2, pegawai=PegawaiFactory(), mulai=date(2026, 3, 14), batas_isi=date(2026, 3, 20),
        batas_nilai=date(2026, 3, 22), alasan="Sakit", **_usulan(),
    )  # fmt: skip


def skp_selesai():
    skp = skp_disetujui()
    skp_services.selesaikan(skp, oleh=Pengguna.objects.sistem(), pada=skp.disetujui_pada, predikat="BAIK")
    return skp


def rhk():
    return skp_konsep().daftar_rhk.get()


def indikator():
    return rhk().daftar_indikator.first()


def tanpa_kedinasan_lain(satu):
    """An SKP whose own indicator is gone, so that only the rule that was meant stands in the way."""
    satu.rhk.skp.indikator_kedinasan_lain.delete()
    return satu.rhk.skp


def ekspektasi():
    return skp_disetujui().daftar_ekspektasi.first()


def lampiran():
    return LampiranSkp.objects.create(skp=skp_konsep(), jenis="KONSEKUENSI", uraian="Pembinaan")


def versi_kedua():
    skp = skp_disetujui()
    return VersiSkp.objects.create(skp=skp, nomor=2, disetujui_pada=skp.disetujui_pada, isi={"rhk": []})


def kegiatan(**isi):
    return aktivitas_tercatat(skp_disetujui(), **isi)


def kiriman():
    satu = kegiatan()
    return KirimanAktivitas.objects.create(
        skp=satu.skp, asal="SALIN", jumlah=1, dicatat_pada=satu.dicatat_pada
    )


def penugasan_hasil(di_samping=None, uraian="Tugas"):
    induk, pegawai = (di_samping.rhk_atasan, di_samping.pegawai) if di_samping else (rhk(), PegawaiFactory())
    return PenugasanHasil.objects.create(
        rhk_atasan=induk, pegawai=pegawai, uraian=uraian, ditugaskan_pada=datetime(2026, 1, 15, tzinfo=WITA)
    )


def pustaka():
    return PustakaRhk.objects.create(jabatan=JabatanFactory(), uraian="Terkelolanya server")


def pustaka_indikator():
    return PustakaIndikator.objects.create(rhk=pustaka(), uraian="Jumlah server", target_teks="1 minggu")


def surat(kunci="uji:1"):
    pada = datetime(2026, 3, 10, 9, tzinfo=WITA)
    return KotakKeluar.objects.create(
        pengguna=PegawaiFactory().pengguna,
        kunci=kunci,
        subjek="Kabar",
        isi="Kabar",
        coba_lagi_pada=pada,
        dibuat_pada=pada,
    )


def pengingat(kunci="uji:1", di_samping=None):
    return Notifikasi.objects.create(
        pengguna=di_samping.pengguna if di_samping else PegawaiFactory().pengguna,
        kunci=kunci,
        judul="Kabar",
        dibuat_pada=datetime(2026, 3, 10, 9, tzinfo=WITA),
    )


def preferensi():
    return PreferensiPemberitahuan.objects.create(pengguna=PegawaiFactory().pengguna)


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
    ("gangguan_status", gangguan, lambda o: {"status": "MUNGKIN"}, "Status tidak dikenal."),
    ("gangguan_diputuskan", gangguan, lambda o: {"status": "BERLAKU"}, "Yang berlaku harus menyebut siapa yang menyetujui dan kapan."),
    ("gangguan_dua_orang", gangguan, lambda o: {"diputuskan_oleh": o.diusulkan_oleh}, "Usulan harus disetujui orang lain."),
    ("gangguan_urut", gangguan, lambda o: {"selesai": o.mulai}, "Waktu selesai gangguan harus sesudah waktu mulainya."),
    ("gangguan_urut (zaman)", gangguan, lambda o: {"mulai": datetime(206, 3, 1, tzinfo=WITA)}, "Waktu selesai gangguan harus sesudah waktu mulainya."),
    ("gangguan_berketerangan", gangguan, lambda o: {"keterangan": ""}, "Tuliskan gangguan apa yang terjadi."),
    ("pembukaankembali_status", pembukaan, lambda o: {"status": "MUNGKIN"}, "Status tidak dikenal."),
    ("pembukaankembali_diputuskan", pembukaan, lambda o: {"status": "BERLAKU"}, "Yang berlaku harus menyebut siapa yang menyetujui dan kapan."),
    ("pembukaankembali_dua_orang", pembukaan, lambda o: {"diputuskan_oleh": o.diusulkan_oleh}, "Usulan harus disetujui orang lain."),
    ("pembukaan_satu_sasaran (tanpa)", pembukaan, lambda o: {"pegawai": None}, "Pilih satu pegawai atau satu perangkat daerah."),
    ("pembukaan_satu_sasaran (dua)", pembukaan, lambda o: {"perangkat_daerah": o.pegawai.perangkat_daerah}, "Pilih satu pegawai atau satu perangkat daerah."),
    ("pembukaan_bulan", pembukaan, lambda o: {"bulan": 13}, "Bulan harus 1 sampai 12."),
    ("pembukaan_urut (isi sesudah nilai)", pembukaan, lambda o: {"batas_isi": o.batas_nilai + timedelta(days=1)}, "Tanggal pembukaan kembali tidak berurutan."),
    ("pembukaan_urut (isi sebelum mulai)", pembukaan, lambda o: {"batas_isi": o.mulai - timedelta(days=1)}, "Tanggal pembukaan kembali tidak berurutan."),
    ("pembukaan_urut (nilai sebelum mulai)", pembukaan, lambda o: {"batas_isi": None, "batas_nilai": o.mulai - timedelta(days=1)}, "Tanggal pembukaan kembali tidak berurutan."),
    ("pembukaan_urut (zaman)", pembukaan, lambda o: {"mulai": date(206, 3, 14)}, "Tanggal pembukaan kembali tidak berurutan."),
    ("pembukaan_beralasan", pembukaan, lambda o: {"alasan": ""}, "Tuliskan alasan pembukaan kembali."),
    ("skp_status", skp_disetujui, lambda o: {"status": "BATAL"}, "Status SKP tidak dikenal."),
    ("skp_model", skp_konsep, lambda o: {"model": "XX"}, "Model atau pendekatan SKP tidak dikenal."),
    ("skp_periode_urut", skp_konsep, lambda o: {"mulai": date(2026, 7, 1), "selesai": date(2026, 6, 1)}, "Periode akhir mendahului periode awal."),
    ("skp_periode_dalam_tahun", skp_konsep, lambda o: {"selesai": date(2027, 1, 1)}, "Periode SKP harus berada di dalam tahunnya."),
    ("skp_bukan_menilai_diri", skp_disetujui, lambda o: {"penilai": o.pegawai}, "Pejabat penilai tidak boleh diri sendiri."),
    ("skp_diajukan", skp_disetujui, lambda o: {"penilai": None}, "SKP yang diajukan harus mempunyai penilai dan waktu pengajuan."),
    ("skp_disetujui", skp_disetujui, lambda o: {"disetujui_pada": None}, "SKP yang disetujui harus mempunyai waktu persetujuan."),
    ("skp_predikat_hanya_selesai", skp_disetujui, lambda o: {"predikat": "BAIK"}, "Predikat hanya pada SKP yang selesai."),
    ("skp_predikat_hanya_selesai (kode)", skp_selesai, lambda o: {"predikat": "HEBAT"}, "Predikat hanya pada SKP yang selesai."),
    ("skp_dalam_revisi", skp_disetujui, lambda o: {"dalam_revisi": True}, "Hanya SKP yang disusun atau dinilai ulang yang dalam revisi."),
    ("rhk_jenis", rhk, lambda o: {"jenis": "INTI"}, "Jenis rencana hasil kerja tidak dikenal."),
    ("rhk_terisi", rhk, lambda o: {"uraian": ""}, "Rencana hasil kerja harus diisi."),
    ("rhk_berbeda", rhk, lambda o: {"uraian": RencanaHasilKerja.objects.create(skp=o.skp, uraian="Lain").uraian}, "Rencana hasil kerja yang sama sudah ada di SKP ini."),
    ("indikator_milik_rhk_atau_skp (tanpa)", indikator, lambda o: {"rhk": None}, "Indikator harus milik satu rencana hasil kerja."),
    ("indikator_milik_rhk_atau_skp (dua)", indikator, lambda o: {"skp_kedinasan_lain": tanpa_kedinasan_lain(o)}, "Indikator harus milik satu rencana hasil kerja."),
    ("indikator kedinasan lain satu", indikator, lambda o: {"rhk": None, "skp_kedinasan_lain": o.rhk.skp}, None),
    ("indikator_arah", indikator, lambda o: {"arah": "DATAR"}, "Arah indikator tidak dikenal."),
    ("indikator_berbeda", indikator, lambda o: {"uraian": o.rhk.daftar_indikator.last().uraian}, "Indikator dalam satu rencana hasil kerja harus berbeda satu dengan yang lain."),
    ("ekspektasi_terisi", ekspektasi, lambda o: {"teks": ""}, "Ekspektasi tidak boleh kosong."),
    ("ekspektasi_satu_per_nilai", ekspektasi, lambda o: {"nilai": o.skp.daftar_ekspektasi.last().nilai}, "Ekspektasi untuk nilai ini sudah ada."),
    ("lampiran_isi (jenis)", lampiran, lambda o: {"jenis": "LAIN"}, "Lampiran SKP tidak sah."),
    ("lampiran_isi (uraian)", lampiran, lambda o: {"uraian": ""}, "Lampiran SKP tidak sah."),
    ("versi_skp_urut", versi_kedua, lambda o: {"nomor": 1}, "Versi SKP ini sudah ada."),
    ("versi kode unik", versi_kedua, lambda o: {"kode": o.skp.daftar_versi.get(nomor=1).kode}, None),
    ("penugasan_hasil_isi", penugasan_hasil, lambda o: {"uraian": ""}, "Penugasan hasil harus diisi."),
    ("penugasan_hasil_isi (jenis)", penugasan_hasil, lambda o: {"jenis": "INTI"}, "Penugasan hasil harus diisi."),
    ("penugasan_hasil_berbeda", penugasan_hasil, lambda o: {"uraian": penugasan_hasil(o, "Lain").uraian}, "Penugasan yang sama sudah ada untuk pegawai ini."),
    ("pustakarhk_isi", pustaka, lambda o: {"uraian": ""}, "Pustaka RHK harus berisi rencana hasil kerja dan jenisnya."),
    ("pustakarhk_berbeda", pustaka, lambda o: {"uraian": PustakaRhk.objects.create(jabatan=o.jabatan, uraian="Lain").uraian}, "RHK yang sama sudah ada di pustaka jabatan ini."),
    ("pustakaindikator_target", pustaka_indikator, lambda o: {"target": 1}, "Target harus bilangan nol atau lebih dengan satuannya, atau teks."),
    ("pustakaindikator_isi", pustaka_indikator, lambda o: {"aspek": "RASA"}, "Indikator, aspek, atau perspektif tidak sah."),
    ("pustakaindikator_aspek_atau_perspektif", pustaka_indikator, lambda o: {"aspek": "WAKTU", "perspektif": "ANGGARAN"}, "Indikator memakai aspek (JA/JF) atau perspektif (JPT), tidak keduanya."),
    ("pustakaindikator_arah", pustaka_indikator, lambda o: {"arah": "DATAR"}, "Arah indikator tidak dikenal."),
    ("pustakaindikator_berbeda", pustaka_indikator, lambda o: {"uraian": PustakaIndikator.objects.create(rhk=o.rhk, uraian="Lain").uraian}, "Indikator dalam satu rencana hasil kerja harus berbeda satu dengan yang lain."),
    ("skp_satu_per_riwayat", skp_konsep, lambda o: {"riwayat_jabatan": skp_konsep().riwayat_jabatan}, "Riwayat jabatan ini sudah dipakai SKP lain."),
    ("ko_kunci_unik", surat, lambda o: {"kunci": surat("uji:2").kunci}, "Email ini sudah ada di kotak keluar."),
    ("ko_status", surat, lambda o: {"status": "HILANG"}, "Status email tidak dikenal."),
    ("ko_terkirim", surat, lambda o: {"terkirim_pada": o.dibuat_pada}, "Email yang terkirim, dan hanya itu, mempunyai waktu kirim."),
    ("ko_terkirim (tanpa waktu)", surat, lambda o: {"status": "TERKIRIM", "percobaan": 1}, "Email yang terkirim, dan hanya itu, mempunyai waktu kirim."),
    ("ko_sewa", surat, lambda o: {"sewa_sampai": o.dibuat_pada}, "Email yang sedang dikirim, dan hanya itu, dipegang satu pekerja."),
    ("ko_sewa (tanpa pemegang)", surat, lambda o: {"status": "SEDANG_DIKIRIM", "percobaan": 1}, "Email yang sedang dikirim, dan hanya itu, dipegang satu pekerja."),
    ("ko_percobaan", surat, lambda o: {"percobaan": 9}, "Email dicoba paling banyak 8 kali."),
    ("ko_percobaan (tanpa)", surat, lambda o: {"status": "TERKIRIM", "terkirim_pada": o.dibuat_pada}, "Email dicoba paling banyak 8 kali."),
    ("notifikasi_asal", pengingat, lambda o: {"kunci": None}, "Pemberitahuan berasal dari satu catatan atau satu pengingat."),
    ("notifikasi_asal (kosong)", pengingat, lambda o: {"kunci": ""}, "Pemberitahuan berasal dari satu catatan atau satu pengingat."),
    ("notifikasi_pengingat_sekali", pengingat, lambda o: {"kunci": pengingat("uji:2", o).kunci}, "Pengingat ini sudah dibuat."),
    ("preferensi_ringkasan", preferensi, lambda o: {"ringkasan": "TIAP_DETIK"}, "Frekuensi ringkasan tidak dikenal."),
    ("ak_urut", kegiatan, lambda o: {"selesai": o.mulai}, "Waktu selesai harus sesudah waktu mulai."),
    ("ak_uraian", kegiatan, lambda o: {"uraian": ""}, "Tuliskan aktivitasnya."),
    ("ak_jenis", kegiatan, lambda o: {"jenis": "LEMBUR"}, "Jenis aktivitas tidak dikenal."),
    ("ak_dihitung", lambda: kegiatan(jenis="RENCANA"), lambda o: {"dihitung_pada": o.dicatat_pada}, "Aktivitas ini sudah dihitung dalam realisasi yang diajukan."),
    ("ak_dihitung (dihapus)", kegiatan, lambda o: {"dihitung_pada": o.dicatat_pada, "dihapus_pada": o.dicatat_pada}, "Aktivitas ini sudah dihitung dalam realisasi yang diajukan."),
    ("ak_rencana", lambda: kegiatan(jenis="RENCANA"), lambda o: {"rencana": kegiatan(jenis="RENCANA")}, "Hanya aktivitas yang dapat berasal dari rencana."),
    ("kiriman_aktivitas_isi", kiriman, lambda o: {"asal": "KIRA"}, "Kiriman aktivitas harus berisi dan asalnya dikenal."),
    ("kiriman_aktivitas_isi (kosong)", kiriman, lambda o: {"jumlah": 0}, "Kiriman aktivitas harus berisi dan asalnya dikenal."),
    ("rb_bulan", realisasi_draf, lambda o: {"bulan": 0}, "Bulan harus 1 sampai 12."),
    ("rb_status", realisasi_draf, lambda o: {"status": "LOLOS"}, "Status realisasi tidak dikenal."),
    ("rb_rating", realisasi_selesai, lambda o: {"rating_hasil": "HEBAT"}, None),
    ("rb_diajukan", realisasi_diajukan, lambda o: {"diajukan_pada": None}, "Realisasi yang diajukan harus mempunyai penilai dan waktu pengajuan."),
    ("rb_rating_bertahap", realisasi_diajukan, lambda o: {"rating_hasil": "SESUAI"}, "Penilaian belum lengkap."),
    ("rb_selesai_lengkap", realisasi_diajukan, lambda o: {"status": "SELESAI", "rating_hasil": "SESUAI", "hasil_dinilai_pada": o.diajukan_pada, "dinilai_oleh": o.penilai}, "Penilaian belum lengkap."),
    ("rb_predikat_sesuai_kuadran", realisasi_selesai, lambda o: {"predikat": "SANGAT_BAIK"}, "Predikat tidak sesuai kuadran."),
    ("rb_predikat_hanya_selesai", realisasi_diajukan, lambda o: {"predikat": "BAIK"}, None),
    ("rb_bukan_menilai_diri", realisasi_diajukan, lambda o: {"penilai": o.pegawai}, "Pejabat penilai tidak boleh diri sendiri."),
    ("rb_waktu_urut", realisasi_selesai, lambda o: {"hasil_dinilai_pada": datetime(2026, 1, 1, tzinfo=WITA)}, "Waktu pengajuan dan penilaian tidak berurutan."),
]  # fmt: skip


# Tried by the tests further below.
DICOBA_LAIN = {
    "indikator_isi", "indikator_target", "indikator_aspek_atau_perspektif", "skp_periode_tidak_tumpang_tindih",
    "panduan_nomor_unik",
}  # fmt: skip


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


@pytest.mark.parametrize("model", [m for m in apps.get_models() if m._meta.app_label == "skp"], ids=str)
def test_every_constraint_of_the_plan_is_tried(model):
    """A new one without a case here fails."""
    dicoba = {nama.split(" (")[0] for nama, *_ in KASUS} | DICOBA_LAIN
    assert {k.name for k in model._meta.constraints} <= dicoba


def test_all_invariants_hold_for_ordinary_data(db):
    realisasi_selesai()
    assert {nama: list(periksa()) for nama, periksa in INVARIAN.items()} == {nama: [] for nama in INVARIAN}


def test_two_guides_of_one_value_have_two_numbers(db):
    satu = PanduanPerilaku.objects.first()
    with pytest.raises(IntegrityError) as galat, transaction.atomic():
        PanduanPerilaku.objects.create(nilai=satu.nilai, nomor=satu.nomor, teks="Kembar")
    assert str(ditolak_karena_kendala(galat.value)) == "Panduan bernomor ini sudah ada."


def test_unknown_violation_is_still_a_sentence():
    assert str(ditolak_karena_kendala(IntegrityError("FOREIGN KEY constraint failed"))) == (
        "Data bertentangan dengan data yang sudah ada. Muat ulang halaman, lalu periksa isian Anda."
    )
