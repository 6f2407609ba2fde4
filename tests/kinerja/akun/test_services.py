from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from kinerja.akun import services
from kinerja.akun.models import Guna, KodeSekali, Pengguna
from kinerja.akun.permissions import GRUP_ADMIN_BKD
from kinerja.dokumen.errors import AksesDitolak, Ditolak, TidakTerlihat
from kinerja.dokumen.models import Riwayat
from tests.kinerja.akun.conftest import PASSWORD, PASSWORD_LAIN, terbitkan


def pasang(pengguna, kode, password=PASSWORD, pada=None):
    return services.pasang_password(
        pengguna, password, sidik=KodeSekali.sidik_dari(kode), pada=pada or timezone.now()
    )


def test_kode_yang_benar_memasang_password_dan_tercatat(siti, kode):
    pasang(siti, kode)
    siti.refresh_from_db()
    assert siti.check_password(PASSWORD)
    assert [r.jenis for r in Riwayat.objects.filter(objek_id=siti.pk, objek_tipe="akun.pengguna")] == [
        "pengguna.diaktivasi"
    ]


def test_kode_terpakai_tidak_berlaku_lagi(siti, kode):
    pasang(siti, kode)
    with pytest.raises(Ditolak, match="tidak berlaku"):
        pasang(siti, kode, PASSWORD_LAIN)
    siti.refresh_from_db()
    assert siti.check_password(PASSWORD)


def test_kode_orang_lain_ditolak(siti, budi, kode):
    with pytest.raises(Ditolak, match="tidak berlaku"):
        pasang(budi, kode, PASSWORD_LAIN)
    assert KodeSekali.objects.terbuka().count() == 1


def test_kode_lewat_masa_ditolak(siti, bkd, settings):
    dulu = timezone.now() - timedelta(days=settings.BERLAKU_KODE_AKTIVASI_HARI, seconds=1)
    with pytest.raises(Ditolak, match="tidak berlaku"):
        pasang(siti, terbitkan(siti, bkd, pada=dulu))
    siti.refresh_from_db()
    assert siti.sudah_aktivasi is False


def test_kode_baru_membatalkan_yang_lama(siti, bkd, kode):
    baru = terbitkan(siti, bkd)
    with pytest.raises(Ditolak, match="tidak berlaku"):
        pasang(siti, kode)
    assert pasang(siti, baru).sudah_aktivasi is True


def test_akun_nonaktif_tidak_dapat_diaktivasi(siti, kode):
    Pengguna.objects.filter(pk=siti.pk).update(is_active=False)
    with pytest.raises(Ditolak, match="tidak berlaku"):
        pasang(siti, kode)


def test_password_baru_membatalkan_semua_kode_lain(budi, bkd):
    pertama = terbitkan(budi, bkd, guna=Guna.RESET)
    pasang(budi, pertama, PASSWORD_LAIN)
    assert KodeSekali.objects.terbuka().filter(pengguna=budi).count() == 0


def test_ganti_password_membatalkan_tautan_yang_beredar(budi, bkd):
    kode = terbitkan(budi, bkd, guna=Guna.RESET)
    services.ganti_password(budi, PASSWORD_LAIN, pada=timezone.now())
    with pytest.raises(Ditolak, match="tidak berlaku"):
        pasang(budi, kode)


def test_terbitkan_melewatkan_yang_tidak_berhak(siti, budi, bkd):
    """No activation code for an account in use, an inactive one, or `sistem`; one record, without codes."""
    mati = Pengguna.objects.create_user("mati", "Mati Contoh", is_active=False)
    semua = [siti, budi, mati, Pengguna.objects.sistem()]
    hasil = services.terbitkan_kode(semua, guna=Guna.AKTIVASI, oleh=bkd, pada=timezone.now())
    assert [p for p, _ in hasil] == [siti]
    catatan = Riwayat.objects.get(jenis="pengguna.kode_diterbitkan")
    assert (catatan.oleh, catatan.rincian) == (bkd, {"guna": "AKTIVASI", "jumlah": 1})
    assert services.terbitkan_kode([siti, budi], guna=Guna.RESET, oleh=bkd, pada=timezone.now())[0][0] == budi


