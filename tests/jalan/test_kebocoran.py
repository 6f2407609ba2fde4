"""Side doors: popups, filters, search, autocomplete, downloads. What one may not see is told nowhere."""

from __future__ import annotations

import json
import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models
from django.urls import reverse

from kinerja.dokumen import policy
from kinerja.kepegawaian.models import Pegawai
from tests.jalan import tabel
from tests.jalan.dunia import AKUN, KINI, SEMUA
from tests.jalan.langkah import bocoran, hasil, isi, url_layar

HALAMAN = ("changelist", "add", "change", "history", "delete")
ORANG_LUAR = ("klien_api", "nonaktif", "mantan", "plt_lewat", "pengelola_lewat", "auditor_lewat", "rekan",
              "pegawai_b", "pengelola_b", "verifikatur_b", "redaktur")  # fmt: skip


@pytest.mark.parametrize("label", tabel.LAYAR)
def test_popup_is_no_way_in(dunia, label):
    harapan = tabel.LAYAR[label].harapan()
    for halaman in HALAMAN:
        for pandang in ORANG_LUAR:
            jawaban = dunia.klien(pandang).get(url_layar(label, halaman, dunia.benda) + "?_popup=1")
            assert hasil(jawaban) == harapan[halaman][pandang], (halaman, pandang)
            assert bocoran(pandang, isi(jawaban)) == []


@pytest.mark.parametrize("label", tabel.LAYAR)
def test_a_key_from_another_column_is_no_way_in(dunia, label):
    """?_to_field= chooses the column by which an object is looked up: not one that nobody declared."""
    for pandang in ("superuser", "bkd", "verifikatur", "pengelola_b"):
        jawaban = dunia.klien(pandang).get(url_layar(label, "changelist", dunia.benda) + "?_to_field=versi")
        buka = tabel.LAYAR[label].harapan()["changelist"][pandang] == 200
        assert jawaban.status_code == (400 if buka else 403), pandang


@pytest.mark.parametrize("label", tabel.LAYAR)
def test_search_and_filter_find_only_what_he_sees(dunia, label):
    """The mark, the owner's NIP and name, his office: asked for by those who have the list but not the row."""
    b = dunia.benda
    kueri = [
        f"?q={b.pegawai.nip}",
        "?q=KNR",
        f"?perangkat_daerah__id__exact={b.opd_a.pk}",
        "?all=",
        "?o=1.2.3&p=1",
    ]
    layar = tabel.LAYAR[label]
    for pandang in set(layar.daftar) - set(layar.lihat):
        for satu in kueri:
            jawaban = dunia.klien(pandang).get(url_layar(label, "changelist", b) + satu)
            assert jawaban.status_code in (200, 302, 400), (
                pandang,
                satu,
            )  # 400: a filter that this list does not have
            assert bocoran(pandang, isi(jawaban)) == [], (pandang, satu)
            assert b.pegawai.nip not in isi(jawaban).replace(f'value="{b.pegawai.nip}"', "").replace(
                f"q={b.pegawai.nip}", ""
            ), pandang
            if jawaban.status_code == 200:
                assert layar.objek(b).pk not in [o.pk for o in jawaban.context["cl"].result_list], (
                    pandang,
                    satu,
                )


def tersembunyi(layar) -> list[str]:
    """Columns that hold text, here and one step away, and are no declared filter."""
    teks = (models.CharField, models.TextField, models.JSONField, models.DateTimeField, models.DecimalField)
    dekat = [f.name for f in layar.opts.concrete_fields if isinstance(f, teks) and not f.choices]
    jauh = [
        f"{f.name}__{g.name}" for f in layar.opts.concrete_fields if f.many_to_one or f.one_to_one
        for g in f.related_model._meta.concrete_fields if isinstance(g, teks) and not g.choices
    ]  # fmt: skip
    balik = {"Skp": ["daftar_rhk__uraian"], "RealisasiBulanan": ["daftar_baris__bukti", "pegawai__pengguna__password"],
             "Pegawai": ["daftar_skp__daftar_rhk__uraian"], "Pengguna": ["daftar_kode__sidik"]}  # fmt: skip
    return [*dekat, *jauh, *balik.get(layar.model.__name__, [])]


