"""A small world to walk through: two offices, one employee (the owner of everything asked for) and everybody
who stands in some relation to him. Free texts carry a mark `KNR-<opd>-<what>`, so that a leak shows whose it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from cms.models import BerandaPage, Dokumen, Gambar, PengumumanPage
from kinerja.aktivitas import services as aktivitas_services
from kinerja.akun.models import Guna, KodeSekali, Pengguna
from kinerja.dokumen.models import Penolakan, Riwayat
from kinerja.kalender import services as kalender_services
from kinerja.kalender.models import AturanJadwal, Bulan, JadwalBulanan
from kinerja.kepegawaian.models import UnitKerja
from kinerja.kepegawaian.permissions import AUDIT, KELOLA, VERIFIKASI
from kinerja.notifikasi.models import KotakKeluar, Notifikasi, StatusSurat
from kinerja.realisasi import services as realisasi_services
from kinerja.skp import services as skp_services
from kinerja.skp.models import NilaiBerakhlak, PustakaRhk
from kinerja.ui.impor.pembaca import Tabel
from kinerja.ui.models import Identitas
from kinerja.username import services as username_services
from kinerja.username.queries import UsernameResource
from tests.cms.berkas import PDF, png
from tests.factories import (
    JabatanFactory,
    PegawaiFactory,
    PenggunaFactory,
    PerangkatDaerahFactory,
    RiwayatJabatanFactory,
    UnitKerjaFactory,
    aktivitas_tercatat,
    beri_wilayah,
    jadikan_admin_bkd,
    rencana_tercatat,
    tunjuk_penilai,
)

WITA = ZoneInfo("Asia/Makassar")
MASUK = "django.contrib.auth.backends.ModelBackend"
BUKTI = "https://drive.google.com/drive/folders/"


def wita(bulan: int, hari: int, jam: int = 10) -> datetime:
    return datetime(2026, bulan, hari, jam, tzinfo=WITA)


KINI = wita(6, 5)

# Who looks. The guests have no (valid) session; everybody else is logged in.
TAMU = ("anonim", "klien_api", "nonaktif")
AKUN = (
    "pegawai",  # the owner
    "penilai",  # rates him now
    "mantan",  # rated him until February
    "plt_lewat",  # Plt in March, expired
    "plt",  # Plt in force for one of his positions
    "atasan",  # penilai of the penilai
    "pimpinan",  # head of the office
    "pengelola",
    "pengelola_lewat",  # the grant ended last month
    "verifikatur",
    "auditor",
    "auditor_lewat",
    "rekan",  # same office, same penilai
    "pegawai_b",  # other office, with documents of his own
    "pengelola_b",
    "verifikatur_b",
    "bkd",
    "redaktur",
    "superuser",
)
SEMUA = (*TAMU, *AKUN)


@dataclass
class Dunia:
    """Objects by name, and a browser for each viewpoint."""

    orang: dict[str, Pengguna] = field(default_factory=dict)
    sesi: dict[str, str] = field(default_factory=dict)
    benda: SimpleNamespace = field(default_factory=SimpleNamespace)

    def klien(self, pandang: str, **kw) -> Client:
        peramban = Client(**kw)
        if pandang == "klien_api":
            peramban.defaults["HTTP_ACCEPT"] = "application/json"
        if pandang in self.sesi:
            peramban.cookies["sessionid"] = self.sesi[pandang]
        return peramban


def bangun() -> Dunia:
    """Everything below is made by services, at the times at which it would have happened."""
    dunia = Dunia()
    _orang(dunia)
    _rencana(dunia)
    _laporan(dunia)
    _aktivitas(dunia)
    _opd_lain(dunia)
    _jadwal(dunia)
    _daftar_username(dunia)
    _informasi(dunia)
    _akun(dunia)
    _masukkan(dunia)
    return dunia


# --- people ------------------------------------------------------------------------------------------------


def _orang(dunia: Dunia) -> None:
    b, orang = dunia.benda, dunia.orang
    b.opd_a = PerangkatDaerahFactory(nama="Dinas Jalan A")
    b.opd_b = PerangkatDaerahFactory(nama="Dinas Jalan B")
    b.opd_bkd = PerangkatDaerahFactory(nama="Badan Jalan C")
    for nama in SEMUA:
        if nama in ("anonim", "klien_api", "redaktur", "superuser"):
            continue
        opd = b.opd_b if nama.endswith("_b") else b.opd_bkd if nama == "bkd" else b.opd_a
        akun = PenggunaFactory(nama="KNR-A-NAMA Pemilik" if nama == "pegawai" else f"Orang {nama}")
        setattr(b, nama, PegawaiFactory(pengguna=akun, perangkat_daerah=opd))
        orang[nama] = akun
    orang["redaktur"] = PenggunaFactory(nama="Orang redaktur")
    orang["superuser"] = PenggunaFactory(nama="Orang superuser", is_superuser=True)
    jadikan_admin_bkd(orang["bkd"])
    b.unit = UnitKerja.objects.create(perangkat_daerah=b.opd_a, nama="Dinas Jalan A", kepala=b.pimpinan)
    for nama, opd, izin, masa in (
        ("pengelola", b.opd_a, KELOLA, {}),
        ("pengelola_lewat", b.opd_a, KELOLA, {"selesai": date(2026, 5, 31)}),
        ("verifikatur", b.opd_a, VERIFIKASI, {}),
        ("auditor", b.opd_a, AUDIT, {"mulai": date(2026, 6, 1), "selesai": date(2026, 6, 30)}),
        ("auditor_lewat", b.opd_a, AUDIT, {"mulai": date(2026, 5, 1), "selesai": date(2026, 5, 31)}),
        ("pengelola_b", b.opd_b, KELOLA, {}),
        ("verifikatur_b", b.opd_b, VERIFIKASI, {}),
    ):
        beri_wilayah(orang[nama], opd, izin, **masa)
    b.kewenangan = orang["pengelola"].kewenanganwilayah_set.get()
    _penilai(b)


def _penilai(b) -> None:
    """Eight positions: the first with three penilai after one another, one under a Plt, one without an SKP yet, one of
    last year."""
    unit = UnitKerjaFactory(perangkat_daerah=b.opd_a, induk=b.unit, kepala=b.penilai)
    b.jabatan = JabatanFactory(nama="Analis Jalan")
    b.riwayat = [
        RiwayatJabatanFactory(
            pegawai=b.pegawai, unit_kerja=unit, jabatan=b.jabatan if n == 0 else JabatanFactory(),
            peran="DEFINITIF" if n == 0 else "PLT",
        )
        for n in range(7)
    ]  # fmt: skip
    b.penugasan = tunjuk_penilai(b.riwayat[0], b.mantan, mulai=date(2026, 1, 1), selesai=date(2026, 2, 28))
    surat = {"peran": "PLT", "surat": "800/12/2026"}
    tunjuk_penilai(b.riwayat[0], b.plt_lewat, mulai=date(2026, 3, 1), selesai=date(2026, 3, 31), **surat)
    tunjuk_penilai(b.riwayat[0], b.penilai, mulai=date(2026, 4, 1))
    tunjuk_penilai(b.riwayat[1], b.penilai)
    tunjuk_penilai(b.riwayat[2], b.penilai)
    tunjuk_penilai(b.riwayat[3], b.plt, mulai=date(2026, 5, 1), selesai=date(2026, 7, 31), **surat)
    tunjuk_penilai(b.riwayat[4], b.penilai)
    tunjuk_penilai(b.riwayat[5], b.penilai)
    tunjuk_penilai(b.riwayat[6], b.penilai)
    b.riwayat_lama = RiwayatJabatanFactory(pegawai=b.pegawai, unit_kerja=unit, tahun=2025, peran="PLT")
    tunjuk_penilai(b.riwayat_lama, b.penilai, mulai=date(2025, 1, 1))
    for dinilai, penilai in ((b.rekan, b.penilai), (b.penilai, b.atasan), (b.atasan, b.pimpinan)):
        tunjuk_penilai(RiwayatJabatanFactory(pegawai=dinilai, unit_kerja=unit), penilai)


# --- plans and reports -----------------------------------------------------------------------------------------


def _rencana(dunia: Dunia) -> None:
    """One approved (by the former penilai), one waiting for the penilai, a draft, one waiting for the Plt, one
    approved that waits for a revision; and the penilai's own, with a result assigned to the owner."""
    b = dunia.benda
    b.skp_disetujui = _skp(b.riwayat[0], "RENCANA", wita(1, 15), date(2026, 1, 1), date(2026, 6, 30))
    _ajukan(b.skp_disetujui, "SKP1", wita(1, 15))
    _ekspektasi(b.skp_disetujui, "RENCANA", wita(1, 16))  # a rating page shows it, as it does the RHKs
    skp_services.terima(
        b.skp_disetujui, oleh=b.mantan.pengguna, pada=wita(1, 16), catatan="KNR-A-SKP1 setuju"
    )
    b.skp_diajukan = _skp(b.riwayat[1], "SKP2", wita(6, 1), date(2026, 7, 1), date(2026, 9, 30))
    _izinkan(b.skp_diajukan, dunia)
    _ajukan(b.skp_diajukan, "SKP2", wita(6, 2))
    _ekspektasi(b.skp_diajukan, "SKP2", wita(6, 3))
    b.skp_konsep = _skp(b.riwayat[2], "SKP3", wita(6, 1), date(2026, 10, 1), date(2026, 11, 30))
    _izinkan(b.skp_konsep, dunia)
    b.skp_plt = _skp(b.riwayat[3], "SKP4", wita(6, 1), date(2026, 12, 1), date(2026, 12, 15))
    _izinkan(b.skp_plt, dunia)
    _ajukan(b.skp_plt, "SKP4", wita(6, 2))
    _ekspektasi(b.skp_plt, "SKP4", wita(6, 3))
    b.skp_revisi = _skp(b.riwayat[5], "SKP5", wita(6, 1), date(2026, 12, 16), date(2026, 12, 23))
    _izinkan(b.skp_revisi, dunia)
    _setujui(b.skp_revisi, "SKP5")
    skp_services.ajukan_revisi(
        b.skp_revisi, oleh=b.pegawai.pengguna, pada=wita(6, 4), catatan="KNR-A-SKP5 revisi"
    )
    b.rhk = b.skp_konsep.daftar_rhk.get()
    b.indikator = b.rhk.daftar_indikator.get()
    _matriks(b)


