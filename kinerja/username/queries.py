"""What is wrong with a list of accounts: its columns, and the rules that hold across cells, rows and the register.

The Resource stands here and not above the services, because applying a list asks the same question once more:
between the upload and the application the register may have changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from import_export.widgets import CharWidget

from kinerja.akun.models import Pengguna
from kinerja.dokumen.errors import Ditolak
from kinerja.kepegawaian.models import (
    GOLONGAN,
    Jabatan,
    Nip,
    NipTidakSah,
    Pegawai,
    PerangkatDaerah,
    UnitKerja,
)
from kinerja.kepegawaian.queries import DALAM_TERJAUH, penilai_menurut_unit
from kinerja.ui.impor.baris import GALAT, PERINGATAN, Baris, BarisResource
from kinerja.ui.impor.kolom import Email, Kolom, Nama, Pilihan, Rujukan, Tanggal

JENIS_KELAMIN = {"laki-laki": "L", "pria": "L", "perempuan": "P", "wanita": "P"}
_SEKALI_TANYA = 1_000


class KolomNip(CharWidget):
    """18 digits with all their parts valid; the value is a Nip."""

    def clean(self, value, row=None, **kwargs):
        try:
            return Nip.urai(value)
        except NipTidakSah as galat:
            raise Ditolak(str(galat)) from None


@dataclass(frozen=True, slots=True)
class Orang:
    """A person of the register, as far as this check may know him: no name."""

    pk: int | None
    pengguna_id: int | None
    perangkat_daerah_id: int | None
    status: str


class UsernameResource(BarisResource):
    """The list of accounts of one perangkat daerah. Keys are NIPs and names, never ids."""

    nip = Kolom(
        "nip", widget=KolomNip(), keterangan="NIP atau NI PPPK, 18 angka", contoh="198109172019031005"
    )
    nama = Kolom(
        "nama", widget=Nama(150), keterangan="nama lengkap beserta gelar", contoh="Siti Aminah, S.E."
    )
    jenis_kepegawaian = Kolom(
        "jenis_kepegawaian", widget=Pilihan(GOLONGAN), keterangan="PNS atau PPPK", contoh="PNS"
    )
    tanggal_lahir = Kolom(widget=Tanggal(), keterangan="HH-BB-TTTT", contoh="17-09-1981")
    jenis_kelamin = Kolom(widget=Pilihan("LP", JENIS_KELAMIN, "L, P"), keterangan="L atau P", contoh="L")
    golongan = Kolom(
        "golongan",
        widget=Pilihan(
            (g for d in GOLONGAN.values() for g in d),
            sebutan="I/a sampai IV/e (PNS) atau I sampai XVII (PPPK)",
        ),
        keterangan="I/a sampai IV/e untuk PNS, I sampai XVII untuk PPPK",
        contoh="III/a",
    )
    jabatan = Kolom(
        widget=Rujukan(Jabatan, sebutan="Jabatan"), keterangan="nama jabatan, lihat lembar Referensi"
    )
    unit_kerja = Kolom(
        widget=Rujukan(UnitKerja, sebutan="Unit kerja"), keterangan="nama unit, lihat lembar Referensi"
    )
    tmt_jabatan = Kolom(
        widget=Tanggal(), keterangan="tanggal mulai jabatan ini, HH-BB-TTTT", contoh="01-01-2024"
    )
    email = Kolom(widget=Email(254), wajib=False, keterangan="boleh kosong", contoh="siti@contoh.go.id")
    nip_penilai = Kolom(
        widget=KolomNip(),
        wajib=False,
        keterangan="kosongkan bila penilainya kepala unit kerja itu; jika tidak, 18 angka",
    )

    class Meta:
        model = Pegawai
        fields = [
            "nip",
            "nama",
            "jenis_kepegawaian",
            "tanggal_lahir",
            "jenis_kelamin",
            "golongan",
            "jabatan",
            "unit_kerja",
            "tmt_jabatan",
            "email",
            "nip_penilai",
        ]

    def __init__(self, perangkat_daerah: PerangkatDaerah, *, pada: datetime):
        super().__init__()
        self.perangkat_daerah, self.hari = perangkat_daerah, timezone.localtime(pada).date()
        self.daftar_unit, self.daftar_jabatan = _pohon_unit(perangkat_daerah), list(_jabatan())
        self.fields["unit_kerja"].widget.siapkan(self.daftar_unit)
        self.fields["jabatan"].widget.siapkan(self.daftar_jabatan)

    def rujukan(self) -> list[tuple[str, list[str]]]:
        """The allowed values, for the template."""
        return [
            ("unit_kerja", [u.nama for u in self.daftar_unit]),
            ("jabatan", [j.nama for j in self.daftar_jabatan if j.aktif]),
            *((f"golongan {jenis}", daftar) for jenis, daftar in GOLONGAN.items()),
        ]

    def periksa_bersama(self, daftar: list[Baris]) -> None:
        menurut_nip = _menurut_nip(daftar)
        terdaftar = orang_terdaftar(_semua_nip(daftar))
        for baris in daftar:
            self._periksa_nip(baris, terdaftar)
            self._periksa_jabatan(baris)
        for kembar in menurut_nip.values():
            _periksa_kembar(kembar)
        _PenilaiDaftar(
            self, daftar, {nip: kembar[0] for nip, kembar in menurut_nip.items()}, terdaftar
        ).periksa()

    def _periksa_nip(self, baris: Baris, terdaftar: dict[str, Orang]) -> None:
        isi, nip = baris.bersih, baris.bersih.get("nip")
        jenis = isi.get("jenis_kepegawaian")
        if jenis and (golongan := isi.get("golongan")) and golongan not in GOLONGAN[jenis]:
            baris.keluhkan("golongan", f"Golongan “{golongan}” bukan golongan {jenis}.")
        if nip is None:
            return
        if orang := terdaftar.get(nip.angka):
            baris.keluhkan("nip", self._kalimat_terdaftar(orang))
        if jenis and jenis != nip.jenis_kepegawaian:
            pola = f"NIP berpola {nip.jenis_kepegawaian} (angka 13–14 = {nip.angka[12:14]})"
            baris.keluhkan("jenis_kepegawaian", f"{pola}, tetapi jenis_kepegawaian tertulis {jenis}.")
        if (lahir := isi.get("tanggal_lahir")) and lahir != nip.tanggal_lahir:
            kalimat = f"Tanggal lahir {lahir:%d-%m-%Y} berbeda dari NIP ({nip.tanggal_lahir:%d-%m-%Y})."
            baris.keluhkan("tanggal_lahir", kalimat, PERINGATAN)
        if (kelamin := isi.get("jenis_kelamin")) and kelamin != nip.jenis_kelamin:
            kalimat = f"Jenis kelamin {kelamin} berbeda dari NIP ({nip.jenis_kelamin})."
            baris.keluhkan("jenis_kelamin", kalimat, PERINGATAN)
        if nip.tahun_pengangkatan > self.hari.year:
            baris.keluhkan(
                "nip", f"Tahun pengangkatan dalam NIP ({nip.tahun_pengangkatan}) belum tiba.", PERINGATAN
            )

    def _kalimat_terdaftar(self, orang: Orang) -> str:
        if orang.perangkat_daerah_id == self.perangkat_daerah.pk:
            return "NIP ini sudah memiliki akun di perangkat daerah Anda. Hapus barisnya dari berkas."
        return (
            "NIP ini sudah memiliki akun di luar perangkat daerah ini. Hubungi BKD bila pegawai itu pindah."
        )

    def _periksa_jabatan(self, baris: Baris) -> None:
        isi = baris.bersih
        if (jabatan := isi.get("jabatan")) and not jabatan.aktif:
            saran = f" Pakai “{jabatan.digantikan_oleh}”." if jabatan.digantikan_oleh else ""
            baris.keluhkan("jabatan", f"Jabatan “{jabatan}” tidak berlaku lagi.{saran}")
        if tmt := isi.get("tmt_jabatan"):
            if (nip := isi.get("nip")) and tmt <= nip.tanggal_lahir:
                baris.keluhkan(
                    "tmt_jabatan", f"TMT jabatan {tmt:%d-%m-%Y} mendahului tanggal lahir dalam NIP."
                )
            elif tmt > self.hari:
                baris.keluhkan("tmt_jabatan", f"TMT jabatan {tmt:%d-%m-%Y} belum tiba.", PERINGATAN)


class _PenilaiDaftar:
    """Who rates whom in this list: named by NIP (in the register or in the list), else the kepala of the unit."""

    def __init__(
        self, resource: UsernameResource, daftar, menurut_nip: dict[str, Baris], terdaftar: dict[str, Orang]
    ):
        self.resource, self.daftar = resource, daftar
        self.menurut_nip, self.terdaftar = menurut_nip, terdaftar
        self.atasan: dict[str, str] = {}  # within the list: NIP -> NIP
        self.kepala: dict[int, Orang | None] = {}

    def periksa(self) -> None:
        for baris in self.daftar:
            if "nip_penilai" in baris.bersih:
                baris.bersih["penilai"] = self._penilai(baris)
        self._periksa_lingkaran()
        self._ikut_galat()

    def _penilai(self, baris: Baris) -> Orang | str | None:
        """A person of the register, the NIP of another row, or None."""
        ditunjuk, nip = baris.bersih["nip_penilai"], baris.bersih.get("nip")
        if ditunjuk is None:
            return self._menurut_unit(baris)
        if nip is not None and ditunjuk.angka == nip.angka:
            baris.keluhkan("nip_penilai", "Pejabat penilai tidak boleh diri sendiri.")
        elif orang := self.terdaftar.get(ditunjuk.angka):
            return self._terdaftar(baris, orang)
        elif ditunjuk.angka in self.menurut_nip:
            if nip is not None:
                self.atasan[nip.angka] = ditunjuk.angka
            return ditunjuk.angka
        else:
            baris.keluhkan(
                "nip_penilai", "Penilai tidak dikenal: belum terdaftar dan tidak ada dalam berkas ini."
            )
        return None

    def _terdaftar(self, baris: Baris, orang: Orang) -> Orang | None:
        if orang.pk is None:
            baris.keluhkan(
                "nip_penilai", "Penilai mempunyai akun tetapi belum terdaftar sebagai pegawai. Hubungi BKD."
            )
            return None
        if orang.status != Pegawai.Status.AKTIF:
            status = Pegawai.Status(orang.status).label
            baris.keluhkan("nip_penilai", f"Penilai berstatus {status}: tidak dapat menjadi penilai.")
            return None
        if orang.perangkat_daerah_id != self.resource.perangkat_daerah.pk:
            baris.keluhkan(
                "nip_penilai", "Penilai berasal dari perangkat daerah lain. Pastikan sudah benar.", PERINGATAN
            )
        return orang

    def _menurut_unit(self, baris: Baris) -> Orang | None:
        unit = baris.bersih.get("unit_kerja")
        if unit is None:
            return None
        if unit.pk not in self.kepala:
            kepala = penilai_menurut_unit(Pegawai(), unit)
            self.kepala[unit.pk] = kepala and Orang(
                kepala.pk, kepala.pengguna_id, kepala.perangkat_daerah_id, kepala.status
            )
        if self.kepala[unit.pk] is None:
            kalimat = "Penilai belum dapat ditentukan: unit ini dan atasannya belum mempunyai kepala. Tetapkan kemudian."
            baris.keluhkan("nip_penilai", kalimat, PERINGATAN)
        return self.kepala[unit.pk]

    def _periksa_lingkaran(self) -> None:
        """People of the list have no subordinates in the register yet, so a circle lies within the list."""
        for nip in self.atasan:
            dilalui, atas = [nip], self.atasan[nip]
            while atas in self.atasan and atas not in dilalui and len(dilalui) < DALAM_TERJAUH:
                dilalui.append(atas)
                atas = self.atasan[atas]
            if atas == nip:
                kalimat = "Penilai ini berada di bawah pegawai yang dinilai (lingkaran penilaian)."
                self.menurut_nip[nip].keluhkan("nip_penilai", kalimat)
            elif len(dilalui) >= DALAM_TERJAUH:
                kalimat = f"Rantai penilai di atas pegawai ini {DALAM_TERJAUH} tingkat atau lebih."
                self.menurut_nip[nip].keluhkan("nip_penilai", kalimat)

    def _ikut_galat(self) -> None:
        """A row whose penilai stands in a row that will not be applied cannot be applied either."""
        bawahan = defaultdict(list)
        for baris in self.daftar:
            if isinstance(atas := baris.bersih.get("penilai"), str):
                bawahan[atas].append(baris)
        antrean = [nip for nip in bawahan if self.menurut_nip[nip].tingkat == GALAT]
        while antrean:
            atasan = self.menurut_nip[antrean.pop()]
            for baris in bawahan.pop(atasan.bersih["nip"].angka, ()):
                if baris.tingkat != GALAT:
                    baris.keluhkan("nip_penilai", f"Penilai ada di baris {atasan.nomor} yang galat.")
                    if nip := baris.bersih.get("nip"):
                        antrean.append(nip.angka)


def orang_terdaftar(daftar_nip: Iterable[str]) -> dict[str, Orang]:
    """NIP -> what the register knows; an account without a person counts too. Two queries per thousand NIPs."""
    terdaftar: dict[str, Orang] = {}
    for sebagian in _potong(sorted(set(daftar_nip)), _SEKALI_TANYA):
        for username in Pengguna.objects.filter(username__in=sebagian).values_list("username", flat=True):
            terdaftar[username] = Orang(None, None, None, "")
        pegawai = Pegawai.objects.filter(nip__in=sebagian)
        for nip, *isi in pegawai.values_list("nip", "pk", "pengguna", "perangkat_daerah", "status"):
            terdaftar[nip] = Orang(*isi)
    return terdaftar


def _semua_nip(daftar: list[Baris]) -> Iterator[str]:
    for baris in daftar:
        for kolom in ("nip", "nip_penilai"):
            if nip := baris.bersih.get(kolom):
                yield nip.angka


def _menurut_nip(daftar: list[Baris]) -> dict[str, list[Baris]]:
    menurut_nip: dict[str, list[Baris]] = {}
    for baris in daftar:
        if nip := baris.bersih.get("nip"):
            menurut_nip.setdefault(nip.angka, []).append(baris)
    return menurut_nip


def _periksa_kembar(kembar: list[Baris]) -> None:
    for baris in kembar if len(kembar) > 1 else ():
        lain = [str(b.nomor) for b in kembar[:4] if b is not baris][:3]
        baris.keluhkan("nip", f"NIP yang sama juga ada di baris {', '.join(lain)}.")


def _pohon_unit(perangkat_daerah: PerangkatDaerah) -> list[UnitKerja]:
    """The units with kepala and induk at hand: walking up the tree costs no query."""
    daftar = list(UnitKerja.objects.filter(perangkat_daerah=perangkat_daerah).select_related("kepala"))
    menurut_pk = {u.pk: u for u in daftar}
    for unit in daftar:
        if unit.induk_id in menurut_pk:
            unit.induk = menurut_pk[unit.induk_id]
    return daftar


def _jabatan():
    return Jabatan.objects.select_related("digantikan_oleh")


def _potong(daftar: list, sebanyak: int) -> Iterator[list]:
    for awal in range(0, len(daftar), sebanyak):
        yield daftar[awal : awal + sebanyak]
