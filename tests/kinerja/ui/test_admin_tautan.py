"""A foreign key that is only read leads nowhere its reader may not go."""

import re

import pytest
from django.urls import reverse

from tests.factories import PegawaiFactory, RiwayatJabatanFactory, beri_wilayah, jadikan_admin_bkd

pytestmark = pytest.mark.django_db


def tautan(client, pengguna, objek):
    client.force_login(pengguna, backend="django.contrib.auth.backends.ModelBackend")
    isi = client.get(reverse("admin:kepegawaian_riwayatjabatan_change", args=[objek.pk])).content.decode()
    return re.findall(r'href="([^"]+/change/)" class="text-link"', isi)


def test_pengelola_reads_names_without_links(client):
    riwayat, pengelola = RiwayatJabatanFactory(), PegawaiFactory().pengguna
    beri_wilayah(pengelola, riwayat.perangkat_daerah, "kelola_perangkatdaerah")
    assert tautan(client, pengelola, riwayat) == []


def test_every_link_of_admin_bkd_opens(client):
    riwayat = RiwayatJabatanFactory()
    daftar = tautan(client, jadikan_admin_bkd(PegawaiFactory().pengguna), riwayat)
    assert reverse("admin:kepegawaian_perangkatdaerah_change", args=[riwayat.perangkat_daerah_id]) in daftar
    assert [(satu, client.get(satu).status_code) for satu in daftar] == [(satu, 200) for satu in daftar]
