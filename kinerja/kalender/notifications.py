"""WHO hears: the others of BKD of a proposal, its proposer of the decision, those concerned of a month opened again.

Of an outage thousands are concerned: they read it on their pages (`pengumuman_jadwal`), nobody is written to.
"""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from kinerja.akun.models import Pengguna
from kinerja.akun.permissions import GRUP_ADMIN_BKD
from kinerja.kalender.lifecycle import StatusPengecualian
from kinerja.kalender.models import PembukaanKembali
from kinerja.kalender.permissions import akun_berkepentingan
from kinerja.kepegawaian.models import KewenanganWilayah, PejabatPenilai
from kinerja.kepegawaian.permissions import KELOLA
from kinerja.notifikasi.notifications import on
from kinerja.ui.templatetags.ui import tanggal, waktu


def _admin_lain(riwayat, usulan) -> list[Pengguna]:
    """Those who may decide: neither the proposer nor whom it concerns."""
    bukan = {usulan.diusulkan_oleh_id, *akun_berkepentingan(usulan)}
    return list(Pengguna.objects.filter(groups__name=GRUP_ADMIN_BKD, is_active=True).exclude(pk__in=bukan))


def _pengusul(riwayat, usulan) -> list[Pengguna]:
    return [usulan.diusulkan_oleh]


def _pemutus(riwayat, usulan) -> list[Pengguna]:
    """Proposer and approver hear that what they did counts no more."""
    return [satu for satu in (usulan.diusulkan_oleh, usulan.diputuskan_oleh) if satu]


def _berkepentingan(riwayat, pembukaan: PembukaanKembali) -> list[Pengguna]:
    """The person and who rates him now; of an office its pengelola and its head, not everybody in it."""
    hari = timezone.localtime(riwayat.pada).date()
    if pembukaan.pegawai_id:
        penilai = PejabatPenilai.objects.filter(PejabatPenilai.berlaku(hari), dinilai=pembukaan.pegawai_id)
        return list(
            Pengguna.objects.filter(Q(pegawai=pembukaan.pegawai_id) | Q(pk__in=penilai.values("user")))
        )
    masa = (Q(mulai=None) | Q(mulai__lte=hari)) & (Q(selesai=None) | Q(selesai__gte=hari))
    pengelola = KewenanganWilayah.objects.filter(
        masa, content_object=pembukaan.perangkat_daerah_id, permission__codename=KELOLA
    )
    kepala = Q(
        pegawai__daftar_unit_dipimpin__perangkat_daerah=pembukaan.perangkat_daerah_id,
        pegawai__daftar_unit_dipimpin__induk=None,
    )
    return list(Pengguna.objects.filter(Q(pk__in=pengelola.values("user")) | kepala).distinct())


def _bila_pernah_berlaku(riwayat, pembukaan: PembukaanKembali) -> list[Pengguna]:
    return _berkepentingan(riwayat, pembukaan) if riwayat.dari == StatusPengecualian.BERLAKU else []


def _sasaran(pembukaan: PembukaanKembali) -> str:
    return f"{pembukaan.nilai_bulan} bagi {pembukaan.pegawai or pembukaan.perangkat_daerah}"


def _sampai(pembukaan: PembukaanKembali) -> str:
    isi = f"pengisian sampai {tanggal(pembukaan.batas_isi)}, " if pembukaan.batas_isi else ""
    return f"{isi}penilaian sampai {tanggal(pembukaan.batas_nilai)}"


def _saat(gangguan) -> str:
    return f"gangguan {waktu(gangguan.mulai)}"


def _rincian(riwayat, usulan) -> str:
    jenis = "pembukaan" if isinstance(usulan, PembukaanKembali) else "gangguan"
    return reverse("kalender:rincian", args=[jenis, usulan.pk])


def _jadwal(riwayat, usulan) -> str:
    return reverse("kalender:jadwal")


on(
    "pembukaankembali.diusulkan",
    to=_admin_lain,
    judul=lambda riwayat, usulan: f"Usulan pembukaan kembali {_sasaran(usulan)} menunggu persetujuan",
    tautan=_rincian,
)
on(
    "gangguan.diusulkan",
    to=_admin_lain,
    judul=lambda riwayat, usulan: f"Catatan {_saat(usulan)} menunggu persetujuan",
    tautan=_rincian,
)
on(
    "pembukaankembali.disetujui",
    to=_berkepentingan,
    judul=lambda riwayat, usulan: f"{_sasaran(usulan)} dibuka kembali: {_sampai(usulan)}",
    tautan=_jadwal,
)
on(
    "pembukaankembali.dicabut",
    to=_bila_pernah_berlaku,
    judul=lambda riwayat, usulan: f"Pembukaan kembali {_sasaran(usulan)} dicabut",
    tautan=_jadwal,
)
for kejadian, kepada in (("disetujui", _pengusul), ("ditolak", _pengusul), ("dicabut", _pemutus)):
    on(
        f"pembukaankembali.{kejadian}",
        to=kepada,
        judul=lambda riwayat, usulan, kata=kejadian: (
            f"Pembukaan kembali {_sasaran(usulan)} {kata} oleh {riwayat.oleh}"
        ),
        tautan=_rincian,
    )
    on(
        f"gangguan.{kejadian}",
        to=kepada,
        judul=lambda riwayat, usulan, kata=kejadian: f"Catatan {_saat(usulan)} {kata} oleh {riwayat.oleh}",
        tautan=_rincian,
    )
