"""The owner reports his month: draft, rows, submission, and taking it back (juknis BAB VI.1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Case, Value, When

from kinerja.aktivitas.queries import dapat_dihitung
from kinerja.aktivitas.services import bekukan, lepaskan
from kinerja.dokumen.acts import act
from kinerja.dokumen.errors import Ditolak, Keluhan
from kinerja.kalender.models import Bulan, Tahap
from kinerja.kalender.queries import Masa, masa_untuk, require_open
from kinerja.realisasi.lifecycle import StatusRealisasi
from kinerja.realisasi.models import RealisasiBulanan, RealisasiIndikator
from kinerja.realisasi.queries import BELUM_DIAJUKAN, hari_penentu, isi_baris, penilai_bulan, versi_bulan
from kinerja.realisasi.queries.bulan import draf_dapat_ditulis
from kinerja.skp.models import Skp, indikator_versi
from kinerja.skp.queries import skp_pemilik_bulan, versi_pada
from kinerja.skp.services import nama_jabatan_penilai
from kinerja.ui.forms import TANPA_TAUTAN, periksa_tautan

NILAI_TERBESAR = Decimal("9999999999999.99")
TEKS_TERPANJANG = 200
KONFIRMASI_ISI = "Centang pernyataan bahwa Anda telah mengisi realisasi dengan BENAR."
DIREVISI = "SKP Anda direvisi sejak draf ini dibuka. Simpan dahulu agar barisnya diperbarui."
TERLAMBAT_DIKEMBALIKAN = "Tidak cukup waktu bagi pegawai untuk memperbaiki; nilai apa adanya."
KEDINASAN_LAIN_KOSONG = "Ada aktivitas tugas kedinasan lain bulan ini. Simpan dahulu agar barisnya ditambahkan, lalu isi realisasinya."


@act(Skp, "realisasi.dibuka")
def isi_realisasi(skp, *, oleh, pada, bulan: Bulan):
    """Open the month's draft with a row for every indicator of the version that the month is reported on.

    From the month's first day on, so that it can be written as the work is done; `ajukan` waits for the window.
    An approved version is enough: a revision or the final evaluation in progress does not block it.
    """
    pemilik = skp_pemilik_bulan(skp.pegawai, bulan)
    if pemilik is None or pemilik.pk != skp.pk:
        raise Ditolak(f"{bulan} bukan milik SKP ini, atau SKP belum pernah disetujui.")
    _dapat_ditulis(skp, bulan, pada)
    buang_draf_skp_lain(skp, bulan)
    versi = versi_pada(skp, bulan)
    realisasi = RealisasiBulanan.objects.create(
        skp=skp,
        versi_skp=versi,
        pegawai_id=skp.pegawai_id,
        tahun=bulan.tahun,
        bulan=bulan.bulan,
        perangkat_daerah_id=skp.perangkat_daerah_id,
        diubah_pada=pada,
    )
    _tambah_baris(realisasi, indikator_versi(versi.isi))
    _ikuti_kedinasan_lain(realisasi, ())
    return realisasi


def _dapat_ditulis(skp: Skp, bulan: Bulan, pada: datetime) -> None:
    """Not a month that has not begun, nor one that is over: its draft would be closed as “tidak lapor”."""
    opd, orang = skp.perangkat_daerah_id, skp.pegawai_id
    masa = masa_untuk(Tahap.PENGISIAN, bulan, perangkat_daerah_id=opd, pegawai_id=orang, segar=True)
    laporan = skp.pegawai.daftar_realisasi_bulanan.filter(tahun=bulan.tahun, bulan=bulan.bulan)
    ditutup = laporan.filter(status=StatusRealisasi.TIDAK_LAPOR).exists()
    if ditutup or not draf_dapat_ditulis(masa, bulan, pada):
        require_open(Tahap.PENGISIAN, bulan, pada=pada, perangkat_daerah_id=opd, pegawai_id=orang)


def buang_draf_skp_lain(skp: Skp, bulan: Bulan) -> None:
    """A draft begun on an SKP that does not own the month any more (its period was ended): nobody can submit it."""
    draf = skp.pegawai.daftar_realisasi_bulanan.filter(tahun=bulan.tahun, bulan=bulan.bulan)
    draf.filter(status__in=BELUM_DIAJUKAN).exclude(skp=skp).delete()


def _tambah_baris(realisasi, daftar_id) -> None:
    RealisasiIndikator.objects.bulk_create(
        RealisasiIndikator(realisasi=realisasi, indikator_id=pk) for pk in daftar_id
    )


@act(RealisasiBulanan, "realisasi.disimpan")
def simpan(
    realisasi,
    *,
    oleh,
    pada,
    baris: dict[int, tuple[Decimal | str | None, str]],
    catatan_penilai: str | None = None,
):
    """Store the draft: row id -> (value or None, evidence or ""). Not bound to the window: nothing is lost.

    A value is a number; words only where the target is in words.

    If the SKP was approved anew for this month, the rows follow it; what was typed stays where the row stays.
    """
    milik = {b.pk: b for b in realisasi.baris_terurut()}
    berubah = []
    for pk, (nilai, bukti) in baris.items():
        if pk not in milik:
            raise Ditolak("Baris realisasi tidak ditemukan di bulan ini. Muat ulang halaman.")
        teks, nilai = (nilai.strip(), None) if isinstance(nilai, str) else ("", nilai)
        if len(teks) > TEKS_TERPANJANG:
            raise Ditolak(Keluhan(f"Realisasi paling banyak {TEKS_TERPANJANG} karakter.", f"#nilai_{pk}"))
        if teks and milik[pk].indikator.target is not None:
            raise Ditolak(
                Keluhan(f"Realisasi indikator ini harus bilangan, ditemukan “{teks[:40]}”.", f"#nilai_{pk}")
            )
        if nilai is not None and not 0 <= nilai <= NILAI_TERBESAR:
            raise Ditolak(
                Keluhan(
                    f"Realisasi harus bilangan 0 atau lebih, ditemukan “{str(nilai)[:40]}”.", f"#nilai_{pk}"
                )
            )
        if bukti not in ("", TANPA_TAUTAN) and bukti != milik[pk].bukti:
            _periksa_bukti(bukti, pk)
        if (milik[pk].nilai, milik[pk].nilai_teks, milik[pk].bukti) != (nilai, teks, bukti):
            milik[pk].nilai, milik[pk].nilai_teks, milik[pk].bukti = nilai, teks, bukti
            berubah.append(milik[pk])
    # An upsert of rows that exist: a third of the work of bulk_update's CASE for each cell.
    RealisasiIndikator.objects.bulk_create(
        berubah, update_conflicts=True, unique_fields=["id"], update_fields=["nilai", "nilai_teks", "bukti"]
    )
    if catatan_penilai is not None:
        realisasi.catatan = catatan_penilai.strip()
    mengikuti = _ikuti_versi(realisasi)
    ada = realisasi.daftar_baris.order_by() if mengikuti else milik.values()
    return {"baris_berubah": len(berubah)} | mengikuti | _ikuti_kedinasan_lain(realisasi, ada)


def _periksa_bukti(bukti: str, pk: int) -> None:
    try:
        periksa_tautan(bukti)
    except ValidationError as galat:
        raise Ditolak(Keluhan(galat.messages[0], f"#bukti_{pk}")) from None


def _ikuti_kedinasan_lain(realisasi, daftar: Iterable[RealisasiIndikator]) -> dict:
    """“Tugas kedinasan lain” has a row in the months that have such activities; an empty one without them goes.

    `daftar`: the rows that the report has now.
    """
    menurut_versi = realisasi.versi_skp.daftar_id("indikator")
    ada = [b for b in daftar if b.indikator_id not in menurut_versi]
    kegiatan = dapat_dihitung(realisasi.skp, realisasi.nilai_bulan)
    perlu = kegiatan.filter(indikator__skp_kedinasan_lain=realisasi.skp_id).exists()
    if perlu and not ada:
        _tambah_baris(realisasi, [realisasi.skp.indikator_kedinasan_lain.pk])
        return {"kedinasan_lain": True}
    kosong = [b.pk for b in ada if b.isi is None and not b.bukti]
    if kosong and not perlu:
        realisasi.daftar_baris.filter(pk__in=kosong).delete()
    return {}


def _ikuti_versi(realisasi) -> dict:
    """Add and drop rows as the version of the month has them by now. A dropped row that said something is told."""
    versi = versi_bulan(realisasi)
    if versi.pk == realisasi.versi_skp_id:
        return {}
    ada = {b.indikator_id: b for b in realisasi.baris_terurut()}
    menurut_versi = indikator_versi(versi.isi)
    baru = [pk for pk in menurut_versi if pk not in ada]
    lepas = [b for b in ada.values() if b.indikator_id not in menurut_versi and b.indikator.rhk_id]
    _tambah_baris(realisasi, baru)
    realisasi.daftar_baris.filter(pk__in=[b.pk for b in lepas]).delete()
    realisasi.versi_skp = versi
    return {
        "versi_skp": versi.nomor,
        "baris_baru": len(baru),
        "baris_lepas": isi_baris(lepas),
    }


@act(RealisasiBulanan, "realisasi.diajukan", wajib={"konfirmasi": KONFIRMASI_ISI})
def ajukan(realisasi, *, oleh, pada, konfirmasi: bool = False):
    """Inside the window, to the penilai in force now; from here on the document keeps him."""
    _jendela_pengisian(realisasi, pada)
    # Locked, for its period may be ended at this very moment: the second of the two sees what the first did.
    terkunci = Skp.objects.select_for_update(of=("self",), no_key=True).select_related("riwayat_jabatan")
    skp = realisasi.skp = terkunci.get(pk=realisasi.skp_id)
    if not skp.memuat(hari_penentu(realisasi.nilai_bulan)):
        raise Ditolak(
            f"Periode SKP ini sudah diakhiri, jadi {realisasi.nilai_bulan} dilaporkan dengan SKP Anda yang baru."
        )
    if versi_bulan(realisasi).pk != realisasi.versi_skp_id:
        raise Ditolak(DIREVISI)
    penugasan = penilai_bulan(realisasi, pada=pada)
    if penugasan is None:
        raise Ditolak(
            "Pejabat penilai Anda belum ditetapkan. Hubungi pengelola kepegawaian perangkat daerah Anda."
        )
    catat_penilai(realisasi, penugasan)
    realisasi.jabatan_nama, realisasi.unit_nama = skp.jabatan_nama, skp.unit_nama
    realisasi.pangkat = realisasi.pegawai.golongan
    realisasi.diajukan_pada = pada
    _hitung_aktivitas(realisasi, pada)
    return {"jumlah_aktivitas": realisasi.jumlah_aktivitas}


def _hitung_aktivitas(realisasi, pada) -> None:
    """The counts of this moment stay; activities entered later are not counted (juknis BAB VI.1)."""
    if not (jumlah := bekukan(realisasi.skp, realisasi.nilai_bulan, pada=pada)):
        return
    baris = realisasi.daftar_baris.order_by()
    if di_luar_versi := jumlah.keys() - realisasi.versi_skp.daftar_id("indikator"):
        lain = {realisasi.skp.indikator_kedinasan_lain.pk} & di_luar_versi
        if lain and not baris.filter(indikator__in=lain).exists():
            raise Ditolak(KEDINASAN_LAIN_KOSONG)
    menurut_indikator = [When(indikator=pk, then=Value(n)) for pk, n in jumlah.items()]
    baris.filter(indikator__in=jumlah).update(jumlah_aktivitas=Case(*menurut_indikator))
    realisasi.jumlah_aktivitas = sum(jumlah.values())


@act(RealisasiBulanan, "realisasi.ditarik_kembali")
def tarik_kembali(realisasi, *, oleh, pada):
    """Before it is rated, inside the window: the draft is open again, with all that it said."""
    if not settings.TARIK_KEMBALI:
        raise Ditolak("Realisasi yang sudah diajukan tidak dapat ditarik kembali.")
    _jendela_pengisian(realisasi, pada)
    return _buka_lagi(realisasi)


@act(RealisasiBulanan, "realisasi.dikembalikan", wajib={"catatan": "Tuliskan apa yang perlu diperbaiki."})
def kembalikan(realisasi, *, oleh, pada, catatan: str = ""):
    """The penilai returns it for correction; only while the owner has a day and more to submit it again."""
    if _jendela_pengisian(realisasi, pada).hari_terakhir(pada):
        raise Ditolak(TERLAMBAT_DIKEMBALIKAN)
    return _buka_lagi(realisasi)


def _buka_lagi(realisasi) -> dict:
    """A draft again; the record keeps who held it, for he is told."""
    dari = realisasi.penilai_id
    realisasi.penilai = realisasi.penugasan = realisasi.diajukan_pada = None
    realisasi.penilai_jabatan, realisasi.jumlah_aktivitas = "", 0
    realisasi.daftar_baris.update(jumlah_aktivitas=0)
    lepaskan(realisasi.skp, realisasi.nilai_bulan)
    return {"dari": dari}


@act(RealisasiBulanan, "realisasi.pengisian_dibuka")
def buka_pengisian(realisasi, *, oleh, pada):
    """A month that was closed as “tidak lapor”, in a window opened again: the draft goes on where it was.

    One that was never opened has no rows yet.
    """
    _jendela_pengisian(realisasi, pada)
    if not realisasi.daftar_baris.exists():
        realisasi.versi_skp = versi_bulan(realisasi)
        _tambah_baris(realisasi, indikator_versi(realisasi.versi_skp.isi))
        _ikuti_kedinasan_lain(realisasi, ())


def catat_penilai(realisasi, penugasan) -> None:
    realisasi.penugasan, realisasi.penilai = penugasan, penugasan.pegawai
    realisasi.penilai_jabatan = nama_jabatan_penilai(penugasan)


def _jendela_pengisian(realisasi, pada) -> Masa:
    return require_open(
        Tahap.PENGISIAN,
        realisasi.nilai_bulan,
        pada=pada,
        perangkat_daerah_id=realisasi.perangkat_daerah_id,
        pegawai_id=realisasi.pegawai_id,
    )
