"""Advice on a plan: said where something is wrong, silent where all is well, and never slow."""

from __future__ import annotations

from decimal import Decimal
from itertools import count
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja.skp.models import Arah, Indikator, Pendekatan, RencanaHasilKerja, Skp
from kinerja.skp.queries.mutu import SARAN_TERBANYAK, Saran, normal, periksa_mutu

nomor = count(1)


def ind(uraian: str, target="12", satuan="Dokumen", *, teks="", arah=Arah.NAIK) -> Indikator:
    bilangan = None if target is None else Decimal(target)
    satuan = "" if target is None else satuan
    return Indikator(
        pk=next(nomor), uraian=uraian, target=bilangan, satuan=satuan, target_teks=teks, arah=arah
    )


def rhk(uraian: str, *daftar: Indikator, atasan: str = "") -> RencanaHasilKerja:
    induk = RencanaHasilKerja(pk=next(nomor), uraian=atasan) if atasan else None
    hasil = RencanaHasilKerja(pk=next(nomor), uraian=uraian, rhk_atasan=induk)
    hasil.daftar_indikator_terurut = list(daftar)
    return hasil


def mutu(*daftar: RencanaHasilKerja, pendekatan=Pendekatan.KUANTITATIF, unit="", lain=()) -> list[Saran]:
    skp = Skp(tahun=2026, pendekatan=pendekatan, unit_nama=unit)
    return periksa_mutu(daftar, skp=skp, uraian_lain=frozenset(map(normal, lain)))


def satu(*daftar, **kw) -> Saran:
    [saran] = mutu(*daftar, **kw)
    return saran


def dari(indikator: Indikator, **kw) -> list[Saran]:
    return mutu(rhk("Terwujudnya tertib administrasi", indikator), **kw)


def test_normal_mengabaikan_huruf_besar_spasi_dan_tanda_baca():
    assert (
        normal("  Jumlah  LAPORAN, (bulanan). ")
        == normal("jumlah laporan bulanan")
        == "jumlah laporan bulanan"
    )


def test_rencana_yang_baik_tidak_mendapat_saran():
    assert (
        mutu(
            rhk(
                "Terwujudnya pengelolaan kinerja ASN",
                ind("Persentase ASN yang dinilai tepat waktu", "100", "Persen"),
                ind("Jumlah laporan kinerja", "12", "Laporan"),
                ind("Waktu penyelesaian laporan", "1", "minggu", arah=Arah.TURUN),
                atasan="Meningkatnya kualitas manajemen ASN",
            ),
            rhk(
                "Menurunnya temuan pemeriksaan",
                ind("Jumlah temuan", "0", "Temuan", arah=Arah.TURUN),
                ind("Indeks kepuasan pegawai", "85.5", "Indeks"),
            ),
        )
        == []
    )


# --- unmeasurable ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("indikator", "contoh"),
    [
        (
            ind("Terlaksananya rapat koordinasi", None, teks="terlaksana"),
            "Jumlah rapat koordinasi yang terlaksana tepat waktu, misalnya target 12 Rapat",
        ),
        (
            ind("Tersusunnya laporan evaluasi.", "1", "Kegiatan"),
            "Jumlah laporan evaluasi yang tersusun tepat waktu, misalnya target 12 Laporan",
        ),
        (
            ind("Terselenggaranya bimbingan teknis", "1", "paket"),
            "Jumlah bimbingan teknis yang terselenggara tepat waktu, misalnya target 12 Dokumen",
        ),
        (
            ind("MENINGKATNYA disiplin pegawai", None, teks="meningkat"),
            "Indeks disiplin pegawai, misalnya target 85 Poin",
        ),
        (
            ind("Berkurangnya keluhan tamu", None),
            "Jumlah keluhan tamu, misalnya target paling banyak 5 Kasus",
        ),
        (
            ind("Terlaksananya", None),
            "Jumlah laporan evaluasi yang terlaksana tepat waktu, misalnya target 12 Laporan",
        ),
    ],
)
def test_indikator_tanpa_ukuran_diberi_contoh_dari_kata_katanya(indikator, contoh):
    [saran] = dari(indikator)
    assert saran.kalimat.startswith(
        f"Indikator “{indikator.uraian}” belum dapat diukur. Sebutkan apa yang dihitung"
    )
    assert saran.contoh == contoh
    assert saran.tautan == f"#indikator-{indikator.pk}"


