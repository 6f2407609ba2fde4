"""The entry page: what is refused is told and nothing is lost; ready for the next entry."""

from __future__ import annotations

import gzip
import re
from datetime import date, time
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinerja.aktivitas.models import Aktivitas, Jenis
from kinerja.aktivitas.views.harian import selang_berikut
from kinerja.dokumen.models import Riwayat
from tests.factories import (
    PegawaiFactory,
    PenggunaFactory,
    RiwayatJabatanFactory,
    aktivitas_tercatat,
    indikator_skp,
    rencana_tercatat,
    skp_disetujui,
    skp_konsep,
)
from tests.kinerja.aktivitas.conftest import (
    CATAT,
    HARIAN,
    SENIN,
    akhiri_periode,
    isian_form,
    keadaan,
    masuk,
    skp_berikutnya,
    wita,
)

KUERI_HARIAN = 10  # three for who asks, three for what the day offers, three lists, one for the menu (who rates is remembered)


def teks(jawaban) -> str:
    return re.sub(r"\s+", " ", jawaban.content.decode())


def ringkasan(jawaban) -> list[str]:
    """The sentences on top of the page."""
    bagian = re.search(r'<div class="ringkasan".*?</div>', teks(jawaban))
    return re.findall(r">([^<>]+)<", bagian[0].partition("<ul>")[2]) if bagian else []


def nilai(jawaban, nama: str) -> str:
    """What stands in a field of the entry form."""
    halaman = teks(jawaban)
    if nama == "uraian":
        return re.search(r"<textarea[^>]*>(.*?)</textarea>", halaman)[1].strip()
    if nama == "jenis":
        return re.search(r'name="jenis" value="(\w+)"[^>]*checked', halaman)[1]
    if nama == "indikator":
        cocok = re.search(r'<option value="(\d+)" selected', halaman)
        return cocok[1] if cocok else ""
    cocok = re.search(rf'<input[^>]*name="{nama}"[^>]*value="([^"]*)"', halaman)
    return cocok[1] if cocok else ""


def pilihan(jawaban) -> list[int]:
    return [int(n) for n in re.findall(r'<option value="(\d+)"', teks(jawaban))]


# --- refused -----------------------------------------------------------------------------------------------------
def test_anonim_ke_login_dan_akun_tanpa_pegawai_404(db):
    assert Client().get(HARIAN)["Location"].startswith("/login/")
    klien = masuk(PenggunaFactory(is_superuser=True))
    assert [klien.get(HARIAN).status_code, klien.post(CATAT, {}).status_code] == [404, 404]


def test_alamat_tindakan_dibuka_dengan_tangan(klien):
    jawaban = klien.get(CATAT)
    assert (jawaban.status_code, jawaban["Location"]) == (302, HARIAN)


@pytest.mark.parametrize("tanggal", ["", "31-02-2026", "x" * 5000, "2026-13-01", "²026-01-01", "0000-00-00"])
def test_tanggal_aneh_di_alamat_menjadi_hari_ini(klien, tanggal):
    jawaban = klien.get(HARIAN, {"tanggal": tanggal})
    assert (jawaban.status_code, nilai(jawaban, "tanggal")) == (200, "2026-02-02")


@pytest.mark.parametrize("tanggal", ["0001-01-01", "9999-12-31", "1999-12-31", "2101-01-01"])
def test_tanggal_yang_jauh_dijawab_tanpa_skp(klien, tanggal):
    jawaban = klien.get(HARIAN, {"tanggal": tanggal})
    assert (jawaban.status_code, "Belum ada SKP yang disetujui untuk" in teks(jawaban)) == (200, True)


