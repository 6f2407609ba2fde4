"""The month's list and calendar, the pages of one activity, and the back office's list."""

from __future__ import annotations

import gzip
import re
from datetime import date, time
from pathlib import Path
from uuid import uuid4

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinerja.aktivitas import services
from kinerja.aktivitas.models import Aktivitas, Jenis
from kinerja.ui.admin.halaman import PaginatorTerbatas
from tests.factories import (
    PegawaiFactory,
    PenggunaFactory,
    aktivitas_tercatat,
    beri_wilayah,
    indikator_skp,
    isian_aktivitas,
    jadikan_admin_bkd,
    realisasi_diajukan,
    rencana_tercatat,
    skp_disetujui,
)
from tests.kinerja.aktivitas.conftest import isian_form, keadaan, masuk, wita
from tests.kinerja.aktivitas.test_harian import nilai, ringkasan, teks

DAFTAR = "/kerja/aktivitas/2026/2/"
KALENDER = "/kerja/aktivitas/kalender/2026/2/"
KANTOR = "/aktivitas/aktivitas/"
KUERI_DAFTAR, KUERI_KALENDER, KUERI_KANTOR = 10, 5, 6


def alamat(aktivitas, verba: str) -> str:
    return f"/kerja/aktivitas/{aktivitas.pk}/{verba}/"


def isi_sel(jawaban) -> list[list[str]]:
    """The table's rows as words."""
    badan = teks(jawaban).partition("<tbody>")[2].partition("</tbody>")[0]
    return [
        [
            re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", sel)).strip()
            for sel in re.findall(r"<td.*?</td>", baris)
        ]
        for baris in badan.split("<tr>")[1:]
    ]


def uraian_tampil(jawaban) -> list[str]:
    return [baris[4] for baris in isi_sel(jawaban)]


def yakin(aktivitas, **lain) -> dict:
    return {"kunci": str(uuid4()), "versi": Aktivitas.objects.get(pk=aktivitas.pk).versi} | lain


def kueri(klien, tujuan: str) -> int:
    klien.get(tujuan)
    with CaptureQueriesContext(connection) as semua:
        assert klien.get(tujuan).status_code == 200
    return len(semua)


# --- refused -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("bulan", ["2026/13/", "2026/0/", "1999/1/", "99999999999999999999/1/"])
def test_bulan_yang_tidak_ada_404(klien, bulan):
    assert [klien.get(f"/kerja/aktivitas/{awal}{bulan}").status_code for awal in ("", "kalender/")] == [
        404,
        404,
    ]


@pytest.mark.parametrize("bulan", ["2000/1/", "2100/12/"])
def test_bulan_pertama_dan_terakhir_dijawab(klien, bulan):
    assert [klien.get(f"/kerja/aktivitas/{awal}{bulan}").status_code for awal in ("", "kalender/")] == [
        200,
        200,
    ]


def test_akun_tanpa_pegawai_404_dan_anonim_ke_login(db):
    klien = masuk(PenggunaFactory(is_superuser=True))
    assert [klien.get(a).status_code for a in (DAFTAR, KALENDER)] == [404, 404]
    assert Client().get(DAFTAR)["Location"].startswith("/login/")


def test_hanya_post_untuk_membaca_ditolak(klien):
    assert [klien.post(a).status_code for a in (DAFTAR, KALENDER)] == [405, 405]


@pytest.mark.parametrize(
    "saring",
    [
        {"indikator": "abc"},
        {"indikator": "²"},
        {"indikator": "9" * 5000},
        {"indikator": "-1"},
        {"hari": "31"},
        {"hari": "0"},
        {"hari": "9" * 30},
        {"halaman": "x"},
        {"halaman": "-5"},
        {"halaman": "9" * 40},
        {"bulan": "13"},
        {"tahun": "1066"},
        {"terhapus": "1"},
        {"terhapus": "' OR 1=1"},
        {"uraian__startswith": "M"},
    ],
)
def test_saringan_liar_diabaikan(skp, klien, saring):
    aktivitas_tercatat(skp)
    jawaban = klien.get(DAFTAR, saring)
    assert (jawaban.status_code, uraian_tampil(jawaban)) == (200, ["Menyusun laporan"])