def _izinkan(skp, dunia: Dunia) -> None:
    """The SKP before it is still running: BKD lets this one go ahead."""
    bkd = Pengguna.objects.get(pk=dunia.orang["bkd"].pk)
    skp_services.izinkan_mendahului(skp, oleh=bkd, pada=wita(6, 1), alasan="Jabatan rangkap")


def _setujui(skp, tanda: str) -> None:
    _ajukan(skp, tanda, wita(6, 2))
    _ekspektasi(skp, tanda, wita(6, 3))
    skp_services.terima(skp, oleh=skp.penilai.pengguna, pada=wita(6, 3), catatan=f"KNR-A-{tanda} setuju")


def _matriks(b) -> None:
    """The penilai has a plan of his own; below its one result he assigned two to the owner, who has taken up none."""
    riwayat = b.penilai.daftar_riwayat_jabatan.get()
    b.skp_penilai = _skp(riwayat, "ATASAN", wita(6, 1), date(2026, 7, 1), date(2026, 12, 31))
    _setujui(b.skp_penilai, "ATASAN")
    b.rhk_penilai = b.skp_penilai.daftar_rhk.get()
    for n in (1, 2):
        skp_services.tugaskan(
            b.skp_penilai, oleh=b.penilai.pengguna, pada=wita(6, 4), rhk=b.rhk_penilai.pk, pegawai=b.pegawai.pk,
            uraian=f"KNR-A-TUGAS {n}",
        )  # fmt: skip
    b.penugasan_hasil = b.rhk_penilai.daftar_penugasan.first()
    b.skp_bawah = skp_services.tambah_skp(
        b.riwayat[6], oleh=b.pegawai.pengguna, pada=wita(6, 5), mulai=date(2026, 12, 24), selesai=date(2026, 12, 27),
        model="JA_JF",
    ).objek  # fmt: skip
    skp_services.tambah_rhk(
        b.skp_bawah, oleh=b.pegawai.pengguna, pada=wita(6, 5), jenis="UTAMA", uraian="KNR-A-SKP6 rencana",
        rhk_atasan=b.rhk_penilai,
    )  # fmt: skip
    b.pustaka = PustakaRhk.objects.create(jabatan=b.riwayat[2].jabatan, uraian="Rencana dari pustaka")
    b.kode_versi = b.skp_disetujui.daftar_versi.get().kode