@pytest.mark.parametrize(
    "indikator",
    [
        ind("Terlaksananya rapat koordinasi", "12", "Kali"),
        ind("Terlaksananya pembinaan", "100", "Persen"),
        ind("Tersusunnya dokumen renstra", "1", "Dokumen"),
        ind("Tersusunnya laporan", None, teks="paling lambat tanggal 5"),
        ind("Terlayaninya 20 tamu setiap bulan", None, teks="terlayani"),
        ind("Persentase berkas lengkap", "95", "Persen"),
        ind("Rata-rata waktu layanan", "2", "Hari", arah=Arah.TURUN),
        ind("Ketepatan waktu pelaporan", None, teks="tepat waktu"),
        ind("Jumlah kegiatan", "1", "Kegiatan"),
        ind("Tanya jawab daring", "1", "Kegiatan"),
    ],
)
def test_indikator_terukur_didiamkan(indikator):
    assert dari(indikator) == []


def test_pendekatan_kualitatif_boleh_tanpa_bilangan():
    indikator = ind("Terlaksananya rapat koordinasi", None)
    assert dari(indikator, pendekatan=Pendekatan.KUALITATIF) == []


# --- percentages -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("indikator", "kalimat", "contoh"),
    [
        (
            ind("Persentase berkas", "120", "%"),
            "Target 120 % pada indikator “Persentase berkas” lebih dari 100 persen. Pastikan memang itu yang dimaksud.",
            "Persentase berkas, target 100 Persen",
        ),
        (
            ind("Persentase keluhan", "150", "Persentase", arah=Arah.TURUN),
            "Target 150 Persentase pada indikator “Persentase keluhan” lebih dari 100 persen. Pastikan memang itu "
            "yang dimaksud.",
            "Persentase keluhan, target paling banyak 5 Persen",
        ),
        (
            ind("Persentase berkas", "0.95", "Persen"),
            "Target 0,95 Persen pada indikator “Persentase berkas” sangat kecil. Angka persen ditulis 95, bukan 0,95.",
            "Persentase berkas, target 95 Persen",
        ),
        (
            ind("Jumlah laporan", "0", "Laporan"),
            "Target 0 Laporan pada indikator “Jumlah laporan” dengan arah makin tinggi makin baik tercapai tanpa "
            "berbuat apa-apa.",
            "Jumlah laporan, target 0 Laporan, arah “Makin rendah makin baik”",
        ),
    ],
)
def test_target_yang_janggal_disebut(indikator, kalimat, contoh):
    assert dari(indikator) == [Saran(kalimat, contoh, f"#indikator-{indikator.pk}")]


@pytest.mark.parametrize(
    "indikator",
    [
        ind("Persentase berkas", "100", "%"),
        ind("Jumlah berkas", "120", "Berkas"),
        ind("Persentase temuan", "0", "Persen", arah=Arah.TURUN),
        ind("Persentase temuan", "0.5", "Persen", arah=Arah.TURUN),
        ind("Persentase kenaikan penerimaan", "0.75", "Persen"),
        ind("Persentase", None, teks="120 %"),
    ],
)
def test_target_yang_wajar_didiamkan(indikator):
    assert dari(indikator) == []


# --- twins -----------------------------------------------------------------------------------------------


def test_indikator_yang_sama_di_dua_rhk():
    pertama, kedua = ind("Jumlah laporan bulanan."), ind("jumlah  LAPORAN bulanan")
    saran = satu(rhk("Terwujudnya tertib arsip", pertama), rhk("Terkelolanya data pegawai", kedua))
    assert saran == Saran(
        "Indikator “jumlah  LAPORAN bulanan” sama dengan indikator pada rencana hasil kerja “Terwujudnya tertib "
        "arsip”. Ukur setiap hasil sekali saja, dengan indikatornya sendiri.",
        "Persentase data pegawai yang selesai tepat waktu, misalnya target 95 Persen",
        f"#indikator-{kedua.pk}",
    )


