"""The kernel: one door for every act. The SKP serves as the document."""

import threading
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, connections

from kinerja.dokumen import policy
from kinerja.dokumen.acts import ACTS
from kinerja.dokumen.errors import AksesDitolak, DataBerubah, Ditolak, StatusTidakSesuai, TidakTerlihat
from kinerja.dokumen.models import Penolakan, Riwayat
from kinerja.skp import services
from kinerja.skp.models import NilaiBerakhlak, Skp
from tests.factories import PegawaiFactory, PenggunaFactory, isi_ekspektasi, skp_diajukan, skp_konsep

PADA = datetime(2026, 1, 20, 10, 0, tzinfo=ZoneInfo("Asia/Makassar"))


def potret(skp):
    return Skp.objects.filter(pk=skp.pk).values().get(), Riwayat.objects.count()


def test_act_saves_moves_status_and_records(db):
    skp = skp_konsep()
    sebelum = skp.versi

    tanda = services.ajukan(skp, oleh=skp.pegawai.pengguna, pada=PADA, catatan="Mohon koreksi")

    assert (tanda.jenis, tanda.dari, tanda.ke) == ("skp.diajukan", "KONSEP", "PENILAIAN_RENCANA")
    assert (tanda.catatan, tanda.oleh, tanda.pada) == ("Mohon koreksi", skp.pegawai.pengguna, PADA)
    assert (skp.status, skp.versi) == ("PENILAIAN_RENCANA", sebelum + 1)
    assert Skp.objects.get(pk=skp.pk).versi == sebelum + 1
    assert tanda.versi == sebelum + 1


def test_act_refuses_stale_version(db):
    skp = skp_konsep()
    lama = potret(skp)
    with pytest.raises(DataBerubah):
        services.ajukan(skp, oleh=skp.pegawai.pengguna, pada=PADA, catatan="x", versi=skp.versi - 1)
    assert potret(skp) == lama


def test_act_hides_a_document_from_a_stranger_even_with_stale_version(db):
    skp = skp_konsep()
    lama = potret(skp)
    with pytest.raises(TidakTerlihat):
        services.ajukan(skp, oleh=PegawaiFactory().pengguna, pada=PADA, catatan="x", versi=0)
    assert potret(skp) == lama


def test_act_refuses_one_who_sees_but_may_not(db):
    skp = skp_diajukan()
    lama = potret(skp)
    with pytest.raises(AksesDitolak) as galat:
        services.terima(skp, oleh=skp.pegawai.pengguna, pada=PADA, catatan="x")
    assert galat.value.status == 403
    assert potret(skp) == lama


def test_what_is_not_ones_own_to_do_is_refused_and_recorded(db):
    skp = skp_diajukan()
    asing = PegawaiFactory().pengguna
    for oleh in (skp.pegawai.pengguna, asing):
        with pytest.raises(AksesDitolak):
            services.terima(skp, oleh=oleh, pada=PADA, catatan="x")
    with pytest.raises(Ditolak):  # his own act, only incomplete: no attempt on others, no record
        services.terima(skp, oleh=skp.penilai.pengguna, pada=PADA, catatan="")
    assert [
        (p.oleh, p.tindakan, p.objek_tipe, p.objek_id, p.pada) for p in Penolakan.objects.order_by("pk")
    ] == [
        (skp.pegawai.pengguna, "skp.diterima", "skp.skp", skp.pk, PADA),
        (asing, "skp.diterima", "skp.skp", skp.pk, PADA),
    ]


def test_bulk_refusals_are_recorded_too(db):
    penilai, asing = PegawaiFactory(), skp_diajukan()
    services.terima.many([asing], oleh=penilai.pengguna, pada=PADA, catatan="x")
    assert [(p.oleh, p.objek_id) for p in Penolakan.objects.all()] == [(penilai.pengguna, asing.pk)]


def test_forged_post_is_recorded_once(client, db):
    skp = skp_diajukan()
    client.force_login(skp.pegawai.pengguna, backend="django.contrib.auth.backends.ModelBackend")
    data = {"versi": skp.versi, "kunci": "k-palsu", "catatan": "x"}
    assert client.post(f"/kerja/skp/{skp.pk}/terima/", data).status_code == 403
    assert Penolakan.objects.count() == 1


def test_act_refuses_superuser(db):
    skp = skp_diajukan()
    lama = potret(skp)
    with pytest.raises(AksesDitolak):
        services.terima(skp, oleh=PenggunaFactory(is_superuser=True), pada=PADA, catatan="x")
    assert potret(skp) == lama


def test_act_refuses_inactive_account(db):
    skp = skp_konsep()
    skp.pegawai.pengguna.is_active = False
    with pytest.raises(TidakTerlihat):
        services.ajukan(skp, oleh=skp.pegawai.pengguna, pada=PADA, catatan="x")


