/* The one script of the lean pages, which all work without it: drafts, and acts without a reload.
   What it knows of a page are data attributes (docs/architecture.md). ES2018, no build, no dependency. */
(() => {
"use strict";
const PUTUS = "Tidak ada sambungan. Coba lagi bila sambungan kembali.";
const AMAN = "Tidak ada sambungan; isian Anda aman di perangkat ini. Coba lagi bila sambungan kembali.";
const TENGGAT = 30e3, SEBULAN = 30 * 864e5;
const MUAT = "main [data-muat]";
const ISIAN = "textarea,select,input:not([type=hidden])";
const akun = document.body.dataset.akun;
let tempat = location.pathname + location.search;

const cari = (pilih, di) => (di || document).querySelector(pilih);
const semua = (pilih, di) => [...(di || document).querySelectorAll(pilih)];
const buat = (nama, sifat, ...isi) => {
  const simpul = Object.assign(document.createElement(nama), sifat);
  simpul.append(...isi);
  return simpul;
};
const tombol = (teks, onclick) => buat("button", { type: "button", className: "tombol", textContent: teks, onclick });

/* Said at the top of `wadah`, politely: the empty region must stand there before its words come. */
const umumkan = (wadah, ...isi) => {
  let kabar = cari(":scope>.kabar", wadah);
  if (!kabar) {
    wadah.prepend(kabar = buat("div", { className: "kabar" }));
    kabar.setAttribute("role", "status");
  }
  kabar.textContent = "";
  setTimeout(() => kabar.append(...isi), 50);
  return kabar;
};
const kalimat = (nada, teks, ...lagi) => {
  const tanda = buat("span", { textContent: "!" });
  tanda.setAttribute("aria-hidden", true);
  return buat("p", { className: "pesan " + nada }, tanda, buat("span", { textContent: teks }), ...lagi);
};

/* --- drafts: kept on this device under the account, gone when saved, logged out, or a month old ----------- */
const ingat = (nama, nilai) => {
  try {
    if (nilai) localStorage.setItem(nama, JSON.stringify(nilai));
    else localStorage.removeItem(nama);
  } catch (e) { /* full, or switched off */ }
};
const ingatan = nama => {
  try { return JSON.parse(localStorage.getItem(nama)); } catch (e) { return null; }
};
const sapu = () => {
  const keluar = !akun && /[?&]keluar\b/.test(location.search);
  try {
    for (const nama of Object.keys(localStorage)) {
      if (!nama.startsWith("draf:")) continue;
      const draf = ingatan(nama);
      if (keluar || !draf || draf.pada < Date.now() - SEBULAN) ingat(nama);
    }
  } catch (e) { /* switched off */ }
};
const namaDraf = form => `draf:${akun}:${form.dataset.draf}`;
const kolom = form => [...form.elements].filter(
  k => k.name && k.matches(ISIAN) && !/file|password|submit|image/.test(k.type) && !k.dataset.frasa);
const isi = form => {
  const nama = new Set(kolom(form).map(k => k.name));
  return [...new FormData(form)].filter(pasang => nama.has(pasang[0]));
};
/* The key goes along: after an answer that got lost, the restored form is still the same act. */
const simpan = form => {
  const kunci = form.elements.kunci;
  ingat(namaDraf(form), { pada: Date.now(), kunci: kunci && kunci.value, isi: isi(form) });
};
const pulihkan = form => {
  const draf = ingatan(namaDraf(form)), kunci = form.elements.kunci, asal = kunci && kunci.value;
  if (!draf || JSON.stringify(draf.isi) === JSON.stringify(isi(form))) return;
  for (const k of kolom(form)) {
    const nilai = draf.isi.filter(pasang => pasang[0] === k.name).map(pasang => pasang[1]);
    if (k.type === "checkbox" || k.type === "radio" && nilai.length) k.checked = nilai.includes(k.value);
    else if (k.options && nilai.length) for (const o of k.options) o.selected = nilai.includes(o.value);
    else if (k.type !== "radio" && nilai.length) k.value = nilai[0];
  }
  if (draf.kunci && kunci) kunci.value = draf.kunci;
  const kabar = umumkan(form, kalimat("", "Isian yang belum tersimpan dipulihkan.", tombol("Buang", () => {
    form.reset();
    if (kunci) kunci.value = asal;
    ingat(namaDraf(form));
    kabar.textContent = "";
    cari(ISIAN, form).focus();
  })));
};
const siapkan = di => { if (akun) semua("form[data-draf]", di).forEach(pulihkan); };

/* --- asking the server --- */
const ambil = async (url, pilihan) => {
  const batas = new AbortController(), jam = setTimeout(() => batas.abort(), TENGGAT);
  try {
    const jawab = await fetch(url, Object.assign({ signal: batas.signal }, pilihan));
    const html = /html/.test(jawab.headers.get("content-type")) ? await jawab.text() : "";
    const doc = new DOMParser().parseFromString(html, "text/html");
    /* "Ours": a page drawn for the same account, so neither the log-in nor an error of the server. */
    const kita = jawab.status < 500 && !!akun && doc.body.dataset.akun === akun && !!cari("main", doc);
    return { url: jawab.url, pindah: jawab.redirected, doc, kita, berformulir: !!cari("main form[method=post]", doc) };
  } finally {
    clearTimeout(jam);
  }
};

/* The answer as a page; its messages are told only once, so it is not asked again. */
const tampilkan = (jawab, asal) => {
  if (jawab.url !== location.href.split("#")[0]) history.pushState(null, "", jawab.url);
  tempat = location.pathname + location.search;
  document.title = jawab.doc.title;
  document.body.replaceWith(jawab.doc.body);
  scrollTo(0, 0);
  siapkan();
  const tujuan = cari(".ringkasan") || asal && document.getElementById(asal.daftar[0]) || cari("main");
  tujuan.tabIndex = -1;
  tujuan.focus();
};

/* What was pressed, in words that find it in a new region, and its rows. */
const tanda = el => [el.tagName, el.className, el.getAttribute("href"), el.name, el.value, el.textContent.replace(/\d+/g, ""),
  (el.closest("[id]") || el).id].join();
const jejak = el => {
  const daftar = [];
  for (let luar = el; luar; luar = luar.parentElement) if (luar.id) daftar.push(luar.id);
  return { tanda: tanda(el), daftar };
};

/* Each region in its new state; focus on a new row, else on what was pressed, else on its row. */
const muat = (jawab, asal) => {
  const lama = new Set(semua(MUAT + " [id]").map(el => el.id));
  for (const wadah of semua(MUAT)) {
    const baru = jawab.doc.getElementById(wadah.id);
    const terbuka = semua("details[open]>summary", wadah).map(tanda);
    for (const judul of semua("summary", baru)) if (terbuka.includes(tanda(judul))) judul.parentElement.open = true;
    wadah.replaceWith(baru);
    siapkan(baru);
  }
  const tujuan = semua(MUAT + " [id]").find(el => !lama.has(el.id) && !el.matches("details,form,form *"))
    || semua("main a,main button").find(el => tanda(el) === asal.tanda && !el.disabled)
    || asal.daftar.map(id => document.getElementById(id)).find(el => el) || cari("main");
  if (tujuan.tabIndex < 0) tujuan.tabIndex = -1;
  tujuan.focus({ preventScroll: true });
  tujuan.scrollIntoView({ block: "nearest" });
  semua("main>.daftar-pesan").forEach(el => el.remove());
  const pesan = semua(".daftar-pesan>*", jawab.doc);
  pesan.forEach(el => el.removeAttribute("role"));
  if (pesan.length) pesan[pesan.length - 1].append(tombol("Tutup", () => { kabar.textContent = ""; tujuan.focus(); }));
  const kabar = umumkan(cari("main"), ...pesan);
};

/* --- a form in a dialog --- */
let dialog, asalDialog;
const tampilkanDialog = (jawab, asal) => {
  const main = cari("main", jawab.doc), judul = buat("h2", { id: "judul-dialog", textContent: cari("h1", main).textContent });
  semua(".kembali,.judul", main).forEach(el => el.remove());
  for (const form of semua("form", main)) if (!form.getAttribute("action")) form.setAttribute("action", jawab.url);
  if (!dialog || !dialog.open) {
    asalDialog = asal;
    dialog = buat("dialog", { onclose() { this.remove(); } });
    dialog.setAttribute("aria-labelledby", judul.id);
    document.body.prepend(dialog); /* first, so that its ids win over those of the page below */
    dialog.showModal();
  }
  dialog.textContent = "";
  dialog.append(buat("div", { className: "deret deret--ujung" }, judul, tombol("Tutup", () => dialog.close())), ...main.childNodes);
  siapkan(dialog);
  (cari(".ringkasan," + ISIAN, dialog) || judul).focus();
};
const buka = async tautan => {
  let jawab;
  tautan.setAttribute("aria-busy", true);
  try {
    jawab = await ambil(tautan.href);
  } catch (e) {
    umumkan(cari("main"), kalimat("pesan--perhatian", PUTUS));
    return;
  } finally {
    tautan.removeAttribute("aria-busy");
  }
  if (!jawab.kita) location.assign(tautan.href);
  else if (jawab.pindah || !jawab.berformulir) tampilkan(jawab);
  else tampilkanDialog(jawab, jejak(tautan));
};

/* --- sending --- */
/* Anything unexpected is sent again the plain way: the key makes that harmless, the button never dead. */
const kirim = async (form, asal, url, lagi) => {
  const muatan = new FormData(form), nama = akun && form.dataset.draf && namaDraf(form);
  for (const pasang of lagi) muatan.set(...pasang);
  if (nama) simpan(form);
  let jawab;
  form.setAttribute("aria-busy", true);
  try {
    jawab = await ambil(url, { method: "POST", body: muatan });
  } catch (e) {
    const dekat = form.hidden ? cari("main") : cari(".aksi,.bilah-aksi", form) || form;
    umumkan(dekat, kalimat("pesan--perhatian", nama && kolom(form).length ? AMAN : PUTUS));
    setTimeout(() => form.hidden || dekat.scrollIntoView({ block: "nearest" }), 99);
    return;
  } finally {
    form.removeAttribute("aria-busy");
  }
  if (cari("[name=tiket]", jawab.doc)) return tampilkan(jawab);
  if (!jawab.kita || !jawab.pindah && !jawab.berformulir) {
    for (const [name, value] of lagi) form.append(buat("input", { type: "hidden", name, value }));
    form.setAttribute("action", url);
    form.submit();
    return;
  }
  const diDialog = form.closest("dialog"), sisip = diDialog || form.matches("[data-sisip]");
  if (!jawab.pindah) {
    /* The form again, with what was typed and maybe another key: that is the draft from now on. */
    const draf = nama && ingatan(nama);
    if (nama) ingat(nama);
    if (sisip) tampilkanDialog(jawab, asal); else tampilkan(jawab);
    const ulang = nama && semua("form[data-draf]").find(f => namaDraf(f) === nama);
    if (ulang) simpan(ulang); else if (nama) ingat(nama, draf);
    return;
  }
  if (nama && !cari(".pesan--buruk", jawab.doc)) ingat(nama);
  if (diDialog) { asal = asalDialog; diDialog.close(); }
  const wilayah = sisip && new URL(jawab.url).pathname === location.pathname ? semua(MUAT) : [];
  if (wilayah.length && wilayah.every(w => jawab.doc.getElementById(w.id))) muat(jawab, asal); else tampilkan(jawab, asal);
};

/* --- listening --- */
document.addEventListener("input", ({ target }) => {
  if (akun && target.form && target.form.dataset.draf) simpan(target.form);
  const hitung = target.dataset.hitung && document.getElementById(target.dataset.hitung);
  if (hitung) hitung.textContent = target.value.replace(/<[^<>]*>|\s+/g, " ").replace(/ +/g, " ").trim().length;
});
/* By keyboard each arrow already "chooses": the phrase is taken when the box is left. */
const pakaiFrasa = e => {
  const pilihan = e.target, teks = pilihan.dataset.frasa && document.getElementById(pilihan.dataset.frasa);
  if (!teks || !pilihan.value || e.type === "change" && pilihan.matches(":focus-visible")) return;
  teks.value = (teks.value.trim() && teks.value.replace(/\s+$/, "") + "\n") + pilihan.value;
  pilihan.selectedIndex = 0;
  teks.dispatchEvent(new Event("input", { bubbles: true }));
};
document.addEventListener("change", pakaiFrasa);
document.addEventListener("focusout", pakaiFrasa);
document.addEventListener("submit", e => {
  const form = e.target, pemicu = e.submitter; /* older browsers do not tell: they send it themselves */
  if (!pemicu || e.defaultPrevented || form.getAttribute("method") !== "post" || !form.matches("[data-draf],[data-sisip],dialog form")) return;
  e.preventDefault();
  if (form.getAttribute("aria-busy")) return;
  const url = pemicu.getAttribute("formaction") || form.getAttribute("action") || location.href;
  kirim(form, jejak(pemicu), url, pemicu.name ? [[pemicu.name, pemicu.value]] : []);
});
document.addEventListener("click", e => {
  const tautan = e.target.closest("a[href]");
  if (!tautan || e.defaultPrevented || e.button || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
  const diDialog = tautan.closest("dialog");
  if (!diDialog) {
    if (!tautan.matches("[data-sisip]") || !window.HTMLDialogElement) return;
    e.preventDefault();
    if (!tautan.getAttribute("aria-busy")) buka(tautan);
  } else if (tautan.pathname === location.pathname) {
    const bidang = tautan.hash && cari("#" + CSS.escape(tautan.hash.slice(1)), diDialog);
    if (bidang || !tautan.hash) e.preventDefault();
    if (bidang) (cari(ISIAN, bidang) || bidang).focus(); else diDialog.close();
  }
});
addEventListener("popstate", () => { if (tempat !== location.pathname + location.search) location.reload(); });
sapu();
siapkan();
})();
