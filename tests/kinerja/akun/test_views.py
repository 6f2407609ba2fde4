from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kinerja.akun import services
from kinerja.akun.forms import PasswordBaruForm
from kinerja.akun.models import Guna, KodeSekali, Pengguna
from kinerja.dokumen.models import Riwayat
from kinerja.ui.templatetags import ui
from tests.kinerja.akun.conftest import PASSWORD, PASSWORD_LAIN, terbitkan

AKTIVASI, BARU, LUPA = "/aktivasi/", "/password-baru/", "/lupa-password/"
DUA = {"password_baru": PASSWORD_LAIN, "ulangi_password": PASSWORD_LAIN}


def masuk_sebagai(client) -> str | None:
    return client.session.get("_auth_user_id")


def isi(jawaban) -> str:
    return jawaban.content.decode()


# --- activation -----------------------------------------------------------------------------------------------


def test_aktivasi_sampai_masuk(client, siti, kode):
    assert client.get(AKTIVASI).status_code == 200
    ketikan = {"nip": "19850202 201001 2 002", "kode": kode.lower().replace("-", " ")}
    jawaban = client.post(AKTIVASI, ketikan)
    assert (jawaban.status_code, jawaban["Location"]) == (302, BARU)
    halaman = isi(client.get(BARU))
    assert "Siti Contoh" in halaman
    assert "10 karakter" in halaman
    jawaban = client.post(BARU, DUA)
    assert (jawaban.status_code, jawaban["Location"]) == (302, "/")
    assert masuk_sebagai(client) == str(siti.pk)
    assert "akun_sidik_kode" not in client.session
    assert (
        Client()
        .post(reverse("admin:login"), {"username": siti.username, "password": PASSWORD_LAIN})
        .status_code
        == 302
    )


def test_halaman_berformulir_mengirim_asal_yang_sah(client, siti, kode):
    """Under "no-referrer" browsers post with "Origin: null" and CSRF refuses: only the link's answer may say it."""
    client.get(f"/aktivasi/{kode}/")
    for alamat in (AKTIVASI, BARU, LUPA):
        assert client.get(alamat)["Referrer-Policy"] == "same-origin"


def test_aturan_password_menjelaskan_semua_pemeriksaan(siti, settings):
    """Whoever adds a validator adds its sentence."""
    assert [v["NAME"].split(".")[-1] for v in settings.AUTH_PASSWORD_VALIDATORS] == [
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    ]
    teks = " ".join(PasswordBaruForm(pengguna=siti).aturan)
    assert [k in teks for k in ("mirip", "10 karakter", "umum", "hanya angka")] == [True] * 4


def test_kode_saja_belum_masuk(client, siti, kode):
    client.post(AKTIVASI, {"nip": siti.username, "kode": kode})
    assert masuk_sebagai(client) is None
    assert client.get("/kerja/profil/").status_code == 302


def kode_salah(siti, bkd, budi, jenis):
    """(NIP, code) for every way in which a code can be no good."""
    if jenis == "salah":
        return siti.username, "ABCD-EFGH-JKMN-PQRS"
    if jenis == "NIP orang lain":
        return budi.username, terbitkan(siti, bkd)
    if jenis == "NIP tidak dikenal":
        return "199912312020121009", terbitkan(siti, bkd)
    if jenis == "lewat masa":
        return siti.username, terbitkan(siti, bkd, pada=timezone.now() - timedelta(days=31))
    kode = terbitkan(siti, bkd)
    if jenis == "terpakai":
        services.pasang_password(siti, PASSWORD, sidik=KodeSekali.sidik_dari(kode), pada=timezone.now())
    elif jenis == "dibatalkan":
        terbitkan(siti, bkd)
    elif jenis == "nonaktif":
        Pengguna.objects.filter(pk=siti.pk).update(is_active=False)
    return siti.username, kode


JENIS_SALAH = [
    "salah",
    "NIP orang lain",
    "NIP tidak dikenal",
    "lewat masa",
    "terpakai",
    "dibatalkan",
    "nonaktif",
]


@pytest.mark.parametrize("jenis", JENIS_SALAH)
def test_semua_kode_salah_satu_jawaban(client, siti, bkd, budi, jenis):
    nip, kode = kode_salah(siti, bkd, budi, jenis)
    jawaban = client.post(AKTIVASI, {"nip": nip, "kode": kode})
    assert jawaban.status_code == 200
    assert jawaban.context["form"].non_field_errors() == [services.KODE_TIDAK_BERLAKU]
    assert client.get(BARU).status_code == 410
    assert AccessAttempt.objects.get().failures_since_start == 1


@pytest.mark.parametrize("jenis", [j for j in JENIS_SALAH if not j.startswith("NIP")])
def test_semua_tautan_salah_satu_jawaban(client, siti, bkd, budi, jenis):
    _, kode = kode_salah(siti, bkd, budi, jenis)
    jawaban = client.get(f"/aktivasi/{kode}/")
    assert jawaban.status_code == 410
    assert services.KODE_TIDAK_BERLAKU in isi(jawaban)


