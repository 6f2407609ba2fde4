"""Every verb of an SKP with arguments that would be accepted, and one small world in which they are."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from kinerja.akun.models import Pengguna
from kinerja.dokumen.acts import ACTS
from kinerja.skp import services
from kinerja.skp.models import (
    PenugasanHasil,
    PustakaIndikator,
    PustakaRhk,
    RencanaHasilKerja,
    Skp,
    UsulanIndikator,
    UsulanRhk,
    VersiSkp,
)
from tests.factories import (
    PegawaiFactory,
    PenggunaFactory,
    RiwayatJabatanFactory,
    isi_ekspektasi,
    jadikan_admin_bkd,
    skp_disetujui,
    skp_konsep,
    tunjuk_penilai,
)
from tests.kinerja.skp.conftest import KINI, potret

JPT_DUA = {"Terkelolanya layanan": ["Indeks layanan"], "Terkelolanya data": ["Persentase data"]}
INDIKATOR = {"uraian": "Jumlah server", "aspek": "KUANTITAS", "target": Decimal(5), "satuan": "Unit"}
USULAN = UsulanRhk("Tersusunnya laporan", "UTAMA", (UsulanIndikator("Jumlah laporan", aspek="KUANTITAS"),))


def pemilik(skp, pada=KINI) -> dict:
    return {"oleh": skp.pegawai.pengguna, "pada": pada}


def penilai(skp, pada=KINI) -> dict:
    return {"oleh": skp.penilai.pengguna, "pada": pada}


def tambah_rhk(skp, uraian: str, induk=None, **isi) -> RencanaHasilKerja:
    """With one indicator that fits the SKP's model."""
    tanda = services.tambah_rhk(skp, **pemilik(skp), jenis="UTAMA", uraian=uraian, rhk_atasan=induk, **isi)
    bidang = {"aspek": "KUANTITAS"} if skp.is_ja_jf else {"perspektif": "ANGGARAN"}
    services.tambah_indikator(
        skp, **pemilik(skp), rhk=tanda.rincian["rhk"], uraian=f"Indikator {uraian}", target_teks="1 minggu",
        **bidang,
    )  # fmt: skip
    return RencanaHasilKerja.objects.get(pk=tanda.rincian["rhk"])


def ajukan(skp, catatan="Mohon koreksi.", pada=KINI):
    return services.ajukan(skp, **pemilik(skp, pada), catatan=catatan)


def terima(skp, pada=KINI):
    isi_ekspektasi(skp)
    return services.terima(skp, **penilai(skp, pada), catatan="Setuju.")


def buka_revisi(skp, pada=KINI):
    services.ajukan_revisi(skp, **pemilik(skp, pada), catatan="Target berubah.")
    return services.terima_revisi(skp, **penilai(skp, pada))


def selesaikan(skp, predikat="BAIK", pada=KINI):
    return services.selesaikan(skp, oleh=Pengguna.objects.sistem(), pada=pada, predikat=predikat)


def lapangan(keadaan: str = "konsep") -> SimpleNamespace:
    """A JA/JF plan in this state between its penilai and somebody whom its owner rates."""
    d = SimpleNamespace(atasan=PegawaiFactory())
    d.skp_atasan = skp_disetujui(d.atasan, isi=JPT_DUA)
    d.induk, d.induk_lain = d.skp_atasan.daftar_rhk.all()
    opd = d.atasan.perangkat_daerah
    d.skp = skp_konsep(PegawaiFactory(perangkat_daerah=opd), penilai=d.atasan, model="JA_JF", isi={})
    d.rhk = tambah_rhk(d.skp, "Terkelolanya server", d.induk)
    d.rhk_lain = tambah_rhk(d.skp, "Terkelolanya jaringan", d.induk)
    d.indikator = d.rhk.daftar_indikator.get()
    d.bawahan = PegawaiFactory(perangkat_daerah=opd)
    tunjuk_penilai(RiwayatJabatanFactory(pegawai=d.bawahan), d.skp.pegawai)
    d.sumber = skp_disetujui(PegawaiFactory(perangkat_daerah=opd), penilai=d.atasan)
    d.sumber.riwayat_jabatan.jabatan = d.skp.riwayat_jabatan.jabatan
    d.sumber.riwayat_jabatan.save()
    services.bagikan(d.sumber, **penilai(d.sumber), boleh=True)
    d.pustaka = PustakaRhk.objects.create(jabatan=d.skp.riwayat_jabatan.jabatan, uraian="Dari pustaka")
    PustakaIndikator.objects.create(rhk=d.pustaka, uraian="Jumlah dokumen", aspek="KUANTITAS")
    d.tugas_atasan = tugas(d.induk, d.skp.pegawai, "Tugas dari atasan")
    d.tugas_bawahan = tugas(d.rhk, d.bawahan, "Tugas bagi bawahan")
    d.bkd = jadikan_admin_bkd(PegawaiFactory().pengguna)
    if keadaan != "konsep":
        ajukan(d.skp)
        isi_ekspektasi(d.skp)
    if keadaan not in ("konsep", "diajukan"):
        services.terima(d.skp, **penilai(d.skp), catatan="Setuju.")
    if keadaan == "revisi":
        services.ajukan_revisi(d.skp, **pemilik(d.skp), catatan="Target berubah.")
    if keadaan == "direvisi":
        buka_revisi(d.skp)
    if keadaan == "selesai":
        selesaikan(d.skp)
    return d


def tugas(rhk, pegawai, uraian: str) -> PenugasanHasil:
    return PenugasanHasil.objects.create(rhk_atasan=rhk, pegawai=pegawai, uraian=uraian, ditugaskan_pada=KINI)


