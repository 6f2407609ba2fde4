"""The acts themselves: windows at their instants, the right person, the quadrant kept by the database."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from kinerja.dokumen import policy
from kinerja.dokumen.errors import AksesDitolak, DataBerubah, Ditolak, StatusTidakSesuai, TidakTerlihat
from kinerja.kalender.models import AturanJadwal, Bulan, JadwalBulanan
from kinerja.kalender.queries import JendelaTutup
from kinerja.kepegawaian.models import PerangkatDaerah
from kinerja.realisasi import services
from kinerja.realisasi.lifecycle import StatusRealisasi
from kinerja.realisasi.models import KUADRAN, Predikat, Rating, RealisasiBulanan, hitung
from kinerja.realisasi.queries import daftar_bulan
from kinerja.skp.models import NilaiBerakhlak
from tests.factories import (
    PegawaiFactory,
    PenggunaFactory,
    jadikan_admin_bkd,
    realisasi_diajukan,
    realisasi_draf,
    realisasi_selesai,
    skp_disetujui,
)
from tests.kinerja.realisasi.conftest import DALAM, TAUTAN, keadaan, segar, wita


def isi(realisasi, nilai="5", bukti=TAUTAN) -> dict:
    return {b.pk: (Decimal(nilai), bukti) for b in realisasi.daftar_baris.all()}


def simpan(realisasi, **kw):
    return services.simpan(
        realisasi, **{"oleh": realisasi.pegawai.pengguna, "pada": DALAM, "baris": isi(realisasi)} | kw
    )


def nilai_hasil(realisasi, oleh=None, pada=DALAM, **kw):
    umpan_balik = {b.pk: "Dapat diterima" for b in realisasi.daftar_baris.all()}
    oleh = oleh or realisasi.penilai.pengguna
    kw = {"umpan_balik": umpan_balik, "rating": "SESUAI", "konfirmasi": True} | kw
    return services.nilai_hasil_kerja(realisasi, oleh=oleh, pada=pada, **kw)


def nilai_perilaku(realisasi, oleh=None, pada=DALAM, **kw):
    umpan_balik = {n.kode: "Baik" for n in NilaiBerakhlak.objects.all()}
    kw = {"umpan_balik": umpan_balik, "rating": "SESUAI", "catatan_akhir": "Baik.", "konfirmasi": True} | kw
    return services.nilai_perilaku(realisasi, oleh=oleh or realisasi.penilai.pengguna, pada=pada, **kw)


# --- windows --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bulan", "pada", "buka", "draf"),
    [
        (Bulan(2026, 2), wita(1, 31, 23, 59, 59), False, False),
        (Bulan(2026, 2), wita(2, 1, 0, 0, 0), False, True),
        (Bulan(2026, 2), wita(2, 28, 23, 59, 59), False, True),
        (Bulan(2026, 2), wita(3, 1, 0, 0, 0), True, True),
        (Bulan(2026, 2), wita(3, 10, 23, 59, 59), True, True),
        (Bulan(2026, 2), wita(3, 11, 0, 0, 0), False, False),
        (Bulan(2026, 2), datetime(2026, 3, 10, 15, 59, 59, tzinfo=UTC), True, True),
        (Bulan(2026, 2), datetime(2026, 3, 10, 16, 30, tzinfo=UTC), False, False),  # scenario 42: 00.30 WITA
        (Bulan(2026, 12), wita(11, 30, 23, 59, 59), False, False),
        (Bulan(2026, 12), wita(12, 31, 23, 59, 59), False, True),
        (Bulan(2026, 12), wita(1, 1, 0, 0, 0, tahun=2027), True, True),
        (Bulan(2026, 12), wita(1, 10, 23, 59, 59, tahun=2027), True, True),
        (Bulan(2026, 12), wita(1, 11, 0, 0, 0, tahun=2027), False, False),
    ],
)
def test_isi_realisasi_sejak_bulannya_mulai_sampai_jendela_berakhir(skp, bulan, pada, buka, draf):
    """The draft may be written as soon as the month begins; “Isi Realisasi” itself waits for the window."""
    baris = daftar_bulan(skp.pegawai, 2026, pada=pada)[bulan.bulan - 1]
    assert ((baris.alasan == ""), baris.pilihan) == (buka, "isi" if buka else "tulis" if draf else None)
    if draf:
        realisasi_draf(skp=skp, bulan=bulan, pada=pada)
    else:
        with pytest.raises(JendelaTutup):
            realisasi_draf(skp=skp, bulan=bulan, pada=pada)
    assert RealisasiBulanan.objects.exists() is draf


@pytest.mark.parametrize(
    ("pada", "boleh"),
    [
        (wita(3, 10, 23, 59, 59), True),
        (wita(3, 11, 0, 0, 0), False),
        (datetime(2026, 3, 10, 16, 30, tzinfo=UTC), False),
    ],
)
def test_ajukan_sampai_detik_terakhir(skp, pada, boleh):
    realisasi = realisasi_draf(skp=skp)
    simpan(realisasi)
    if boleh:
        services.ajukan(realisasi, oleh=skp.pegawai.pengguna, pada=pada, konfirmasi=True)
    else:
        with pytest.raises(JendelaTutup, match="berakhir 10 Maret 2026 pukul"):
            services.ajukan(realisasi, oleh=skp.pegawai.pengguna, pada=pada, konfirmasi=True)
    assert segar(realisasi).status == ("PENILAIAN_HASIL_KERJA" if boleh else "DRAF")


@pytest.mark.parametrize(("pada", "boleh"), [(wita(3, 12, 23, 59, 59), True), (wita(3, 13, 0, 0, 0), False)])
def test_menilai_sampai_detik_terakhir(skp, pada, boleh):
    realisasi = realisasi_diajukan(skp=skp)
    for nilai in (nilai_hasil, nilai_perilaku):
        if boleh:
            nilai(realisasi, pada=pada)
        else:
            with pytest.raises((JendelaTutup, StatusTidakSesuai)):
                nilai(realisasi, pada=pada)
    assert segar(realisasi).status == ("SELESAI" if boleh else "PENILAIAN_HASIL_KERJA")


def test_jadwal_januari_yang_dibuka_terlambat(skp):
    """Scenario 27: January 20 Feb-10 March; on 20 February it is open, and February's is not."""
    JadwalBulanan.objects.create(
        tahun=2026,
        bulan=1,
        mulai=wita(2, 20).date(),
        batas_isi=wita(3, 10).date(),
        batas_nilai=wita(3, 12).date(),
        absensi_mulai=wita(2, 5).date(),
        absensi_selesai=wita(2, 10).date(),
        rilis_mulai=wita(3, 13).date(),
        rilis_selesai=wita(3, 15).date(),
    )
    draf = realisasi_draf(skp=skp, bulan=Bulan(2026, 1), pada=wita(2, 15))
    simpan(draf, pada=wita(2, 15))
    with pytest.raises(JendelaTutup, match="dimulai 20 Februari 2026 pukul"):
        services.ajukan(draf, oleh=skp.pegawai.pengguna, pada=wita(2, 15), konfirmasi=True)
    januari, februari, *_ = daftar_bulan(skp.pegawai, 2026, pada=wita(2, 20))
    assert (januari.pengisian_buka, februari.pengisian_buka) == (True, False)
    services.ajukan(draf, oleh=skp.pegawai.pengguna, pada=wita(2, 20), konfirmasi=True)
    assert segar(draf).status == "PENILAIAN_HASIL_KERJA"


