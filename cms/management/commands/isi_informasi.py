"""`manage.py isi_informasi`: the site, the editors' group, and a first juknis, SOP and announcements.

May be run at any time: what is missing is made, what editors have changed is left alone.
"""

from __future__ import annotations

import json
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page, Site

from cms.models import BerandaPage, JuknisBabPage, JuknisPage, PengumumanPage, SopPage
from cms.permissions import GRUP_PENYUNTING

FOLDER = settings.BASE_DIR / "fixtures" / "informasi"
IZIN_HALAMAN = ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page")
# Wagtail keeps the permissions of files on its own models, whatever model stores them.
IZIN_KOLEKSI = {
    "wagtaildocs": ("add_document", "change_document", "choose_document"),
    "wagtailimages": ("add_image", "change_image", "choose_image"),
    "wagtailcore": ("add_collection", "change_collection", "delete_collection"),
}


class Command(BaseCommand):
    help = "Menyiapkan situs Informasi, kelompok Redaktur, serta juknis, SOP, dan pengumuman awal."

    @transaction.atomic
    def handle(self, *args, **options):
        beranda = self._beranda()
        self._situs(beranda)
        self._redaktur(beranda)
        baru = self._juknis(beranda) + self._sop(beranda) + self._pengumuman(beranda)
        if options["verbosity"]:
            self.stdout.write(f"Informasi siap ({baru} halaman baru).")

    def _beranda(self) -> BerandaPage:
        beranda = BerandaPage.objects.first()
        if beranda is None:
            # Wagtail's migrations make locale, root and collection; an emptied database has none of them.
            Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
            akar = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
            beranda = akar.add_child(
                instance=BerandaPage(
                    title="Informasi",
                    slug="informasi",
                    publik=True,
                    ringkasan="Pengumuman, petunjuk teknis, dan SOP.",
                    pengantar="<p>Pengumuman, petunjuk teknis, dan SOP Si-Kinerja dari Badan Kepegawaian Daerah.</p>",
                )
            )
            beranda.save_revision().publish()
        return beranda

    def _situs(self, beranda: BerandaPage) -> None:
        alamat = urlsplit(settings.ALAMAT_APLIKASI)
        porta = alamat.port or (443 if alamat.scheme == "https" else 80)
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={
                "hostname": alamat.hostname or "localhost",
                "port": porta,
                "root_page": beranda,
                "site_name": settings.WAGTAIL_SITE_NAME,
            },
        )
        # Wagtail's own welcome page, now that no site points to it.
        for bawaan in Page.objects.filter(depth=2, slug="home", content_type__model="page"):
            bawaan.delete()

    def _redaktur(self, beranda: BerandaPage) -> None:
        masuk = Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin")
        halaman = Permission.objects.filter(codename__in=IZIN_HALAMAN, content_type__app_label="wagtailcore")
        koleksi = [
            izin
            for label, codename in IZIN_KOLEKSI.items()
            for izin in Permission.objects.filter(content_type__app_label=label, codename__in=codename)
        ]
        akar = Collection.get_first_root_node() or Collection.add_root(name="Root")
        for nama in GRUP_PENYUNTING:
            grup = Group.objects.get_or_create(name=nama)[0]
            grup.permissions.add(masuk)
            for izin in halaman:
                GroupPagePermission.objects.get_or_create(group=grup, page=beranda, permission=izin)
            for izin in koleksi:
                GroupCollectionPermission.objects.get_or_create(group=grup, collection=akar, permission=izin)

    def _juknis(self, beranda: BerandaPage) -> int:
        data = _baca("juknis")
        daftar_bab = data.pop("bab")
        juknis, baru = _halaman(beranda, JuknisPage, publik=True, **_siap(data))
        if not baru:  # the editors' book now; a chapter they have removed stays removed
            return 0
        for bab in daftar_bab:
            _halaman(juknis, JuknisBabPage, publik=True, **_siap(bab))
        return 1 + len(daftar_bab)

    def _sop(self, beranda: BerandaPage) -> int:
        kolom = ("kegiatan", "pelaksana", "kelengkapan", "waktu", "keluaran")
        jumlah = 0
        for data in _baca("sop"):
            langkah = [
                {"type": "langkah", "value": dict(zip(kolom, b, strict=True))} for b in data.pop("langkah")
            ]
            jumlah += _halaman(beranda, SopPage, publik=True, langkah=json.dumps(langkah), **_siap(data))[1]
        return jumlah

    def _pengumuman(self, beranda: BerandaPage) -> int:
        hari_ini = timezone.localdate()
        return sum(
            _halaman(beranda, PengumumanPage, berlaku_mulai=hari_ini, title=data.pop("judul"), **data)[1]
            for data in _baca("pengumuman")
        )


def _baca(nama: str):
    return json.loads((FOLDER / f"{nama}.json").read_text(encoding="utf-8"))


def _halaman(induk: Page, jenis: type[Page], *, slug: str, **isi) -> tuple[Page, bool]:
    ada = induk.get_children().filter(slug=slug).first()
    if ada is not None:
        return ada.specific, False
    halaman = induk.add_child(instance=jenis(slug=slug, **isi))
    halaman.save_revision().publish()
    return halaman, True


def _siap(data: dict) -> dict:
    """Fields of a page from the plain notation of the fixture."""
    isi = json.dumps([_blok(jenis, nilai) for jenis, nilai in data["isi"]])
    return {**{k: v for k, v in data.items() if k != "judul"}, "title": data["judul"], "isi": isi}


def _blok(jenis: str, isi) -> dict:
    """A block as StreamField stores it."""
    if jenis == "langkah":
        isi = [
            {"type": "item", "id": str(uuid4()), "value": {"teks": f"<p>{teks}</p>", "gambar": None}}
            for teks in isi
        ]
    elif jenis == "catatan":
        isi = {**isi, "isi": f"<p>{isi['isi']}</p>"}
    elif jenis == "tabel":
        isi = {
            "caption": isi["judul"],
            "columns": [{"type": "teks", "heading": judul} for judul in isi["kolom"]],
            "rows": [{"values": baris} for baris in isi["baris"]],
        }
    return {"type": jenis, "value": isi}