def test_aktivitas_orang_lain_tidak_ada(skp, klien):
    lain = aktivitas_tercatat(skp_disetujui(PegawaiFactory()))
    sebelum = keadaan()
    for verba in ("ubah", "hapus", "pulihkan", "kerjakan"):
        assert klien.get(alamat(lain, verba)).status_code == 404
        assert klien.post(alamat(lain, verba), isian_form(skp) | yakin(lain)).status_code == 404
    assert (keadaan(), isi_sel(klien.get(DAFTAR))) == (sebelum, [])


def test_penilai_membaca_tetapi_tidak_mengubah(skp, pukul):
    satu = aktivitas_tercatat(skp)
    pukul(wita(2, 2, 17))
    klien, sebelum = masuk(skp.penilai), keadaan()
    for verba in ("ubah", "hapus", "pulihkan", "kerjakan"):
        assert klien.get(alamat(satu, verba)).status_code == 403
        assert klien.post(alamat(satu, verba), isian_form(skp) | yakin(satu)).status_code == 403
    assert keadaan() == sebelum


def test_yang_dihitung_tidak_punya_formulir(skp, pukul):
    satu = aktivitas_tercatat(skp)
    realisasi_diajukan(skp=skp)
    pukul(wita(3, 5, 11))
    klien, sebelum = masuk(skp.pegawai), keadaan()
    for verba in ("ubah", "hapus"):
        jawaban = klien.get(alamat(satu, verba))
        assert (jawaban.status_code, "sudah dihitung dalam realisasi" in teks(jawaban)) == (409, True)
        jawaban = klien.post(alamat(satu, verba), isian_form(skp, uraian="Lain") | yakin(satu))
        assert (jawaban.status_code, "sudah dihitung dalam realisasi" in ringkasan(jawaban)[0]) == (422, True)
    assert keadaan() == sebelum
    (baris,) = isi_sel(klien.get(DAFTAR))
    assert baris[-1].startswith("✓ Sudah dihitung")
    assert not {"Edit", "Hapus"} & {*baris[-1].split()}
    assert "1 sudah dihitung dalam realisasi" in teks(klien.get(DAFTAR))


def test_ubah_yang_salah_ditolak_dan_yang_diketik_tetap_ada(skp, klien):
    satu = aktivitas_tercatat(skp)
    sebelum = keadaan()
    kirim = isian_form(skp, uraian="Ketikan saya", mulai="10:00") | {"versi": satu.versi}
    jawaban = klien.post(alamat(satu, "ubah"), kirim)
    assert (jawaban.status_code, keadaan()) == (422, sebelum)
    assert ringkasan(jawaban) == ["Waktu selesai (09.00) harus sesudah waktu mulai (10.00)."]
    assert nilai(jawaban, "uraian") == "Ketikan saya"
    for rusak in ({"versi": ""}, {"versi": "x"}, {"kunci": ""}):
        assert (
            klien.post(alamat(satu, "ubah"), isian_form(skp) | {"versi": satu.versi} | rusak).status_code
            == 422
        )
    assert keadaan() == sebelum


