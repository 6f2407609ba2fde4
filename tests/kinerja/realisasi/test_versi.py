"""A month is reported on an approved version of the SKP, and keeps its wording whatever is revised later."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from kinerja.akun.models import Pengguna
from kinerja.beranda.queries import bulan_ku
from kinerja.dokumen.checks import INVARIAN
from kinerja.dokumen.errors import Ditolak
from kinerja.kalender.models import Bulan, JadwalBulanan
from kinerja.realisasi import queries, services
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.skp import services as skp_services
from kinerja.skp.models import Indikator, Skp, VersiSkp
from kinerja.skp.queries import versi_terakhir
from tests.factories import (
    PegawaiFactory,
    RiwayatJabatanFactory,
    isi_ekspektasi,
    jadikan_admin_bkd,
    realisasi_diajukan,
    realisasi_draf,
    realisasi_selesai,
    revisi,
    skp_disetujui,
    skp_konsep,
    tunjuk_penilai,
)
from tests.factories.kinerja import JANUARI
from tests.kinerja.realisasi.conftest import DALAM, LEMBAR, TAUTAN, isian, keadaan, masuk, segar, wita

DIREVISI = "SKP Anda direvisi sejak draf ini dibuka. Simpan dahulu agar barisnya diperbarui."
UKURAN_BARU = {"uraian": "Jumlah ukuran baru", "perspektif": "ANGGARAN", "target_teks": "1 minggu"}


def daftar_uraian(realisasi) -> list[str]:
    return [b.indikator.uraian for b in segar(realisasi).baris_terurut()]


def ubah_dan_tambah(skp, oleh):
    """The first indicator gets other words and another target, and a third one comes to it."""
    rhk = skp.isi_lengkap()[0]
    pertama = rhk.daftar_indikator_terurut[0]
    skp_services.ubah_rhk(skp, oleh=oleh, pada=JANUARI, rhk=rhk.pk, jenis="UTAMA", uraian="RHK yang baru")
    skp_services.ubah_indikator(
        skp, oleh=oleh, pada=JANUARI, indikator=pertama.pk, uraian="Ukuran yang diubah",
        perspektif="PENERIMA_LAYANAN", target=Decimal(55), satuan="Berkas",
    )  # fmt: skip
    skp_services.tambah_indikator(skp, oleh=oleh, pada=JANUARI, rhk=rhk.pk, **UKURAN_BARU)


LAMA = ["Persentase ASN yang dinilai tepat waktu", "Jumlah laporan kinerja"]
BARU = ["Ukuran yang diubah", "Jumlah laporan kinerja", "Jumlah ukuran baru"]


# --- which version --------------------------------------------------------------------------------------------


def test_baris_tepat_indikator_versi_tanpa_kedinasan_lain(skp):
    realisasi = realisasi_draf(skp=skp)
    versi = versi_terakhir(skp)
    assert segar(realisasi).versi_skp == versi
    assert daftar_uraian(realisasi) == LAMA
    assert set(realisasi.daftar_baris.values_list("indikator", flat=True)) == versi.daftar_id("indikator")
    assert not realisasi.daftar_baris.filter(indikator=skp.indikator_kedinasan_lain).exists()


def test_revisi_juli_tidak_berlaku_surut(skp):
    """Approved on 3 July: June, filed on 5 July, is still of version 1; July is of version 2."""
    maret = realisasi_diajukan(skp=skp, bulan=Bulan(2026, 3), pada=wita(4, 5))
    revisi(skp, pada=wita(7, 3), ubah=ubah_dan_tambah)
    juni = realisasi_draf(skp=skp, bulan=Bulan(2026, 6), pada=wita(7, 5))
    juli = realisasi_draf(skp=skp, bulan=Bulan(2026, 7), pada=wita(8, 5))
    assert [segar(r).versi_skp.nomor for r in (maret, juni, juli)] == [1, 1, 2]
    assert [daftar_uraian(r) for r in (maret, juni, juli)] == [LAMA, LAMA, BARU]
    tanda = services.simpan(juni, oleh=skp.pegawai.pengguna, pada=wita(7, 5), baris={})
    assert tanda.rincian == {"baris_berubah": 0}


def test_skp_yang_disetujui_terlambat_melayani_bulan_pertamanya(skp):
    VersiSkp.objects.filter(skp=skp).update(disetujui_pada=wita(3, 2))
    Skp.objects.filter(pk=skp.pk).update(disetujui_pada=wita(3, 2))
    assert segar(realisasi_draf(skp=skp)).versi_skp.nomor == 1


@pytest.mark.parametrize("sampai", ["ajukan_revisi", "terima_revisi", "ubah", "ajukan"])
def test_revisi_yang_terbuka_tidak_menahan_bulan(skp, sampai):
    """What the owner is writing meanwhile is not reported, and not seen."""
    revisi(skp, pada=wita(2, 10), ubah=ubah_dan_tambah, sampai=sampai)
    realisasi = realisasi_selesai(skp=skp)
    assert (segar(realisasi).status, daftar_uraian(realisasi)) == ("SELESAI", LAMA)


# --- a version that came while the draft was open -----------------------------------------------------------------


@pytest.fixture
def draf_dini(skp):
    """February opened early, on the 20th; by the 25th the SKP is at version 2, before February was over."""
    umum = {"absensi_mulai": wita(3, 5).date(), "absensi_selesai": wita(3, 10).date()}
    umum |= {"rilis_mulai": wita(3, 13).date(), "rilis_selesai": wita(3, 15).date()}
    JadwalBulanan.objects.create(
        tahun=2026, bulan=2, mulai=wita(2, 20).date(), batas_isi=wita(3, 10).date(),
        batas_nilai=wita(3, 12).date(), **umum,
    )  # fmt: skip
    realisasi = realisasi_draf(skp=skp, pada=wita(2, 20))
    isi = {b.pk: (Decimal(n), TAUTAN) for n, b in enumerate(realisasi.baris_terurut(), 7)}
    services.simpan(realisasi, oleh=skp.pegawai.pengguna, pada=wita(2, 20), baris=isi)
    revisi(skp, pada=wita(2, 25), ubah=ubah_dan_tambah)
    return realisasi


def nilai_tersimpan(realisasi) -> list:
    return [b.nilai for b in segar(realisasi).baris_terurut()]


def test_ajukan_draf_versi_lama_ditolak(draf_dini):
    sebelum = keadaan(draf_dini)
    with pytest.raises(Ditolak) as tolak:
        services.ajukan(draf_dini, oleh=draf_dini.pegawai.pengguna, pada=DALAM, konfirmasi=True)
    assert str(tolak.value) == DIREVISI
    assert keadaan(draf_dini) == sebelum


def test_simpan_memperbarui_baris_dan_nilai_tetap(draf_dini):
    oleh = draf_dini.pegawai.pengguna
    tanda = services.simpan(draf_dini, oleh=oleh, pada=DALAM, baris={})
    assert tanda.rincian == {"baris_berubah": 0, "versi_skp": 2, "baris_baru": 1, "baris_lepas": []}
    assert (daftar_uraian(draf_dini), nilai_tersimpan(draf_dini)) == (BARU, [7, 8, None])
    with pytest.raises(Ditolak, match="realisasi belum diisi"):
        services.ajukan(draf_dini, oleh=oleh, pada=DALAM, konfirmasi=True)
    isi = {b.pk: (Decimal(9), TAUTAN) for b in draf_dini.daftar_baris.all()}
    assert services.simpan(draf_dini, oleh=oleh, pada=DALAM, baris=isi).rincian == {"baris_berubah": 3}
    services.ajukan(draf_dini, oleh=oleh, pada=DALAM, konfirmasi=True)
    assert segar(draf_dini).status == "PENILAIAN_HASIL_KERJA"


@pytest.fixture
def tanpa_ukuran_pertama(draf_dini):
    """No revision deletes what was approved; should a version lack a row all the same, what it said is not lost."""
    versi = versi_terakhir(draf_dini.skp)
    del versi.isi["rhk"][0]["indikator"][0]
    versi.save()
    return draf_dini


def test_baris_yang_dilepas_tercatat_bila_berisi(tanpa_ukuran_pertama):
    draf = tanpa_ukuran_pertama
    tanda = services.simpan(draf, oleh=draf.pegawai.pengguna, pada=DALAM, baris={})
    assert tanda.rincian["baris_lepas"] == [{"indikator": LAMA[0], "nilai": "7.00", "bukti": TAUTAN}]
    assert daftar_uraian(draf) == BARU[1:]


def test_isi_baris_yang_dilepas_disebut_di_halaman(tanpa_ukuran_pertama, pukul):
    pukul(DALAM)
    klien = masuk(tanpa_ukuran_pertama.pegawai)
    data = isian(segar(tanpa_ukuran_pertama), nilai={0: "12,5", 1: "lima"})
    jawaban = klien.post(LEMBAR + "simpan/", data)
    halaman = jawaban.content.decode()
    assert jawaban.status_code == 422
    assert f"“{LAMA[0]}” tidak ada lagi; isinya: 12,5, {TAUTAN}." in halaman
    assert ('value="lima"' in halaman, "Jumlah ukuran baru" in halaman) == (True, True)


def test_ajukan_lewat_halaman_menyimpan_lalu_memperbarui(draf_dini, pukul):
    pukul(DALAM)
    klien = masuk(draf_dini.pegawai)
    jawaban = klien.post(LEMBAR + "ajukan/", isian(segar(draf_dini), nilai={0: "3", 1: "4"}), follow=True)
    halaman = jawaban.content.decode()
    assert "barisnya diperbarui menurut versi 2. Indikator baru: 1." in halaman
    assert "Menurut SKP versi 2, disetujui 25 Februari 2026." in halaman
    assert (segar(draf_dini).status, nilai_tersimpan(draf_dini)) == ("DRAF", [3, 4, None])
    assert klien.post(LEMBAR + "ajukan/", isian(segar(draf_dini))).status_code == 302
    assert segar(draf_dini).status == "PENILAIAN_HASIL_KERJA"


# --- the wording stays -------------------------------------------------------------------------------------------


@pytest.fixture
def berantai(db):
    """A JA/JF plan below a JPT one; the indicator's target is a text."""
    penilai = PegawaiFactory()
    induk = skp_disetujui(penilai, isi={"RHK pimpinan semula": ["Ukuran pimpinan"]})
    skp = skp_konsep(
        PegawaiFactory(perangkat_daerah=penilai.perangkat_daerah), penilai=penilai, model="JA_JF", isi={}
    )
    oleh = skp.pegawai.pengguna
    tanda = skp_services.tambah_rhk(
        skp, oleh=oleh, pada=JANUARI, jenis="UTAMA", uraian="RHK semula", rhk_atasan=induk.daftar_rhk.get()
    )
    skp_services.tambah_indikator(
        skp, oleh=oleh, pada=JANUARI, rhk=tanda.rincian["rhk"], uraian="Lama penyelesaian semula",
        aspek="WAKTU", target_teks="1 minggu",
    )  # fmt: skip
    skp_services.ajukan(skp, oleh=oleh, pada=JANUARI, catatan="Mohon persetujuan.")
    isi_ekspektasi(skp)
    skp_services.terima(skp, oleh=penilai.pengguna, pada=JANUARI, catatan="Setuju.")
    return skp, induk


