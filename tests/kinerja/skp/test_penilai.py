"""The penilai's side through HTTP: his page, comments, earlier phrases, and the same with many at once."""

from uuid import uuid4

import pytest

from kinerja.dokumen.models import Riwayat
from kinerja.skp import services
from kinerja.skp.models import NilaiBerakhlak, Skp
from kinerja.skp.views import massal
from tests.factories import PegawaiFactory, isi_ekspektasi, skp_diajukan, skp_disetujui, skp_konsep
from tests.factories.kinerja import JANUARI
from tests.kinerja.skp.conftest import alamat, kirim, klien, orang_luar, potret

pytestmark = pytest.mark.django_db
KODE = "BERORIENTASI_PELAYANAN"


def buka(orang, verba, *args, **kueri) -> str:
    jawaban = klien(orang).get(alamat(verba, *args), kueri)
    assert jawaban.status_code == 200
    return jawaban.content.decode()


def segar(skp) -> Skp:
    return Skp.objects.get(pk=skp.pk)


def ekspektasi(skp) -> dict[str, str]:
    return dict(skp.daftar_ekspektasi.values_list("nilai_id", "teks"))


def tulis(skp, **teks) -> None:
    services.simpan_ekspektasi(skp, oleh=skp.penilai.pengguna, pada=JANUARI, ekspektasi=teks)


# --- his page -----------------------------------------------------------------------------------------------
def test_page_offers_to_comment_expect_and_decide(diajukan):
    isi = buka(diajukan.penilai, "detail", diajukan.pk)
    rhk = diajukan.daftar_rhk.get()
    komentari = alamat("komentari", diajukan.pk)
    assert f'{komentari}?rhk={rhk.pk}"' in isi
    assert all(f'{komentari}?indikator={i.pk}"' in isi for i in rhk.daftar_indikator.all())
    assert all(f'name="{n.kode}"' in isi for n in NilaiBerakhlak.objects.all())
    assert alamat("kembalikan", diajukan.pk) in isi
    assert "Yang berubah sejak" not in isi


def test_owner_and_colleague_have_no_such_page(diajukan):
    isi = buka(diajukan.pegawai, "detail", diajukan.pk)
    assert "simpan_ekspektasi" not in isi
    assert alamat("komentari", diajukan.pk) not in isi
    rekan = PegawaiFactory(perangkat_daerah=diajukan.perangkat_daerah)
    assert klien(rekan).get(alamat("detail", diajukan.pk)).status_code == 404


# --- comments -----------------------------------------------------------------------------------------------
def test_comment_page_shows_the_row_and_the_comment_stands_at_it(diajukan):
    indikator = diajukan.daftar_rhk.get().daftar_indikator.first()
    lengkap = f"{alamat('komentari', diajukan.pk)}?indikator={indikator.pk}"
    peramban = klien(diajukan.penilai)
    assert indikator.uraian in peramban.get(lengkap).content.decode()
    isi = {"versi": diajukan.versi, "kunci": str(uuid4()), "catatan": "Target <terlalu> rendah."}
    jawaban = peramban.post(lengkap, isi)
    assert jawaban["Location"] == f"{alamat('detail', diajukan.pk)}#indikator-{indikator.pk}"
    tanda = Riwayat.objects.get(jenis="skp.dikomentari")
    assert (tanda.rincian["indikator"], tanda.catatan) == (indikator.pk, "Target <terlalu> rendah.")
    assert "Target &lt;terlalu&gt; rendah." in buka(diajukan.pegawai, "detail", diajukan.pk)
    assert segar(diajukan).status == "PENILAIAN_RENCANA"


def test_comment_on_the_whole_plan(diajukan):
    assert "seluruh rencana" in buka(diajukan.penilai, "komentari", diajukan.pk)
    assert kirim(diajukan.penilai, diajukan, "komentari", catatan="Sudah baik.").status_code == 302
    assert Riwayat.objects.get(jenis="skp.dikomentari").rincian == {}


def test_empty_comment_is_refused(diajukan):
    semula = potret(diajukan)
    jawaban = kirim(diajukan.penilai, diajukan, "komentari", catatan="  ")
    assert jawaban.status_code == 422
    assert "Tuliskan komentar Anda." in jawaban.content.decode()
    assert potret(diajukan) == semula


