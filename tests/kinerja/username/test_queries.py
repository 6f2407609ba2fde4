"""The dry run: every complaint of the bar with its row, its column and its sentence."""

from __future__ import annotations

import pytest

from kinerja.akun.models import Pengguna
from kinerja.dokumen.errors import Ditolak
from kinerja.kepegawaian.models import Pegawai
from kinerja.username.queries import UsernameResource

from .conftest import ANI, BUDI, PADA, PPPK, SITI, ani, baris, budi, tabel

GALAT, PERINGATAN = "GALAT", "PERINGATAN"


def test_baris_baik_tanpa_keluhan(periksa):
    assert periksa(baris(), budi(), ani()) == {2: [], 3: [], 4: []}


@pytest.mark.parametrize(
    ("ubah", "keluhan"),
    [
        ({"nip": SITI[:17]}, ("nip", GALAT, f"NIP harus 18 angka, ditemukan 17 angka (“{SITI[:17]}”).")),
        (
            {"nip": "19810917201903100A"},
            ("nip", GALAT, "NIP harus 18 angka tanpa huruf, ditemukan “19810917201903100A”."),
        ),
        (
            {"nip": "1,97809E+17"},
            (
                "nip",
                GALAT,
                "NIP tersimpan sebagai bilangan (“1,97809E+17”): jadikan kolom NIP teks, lalu tulis 18 angkanya.",
            ),
        ),
        ({"nip": ""}, ("nip", GALAT, "Kolom nip kosong: wajib diisi.")),
        (
            {"nip": "197813172019031005"},
            ("nip", GALAT, "NIP: tanggal lahir “19781317” (angka 1–8) bukan tanggal yang ada."),
        ),
        (
            {"tanggal_lahir": "18-09-1978"},
            ("tanggal_lahir", PERINGATAN, "Tanggal lahir 18-09-1978 berbeda dari NIP (17-09-1981)."),
        ),
        (
            {"jenis_kelamin": "Perempuan"},
            ("jenis_kelamin", PERINGATAN, "Jenis kelamin P berbeda dari NIP (L)."),
        ),
        (
            {"nip": PPPK, "tanggal_lahir": "01-01-1990"},
            (
                "jenis_kepegawaian",
                GALAT,
                "NIP berpola PPPK (angka 13–14 = 21), tetapi jenis_kepegawaian tertulis PNS.",
            ),
        ),
        ({"golongan": "IX"}, ("golongan", GALAT, "Golongan “IX” bukan golongan PNS.")),
        (
            {"golongan": "V/a"},
            (
                "golongan",
                GALAT,
                "“V/a” tidak dikenal: tulis salah satu dari I/a sampai IV/e (PNS) atau I sampai XVII (PPPK).",
            ),
        ),
        (
            {"unit_kerja": "Bidang Mutasl"},
            (
                "unit_kerja",
                GALAT,
                "Unit kerja “Bidang Mutasl” tidak dikenal. Mungkin maksud Anda “Bidang Mutasi”?",
            ),
        ),
        ({"unit_kerja": "zzz"}, ("unit_kerja", GALAT, "Unit kerja “zzz” tidak dikenal.")),
        (
            {"jabatan": "Analis Kepegawain"},
            (
                "jabatan",
                GALAT,
                "Jabatan “Analis Kepegawain” tidak dikenal. Mungkin maksud Anda “Analis Kepegawaian”?",
            ),
        ),
        (
            {"jabatan": "Juru Ketik"},
            ("jabatan", GALAT, "Jabatan “Juru Ketik” tidak berlaku lagi. Pakai “Pengadministrasi”."),
        ),
        (
            {"tmt_jabatan": "31-02-2026"},
            ("tmt_jabatan", GALAT, "“31-02-2026” tidak ada dalam kalender: tulis HH-BB-TTTT."),
        ),
        (
            {"tmt_jabatan": "45292"},
            ("tmt_jabatan", GALAT, "“45292” bukan tanggal: tulis HH-BB-TTTT, misalnya 05-03-2026."),
        ),
        ({"tmt_jabatan": "01-04-2026"}, ("tmt_jabatan", PERINGATAN, "TMT jabatan 01-04-2026 belum tiba.")),
        (
            {"tmt_jabatan": "01-01-1970"},
            ("tmt_jabatan", GALAT, "TMT jabatan 01-01-1970 mendahului tanggal lahir dalam NIP."),
        ),
        ({"email": "siti"}, ("email", GALAT, "“siti” bukan alamat email: tulis seperti nama@contoh.go.id.")),
        ({"nama": "12345"}, ("nama", GALAT, "“12345” bukan nama: tulis nama lengkap beserta gelar.")),
        ({"nip_penilai": SITI}, ("nip_penilai", GALAT, "Pejabat penilai tidak boleh diri sendiri.")),
        (
            {"nip_penilai": BUDI},
            ("nip_penilai", GALAT, "Penilai tidak dikenal: belum terdaftar dan tidak ada dalam berkas ini."),
        ),
        (
            {"unit_kerja": "Unit Tanpa Kepala"},
            (
                "nip_penilai",
                PERINGATAN,
                "Penilai belum dapat ditentukan: unit ini dan atasannya belum mempunyai kepala. Tetapkan kemudian.",
            ),
        ),
    ],
)
def test_keluhan_satu_baris(periksa, ubah, keluhan):
    assert periksa(baris(**ubah)) == {2: [keluhan]}