def test_akun_sistem_tidak_dapat_masuk_atau_diaktivasi(client, bkd):
    sistem = Pengguna.objects.sistem()
    assert services.terbitkan_kode([sistem], guna=Guna.AKTIVASI, oleh=bkd, pada=timezone.now()) == []
    client.post(AKTIVASI, {"nip": "sistem", "kode": "ABCD-EFGH-JKMN-PQRS"})
    client.post(reverse("admin:login"), {"username": "sistem", "password": "!"})
    assert masuk_sebagai(client) is None


def test_tautan_keluar_dari_alamat_dan_tidak_terpakai_oleh_pembukaan(client, siti, kode):
    """Mail scanners open links: that uses nothing up. The code leaves the address at once."""
    jawaban = client.get(f"/aktivasi/{kode}/")
    assert (jawaban.status_code, jawaban["Location"]) == (302, BARU)
    assert jawaban["Referrer-Policy"] == "no-referrer"
    assert "no-store" in jawaban["Cache-Control"]
    assert kode.replace("-", "") not in str(dict(client.session)).replace("-", "")
    assert Client().get(f"/aktivasi/{kode}/").status_code == 302
    assert client.post(BARU, DUA).status_code == 302
    assert masuk_sebagai(client) == str(siti.pk)


@pytest.mark.parametrize(
    ("password", "ulang", "kata"),
    [
        ("pendek1", "pendek1", "terlalu pendek"),
        ("1234567890", "1234567890", "umum"),
        ("8402938475610", "8402938475610", "angka"),
        ("siti contoh", "siti contoh", "mirip"),
        (PASSWORD, PASSWORD_LAIN, "tidak sama"),
        ("", "", "harus diisi"),
    ],
)
def test_password_lemah_ditolak_dan_kode_tetap_berlaku(client, siti, kode, password, ulang, kata):
    client.get(f"/aktivasi/{kode}/")
    jawaban = client.post(BARU, {"password_baru": password, "ulangi_password": ulang})
    assert jawaban.status_code == 200
    assert kata in str(jawaban.context["form"].errors).lower()
    assert password == "" or password not in isi(jawaban)
    assert KodeSekali.objects.terbuka().count() == 1
    assert masuk_sebagai(client) is None


def test_tautan_ganda_di_dua_peramban_hanya_satu_dipakai(siti, kode):
    satu, dua = Client(), Client()
    for peramban in (satu, dua):
        peramban.get(f"/aktivasi/{kode}/")
    assert satu.post(BARU, DUA).status_code == 302
    assert dua.post(BARU, {"password_baru": PASSWORD, "ulangi_password": PASSWORD}).status_code == 410
    siti.refresh_from_db()
    assert siti.check_password(PASSWORD_LAIN)


@pytest.mark.parametrize("alamat", [AKTIVASI, BARU, LUPA, "/kerja/profil/", "/kerja/profil/password/"])
def test_post_tanpa_token_csrf_ditolak(budi, alamat):
    ketat = Client(enforce_csrf_checks=True)
    ketat.force_login(budi, backend="django.contrib.auth.backends.ModelBackend")
    assert ketat.post(alamat, {"nip": budi.username, "email": "lain@example.com"}).status_code == 403
    budi.refresh_from_db()
    assert (budi.email, DBTaskResult.objects.count()) == ("budi@example.go.id", 0)


@pytest.mark.parametrize("alamat", [AKTIVASI, LUPA])
def test_isian_aneh_tidak_pernah_500(client, db, alamat):
    for nilai in ("\0", "a" * 5_000, "‮", "' OR 1=1 --", "１２３"):
        jawaban = client.post(alamat, {"nip": nilai, "kode": nilai, "email": nilai})
        assert jawaban.status_code in (200, 429)


# --- reset ----------------------------------------------------------------------------------------------------


def test_lupa_password_menjawab_sama_dengan_kerja_yang_sama(client, budi, siti, django_assert_num_queries):
    """Right pair, wrong address, unknown NIP, account not activated: the same answer and the same one insert."""
    pasangan = [
        (budi.username, budi.email),
        (budi.username, "lain@example.go.id"),
        ("199912312020121009", budi.email),
        (siti.username, siti.email),
    ]
    jawaban = []
    for nip, email in pasangan:
        with django_assert_num_queries(1):
            r = client.post(LUPA, {"nip": nip, "email": email})
        jawaban.append((r.status_code, r["Location"]))
    assert set(jawaban) == {(302, "/lupa-password/terkirim/")}
    assert DBTaskResult.objects.count() == 4
    assert "Bila NIP dan email itu cocok" in isi(client.get("/lupa-password/terkirim/"))