def test_kode_terang_tidak_disimpan(siti, kode):
    baris = KodeSekali.objects.get(pengguna=siti)
    polos = kode.replace("-", "")
    assert len(polos) == 16
    assert not any(kode in str(v) or polos in str(v) for v in vars(baris).values())
    assert baris.sidik == KodeSekali.sidik_dari(f" {kode.lower()} ")


def test_satu_kode_aktivasi_terbuka_dijaga_basis_data(siti, kode):
    kembar, _ = KodeSekali.siapkan(siti, Guna.AKTIVASI, pada=timezone.now(), berlaku=timedelta(days=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        kembar.save()


@pytest.mark.parametrize("jumlah", [1, 3, 100])
def test_terbitkan_massal_tidak_menambah_kueri_per_orang(bkd, jumlah, django_assert_num_queries):
    orang = Pengguna.objects.bulk_create(
        Pengguna(username=f"demo{i}", nama=f"Pegawai Demo {i:03}", password="!kosong") for i in range(jumlah)
    )
    with django_assert_num_queries(8):
        hasil = services.terbitkan_kode(orang, guna=Guna.AKTIVASI, oleh=bkd, pada=timezone.now())
    assert len({kode for _, kode in hasil}) == jumlah


@pytest.mark.concurrent
@pytest.mark.django_db(transaction=True)
def test_dua_pemakaian_sekaligus_hanya_satu_berhasil():
    siti = Pengguna.objects.create_user("198502022010012002", "Siti Contoh")
    kode = terbitkan(siti, siti)
    mulai = Barrier(2)

    def pakai(password):
        try:
            mulai.wait()
            pasang(siti, kode, password)
            return password
        except Ditolak:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as kolam:
        hasil = list(kolam.map(pakai, [PASSWORD, PASSWORD_LAIN]))
    [pemenang] = [h for h in hasil if h]
    siti.refresh_from_db()
    assert siti.check_password(pemenang)
    assert Riwayat.objects.filter(jenis="pengguna.diaktivasi").count() == 1


# --- switching accounts off and on ----------------------------------------------------------------------------


def jadikan_admin(pengguna):
    pengguna.groups.add(Group.objects.get_or_create(name=GRUP_ADMIN_BKD)[0])
    return Pengguna.objects.get(pk=pengguna.pk)


def test_nonaktifkan_hanya_oleh_admin_bkd(budi, siti, bkd):
    with pytest.raises(TidakTerlihat):
        services.nonaktifkan(siti, oleh=budi, pada=timezone.now(), alasan="iseng")
    with pytest.raises(AksesDitolak):
        services.nonaktifkan(budi, oleh=budi, pada=timezone.now(), alasan="diri sendiri")
    admin = jadikan_admin(bkd)
    with pytest.raises(AksesDitolak):
        services.nonaktifkan(admin, oleh=admin, pada=timezone.now(), alasan="diri sendiri")
    siti.refresh_from_db()
    assert siti.is_active is True


def test_nonaktifkan_perlu_alasan_dan_tercatat(siti, bkd, kode):
    admin = jadikan_admin(bkd)
    with pytest.raises(Ditolak, match="alasan"):
        services.nonaktifkan(siti, oleh=admin, pada=timezone.now(), alasan="  ")
    riwayat = services.nonaktifkan(siti, oleh=admin, pada=timezone.now(), alasan="Pensiun")
    assert (riwayat.jenis, riwayat.catatan, siti.is_active) == ("pengguna.dinonaktifkan", "Pensiun", False)
    assert KodeSekali.objects.terbuka().count() == 0
    with pytest.raises(Ditolak, match="sudah tidak aktif"):
        services.nonaktifkan(siti, oleh=admin, pada=timezone.now(), alasan="lagi")


def test_akun_sistem_tidak_dapat_diaktifkan(bkd):
    admin, sistem = jadikan_admin(bkd), Pengguna.objects.sistem()
    with pytest.raises(Ditolak, match="sistem"):
        services.aktifkan(sistem, oleh=admin, pada=timezone.now(), alasan="coba")
    sistem.refresh_from_db()
    assert sistem.is_active is False
