"""The record: append-only in the ORM and in the database, chained, and checked at start-up."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from kinerja.dokumen import triggers
from kinerja.dokumen.checks import pastikan_pemicu_terpasang
from kinerja.dokumen.errors import Ditolak
from kinerja.dokumen.models import KepalaRantai, Riwayat
from kinerja.notifikasi.models import Notifikasi
from tests.factories import skp_disetujui


@pytest.mark.parametrize(
    "ubah",
    [
        lambda r: r.save(),
        lambda r: r.delete(),
        lambda r: Riwayat.objects.all().delete(),
        lambda r: Riwayat.objects.update(catatan="x"),
        lambda r: Riwayat.objects.bulk_update([r], ["catatan"]),
    ],
    ids=["save", "delete", "queryset-delete", "queryset-update", "bulk-update"],
)
def test_orm_refuses_to_change(db, ubah):
    skp_disetujui()
    with pytest.raises(Ditolak) as galat:
        ubah(Riwayat.objects.first())
    assert str(galat.value) == "Catatan audit tidak dapat diubah."


@pytest.mark.parametrize(
    "perintah", ["UPDATE dokumen_riwayat SET catatan = 'x'", "DELETE FROM dokumen_riwayat"]
)
def test_database_refuses_to_change(db, perintah):
    skp_disetujui()
    sebelum = list(Riwayat.objects.values())
    with pytest.raises(DatabaseError, match="Catatan audit tidak dapat diubah"), transaction.atomic():
        connection.cursor().execute(perintah)
    assert list(Riwayat.objects.values()) == sebelum


def test_postgres_refuses_truncate(db):
    if connection.vendor != "postgresql":
        assert triggers.yang_hilang() == []
        return
    with pytest.raises(DatabaseError, match="Catatan audit"), transaction.atomic():
        connection.cursor().execute("TRUNCATE dokumen_riwayat CASCADE")


@pytest.mark.django_db(transaction=True)
def test_start_refuses_without_triggers_and_migrate_restores_them():
    triggers.lepas()
    assert triggers.yang_hilang() != []
    with pytest.raises(ImproperlyConfigured, match="Pemicu catatan audit hilang"):
        pastikan_pemicu_terpasang()
    call_command("migrate", verbosity=0)
    assert triggers.yang_hilang() == []
    pastikan_pemicu_terpasang()


def test_chain_links_every_row(db):
    skp_disetujui()
    baris = list(Riwayat.objects.order_by("nomor"))
    assert [b.hitung_hash() for b in baris] == [b.hash for b in baris]
    assert baris[-1].hash == KepalaRantai.objects.get().hash


@pytest.mark.django_db(transaction=True)
def test_periksa_finds_a_changed_row(capsys):
    skp_disetujui()
    call_command("periksa")
    triggers.lepas()
    with connection.cursor() as kursor:
        kursor.execute("UPDATE dokumen_riwayat SET catatan = 'diganti' WHERE nomor = 3")
    with pytest.raises(CommandError, match="pelanggaran"):
        call_command("periksa")
    assert "Catatan #3: isi tidak cocok dengan hash-nya." in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_periksa_finds_a_removed_row_and_a_cut_end(capsys):
    skp_disetujui()
    akhir = Riwayat.objects.first().nomor
    Notifikasi.objects.all().delete()  # they point at the record and would hold it
    triggers.lepas()
    with connection.cursor() as kursor:
        kursor.execute("DELETE FROM dokumen_riwayat WHERE nomor = 2")
        kursor.execute("DELETE FROM dokumen_riwayat WHERE nomor = %s", [akhir])
    with pytest.raises(CommandError):
        call_command("periksa")
    keluaran = capsys.readouterr().out
    assert "Catatan #3: tidak menyambung dengan catatan sebelumnya." in keluaran
    assert f"Ujung rantai menunjuk #{akhir}, tetapi catatan terakhir #{akhir - 1}." in keluaran