def test_tautan_reset_mengakhiri_sesi_lain(client, budi, bkd):
    lain = Client()
    lain.force_login(budi, backend="django.contrib.auth.backends.ModelBackend")
    assert lain.get("/kerja/profil/").status_code == 200
    client.get(f"/lupa-password/{terbitkan(budi, bkd, guna=Guna.RESET)}/")
    assert client.post(BARU, DUA).status_code == 302
    assert lain.get("/kerja/profil/").status_code == 302
    assert Riwayat.objects.get(objek_id=budi.pk, jenis="pengguna.password_diganti").oleh == budi


# --- profile --------------------------------------------------------------------------------------------------


@pytest.fixture
def peramban(budi):
    peramban = Client()
    peramban.force_login(budi, backend="django.contrib.auth.backends.ModelBackend")
    return peramban


def test_profil_hanya_untuk_yang_masuk(client, db):
    assert client.get("/kerja/profil/")["Location"].startswith(reverse("admin:login"))


def test_profil_menampilkan_data_sendiri_dan_tidak_menerima_kolom_lain(peramban, budi):
    assert ui.nip(budi.username) in isi(peramban.get("/kerja/profil/"))
    titipan = {
        "nomor_hp": "0812 3456 7890",
        "email": budi.email,
        "is_superuser": "1",
        "username": "lain",
        "nama": "X",
    }
    assert peramban.post("/kerja/profil/", titipan).status_code == 302
    budi.refresh_from_db()
    assert (budi.nomor_hp, budi.username, budi.nama) == (
        "0812 3456 7890",
        "198001012005011001",
        "Budi Contoh",
    )
    assert budi.is_superuser is False
    assert Riwayat.objects.get(jenis="pengguna.profil_diubah").rincian == {"kolom": ["nomor_hp"]}


@pytest.mark.parametrize("hp", ["delapan", "0812<script>", "1", "9" * 30])
def test_nomor_hp_yang_bukan_nomor_ditolak(peramban, budi, hp):
    assert peramban.post("/kerja/profil/", {"nomor_hp": hp, "email": budi.email}).status_code == 200
    budi.refresh_from_db()
    assert budi.nomor_hp == ""


def test_ganti_email_perlu_password_dan_mematikan_tautan_lama(peramban, budi, bkd):
    terbitkan(budi, bkd, guna=Guna.RESET)
    baru = {"email": "baru@example.go.id", "nomor_hp": ""}
    assert peramban.post("/kerja/profil/", baru | {"password_sekarang": "salah"}).status_code == 200
    assert peramban.post("/kerja/profil/", baru).status_code == 200
    budi.refresh_from_db()
    assert budi.email == "budi@example.go.id"
    assert peramban.post("/kerja/profil/", baru | {"password_sekarang": PASSWORD}).status_code == 302
    budi.refresh_from_db()
    assert (budi.email, KodeSekali.objects.terbuka().count()) == ("baru@example.go.id", 0)


def test_ganti_password_perlu_yang_lama(peramban, budi):
    assert peramban.post("/kerja/profil/password/", DUA | {"password_sekarang": "salah"}).status_code == 200
    budi.refresh_from_db()
    assert budi.check_password(PASSWORD)


def test_ganti_password_mengakhiri_sesi_lain_saja(peramban, budi):
    lain = Client()
    lain.force_login(budi, backend="django.contrib.auth.backends.ModelBackend")
    assert peramban.post("/kerja/profil/password/", DUA | {"password_sekarang": PASSWORD}).status_code == 302
    assert peramban.get("/kerja/profil/").status_code == 200
    assert lain.get("/kerja/profil/").status_code == 302


def test_menebak_password_lama_terkunci_dan_tidak_tercatat(peramban, budi, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        jawaban = peramban.post("/kerja/profil/password/", DUA | {"password_sekarang": "tebakan-saya-1"})
    assert jawaban.status_code == 429
    catatan = AccessAttempt.objects.get().post_data
    assert "tebakan-saya-1" not in catatan
    assert PASSWORD_LAIN not in catatan


def test_nonaktif_mengakhiri_sesi(peramban, budi):
    assert peramban.get("/kerja/profil/").status_code == 200
    Pengguna.objects.filter(pk=budi.pk).update(is_active=False)
    assert peramban.get("/kerja/profil/").status_code == 302


def test_reset_requests_do_not_fill_the_queue(client, db):
    """One NIP from one address: the same answer every time, but no more tasks than an hour allows."""
    from django_tasks_db.models import DBTaskResult

    for _ in range(14):
        jawaban = client.post("/lupa-password/", {"nip": "199001012020011001", "email": "a@contoh.invalid"})
        assert (jawaban.status_code, jawaban["Location"]) == (302, "/lupa-password/terkirim/")
    assert DBTaskResult.objects.count() == 10
