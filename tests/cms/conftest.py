"""A small site: a public book with chapters, an SOP, announcements in every state, and people to read them."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from cms.models import BerandaPage, JuknisBabPage, JuknisPage, PengumumanPage, SopPage
from kinerja.akun.models import Pengguna

BACKEND = "django.contrib.auth.backends.ModelBackend"
HARI_INI = dt.date(2026, 3, 10)
PADA = dt.datetime(2026, 3, 10, 4, 0, tzinfo=dt.UTC)  # 12.00 WITA


def masuk(pengguna: Pengguna) -> Client:
    klien = Client()
    klien.force_login(pengguna, backend=BACKEND)
    return klien


def terbitkan(induk, halaman):
    induk.add_child(instance=halaman)
    halaman.save_revision().publish()
    return halaman


def pengumuman(induk, slug, *, mulai=HARI_INI, sampai=None, **isi):
    isi = {"title": f"Pengumuman {slug}", "isi": f"<p>KENARI {slug}</p>", "publik": True, **isi}
    return terbitkan(induk, PengumumanPage(slug=slug, berlaku_mulai=mulai, berlaku_sampai=sampai, **isi))


@pytest.fixture(autouse=True)
def _jam(time_machine, settings, tmp_path):
    time_machine.move_to(PADA, tick=False)
    settings.MEDIA_ROOT = str(tmp_path / "media")
    cache.clear()


@pytest.fixture
def situs(db):
    """Everything `isi_informasi` makes, and on top of it a page in each state that must stay closed."""
    call_command("isi_informasi", verbosity=0)
    beranda = BerandaPage.objects.get()
    juknis = JuknisPage.objects.get()
    kemarin, besok = HARI_INI - dt.timedelta(days=1), HARI_INI + dt.timedelta(days=1)
    draf = JuknisBabPage(
        title="Bab draf", slug="bab-draf", publik=True, live=False, ringkasan="KENARI bab-draf"
    )
    juknis.add_child(instance=draf)
    draf.save_revision()
    buku_draf = JuknisPage(title="Buku draf", slug="buku-draf", publik=True, live=False)
    beranda.add_child(instance=buku_draf)
    bab_yatim = terbitkan(buku_draf, JuknisBabPage(title="Bab buku draf", slug="bab-yatim", publik=True))
    usai = terbitkan(
        beranda, SopPage(title="SOP usai", slug="sop-usai", publik=True, penanggung_jawab="-", waktu_baku="-")
    )
    SopPage.objects.filter(pk=usai.pk).update(expire_at=PADA)  # the hourly job has not run yet
    return SimpleNamespace(
        beranda=beranda,
        juknis=juknis,
        bab=juknis.get_children().live().first(),
        umum=pengumuman(beranda, "umum"),
        # closed to everybody who is not an editor
        tertutup=[
            draf,
            buku_draf,
            bab_yatim,
            usai,
            pengumuman(beranda, "lewat", mulai=kemarin, sampai=kemarin),
            pengumuman(beranda, "nanti", mulai=besok),
        ],
        # for logged-in readers, not for the API
        dalam=pengumuman(beranda, "dalam", publik=False),
    )


@pytest.fixture
def pegawai(situs):
    return masuk(Pengguna.objects.create_user("199001012020121002", nama="Pegawai Demo 002"))


@pytest.fixture
def redaktur(situs):
    from django.contrib.auth.models import Group

    pengguna = Pengguna.objects.create_user("199001012020121001", nama="Pegawai Demo 001")
    pengguna.groups.add(Group.objects.get(name="Redaktur"))
    return masuk(pengguna)
