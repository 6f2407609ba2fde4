"""What `manage.py periksa` says of plans that were changed behind the acts' back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinerja.dokumen.checks import INVARIAN
from kinerja.skp.models import Indikator
from tests.factories import skp_disetujui

pytestmark = pytest.mark.django_db
SAMA = INVARIAN["skp: isi SKP yang tidak sedang disusun sama dengan versi terakhirnya"]
BERVERSI = INVARIAN["skp: setiap SKP yang disetujui mempunyai versi yang disetujui"]


def test_approved_plan_equals_its_version():
    skp_disetujui()
    assert [list(SAMA()), list(BERVERSI())] == [[], []]


@pytest.mark.parametrize("ubah", [{"target": 5}, {"uraian": "Lain"}, {"satuan": "Kali"}, {"arah": "TURUN"}])
def test_a_row_changed_after_approval_is_found(ubah):
    skp = skp_disetujui()
    Indikator.objects.filter(pk=skp.isi_lengkap()[0].daftar_indikator_terurut[0].pk).update(**ubah)
    assert list(SAMA()) == [f"{skp}: isi berbeda dengan versi 1 yang disetujui."]


def test_a_row_removed_or_added_after_approval_is_found():
    skp = skp_disetujui()
    skp.daftar_rhk.first().daftar_indikator.first().delete()
    lain = skp_disetujui()
    lain.daftar_rhk.create(uraian="Disisipkan")
    assert sorted(SAMA()) == sorted(f"{s}: isi berbeda dengan versi 1 yang disetujui." for s in (skp, lain))


def test_an_approved_plan_without_version_is_found():
    skp = skp_disetujui()
    skp.daftar_versi.all().delete()
    assert list(BERVERSI()) == [f"{skp} disetujui tanpa versi yang tersimpan."]


def test_checking_costs_the_same_for_one_and_three():
    jumlah = []
    for n in (1, 2):
        for _ in range(n):
            skp_disetujui()
        with CaptureQueriesContext(connection) as tercatat:
            list(SAMA())
        jumlah.append(len(tercatat))
    assert jumlah == [4, 4]