def _skp(riwayat, tanda: str, pada, mulai, selesai, opd="A"):
    oleh, kenari = riwayat.pegawai.pengguna, f"KNR-{opd}-{tanda}"
    skp = skp_services.tambah_skp(
        riwayat, oleh=oleh, pada=pada, mulai=mulai, selesai=selesai, model="JPT"
    ).objek
    rhk = skp_services.tambah_rhk(skp, oleh=oleh, pada=pada, jenis="UTAMA", uraian=f"{kenari} rencana")
    skp_services.tambah_indikator(
        skp, oleh=oleh, pada=pada, rhk=rhk.rincian["rhk"], uraian=f"{kenari} indikator",
        perspektif="PROSES_BISNIS", target=Decimal(10), satuan="Dokumen",
    )  # fmt: skip
    return skp


def _ajukan(skp, tanda: str, pada) -> None:
    skp_services.ajukan(skp, oleh=skp.pegawai.pengguna, pada=pada, catatan=f"KNR-A-{tanda} mohon koreksi")


def _ekspektasi(skp, tanda: str, pada) -> None:
    teks = dict.fromkeys(NilaiBerakhlak.objects.values_list("kode", flat=True), f"KNR-A-{tanda} harapan")
    skp_services.simpan_ekspektasi(skp, oleh=skp.penilai.pengguna, pada=pada, ekspektasi=teks)