@pytest.mark.parametrize("kueri", ["rhk=abc", "rhk=²", "indikator=-1", "rhk=999999", f"rhk={'9' * 40}"])
def test_comment_on_a_row_that_is_none_is_404(diajukan, kueri):
    tujuan = f"{alamat('komentari', diajukan.pk)}?{kueri}"
    assert klien(diajukan.penilai).get(tujuan).status_code == 404


def test_comment_on_a_row_of_another_skp_is_refused(diajukan):
    asing = skp_diajukan().daftar_rhk.get()
    semula = potret(diajukan)
    tujuan = f"{alamat('komentari', diajukan.pk)}?rhk={asing.pk}"
    assert klien(diajukan.penilai).get(tujuan).status_code == 404
    isi = {"versi": diajukan.versi, "kunci": str(uuid4()), "catatan": "Asing."}
    jawaban = klien(diajukan.penilai).post(tujuan, isi)
    assert (jawaban.status_code, asing.uraian in jawaban.content.decode()) == (422, False)
    assert potret(diajukan) == semula


def test_comment_by_others_changes_nothing(diajukan):
    semula = potret(diajukan)
    for siapa, orang in {**orang_luar(diajukan), "pemilik": diajukan.pegawai.pengguna}.items():
        jawaban = kirim(orang, diajukan, "komentari", catatan="Menyusup.")
        assert jawaban.status_code in (403, 404), siapa
    assert potret(diajukan) == semula


@pytest.mark.parametrize("buat", [skp_konsep, skp_disetujui])
def test_comment_only_while_the_plan_lies_before_him(db, buat):
    skp = buat()
    semula = potret(skp)
    assert kirim(skp.penilai, skp, "komentari", catatan="Terlambat.").status_code == 409
    assert potret(skp) == semula


# --- earlier phrases --------------------------------------------------------------------------------------------
@pytest.fixture
def berfrasa(db):
    """A penilai with an earlier phrase of two lines, and a plan that waits for him."""
    lama = skp_diajukan()
    tulis(lama, **{KODE: "Layani dengan ramah.\nJawab di hari yang sama."})
    return skp_diajukan(penilai=lama.penilai)


def test_page_offers_his_own_phrases_alone(berfrasa):
    orang_lain = skp_diajukan()
    tulis(orang_lain, **{KODE: "Kalimat penilai lain."})
    isi = buka(berfrasa.penilai, "detail", berfrasa.pk)
    assert f'data-frasa="ekspektasi-{KODE}"' in isi
    assert isi.count("<select") == 1
    assert "Layani dengan ramah." in isi
    assert "Kalimat penilai lain." not in isi


def test_phrase_fills_what_was_left_empty(berfrasa):
    isi = {f"frasa_{KODE}": "Layani dengan ramah. Jawab di hari yang sama.", "AKUNTABEL": "Jujur."}
    assert kirim(berfrasa.penilai, berfrasa, "simpan_ekspektasi", **isi).status_code == 302
    assert ekspektasi(berfrasa) == {
        KODE: "Layani dengan ramah.\nJawab di hari yang sama.",
        "AKUNTABEL": "Jujur.",
    }


def test_typed_text_wins_over_the_phrase_and_a_forged_phrase_is_nothing(berfrasa):
    isi = {
        f"frasa_{KODE}": "Layani dengan ramah. Jawab di hari yang sama.",
        KODE: "Ketikan.",
        "frasa_AKUNTABEL": "Bukan kalimatnya.",
    }
    assert kirim(berfrasa.penilai, berfrasa, "simpan_ekspektasi", **isi).status_code == 302
    assert ekspektasi(berfrasa) == {KODE: "Ketikan."}


def test_expectation_that_is_too_long_is_kept_on_the_page(diajukan):
    semula = potret(diajukan)
    jawaban = kirim(diajukan.penilai, diajukan, "simpan_ekspektasi", **{KODE: "x" * 1001})
    assert jawaban.status_code == 422
    assert "x" * 1001 in jawaban.content.decode()
    assert f'href="#ekspektasi-{KODE}"' in jawaban.content.decode()
    assert potret(diajukan) == semula