@pytest.mark.parametrize(
    ("pertama", "kedua"),
    [
        ("Persentase berkas kepegawaian yang diarsipkan", "Persentase berkas kepegawaian yang di arsipkan"),
        ("Persentase berkas lengkap", "Persentase berkas lengkp"),
        (
            "Jumlah laporan kinerja pegawai perangkat daerah",
            "Laporan kinerja perangkat daerah pegawai, jumlah",
        ),
        (
            "Jumlah laporan kinerja perangkat daerah yang selesai",
            "Jumlah laporan kinerja perangkat daerah selesai",
        ),
    ],
)
def test_indikator_yang_hampir_sama(pertama, kedua):
    saran = satu(rhk("Terwujudnya tertib arsip", ind(pertama)), rhk("Terkelolanya data", ind(kedua)))
    assert "hampir sama dengan indikator pada rencana hasil kerja “Terwujudnya tertib arsip”" in saran.kalimat


def test_indikator_kembar_dalam_satu_rhk():
    saran = satu(rhk("Terkelolanya data", ind("Jumlah data."), ind("Jumlah data")))
    assert "sama dengan indikator pada rencana hasil kerja yang sama." in saran.kalimat


@pytest.mark.parametrize(
    ("satu_uraian", "lain"),
    [
        ("Jumlah laporan kinerja triwulan I", "Jumlah laporan kinerja triwulan II"),
        ("Jumlah siswa kelas 7 yang lulus ujian", "Jumlah siswa kelas 8 yang lulus ujian"),
        ("Jumlah laporan keuangan tahun 2025", "Jumlah laporan keuangan tahun 2026"),
        ("Jumlah dokumen lampiran bagian A yang tersusun", "Jumlah dokumen lampiran bagian B yang tersusun"),
        ("Jumlah surat masuk", "Jumlah surat keluar"),
        ("Persentase guru", "Persentase buku"),
        (
            "Jumlah laporan pemantauan pelaksanaan reformasi birokrasi perangkat daerah di Kabupaten Ende",
            "Jumlah laporan pemantauan pelaksanaan reformasi birokrasi perangkat daerah di Kabupaten Alor",
        ),
    ],
)
def test_indikator_yang_berbeda_didiamkan(satu_uraian, lain):
    assert mutu(rhk("Terkelolanya data", ind(satu_uraian)), rhk("Terkelolanya arsip", ind(lain))) == []


# --- copies ----------------------------------------------------------------------------------------------


def test_rhk_yang_sama_dengan_atasan_boleh_dengan_bagian_sendiri():
    milik = rhk("Terwujudnya mutasi ASN", ind("Jumlah usul mutasi"), atasan="terwujudnya  mutasi ASN.")
    assert satu(milik) == Saran(
        "Rencana hasil kerja “Terwujudnya mutasi ASN” sama dengan milik atasan. Ini boleh, asalkan indikatornya "
        "mengukur bagian yang menjadi tanggung jawab Anda sendiri, bukan hasil seluruh unit.",
        "Jumlah mutasi ASN yang Anda selesaikan sendiri, misalnya target 12 Dokumen",
        f"#rhk-{milik.pk}",
    )


def test_indikator_yang_sama_dengan_skp_lain():
    indikator = ind("Jumlah laporan bulanan")
    [saran] = dari(indikator, lain=["JUMLAH laporan, bulanan"], unit="UPTD Kupang")
    assert saran == Saran(
        "Indikator “Jumlah laporan bulanan” sama dengan indikator pada SKP lain (SKP bersama atau tahun lalu). "
        "Sesuaikan dengan tugas Anda tahun ini.",
        "Jumlah laporan bulanan pada UPTD Kupang tahun 2026",
        f"#indikator-{indikator.pk}",
    )