SEMULA = [
    "RHK pimpinan semula",
    "RHK semula",
    "Lama penyelesaian semula",
    "Waktu",
    "1 minggu",
    "Menurut SKP versi 1, disetujui 15 Januari 2026.",
]
KINI = ["RHK pimpinan kini", "RHK kini", "Ukuran kini", "Kualitas", "98 Persen", "versi 2"]


def ubah_semua(skp, induk, pada):
    rhk = skp.daftar_rhk.get()
    indikator = rhk.daftar_indikator.get().pk

    def ubah_induk(atas, oleh):
        skp_services.ubah_rhk(
            atas, oleh=oleh, pada=pada, rhk=rhk.rhk_atasan_id, jenis="UTAMA", uraian=KINI[0]
        )

    def ubah(milik, oleh):
        skp_services.ubah_rhk(
            milik, oleh=oleh, pada=pada, rhk=rhk.pk, jenis="UTAMA", uraian=KINI[1], rhk_atasan=rhk.rhk_atasan
        )
        skp_services.ubah_indikator(
            milik, oleh=oleh, pada=pada, indikator=indikator, uraian=KINI[2], aspek="KUALITAS",
            target=Decimal(98), satuan="Persen",
        )  # fmt: skip

    revisi(induk, pada=pada, ubah=ubah_induk)
    revisi(skp, pada=pada, ubah=ubah)