# --- the queue -----------------------------------------------------------------------------------------------------
def test_queue_says_what_waits_and_offers_to_tick_plans_only(diajukan):
    disetujui = skp_disetujui(penilai=diajukan.penilai)
    services.ajukan_revisi(disetujui, oleh=disetujui.pegawai.pengguna, pada=JANUARI, catatan="Mohon.")
    isi = buka(diajukan.penilai, "antrean")
    assert "2 SKP menunggu keputusan Anda" in isi
    assert "Permintaan revisi" in isi
    assert isi.count('type="checkbox"') == 1
    assert f'name="skp" value="{diajukan.pk}"' in isi
    assert "checked" not in isi
    assert "checked" in buka(diajukan.penilai, "antrean", semua=1)


def test_queue_without_plans_has_nothing_to_tick(disetujui):
    isi = buka(disetujui.penilai, "antrean")
    assert "checkbox" not in isi
    assert alamat("terima_massal") not in isi


# --- many at once: accept ----------------------------------------------------------------------------------------------
@pytest.fixture
def tiga(db):
    """Of one penilai: complete, without expectations, a draft."""
    penilai = PegawaiFactory()
    daftar = [skp_diajukan(penilai=penilai), skp_diajukan(penilai=penilai), skp_konsep(penilai=penilai)]
    isi_ekspektasi(daftar[0])
    return penilai, daftar


def sekaligus(orang, verba, daftar, **isi):
    versi = {f"versi_{s.pk}": s.versi for s in daftar}
    data = {"skp": [s.pk for s in daftar], "kunci": str(uuid4())} | versi | isi
    return klien(orang).post(alamat(verba), data)


def status(daftar) -> list[str]:
    return [segar(s).status for s in daftar]


def test_bulk_page_says_first_who_is_done_and_who_is_not(tiga):
    penilai, daftar = tiga
    semula = [potret(s) for s in daftar]
    isi = buka(penilai, "terima_massal", skp=[s.pk for s in daftar])
    assert "Akan diproses: 1 SKP" in isi
    assert "Dilewati: 2 SKP" in isi
    assert "Ekspektasi untuk “Berorientasi Pelayanan” belum diisi." in isi
    assert "Dan 5 hal lagi." in isi
    assert f'name="versi_{daftar[0].pk}" value="{daftar[0].versi}"' in isi
    assert [potret(s) for s in daftar] == semula


def test_bulk_accept_does_what_can_be_done_and_tells_by_name(tiga):
    penilai, daftar = tiga
    jawaban = sekaligus(penilai, "terima_massal", daftar, catatan="Setuju.")
    assert jawaban["Location"] == alamat("antrean")
    assert status(daftar) == ["DISETUJUI", "PENILAIAN_RENCANA", "KONSEP"]
    isi = jawaban.client.get(jawaban["Location"]).content.decode()
    nomor = Riwayat.objects.get(jenis="skp.diterima").nomor
    assert f"Terima: 1 SKP berhasil. {daftar[0].pegawai} (tanda terima {nomor})." in isi
    for skp in daftar[1:]:
        assert f"Terima: {skp.pegawai} dilewati." in isi


def test_bulk_accept_twice_with_one_key_is_one_act(tiga):
    penilai, daftar = tiga
    kunci = str(uuid4())
    for _ in range(2):
        sekaligus(penilai, "terima_massal", daftar[:1], catatan="Setuju.", kunci=kunci)
    assert Riwayat.objects.filter(jenis="skp.diterima").count() == 1


def test_bulk_accept_without_note_asks_again(tiga):
    penilai, daftar = tiga
    semula = [potret(s) for s in daftar]
    jawaban = sekaligus(penilai, "terima_massal", daftar, catatan=" ")
    assert jawaban.status_code == 422
    assert "Akan diproses: 1 SKP" in jawaban.content.decode()
    assert [potret(s) for s in daftar] == semula