def test_dua_tab_yang_kedua_diberi_tahu_dan_tidak_kehilangan_ketikan(skp, klien):
    satu = aktivitas_tercatat(skp)
    tab = [isian_form(skp, uraian=f"Tab {n}") | {"versi": satu.versi} for n in (1, 2)]
    assert klien.post(alamat(satu, "ubah"), tab[0]).status_code == 302
    jawaban = klien.post(alamat(satu, "ubah"), tab[1])
    assert (jawaban.status_code, "Data sudah berubah" in ringkasan(jawaban)[0]) == (409, True)
    assert (nilai(jawaban, "uraian"), Aktivitas.objects.get().uraian) == ("Tab 2", "Tab 1")
    lagi = tab[1] | {"versi": nilai(jawaban, "versi"), "kunci": nilai(jawaban, "kunci")}
    assert klien.post(alamat(satu, "ubah"), lagi).status_code == 302
    assert Aktivitas.objects.get().uraian == "Tab 2"
    hapus = klien.post(alamat(satu, "hapus"), {"kunci": str(uuid4()), "versi": satu.versi})
    assert (hapus.status_code, Aktivitas.objects.ada().count()) == (409, 1)


def test_hapus_tanpa_versi_atau_dengan_get_tidak_menghapus(skp, klien):
    satu = aktivitas_tercatat(skp)
    assert "Hapus aktivitas ini?" in teks(klien.get(alamat(satu, "hapus")))
    assert klien.post(alamat(satu, "hapus"), {}).status_code == 422
    assert klien.post(alamat(satu, "hapus"), {"kunci": str(uuid4())}).status_code == 422
    assert Aktivitas.objects.ada().count() == 1


def test_rencana_diinput_dua_kali_ditolak(skp, klien):
    satu = rencana_tercatat(skp)
    kirim = isian_form(skp) | {"versi": satu.versi}
    assert [klien.post(alamat(satu, "kerjakan"), kirim).status_code for _ in range(2)] == [
        302,
        302,
    ]  # one tap, twice
    lagi = klien.post(alamat(satu, "kerjakan"), kirim | {"kunci": str(uuid4())})
    assert (lagi.status_code, ringkasan(lagi)) == (422, ["Rencana ini sudah diinput menjadi aktivitas."])
    assert klien.get(alamat(satu, "kerjakan")).status_code == 409
    assert Aktivitas.objects.filter(jenis=Jenis.AKTIVITAS).count() == 1


def test_yang_bukan_rencana_tidak_punya_halaman_input(skp, klien):
    satu = aktivitas_tercatat(skp)
    assert klien.get(alamat(satu, "kerjakan")).status_code == 409
    assert klien.get(alamat(satu, "pulihkan")).status_code == 409


# --- the list -------------------------------------------------------------------------------------------------------
def test_daftar_memuat_kolom_juknis(skp, klien):
    aktivitas_tercatat(skp, pada=wita(2, 28, 16, 5))
    oleh = skp.pegawai.pengguna
    massal = isian_aktivitas(skp, tanggal=date(2026, 2, 7), uraian="<b>Rapat</b>")
    services.catat_banyak_aktivitas(skp, oleh=oleh, pada=wita(2, 28), asal="UNGGAH", daftar=[massal])
    halaman = teks(klien.get(DAFTAR))
    judul = re.findall(r'<th scope="col">([^<]*)</th>', halaman)
    assert judul == [
        "No",
        "Hari/Tanggal",
        "Mulai",
        "Selesai",
        "Aktivitas",
        "Indikator",
        "Waktu Input",
        "Pilihan",
    ]
    dua, satu = isi_sel(klien.get(DAFTAR))
    assert dua[:5] == [
        "1",
        "Sabtu, 7 Februari 2026",
        "08.30",
        "09.00",
        "&lt;b&gt;Rapat&lt;/b&gt; ○ Diunggah dari berkas",
    ]
    assert satu[:4] == ["2", "Senin, 2 Februari 2026", "08.30", "09.00"]
    assert satu[5:7] == ["Persentase ASN yang dinilai tepat waktu", "28 Februari 2026 pukul 16.05 WITA"]
    assert "2 aktivitas dalam 2 hari, 1 jam." in halaman


