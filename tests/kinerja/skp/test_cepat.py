"""A plan in minutes: whatever its source, rows are added whole or not at all, doubles are left out and told."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from kinerja.dokumen.errors import Ditolak
from kinerja.skp import services
from kinerja.skp.models import (
    Indikator,
    PustakaIndikator,
    PustakaRhk,
    Skp,
    UsulanIndikator,
    UsulanRhk,
)
from kinerja.skp.queries import dapat_disalin, pustaka_untuk, versi_terakhir
from kinerja.skp.services.rencana import INDIKATOR_TERBANYAK, RHK_TERBANYAK
from tests.factories import JabatanFactory, PegawaiFactory, RiwayatJabatanFactory, skp_konsep, tunjuk_penilai
from tests.kinerja.skp.conftest import potret
from tests.kinerja.skp.langkah import (
    ajukan,
    buka_revisi,
    lakukan,
    lapangan,
    pemilik,
    penilai,
    semuanya,
    tambah_rhk,
    terima,
)

pytestmark = pytest.mark.django_db
WITA = ZoneInfo("Asia/Makassar")


def isi(skp) -> dict[str, list[str]]:
    return {r.uraian: [i.uraian for i in r.daftar_indikator_terurut] for r in skp.isi_lengkap()}


def id_versi(skp) -> list[int]:
    return sorted(versi_terakhir(skp).daftar_id("rhk"))


# --- salin -------------------------------------------------------------------------------------------------------
def test_shared_plan_of_a_colleague_is_copied_with_what_fits_the_model():
    """The source is JPT with perspektif, the draft JA/JF: perspektif is dropped, aspek is left to the owner."""
    d = lapangan()
    tanda = lakukan(d, "salin")
    sumber = d.sumber.daftar_rhk.get()
    rhk = d.skp.daftar_rhk.get(uraian=sumber.uraian)
    assert tanda.rincian == {"rhk": 1, "indikator": 2, "dilewati": [], "dari": d.sumber.pk}
    assert (rhk.pk != sumber.pk, rhk.rhk_atasan, rhk.urutan) == (True, None, 3)
    assert [(i.aspek, i.perspektif, i.target_tercetak) for i in rhk.daftar_indikator.all()] == [
        ("", "", "100 Persen")
    ] * 2
    assert [i.perspektif for i in sumber.daftar_indikator.all()] == ["PROSES_BISNIS"] * 2


def test_ja_jf_plan_copied_into_a_jpt_draft_loses_aspek_and_rhk_atasan():
    d = lapangan("disetujui")
    services.bagikan(d.skp, **penilai(d.skp), boleh=True)
    jpt = skp_konsep(isi={})
    jpt.riwayat_jabatan.jabatan = d.skp.riwayat_jabatan.jabatan
    jpt.riwayat_jabatan.save()
    services.salin(jpt, **pemilik(jpt), sumber=d.skp.pk, pilihan=id_versi(d.skp))
    assert list(jpt.daftar_rhk.values_list("rhk_atasan", flat=True)) == [None, None]
    assert set(Indikator.objects.filter(rhk__skp=jpt).values_list("aspek", "perspektif")) == {("", "")}


def test_only_the_chosen_rhk_are_copied():
    d = lapangan()
    lain = d.skp_atasan
    Skp.objects.filter(pk=lain.pk).update(dibagikan=True)
    lain.riwayat_jabatan.jabatan = d.skp.riwayat_jabatan.jabatan
    lain.riwayat_jabatan.save()
    asing = d.sumber.daftar_rhk.get().pk
    lakukan(d, "salin", sumber=lain.pk, pilihan=[d.induk_lain.pk, asing, 10**30])
    assert d.skp.daftar_rhk.filter(uraian=d.induk_lain.uraian).exists()
    assert not d.skp.daftar_rhk.filter(uraian=d.induk.uraian).exists()
    assert d.skp.daftar_rhk.count() == 3


def test_copied_twice_is_left_out_and_told():
    d = lapangan()
    lakukan(d, "salin")
    semula = isi(d.skp)
    uraian = d.sumber.daftar_rhk.get().uraian
    assert lakukan(d, "salin").rincian == {
        "rhk": 0, "indikator": 0, "dilewati": [uraian], "dari": d.sumber.pk,
    }  # fmt: skip
    assert isi(d.skp) == semula


def test_what_is_not_offered_is_not_copied():
    """Not shared, shared no longer, of another jabatan, not approved, oneself: one sentence for all, nothing told."""
    d = lapangan()
    konsep, lain = skp_konsep(), lapangan("disetujui").skp
    lain_jabatan = lapangan().sumber
    semula = isi(d.skp)
    for sumber in (lain.pk, lain_jabatan.pk, konsep.pk, d.skp.pk, 10**30, 0):
        with pytest.raises(Ditolak, match="SKP ini tidak tersedia untuk disalin"):
            lakukan(d, "salin", sumber=sumber)
    services.bagikan(d.sumber, **penilai(d.sumber), boleh=False)
    with pytest.raises(Ditolak, match="SKP ini tidak tersedia untuk disalin"):
        lakukan(d, "salin")
    assert isi(d.skp) == semula


def test_ids_that_are_not_in_the_source_copy_nothing():
    d = lapangan()
    semula = semuanya(d)
    with pytest.raises(Ditolak, match="Pilihan Anda tidak ada di SKP itu"):
        lakukan(d, "salin", pilihan=[d.rhk.pk, 10**30])
    assert semuanya(d) == semula


def test_approved_version_is_copied_not_the_draft_of_its_revision():
    d = lapangan()
    buka_revisi(d.sumber)
    lama = d.sumber.daftar_rhk.get()
    services.ubah_rhk(d.sumber, **pemilik(d.sumber), rhk=lama.pk, jenis="UTAMA", uraian="Belum disetujui")
    baru = tambah_rhk(d.sumber, "Belum ada")
    lakukan(d, "salin", pilihan=[lama.pk, baru.pk])
    assert not d.skp.daftar_rhk.filter(uraian__startswith="Belum").exists()
    assert d.skp.daftar_rhk.filter(uraian=lama.uraian).exists()


def test_own_earlier_skp_needs_no_sharing():
    d = lapangan("disetujui")
    services.tutup_periode(d.skp, **pemilik(d.skp), selesai=date(2026, 5, 31), alasan="Mutasi.")
    kedua = RiwayatJabatanFactory(pegawai=d.skp.pegawai, peran="PLT")
    tunjuk_penilai(kedua, d.atasan)
    baru = services.tambah_skp(kedua, **pemilik(d.skp), mulai=date(2026, 6, 1), model="JA_JF").objek
    assert list(dapat_disalin(baru)) == [d.skp]
    services.salin(baru, **pemilik(baru), sumber=d.skp.pk, pilihan=id_versi(d.skp))
    assert isi(baru) == isi(d.skp)


# --- pustaka -----------------------------------------------------------------------------------------------------
def test_library_of_the_jabatan_is_taken_with_what_fits_the_model():
    d = lapangan()
    PustakaIndikator.objects.create(
        rhk=d.pustaka, uraian="Serapan", perspektif="ANGGARAN", target=Decimal(90), satuan="Persen", urutan=1
    )
    tanda = lakukan(d, "pakai_pustaka")
    assert tanda.rincian == {"rhk": 1, "indikator": 2, "dilewati": []}
    rhk = d.skp.daftar_rhk.get(uraian="Dari pustaka")
    assert [(i.uraian, i.aspek, i.perspektif, i.target_tercetak) for i in rhk.daftar_indikator.all()] == [
        ("Jumlah dokumen", "KUANTITAS", "", ""),
        ("Serapan", "", "", "90 Persen"),
    ]
    assert lakukan(d, "pakai_pustaka").rincian == {"rhk": 0, "indikator": 0, "dilewati": ["Dari pustaka"]}


def test_library_of_another_jabatan_or_withdrawn_is_not_taken():
    d = lapangan()
    asing = PustakaRhk.objects.create(jabatan=JabatanFactory(), uraian="Bukan untuk Anda")
    ditarik = PustakaRhk.objects.create(jabatan=d.pustaka.jabatan, uraian="Ditarik", aktif=False)
    assert list(pustaka_untuk(d.skp)) == [d.pustaka]
    semula = semuanya(d)
    with pytest.raises(Ditolak, match="Pilihan Anda tidak ada di pustaka jabatan Anda"):
        lakukan(d, "pakai_pustaka", pilihan=[asing.pk, ditarik.pk, 10**30])
    assert semuanya(d) == semula


def test_changes_of_the_library_leave_plans_alone():
    d = lapangan()
    lakukan(d, "pakai_pustaka")
    d.pustaka.delete()
    assert isi(d.skp)["Dari pustaka"] == ["Jumlah dokumen"]


# --- tempel ------------------------------------------------------------------------------------------------------
def tempel(skp, *daftar: UsulanRhk):
    return services.tempel(skp, **pemilik(skp), daftar=daftar)


def test_pasted_rows_come_in_order_after_those_there(konsep):
    tanda = tempel(
        konsep,
        UsulanRhk(" B ", "UTAMA", (UsulanIndikator("1", target=Decimal("2.5"), satuan="Jam", arah="TURUN"),)),
        UsulanRhk("C", "TAMBAHAN"),
        UsulanRhk("A"),
    )
    assert tanda.rincian == {"rhk": 3, "indikator": 1, "dilewati": []}
    assert list(isi(konsep))[1:] == ["B", "A", "C"]
    indikator = Indikator.objects.get(rhk__uraian="B")
    assert (indikator.target_tercetak, indikator.arah) == ("2,5 Jam", "TURUN")


def test_doubles_are_left_out_and_told(konsep):
    ada = konsep.daftar_rhk.get().uraian
    kembar = UsulanRhk(
        "B", "UTAMA", (UsulanIndikator("1", aspek=""), UsulanIndikator("2"), UsulanIndikator("1"))
    )
    tanda = tempel(konsep, UsulanRhk(f"{ada} "), kembar, UsulanRhk("B"), UsulanRhk(" B"))
    assert tanda.rincian == {"rhk": 1, "indikator": 2, "dilewati": [ada, "B", "B"]}
    assert isi(konsep)["B"] == ["1", "2"]


def test_indicators_that_differ_by_a_space_alone_are_doubles(konsep):
    tempel(konsep, UsulanRhk("B", "UTAMA", (UsulanIndikator("Jumlah"), UsulanIndikator(" Jumlah "))))
    assert isi(konsep)["B"] == ["Jumlah"]


@pytest.mark.parametrize(
    "salah",
    [
        UsulanRhk("x" * 501),
        UsulanRhk(""),
        UsulanRhk("   "),
        UsulanRhk("C", "SANGAT_UTAMA"),
        UsulanRhk("C", "UTAMA", (UsulanIndikator("x" * 501),)),
        UsulanRhk("C", "UTAMA", (UsulanIndikator("  "),)),
        UsulanRhk("C", "UTAMA", (UsulanIndikator("1", perspektif="RASA"),)),
        UsulanRhk("C", "UTAMA", (UsulanIndikator("1", target=Decimal(1)),)),
        UsulanRhk("C", "UTAMA", (UsulanIndikator("1", satuan="Kali"),)),
        UsulanRhk("C", "UTAMA", (UsulanIndikator("1", target=Decimal(-1), satuan="Kali"),)),
        UsulanRhk("C", "UTAMA", (UsulanIndikator("1", target=Decimal("NaN"), satuan="Kali"),)),
        UsulanRhk("C", "UTAMA", (UsulanIndikator("1", target=Decimal(10) ** 14, satuan="Kali"),)),
        UsulanRhk("C", "UTAMA", (UsulanIndikator("1", target=Decimal(1), satuan="x" * 51),)),
        UsulanRhk("C", "UTAMA", (UsulanIndikator("1", target_teks="x" * 101),)),
        UsulanRhk("C", "UTAMA", (UsulanIndikator("1", arah="MENYAMPING"),)),
    ],
    ids=str,
)
def test_one_wrong_row_leaves_out_all(konsep, salah):
    semula = potret(konsep)
    with pytest.raises(Ditolak):
        tempel(konsep, UsulanRhk("Baik", "UTAMA", (UsulanIndikator("1"),)), salah)
    assert potret(konsep) == semula


def test_a_plan_has_at_most_a_hundred_rhk(konsep):
    semula = potret(konsep)
    with pytest.raises(Ditolak, match="Satu SKP paling banyak 100 rencana hasil kerja"):
        tempel(konsep, *(UsulanRhk(f"RHK {n}") for n in range(RHK_TERBANYAK)))
    assert potret(konsep) == semula
    assert tempel(konsep, *(UsulanRhk(f"RHK {n}") for n in range(RHK_TERBANYAK - 1))).rincian["rhk"] == 99
    with pytest.raises(Ditolak, match="Satu SKP paling banyak 100 rencana hasil kerja"):
        services.tambah_rhk(konsep, **pemilik(konsep), jenis="UTAMA", uraian="Yang ke-101")
    assert konsep.daftar_rhk.count() == 100


def test_an_rhk_has_at_most_fifty_indicators(konsep):
    def usulan(jumlah: int) -> UsulanRhk:
        return UsulanRhk("Penuh", "UTAMA", tuple(UsulanIndikator(f"Ukuran {n}") for n in range(jumlah)))

    penuh = "RHK “Penuh” paling banyak 50 indikator"
    with pytest.raises(Ditolak, match=penuh):
        tempel(konsep, usulan(INDIKATOR_TERBANYAK + 1))
    tempel(konsep, usulan(INDIKATOR_TERBANYAK))
    rhk = konsep.daftar_rhk.get(uraian="Penuh")
    with pytest.raises(Ditolak, match=penuh):
        services.tambah_indikator(
            konsep,
            **pemilik(konsep),
            rhk=rhk.pk,
            uraian="Lagi",
            perspektif="ANGGARAN",
            target_teks="1 minggu",
        )
    assert rhk.daftar_indikator.count() == 50


def test_a_revision_takes_rows_the_same_way():
    d = lapangan("direvisi")
    lakukan(d, "tempel")
    with pytest.raises(Ditolak, match="belum memilih RHK atasan"):
        ajukan(d.skp)
    rhk = d.skp.daftar_rhk.get(uraian="Tersusunnya laporan")
    services.pilih_rhk_atasan(d.skp, **pemilik(d.skp), pilihan={rhk.pk: d.induk.pk})
    services.ubah_indikator(
        d.skp, **pemilik(d.skp), indikator=rhk.daftar_indikator.get().pk, uraian="Jumlah", aspek="WAKTU",
        target_teks="1 bulan",
    )  # fmt: skip
    ajukan(d.skp, pada=datetime(2026, 2, 1, 9, 0, tzinfo=WITA))
    terima(d.skp, datetime(2026, 2, 1, 10, 0, tzinfo=WITA))
    assert versi_terakhir(d.skp).nomor == 2


def test_many_rhk_get_their_parents_at_once():
    d = lapangan()
    lakukan(d, "salin")
    baru = d.skp.daftar_rhk.get(rhk_atasan=None)
    tanda = lakukan(d, "pilih_rhk_atasan", pilihan={baru.pk: d.induk.pk, d.rhk.pk: d.induk.pk})
    assert tanda.rincian == {"rhk": [baru.pk]}  # the other one had it already
    assert set(d.skp.daftar_rhk.values_list("rhk_atasan", flat=True)) == {d.induk.pk}


def test_owner_of_no_library_starts_empty():
    assert list(pustaka_untuk(skp_konsep(PegawaiFactory()))) == []
