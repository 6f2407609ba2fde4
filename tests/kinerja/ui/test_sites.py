import gzip
import re

import pytest
from django.contrib import admin
from django.contrib.staticfiles import finders
from django.http import HttpResponse

from kinerja.akun.models import Pengguna
from kinerja.ui.models import Identitas

from .conftest import NIP, PASSWORD

SALAH = "NIP / NI PPPK atau password tidak sesuai. Periksa lagi keduanya."


@pytest.fixture
def masuk(client, pengguna):
    client.force_login(pengguna, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_halaman_masuk_ringan_dan_tanpa_kueri(client, db, django_assert_num_queries):
    client.get("/login/")  # the process learns the identity once
    with django_assert_num_queries(0):
        html = client.get("/login/").content
    alamat = re.findall(rb'(?:src|href)="(/static/[^"]+)"', html)
    assert alamat == [b"/static/ui/lean.css"]
    with open(finders.find("ui/lean.css"), "rb") as berkas:
        css = berkas.read()
    assert len(gzip.compress(html)) + len(gzip.compress(css)) <= 7 * 1024
    assert b"<script" not in html
    assert b" style=" not in html


def test_halaman_masuk_menyebut_semua_jalan(client, db):
    html = client.get("/login/").content.decode()
    assert "NIP / NI PPPK" in html
    assert '<a href="/lupa-password/">Lupa password?</a>' in html
    assert '<a href="/aktivasi/">Aktivasi akun</a>' in html
    assert 'autocomplete="current-password"' in html


@pytest.mark.parametrize(
    ("next_", "tujuan"),
    [
        ("/kerja/skp/", "/kerja/skp/"),
        ("", "/"),
        ("https://jahat.com/", "/"),
        ("//jahat.com/", "/"),
        ("/\\jahat.com", "/"),
        ("javascript:alert(1)", "/"),
        ("/login/", "/"),
        ("/login/?next=/login/", "/"),
        ("/logout/", "/"),
    ],
)
def test_setelah_masuk_hanya_ke_halaman_kita(client, pengguna, next_, tujuan):
    jawaban = client.post("/login/", {"username": NIP, "password": PASSWORD, "next": next_})
    assert (jawaban.status_code, jawaban["Location"]) == (302, tujuan)
    assert client.session["_auth_user_id"] == str(pengguna.pk)


def test_nip_berspasi_diterima(client, pengguna):
    jawaban = client.post("/login/", {"username": " 19780919 200501 1 001 ", "password": PASSWORD})
    assert jawaban.status_code == 302


@pytest.mark.parametrize("kasus", ["tidak_dikenal", "password_salah", "nonaktif", "belum_aktivasi", "nul"])
def test_semua_kegagalan_masuk_satu_jawaban(client, pengguna, kasus):
    if kasus == "nonaktif":
        Pengguna.objects.update(is_active=False)
    if kasus == "belum_aktivasi":
        pengguna.set_unusable_password()
        pengguna.save()
    username = {"tidak_dikenal": "198001012005011009"}.get(kasus, NIP)
    password = {"password_salah": "bukan-ini", "nul": "bukan ini"}.get(kasus, PASSWORD)
    jawaban = client.post("/login/", {"username": username, "password": password})
    assert jawaban.status_code == 200
    assert jawaban.context["form"].non_field_errors() == [SALAH]
    assert "_auth_user_id" not in client.session


def test_nul_dalam_nip_bukan_500(client, db):
    assert client.post("/login/", {"username": "a\x00b", "password": "x\x00"}).status_code == 200


@pytest.mark.parametrize("alamat", ["/login/", "/login/?next=/cms/", "/login/?next=/login/"])
def test_yang_sudah_masuk_ke_beranda(masuk, alamat):
    jawaban = masuk.get(alamat)
    assert (jawaban.status_code, jawaban["Location"]) == (302, "/")


def test_keluar_hanya_dengan_post(masuk, pengguna):
    tanya = masuk.get("/logout/")
    assert tanya.status_code == 200
    assert "Keluar dari aplikasi?" in tanya.content.decode()
    assert masuk.session["_auth_user_id"] == str(pengguna.pk)
    jawaban = masuk.post("/logout/")
    assert (jawaban.status_code, jawaban["Location"]) == (302, "/login/?keluar=1")
    assert "_auth_user_id" not in masuk.session
    assert "Anda sudah keluar." in masuk.get(jawaban["Location"]).content.decode()


@pytest.mark.parametrize("alamat", ["/", "/kerja/apa-saja/", "/tidak-ada/"])
def test_anonim_diminta_masuk(client, db, alamat):
    jawaban = client.get(alamat)
    assert (jawaban.status_code, jawaban["Location"]) == (302, f"/login/?next={alamat}")


def test_akun_nonaktif_tidak_masuk_lagi(masuk):
    Pengguna.objects.update(is_active=False)
    assert masuk.get("/")["Location"] == "/login/?next=/"


def test_beranda_yang_dipasang_dipakai(masuk, monkeypatch):
    monkeypatch.setattr(admin.site, "beranda_view", lambda request: HttpResponse(f"halo {request.user.nama}"))
    assert masuk.get("/").content == b"halo Yohanes Taek"


def test_pegawai_biasa_tidak_pernah_500(masuk):
    label = sorted({model._meta.app_label for model in admin.site._registry})
    for alamat in ["/", "/password_change/", *(f"/{nama}/" for nama in label)]:
        assert masuk.get(alamat).status_code in (200, 302, 403, 404)


def test_judul_dari_identitas(masuk, django_capture_on_commit_callbacks, rf, pengguna):
    with django_capture_on_commit_callbacks(execute=True):
        Identitas(nama_aplikasi="e-Kinerja", nama_pemerintah="Pemerintah Provinsi Papua").save()
    request = rf.get("/")
    request.user = pengguna
    konteks = admin.site.each_context(request)
    assert (konteks["site_title"], konteks["site_subheader"]) == ("e-Kinerja", "Pemerintah Provinsi Papua")
    assert (
        "<strong>e-Kinerja</strong><span>Pemerintah Provinsi Papua</span>"
        in masuk.get("/logout/").content.decode()
    )


def test_tema_hanya_ditautkan_bila_aksen_bukan_bawaan(client, db, django_capture_on_commit_callbacks):
    assert b"tema.css" not in client.get("/login/").content
    with django_capture_on_commit_callbacks(execute=True):
        Identitas(warna_aksen="#7a1f1f").save()
    assert b'<link rel="stylesheet" href="/tema.css?v=7a1f1f">' in client.get("/login/").content
    tema = client.get("/tema.css")
    assert tema["Content-Type"] == "text/css"
    assert "--aksen:#7a1f1f" in tema.content.decode()
    assert client.get("/tema.css", HTTP_IF_NONE_MATCH=tema["ETag"]).status_code == 304