@pytest.mark.parametrize("layar", list(admin.site._registry.values()), ids=lambda a: a.opts.label)
def test_list_answers_no_lookup_that_was_not_declared(dunia, layar):
    """`?catatan__startswith=K` would tell a hidden text letter by letter. A right guess and a wrong one look alike."""
    klien = dunia.klien("superuser")  # sees most, so he could guess most
    alamat = reverse(f"admin:{layar.opts.app_label}_{layar.opts.model_name}_changelist")
    boleh = layar._saringan_boleh(None)
    kolom = [k for k in tersembunyi(layar) if k not in boleh]
    assert kolom
    for nama in kolom:
        for akhiran in ("__startswith", "__regex", "__gt"):
            if nama + akhiran in boleh:
                continue
            jawab = [klien.get(f"{alamat}?{nama}{akhiran}={nilai}").status_code for nilai in ("K", "~")]
            assert jawab == [400, 400], nama + akhiran


def test_list_takes_no_lookup_from_who_sees_only_a_part(dunia):
    daftar = {"realisasi_realisasibulanan": ("verifikatur", "auditor")}
    daftar["kepegawaian_pegawai"] = ("verifikatur", "auditor", "pengelola")
    for nama, pandangan in daftar.items():
        for pandang in pandangan:
            alamat = reverse(f"admin:{nama}_changelist")
            for lookup in (
                "catatan__startswith=K",
                "pegawai__pengguna__password__startswith=a",
                "pengguna__password__gt=a",
            ):
                assert dunia.klien(pandang).get(f"{alamat}?{lookup}").status_code == 400


# --- autocomplete ------------------------------------------------------------------------------------------------


def test_every_autocomplete_field_has_an_entry():
    ada = {
        (m._meta.app_label, m._meta.model_name, nama)
        for m, layar in admin.site._registry.items()
        for nama in layar.autocomplete_fields
    }
    assert ada <= set(tabel.ISIAN_OTOMATIS)


@pytest.mark.parametrize("bidang", tabel.ISIAN_OTOMATIS, ids=".".join)
def test_autocomplete_names_only_what_the_asker_sees(dunia, bidang):
    app, model, nama = bidang
    kueri = f"?app_label={app}&model_name={model}&field_name={nama}"
    harapan = tabel.tertutup(403, {200: tabel.ISIAN_OTOMATIS[bidang]})
    tujuan = apps.get_model(app, model)._meta.get_field(nama).related_model
    for pandang in SEMUA:
        for cari in ("", "KNR", dunia.benda.pegawai.nip):
            jawaban = dunia.klien(pandang).get(reverse("admin:autocomplete") + f"{kueri}&term={cari}")
            assert hasil(jawaban) == harapan[pandang], pandang
            assert bocoran(pandang, isi(jawaban)) == []
            if jawaban.status_code == 200 and tujuan in policy.ATURAN:
                dapat = {int(h["id"]) for h in json.loads(jawaban.content)["results"]}
                terlihat = policy.visible(tujuan, dunia.orang[pandang], pada=KINI)
                assert dapat <= set(terlihat.values_list("pk", flat=True))


def test_autocomplete_finds_the_owner_for_his_own_office_alone(dunia):
    kueri = f"?app_label=kepegawaian&model_name=unitkerja&field_name=kepala&term={dunia.benda.pegawai.nip}"
    for pandang in tabel.WILAYAH:
        dapat = dunia.klien(pandang).get(reverse("admin:autocomplete") + kueri).json()["results"]
        harap = [str(dunia.benda.pegawai.pk)] if pandang in tabel.WILAYAH_A else []
        assert [h["id"] for h in dapat] == harap, pandang


# --- search of the whole back office, pages and downloads --------------------------------------------------------------


@pytest.mark.parametrize("pandang", AKUN)
def test_pages_of_ones_own_show_nothing_of_others(dunia, pandang):
    """Lists without an object in the address, each with the words that would find something."""
    b, klien = dunia.benda, dunia.klien(pandang)
    for jalur in (
        "/", "/?tahun=2026", "/search/?s=KNR", f"/search/?s={b.pegawai.nip}", "/search/?s=KNR&extended=1",
        "/kerja/skp/", "/kerja/penilaian/skp/", "/kerja/penilaian/skp/?halaman=9", "/kerja/pemberitahuan/",
        *(f"/kerja/penilaian/realisasi/2026/{n}/" for n in range(1, 7)), "/kerja/realisasi/?tahun=2026",
        "/kerja/username/", "/kerja/administrasi/", "/kerja/profil/", "/informasi/cari/?q=KNR",
    ):  # fmt: skip
        jawaban = klien.get(jalur)
        assert jawaban.status_code < 500, jalur
        assert bocoran(pandang, isi(jawaban)) == [], jalur


