"""The acts: refused first (wrong person, state, version, key, twice, at once), then what they do."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest
from django.db import IntegrityError, connection, transaction

from kinerja.akun.models import KodeSekali, Pengguna
from kinerja.dokumen.errors import AksesDitolak, DataBerubah, Ditolak, StatusTidakSesuai, TidakTerlihat
from kinerja.dokumen.models import Riwayat
from kinerja.kepegawaian.models import Pegawai, PejabatPenilai, RiwayatJabatan
from kinerja.username import services
from kinerja.username.models import BatchBaris, BatchUsername

from .conftest import ANI, BUDI, PADA, SITI, ani, baris, budi, tabel


def isi_basis_data() -> dict:
    """Everything an act may write."""
    return {
        "batch": list(BatchUsername.objects.order_by("pk").values()),
        "baris": list(BatchBaris.objects.order_by("pk").values()),
        "akun": Pengguna.objects.count(),
        "pegawai": Pegawai.objects.count(),
        "jabatan": RiwayatJabatan.objects.count(),
        "penilai": PejabatPenilai.objects.count(),
        "kode": KodeSekali.objects.count(),
        "riwayat": Riwayat.objects.count(),
    }


def harus_ditolak(jenis, kerjakan) -> str:
    sebelum = isi_basis_data()
    with pytest.raises(jenis) as tertangkap:
        kerjakan()
    assert isi_basis_data() == sebelum
    return str(tertangkap.value)


# --- refusals --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("siapa", ["verifikatur", "pengelola_lain", "verifikatur_lain", "auditor", "pegawai"])
def test_unggah_ditolak_bagi_yang_bukan_pengelola(dunia, siapa):
    oleh = getattr(dunia, siapa)
    harus_ditolak(
        AksesDitolak, lambda: services.unggah(dunia.opd, oleh=oleh, pada=PADA, tabel=tabel(baris()))
    )


@pytest.mark.parametrize(
    ("verba", "sampai", "ditolak", "tak_terlihat"),
    [
        (
            "validasi",
            "DIUNGGAH",
            ["verifikatur", "bkd", "auditor"],
            ["pengelola_lain", "verifikatur_lain", "pegawai"],
        ),
        (
            "ajukan",
            "TERVALIDASI",
            ["verifikatur", "bkd", "auditor"],
            ["pengelola_lain", "verifikatur_lain", "pegawai"],
        ),
        ("verifikasi", "MENUNGGU_VERIFIKASI", ["pengelola", "auditor"], ["verifikatur_lain", "pegawai"]),
        ("kembalikan", "MENUNGGU_VERIFIKASI", ["pengelola", "auditor"], ["verifikatur_lain", "pegawai"]),
        ("terapkan", "TERVERIFIKASI", ["pengelola", "auditor"], ["verifikatur_lain", "pegawai"]),
        (
            "batalkan",
            "TERVALIDASI",
            ["verifikatur", "auditor"],
            ["pengelola_lain", "verifikatur_lain", "pegawai"],
        ),
    ],
)
def test_tindakan_ditolak_menurut_orang(dunia, buat_batch, verba, sampai, ditolak, tak_terlihat):
    batch, act = buat_batch(sampai=sampai), getattr(services, verba)
    isi = {"catatan": "Perbaiki."} if verba == "kembalikan" else {}
    for siapa in [*ditolak, *tak_terlihat]:
        jenis = TidakTerlihat if siapa in tak_terlihat else AksesDitolak
        oleh = getattr(dunia, siapa)
        harus_ditolak(jenis, lambda: act(batch, oleh=oleh, pada=PADA, **isi))  # noqa: B023 called at once
        assert act.boleh(batch, oleh=oleh, pada=PADA) is False


def test_admin_bkd_tidak_memverifikasi_unggahannya_sendiri(dunia, buat_batch):
    batch = buat_batch(sampai="MENUNGGU_VERIFIKASI", oleh=dunia.bkd)
    harus_ditolak(AksesDitolak, lambda: services.verifikasi(batch, oleh=dunia.bkd, pada=PADA))


@pytest.mark.parametrize(
    ("verba", "oleh", "boleh"),
    [
        ("validasi", "pengelola", {"DIUNGGAH", "TERVALIDASI"}),
        ("ajukan", "pengelola", {"TERVALIDASI"}),
        ("verifikasi", "verifikatur", {"MENUNGGU_VERIFIKASI"}),
        ("kembalikan", "verifikatur", {"MENUNGGU_VERIFIKASI"}),
        ("terapkan", "verifikatur", {"TERVERIFIKASI"}),
        ("batalkan", "pengelola", {"DIUNGGAH", "TERVALIDASI", "MENUNGGU_VERIFIKASI", "TERVERIFIKASI"}),
    ],
)
@pytest.mark.parametrize(
    "status", ["DIUNGGAH", "TERVALIDASI", "MENUNGGU_VERIFIKASI", "TERVERIFIKASI", "DITERAPKAN"]
)
def test_tindakan_hanya_pada_statusnya(dunia, buat_batch, verba, oleh, boleh, status):
    batch, act, oleh = buat_batch(sampai=status), getattr(services, verba), getattr(dunia, oleh)
    isi = {"catatan": "Perbaiki."} if verba == "kembalikan" else {}
    if status in boleh:
        assert act(batch, oleh=oleh, pada=PADA, **isi).dari == status
    else:
        kalimat = harus_ditolak(StatusTidakSesuai, lambda: act(batch, oleh=oleh, pada=PADA, **isi))
        assert batch.get_status_display() in kalimat


def test_kembalikan_tanpa_catatan_ditolak(dunia, buat_batch):
    batch = buat_batch(sampai="MENUNGGU_VERIFIKASI")
    kalimat = harus_ditolak(
        Ditolak, lambda: services.kembalikan(batch, oleh=dunia.verifikatur, pada=PADA, catatan="  ")
    )
    assert kalimat == "Tuliskan catatan: apa yang harus diperbaiki pengunggah."


def test_baris_galat_menahan_ajukan_kecuali_dikecualikan(dunia, buat_batch):
    batch = buat_batch(baris(), budi(golongan="XX"))
    kalimat = harus_ditolak(Ditolak, lambda: services.ajukan(batch, oleh=dunia.pengelola, pada=PADA))
    assert kalimat == (
        "Ada 1 baris galat. Perbaiki berkasnya lalu unggah ulang, atau centang “Ajukan tanpa baris galat”."
    )
    services.ajukan(batch, oleh=dunia.pengelola, pada=PADA, tanpa_galat=True)
    assert (batch.status, batch.tanpa_galat, batch.jumlah_diterapkan) == ("MENUNGGU_VERIFIKASI", True, 1)


def test_semua_baris_galat_tidak_dapat_diajukan(dunia, buat_batch):
    batch = buat_batch(baris(golongan="XX"))
    kalimat = harus_ditolak(
        Ditolak, lambda: services.ajukan(batch, oleh=dunia.pengelola, pada=PADA, tanpa_galat=True)
    )
    assert kalimat.startswith("Semua baris galat")


def test_versi_lama_ditolak(dunia, buat_batch):
    batch = buat_batch()
    harus_ditolak(DataBerubah, lambda: services.ajukan(batch, oleh=dunia.pengelola, pada=PADA, versi=1))


def test_kunci_yang_sama_mengembalikan_tanda_terima_yang_sama(dunia):
    isi = {"oleh": dunia.pengelola, "pada": PADA, "kunci": "kunci-123", "tabel": tabel(baris())}
    pertama = services.unggah(dunia.opd, **isi)
    assert services.unggah(dunia.opd, **isi).pk == pertama.pk
    assert BatchUsername.objects.count() == 1
    harus_ditolak(DataBerubah, lambda: services.unggah(dunia.opd, **isi | {"tabel": tabel(budi())}))


def test_berkas_yang_sama_ditolak_dengan_tanggalnya(dunia, buat_batch):
    buat_batch(sampai="DITERAPKAN")
    kalimat = harus_ditolak(
        Ditolak, lambda: services.unggah(dunia.opd, oleh=dunia.pengelola, pada=PADA, tabel=tabel(baris()))
    )
    assert kalimat == "Berkas yang sama sudah pernah diimpor pada 5 Maret 2026."


def test_impor_lain_berjalan_ditolak(dunia, buat_batch):
    buat_batch()
    kalimat = harus_ditolak(
        Ditolak, lambda: services.unggah(dunia.opd, oleh=dunia.pengelola, pada=PADA, tabel=tabel(budi()))
    )
    assert kalimat == (
        "Impor lain sedang berjalan: daftar “daftar.csv” berstatus Sudah diperiksa. Selesaikan atau batalkan dahulu."
    )


@pytest.mark.parametrize("akhir", ["DIKEMBALIKAN", "DIBATALKAN"])
def test_berkas_yang_dikembalikan_atau_dibatalkan_boleh_diunggah_lagi(dunia, buat_batch, akhir):
    batch = buat_batch(sampai="MENUNGGU_VERIFIKASI")
    if akhir == "DIKEMBALIKAN":
        services.kembalikan(batch, oleh=dunia.verifikatur, pada=PADA, catatan="Periksa nama.")
    else:
        services.batalkan(batch, oleh=dunia.bkd, pada=PADA)
    assert batch.status == akhir
    assert buat_batch().pk != batch.pk


def test_calon_penilai_tidak_memverifikasi(dunia, buat_batch):
    batch = buat_batch(baris(), sampai="MENUNGGU_VERIFIKASI")
    dunia.kepala.pengguna = dunia.verifikatur
    dunia.kepala.save()
    kalimat = harus_ditolak(Ditolak, lambda: services.verifikasi(batch, oleh=dunia.verifikatur, pada=PADA))
    assert kalimat == "Calon penilai tidak boleh memverifikasi usulan ini (baris 2)."


def test_terapkan_ditolak_seluruhnya_bila_register_berubah(dunia, buat_batch):
    batch = buat_batch(baris(), budi(), sampai="TERVERIFIKASI")
    Pengguna.objects.create_user(BUDI, "Budi")
    kalimat = harus_ditolak(Ditolak, lambda: services.terapkan(batch, oleh=dunia.verifikatur, pada=PADA))
    assert "Baris 3, kolom nip: NIP ini sudah memiliki akun" in kalimat


# --- effects ----------------------------------------------------------------------------------------------


def test_terapkan_membuat_akun_pegawai_jabatan_dan_penilai(dunia, buat_batch):
    buat_batch(baris(nip_penilai=BUDI), budi(), ani(golongan="XX"), sampai="DITERAPKAN")
    siti, bud = Pegawai.objects.get(nip=SITI), Pegawai.objects.get(nip=BUDI)
    assert (siti.nama, siti.jenis_kepegawaian, siti.golongan, siti.perangkat_daerah) == (
        "Siti Aminah, S.E.",
        "PNS",
        "III/a",
        dunia.opd,
    )
    assert (siti.pengguna.username, siti.pengguna.email) == (SITI, "siti@contoh.go.id")
    assert (siti.pengguna.is_active, siti.pengguna.has_usable_password()) == (True, False)
    jabatan = RiwayatJabatan.objects.get(pegawai=siti)
    assert (jabatan.tahun, jabatan.aktif, jabatan.diusulkan_oleh, jabatan.diverifikasi_oleh) == (
        2026,
        True,
        dunia.pengelola,
        dunia.verifikatur,
    )
    penilai = {p.dinilai_id: (p.pegawai_id, p.user_id, p.mulai) for p in PejabatPenilai.objects.all()}
    assert penilai == {
        siti.pk: (bud.pk, bud.pengguna_id, PADA.date()),
        bud.pk: (dunia.kepala.pk, dunia.kepala.pengguna_id, PADA.date()),
    }
    assert not Pengguna.objects.filter(username=ANI).exists()


def test_penilai_hasil_impor_adalah_izin_guardian(dunia, buat_batch):
    buat_batch(sampai="DITERAPKAN")
    jabatan = RiwayatJabatan.objects.get(pegawai__nip=SITI)
    daftar = PejabatPenilai.objects.filter(user=dunia.kepala.pengguna, content_object=jabatan)
    assert [p.permission.codename for p in daftar] == ["nilai_riwayatjabatan"]


def test_terapkan_dua_kali_tidak_membuat_akun_kedua(dunia, buat_batch):
    batch = buat_batch(sampai="TERVERIFIKASI")
    isi = {"oleh": dunia.verifikatur, "pada": PADA, "kunci": "terapkan-1"}
    pertama = services.terapkan(batch, **isi)
    sesudah = isi_basis_data()
    assert services.terapkan(batch, **isi).pk == pertama.pk
    assert isi_basis_data() == sesudah
    harus_ditolak(StatusTidakSesuai, lambda: services.terapkan(batch, oleh=dunia.verifikatur, pada=PADA))


def test_satu_riwayat_setiap_tindakan_dengan_sidik_baris(dunia, buat_batch):
    batch = buat_batch(baris(), budi(), sampai="DITERAPKAN")
    catatan = list(Riwayat.objects.filter(objek_tipe="username.batchusername").order_by("nomor"))
    assert [(r.jenis, r.dari, r.ke) for r in catatan] == [
        ("batchusername.diunggah", "", "DIUNGGAH"),
        ("batchusername.diperiksa", "DIUNGGAH", "TERVALIDASI"),
        ("batchusername.diajukan", "TERVALIDASI", "MENUNGGU_VERIFIKASI"),
        ("batchusername.diverifikasi", "MENUNGGU_VERIFIKASI", "TERVERIFIKASI"),
        ("batchusername.diterapkan", "TERVERIFIKASI", "DITERAPKAN"),
    ]
    assert catatan[-1].rincian["baris"] == 2
    assert catatan[-1].rincian["sidik"] == catatan[1].rincian["sidik"] == catatan[3].rincian["sidik"]
    assert catatan[-1].rincian["berkas"] == batch.sha256


def test_validasi_ulang_mengikuti_perubahan_register(dunia, buat_batch):
    batch = buat_batch(baris(unit_kerja="Bidang Baru"))
    assert batch.jumlah_galat == 1
    dunia.opd.daftar_unit.create(nama="Bidang Baru", induk=dunia.opd.daftar_unit.get(nama="Badan"))
    services.validasi(batch, oleh=dunia.pengelola, pada=PADA)
    assert (batch.jumlah_galat, [b.tingkat for b in batch.daftar_baris.all()]) == (0, ["OK"])


def test_kode_hanya_setelah_diterapkan_dan_bagi_yang_belum_aktivasi(dunia, buat_batch):
    batch, lembar = buat_batch(baris(), budi(), sampai="TERVERIFIKASI"), []
    isi = {"oleh": dunia.pengelola, "pada": PADA, "lembar": lembar}
    harus_ditolak(Ditolak, lambda: services.cetak_kode(batch, **isi))
    services.terapkan(batch, oleh=dunia.verifikatur, pada=PADA)
    sudah = Pengguna.objects.get(username=BUDI)
    sudah.set_password("Sudah-Aktif-2026")
    sudah.save()
    riwayat = services.cetak_kode(batch, **isi)
    assert [p.username for p, _ in lembar] == [SITI]
    assert (riwayat.jenis, riwayat.rincian) == ("batchusername.kode_dicetak", {"jumlah": 1})
    assert lembar[0][1] not in str(list(Riwayat.objects.values()))
    harus_ditolak(AksesDitolak, lambda: services.cetak_kode(batch, **isi | {"oleh": dunia.auditor}))


# --- constraints -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "nilai",
    [
        {"status": "SALAH"},
        {"status": "TERVERIFIKASI"},
        {"status": "DITERAPKAN"},
        {"diverifikasi_pada": PADA},
        {"diterapkan_pada": PADA},
    ],
)
def test_kendala_batch_menolak(buat_batch, nilai):
    batch = buat_batch()
    with pytest.raises(IntegrityError), transaction.atomic():
        BatchUsername.objects.filter(pk=batch.pk).update(**nilai)


def test_kendala_empat_mata_satu_berjalan_dan_berkas_sekali(dunia, buat_batch):
    batch = buat_batch(sampai="TERVERIFIKASI")
    with pytest.raises(IntegrityError), transaction.atomic():
        BatchUsername.objects.filter(pk=batch.pk).update(diverifikasi_oleh=dunia.pengelola)
    salinan = {"perangkat_daerah": dunia.opd, "diunggah_oleh": dunia.pengelola, "diunggah_pada": PADA}
    with pytest.raises(IntegrityError), transaction.atomic():
        BatchUsername.objects.create(**salinan, nama_berkas="b", sha256="x")
    services.terapkan(batch, oleh=dunia.verifikatur, pada=PADA)
    with pytest.raises(IntegrityError), transaction.atomic():
        BatchUsername.objects.create(**salinan, nama_berkas="b", sha256=batch.sha256)
    assert BatchUsername.objects.create(**salinan, nama_berkas="b", sha256="x").status == "DIUNGGAH"


@pytest.mark.parametrize("nilai", [{"tingkat": "SALAH"}, {"nomor": 3}])
def test_kendala_baris_menolak(buat_batch, nilai):
    batch = buat_batch(baris(), budi())
    with pytest.raises(IntegrityError), transaction.atomic():
        batch.daftar_baris.filter(nomor=2).update(**nilai)


# --- at once, and killed -----------------------------------------------------------------------------------


def serentak(*pekerjaan) -> list:
    """Run at the same moment, each with its own connection; results or refusals, in order."""
    mulai, hasil = threading.Barrier(len(pekerjaan)), [None] * len(pekerjaan)

    def jalan(i, kerjakan):
        mulai.wait()
        try:
            hasil[i] = kerjakan()
        except Ditolak as penolakan:
            hasil[i] = penolakan
        finally:
            connection.close()

    utas = [threading.Thread(target=jalan, args=p) for p in enumerate(pekerjaan)]
    for u in utas:
        u.start()
    for u in utas:
        u.join()
    return hasil


@pytest.mark.concurrent
@pytest.mark.django_db(transaction=True)
def test_dua_terapkan_serentak_hanya_satu_berhasil(transactional_db, dunia, buat_batch):
    batch = buat_batch(baris(), budi(), sampai="TERVERIFIKASI")
    hasil = serentak(
        *[
            lambda: services.terapkan(
                BatchUsername.objects.get(pk=batch.pk), oleh=dunia.verifikatur, pada=PADA
            )
            for _ in range(4)
        ]
    )
    assert sorted(type(h).__name__ for h in hasil) == ["Riwayat", *["StatusTidakSesuai"] * 3]
    assert Pegawai.objects.exclude(nip=None).count() == 2


@pytest.mark.concurrent
@pytest.mark.django_db(transaction=True)
def test_dua_unggah_serentak_hanya_satu_diterima(transactional_db, dunia):
    isi = tabel(baris()), tabel(budi())
    hasil = serentak(
        *[lambda t=t: services.unggah(dunia.opd, oleh=dunia.pengelola, pada=PADA, tabel=t) for t in isi]
    )
    assert sorted(type(h).__name__ for h in hasil) == ["Ditolak", "Riwayat"]
    assert (BatchUsername.objects.count(), BatchBaris.objects.count()) == (1, 1)


MATI = """
import os, signal, django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = {nama!r}
from kinerja.akun.models import Pengguna
from kinerja.kepegawaian.models import PejabatPenilai
from kinerja.username import services
from kinerja.username.models import BatchUsername
from tests.kinerja.username.conftest import PADA
PejabatPenilai.objects.bulk_create = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)
oleh = Pengguna.objects.get(username="verifikatur")
services.terapkan(BatchUsername.objects.get(pk={pk}), oleh=oleh, pada=PADA)
"""


@pytest.mark.concurrent
@pytest.mark.django_db(transaction=True)
def test_terapkan_yang_dimatikan_di_tengah_tidak_meninggalkan_apa_pun(transactional_db, dunia, buat_batch):
    """kill -9 after accounts, people and positions are written, before the designations: all or nothing."""
    batch = buat_batch(baris(), budi(), sampai="TERVERIFIKASI")
    sebelum = isi_basis_data()
    perintah = MATI.format(nama=str(connection.settings_dict["NAME"]), pk=batch.pk)
    selesai = subprocess.run([sys.executable, "-c", perintah], timeout=60, check=False)
    assert selesai.returncode == -9
    assert isi_basis_data() == sebelum
    services.terapkan(batch, oleh=dunia.verifikatur, pada=PADA)
    assert Pegawai.objects.exclude(nip=None).count() == 2