def _laporan(dunia: Dunia) -> None:
    """January finished, February with the expired Plt, March and April with the penilai, May a draft."""
    b, aturan = dunia.benda, AturanJadwal.objects.get()
    for bulan in (3, 4):  # still open for rating, so that only authority can be what stops a forged rating
        jadwal = JadwalBulanan.menurut_aturan(Bulan(2026, bulan), aturan)
        jadwal.batas_nilai, jadwal.absensi_selesai = date(2026, 6, 12), date(2026, 6, 12)
        jadwal.rilis_mulai, jadwal.rilis_selesai = date(2026, 6, 13), date(2026, 6, 15)
        jadwal.save()
    b.jadwal = jadwal
    juni = JadwalBulanan.menurut_aturan(Bulan(2026, 6), aturan)  # open already, and nothing filed yet
    juni.mulai = date(2026, 6, 1)
    juni.save()
    b.bulan = {n: _realisasi(b, n) for n in range(1, 6)}
    for n in (1, 2, 3, 4):
        realisasi_services.ajukan(b.bulan[n], oleh=b.pegawai.pengguna, pada=wita(n + 1, 5), konfirmasi=True)
    for n in (1, 4):
        baris = {r.pk: f"KNR-A-R{n} umpan balik" for r in b.bulan[n].daftar_baris.all()}
        realisasi_services.nilai_hasil_kerja(
            b.bulan[n], oleh=b.bulan[n].penilai.pengguna, pada=wita(n + 1, 8), umpan_balik=baris,
            rating="SESUAI", konfirmasi=True,
        )  # fmt: skip
    realisasi_services.nilai_perilaku(
        b.bulan[1], oleh=b.mantan.pengguna, pada=wita(2, 9), rating="SESUAI", konfirmasi=True,
        umpan_balik={n.kode: "KNR-A-R1 perilaku" for n in NilaiBerakhlak.objects.all()},
        catatan_akhir="KNR-A-R1 catatan akhir",
    )  # fmt: skip
    b.bulan_selesai, b.bulan_plt, b.bulan_hasil, b.bulan_perilaku, b.bulan_draf = b.bulan.values()


def _realisasi(b, n: int):
    pada, oleh = wita(n + 1, 5, 9), b.pegawai.pengguna
    realisasi = realisasi_services.isi_realisasi(
        b.skp_disetujui, oleh=oleh, pada=pada, bulan=Bulan(2026, n)
    ).objek
    baris = {r.pk: (Decimal(5), f"{BUKTI}KNR-A-R{n}") for r in realisasi.daftar_baris.all()}
    realisasi_services.simpan(
        realisasi, oleh=oleh, pada=pada, baris=baris, catatan_penilai=f"KNR-A-R{n} catatan"
    )
    return realisasi