def test_act_refuses_wrong_status_with_a_sentence(db):
    skp = skp_konsep()
    with pytest.raises(StatusTidakSesuai) as galat:
        _ajukan_dua_kali(skp)
    assert str(galat.value) == f"“Ajukan” tidak dapat dilakukan: {skp} berstatus Penilaian."


def _ajukan_dua_kali(skp):
    for _ in range(2):
        services.ajukan(skp, oleh=skp.pegawai.pengguna, pada=PADA, catatan="x")


def test_act_lists_all_that_is_missing_at_once(db):
    skp = skp_konsep(isi={})
    with pytest.raises(Ditolak) as galat:
        services.ajukan(skp, oleh=skp.pegawai.pengguna, pada=PADA, catatan="   ")
    assert [k.kalimat for k in galat.value.keluhan] == [
        "Tuliskan catatan kepada penilai.",
        "SKP belum mempunyai rencana hasil kerja utama.",
    ]


def test_repeated_key_returns_the_stored_receipt(db):
    skp = skp_konsep()
    kw = {"oleh": skp.pegawai.pengguna, "pada": PADA, "catatan": "x", "versi": skp.versi, "kunci": "k-1"}
    pertama = services.ajukan(skp, **kw)
    jumlah = Riwayat.objects.count()
    kedua = services.ajukan(skp, **kw)
    assert (kedua.nomor, kedua.objek) == (pertama.nomor, skp)
    assert Riwayat.objects.count() == jumlah


def test_repeated_key_with_another_content_is_not_swallowed(db):
    skp = skp_konsep()
    kw = {"oleh": skp.pegawai.pengguna, "pada": PADA, "kunci": "k-1", "jenis": "UTAMA"}
    services.tambah_rhk(skp, uraian="Satu", **kw)
    with pytest.raises(DataBerubah):
        services.tambah_rhk(skp, uraian="Dua", **kw)
    assert not skp.daftar_rhk.filter(uraian="Dua").exists()


def test_two_people_may_use_the_same_key(db):
    satu, dua = skp_konsep(), skp_konsep()
    for skp in (satu, dua):
        services.ajukan(skp, oleh=skp.pegawai.pengguna, pada=PADA, catatan="x", kunci="sama")
    assert [Skp.objects.get(pk=s.pk).status for s in (satu, dua)] == ["PENILAIAN_RENCANA"] * 2


def test_status_is_not_assigned_but_read_again(db):
    skp = skp_konsep()
    with pytest.raises(AttributeError):
        skp.status = "DISETUJUI"
    Skp.objects.filter(pk=skp.pk).update(versi=41)
    skp.refresh_from_db()
    assert (skp.status, skp.versi) == ("KONSEP", 41)
    with pytest.raises(AttributeError):
        skp.status = "DISETUJUI"


def test_creation_records_on_the_new_document_and_leaves_the_parent(db):
    skp = skp_konsep()
    tanda = Riwayat.objects.get(jenis="skp.dibuat")
    assert (tanda.objek_tipe, tanda.objek_id) == ("skp.skp", skp.pk)
    skp.riwayat_jabatan.refresh_from_db()
    assert skp.riwayat_jabatan.versi == 1


def test_body_failure_leaves_nothing(db):
    skp = skp_konsep()
    lama = potret(skp)
    with pytest.raises(Ditolak):
        services.tambah_rhk(
            skp,
            oleh=skp.pegawai.pengguna,
            pada=PADA,
            jenis="UTAMA",
            uraian=next(iter(skp.daftar_rhk.all())).uraian,
        )
    assert potret(skp) == lama


def test_constraint_violation_becomes_its_sentence(db):
    skp = skp_konsep()
    rhk = skp.daftar_rhk.first()
    with pytest.raises(Ditolak) as galat:
        services.tambah_indikator(
            skp,
            oleh=skp.pegawai.pengguna,
            pada=PADA,
            rhk=rhk.pk,
            uraian=rhk.daftar_indikator.first().uraian,
            perspektif="ANGGARAN",
            target=1,
            satuan="Kali",
        )
    assert str(galat.value) == "Indikator dalam satu rencana hasil kerja harus berbeda satu dengan yang lain."


def test_many_collects_refusals_and_shares_one_group(db):
    penilai = PegawaiFactory()
    siap, belum, asing = skp_diajukan(penilai=penilai), skp_diajukan(penilai=penilai), skp_diajukan()
    isi_ekspektasi(siap)

    hasil = services.terima.many([asing, siap, belum], oleh=penilai.pengguna, pada=PADA, catatan="Setuju")

    assert [r.objek_id for r in hasil.berhasil] == [siap.pk]
    assert {r.kelompok for r in hasil.berhasil} == {hasil.kelompok}
    assert [(o.pk, g.status) for o, g in hasil.ditolak] == [(belum.pk, 422), (asing.pk, 404)]
    assert [Skp.objects.get(pk=s.pk).status for s in (siap, belum, asing)] == [
        "DISETUJUI",
        "PENILAIAN_RENCANA",
        "PENILAIAN_RENCANA",
    ]