def test_pengecualian_opd_dipakai_daftar_dan_layanan(skp):
    """The list asks the schedule of the SKP's office, as the act does, even after a move to another office."""
    umum = daftar_bulan(skp.pegawai, 2026, pada=DALAM)[1].jadwal
    JadwalBulanan.objects.create(
        **{
            f.name: getattr(umum, f.name)
            for f in umum._meta.fields
            if f.name not in ("id", "perangkat_daerah", "batas_isi", "batas_nilai")
        },
        perangkat_daerah=skp.perangkat_daerah,
        batas_isi=wita(3, 20).date(),
        batas_nilai=wita(3, 22).date(),
    )
    pindah = skp.pegawai
    pindah.perangkat_daerah = PerangkatDaerah.objects.exclude(pk=skp.perangkat_daerah_id).first()
    type(pindah).objects.filter(pk=pindah.pk).update(perangkat_daerah=pindah.perangkat_daerah)
    assert daftar_bulan(pindah, 2026, pada=wita(3, 15))[1].pengisian_buka is True
    assert realisasi_draf(skp=skp, pada=wita(3, 15)).status == "DRAF"


def test_daftar_bulan_dua_kueri_saja(skp, django_assert_num_queries):
    """Reports and SKPs; schedules, rules, outages and reopenings are remembered."""
    AturanJadwal.semua()
    daftar_bulan(skp.pegawai, 2026, pada=DALAM)
    pegawai = type(skp.pegawai).objects.get(pk=skp.pegawai_id)
    with django_assert_num_queries(2):
        daftar_bulan(pegawai, 2026, pada=DALAM)
    for bulan, pada in ((1, wita(2, 5)), (2, DALAM), (3, wita(4, 5))):
        realisasi_draf(skp=skp, bulan=Bulan(2026, bulan), pada=pada)
    with django_assert_num_queries(2):
        daftar_bulan(pegawai, 2026, pada=DALAM)