def _aktivitas(dunia: Dunia) -> None:
    """June, not reported yet: one activity, one plan, one that the owner deleted."""
    b = dunia.benda
    isi = {"pada": wita(6, 4, 16), "tanggal": date(2026, 6, 2)}
    b.aktivitas = aktivitas_tercatat(b.skp_disetujui, uraian="KNR-A-AKT", **isi)
    b.rencana = rencana_tercatat(b.skp_disetujui, uraian="KNR-A-AKT rencana", **isi)
    b.aktivitas_terhapus = aktivitas_tercatat(b.skp_disetujui, uraian="KNR-A-HAPUS", **isi)
    aktivitas_services.hapus(b.aktivitas_terhapus, oleh=b.pegawai.pengguna, pada=wita(6, 4, 17))


def _opd_lain(dunia: Dunia) -> None:
    b = dunia.benda
    riwayat = RiwayatJabatanFactory(pegawai=b.pegawai_b)
    tunjuk_penilai(riwayat, PegawaiFactory(perangkat_daerah=b.opd_b))
    b.skp_b = _skp(riwayat, "SKP", wita(6, 1), date(2026, 1, 1), date(2026, 12, 31), opd="B")
    skp_services.ajukan(b.skp_b, oleh=b.pegawai_b.pengguna, pada=wita(6, 2), catatan="KNR-B-SKP mohon")


def _jadwal(dunia: Dunia) -> None:
    """An outage and a reopening of each state that matters, proposed by an administrator who looks at nothing here."""
    b, bkd = dunia.benda, dunia.orang["bkd"]
    pengusul = jadikan_admin_bkd(PenggunaFactory(nama="Orang pengusul"))
    isi = {"oleh": pengusul, "pada": wita(6, 4)}
    for nama, jam in (("gangguan", 8), ("gangguan_usulan", 12)):
        selang = {"mulai": wita(5, 20, jam), "selesai": wita(5, 20, jam + 1), "keterangan": "Listrik padam"}
        setattr(b, nama, kalender_services.usulkan_gangguan(pengusul, **isi, **selang).objek)
    hari = {"bulan": Bulan(2025, 12), "mulai": date(2026, 6, 4), "batas_nilai": date(2026, 6, 10)}
    for nama in ("pembukaan", "pembukaan_usulan"):
        alasan = {"pegawai": b.pegawai, "alasan": "KNR-A-BUKA sakit"}
        setattr(b, nama, kalender_services.usulkan_pembukaan(pengusul, **isi, **hari, **alasan).objek)
    kalender_services.setujui_gangguan(b.gangguan, oleh=bkd, pada=wita(6, 4, 11))
    kalender_services.setujui_pembukaan(b.pembukaan, oleh=bkd, pada=wita(6, 4, 11))


# --- lists of accounts ----------------------------------------------------------------------------------------


def baris_username(unit: str, nip: str, nama: str) -> tuple[list[str], list[str]]:
    """Header and one row of a list of accounts."""
    isi = {
        "nip": nip, "nama": nama, "jenis_kepegawaian": "PNS", "golongan": "III/a", "jabatan": "Analis Jalan",
        "tanggal_lahir": f"{nip[6:8]}-{nip[4:6]}-{nip[:4]}", "jenis_kelamin": "L" if nip[14] == "1" else "P",
        "unit_kerja": unit, "tmt_jabatan": "01-01-2024", "email": "", "nip_penilai": "",
    }  # fmt: skip
    judul = list(UsernameResource._meta.fields)
    return judul, [isi[n] for n in judul]


def _daftar_username(dunia: Dunia) -> None:
    """One applied, one waiting for the second pair of eyes."""
    b, orang = dunia.benda, dunia.orang
    b.batch_diterapkan = _batch(b, orang, "198501012010011001", "KNR-A-BATCH Satu")
    username_services.verifikasi(b.batch_diterapkan, oleh=orang["verifikatur"], pada=wita(5, 3))
    username_services.terapkan(b.batch_diterapkan, oleh=orang["verifikatur"], pada=wita(5, 4))
    b.batch = _batch(b, orang, "198602022010012002", "KNR-A-BATCH Dua")


def _batch(b, orang, nip: str, nama: str):
    oleh, pada = orang["pengelola"], wita(5, 2)
    judul, isi = baris_username(b.unit.nama, nip, nama)
    tabel = Tabel(f"{nip}.csv", nip.rjust(64, "0"), judul, [(2, isi)])
    batch = username_services.unggah(b.opd_a, oleh=oleh, pada=pada, tabel=tabel).objek
    username_services.validasi(batch, oleh=oleh, pada=pada)
    username_services.ajukan(batch, oleh=oleh, pada=pada)
    return batch