def test_skp_konsep_disebut_dan_ditolak(db, pukul):
    skp = skp_konsep(PegawaiFactory())
    pukul(SENIN)
    klien, sebelum = masuk(skp.pegawai), keadaan()
    assert "Belum ada SKP yang disetujui untuk 2 Februari 2026." in teks(klien.get(HARIAN))
    jawaban = klien.post(CATAT, isian_form(skp))
    assert (jawaban.status_code, keadaan()) == (422, sebelum)
    assert "Tanggal: Belum ada SKP yang disetujui untuk 2 Februari 2026." in ringkasan(jawaban)
    assert 'href="/kerja/skp/"' in teks(jawaban)
    assert nilai(jawaban, "uraian") == "Menyusun laporan"


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"mulai": "10:00", "selesai": "09:00"}, "Waktu selesai (09.00) harus sesudah waktu mulai (10.00)."),
        ({"mulai": "08:00", "selesai": "08:00"}, "Waktu selesai (08.00) harus sesudah waktu mulai (08.00)."),
        ({"tanggal": "2026-02-03"}, "3 Februari 2026 pukul 08.30 WITA belum tiba. Catat sebagai rencana."),
        ({"tanggal": "31-02-2026"}, "Tanggal tidak dapat dibaca. Tulis seperti 31-12-2026."),
        ({"tanggal": ""}, "Kolom ini harus diisi."),
        ({"mulai": "25.00"}, "Jam tidak dapat dibaca. Tulis seperti 08.30."),
        ({"uraian": " "}, "Tuliskan aktivitasnya."),
        ({"uraian": "a" * 501}, "Paling banyak 500 karakter (sekarang 501)."),
        ({"uraian": "a\x00b"}, "karakter"),
        ({"indikator": ""}, "Pilih indikatornya."),
        ({"indikator": "abc"}, "Indikator yang dipilih tidak tersedia pada 2 Februari 2026."),
        ({"indikator": "9" * 30}, "Indikator yang dipilih tidak tersedia pada 2 Februari 2026."),
        ({"jenis": "LEMBUR"}, "Formulir tidak utuh."),
        ({"kunci": "x"}, "Formulir tidak utuh."),
        ({"kunci": ""}, "Formulir tidak utuh."),
    ],
)
def test_isian_salah_ditolak_dan_yang_diketik_tetap_ada(skp, klien, isi, kalimat):
    sebelum = keadaan()
    kirim = isian_form(skp, **({"uraian": "Ketikan saya"} | isi))
    jawaban = klien.post(CATAT, kirim)
    assert (jawaban.status_code, keadaan()) == (422, sebelum)
    assert any(kalimat in k for k in ringkasan(jawaban)), ringkasan(jawaban)
    for nama in {"uraian", "mulai", "selesai"} - {*isi}:
        assert nilai(jawaban, nama) == kirim[nama]


def test_indikator_orang_lain_ditolak(skp, klien):
    asing = indikator_skp(skp_disetujui(PegawaiFactory()))[0].pk
    jawaban = klien.post(CATAT, isian_form(skp, indikator=asing))
    assert (jawaban.status_code, Aktivitas.objects.count()) == (422, 0)
    assert asing not in pilihan(jawaban)


def test_tanpa_csrf_ditolak(skp, pukul):
    pukul(SENIN)
    klien = Client(enforce_csrf_checks=True)
    klien.force_login(skp.pegawai.pengguna)
    assert (klien.post(CATAT, isian_form(skp)).status_code, Aktivitas.objects.count()) == (403, 0)


# --- stored ------------------------------------------------------------------------------------------------------
def test_simpan_memberi_tanda_terima_dan_siap_untuk_berikutnya(skp, klien):
    dua = indikator_skp(skp)[1].pk
    jawaban = klien.post(CATAT, isian_form(skp, tanggal="2026-01-31", indikator=dua), follow=True)
    satu = Aktivitas.objects.get()
    assert (satu.tanggal, satu.indikator_id, satu.dicatat_pada) == (date(2026, 1, 31), dua, SENIN)
    nomor = Riwayat.objects.get(jenis="aktivitas.dicatat").nomor
    assert f"Aktivitas tersimpan. Nomor tanda terima {nomor}, 2 Februari 2026 pukul 17.00 WITA." in teks(
        jawaban
    )
    assert jawaban.request["QUERY_STRING"] == "tanggal=2026-01-31"
    isi = [nilai(jawaban, n) for n in ("tanggal", "mulai", "selesai", "indikator", "jenis", "uraian")]
    assert isi == ["2026-01-31", "09:00", "09:30", str(dua), "AKTIVITAS", ""]
    assert "1 aktivitas</a>, 30 menit." in teks(jawaban)


def test_ketukan_ganda_tersimpan_sekali(skp, klien):
    kirim = isian_form(skp)
    pesan = [teks(klien.post(CATAT, kirim, follow=True)) for _ in range(2)]
    nomor = {re.search(r"tanda terima (\d+)", p)[1] for p in pesan}
    assert (len(nomor), Aktivitas.objects.count()) == (1, 1)


def test_kunci_terpakai_dengan_isi_lain_ditanyakan(skp, klien):
    """The answer got lost, he changed the text and sent again: nothing is lost, nothing is doubled unasked."""
    kirim = isian_form(skp)
    klien.post(CATAT, kirim)
    jawaban = klien.post(CATAT, kirim | {"uraian": "Menyusun laporan kedua"})
    assert (jawaban.status_code, Aktivitas.objects.count()) == (409, 1)
    assert "sudah pernah terkirim" in ringkasan(jawaban)[0]
    assert nilai(jawaban, "uraian") == "Menyusun laporan kedua"
    lagi = klien.post(CATAT, kirim | {"uraian": "Menyusun laporan kedua", "kunci": nilai(jawaban, "kunci")})
    assert (lagi.status_code, Aktivitas.objects.count()) == (302, 2)


