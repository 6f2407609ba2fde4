"""Somebody at a browser: goes by what is written on links, buttons and labels."""


class Orang:
    """One person at one browser window."""

    def __init__(self, browser, alamat, ukuran, **pilihan):
        konteks = browser.new_context(viewport=ukuran, locale="id-ID", base_url=alamat, **pilihan)
        self.page = konteks.new_page()
        self.page.set_default_timeout(10_000)
        self.galat = []
        self.page.on("console", lambda p: self.galat.append(p.text) if p.type == "error" else None)
        self.page.on("pageerror", lambda g: self.galat.append(str(g)))

    def masuk(self, nip, password):
        self.buka("/login/")
        self.page.get_by_label("NIP / NI PPPK").fill(nip)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.tekan("Masuk")
        return self

    def buka(self, alamat):
        self.page.goto(alamat)
        self.muat_di_layar()

    def klik(self, nama):
        with self.page.expect_navigation():
            self.page.get_by_role("main").get_by_role("link", name=nama).first.click()
        self.muat_di_layar()

    def tekan(self, nama):
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=nama).filter(visible=True).first.click()
        self.muat_di_layar()

    def buka_dialog(self, nama):
        self.page.get_by_role("main").get_by_role("link", name=nama).first.click()
        self.page.get_by_role("dialog").wait_for()

    def simpan_dialog(self, pesan, tombol="Simpan"):
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("button", name=tombol, exact=True).click()
        dialog.wait_for(state="hidden")
        self.page.get_by_role("status").filter(has_text=pesan).wait_for()
        self.muat_di_layar()

    def lihat(self, teks):
        assert teks in self.page.inner_text("main"), self.page.inner_text("main")[:800]

    def muat_di_layar(self):
        """Nothing is wider than the screen: a phone never scrolls sideways."""
        assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), self.page.url