# --- pages, files, accounts -----------------------------------------------------------------------------------


def _informasi(dunia: Dunia) -> None:
    b = dunia.benda
    call_command("isi_informasi", verbosity=0)
    dunia.orang["redaktur"].groups.add(Group.objects.get(name="Redaktur"))
    b.beranda = BerandaPage.objects.get()
    b.halaman_umum = _pengumuman(b, "umum", publik=True)
    b.halaman_dalam = _pengumuman(b, "dalam")
    b.halaman_draf = _pengumuman(b, "draf", publik=True, live=False)
    b.halaman_lewat = _pengumuman(b, "lewat", publik=True, sampai=date(2026, 6, 4))
    redaktur = dunia.orang["redaktur"]
    b.dokumen_umum = _dokumen("umum.pdf", redaktur, publik=True)
    b.dokumen_dalam = _dokumen("dalam.pdf", redaktur, publik=False)
    b.gambar_umum = _gambar("umum.png", redaktur, publik=True)
    b.gambar_dalam = _gambar("dalam.png", redaktur, publik=False)


def _pengumuman(b, slug: str, *, publik=False, live=True, sampai=None):
    halaman = PengumumanPage(
        title=f"KNR-CMS-{slug}", slug=slug, isi=f"<p>KNR-CMS-{slug}</p>", publik=publik, live=live,
        berlaku_mulai=date(2026, 6, 1), berlaku_sampai=sampai,
    )  # fmt: skip
    b.beranda.add_child(instance=halaman)
    revisi = halaman.save_revision()
    if live:
        revisi.publish()
    return halaman


def _dokumen(nama: str, oleh, *, publik: bool) -> Dokumen:
    isi = SimpleUploadedFile(nama, PDF)
    return Dokumen.objects.create(title=nama, file=isi, uploaded_by_user=oleh, publik=publik)


def _gambar(nama: str, oleh, *, publik: bool) -> Gambar:
    gambar = Gambar(title=nama, uploaded_by_user=oleh, publik=publik, file=SimpleUploadedFile(nama, png()))
    gambar.save()
    gambar.rendisi = gambar.get_rendition("width-20")
    gambar.get_rendition("max-1600x1600")  # what the API shows; made at the first asking
    return gambar


def _akun(dunia: Dunia) -> None:
    """The rest that an address can name. A code for an account that has no password yet, and a notice to the owner."""
    b = dunia.benda
    baru = Pengguna.objects.get(username="198501012010011001")
    baris, b.kode_aktivasi = KodeSekali.siapkan(baru, Guna.AKTIVASI, pada=KINI, berlaku=KINI - wita(6, 4))
    baris.save()
    b.identitas = Identitas.objects.create(nama_aplikasi="Si-Kinerja")
    b.akun_pegawai, b.akun_bkd = dunia.orang["pegawai"], dunia.orang["bkd"]
    b.riwayat_pertama = b.riwayat[0]
    b.aturan = AturanJadwal.objects.get()
    b.catatan = Riwayat.objects.filter(jenis="skp.diajukan").last()
    b.penolakan = Penolakan.objects.create(
        pada=wita(1, 15),
        oleh=b.rekan.pengguna,
        tindakan="skp.diterima",
        alasan="KNR-A-TOLAK bukan wewenang Anda",
    )
    b.baris = b.batch.daftar_baris.get()
    b.notifikasi = Notifikasi.objects.filter(pengguna=dunia.orang["pegawai"]).first()
    b.surat = KotakKeluar.objects.create(
        pengguna=dunia.orang["pegawai"],
        kunci="uji:1",
        subjek="KNR-A-SURAT",
        isi="KNR-A-SURAT",
        status=StatusSurat.GAGAL,
        percobaan=8,
        coba_lagi_pada=KINI,
        dibuat_pada=KINI,
    )


def _masukkan(dunia: Dunia) -> None:
    for nama, pengguna in dunia.orang.items():
        peramban = Client()
        peramban.force_login(pengguna, backend=MASUK)
        dunia.sesi[nama] = peramban.cookies["sessionid"].value
    Pengguna.objects.filter(pk=dunia.orang["nonaktif"].pk).update(is_active=False)