def test_marks_are_really_on_the_pages_of_who_may_read_them(dunia):
    """A search for leaks that could never find one would prove nothing."""
    b = dunia.benda
    for pandang, jalur, tanda in (
        ("pegawai", reverse("skp:detail", args=[b.skp_diajukan.pk]), "KNR-A-SKP2"),
        ("penilai", reverse("realisasi:nilai", args=[b.bulan_hasil.pk]), "KNR-A-R3"),
        ("penilai", reverse("skp:matriks", args=[b.skp_penilai.pk]), "KNR-A-TUGAS"),
        ("pegawai", reverse("skp:pilih_rhk_atasan", args=[b.skp_bawah.pk]), "KNR-A-ATASAN"),
        ("pegawai", reverse("skp:ambil_penugasan", args=[b.skp_konsep.pk, b.penugasan_hasil.pk]), "KNR-A-TUGAS"),
        ("penilai", reverse("skp:terima_massal") + f"?skp={b.skp_diajukan.pk}", "KNR-A-NAMA"),
        ("verifikatur", reverse("skp:banding", args=[b.skp_revisi.pk]), "KNR-A-NAMA"),
        ("mantan", reverse("realisasi:nilai", args=[b.bulan_selesai.pk]), "KNR-A-R1"),
        ("plt_lewat", reverse("realisasi:nilai", args=[b.bulan_plt.pk]), "KNR-A-R2"),
        ("verifikatur", url_layar("realisasi.RealisasiBulanan", "change", b), "KNR-A-R3"),
        ("auditor", url_layar("skp.Skp", "change", b), "KNR-A-SKP2"),
        ("pengelola", reverse("username:rincian", args=[b.batch.pk]) + "?tingkat=SEMUA", "KNR-A-BATCH"),
        ("bkd", url_layar("dokumen.Riwayat", "changelist", b) + "?q=skp.diajukan", "KNR-A-NAMA"),
        ("pengelola", url_layar("kepegawaian.Pegawai", "changelist", b), "KNR-A-NAMA"),
        ("redaktur", f"/cms/pages/{b.beranda.pk}/", "KNR-CMS-draf"),
    ):  # fmt: skip
        assert tanda in isi(dunia.klien(pandang).get(jalur)), (pandang, jalur)


def test_api_lists_public_content_alone(dunia):
    b = dunia.benda
    for jenis, umum in (("pages", b.halaman_umum), ("documents", b.dokumen_umum), ("images", b.gambar_umum)):
        daftar = dunia.klien("klien_api").get(f"/api/v2/{jenis}/?limit=20").json()
        assert umum.pk in [i["id"] for i in daftar["items"]]
        for kueri in ("?search=KNR", "?fields=*", "?order=-id"):
            teks = isi(dunia.klien("superuser").get(f"/api/v2/{jenis}/{kueri}"))
            assert not any(t in teks for t in ("KNR-CMS-dalam", "KNR-CMS-draf", "KNR-CMS-lewat", "dalam.p"))


TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


def test_the_same_page_for_hidden_and_missing(dunia):
    """404 word for word: nobody learns that the object exists."""
    for nama, pk in (
        ("skp:detail", dunia.benda.skp_diajukan.pk),
        ("skp:tutup_periode", dunia.benda.skp_disetujui.pk),
        ("skp:matriks", dunia.benda.skp_penilai.pk),
        ("skp:cetak", dunia.benda.skp_disetujui.pk),
        ("realisasi:nilai", dunia.benda.bulan_hasil.pk),
    ):
        for klien in (dunia.klien("rekan"), dunia.klien("rekan", headers={"accept": "application/json"})):
            ada, tiada = (klien.get(reverse(nama, args=[n])) for n in (pk, 10**9))
            assert (ada.status_code, tiada.status_code) == (404, 404)
            assert TOKEN.sub("", isi(ada)) == TOKEN.sub("", isi(tiada))


def test_nip_of_the_owner_is_known_to_no_list_of_the_other_office(dunia):
    assert Pegawai.objects.get(pk=dunia.benda.pegawai.pk).nip == dunia.benda.pegawai.nip
    for jalur in ("/kepegawaian/pegawai/", "/kepegawaian/riwayatjabatan/", "/realisasi/realisasibulanan/"):
        assert dunia.benda.pegawai.nip not in isi(dunia.klien("pengelola_b").get(jalur))