def test_temuan_paling_banyak_40_huruf(dunia):
    isi = tabel(baris(jabatan="x" * 200))
    resource = UsernameResource(dunia.opd, pada=PADA)
    [hasil] = resource.periksa(resource.susun(isi.judul, isi.baris))
    assert hasil.keluhan[0]["temuan"] == "x" * 40
    assert hasil.keluhan[0]["kalimat"] == f"Jabatan “{'x' * 39}…” tidak dikenal."


def test_nip_kembar_galat_di_kedua_baris(periksa):
    assert periksa(baris(), budi(), baris(nama="Siti Lain")) == {
        2: [("nip", GALAT, "NIP yang sama juga ada di baris 4.")],
        3: [],
        4: [("nip", GALAT, "NIP yang sama juga ada di baris 2.")],
    }


def test_skenario_58(periksa):
    hasil = periksa(
        baris(), baris(), baris(nip=PPPK, tanggal_lahir="01-01-1990"), budi(tanggal_lahir="07-09-1966")
    )
    assert [[k[1] for k in keluhan] for keluhan in hasil.values()] == [
        [GALAT],
        [GALAT],
        [GALAT],
        [PERINGATAN],
    ]


@pytest.mark.parametrize(
    ("opd", "kalimat"),
    [
        ("opd", "NIP ini sudah memiliki akun di perangkat daerah Anda. Hapus barisnya dari berkas."),
        (
            "lain",
            "NIP ini sudah memiliki akun di luar perangkat daerah ini. Hubungi BKD bila pegawai itu pindah.",
        ),
    ],
)
def test_nip_terdaftar_ditolak_tanpa_membocorkan_nama(periksa, dunia, opd, kalimat):
    akun = Pengguna.objects.create_user(SITI, "Nama Rahasia")
    Pegawai.objects.create(
        pengguna=akun,
        nip=SITI,
        nama="Nama Rahasia",
        jenis_kepegawaian="PNS",
        perangkat_daerah=getattr(dunia, opd),
    )
    hasil = periksa(baris())
    assert hasil == {2: [("nip", GALAT, kalimat)]}
    assert "Rahasia" not in str(hasil)


def test_akun_tanpa_pegawai_juga_terdaftar(periksa):
    Pengguna.objects.create_user(SITI, "Siti")
    assert [k[0] for k in periksa(baris())[2]] == ["nip"]


@pytest.mark.parametrize(
    ("opd", "status", "keluhan"),
    [
        ("opd", "AKTIF", []),
        (
            "opd",
            "PENSIUN",
            [("nip_penilai", GALAT, "Penilai berstatus Pensiun: tidak dapat menjadi penilai.")],
        ),
        (
            "lain",
            "AKTIF",
            [
                (
                    "nip_penilai",
                    PERINGATAN,
                    "Penilai berasal dari perangkat daerah lain. Pastikan sudah benar.",
                )
            ],
        ),
    ],
)
def test_penilai_terdaftar(periksa, dunia, opd, status, keluhan):
    akun = Pengguna.objects.create_user(BUDI, "Budi")
    Pegawai.objects.create(
        pengguna=akun,
        nip=BUDI,
        nama="Budi",
        jenis_kepegawaian="PNS",
        status=status,
        perangkat_daerah=getattr(dunia, opd),
    )
    assert periksa(baris(nip_penilai=BUDI)) == {2: keluhan}