def test_saring_indikator_hari_dan_bulan(skp, klien):
    satu, dua = (i.pk for i in indikator_skp(skp))
    aktivitas_tercatat(skp, uraian="A", indikator=satu)
    aktivitas_tercatat(skp, uraian="B", indikator=dua, tanggal=date(2026, 2, 3))
    assert uraian_tampil(klien.get(DAFTAR, {"indikator": dua})) == ["B"]
    assert uraian_tampil(klien.get(DAFTAR, {"hari": "2"})) == ["A"]
    kosong = klien.get(DAFTAR, {"indikator": 10**9})
    assert (isi_sel(kosong), "Tidak ada aktivitas yang sesuai saringan." in teks(kosong)) == ([], True)
    assert f'<option value="{dua}">Jumlah laporan kinerja (1)</option>' in teks(klien.get(DAFTAR))
    pindah = klien.get(DAFTAR, {"bulan": "3", "tahun": "2025", "indikator": dua})
    assert (pindah.status_code, pindah["Location"]) == (302, f"/kerja/aktivitas/2025/3/?indikator={dua}")


def test_lima_puluh_sehalaman(skp, klien):
    isian = [
        isian_aktivitas(
            skp,
            tanggal=date(2026, 2, 1 + n // 20),
            mulai=time(n % 20),
            selesai=time(n % 20, 59),
            uraian=f"Ke-{n}",
        )
        for n in range(51)
    ]
    services.catat_banyak_aktivitas(
        skp, oleh=skp.pegawai.pengguna, pada=wita(2, 27), asal="SALIN", daftar=isian
    )
    satu, dua = klien.get(DAFTAR), klien.get(DAFTAR, {"halaman": 2})
    assert (len(isi_sel(satu)), len(isi_sel(dua)), isi_sel(dua)[0][0]) == (50, 1, "51")
    assert "Halaman 1 dari 2" in teks(satu)
    saring = klien.get(DAFTAR, {"indikator": indikator_skp(skp)[0].pk})
    assert f'href="?indikator={indikator_skp(skp)[0].pk}&amp;halaman=2"' in teks(saring)


def test_hapus_lalu_urungkan(skp, klien):
    satu = aktivitas_tercatat(skp)
    jawaban = klien.post(alamat(satu, "hapus"), yakin(satu), follow=True)
    assert (isi_sel(jawaban), Aktivitas.objects.ada().count()) == ([], 0)
    assert "“Menyusun laporan” dihapus. Nomor tanda terima" in teks(jawaban)
    assert (teks(jawaban).count("Urungkan"), "Dihapus (1)" in teks(jawaban)) == (1, True)
    assert klien.get(alamat(satu, "ubah")).status_code == 409
    versi = nilai(jawaban, "versi")
    jawaban = klien.post(alamat(satu, "pulihkan"), {"kunci": str(uuid4()), "versi": versi}, follow=True)
    assert (uraian_tampil(jawaban), Aktivitas.objects.ada().count()) == (["Menyusun laporan"], 1)
    assert "“Menyusun laporan” dipulihkan." in teks(jawaban)


def test_ubah_menyimpan_dan_kembali_ke_daftar_bulannya(skp, pukul):
    satu = aktivitas_tercatat(skp)
    pukul(wita(3, 2))
    klien = masuk(skp.pegawai)
    form = klien.get(alamat(satu, "ubah"))
    assert [nilai(form, n) for n in ("uraian", "tanggal", "mulai", "selesai")] == [
        "Menyusun laporan", "2026-02-02", "08:30", "09:00",
    ]  # fmt: skip
    kirim = isian_form(skp, tanggal="2026-03-02", uraian="Maret", jenis="RENCANA") | {"versi": satu.versi}
    jawaban = klien.post(alamat(satu, "ubah"), kirim)
    assert jawaban["Location"] == "/kerja/aktivitas/2026/3/"
    satu = Aktivitas.objects.get()
    assert (satu.tanggal, satu.uraian, satu.jenis) == (date(2026, 3, 2), "Maret", "AKTIVITAS")


def test_input_rencana_dengan_waktu_sebenarnya(skp, klien):
    satu = rencana_tercatat(skp, tanggal=date(2026, 2, 4), uraian="Rapat")
    form = klien.get(alamat(satu, "kerjakan"))
    assert [nilai(form, n) for n in ("uraian", "tanggal", "mulai")] == ["Rapat", "2026-02-04", "08:30"]
    kirim = isian_form(skp, uraian="Rapat", mulai="13:00", selesai="14:30") | {"versi": satu.versi}
    jawaban = klien.post(alamat(satu, "kerjakan"), kirim, follow=True)
    assert "Rencana menjadi aktivitas. Nomor tanda terima" in teks(jawaban)
    hasil = Aktivitas.objects.get(jenis=Jenis.AKTIVITAS)
    assert (hasil.rencana, hasil.tanggal, hasil.mulai) == (satu, date(2026, 2, 2), time(13))
    assert [b for b in uraian_tampil(klien.get(DAFTAR)) if "sudah diinput" in b] == [
        "Rapat ✓ Rencana, sudah diinput"
    ]


# --- the calendar ------------------------------------------------------------------------------------------------------
def test_kalender_menghitung_hari_dan_menandai_hari_ini(skp, pukul):
    aktivitas_tercatat(skp)
    aktivitas_tercatat(skp, mulai=time(8, 45), selesai=time(9, 15))
    rencana_tercatat(skp, tanggal=date(2026, 2, 5))
    pukul(wita(2, 4, 0, 30))  # 3 February in UTC
    jawaban = masuk(skp.pegawai).get(KALENDER)
    halaman, minggu = teks(jawaban), isi_sel(jawaban)
    assert [len(m) for m in minggu] == [7] * 5
    assert minggu[0][:6] == [""] * 6
    assert minggu[1][0] == "2 2 aktivitas, 45 menit lihat aktivitas 2 aktivitas, 45 menit"
    assert minggu[1][1] == "3 belum ada isi aktivitas belum ada"
    assert minggu[1][2].startswith("Hari ini 4")
    assert minggu[1][3] == "5 1 rencana lihat aktivitas 1 rencana"
    assert minggu[1][4] == "6 isi isi aktivitas"
    assert halaman.count('aria-current="date"') == 1
    assert 'href="/kerja/aktivitas/2026/2/?hari=2"' in halaman
    assert 'href="/kerja/aktivitas/?tanggal=2026-02-03"' in halaman
    assert 'data-label="Senin, 2"' in halaman


# --- weight and queries -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("tujuan", [DAFTAR, KALENDER])
def test_bulan_penuh_ringan(skp, pukul, tujuan):
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
    isian = [
        isian_aktivitas(
            skp,
            tanggal=date(2026, 2, 2 + n // 3),
            mulai=time(8 + n % 3 * 2),
            selesai=time(9 + n % 3 * 2),
            uraian=" ".join(kata[(n * 5 + k * 7) % len(kata)] for k in range(9)).capitalize(),
            indikator=indikator_skp(skp)[n % 2].pk,
        )
        for n in range(60)
    ]
    services.catat_banyak_aktivitas(
        skp, oleh=skp.pegawai.pengguna, pada=wita(2, 28), asal="UNGGAH", daftar=isian
    )
    pukul(wita(2, 28))
    jawaban = masuk(skp.pegawai).get(tujuan, headers={"accept-encoding": "gzip"})
    aset = [Path(finders.find(f"ui/{nama}")).read_bytes() for nama in ("lean.css", "lean.js")]
    assert len(jawaban.content) + sum(len(gzip.compress(isi, 6)) for isi in aset) <= 15 * 1024


def test_kueri_sama_untuk_satu_dan_tiga(skp, klien):
    jumlah = []
    for n in range(3):
        aktivitas_tercatat(
            skp, mulai=time(8 + n), selesai=time(9 + n), tanggal=date(2026, 2, 1 + n), pada=wita(2, 27)
        )
        rencana_tercatat(skp, tanggal=date(2026, 2, 4 + n), indikator=indikator_skp(skp)[n % 2].pk)
        dihapus = aktivitas_tercatat(skp, tanggal=date(2026, 1, 1))
        services.hapus(dihapus, oleh=skp.pegawai.pengguna, pada=wita(2, 27))
        jumlah.append((kueri(klien, DAFTAR), kueri(klien, KALENDER)))
    assert jumlah == [(KUERI_DAFTAR, KUERI_KALENDER)] * 3


# --- the back office ------------------------------------------------------------------------------------------------------
@pytest.fixture
def bkd(skp):
    return masuk(jadikan_admin_bkd(PegawaiFactory().pengguna))


def test_kantor_hanya_membaca(skp, bkd):
    satu = aktivitas_tercatat(skp)
    sebelum, rinci = keadaan(), f"{KANTOR}{satu.pk}/change/"
    assert bkd.get(rinci).status_code == 200
    for tujuan in (rinci, f"{KANTOR}{satu.pk}/delete/", f"{KANTOR}add/"):
        assert bkd.post(tujuan, {"uraian": "Palsu", "_versi": satu.versi, "post": "yes"}).status_code == 403
    assert keadaan() == sebelum
    assert [masuk(o).get(KANTOR).status_code for o in (skp.pegawai, skp.penilai)] == [403, 403]


def test_kantor_mencari_orang_dan_auditor_hanya_opdnya(skp, bkd):
    lain = skp_disetujui(PegawaiFactory(nama="Maria Demo"))
    aktivitas_tercatat(skp, uraian="Punya satu")
    aktivitas_tercatat(lain, uraian="Punya Maria")
    auditor = PegawaiFactory().pengguna
    beri_wilayah(auditor, lain.perangkat_daerah, "audit_perangkatdaerah")

    def tampil(klien, **saring):
        halaman = klien.get(KANTOR, saring).content.decode()
        return [u for u in ("Punya satu", "Punya Maria") if u in halaman]

    assert tampil(bkd) == ["Punya satu", "Punya Maria"]
    assert tampil(bkd, q="maria") == ["Punya Maria"]
    assert tampil(bkd, q=skp.pegawai.nip) == ["Punya satu"]
    assert tampil(bkd, q="tidak ada orangnya") == []
    assert tampil(bkd, uraian__startswith="P") == []
    assert tampil(masuk(auditor)) == ["Punya Maria"]
    assert bkd.get(KANTOR, {"q": "a " * 2000}).status_code == 200


def test_kantor_kueri_sama_untuk_satu_dan_tiga(skp, bkd):
    jumlah = []
    for _ in range(3):
        aktivitas_tercatat(skp_disetujui(PegawaiFactory()))
        jumlah.append(kueri(bkd, KANTOR))
    assert jumlah == [KUERI_KANTOR] * 3


def test_kantor_menghitung_tanpa_menggabung_tabel(skp, bkd):
    with CaptureQueriesContext(connection) as semua:
        bkd.get(KANTOR, {"q": skp.pegawai.nip})
    hitung = [q["sql"] for q in semua if "COUNT(" in q["sql"] and "aktivitas_aktivitas" in q["sql"]]
    assert [("JOIN" in sql, f"LIMIT {PaginatorTerbatas.terbanyak}" in sql) for sql in hitung] == [
        (False, True)
    ]


def test_kantor_tidak_menghitung_sampai_habis(skp):
    for n in range(3):
        aktivitas_tercatat(skp, mulai=time(8 + n), selesai=time(9 + n))
    paginator = PaginatorTerbatas(Aktivitas.objects.order_by("-pk"), 2)
    paginator.terbanyak = 2
    assert (paginator.count, paginator.num_pages) == (2, 1)