def tampak(halaman: str, kalimat: list[str]) -> list[bool]:
    return [k in halaman for k in kalimat]


def test_kata_versi_tetap_di_semua_halaman(berantai, pukul):
    """The grid, both steps of the rating, the result, and the back office, after everything was renamed."""
    skp, induk = berantai
    realisasi = realisasi_draf(skp=skp)
    ubah_semua(skp, induk, DALAM)
    pukul(DALAM)
    pegawai, penilai = masuk(skp.pegawai), masuk(skp.penilai)
    nilai = f"/kerja/penilaian/realisasi/{realisasi.pk}/"
    halaman = [pegawai.get(LEMBAR)]
    baris = {b.pk: (Decimal(1), TAUTAN) for b in realisasi.daftar_baris.all()}
    services.simpan(realisasi, oleh=skp.pegawai.pengguna, pada=DALAM, baris=baris)
    services.ajukan(realisasi, oleh=skp.pegawai.pengguna, pada=DALAM, konfirmasi=True)
    halaman += [penilai.get(nilai), pegawai.get(LEMBAR)]
    for satu in halaman:
        teks = satu.content.decode()
        assert tampak(teks, [s for s in SEMULA if s != "Waktu"]) == [True] * 5
        assert tampak(teks, KINI) == [False] * 6
    assert ">Waktu:<" in halaman[1].content.decode()
    admin = masuk(jadikan_admin_bkd(PegawaiFactory().pengguna))
    belakang = admin.get(f"/realisasi/realisasibulanan/{realisasi.pk}/change/").content.decode()
    assert tampak(belakang, [SEMULA[2], KINI[2]]) == [True, False]