def test_many_replays_each_row_for_a_repeated_key(db):
    penilai = PegawaiFactory()
    skp = skp_diajukan(penilai=penilai)
    isi_ekspektasi(skp)
    kw = {"oleh": penilai.pengguna, "pada": PADA, "catatan": "ya", "kunci": "massal"}
    pertama = services.terima.many([skp], **kw)
    kedua = services.terima.many([skp], **kw)
    assert [r.nomor for r in kedua.berhasil] == [r.nomor for r in pertama.berhasil]


def test_periksa_and_boleh_change_nothing(db):
    skp = skp_diajukan()
    lama = potret(skp)
    oleh = skp.penilai.pengguna
    assert services.terima.boleh(skp, oleh=oleh, pada=PADA) is True
    assert services.terima.boleh(skp, oleh=skp.pegawai.pengguna, pada=PADA) is False
    assert services.ajukan.boleh(skp, oleh=skp.pegawai.pengguna, pada=PADA) is False
    with pytest.raises(Ditolak) as galat:
        services.terima.periksa(skp, oleh=oleh, pada=PADA, catatan="x")
    assert len(galat.value.keluhan) == 7
    assert potret(skp) == lama


def test_unregistered_verb_and_model_raise(db):
    with pytest.raises(policy.TidakTerdaftar):
        policy.can(PenggunaFactory(), "tidak_ada", Skp(), pada=PADA)
    with pytest.raises(policy.TidakTerdaftar):
        policy.visible(NilaiBerakhlak, PenggunaFactory(), pada=PADA)


def test_every_act_is_named_as_its_function():
    assert {verba: tindakan.badan.__name__ for (_, verba), tindakan in ACTS.items()} == {
        verba: verba for _, verba in ACTS
    }


def test_act_query_count_is_literal(db, django_assert_num_queries):
    skp = skp_diajukan()
    isi_ekspektasi(skp)
    oleh = skp.penilai.pengguna
    oleh.pegawai  # noqa: B018 the request has loaded it
    skp = Skp.objects.get(pk=skp.pk)
    # savepoint in, lock, designation, guard, update, head of chain, insert, head, savepoint out; plus notifications;
    # and for the version: the one before, people, rows, annex, expectations with their guides, insert
    with django_assert_num_queries(20):
        services.terima(skp, oleh=oleh, pada=PADA, catatan="Setuju")


@pytest.mark.concurrent
@pytest.mark.django_db(transaction=True)
def test_two_at_once_only_one_wins():
    skp = skp_konsep()
    hasil = serentak(
        8,
        lambda i: services.ajukan(
            Skp.objects.get(pk=skp.pk), oleh=skp.pegawai.pengguna, pada=PADA, catatan=str(i)
        ),
    )
    assert sorted(type(h).__name__ for h in hasil) == ["Riwayat"] + ["StatusTidakSesuai"] * 7
    assert Riwayat.objects.filter(jenis="skp.diajukan").count() == 1


@pytest.mark.concurrent
@pytest.mark.django_db(transaction=True)
def test_same_key_at_once_gives_one_receipt():
    skp = skp_konsep()
    hasil = serentak(
        8,
        lambda i: services.ajukan(
            Skp.objects.get(pk=skp.pk),
            oleh=skp.pegawai.pengguna,
            pada=PADA,
            catatan="x",
            kunci="ketuk-dua-kali",
        ),
    )
    assert len({h.nomor for h in hasil}) == 1


@pytest.mark.concurrent
@pytest.mark.django_db(transaction=True)
def test_chain_has_no_gap_and_no_fork_under_load():
    daftar = [skp_konsep() for _ in range(8)]
    serentak(8, lambda i: services.ajukan(daftar[i], oleh=daftar[i].pegawai.pengguna, pada=PADA, catatan="x"))
    baris = list(Riwayat.objects.order_by("nomor"))
    assert [b.nomor for b in baris] == list(range(1, len(baris) + 1))
    assert [b.sebelum for b in baris[1:]] == [b.hash for b in baris[:-1]]


def serentak(n, kerja):
    """Run `kerja(i)` in n threads with connections of their own; results or exceptions, in order."""
    hasil, mulai = [None] * n, threading.Barrier(n)

    def satu(i):
        mulai.wait()
        try:
            hasil[i] = kerja(i)
        except Exception as galat:  # collected and asserted by the caller
            hasil[i] = galat
        finally:
            connections.close_all()

    utas = [threading.Thread(target=satu, args=(i,)) for i in range(n)]
    for u in utas:
        u.start()
    for u in utas:
        u.join()
    assert connection.vendor in ("sqlite", "postgresql")
    return hasil