@pytest.mark.parametrize("versi", ["0", "", "²", "9" * 30, None])
def test_bulk_accept_of_what_has_changed_since_is_refused_by_name(tiga, versi):
    penilai, daftar = tiga
    semula = [potret(s) for s in daftar]
    isi = {} if versi is None else {f"versi_{daftar[0].pk}": versi}
    data = {"skp": [daftar[0].pk], "kunci": str(uuid4()), "catatan": "Setuju."} | isi
    jawaban = klien(penilai).post(alamat("terima_massal"), data, follow=True)
    assert "dilewati. Data sudah berubah" in jawaban.content.decode()
    assert [potret(s) for s in daftar] == semula


def test_bulk_forged_by_others_changes_nothing(tiga):
    _, daftar = tiga
    semula = [potret(s) for s in daftar]
    luar = {**orang_luar(daftar[0]), "pemilik": daftar[0].pegawai.pengguna}
    for orang in luar.values():
        sekaligus(orang, "terima_massal", daftar, catatan="Setuju.")
        sekaligus(orang, "ekspektasi_massal", daftar, cara="timpa", AKUNTABEL="Menyusup.")
    # What somebody sees but may not decide is refused, and that stays on record; the SKPs are as they were.
    assert [potret(s)[:3] for s in daftar] == [s[:3] for s in semula]


def test_bulk_never_names_what_one_does_not_see(tiga):
    _, daftar = tiga
    asing = skp_diajukan()
    isi = buka(asing.penilai, "terima_massal", skp=[s.pk for s in [*daftar, asing]])
    assert all(str(s.pegawai) not in isi for s in daftar)


@pytest.mark.parametrize("verba", ["terima_massal", "ekspektasi_massal"])
@pytest.mark.parametrize("kueri", [{}, {"skp": "abc"}, {"skp": "²"}, {"skp": "9" * 40}, {"skp": "999999"}])
def test_bulk_without_choice_is_friendly(diajukan, verba, kueri):
    assert "Belum ada SKP yang dipilih." in buka(diajukan.penilai, verba, **kueri)
    jawaban = klien(diajukan.penilai).post(alamat(verba), kueri | {"kunci": "x"})
    assert (jawaban.status_code, "Belum ada SKP" in jawaban.content.decode()) == (422, True)


def test_bulk_has_an_upper_limit(tiga, monkeypatch):
    monkeypatch.setattr(massal, "MASSAL_TERBANYAK", 1)
    penilai, daftar = tiga
    jawaban = sekaligus(penilai, "terima_massal", daftar, catatan="Setuju.")
    assert "Paling banyak 1 SKP" in jawaban.client.get(jawaban["Location"]).content.decode()
    assert status(daftar) == ["PENILAIAN_RENCANA", "PENILAIAN_RENCANA", "KONSEP"]


# --- many at once: expectations ------------------------------------------------------------------------------------------
@pytest.fixture
def berdua(db):
    """Two plans of one penilai: the first has one expectation already."""
    penilai = PegawaiFactory()
    daftar = [skp_diajukan(penilai=penilai), skp_diajukan(penilai=penilai)]
    tulis(daftar[0], AKUNTABEL="Yang lama.")
    return penilai, daftar


def test_bulk_expectations_tell_what_is_filled_already(berdua):
    penilai, daftar = berdua
    isi = buka(penilai, "ekspektasi_massal", skp=[s.pk for s in daftar])
    assert "Akan diproses: 2 SKP" in isi
    assert isi.count("Sudah terisi 1: Akuntabel") == 1


def test_bulk_expectations_fill_only_what_is_empty(berdua):
    penilai, daftar = berdua
    isi = {"cara": "kosong", "AKUNTABEL": "Yang baru.", "LOYAL": "Setia."}
    assert sekaligus(penilai, "ekspektasi_massal", daftar, **isi)["Location"] == alamat("antrean")
    assert [ekspektasi(s) for s in daftar] == [
        {"AKUNTABEL": "Yang lama.", "LOYAL": "Setia."},
        {"AKUNTABEL": "Yang baru.", "LOYAL": "Setia."},
    ]