def test_keluhan_dan_umpan_balik_memakai_kata_versi(berantai):
    skp, induk = berantai
    realisasi = realisasi_diajukan(skp=skp)
    ubah_semua(skp, induk, DALAM)
    with pytest.raises(Ditolak, match="“Lama penyelesaian semula”"):
        services.nilai_hasil_kerja(
            realisasi, oleh=skp.penilai.pengguna, pada=DALAM, umpan_balik={}, rating="SESUAI", konfirmasi=True
        )


def test_ekspektasi_menurut_versi(skp, pukul):
    realisasi = realisasi_diajukan(skp=skp)
    services.nilai_hasil_kerja(
        realisasi, oleh=skp.penilai.pengguna, pada=DALAM, rating="SESUAI", konfirmasi=True,
        umpan_balik={b.pk: "Baik" for b in realisasi.daftar_baris.all()},
    )  # fmt: skip
    skp.daftar_ekspektasi.update(teks="Ekspektasi yang baru")
    pukul(DALAM)
    halaman = masuk(skp.penilai).get(f"/kerja/penilaian/realisasi/{realisasi.pk}/").content.decode()
    assert tampak(halaman, ["Harapan untuk", "Ekspektasi yang baru"]) == [True, False]


# --- the period and the invariants ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("selesai", "boleh"), [(date(2026, 3, 11), False), (date(2026, 3, 12), True)])
def test_periode_tidak_berakhir_sebelum_bulan_yang_dilaporkan(skp, selesai, boleh):
    realisasi_diajukan(skp=skp, bulan=Bulan(2026, 3), pada=wita(4, 5))
    tutup = {"oleh": skp.pegawai.pengguna, "pada": wita(4, 6), "selesai": selesai, "alasan": "Mutasi."}
    if boleh:
        skp_services.tutup_periode(skp, **tutup)
    else:
        with pytest.raises(Ditolak) as tolak:
            skp_services.tutup_periode(skp, **tutup)
        assert str(tolak.value) == (
            "Realisasi Maret 2026 sudah diajukan dengan SKP ini, jadi periodenya paling cepat berakhir 12 Maret 2026."
        )
    assert Skp.objects.get(pk=skp.pk).selesai == (selesai if boleh else date(2026, 12, 31))


