"""The base admin: doors shut unless declared open, the same sight everywhere, acts only by POST."""

import uuid
from datetime import date, timedelta

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinerja.akun.models import Pengguna
from kinerja.akun.services import nonaktifkan
from kinerja.dokumen.models import Riwayat
from kinerja.kalender.models import AturanJadwal, Bulan, Gangguan, JadwalBulanan, PembukaanKembali
from kinerja.kepegawaian.models import KewenanganWilayah, PejabatPenilai, PerangkatDaerah
from kinerja.kepegawaian.permissions import AUDIT, KELOLA
from tests.factories import (
    PegawaiFactory,
    PenggunaFactory,
    RiwayatJabatanFactory,
    beri_wilayah,
    jadikan_admin_bkd,
    tunjuk_penilai,
)

pytestmark = pytest.mark.django_db
LATAR = "django.contrib.auth.backends.ModelBackend"
PUNYA_KITA = ("akun", "dokumen", "ui", "kalender", "kepegawaian")


@pytest.fixture
def masuk(client):
    def sebagai(pengguna):
        client.force_login(pengguna, backend=LATAR)
        return client

    return sebagai


@pytest.fixture
def admin_bkd():
    return jadikan_admin_bkd(PegawaiFactory().pengguna)


@pytest.fixture
def riwayat():
    return RiwayatJabatanFactory()


@pytest.fixture
def pengelola(riwayat):
    """Pengelola of the office of `riwayat`, himself of another office."""
    pengguna = PegawaiFactory().pengguna
    beri_wilayah(pengguna, riwayat.perangkat_daerah, KELOLA)
    return pengguna