def test_penilai_dalam_berkas_diterima(periksa):
    assert periksa(baris(nip_penilai=BUDI), budi()) == {2: [], 3: []}


def test_lingkaran_penilai_dalam_berkas_galat_dan_bawahannya_ikut(periksa):
    kalimat = "Penilai ini berada di bawah pegawai yang dinilai (lingkaran penilaian)."
    assert periksa(baris(nip_penilai=BUDI), budi(nip_penilai=SITI), ani(nip_penilai=BUDI)) == {
        2: [("nip_penilai", GALAT, kalimat)],
        3: [("nip_penilai", GALAT, kalimat)],
        4: [("nip_penilai", GALAT, "Penilai ada di baris 3 yang galat.")],
    }


def test_rantai_di_bawah_baris_galat_ikut_galat(periksa):
    hasil = periksa(baris(golongan="XX"), budi(nip_penilai=SITI), ani(nip_penilai=BUDI))
    assert hasil[3] == [("nip_penilai", GALAT, "Penilai ada di baris 2 yang galat.")]
    assert hasil[4] == [("nip_penilai", GALAT, "Penilai ada di baris 3 yang galat.")]


@pytest.mark.parametrize(
    ("ubah", "kalimat"),
    [
        (lambda b: {k: v for k, v in b.items() if k != "golongan"}, "Kolom “golongan” tidak ada. Tambahkan judul kolom itu di baris pertama, seperti dalam templat."),
        (lambda b: b | {"status": "AKTIF"}, "Kolom “status” tidak boleh diimpor. Hapus kolom itu dari berkas."),
        (lambda b: b | {"Predikat": "Baik"}, "Kolom “predikat” tidak boleh diimpor. Hapus kolom itu dari berkas."),
        (lambda b: b | {"is_superuser": "1"}, "Kolom “is_superuser” tidak boleh diimpor. Hapus kolom itu dari berkas."),
        (lambda b: b | {"password": "x"}, "Kolom “password” tidak boleh diimpor. Hapus kolom itu dari berkas."),
        (lambda b: b | {"id": "1"}, "Kolom “id” tidak boleh diimpor. Hapus kolom itu dari berkas."),
        (lambda b: b | {"emial": "x"}, "Kolom “emial” tidak dikenal. Mungkin maksud Anda “email”?"),
        (lambda b: b | {"hobi": "x"}, "Kolom “hobi” tidak dikenal. Hapus kolom itu dari berkas."),
        (lambda b: b | {"NIP ": SITI}, "Kolom “nip” ada 2 kali. Sisakan satu."),
        (lambda b: b | {"": "catatan"}, "Baris 2: “catatan” ada di kolom tanpa judul. Beri judul atau hapus isinya."),
    ],
)  # fmt: skip
def test_judul_kolom_ditolak(dunia, ubah, kalimat):
    isi = tabel(ubah(baris()))
    with pytest.raises(Ditolak) as tertangkap:
        UsernameResource(dunia.opd, pada=PADA).susun(isi.judul, isi.baris)
    assert [k.kalimat for k in tertangkap.value.keluhan] == [kalimat]


def test_semua_keluhan_judul_sekaligus(dunia):
    with pytest.raises(Ditolak) as tertangkap:
        UsernameResource(dunia.opd, pada=PADA).periksa_judul(["nip", "password", "hobi"])
    assert len(tertangkap.value.keluhan) == 2 + 8


def test_jumlah_kueri_tidak_tumbuh_dengan_baris(dunia, django_assert_num_queries):
    satu, tiga = tabel(baris()), tabel(baris(), budi(), ani())
    for isi in (satu, tiga):
        with django_assert_num_queries(4):  # units, positions, accounts, people
            resource = UsernameResource(dunia.opd, pada=PADA)
            resource.periksa(resource.susun(isi.judul, isi.baris))


def test_urutan_kolom_templat(dunia):
    assert list(UsernameResource(dunia.opd, pada=PADA).kolom()) == list(baris())
    assert ANI not in (SITI, BUDI)