def test_draf_bulan_yang_tidak_dimiliki_lagi_tidak_menghalangi_siapa_pun(skp, pukul):
    """Ended on 11 March: March belongs to the next SKP, whatever was begun on the old one."""
    pemilik = skp.pegawai.pengguna
    draf = realisasi_draf(skp=skp, bulan=Bulan(2026, 3), pada=wita(4, 5))
    isi = {b.pk: (Decimal(5), TAUTAN) for b in draf.daftar_baris.all()}
    services.simpan(draf, oleh=pemilik, pada=wita(4, 5), baris=isi)
    skp_services.tutup_periode(
        skp, oleh=pemilik, pada=wita(4, 6), selesai=date(2026, 3, 11), alasan="Mutasi."
    )
    with pytest.raises(
        Ditolak, match="Periode SKP ini sudah diakhiri, jadi Maret 2026 dilaporkan dengan SKP Anda"
    ):
        services.ajukan(draf, oleh=pemilik, pada=wita(4, 6), konfirmasi=True)
    assert baris_maret(skp).realisasi is None
    skp_services.selesaikan(skp, oleh=Pengguna.objects.sistem(), pada=wita(4, 6), predikat="BAIK")
    type(skp.riwayat_jabatan).objects.filter(pk=skp.riwayat_jabatan_id).update(aktif=False)
    baru = RiwayatJabatanFactory(pegawai=skp.pegawai, tmt=date(2026, 3, 12))
    tunjuk_penilai(baru, skp.penilai)
    kedua = skp_disetujui(skp.pegawai)
    lapor = services.isi_realisasi(kedua, oleh=pemilik, pada=wita(4, 7), bulan=Bulan(2026, 3)).objek
    assert [(r.pk, r.skp_id) for r in skp.pegawai.daftar_realisasi_bulanan.all()] == [(lapor.pk, kedua.pk)]
    assert baris_maret(skp).realisasi == lapor


def test_draf_yang_tidak_dimiliki_lagi_tidak_buntu_di_halaman(skp, pukul):
    """The list, the first page, the month's address and its button all lead to the new SKP's month."""
    pemilik = skp.pegawai.pengguna
    draf = realisasi_draf(skp=skp, bulan=Bulan(2026, 3), pada=wita(4, 5))
    isi = {b.pk: (Decimal(5), TAUTAN) for b in draf.daftar_baris.all()}
    services.simpan(draf, oleh=pemilik, pada=wita(4, 5), baris=isi)
    skp_services.tutup_periode(
        skp, oleh=pemilik, pada=wita(4, 6), selesai=date(2026, 3, 11), alasan="Mutasi."
    )
    skp_services.selesaikan(skp, oleh=Pengguna.objects.sistem(), pada=wita(4, 6), predikat="BAIK")
    type(skp.riwayat_jabatan).objects.filter(pk=skp.riwayat_jabatan_id).update(aktif=False)
    baru = RiwayatJabatanFactory(pegawai=skp.pegawai, tmt=date(2026, 3, 12))
    tunjuk_penilai(baru, skp.penilai)
    kedua = skp_disetujui(skp.pegawai)
    pukul(wita(4, 7))
    peramban, maret = masuk(skp.pegawai), reverse("realisasi:lembar", args=[2026, 3])
    assert "Realisasi bulan ini belum dibuka." in peramban.get(maret).content.decode()
    assert bulan_ku(skp.pegawai, pada=wita(4, 7)).tugas.tombol == "Isi realisasi"
    jawaban = peramban.post(f"{maret}isi_realisasi/", {"kunci": "buka-maret"}, follow=True)
    assert skp.pegawai.daftar_realisasi_bulanan.get().skp == kedua
    # Nothing that was typed goes without a word.
    assert f"“Jumlah laporan kinerja”: 5, {TAUTAN}" in jawaban.content.decode()


def baris_maret(skp):
    return queries.daftar_bulan(skp.pegawai, 2026, pada=wita(4, 7))[2]


def test_periksa_menemukan_bulan_di_luar_periode(skp):
    realisasi_diajukan(skp=skp)
    periksa = INVARIAN["rb: bulan dimiliki periode SKP-nya"]
    assert list(periksa()) == []
    Skp.objects.filter(pk=skp.pk).update(selesai=date(2026, 2, 11))
    assert len(list(periksa())) == 1


def test_periksa_menemukan_versi_skp_orang_lain(skp):
    realisasi = realisasi_draf(skp=skp)
    periksa = INVARIAN["rb: versi_skp milik SKP yang sama"]
    assert list(periksa()) == []
    lain = versi_terakhir(skp_disetujui(PegawaiFactory()))
    RealisasiBulanan.objects.filter(pk=realisasi.pk).update(versi_skp=lain)
    assert len(list(periksa())) == 1
    assert Indikator.objects.filter(skp_kedinasan_lain__isnull=False).count() == 2