def test_tumpang_tindih_tersimpan_dengan_peringatan(skp, klien):
    aktivitas_tercatat(skp, uraian="Rapat <b>staf</b>")
    jawaban = klien.post(CATAT, isian_form(skp, mulai="08:45", selesai="09:15"), follow=True)
    assert Aktivitas.objects.count() == 2
    assert "2 Februari 2026 pukul 08.30–09.00, “Rapat &lt;b&gt;staf&lt;/b&gt;”" in teks(jawaban)


def test_tumpang_tindih_dengan_pengaturan_ditolak(skp, klien, settings):
    settings.AKTIVITAS_TUMPANG_TINDIH_DITOLAK = True
    aktivitas_tercatat(skp)
    jawaban = klien.post(CATAT, isian_form(skp, mulai="08.45", selesai="09.15"))
    assert (jawaban.status_code, Aktivitas.objects.count()) == (422, 1)
    assert "bertumpang tindih" in ringkasan(jawaban)[0]
    assert nilai(jawaban, "mulai") == "08.45"


def test_rencana_tersimpan_tanpa_peringatan(skp, klien):
    aktivitas_tercatat(skp, mulai=time(8), selesai=time(16))
    jawaban = klien.post(CATAT, isian_form(skp, jenis="RENCANA", tanggal="2026-02-04"), follow=True)
    assert "Rencana tersimpan." in teks(jawaban)
    assert (nilai(jawaban, "jenis"), "Rencana Aktivitas (1)" in teks(jawaban)) == ("RENCANA", True)
    assert Aktivitas.objects.get(jenis=Jenis.RENCANA).tanggal == date(2026, 2, 4)


def test_lewat_tengah_malam_wita_hari_ini_yang_baru(skp, pukul):
    pukul(wita(2, 3, 0, 30))  # 2 February 16:30 UTC
    klien = masuk(skp.pegawai)
    assert nilai(klien.get(HARIAN), "tanggal") == "2026-02-03"
    kirim = isian_form(skp, tanggal="2026-02-03", mulai="00:10", selesai="00:30")
    assert klien.post(CATAT, kirim).status_code == 302
    assert Aktivitas.objects.get().tanggal == date(2026, 2, 3)


# --- another day, another list ----------------------------------------------------------------------------------
def test_pilihan_dikelompokkan_menurut_rhk_dan_kedinasan_lain_selalu_ada(skp, klien):
    jawaban = klien.get(HARIAN)
    assert pilihan(jawaban) == [*(i.pk for i in indikator_skp(skp)), skp.indikator_kedinasan_lain.pk]
    kelompok = re.findall(r'<optgroup label="([^"]*)"', teks(jawaban))
    assert kelompok == ["Terwujudnya pengelolaan kinerja ASN", "Tugas kedinasan lain"]


@pytest.mark.parametrize(("hari", "boleh"), [("2026-02-20", 302), ("2026-02-21", 422), ("2026-02-23", 422)])
def test_mutasi_20_februari_daftar_menurut_tanggal(skp, pukul, hari, boleh):
    RiwayatJabatanFactory(pegawai=skp.pegawai, tmt=date(2026, 2, 20), aktif=False)
    pukul(wita(2, 27))
    klien, lain = masuk(skp.pegawai), skp.indikator_kedinasan_lain.pk
    jawaban = klien.post(CATAT, isian_form(skp, tanggal=hari))
    assert jawaban.status_code == boleh
    if boleh == 422:
        assert (pilihan(jawaban), nilai(jawaban, "uraian")) == ([lain], "Menyusun laporan")
        assert nilai(jawaban, "tanggal") == hari
        assert "Indikator yang dipilih tidak tersedia pada" in ringkasan(jawaban)[0]
        assert klien.post(CATAT, isian_form(skp, tanggal=hari, indikator=lain)).status_code == 302


def test_lihat_indikator_tanggal_ini_tidak_menyimpan_apa_pun(skp, pukul):
    RiwayatJabatanFactory(pegawai=skp.pegawai, tmt=date(2026, 2, 20), aktif=False)
    pukul(wita(2, 27))
    klien, sebelum = masuk(skp.pegawai), keadaan()
    kirim = isian_form(
        skp, tanggal="2026-02-21", uraian="Belum selesai diketik", selesai="", lihat_daftar="1"
    )
    jawaban = klien.post(CATAT, kirim)
    assert (jawaban.status_code, keadaan(), ringkasan(jawaban)) == (200, sebelum, [])
    assert pilihan(jawaban) == [skp.indikator_kedinasan_lain.pk]
    isi = [nilai(jawaban, n) for n in ("kunci", "asal", "uraian", "tanggal", "mulai")]
    assert isi == [kirim["kunci"], "2026-02-02", "Belum selesai diketik", "2026-02-21", "08:30"]