def alamat(model, halaman, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{halaman}", args=args)


def daftar_admin():
    return [m for m in admin.site._registry if m._meta.app_label in PUNYA_KITA]


# --- who has the door at all --------------------------------------------------------------------------------
def test_site_registers_only_our_admins():
    terdaftar = {m._meta.label for m in daftar_admin()}
    assert terdaftar == {
        "akun.Pengguna",
        "dokumen.Penolakan",
        "dokumen.Riwayat",
        "kalender.AturanJadwal",
        "kalender.Gangguan",
        "kalender.JadwalBulanan",
        "kalender.PembukaanKembali",
        "kepegawaian.Jabatan",
        "kepegawaian.KewenanganWilayah",
        "kepegawaian.Pegawai",
        "kepegawaian.PerangkatDaerah",
        "kepegawaian.RiwayatJabatan",
        "kepegawaian.UnitKerja",
        "ui.Identitas",
    }
    asing = {
        "auth",
        "guardian",
        "taggit",
        "axes",
        "wagtailcore",
        "wagtaildocs",
        "wagtailimages",
        "django_tasks_database",
    }
    assert not asing & {m._meta.app_label for m in admin.site._registry}


def test_employee_has_no_list_no_form_and_no_menu(masuk, riwayat):
    client = masuk(riwayat.pegawai.pengguna)
    for model in admin.site._registry:
        assert client.get(alamat(model, "changelist")).status_code == 403, model
        assert client.get(alamat(model, "add")).status_code == 403, model
    assert admin.site.get_app_list(_permintaan(riwayat.pegawai.pengguna)) == []


def test_anonymous_is_sent_to_login(client):
    for model in admin.site._registry:
        jawaban = client.get(alamat(model, "changelist"))
        assert jawaban.status_code == 302
        assert jawaban["Location"].startswith("/login/")


def test_employee_own_row_is_not_a_way_in(masuk, riwayat):
    client = masuk(riwayat.pegawai.pengguna)
    assert client.get(alamat(type(riwayat), "change", riwayat.pk)).status_code == 403
    assert client.get(alamat(type(riwayat), "history", riwayat.pk)).status_code == 403


def test_penilai_without_territory_has_no_register(masuk, riwayat):
    penilai = PegawaiFactory()
    tunjuk_penilai(riwayat, penilai)
    assert masuk(penilai.pengguna).get(alamat(type(riwayat), "changelist")).status_code == 403


def test_expired_territory_closes_the_door(masuk, riwayat):
    auditor = PegawaiFactory().pengguna
    beri_wilayah(auditor, riwayat.perangkat_daerah, AUDIT, mulai=date(2020, 1, 1), selesai=date(2020, 12, 31))
    assert masuk(auditor).get(alamat(type(riwayat), "changelist")).status_code == 403


# --- which rows ------------------------------------------------------------------------------------------------
def test_object_of_other_opd_is_404_everywhere(masuk, pengelola, riwayat):
    asing = RiwayatJabatanFactory()
    client = masuk(pengelola)
    for objek in (asing, asing.pegawai):
        for halaman in ("change", "history", "delete"):
            assert client.get(alamat(type(objek), halaman, objek.pk)).status_code == 404, halaman
            assert client.post(alamat(type(objek), halaman, objek.pk), {"post": "yes"}).status_code in (
                404,
                405,
            )
    tetapkan = f"{alamat(type(asing), 'changelist')}{asing.pk}/tetapkan_penilai/"
    assert client.get(tetapkan).status_code == 404
    assert client.post(tetapkan, {"penilai": "x"}).status_code == 404


def test_list_shows_only_the_rows_of_his_territory(masuk, pengelola, riwayat):
    asing = RiwayatJabatanFactory()
    isi = masuk(pengelola).get(alamat(type(riwayat), "changelist")).content.decode()
    assert riwayat.pegawai.nama in isi
    assert asing.pegawai.nama not in isi


def test_autocomplete_shows_only_what_the_asker_may_see(masuk, pengelola, riwayat):
    PegawaiFactory(nama="Rahasia Dari Dinas Lain")
    tanya = {"app_label": "kepegawaian", "model_name": "unitkerja", "field_name": "kepala"}
    client = masuk(pengelola)
    hasil = client.get("/autocomplete/", {**tanya, "term": "Rahasia"}).json()["results"]
    assert hasil == []
    hasil = client.get("/autocomplete/", {**tanya, "term": ""}).json()["results"]
    assert {h["id"] for h in hasil} == {str(riwayat.pegawai.pk), str(pengelola.pegawai.pk)}


def test_autocomplete_is_refused_to_an_employee(masuk, riwayat):
    tanya = {"app_label": "kepegawaian", "model_name": "unitkerja", "field_name": "kepala", "term": "a"}
    assert masuk(riwayat.pegawai.pengguna).get("/autocomplete/", tanya).status_code == 403


@pytest.mark.parametrize(
    "saringan",
    [
        "catatan__startswith=a",
        "oleh__password__startswith=argon2",
        "sidik__contains=0",
        "hash__gt=0",
        "kunci=x",
    ],
)
def test_undeclared_lookups_are_refused(masuk, admin_bkd, saringan):
    assert masuk(admin_bkd).get(f"{alamat(Riwayat, 'changelist')}?{saringan}").status_code == 400


def test_declared_filters_work(masuk, admin_bkd, riwayat):
    client = masuk(admin_bkd)
    for saringan in (
        "tahun=2026",
        f"perangkat_daerah__id__exact={riwayat.perangkat_daerah_id}",
        "aktif__exact=1",
    ):
        jawaban = client.get(f"{alamat(type(riwayat), 'changelist')}?{saringan}")
        assert jawaban.status_code == 200
        assert riwayat.pegawai.nama in jawaban.content.decode()


@pytest.mark.parametrize("pk", ["0", "999999999", "abc", "1_3F", "99999999999999999999999", "%00", "²", "９"])
def test_odd_object_ids_are_404(masuk, admin_bkd, pk):
    client = masuk(admin_bkd)
    for ujung in ("change/", "history/", "delete/", "tetapkan_penilai/"):
        assert client.get(f"/kepegawaian/riwayatjabatan/{pk}/{ujung}").status_code == 404, ujung


@pytest.mark.parametrize(
    "kueri",
    [
        "tahun=abc",
        "tahun=99999999999999999999",
        "perangkat_daerah__id__exact=abc",
        "perangkat_daerah__id__exact=99999999999999999999",
        "aktif__exact=mungkin",
        "tahun__year=x",
        "p=abc",
        "p=999999",
        "o=99.-99.x",
        "q=%00",
        "q=%25%27--",
        "q=" + "a+" * 2000,
        "all=1",
        "_to_field=pengguna__password",
        "_popup=1",
    ],
)
def test_odd_queries_are_never_a_server_error(masuk, admin_bkd, riwayat, kueri):
    assert masuk(admin_bkd).get(f"{alamat(type(riwayat), 'changelist')}?{kueri}").status_code in (
        200,
        302,
        400,
    )


# --- masters ----------------------------------------------------------------------------------------------------
def test_territory_holder_reads_but_does_not_write(masuk, pengelola, riwayat):
    client, pegawai = masuk(pengelola), riwayat.pegawai
    assert client.get(alamat(type(pegawai), "change", pegawai.pk)).status_code == 200
    assert client.post(alamat(type(pegawai), "change", pegawai.pk), {"nama": "X"}).status_code == 403
    assert client.get(alamat(type(pegawai), "add")).status_code == 403
    assert client.post(alamat(type(pegawai), "delete", pegawai.pk), {"post": "yes"}).status_code == 403
    pegawai.refresh_from_db()
    assert pegawai.nama != "X"


def test_superuser_reads_but_keeps_no_masters(masuk):
    akar = Pengguna.objects.create_superuser("akar", "Akar")
    client, opd = masuk(akar), PerangkatDaerah.objects.first()
    assert client.get(alamat(PerangkatDaerah, "change", opd.pk)).status_code == 200
    assert client.post(alamat(PerangkatDaerah, "change", opd.pk), {"nama": "X"}).status_code == 403
    assert client.post(alamat(PerangkatDaerah, "delete", opd.pk), {"post": "yes"}).status_code == 403


def test_admin_bkd_changes_a_master_and_the_record_says_so(masuk, admin_bkd):
    opd = PerangkatDaerah.objects.first()
    isi = {"kode": opd.kode, "nama": "Dinas Baru", "jenis": opd.jenis, "aktif": "on"}
    assert masuk(admin_bkd).post(alamat(PerangkatDaerah, "change", opd.pk), isi).status_code == 302
    opd.refresh_from_db()
    assert opd.nama == "Dinas Baru"
    catatan = Riwayat.objects.get(jenis="perangkatdaerah.diubah", objek_id=opd.pk)
    assert (catatan.oleh, catatan.objek_tipe) == (admin_bkd, "kepegawaian.perangkatdaerah")
    assert (
        "perangkatdaerah.diubah"
        in masuk(admin_bkd).get(alamat(PerangkatDaerah, "history", opd.pk)).content.decode()
    )


def test_master_is_never_deleted(masuk, admin_bkd):
    opd = PerangkatDaerah.objects.first()
    assert (
        masuk(admin_bkd).post(alamat(PerangkatDaerah, "delete", opd.pk), {"post": "yes"}).status_code == 403
    )
    data = {"action": "delete_selected", "_selected_action": [opd.pk], "post": "yes"}
    masuk(admin_bkd).post(alamat(PerangkatDaerah, "changelist"), data)
    assert PerangkatDaerah.objects.filter(pk=opd.pk).exists()


def test_record_cannot_be_changed_by_anybody(masuk, admin_bkd, riwayat):
    baris = Riwayat.tambah(riwayat, "riwayatjabatan.diuji", oleh=admin_bkd, pada=riwayat.diverifikasi_pada)
    akar = Pengguna.objects.create_superuser("akar", "Akar")
    for siapa in (admin_bkd, akar):
        client = masuk(siapa)
        assert client.get(alamat(Riwayat, "change", baris.pk)).status_code == 200
        assert client.post(alamat(Riwayat, "change", baris.pk), {"catatan": "X"}).status_code == 403
        assert client.post(alamat(Riwayat, "delete", baris.pk), {"post": "yes"}).status_code == 403
        assert client.get(alamat(Riwayat, "add")).status_code == 403


# --- grants -------------------------------------------------------------------------------------------------------
def _kewenangan(pengguna, opd, codename, **lain):
    izin = KewenanganWilayah._meta.get_field("permission").related_model.objects.get(codename=codename)
    return {
        "user": pengguna.pk,
        "content_object": opd.pk,
        "permission": izin.pk,
        "mulai": "",
        "selesai": "",
        **lain,
    }


def test_nobody_grants_himself_territory(masuk, admin_bkd):
    opd = PerangkatDaerah.objects.first()
    jawaban = masuk(admin_bkd).post(alamat(KewenanganWilayah, "add"), _kewenangan(admin_bkd, opd, KELOLA))
    assert jawaban.status_code == 200
    assert "kepada diri sendiri" in jawaban.content.decode()
    assert not KewenanganWilayah.objects.exists()


def test_auditor_grant_must_end(masuk, admin_bkd):
    opd, orang = PerangkatDaerah.objects.first(), PenggunaFactory()
    assert (
        masuk(admin_bkd).post(alamat(KewenanganWilayah, "add"), _kewenangan(orang, opd, AUDIT)).status_code
        == 200
    )
    assert not KewenanganWilayah.objects.exists()
    masuk(admin_bkd).post(
        alamat(KewenanganWilayah, "add"), _kewenangan(orang, opd, AUDIT, selesai="31/12/2026")
    )
    assert KewenanganWilayah.objects.get().user == orang


def test_auditor_grant_cannot_be_made_endless(masuk, admin_bkd):
    opd, orang = PerangkatDaerah.objects.first(), PenggunaFactory()
    grant = beri_wilayah(orang, opd, AUDIT, selesai=date(2026, 12, 31))
    jawaban = masuk(admin_bkd).post(
        alamat(KewenanganWilayah, "change", grant.pk), {"mulai": "", "selesai": ""}
    )
    assert "Kewenangan auditor harus mempunyai tanggal selesai." in jawaban.content.decode()
    assert KewenanganWilayah.objects.get().selesai == date(2026, 12, 31)


def test_nobody_prolongs_his_own_grant(masuk, admin_bkd):
    opd = PerangkatDaerah.objects.first()
    grant = beri_wilayah(admin_bkd, opd, KELOLA, selesai=date(2026, 1, 31))
    isi = {"mulai": "", "selesai": "31/12/2026"}
    assert masuk(admin_bkd).post(alamat(KewenanganWilayah, "change", grant.pk), isi).status_code == 403
    assert KewenanganWilayah.objects.get().selesai == date(2026, 1, 31)


def test_only_territory_permissions_can_be_granted(masuk, admin_bkd):
    opd, orang = PerangkatDaerah.objects.first(), PenggunaFactory()
    isi = _kewenangan(orang, opd, "change_pengguna")
    assert masuk(admin_bkd).post(alamat(KewenanganWilayah, "add"), isi).status_code == 200
    assert not KewenanganWilayah.objects.exists()


def test_pengelola_cannot_reach_grants(masuk, pengelola):
    opd, orang = PerangkatDaerah.objects.first(), PenggunaFactory()
    sebelum = KewenanganWilayah.objects.count()
    assert (
        masuk(pengelola).post(alamat(KewenanganWilayah, "add"), _kewenangan(orang, opd, KELOLA)).status_code
        == 403
    )
    assert KewenanganWilayah.objects.count() == sebelum


# --- accounts -------------------------------------------------------------------------------------------------------
def _akun(pengguna, **isi):
    return {"nama": pengguna.nama, "email": pengguna.email, "nomor_hp": "", "_versi": pengguna.versi, **isi}


def test_new_account_has_no_password(masuk, admin_bkd):
    isi = {
        "username": "198501012010011001",
        "nama": "Orang Baru",
        "email": "",
        "nomor_hp": "",
        "password": "rahasia",
    }
    assert masuk(admin_bkd).post(alamat(Pengguna, "add"), isi).status_code == 302
    assert not Pengguna.objects.get(username="198501012010011001").has_usable_password()


def test_admin_bkd_cannot_raise_rights(masuk, admin_bkd):
    orang = PenggunaFactory()
    grup = admin_bkd.groups.get()
    isi = _akun(orang, nama="Nama Baru", is_superuser="on", groups=[grup.pk], password="x", is_active="")
    assert masuk(admin_bkd).post(alamat(Pengguna, "change", orang.pk), isi).status_code == 302
    orang.refresh_from_db()
    assert (orang.nama, orang.is_superuser, orang.is_active) == ("Nama Baru", False, True)
    assert list(orang.groups.all()) == []
    assert orang.versi == 2


def test_stale_form_is_refused(masuk, admin_bkd):
    orang = PenggunaFactory()
    client, basi = masuk(admin_bkd), _akun(orang)
    client.post(alamat(Pengguna, "change", orang.pk), _akun(orang, nama="Yang Pertama"))
    for isi in ({**basi, "nama": "Yang Kedua"}, {**basi, "nama": "Yang Kedua", "_versi": ""}):
        jawaban = client.post(alamat(Pengguna, "change", orang.pk), isi)
        assert jawaban.status_code == 200
        assert "Data sudah berubah" in jawaban.content.decode()
    orang.refresh_from_db()
    assert orang.nama == "Yang Pertama"


def test_admin_bkd_cannot_touch_superuser_or_himself(masuk, admin_bkd):
    akar = Pengguna.objects.create_superuser("akar", "Akar", email="akar@contoh.invalid")
    for korban in (akar, admin_bkd, Pengguna.objects.sistem()):
        isi = _akun(korban, email="pencuri@contoh.invalid")
        assert masuk(admin_bkd).post(alamat(Pengguna, "change", korban.pk), isi).status_code == 403
        korban.refresh_from_db()
        assert korban.email != "pencuri@contoh.invalid"


def test_password_hash_is_never_shown(masuk, admin_bkd):
    orang = PenggunaFactory(password="argon2$argon2id$rahasia")
    isi = masuk(admin_bkd).get(alamat(Pengguna, "change", orang.pk)).content.decode()
    assert "argon2" not in isi


def test_account_is_never_deleted(masuk, admin_bkd):
    orang = PenggunaFactory()
    assert masuk(admin_bkd).post(alamat(Pengguna, "delete", orang.pk), {"post": "yes"}).status_code == 403
    akar = Pengguna.objects.create_superuser("akar", "Akar")
    assert masuk(akar).post(alamat(Pengguna, "delete", orang.pk), {"post": "yes"}).status_code == 403
    assert Pengguna.objects.filter(pk=orang.pk).exists()


# --- an act on one document ------------------------------------------------------------------------------------------
def _nonaktifkan(pengguna):
    return f"{alamat(Pengguna, 'changelist')}{pengguna.pk}/nonaktifkan/"


def _isian(pengguna, **isi):
    return {"versi": pengguna.versi, "kunci": str(uuid.uuid4()), "alasan": "Pindah instansi", **isi}


def test_get_on_act_changes_nothing(masuk, admin_bkd):
    orang = PenggunaFactory()
    jawaban = masuk(admin_bkd).get(
        _nonaktifkan(orang), {"alasan": "x", "versi": 1, "kunci": str(uuid.uuid4())}
    )
    orang.refresh_from_db()
    assert (jawaban.status_code, orang.is_active) == (200, True)
    assert Riwayat.objects.filter(objek_tipe="akun.pengguna", objek_id=orang.pk).count() == 0


def test_act_without_csrf_token_is_refused(admin_bkd):
    orang, client = PenggunaFactory(), Client(enforce_csrf_checks=True)
    client.force_login(admin_bkd, backend=LATAR)
    assert client.post(_nonaktifkan(orang), _isian(orang)).status_code == 403
    orang.refresh_from_db()
    assert orang.is_active


def test_forged_post_by_wrong_role_changes_nothing(masuk, pengelola, riwayat):
    orang = PenggunaFactory()
    akar = Pengguna.objects.create_superuser("akar", "Akar")
    for siapa, status in ((pengelola, 404), (riwayat.pegawai.pengguna, 404), (akar, 403)):
        assert masuk(siapa).post(_nonaktifkan(orang), _isian(orang)).status_code == status
    orang.refresh_from_db()
    assert orang.is_active


def test_act_runs_once_and_gives_a_receipt(masuk, admin_bkd):
    orang, client = PenggunaFactory(), masuk(admin_bkd)
    isian = _isian(orang)
    jawaban = client.post(_nonaktifkan(orang), isian)
    assert (jawaban.status_code, jawaban["Location"]) == (302, alamat(Pengguna, "change", orang.pk))
    ulang = client.post(_nonaktifkan(orang), isian)
    orang.refresh_from_db()
    assert (ulang.status_code, orang.is_active) == (302, False)
    catatan = Riwayat.objects.get(jenis="pengguna.dinonaktifkan", objek_id=orang.pk)
    assert f"Nomor tanda terima {catatan.nomor}" in client.get(jawaban["Location"]).content.decode()


def test_htmx_is_answered_with_a_dialog_and_a_redirect_header(masuk, admin_bkd):
    orang, client, hx = PenggunaFactory(), masuk(admin_bkd), {"HX-Request": "true"}
    dialog = client.get(_nonaktifkan(orang), headers=hx).content.decode()
    assert 'id="dialog"' in dialog
    assert "<html" not in dialog
    jawaban = client.post(_nonaktifkan(orang), _isian(orang), headers=hx)
    assert jawaban["HX-Redirect"] == alamat(Pengguna, "change", orang.pk)


@pytest.mark.parametrize(
    "isi", [{"alasan": ""}, {"alasan": " " * 9}, {"kunci": "bukan kunci"}, {"versi": "99"}]
)
def test_incomplete_or_stale_act_shows_the_form_again(masuk, admin_bkd, isi):
    orang = PenggunaFactory()
    jawaban = masuk(admin_bkd).post(_nonaktifkan(orang), _isian(orang, **isi))
    orang.refresh_from_db()
    assert (jawaban.status_code, orang.is_active) == (200, True)


def test_button_is_shown_only_to_whom_the_act_belongs(masuk, admin_bkd):
    orang = PenggunaFactory()
    akar = Pengguna.objects.create_superuser("akar", "Akar")
    tautan = _nonaktifkan(orang)
    assert tautan in masuk(admin_bkd).get(alamat(Pengguna, "change", orang.pk)).content.decode()
    assert tautan not in masuk(akar).get(alamat(Pengguna, "change", orang.pk)).content.decode()
    assert (
        _nonaktifkan(admin_bkd)
        not in masuk(admin_bkd).get(alamat(Pengguna, "change", admin_bkd.pk)).content.decode()
    )


def test_deactivation_ends_the_session(client, masuk, admin_bkd):
    orang, peramban = PegawaiFactory().pengguna, Client()
    peramban.force_login(orang, backend=LATAR)
    masuk(admin_bkd).post(_nonaktifkan(orang), _isian(orang))
    assert peramban.get(alamat(Pengguna, "changelist"))["Location"].startswith("/login/")


# --- penilai ------------------------------------------------------------------------------------------------------------
def _tetapkan(riwayat):
    return f"{alamat(type(riwayat), 'changelist')}{riwayat.pk}/tetapkan_penilai/"


def _penilai(riwayat, calon, **isi):
    dasar = {
        "penilai": calon.nip,
        "mulai": "2026-01-05",
        "peran": "DEFINITIF",
        "selesai": "",
        "nomor_surat": "",
    }
    return {**dasar, "versi": riwayat.versi, "kunci": str(uuid.uuid4()), **isi}


def test_pengelola_designates_a_penilai_of_his_office(masuk, pengelola, riwayat):
    calon = PegawaiFactory(perangkat_daerah=riwayat.perangkat_daerah)
    assert masuk(pengelola).post(_tetapkan(riwayat), _penilai(riwayat, calon)).status_code == 302
    assert PejabatPenilai.objects.get(content_object=riwayat).pegawai == calon
    assert calon.nama in masuk(pengelola).get(alamat(type(riwayat), "change", riwayat.pk)).content.decode()


@pytest.mark.parametrize(
    "isi",
    [
        {"penilai": "000000000000000000"},
        {"penilai": "' OR 1=1"},
        {"peran": "RAJA"},
        {"peran": "PLT"},
        {"mulai": "31-02-2026"},
        {"peran": "PLT", "selesai": "2027-12-31", "nomor_surat": "1/X"},
    ],
)
def test_bad_designation_is_refused_with_the_form(masuk, pengelola, riwayat, isi):
    calon = PegawaiFactory(perangkat_daerah=riwayat.perangkat_daerah)
    jawaban = masuk(pengelola).post(_tetapkan(riwayat), _penilai(riwayat, calon, **isi))
    assert jawaban.status_code == 200
    assert not PejabatPenilai.objects.exists()


def test_penilai_outside_sight_and_oneself_are_refused(masuk, pengelola, riwayat):
    for calon in (PegawaiFactory(), riwayat.pegawai, pengelola.pegawai):
        assert masuk(pengelola).post(_tetapkan(riwayat), _penilai(riwayat, calon)).status_code == 200
    assert not PejabatPenilai.objects.exists()


def test_employee_cannot_choose_his_own_penilai(masuk, riwayat):
    calon = PegawaiFactory(perangkat_daerah=riwayat.perangkat_daerah)
    assert (
        masuk(riwayat.pegawai.pengguna).post(_tetapkan(riwayat), _penilai(riwayat, calon)).status_code == 403
    )
    assert not PejabatPenilai.objects.exists()


# --- many at once ---------------------------------------------------------------------------------------------------------
def _massal(client, daftar, **isi):
    data = {"action": "nonaktifkan_massal", "_selected_action": [p.pk for p in daftar], **isi}
    return client.post(alamat(Pengguna, "changelist"), data)


def _konfirmasi(daftar, **isi):
    versi = {f"versi_{p.pk}": p.versi for p in daftar}
    return {"_konfirmasi": "1", "kunci": str(uuid.uuid4()), "alasan": "Pindah instansi", **versi, **isi}


def test_bulk_page_names_the_skipped_and_changes_nothing(masuk, admin_bkd):
    orang = PenggunaFactory()
    isi = _massal(masuk(admin_bkd), [orang, admin_bkd]).content.decode()
    assert "Akan diproses: 1 pengguna" in isi
    assert "Dilewati: 1 pengguna" in isi
    assert f"<strong>{admin_bkd.nama}</strong><br>Anda tidak berwenang" in isi
    assert f'name="_selected_action" value="{orang.pk}"' in isi
    assert f'name="_selected_action" value="{admin_bkd.pk}"' not in isi
    assert Pengguna.objects.filter(is_active=False).exclude(username="sistem").count() == 0


def test_bulk_act_does_the_allowed_and_names_the_refused(masuk, admin_bkd):
    dua, client = [PenggunaFactory(), PenggunaFactory()], masuk(admin_bkd)
    semua = [*dua, admin_bkd]
    jawaban = _massal(client, semua, **_konfirmasi(semua))
    isi = client.get(jawaban["Location"]).content.decode()
    assert "Nonaktifkan: 2 pengguna berhasil." in isi
    assert f"Nonaktifkan: {admin_bkd.nama} dilewati." in isi
    assert [Pengguna.objects.get(pk=p.pk).is_active for p in semua] == [False, False, True]
    kelompok = Riwayat.objects.filter(jenis="pengguna.dinonaktifkan").values_list("kelompok", flat=True)
    assert len(kelompok) == 2
    assert len(set(kelompok)) == 1


def test_bulk_refuses_stale_and_missing_versions(masuk, admin_bkd):
    basi, tanpa, client = PenggunaFactory(), PenggunaFactory(), masuk(admin_bkd)
    _massal(
        client,
        [basi, tanpa],
        **_konfirmasi([basi, tanpa], **{f"versi_{basi.pk}": 9, f"versi_{tanpa.pk}": "٣"}),
    )
    assert [Pengguna.objects.get(pk=p.pk).is_active for p in (basi, tanpa)] == [True, True]


def test_bulk_without_reason_asks_again(masuk, admin_bkd):
    orang = PenggunaFactory()
    jawaban = _massal(masuk(admin_bkd), [orang], **_konfirmasi([orang], alasan=""))
    orang.refresh_from_db()
    assert (jawaban.status_code, orang.is_active) == (200, True)


def test_bulk_repeated_with_the_same_key_is_done_once(masuk, admin_bkd):
    orang, client = PenggunaFactory(), masuk(admin_bkd)
    isi = _konfirmasi([orang])
    _massal(client, [orang], **isi)
    _massal(client, [orang], **isi)
    assert Riwayat.objects.filter(jenis="pengguna.dinonaktifkan", objek_id=orang.pk).count() == 1


def test_bulk_forged_by_superuser_and_pengelola_changes_nothing(masuk, pengelola):
    orang = PenggunaFactory()
    akar = Pengguna.objects.create_superuser("akar", "Akar")
    for siapa in (akar, pengelola):
        _massal(masuk(siapa), [orang], **_konfirmasi([orang]))
    orang.refresh_from_db()
    assert orang.is_active


def test_bulk_has_an_upper_limit(masuk, admin_bkd, monkeypatch):
    monkeypatch.setattr("kinerja.ui.tindakan.MASSAL_TERBANYAK", 1)
    dua = [PenggunaFactory(), PenggunaFactory()]
    jawaban = _massal(masuk(admin_bkd), dua, **_konfirmasi(dua))
    assert jawaban.status_code == 302
    assert not Riwayat.objects.filter(jenis="pengguna.dinonaktifkan").exists()


def test_verb_of_button_is_verb_of_act():
    daftar = [t for a in admin.site._registry.values() for t in a.tindakan]
    assert nonaktifkan in [t.act for t in daftar]
    assert {t.nama.removesuffix("_massal") for t in daftar} == {t.act.verba for t in daftar}


# --- cost ---------------------------------------------------------------------------------------------------
def _isi(jumlah):
    """That many rows of everything that has a list."""
    for _ in range(jumlah):
        riwayat = RiwayatJabatanFactory()
        beri_wilayah(riwayat.pegawai.pengguna, riwayat.perangkat_daerah, KELOLA)
        n = AturanJadwal.objects.count()
        AturanJadwal.objects.create(berlaku_mulai=date(2024, 1, 1 + n))
        jadwal = JadwalBulanan.menurut_aturan(Bulan(2026, 1), AturanJadwal())
        jadwal.perangkat_daerah = riwayat.perangkat_daerah
        jadwal.save()
        oleh, saat = riwayat.pegawai.pengguna, riwayat.diverifikasi_pada
        isi = {"perangkat_daerah": riwayat.perangkat_daerah, "diusulkan_oleh": oleh, "diusulkan_pada": saat}
        Gangguan.objects.create(mulai=saat, selesai=saat + timedelta(hours=1), keterangan="Padam", **isi)
        hari = {"mulai": date(2026, 3, 14), "batas_nilai": date(2026, 3, 20)}
        PembukaanKembali.objects.create(tahun=2026, bulan=1 + n % 12, alasan="Sakit", **hari, **isi)
        Riwayat.tambah(
            riwayat, "riwayatjabatan.diuji", oleh=riwayat.pegawai.pengguna, pada=riwayat.diverifikasi_pada
        )


def _jumlah_kueri(client, model):
    with CaptureQueriesContext(connection) as kueri:
        assert client.get(alamat(model, "changelist")).status_code == 200
    return len(kueri)


KUERI = {
    "ui.Identitas": 7,
    "akun.Pengguna": 8,
    "dokumen.Penolakan": 5,
    "dokumen.Riwayat": 5,
    "kepegawaian.PerangkatDaerah": 7,
    "kepegawaian.UnitKerja": 8,
    "kepegawaian.Jabatan": 7,
    "kepegawaian.Pegawai": 8,
    "kepegawaian.RiwayatJabatan": 7,
    "kepegawaian.KewenanganWilayah": 8,
    "kalender.JadwalBulanan": 9,
    "kalender.AturanJadwal": 7,
    "kalender.PembukaanKembali": 6,
    "kalender.Gangguan": 6,
}


def test_lists_cost_the_same_at_1_and_3_rows(masuk, admin_bkd, monkeypatch):
    # What the daily pages' entries ask to know whether they are shown is theirs, not the lists'.
    monkeypatch.setattr("kinerja.ui.navigasi.menu_untuk", lambda request, hitung: [])
    client = masuk(admin_bkd)
    client.get(alamat(PerangkatDaerah, "changelist"))  # what a process learns once: content types, identity
    _isi(1)
    satu = {m._meta.label: _jumlah_kueri(client, m) for m in daftar_admin()}
    _isi(2)
    tiga = {m._meta.label: _jumlah_kueri(client, m) for m in daftar_admin()}
    assert satu == KUERI
    assert tiga == KUERI


def _permintaan(pengguna):
    permintaan = RequestFactory().get("/")
    permintaan.user = pengguna
    return permintaan