def test_bulk_expectations_replace_when_told_and_never_empty(berdua):
    penilai, daftar = berdua
    tulis(daftar[1], LOYAL="Tetap.")
    sekaligus(penilai, "ekspektasi_massal", daftar, cara="timpa", AKUNTABEL="Yang baru.")
    assert [ekspektasi(s) for s in daftar] == [
        {"AKUNTABEL": "Yang baru."},
        {"AKUNTABEL": "Yang baru.", "LOYAL": "Tetap."},
    ]


def test_bulk_expectations_that_change_nothing_are_refused_by_name(berdua):
    penilai, daftar = berdua
    jawaban = sekaligus(penilai, "ekspektasi_massal", daftar, cara="kosong", AKUNTABEL="Yang baru.")
    isi = jawaban.client.get(jawaban["Location"]).content.decode()
    assert f"{daftar[0].pegawai} dilewati. Ekspektasi yang Anda tulis sudah terisi semua" in isi
    assert [ekspektasi(s)["AKUNTABEL"] for s in daftar] == ["Yang lama.", "Yang baru."]


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"cara": "kosong"}, "Tuliskan atau pilih paling sedikit satu ekspektasi."),
        ({"cara": "entah", "AKUNTABEL": "A"}, "Pilih salah satu."),
        ({"cara": "timpa", "AKUNTABEL": "x" * 1001}, "Paling banyak 1000 karakter"),
        ({"cara": "timpa", "AKUNTABEL": "A\x00"}, "tidak dapat disimpan"),
        ({"cara": "timpa", "AKUNTABEL": "A", "kunci": "x"}, "Formulir tidak utuh."),
    ],
)
def test_bulk_expectations_with_bad_input_get_a_sentence(berdua, isi, kalimat):
    penilai, daftar = berdua
    semula = [potret(s) for s in daftar]
    jawaban = sekaligus(penilai, "ekspektasi_massal", daftar, **isi)
    assert (jawaban.status_code, kalimat in jawaban.content.decode()) == (422, True)
    assert [potret(s) for s in daftar] == semula


def test_bulk_expectations_take_an_earlier_phrase(berdua):
    penilai, daftar = berdua
    sekaligus(penilai, "ekspektasi_massal", daftar[1:], cara="kosong", frasa_AKUNTABEL="Yang lama.")
    assert ekspektasi(daftar[1]) == {"AKUNTABEL": "Yang lama."}


# --- sharing --------------------------------------------------------------------------------------------------------------
def test_penilai_shares_and_ends_it(disetujui):
    assert alamat("bagikan", disetujui.pk) in buka(disetujui.penilai, "detail", disetujui.pk)
    assert alamat("bagikan", disetujui.pk) not in buka(disetujui.pegawai, "detail", disetujui.pk)
    assert "Izinkan disalin" in buka(disetujui.penilai, "bagikan", disetujui.pk)
    assert kirim(disetujui.penilai, disetujui, "bagikan", boleh="1").status_code == 302
    assert segar(disetujui).dibagikan is True
    assert "Jangan izinkan disalin lagi" in buka(disetujui.penilai, "bagikan", disetujui.pk)
    jawaban = kirim(disetujui.penilai, segar(disetujui), "bagikan", boleh="1")
    assert (jawaban.status_code, "sudah boleh disalin" in jawaban.content.decode()) == (422, True)
    assert kirim(disetujui.penilai, segar(disetujui), "bagikan", boleh="0").status_code == 302
    assert segar(disetujui).dibagikan is False


@pytest.mark.parametrize("boleh", ["", "2", "ya", "True"])
def test_sharing_with_a_tampered_choice_changes_nothing(disetujui, boleh):
    semula = potret(disetujui)
    assert kirim(disetujui.penilai, disetujui, "bagikan", boleh=boleh).status_code == 422
    assert potret(disetujui) == semula


def test_sharing_by_others_or_too_early_changes_nothing(disetujui, diajukan):
    semula = potret(disetujui)
    for siapa, orang in {**orang_luar(disetujui), "pemilik": disetujui.pegawai.pengguna}.items():
        assert kirim(orang, disetujui, "bagikan", boleh="1").status_code in (403, 404), siapa
    assert potret(disetujui) == semula
    assert kirim(diajukan.penilai, diajukan, "bagikan", boleh="1").status_code == 409
