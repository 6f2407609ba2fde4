"""The pages through HTTP: who sees what, refusals that write nothing, and the whole way to the printed codes."""

from __future__ import annotations

import io
import uuid

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kinerja.akun.models import Pengguna
from kinerja.username import services
from kinerja.username.models import BatchBaris, BatchUsername

from .conftest import PADA, SITI, ani, baris, budi, csv, tabel
from .test_services import isi_basis_data


@pytest.fixture
def masuk(client):
    def sebagai(pengguna):
        client.force_login(pengguna, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sebagai


def kiriman(**isi) -> dict:
    return {"kunci": str(uuid.uuid4()), **isi}


def alamat(batch, verba="") -> str:
    return (
        reverse("username:tindakan", args=[batch.pk, verba])
        if verba
        else reverse("username:rincian", args=[batch.pk])
    )


def berkas(*daftar, nama="daftar.csv", isi=None):
    return SimpleUploadedFile(nama, csv(*daftar) if isi is None else isi)


# --- refusals ----------------------------------------------------------------------------------------------


def test_tanpa_masuk_dialihkan_ke_halaman_masuk(client, buat_batch):
    batch = buat_batch()
    for url in ("username:daftar", "username:unggah"):
        assert client.get(reverse(url)).status_code == 302
    assert client.post(alamat(batch, "ajukan"), kiriman()).status_code == 302
    assert BatchUsername.objects.get().status == "TERVALIDASI"


def test_pegawai_biasa_tidak_mempunyai_halaman_ini(masuk, dunia, buat_batch):
    batch, client = buat_batch(baris(), budi(golongan="X")), masuk(dunia.pegawai)
    assert client.get(reverse("username:daftar")).status_code == 403
    assert client.get(reverse("username:unggah")).status_code == 403
    sebelum = isi_basis_data()
    assert (
        client.post(
            reverse("username:unggah"), kiriman(perangkat_daerah=dunia.opd.pk, berkas=berkas(baris()))
        ).status_code
        == 403
    )
    assert client.get(reverse("username:templat", args=[dunia.opd.pk, "xlsx"])).status_code == 404
    for url in (alamat(batch), alamat(batch, "ajukan"), reverse("username:keluhan", args=[batch.pk, "csv"])):
        assert client.get(url).status_code == 404
    assert client.post(alamat(batch, "ajukan"), kiriman()).status_code == 404
    assert isi_basis_data() == sebelum


@pytest.mark.parametrize("siapa", ["pengelola_lain", "verifikatur_lain"])
def test_opd_lain_404_di_semua_alamat(masuk, dunia, buat_batch, siapa):
    batch, client = buat_batch(sampai="MENUNGGU_VERIFIKASI"), masuk(getattr(dunia, siapa))
    sebelum = isi_basis_data()
    assert client.get(alamat(batch)).status_code == 404
    assert client.get(reverse("username:keluhan", args=[batch.pk, "xlsx"])).status_code == 404
    for verba in ("validasi", "ajukan", "verifikasi", "kembalikan", "terapkan", "batalkan", "cetak_kode"):
        assert client.get(alamat(batch, verba)).status_code == 404
        assert client.post(alamat(batch, verba), kiriman(catatan="Perbaiki.")).status_code == 404
    assert "daftar.csv" not in client.get(reverse("username:daftar")).content.decode()
    assert isi_basis_data() == sebelum


def test_pengelola_tidak_mengunggah_untuk_opd_lain(masuk, dunia):
    sebelum = isi_basis_data()
    jawaban = masuk(dunia.pengelola_lain).post(
        reverse("username:unggah"), kiriman(perangkat_daerah=dunia.opd.pk, berkas=berkas(baris()))
    )
    assert (jawaban.status_code, "Pilih perangkat daerah dari daftar." in jawaban.content.decode()) == (
        422,
        True,
    )
    assert isi_basis_data() == sebelum


def test_pengunggah_tidak_memverifikasi_daftarnya(masuk, dunia, buat_batch):
    batch, client = buat_batch(sampai="MENUNGGU_VERIFIKASI"), masuk(dunia.pengelola)
    sebelum = isi_basis_data()
    jawaban = client.post(alamat(batch, "verifikasi"), kiriman())
    assert jawaban.status_code == 403
    assert "Daftar harus diverifikasi orang lain, bukan pengunggahnya." in jawaban.content.decode()
    assert isi_basis_data() == sebelum


@pytest.mark.parametrize(
    ("isi", "status"),
    [({}, 409), ({"versi": 1}, 409), ({"versi": "x"}, 422), ({"kunci": ""}, 422), ({"kunci": "a b"}, 422)],
)
def test_kiriman_basi_atau_rusak_ditolak(masuk, dunia, buat_batch, isi, status):
    batch, client = buat_batch(sampai="MENUNGGU_VERIFIKASI"), masuk(dunia.pengelola)
    sebelum = isi_basis_data()
    assert client.post(alamat(batch, "ajukan"), kiriman(**isi) | isi).status_code == status
    assert isi_basis_data() == sebelum


def test_tanpa_token_csrf_ditolak(dunia, buat_batch):
    from django.test import Client

    batch, client = buat_batch(), Client(enforce_csrf_checks=True)
    client.force_login(dunia.pengelola, backend="django.contrib.auth.backends.ModelBackend")
    sebelum = isi_basis_data()
    assert client.post(alamat(batch, "ajukan"), kiriman()).status_code == 403
    assert isi_basis_data() == sebelum


def test_get_tidak_mengubah_apa_pun(masuk, dunia, buat_batch):
    batch, client = buat_batch(), masuk(dunia.pengelola)
    sebelum = isi_basis_data()
    assert client.get(alamat(batch, "ajukan")).status_code == 200
    assert isi_basis_data() == sebelum


def test_verba_tak_dikenal_404(masuk, dunia, buat_batch):
    assert masuk(dunia.bkd).post(alamat(buat_batch(), "hapus"), kiriman()).status_code == 404


@pytest.mark.parametrize(
    ("unggahan", "kalimat"),
    [
        (berkas(isi=b"", nama="a.csv"), "Berkas “a.csv” kosong. Isi templat, lalu unggah lagi."),
        (berkas(isi=b"PK\x03\x04rusak", nama="a.xlsx"), "Berkas rusak atau terpotong."),
        (berkas(baris() | {"is_superuser": "1"}), "Kolom “is_superuser” tidak boleh diimpor."),
        (None, "Berkas daftar: "),
    ],
)
def test_unggahan_buruk_kembali_dengan_kalimat(masuk, dunia, unggahan, kalimat):
    sebelum = isi_basis_data()
    isi = {"perangkat_daerah": dunia.opd.pk} | ({"berkas": unggahan} if unggahan else {})
    jawaban = masuk(dunia.pengelola).post(reverse("username:unggah"), kiriman(**isi))
    assert jawaban.status_code == 422
    assert kalimat in jawaban.content.decode()
    assert isi_basis_data() == sebelum


# --- the whole way -------------------------------------------------------------------------------------------


def test_dari_unggah_sampai_lembar_kode(masuk, dunia):
    client = masuk(dunia.pengelola)
    jawaban = client.post(
        reverse("username:unggah"),
        kiriman(perangkat_daerah=dunia.opd.pk, berkas=berkas(baris(), budi(golongan="X"))),
        follow=True,
    )
    isi = jawaban.content.decode()
    assert "Berkas dibaca: 2 baris." in isi
    assert "<strong>golongan</strong> “X”: Golongan “X” bukan golongan PNS." in isi
    batch = BatchUsername.objects.get()
    assert client.post(alamat(batch, "ajukan"), kiriman(versi=batch.versi)).status_code == 422
    client.post(alamat(batch, "ajukan"), kiriman(versi=batch.versi, tanpa_galat="on"))
    client = masuk(dunia.verifikatur)
    for verba in ("verifikasi", "terapkan"):
        batch.refresh_from_db()
        assert (
            f">{'Verifikasi' if verba == 'verifikasi' else 'Terapkan'}</a>"
            in client.get(alamat(batch)).content.decode()
        )
        assert client.post(alamat(batch, verba), kiriman(versi=batch.versi)).status_code == 302
    assert Pengguna.objects.get(username=SITI).has_usable_password() is False
    kunci = str(uuid.uuid4())
    pdf = client.post(alamat(batch, "cetak_kode"), {"kunci": kunci})
    assert (pdf.status_code, pdf["Content-Type"], pdf.content[:4]) == (200, "application/pdf", b"%PDF")
    assert pdf["Cache-Control"].startswith("no-store, private")
    assert client.post(alamat(batch, "cetak_kode"), {"kunci": kunci}).status_code == 422


def test_kembalikan_menampilkan_catatan_kepada_pengunggah(masuk, dunia, buat_batch):
    batch = buat_batch(sampai="MENUNGGU_VERIFIKASI")
    client = masuk(dunia.verifikatur)
    assert client.post(alamat(batch, "kembalikan"), kiriman(catatan=" ")).status_code == 422
    assert (
        client.post(alamat(batch, "kembalikan"), kiriman(catatan="Nama Siti <b>salah</b>.")).status_code
        == 302
    )
    assert "Nama Siti &lt;b&gt;salah&lt;/b&gt;." in masuk(dunia.pengelola).get(alamat(batch)).content.decode()


def test_unduhan_keluhan_tanpa_rumus(masuk, dunia, buat_batch):
    batch = buat_batch(baris(jabatan="=HYPERLINK(1)", unit_kerja="@x"))
    client = masuk(dunia.pengelola)
    teks = client.get(reverse("username:keluhan", args=[batch.pk, "csv"])).content.decode("utf-8-sig")
    assert teks.splitlines()[1] == "2;jabatan;GALAT;'=HYPERLINK(1);Jabatan “=HYPERLINK(1)” tidak dikenal."
    isi = client.get(reverse("username:keluhan", args=[batch.pk, "xlsx"])).content
    lembar = openpyxl.load_workbook(io.BytesIO(isi)).active
    assert [c.value for c in lembar[3]] == [
        "2",
        "unit_kerja",
        "GALAT",
        "'@x",
        "Unit kerja “@x” tidak dikenal.",
    ]


def test_templat_bertipe_teks_dan_dapat_diunggah_kembali(masuk, dunia):
    client = masuk(dunia.pengelola)
    isi = client.get(reverse("username:templat", args=[dunia.opd.pk, "xlsx"])).content
    buku = openpyxl.load_workbook(io.BytesIO(isi))
    assert buku.sheetnames == ["Data", "Petunjuk", "Referensi"]
    assert (buku["Data"]["A1"].value, buku["Data"].column_dimensions["A"].number_format) == ("nip", "@")
    referensi = {tuple(c.value for c in b) for b in buku["Referensi"].iter_rows(min_row=2)}
    assert {
        ("unit_kerja", "Bidang Mutasi"),
        ("jabatan", "Analis Kepegawaian"),
        ("golongan PPPK", "IX"),
    } <= referensi
    assert ("jabatan", "Juru Ketik") not in referensi
    buku["Data"].append(list(baris().values()))
    keluar = io.BytesIO()
    buku.save(keluar)
    client.post(
        reverse("username:unggah"),
        kiriman(perangkat_daerah=dunia.opd.pk, berkas=berkas(nama="t.xlsx", isi=keluar.getvalue())),
    )
    batch = BatchUsername.objects.get()
    assert (batch.status, batch.jumlah_baris, batch.jumlah_galat) == ("TERVALIDASI", 1, 0)
    assert (
        client.get(reverse("username:templat", args=[dunia.opd.pk, "csv"])).content
        == ("\ufeff" + ";".join(baris()) + "\r\n").encode()
    )


def test_halaman_pratinjau_ringan_berapa_pun_barisnya(masuk, dunia, buat_batch):
    batch = buat_batch(sampai="DIUNGGAH")
    keluhan = [{"kolom": "nama", "tingkat": "GALAT", "temuan": "x" * 40, "kalimat": "y" * 150}] * 4
    BatchBaris.objects.bulk_create(
        BatchBaris(batch=batch, nomor=n, isi=baris(nama="n" * 150), tingkat="GALAT", keluhan=keluhan)
        for n in range(3, 1003)
    )
    BatchUsername.objects.filter(pk=batch.pk).update(jumlah_galat=1000, jumlah_baris=1001)
    for alamat_halaman in ("", "?hal=7", "?tingkat=SEMUA", "?tingkat=PERINGATAN", "?tingkat=salah&hal=x"):
        jawaban = masuk(dunia.pengelola).get(alamat(batch) + alamat_halaman)
        assert jawaban.status_code == 200
        assert len(jawaban.content) <= 100 * 1024


def test_jumlah_kueri_daftar_tetap_pada_satu_dan_tiga_baris(masuk, dunia, django_assert_max_num_queries):
    """Two for the list whatever its length; the rest of the page (session, menu) does not grow either."""
    client, jumlah = masuk(dunia.pengelola), []
    client.get(reverse("username:daftar"))
    for isi in (tabel(baris()), tabel(budi()), tabel(ani())):
        batch = services.unggah(dunia.opd, oleh=dunia.pengelola, pada=PADA, tabel=isi).objek
        services.batalkan(batch, oleh=dunia.pengelola, pada=PADA)
        if BatchUsername.objects.count() in (1, 3):
            with django_assert_max_num_queries(30) as kueri:
                client.get(reverse("username:daftar"))
            milik = [q for q in kueri.captured_queries if "username_batchusername" in q["sql"]]
            jumlah.append((len(milik), len(kueri)))
    assert [milik for milik, _ in jumlah] == [2, 2]
    assert jumlah[0] == jumlah[1]
