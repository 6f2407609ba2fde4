"""The newcomer's month, driven in Chromium over the example data, on a desk and on a phone."""

import re

import pytest
from django.conf import settings

from kinerja.akun.models import Pengguna
from kinerja.kalender.models import Bulan
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.skp.models import Skp
from tests.alur.lembar import kode_aktivasi
from tests.browser.conftest import SAAT
from tests.browser.orang import Orang

BERKAS = settings.BASE_DIR / "fixtures" / "contoh" / "daftar-username-contoh.xlsx"
PASSWORD_DEMO = "KinerjaNTT-2026"
PASSWORD = "Kupang-Laut-Timor-7"
LALU = Bulan.dari(SAAT).sebelum()


@pytest.mark.parametrize("ukuran", [(1440, 900), (390, 844)], ids=["1440", "390"])
def test_newcomers_month(contoh, live_server, browser, axe, potret, ukuran):
    def orang():
        return Orang(browser, live_server.url, {"width": ukuran[0], "height": ukuran[1]})

    def akun(nama):
        return Pengguna.objects.get(nama=nama).username

    def periksa(siapa, nama):
        assert axe(siapa.page) == []
        potret(siapa.page, f"perjalanan-{ukuran[0]}-{nama}")

    # 1. The list of usernames: uploaded, complained about, submitted without the bad rows; verified by another.
    pengelola = orang().masuk(akun("Pengelola Demo"), PASSWORD_DEMO)
    periksa(pengelola, "01-beranda-pengelola")
    pengelola.buka("/kerja/username/unggah/")
    pengelola.page.set_input_files("input[type=file]", BERKAS)
    pengelola.tekan("Unggah")
    pengelola.lihat("galat")
    assert re.search(r"/kerja/username/\d+/", pengelola.page.url), pengelola.page.inner_text("main")
    rincian = re.search(r"/kerja/username/\d+/", pengelola.page.url).group()
    periksa(pengelola, "02-daftar-diperiksa")
    pengelola.klik("Ajukan")
    pengelola.page.get_by_label("Ajukan tanpa baris galat").check()
    pengelola.tekan("Ajukan")

    verifikatur = orang().masuk(akun("Verifikatur Demo"), PASSWORD_DEMO)
    for tindakan in ("Verifikasi", "Terapkan"):
        verifikatur.buka(rincian)
        verifikatur.klik(tindakan)
        verifikatur.tekan(tindakan)
    periksa(verifikatur, "03-daftar-diterapkan")

    pengelola.buka(rincian)
    pengelola.klik("Cetak kode aktivasi")
    with pengelola.page.expect_download() as unduhan:
        pengelola.page.get_by_role("button", name="Cetak kode aktivasi").click()
    baru = _orang_baru()
    kode = kode_aktivasi(unduhan.value.path().read_bytes(), baru.nama)

    # 2. Activation, and the SKP.
    pegawai = orang()
    pegawai.buka("/aktivasi/")
    pegawai.page.get_by_label("NIP / NI PPPK").fill(baru.username)
    pegawai.page.get_by_label("Kode aktivasi").fill(kode)
    pegawai.tekan("Lanjut")
    pegawai.page.get_by_label("Password baru", exact=True).fill(PASSWORD)
    pegawai.page.get_by_label("Ulangi password baru").fill(PASSWORD)
    periksa(pegawai, "04-pilih-password")
    pegawai.tekan("Simpan password")
    pegawai.lihat("Susun SKP 2026")
    periksa(pegawai, "05-beranda-pegawai-baru")

    pegawai.klik("Tambah SKP")
    pegawai.klik("Tambah SKP")
    pegawai.tekan("Simpan")
    skp = Skp.objects.get(pegawai__pengguna=baru)
    pegawai.buka_dialog("+ Utama")
    pegawai.page.get_by_label("Rencana hasil kerja atasan yang diintervensi").select_option(index=1)
    pegawai.page.get_by_label("Rencana hasil kerja", exact=True).fill(
        "Tersedianya data kepegawaian yang mutakhir"
    )
    pegawai.simpan_dialog("Rencana hasil kerja tersimpan.")
    pegawai.buka_dialog("+ Indikator")
    pegawai.page.get_by_label("Kuantitas").check()
    pegawai.page.get_by_label("Indikator kinerja individu").fill("Jumlah data yang dimutakhirkan")
    pegawai.page.get_by_label("Target tahunan").fill("1.200,5")
    pegawai.page.get_by_label("Satuan").fill("Data")
    pegawai.simpan_dialog("Indikator tersimpan.")
    pegawai.lihat("1.200,5 Data")
    periksa(pegawai, "06-skp-konsep")
    pegawai.klik("Ajukan")
    pegawai.page.get_by_label("Catatan kepada penilai").fill("Mohon koreksi.")
    pegawai.tekan("Ajukan")
    skp.refresh_from_db()
    assert skp.status == "PENILAIAN_RENCANA"

    # 3. The penilai sets the seven expectations and accepts.
    penilai = orang().masuk(skp.penilai.pengguna.username, PASSWORD_DEMO)
    penilai.buka(f"/kerja/skp/{skp.pk}/")
    for kotak in penilai.page.locator("#perilaku textarea").all():
        kotak.fill("Terbuka terhadap masukan dan menyelesaikan pekerjaan sesuai target")
    periksa(penilai, "07-ekspektasi")
    penilai.tekan("Simpan, lalu terima")
    penilai.page.get_by_label("Catatan persetujuan").fill("Sudah sesuai.")
    penilai.tekan("Terima")
    skp.refresh_from_db()
    assert skp.status == "DISETUJUI"

    # 4. The month: draft, refusal that lists what is missing, submission with receipt.
    pegawai.buka(f"/kerja/realisasi/?tahun={LALU.tahun}")
    periksa(pegawai, "08-daftar-bulan")
    pegawai.tekan("Isi Realisasi")
    pegawai.tekan("Ajukan realisasi")
    pegawai.lihat("belum diisi")
    periksa(pegawai, "09-realisasi-ditolak")
    pegawai.page.locator("[name^=nilai_]").first.fill("100,5")
    pegawai.page.locator("[name^=bukti_]").first.fill("https://drive.google.com/drive/folders/contoh")
    pegawai.page.get_by_label("Saya telah mengisi realisasi dengan BENAR").check()
    pegawai.tekan("Ajukan realisasi")
    pegawai.lihat("tanda terima")
    periksa(pegawai, "10-tanda-terima")

    # 5. The rating of results, then of behaviour; the predikat appears with its reason.
    realisasi = RealisasiBulanan.objects.get(pegawai__pengguna=baru)
    penilai.buka(f"/kerja/penilaian/realisasi/{LALU.tahun}/{LALU.bulan}/")
    periksa(penilai, "11-antrean")
    penilai.buka(f"/kerja/penilaian/realisasi/{realisasi.pk}/")
    for kotak in penilai.page.locator("[name^=umpan_balik]").all():
        kotak.fill("Bagus dan pertahankan")
    penilai.page.get_by_label("Di atas Ekspektasi").check()
    penilai.page.get_by_label("Saya telah melakukan penilaian").check()
    periksa(penilai, "12-nilai-hasil")
    penilai.tekan("Simpan Penilaian")
    for kotak in penilai.page.locator("[name^=umpan_balik]").all():
        kotak.fill("Sudah baik")
    penilai.page.get_by_label("Di atas Ekspektasi").check()
    penilai.page.get_by_label("Catatan akhir").fill("Pertahankan.")
    penilai.page.get_by_label("Saya telah melakukan penilaian").check()
    penilai.tekan("Simpan Penilaian")
    penilai.lihat("Sangat Baik")
    periksa(penilai, "13-predikat")

    pegawai.buka("/")
    pegawai.lihat(f"Predikat {LALU}: Sangat Baik")
    periksa(pegawai, "14-beranda-predikat")

    # 6. BKD's juknis is one click away.
    pegawai.page.get_by_role("navigation").get_by_role("link", name="Informasi").click()
    pegawai.lihat("Juknis")
    periksa(pegawai, "15-informasi")
    realisasi.refresh_from_db()
    assert (realisasi.predikat, realisasi.status) == ("SANGAT_BAIK", "SELESAI")
    assert [
        g for siapa in (pengelola, verifikatur, pegawai, penilai) for g in siapa.galat if "422" not in g
    ] == []


def _orang_baru() -> Pengguna:
    """The first of the imported people whose penilai has an approved SKP to intervene."""
    return (
        Pengguna.objects.filter(
            password__startswith="!",
            pegawai__daftar_riwayat_jabatan__daftar_penilai__pegawai__daftar_skp__status="DISETUJUI",
        )
        .exclude(nama="Belum Aktif Demo")
        .order_by("-pk")
        .first()
    )
