"""SKPs of before: those approved get their first version, all of them the indicator that needs no planning."""

import secrets

from django.db import migrations

ABJAD = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
KEDINASAN_LAIN = "Terlaksananya tugas kedinasan lain"
SEKALI = 500
KOLOM = ("uraian", "aspek", "perspektif", "target_teks", "satuan", "arah")


def isi_skp_lama(apps, schema_editor):
    Skp, Indikator, VersiSkp = (apps.get_model("skp", n) for n in ("Skp", "Indikator", "VersiSkp"))
    nilai = list(apps.get_model("skp", "NilaiBerakhlak").objects.prefetch_related("daftar_panduan").order_by("nomor"))
    semua = Skp.objects.select_related("pegawai", "penilai", "perangkat_daerah").order_by("pk")
    urut = semua.prefetch_related("daftar_rhk__rhk_atasan", "daftar_rhk__daftar_indikator", "daftar_ekspektasi")
    versi, indikator = [], []
    for skp in urut.iterator(chunk_size=SEKALI):
        indikator.append(Indikator(skp_kedinasan_lain=skp, uraian=KEDINASAN_LAIN))
        if skp.disetujui_pada and skp.status != "KONSEP":
            kode = "".join(secrets.choice(ABJAD) for _ in range(16))
            versi.append(
                VersiSkp(skp=skp, nomor=1, kode=kode, disetujui_pada=skp.disetujui_pada, isi=_isi(skp, nilai))
            )
        if len(indikator) >= SEKALI:
            Indikator.objects.bulk_create(indikator), VersiSkp.objects.bulk_create(versi)
            versi, indikator = [], []
    Indikator.objects.bulk_create(indikator)
    VersiSkp.objects.bulk_create(versi)


def _isi(skp, nilai):
    teks = {e.nilai_id: e.teks for e in skp.daftar_ekspektasi.all()}
    rhk = sorted(skp.daftar_rhk.all(), key=lambda r: (r.jenis != "UTAMA", r.urutan, r.pk))
    return {
        "model": skp.model,
        "pendekatan": skp.pendekatan,
        "tahun": skp.tahun,
        "mulai": skp.mulai.isoformat(),
        "selesai": skp.selesai.isoformat(),
        "perangkat_daerah": skp.perangkat_daerah.nama,
        "pegawai": _pihak(skp.pegawai, skp.pangkat, skp.jabatan_nama, skp.unit_nama),
        "penilai": _pihak(skp.penilai, skp.penilai.golongan, skp.penilai_jabatan, "") if skp.penilai else None,
        "rhk": [_rhk(r) for r in rhk],
        "lampiran": {"SUMBER_DAYA": [], "PERTANGGUNGJAWABAN": [], "KONSEKUENSI": []},
        "ekspektasi": [
            {
                "kode": n.kode,
                "nama": n.nama,
                "panduan": [p.teks for p in sorted(n.daftar_panduan.all(), key=lambda p: p.nomor)],
                "teks": teks.get(n.kode, ""),
            }
            for n in nilai
        ],
    }


def _pihak(pegawai, pangkat, jabatan, unit):
    return {
        "nama": pegawai.nama,
        "nip": pegawai.nip or "",
        "pangkat": pangkat,
        "jabatan": jabatan,
        "unit_kerja": unit,
    }


def _rhk(rhk):
    indikator = sorted(rhk.daftar_indikator.all(), key=lambda i: (i.urutan, i.pk))
    return {
        "id": rhk.pk,
        "jenis": rhk.jenis,
        "uraian": rhk.uraian,
        "atasan_id": rhk.rhk_atasan_id,
        "atasan": rhk.rhk_atasan.uraian if rhk.rhk_atasan else "",
        "indikator": [
            {
                "id": i.pk,
                "target": None if i.target is None else str(i.target),
                **{n: getattr(i, n) for n in KOLOM},
            }
            for i in indikator
        ],
    }


class Migration(migrations.Migration):
    dependencies = [("skp", "0002_rencana_lengkap_versi_pustaka_dan_penugasan")]
    operations = [migrations.RunPython(isi_skp_lama, migrations.RunPython.noop, elidable=True)]