def test_tanggal_skp_berikutnya_memakai_daftarnya(skp, pukul):
    akhiri_periode(skp)
    baru = skp_berikutnya(skp)
    pukul(wita(3, 5))
    klien = masuk(skp.pegawai)
    jawaban = klien.post(CATAT, isian_form(skp, tanggal="2026-03-03"))
    assert jawaban.status_code == 422
    assert pilihan(jawaban) == [*(i.pk for i in indikator_skp(baru)), baru.indikator_kedinasan_lain.pk]
    kirim = isian_form(baru, tanggal="2026-03-03", kunci=nilai(jawaban, "kunci"))
    assert klien.post(CATAT, kirim).status_code == 302
    assert klien.post(CATAT, isian_form(skp, tanggal="2026-02-27")).status_code == 302
    assert sorted(Aktivitas.objects.values_list("skp", "tanggal")) == sorted(
        [(skp.pk, date(2026, 2, 27)), (baru.pk, date(2026, 3, 3))]
    )


# --- what is typed for him ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("sampai", "mulai", "selesai"),
    [
        (None, "08:00", "08:30"),
        ("09:00", "09:00", "09:30"),
        ("09:01", "09:30", "10:00"),
        ("10:30", "10:30", "11:00"),
        ("23:00", "23:00", "23:30"),
        ("23:30", None, None),
        ("23:59", None, None),
    ],
)
def test_selang_berikut(sampai, mulai, selesai):
    hasil = selang_berikut(time.fromisoformat(sampai) if sampai else None)
    assert hasil == tuple(time.fromisoformat(j) if j else None for j in (mulai, selesai))


def test_terakhir_menyebut_waktu_input_dan_rencana_dapat_diinput(skp, klien):
    aktivitas_tercatat(skp, pada=wita(2, 2, 16, 5), uraian="<i>Rapat</i>")
    satu = rencana_tercatat(skp, tanggal=date(2026, 2, 4))
    halaman = teks(klien.get(HARIAN))
    assert "&lt;i&gt;Rapat&lt;/i&gt;" in halaman
    assert "diinput 2 Februari 2026 pukul 16.05 WITA" in halaman
    assert f'href="/kerja/aktivitas/{satu.pk}/kerjakan/"' in halaman


def test_menu_menyebut_aktivitas_harian_bagi_pegawai_saja(klien, db):
    assert '<a href="/kerja/aktivitas/" aria-current="page">Aktivitas Harian' in teks(klien.get(HARIAN))
    assert "Aktivitas Harian" not in teks(masuk(PenggunaFactory()).get("/profil/"))


# --- weight and queries ----------------------------------------------------------------------------------------------
def isi_penuh(skp) -> None:
    """Ten of the last entries and ten plans, each with words of its own."""
    kata = [
        "Menyusun",
        "memeriksa",
        "mengolah",
        "melayani",
        "bahan",
        "laporan",
        "berkas",
        "konsultasi",
        "rapat",
        "koordinasi",
        "data",
        "kinerja",
    ]
    for n in range(10):
        uraian = " ".join(kata[(n * 5 + k * 7) % len(kata)] for k in range(9)).capitalize()
        aktivitas_tercatat(skp, tanggal=date(2026, 2, 2 + n), uraian=uraian)
        rencana_tercatat(skp, tanggal=date(2026, 3, 2 + n), uraian=uraian)


def test_halaman_penuh_ringan(skp, pukul):
    isi_penuh(skp)
    pukul(wita(2, 27, 18))
    jawaban = masuk(skp.pegawai).get(HARIAN, headers={"accept-encoding": "gzip"})
    aset = [Path(finders.find(f"ui/{nama}")).read_bytes() for nama in ("lean.css", "lean.js")]
    assert len(jawaban.content) + sum(len(gzip.compress(isi, 6)) for isi in aset) <= 15 * 1024


def test_kueri_sama_untuk_satu_dan_tiga(skp, klien):
    def kueri():
        klien.get(HARIAN)
        with CaptureQueriesContext(connection) as semua:
            assert klien.get(HARIAN).status_code == 200
        return len(semua)

    jumlah = []
    for n in range(3):
        aktivitas_tercatat(skp, mulai=time(8 + n), selesai=time(9 + n))
        rencana_tercatat(skp, tanggal=date(2026, 2, 4 + n))
        jumlah.append(kueri())
    assert jumlah == [KUERI_HARIAN] * 3
