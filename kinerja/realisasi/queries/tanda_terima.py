"""What the printed receipt of a submission says."""

from __future__ import annotations

from django.utils import timezone

from kinerja.dokumen.models import Riwayat
from kinerja.kalender.queries import tanggal
from kinerja.realisasi.models import RealisasiBulanan, RealisasiIndikator
from kinerja.ui.models import Identitas
from kinerja.ui.templatetags.ui import angka, nip


def data_tanda_terima(realisasi: RealisasiBulanan, tanda: Riwayat) -> dict:
    """The report as it was submitted: nothing of it can change afterwards, so it is the same in later years."""
    identitas, versi = Identitas.tersimpan(), realisasi.versi_skp
    saat = timezone.localtime(tanda.pada)
    pegawai, penilai = realisasi.pegawai, realisasi.penilai
    return {
        "bulan": str(realisasi.nilai_bulan),
        "instansi": identitas.nama_pemerintah,
        "nomor": str(tanda.nomor),
        "waktu": f"{tanggal(saat)} pukul {saat:%H.%M.%S} {identitas.zona}",
        "sidik": tanda.hash,
        "versi": f"versi {versi.nomor}, disetujui {tanggal(versi.disetujui_pada)}",
        "pegawai": [pegawai.nama, nip(pegawai.nip), realisasi.jabatan_nama, realisasi.unit_nama],
        "penilai": [penilai.nama, nip(penilai.nip), realisasi.penilai_jabatan, ""],
        "baris": [_baris(b) for b in realisasi.baris_terurut()],
        "jumlah_aktivitas": angka(realisasi.jumlah_aktivitas),
        "catatan": realisasi.catatan,
    }


def _baris(baris: RealisasiIndikator) -> dict[str, str]:
    i = baris.indikator
    return {
        "rhk": i.rhk.uraian if i.rhk else "",
        "indikator": i.uraian,
        "target": i.target_teks if i.target is None else f"{angka(i.target)} {i.satuan}",
        "realisasi": angka(baris.isi) or str(baris.isi),
        "aktivitas": angka(baris.jumlah_aktivitas),
        "bukti": baris.bukti,
    }