def test_simpan_tidak_terikat_jendela(skp):
    realisasi = realisasi_draf(skp=skp)
    simpan(realisasi, pada=wita(3, 20))
    assert {b.nilai for b in realisasi.daftar_baris.all()} == {Decimal(5)}


def test_desember_dilaporkan_januari_walau_skp_sedang_direvisi(skp):
    """Traps T1 and T2: an approved version is enough."""
    type(skp).objects.filter(pk=skp.pk).update(status="KONSEP")
    assert realisasi_draf(skp=skp, bulan=Bulan(2026, 12), pada=wita(1, 5, tahun=2027)).nilai_bulan == Bulan(
        2026, 12
    )


# --- wrong person, wrong state, wrong rows ------------------------------------------------------------------------------


def _asing(realisasi) -> dict[str, tuple]:
    return {
        "rekan": (PegawaiFactory(perangkat_daerah=realisasi.perangkat_daerah).pengguna, TidakTerlihat),
        "opd lain": (PegawaiFactory().pengguna, TidakTerlihat),
        "superuser": (PenggunaFactory(is_superuser=True), AksesDitolak),
        "admin bkd": (jadikan_admin_bkd(PegawaiFactory().pengguna), AksesDitolak),
    }


@pytest.mark.parametrize("peran", ["rekan", "opd lain", "superuser", "admin bkd", "penilai"])
@pytest.mark.parametrize("verba", ["simpan", "ajukan"])
def test_bukan_pemilik_tidak_mengisi(skp, verba, peran):
    realisasi = realisasi_draf(skp=skp)
    oleh, galat = {**_asing(realisasi), "penilai": (skp.penilai.pengguna, AksesDitolak)}[peran]
    sebelum = keadaan(realisasi)
    argumen = {"baris": isi(realisasi)} if verba == "simpan" else {"konfirmasi": True}
    with pytest.raises(galat):
        getattr(services, verba)(realisasi, oleh=oleh, pada=DALAM, **argumen)
    with pytest.raises(galat):
        services.isi_realisasi(skp, oleh=oleh, pada=wita(4, 5), bulan=Bulan(2026, 3))
    assert keadaan(realisasi) == sebelum


@pytest.mark.parametrize("peran", ["rekan", "opd lain", "superuser", "admin bkd", "pemilik"])
def test_bukan_penilai_tidak_menilai(skp, peran):
    realisasi = realisasi_diajukan(skp=skp)
    oleh, galat = {**_asing(realisasi), "pemilik": (skp.pegawai.pengguna, AksesDitolak)}[peran]
    sebelum = keadaan(realisasi)
    for nilai in (nilai_hasil, nilai_perilaku):
        with pytest.raises(galat):
            nilai(realisasi, oleh=oleh)
    assert keadaan(realisasi) == sebelum


VERBA = ("simpan", "ajukan", "nilai_hasil_kerja", "nilai_perilaku")
BOLEH = {
    "DRAF": {"simpan", "ajukan"},
    "PENILAIAN_HASIL_KERJA": {"nilai_hasil_kerja"},
    "PENILAIAN_PERILAKU": {"nilai_perilaku"},
    "SELESAI": set(),
}


@pytest.mark.parametrize("verba", VERBA)
def test_setiap_verba_hanya_dari_keadaannya(skp, verba):
    realisasi = realisasi_draf(skp=skp)
    langkah = {
        "simpan": lambda: simpan(realisasi),
        "ajukan": lambda: services.ajukan(realisasi, oleh=skp.pegawai.pengguna, pada=DALAM, konfirmasi=True),
        "nilai_hasil_kerja": lambda: nilai_hasil(realisasi, oleh=skp.penilai.pengguna),
        "nilai_perilaku": lambda: nilai_perilaku(realisasi, oleh=skp.penilai.pengguna),
    }
    simpan(realisasi)
    for status, boleh in BOLEH.items():
        realisasi = segar(realisasi)
        assert realisasi.status == status
        if verba not in boleh:
            sebelum = keadaan(realisasi)
            with pytest.raises((StatusTidakSesuai, AksesDitolak)):
                langkah[verba]()
            assert keadaan(realisasi) == sebelum
        if berikut := {"DRAF": "ajukan"}.get(status) or next(iter(boleh), ""):
            langkah[berikut]()


def test_baris_bulan_orang_lain_ditolak(skp):
    realisasi, lain = realisasi_draf(skp=skp), realisasi_draf(PegawaiFactory())
    sebelum = keadaan(realisasi), keadaan(lain)
    with pytest.raises(Ditolak, match="tidak ditemukan di bulan ini"):
        simpan(realisasi, baris=isi(realisasi) | isi(lain))
    assert (keadaan(realisasi), keadaan(lain)) == sebelum


