"""Plans and months of before are carried over: their first version, the indicator that needs no planning."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.django_db(transaction=True)
DULU = [("skp", "0001_initial"), ("realisasi", "0001_initial")]
DISETUJUI = datetime(2026, 1, 16, 2, 0, tzinfo=UTC)


@pytest.fixture
def migrasi():
    """Back to the tables of before; forward again whatever happens, with all that went with them."""
    pelaksana = MigrationExecutor(connection)
    kini = pelaksana.loader.graph.leaf_nodes()
    lama = pelaksana.migrate(DULU)
    sudah = []

    def maju():
        sudah.append(MigrationExecutor(connection).migrate(kini))
        return sudah[0].apps

    yield lama.apps, maju
    if not sudah:
        maju()


def isi_lama(apps) -> dict:
    """A draft and an approved SKP of two persons, the second with a month reported on it."""
    model = {n: apps.get_model(*n.split(".")) for n in (
        "akun.Pengguna", "kepegawaian.PerangkatDaerah", "kepegawaian.UnitKerja", "kepegawaian.Jabatan",
        "kepegawaian.Pegawai", "kepegawaian.RiwayatJabatan", "skp.Skp", "skp.RencanaHasilKerja", "skp.Indikator",
        "skp.Ekspektasi", "skp.NilaiBerakhlak", "realisasi.RealisasiBulanan",
    )}  # fmt: skip
    opd = model["kepegawaian.PerangkatDaerah"].objects.create(kode="X", nama="Dinas Lama", jenis="DINAS")
    unit = model["kepegawaian.UnitKerja"].objects.create(perangkat_daerah=opd, nama="Bidang Lama")
    jabatan = model["kepegawaian.Jabatan"].objects.create(nama="Analis Lama", jenis="FUNGSIONAL")
    orang = [
        model["kepegawaian.Pegawai"].objects.create(
            pengguna=model["akun.Pengguna"].objects.create(username=f"19800101200501100{n}", nama=f"Orang {n}"),
            nip=f"19800101200501100{n}", nama=f"Orang {n}", jenis_kepegawaian="PNS", golongan="III/a",
            perangkat_daerah=opd,
        )
        for n in range(3)
    ]  # fmt: skip
    penilai, skp = orang[0], {}
    for satu, status in zip(orang[1:], ("KONSEP", "DISETUJUI"), strict=True):
        riwayat = model["kepegawaian.RiwayatJabatan"].objects.create(
            pegawai=satu, tahun=2026, jabatan=jabatan, tmt=date(2021, 1, 3), perangkat_daerah=opd, unit_kerja=unit,
            diusulkan_oleh=satu.pengguna,
        )  # fmt: skip
        ada = {"disetujui_pada": DISETUJUI, "diajukan_pada": DISETUJUI} if status == "DISETUJUI" else {}
        skp[status] = model["skp.Skp"].objects.create(
            pegawai=satu, riwayat_jabatan=riwayat, tahun=2026, mulai=date(2026, 1, 1), selesai=date(2026, 12, 31),
            model="JPT", status=status, jabatan_nama="Analis Lama", pangkat="III/a", unit_nama="Bidang Lama",
            perangkat_daerah=opd, penilai=penilai, penilai_jabatan="Kepala Dinas Lama", **ada,
        )  # fmt: skip
        for n, jenis in enumerate(("TAMBAHAN", "UTAMA")):
            rhk = model["skp.RencanaHasilKerja"].objects.create(
                skp=skp[status], uraian=f"RHK {jenis}", jenis=jenis, urutan=n
            )
            model["skp.Indikator"].objects.create(
                rhk=rhk, uraian="Jumlah", perspektif="ANGGARAN", target=Decimal("12.5"), satuan="Dokumen"
            )
    loyal = model["skp.NilaiBerakhlak"].objects.get(pk="LOYAL")
    model["skp.Ekspektasi"].objects.create(skp=skp["DISETUJUI"], nilai=loyal, teks="Setia")
    bulan = model["realisasi.RealisasiBulanan"].objects.create(
        skp=skp["DISETUJUI"], pegawai=orang[2], tahun=2026, bulan=1, perangkat_daerah=opd
    )
    return {status: satu.pk for status, satu in skp.items()} | {"bulan": bulan.pk}


def test_approved_plan_gets_its_first_version_and_its_months_stand_on_it(migrasi):
    lama, maju = migrasi
    pk = isi_lama(lama)
    baru = maju()
    Skp, Indikator = baru.get_model("skp", "Skp"), baru.get_model("skp", "Indikator")
    (versi,) = baru.get_model("skp", "VersiSkp").objects.all()
    assert (versi.skp_id, versi.nomor, versi.disetujui_pada, len(versi.kode)) == (
        pk["DISETUJUI"], 1, DISETUJUI, 16,
    )  # fmt: skip
    assert [(rhk["uraian"], [i["target"] for i in rhk["indikator"]]) for rhk in versi.isi["rhk"]] == [
        ("RHK UTAMA", ["12.50"]),
        ("RHK TAMBAHAN", ["12.50"]),
    ]
    assert versi.isi["penilai"]["jabatan"] == "Kepala Dinas Lama"
    assert [e["teks"] for e in versi.isi["ekspektasi"] if e["teks"]] == ["Setia"]
    assert (
        baru.get_model("realisasi", "RealisasiBulanan").objects.get(pk=pk["bulan"]).versi_skp_id == versi.pk
    )
    for skp in Skp.objects.all():
        sendiri = Indikator.objects.get(skp_kedinasan_lain=skp)
        assert (sendiri.uraian, sendiri.rhk_id) == ("Terlaksananya tugas kedinasan lain", None)
    _sama_dengan_yang_sekarang(versi)


def _sama_dengan_yang_sekarang(versi) -> None:
    """The picture that the migration drew is the one that the application draws, so that comparisons hold."""
    from kinerja.dokumen.checks import INVARIAN
    from kinerja.skp.models import Skp
    from kinerja.skp.queries import potret

    sekarang = potret(Skp.objects.get(pk=versi.skp_id))
    assert versi.isi == sekarang
    assert [list(periksa()) for nama, periksa in INVARIAN.items() if nama.startswith("skp:")] == [
        [] for nama in INVARIAN if nama.startswith("skp:")
    ]