# --- activities ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("uraian", "contoh"),
    [
        ("Menyusun laporan evaluasi", "Tersusunnya laporan evaluasi"),
        ("MELAKSANAKAN verifikasi berkas.", "Terlaksananya verifikasi berkas"),
        ("Mengikuti rapat koordinasi", "Terlaksananya tindak lanjut hasil rapat koordinasi"),
        ("Menginput data gaji", "Terselesaikannya data gaji"),
        ("Melayani", "Terlayaninya laporan evaluasi tepat waktu"),
    ],
)
def test_rhk_yang_menyebut_kegiatan_diberi_contoh_hasil(uraian, contoh):
    saran = satu(milik := rhk(uraian, ind("Jumlah laporan")))
    assert saran.kalimat == (
        f"Rencana hasil kerja “{uraian}” menyebut kegiatan. Tulislah hasilnya: keadaan yang tercapai setelah "
        "kegiatan itu selesai."
    )
    assert (saran.contoh, saran.tautan) == (contoh, f"#rhk-{milik.pk}")


@pytest.mark.parametrize(
    "uraian",
    [
        "Tersusunnya laporan",
        "Meningkatnya disiplin",
        "Menurunnya temuan",
        "Media informasi yang mutakhir",
        "Metode pembelajaran terbarui",
        "Menteri terlayani dengan baik",
        "Mesin terpelihara",
        "Laporan keuangan yang wajar",
    ],
)
def test_rhk_berupa_hasil_didiamkan(uraian):
    assert mutu(rhk(uraian, ind("Jumlah laporan"))) == []


# --- all together ----------------------------------------------------------------------------------------


def test_satu_baris_dapat_mendapat_beberapa_saran_yang_berbeda():
    indikator = ind("Tersusunnya laporan", "0", "Kegiatan")
    assert len(dari(indikator, lain=["Tersusunnya laporan"])) == 3


def test_paling_banyak_tiga_puluh_saran_lalu_jumlah_sisanya():
    saran = mutu(*(rhk(f"Menyusun laporan {n}", ind(f"Jumlah laporan {n}")) for n in range(42)))
    assert len(saran) == SARAN_TERBANYAK + 1
    assert saran[-1] == Saran("Masih ada 12 saran lain. Perbaiki dahulu yang di atas, lalu periksa lagi.")


def test_kutipan_dan_contoh_yang_panjang_diringkas():
    indikator = ind(f"Terlaksananya {'koordinasi ' * 44}", None)
    [saran] = dari(indikator)
    assert len(saran.kalimat) < 200
    assert len(saran.contoh) < 300


@pytest.mark.parametrize(
    "uraian",
    [
        lambda n: f"Jumlah laporan pengelolaan kepegawaian perangkat daerah {n}",
        lambda n: "Jumlah laporan " + " ".join(f"{chr(97 + (n * k) % 26) * 9}" for k in range(1, 40)),
        lambda n: "a" * 450 + chr(98 + n % 24) * 40,
        lambda n: " ".join(
            ["sama"] * 20 + [f"kata{'abcdefghij'[(n // 10**k) % 10] * 9}" for k in range(3)] * 9
        ),
    ],
)
def test_rencana_yang_sangat_besar_tetap_cepat(uraian):
    daftar = [rhk(f"Terwujudnya hasil {r}", *(ind(uraian(10 * r + i)) for i in range(10))) for r in range(60)]
    mulai = perf_counter()
    assert len(mutu(*daftar)) <= SARAN_TERBANYAK + 1
    assert perf_counter() - mulai < 3


@settings(max_examples=60)
@given(
    teks=st.lists(st.text(max_size=60), max_size=6),
    target=st.one_of(st.none(), st.decimals(0, 200, places=2)),
    satuan=st.sampled_from(["%", "Persen", "Kegiatan", "Dokumen"]),
)
def test_isi_apa_pun_tidak_menggagalkan_pemeriksaan(teks, target, satuan):
    daftar = [rhk(t, ind(t, target, satuan, teks=t), atasan=t) for t in teks]
    for saran in mutu(*daftar, lain=teks):
        assert saran.kalimat.endswith(".")
        assert saran.contoh != ""
