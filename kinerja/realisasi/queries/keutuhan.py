"""What must be true of every monthly report (`manage.py periksa`)."""

from __future__ import annotations

from django.db.models import F

from kinerja.dokumen.checks import invarian
from kinerja.realisasi.lifecycle import StatusRealisasi
from kinerja.realisasi.models import KUADRAN, RealisasiBulanan, RealisasiIndikator
from kinerja.realisasi.queries.bulan import hari_penentu


@invarian("rb: bulan dimiliki periode SKP-nya")
def bulan_dimiliki_periode():
    diajukan = RealisasiBulanan.objects.exclude(status=StatusRealisasi.DRAF)
    for r in diajukan.select_related("skp", "pegawai").iterator():
        if not r.skp.memuat(hari_penentu(r.nilai_bulan)):
            yield f"{r}: di luar periode SKP-nya ({r.skp.mulai}–{r.skp.selesai})."


@invarian("rb: versi_skp milik SKP yang sama")
def versi_milik_skp():
    for r in RealisasiBulanan.objects.exclude(versi_skp__skp=F("skp")).select_related("pegawai"):
        yield f"{r}: versi SKP #{r.versi_skp_id} bukan versi dari SKP #{r.skp_id}."


@invarian("rb: predikat sesuai kuadran")
def predikat_sesuai_kuadran():
    for r in RealisasiBulanan.objects.exclude(predikat="").iterator():
        if KUADRAN.get((r.rating_hasil, r.rating_perilaku)) != r.predikat:
            yield f"{r}: predikat {r.predikat} tidak sesuai kuadran."


@invarian("rb: setiap realisasi yang diajukan lengkap nilainya")
def realisasi_diajukan_lengkap():
    kosong = RealisasiIndikator.objects.exclude(realisasi__status__in=["DRAF", "TIDAK_LAPOR"]).filter(
        nilai=None, nilai_teks=""
    )
    for baris in kosong.select_related("realisasi", "indikator"):
        yield f"{baris.realisasi}: indikator #{baris.indikator_id} tanpa realisasi."