@pytest.mark.parametrize("nilai", ["-0.01", "10000000000000", "1e309"])
def test_nilai_di_luar_batas_ditolak(skp, nilai):
    realisasi = realisasi_draf(skp=skp)
    sebelum = keadaan(realisasi)
    with pytest.raises(Ditolak, match="bilangan 0 atau lebih"):
        simpan(realisasi, baris=isi(realisasi, nilai))
    assert keadaan(realisasi) == sebelum


def test_realisasi_melebihi_target_wajar(skp):
    realisasi = realisasi_draf(skp=skp)
    simpan(realisasi, baris=isi(realisasi, "235"))
    services.ajukan(realisasi, oleh=skp.pegawai.pengguna, pada=DALAM, konfirmasi=True)
    assert segar(realisasi).status == StatusRealisasi.PENILAIAN_HASIL_KERJA


def test_umpan_balik_kurang_satu_ditolak(skp):
    realisasi = realisasi_diajukan(skp=skp)
    pertama, _ = realisasi.daftar_baris.order_by("pk")
    sebelum = keadaan(realisasi)
    with pytest.raises(Ditolak) as tolak:
        nilai_hasil(realisasi, umpan_balik={pertama.pk: "Baik"})
    assert [k.kalimat.startswith("Umpan balik untuk “") for k in tolak.value.keluhan] == [True]
    assert keadaan(realisasi) == sebelum


def test_versi_lama_dan_kunci(skp):
    realisasi = realisasi_draf(skp=skp)
    pertama = simpan(realisasi, versi=1, kunci="kunci-satu")
    assert simpan(segar(realisasi), versi=1, kunci="kunci-satu").nomor == pertama.nomor
    for salah in ({"versi": 1, "kunci": "kunci-dua"}, {"kunci": "kunci-satu", "catatan_penilai": "lain"}):
        with pytest.raises(DataBerubah):
            simpan(segar(realisasi), **salah)


def test_potret_penilai_tetap_walau_jabatan_berganti(skp):
    realisasi = realisasi_diajukan(skp=skp)
    assert (realisasi.penilai, realisasi.jabatan_nama) == (skp.penilai, skp.jabatan_nama)
    assert policy.can(skp.penilai.pengguna, "nilai_hasil_kerja", realisasi, pada=wita(12, 31))


# --- the quadrant -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("hasil", "perilaku"), list(KUADRAN))
def test_sembilan_sel_lewat_layanan(skp, hasil, perilaku):
    realisasi = realisasi_selesai(skp=skp, hasil=hasil, perilaku=perilaku)
    kini = segar(realisasi)
    assert (kini.rating_hasil, kini.rating_perilaku, kini.predikat) == (
        hasil,
        perilaku,
        KUADRAN[hasil, perilaku],
    )
    assert kini.jejak == hitung(hasil, perilaku).jejak


def test_basis_data_menolak_predikat_yang_salah(skp):
    """Typed past everything by a raw update: only the one predikat of the two ratings is let in."""
    realisasi = realisasi_selesai(skp=skp)
    baris = RealisasiBulanan.objects.filter(pk=realisasi.pk)
    for sel, benar in KUADRAN.items():
        for predikat in Predikat.values:
            if predikat == benar:
                baris.update(rating_hasil=sel[0], rating_perilaku=sel[1], predikat=predikat)
                continue
            with pytest.raises(IntegrityError), transaction.atomic():
                baris.update(rating_hasil=sel[0], rating_perilaku=sel[1], predikat=predikat)
    with pytest.raises(IntegrityError), transaction.atomic():
        baris.update(predikat="")
    with pytest.raises(IntegrityError), transaction.atomic():
        baris.update(predikat="ISTIMEWA")


def test_status_tidak_dapat_dipasang_tangan(skp):
    realisasi = realisasi_draf(skp=skp)
    with pytest.raises(AttributeError):
        realisasi.status = "SELESAI"
    with pytest.raises(IntegrityError), transaction.atomic():
        RealisasiBulanan.objects.filter(pk=realisasi.pk).update(status="SELESAI")


def test_rating_yang_tidak_dikenal_ditolak(skp):
    realisasi = realisasi_diajukan(skp=skp)
    with pytest.raises(Ditolak, match="Rating “SEMPURNA” tidak dikenal"):
        nilai_hasil(realisasi, rating="SEMPURNA")
    assert segar(realisasi).rating_hasil == ""
    assert set(Rating.values) == {"DI_ATAS", "SESUAI", "DI_BAWAH"}


def test_satu_laporan_setiap_bulan(skp):
    realisasi_draf(skp=skp)
    with pytest.raises(Ditolak, match="Realisasi bulan ini sudah ada"):
        realisasi_draf(skp=skp)
    assert skp_disetujui(PegawaiFactory()).daftar_realisasi_bulanan.count() == 0