KONSEP = (
    "ubah", "tambah_rhk", "ubah_rhk", "pilih_rhk_atasan", "hapus_rhk", "tambah_indikator", "ubah_indikator",
    "hapus_indikator", "urutkan", "simpan_lampiran", "salin", "pakai_pustaka", "tempel", "impor_tool_kinerja",
    "ambil_penugasan", "balas_komentar", "izinkan_mendahului", "ajukan",
)  # fmt: skip
DIAJUKAN = ("simpan_ekspektasi", "komentari", "terima", "kembalikan")
DISETUJUI = ("ajukan_revisi", "tugaskan", "batal_tugaskan", "bagikan", "tutup_periode", "selesaikan")
REVISI = ("terima_revisi", "tolak_revisi")
VERBA = {
    "konsep": KONSEP,
    "diajukan": DIAJUKAN,
    "disetujui": DISETUJUI,
    "revisi": REVISI,
    "direvisi": tuple(v for v in KONSEP if v not in ("hapus_rhk", "hapus_indikator")),
    "selesai": ("bagikan",),
}
# Not the acts of the report that is written on it.
SEMUA = {verba for (model, verba), a in ACTS.items() if model is Skp and a.jenis.startswith("skp.")}


def langkah(d: SimpleNamespace) -> dict[str, tuple]:
    """Verb -> (who may, what he sends)."""
    skp, catatan = d.skp, {"catatan": "Sudah sesuai."}
    diri, atasan = skp.pegawai.pengguna, d.atasan.pengguna
    periode = {"mulai": skp.mulai, "selesai": skp.selesai, "model": "JA_JF", "pendekatan": "KUANTITATIF"}
    versi = VersiSkp.objects.get(skp=d.sumber)
    return {
        "ubah": (diri, periode),
        "tambah_rhk": (diri, {"jenis": "UTAMA", "uraian": "Baru", "rhk_atasan": d.induk}),
        "ubah_rhk": (
            diri,
            {"rhk": d.rhk.pk, "jenis": "TAMBAHAN", "uraian": "Berubah", "rhk_atasan": d.induk},
        ),
        "pilih_rhk_atasan": (diri, {"pilihan": {d.rhk.pk: d.induk_lain.pk}}),
        "hapus_rhk": (diri, {"rhk": d.rhk_lain.pk}),
        "tambah_indikator": (diri, {"rhk": d.rhk.pk, **INDIKATOR}),
        "ubah_indikator": (diri, {"indikator": d.indikator.pk, **INDIKATOR}),
        "hapus_indikator": (diri, {"indikator": d.indikator.pk}),
        "urutkan": (diri, {"bagian": "rhk", "urutan": [d.rhk_lain.pk, d.rhk.pk]}),
        "simpan_lampiran": (diri, {"lampiran": {"SUMBER_DAYA": ["Satu server"]}}),
        "salin": (diri, {"sumber": d.sumber.pk, "pilihan": sorted(versi.daftar_id("rhk"))}),
        "pakai_pustaka": (diri, {"pilihan": [d.pustaka.pk]}),
        "tempel": (diri, {"daftar": [USULAN]}),
        "impor_tool_kinerja": (diri, {"daftar": [USULAN], "periode": (skp.mulai, skp.selesai)}),
        "ambil_penugasan": (diri, {"penugasan": d.tugas_atasan.pk}),
        "balas_komentar": (diri, {**catatan, "rhk": d.rhk.pk}),
        "izinkan_mendahului": (d.bkd, {"alasan": "Jabatan rangkap."}),
        "ajukan": (diri, catatan),
        "simpan_ekspektasi": (atasan, {"ekspektasi": {"LOYAL": "Setia"}}),
        "komentari": (atasan, {**catatan, "indikator": d.indikator.pk}),
        "terima": (atasan, catatan),
        "kembalikan": (atasan, catatan),
        "ajukan_revisi": (diri, catatan),
        "terima_revisi": (atasan, {}),
        "tolak_revisi": (atasan, catatan),
        "tugaskan": (diri, {"rhk": d.rhk.pk, "pegawai": d.bawahan.pk, "uraian": "Tugas baru"}),
        "batal_tugaskan": (diri, {"penugasan": d.tugas_bawahan.pk}),
        "bagikan": (atasan, {"boleh": True}),
        "tutup_periode": (diri, {"selesai": date(2026, 6, 30), "alasan": "Mutasi, SK 800/1/2026."}),
        "selesaikan": (Pengguna.objects.sistem(), {"predikat": "BAIK"}),
    }


def lakukan(d: SimpleNamespace, verba: str, **ganti):
    """The act by who may; `ganti` replaces who, when, version, key or a part of what is sent."""
    oleh, isi = langkah(d)[verba]
    return getattr(services, verba)(d.skp, **{"oleh": oleh, "pada": KINI, **isi, **ganti})


def semuanya(d: SimpleNamespace) -> tuple:
    """All that an act could change on this plan, and what lies around it."""
    skp = Skp.objects.get(pk=d.skp.pk)
    around = sorted(PenugasanHasil.objects.values_list("pk", "rhk", "uraian"))
    return potret(skp), sorted(skp.daftar_lampiran.values_list()), skp.daftar_versi.count(), around


def orang_lain(d: SimpleNamespace) -> dict[str, Pengguna]:
    """Who must not act for the owner, nor for the penilai, nor for the system."""
    return {
        "rekan": PegawaiFactory(perangkat_daerah=d.skp.perangkat_daerah).pengguna,
        "bawahan": d.bawahan.pengguna,
        "opd_lain": PegawaiFactory().pengguna,
        "superuser": PenggunaFactory(is_superuser=True),
        "bkd": d.bkd,
        "pemilik": d.skp.pegawai.pengguna,
        "penilai": d.atasan.pengguna,
    }
