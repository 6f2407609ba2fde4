"""WHAT happens: a list is uploaded, checked, submitted, verified by another and applied, all of it or nothing."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import Permission
from django.utils import timezone

from kinerja.akun.models import Pengguna
from kinerja.akun.services import terbitkan_kode
from kinerja.dokumen.acts import act
from kinerja.dokumen.errors import Ditolak
from kinerja.kepegawaian.models import Pegawai, PejabatPenilai, PerangkatDaerah, RiwayatJabatan
from kinerja.kepegawaian.permissions import NILAI
from kinerja.ui.impor.baris import GALAT, PERINGATAN, Baris
from kinerja.ui.impor.kolom import rapikan
from kinerja.ui.impor.pembaca import Tabel
from kinerja.ui.templatetags.ui import tanggal
from kinerja.username.lifecycle import BERJALAN, StatusBatch
from kinerja.username.models import BatchBaris, BatchUsername
from kinerja.username.queries import Orang, UsernameResource

SEKALI_SIMPAN = 2_000
KELUHAN_TERBANYAK = 20
SAMA = "Berkas yang sama sudah pernah diimpor pada {tgl}."


@act(PerangkatDaerah, "batchusername.diunggah")
def unggah(perangkat_daerah, *, oleh, pada, tabel: Tabel):
    """Keep what the file said; it is judged by `validasi`. The office is locked: of two uploads one waits."""
    daftar = UsernameResource(perangkat_daerah, pada=pada).susun(tabel.judul, tabel.baris)
    _tolak_ulangan(perangkat_daerah, tabel)
    batch = BatchUsername.objects.create(
        perangkat_daerah=perangkat_daerah,
        diunggah_oleh=oleh,
        diunggah_pada=pada,
        nama_berkas=tabel.nama,
        sha256=tabel.sha256,
        jumlah_baris=len(daftar),
    )
    _simpan(BatchBaris(batch=batch, nomor=b.nomor, isi=b.isi) for b in daftar)
    return batch


@act(BatchUsername, "diperiksa")
def validasi(batch, *, oleh, pada):
    """The dry run. Only rows whose verdict is another than before are written."""
    dulu = list(batch.daftar_baris.values_list("nomor", "isi", "tingkat", "keluhan"))
    daftar = _periksa(batch, [(nomor, isi) for nomor, isi, *_ in dulu], pada)
    lama = {nomor: (tingkat, keluhan) for nomor, _, tingkat, keluhan in dulu}
    berubah = [b for b in daftar if lama[b.nomor] != (b.tingkat, b.keluhan)]
    for awal in range(0, len(berubah), SEKALI_SIMPAN):
        nomor = [b.nomor for b in berubah[awal : awal + SEKALI_SIMPAN]]
        batch.daftar_baris.filter(nomor__in=nomor).delete()
    _simpan(
        BatchBaris(batch=batch, nomor=b.nomor, isi=b.isi, tingkat=b.tingkat, keluhan=b.keluhan)
        for b in berubah
    )
    batch.jumlah_peringatan = sum(b.tingkat == PERINGATAN for b in daftar)
    batch.jumlah_galat = sum(b.tingkat == GALAT for b in daftar)
    return _digest(batch, daftar)


@act(BatchUsername, "diajukan")
def ajukan(batch, *, oleh, pada, tanpa_galat: bool = False):
    if batch.jumlah_galat and not tanpa_galat:
        raise Ditolak(
            f"Ada {batch.jumlah_galat} baris galat. Perbaiki berkasnya lalu unggah ulang, "
            "atau centang “Ajukan tanpa baris galat”."
        )
    batch.tanpa_galat = bool(batch.jumlah_galat)


@act(BatchUsername, "diverifikasi")
def verifikasi(batch, *, oleh, pada):
    """The second pair of eyes, which may not belong to somebody who would rate people of this list."""
    daftar = _periksa_ulang(batch, pada)
    for baris in daftar:
        penilai = baris.bersih["penilai"]
        if isinstance(penilai, Orang) and penilai.pengguna_id == oleh.pk:
            raise Ditolak(f"Calon penilai tidak boleh memverifikasi usulan ini (baris {baris.nomor}).")
    batch.diverifikasi_oleh, batch.diverifikasi_pada = oleh, pada
    return _digest(batch, daftar)


@act(
    BatchUsername,
    "dikembalikan",
    wajib={"catatan": "Tuliskan catatan: apa yang harus diperbaiki pengunggah."},
)
def kembalikan(batch, *, oleh, pada, catatan):
    batch.catatan = catatan


@act(BatchUsername, "diterapkan")
def terapkan(batch, *, oleh, pada):
    """Accounts (without a password), people, positions and penilai: all of them or none."""
    daftar = _periksa_ulang(batch, pada)
    _buat_semua(batch, daftar, pada)
    batch.diterapkan_pada = pada
    return _digest(batch, daftar)


@act(BatchUsername, "dibatalkan")
def batalkan(batch, *, oleh, pada, alasan=""):
    batch.catatan = alasan or batch.catatan


@act(BatchUsername, "kode_dicetak")
def cetak_kode(batch, *, oleh, pada, lembar: list):
    """New activation codes for the accounts of this list that have none used yet; older codes are void.

    The codes in clear are put on `lembar` for the printed sheet and kept nowhere.
    """
    if batch.status != StatusBatch.DITERAPKAN:
        raise Ditolak("Kode aktivasi baru dapat dicetak setelah daftar diterapkan.")
    daftar = list(belum_aktivasi(batch))
    if not daftar:
        raise Ditolak(
            "Semua akun dalam daftar ini sudah diaktivasi pemiliknya. Tidak ada kode yang perlu dicetak."
        )
    lembar.extend(terbitkan_kode(daftar, oleh=oleh, pada=pada))
    return {"jumlah": len(daftar)}


def belum_aktivasi(batch: BatchUsername) -> Iterable[Pengguna]:
    """Accounts of the list, still of this office, that have no password yet; by name."""
    daftar_nip = [
        _nip(isi) for isi in batch.daftar_baris.exclude(tingkat=GALAT).values_list("isi", flat=True)
    ]
    for awal in range(0, len(daftar_nip), 1_000):
        yield from Pengguna.objects.filter(
            username__in=daftar_nip[awal : awal + 1_000],
            is_active=True,
            password__startswith=UNUSABLE_PASSWORD_PREFIX,
            pegawai__perangkat_daerah=batch.perangkat_daerah_id,
        )


def _nip(isi: dict[str, str]) -> str:
    return rapikan(isi["nip"]).replace(" ", "").replace(".", "")


def _tolak_ulangan(perangkat_daerah: PerangkatDaerah, tabel: Tabel) -> None:
    daftar = BatchUsername.objects.filter(perangkat_daerah=perangkat_daerah)
    sama = daftar.filter(sha256=tabel.sha256).exclude(
        status__in=[StatusBatch.DIKEMBALIKAN, StatusBatch.DIBATALKAN]
    )
    if sudah := sama.first():
        raise Ditolak(SAMA.format(tgl=tanggal(sudah.diunggah_pada)))
    if jalan := daftar.filter(status__in=BERJALAN).first():
        raise Ditolak(
            f"Impor lain sedang berjalan: {jalan} berstatus {jalan.get_status_display()}. "
            "Selesaikan atau batalkan dahulu."
        )


def _simpan(daftar: Iterable[BatchBaris]) -> None:
    BatchBaris.objects.bulk_create(daftar, batch_size=SEKALI_SIMPAN)


def _periksa(batch: BatchUsername, daftar: Iterable[tuple[int, dict]], pada: datetime) -> list[Baris]:
    resource = UsernameResource(batch.perangkat_daerah, pada=pada)
    return resource.periksa([Baris(nomor, isi) for nomor, isi in daftar])


def _periksa_ulang(batch: BatchUsername, pada: datetime) -> list[Baris]:
    """The rows that were submitted, judged anew: what has become wrong since then stops the act."""
    diajukan = batch.daftar_baris.exclude(tingkat=GALAT).values_list("nomor", "isi")
    daftar = _periksa(batch, diajukan, pada)
    keluhan = [
        f"Baris {b.nomor}, kolom {k['kolom']}: {k['kalimat']}"
        for b in daftar
        for k in b.keluhan
        if k["tingkat"] == GALAT
    ]
    if len(keluhan) > KELUHAN_TERBANYAK:
        keluhan[KELUHAN_TERBANYAK:] = [f"… dan {len(keluhan) - KELUHAN_TERBANYAK} keluhan lain."]
    if keluhan:
        raise Ditolak(
            "Data pegawai berubah sejak daftar ini diperiksa. Kembalikan atau batalkan daftar.", *keluhan
        )
    return daftar


def _digest(batch: BatchUsername, daftar: list[Baris]) -> dict:
    """One record for the whole list: numbers, and a fingerprint of what the rows say."""
    isi = json.dumps(
        [[b.nomor, b.isi, b.tingkat] for b in daftar], sort_keys=True
    )  # PostgreSQL reorders keys
    return {
        "baris": len(daftar),
        "peringatan": batch.jumlah_peringatan,
        "galat": batch.jumlah_galat,
        "sidik": hashlib.sha256(isi.encode()).hexdigest(),
        "berkas": batch.sha256,
    }


# --- apply ---------------------------------------------------------------------------------------------


def _buat_semua(batch: BatchUsername, daftar: list[Baris], pada: datetime) -> None:
    """In slices, so that memory stays flat; the designations last, since a penilai may come later in the list."""
    dibuat: dict[str, tuple[int, int, int]] = {}
    for awal in range(0, len(daftar), SEKALI_SIMPAN):
        dibuat |= _buat_pegawai(batch, daftar[awal : awal + SEKALI_SIMPAN], pada)
    izin = Permission.objects.get(codename=NILAI, content_type__app_label="kepegawaian")
    hari = timezone.localtime(pada).date()
    for awal in range(0, len(daftar), SEKALI_SIMPAN):
        PejabatPenilai.objects.bulk_create(
            _penugasan(baris, dibuat, izin, hari)
            for baris in daftar[awal : awal + SEKALI_SIMPAN]
            if baris.bersih["penilai"] is not None
        )


def _buat_pegawai(batch, daftar: list[Baris], pada: datetime) -> dict[str, tuple[int, int, int]]:
    """NIP -> ids of the person, the account and the position."""
    akun = Pengguna.objects.bulk_create(_pengguna(b.bersih) for b in daftar)
    orang = Pegawai.objects.bulk_create(
        _pegawai(b.bersih, a.pk, batch.perangkat_daerah_id) for b, a in zip(daftar, akun, strict=True)
    )
    jabatan = RiwayatJabatan.objects.bulk_create(
        _riwayat(b.bersih, o.pk, batch, pada) for b, o in zip(daftar, orang, strict=True)
    )
    return {o.nip: (o.pk, a.pk, j.pk) for o, a, j in zip(orang, akun, jabatan, strict=True)}


def _pengguna(isi: dict) -> Pengguna:
    return Pengguna(
        username=isi["nip"].angka,
        nama=isi["nama"],
        email=isi.get("email") or "",
        # What set_unusable_password() stores, 40 random characters, without its forty calls for each account.
        password=UNUSABLE_PASSWORD_PREFIX + secrets.token_urlsafe(30),
    )


def _pegawai(isi: dict, pengguna_id: int, perangkat_daerah_id: int) -> Pegawai:
    return Pegawai(
        pengguna_id=pengguna_id,
        nip=isi["nip"].angka,
        nama=isi["nama"],
        jenis_kepegawaian=isi["jenis_kepegawaian"],
        golongan=isi["golongan"],
        perangkat_daerah_id=perangkat_daerah_id,
    )


def _riwayat(isi: dict, pegawai_id: int, batch: BatchUsername, pada: datetime) -> RiwayatJabatan:
    return RiwayatJabatan(
        pegawai_id=pegawai_id,
        tahun=timezone.localtime(pada).year,
        jabatan_id=isi["jabatan"].pk,
        tmt=isi["tmt_jabatan"],
        perangkat_daerah_id=batch.perangkat_daerah_id,
        unit_kerja_id=isi["unit_kerja"].pk,
        aktif=True,
        diusulkan_oleh_id=batch.diunggah_oleh_id,
        diverifikasi_oleh_id=batch.diverifikasi_oleh_id,
        diverifikasi_pada=batch.diverifikasi_pada,
    )


def _penugasan(baris: Baris, dibuat: dict, izin: Permission, hari) -> PejabatPenilai:
    """The guardian row that ties the penilai to this position."""
    penilai, (pegawai_id, _, riwayat_id) = baris.bersih["penilai"], dibuat[baris.bersih["nip"].angka]
    if isinstance(penilai, Orang):
        penilai_id, pengguna_id = penilai.pk, penilai.pengguna_id
    else:
        penilai_id, pengguna_id, _ = dibuat[penilai]
    return PejabatPenilai(
        user_id=pengguna_id,
        permission=izin,
        content_object_id=riwayat_id,
        pegawai_id=penilai_id,
        dinilai_id=pegawai_id,
        mulai=hari,
    )
