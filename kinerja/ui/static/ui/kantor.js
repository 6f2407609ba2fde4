/* select2 draws its own boxes and leaves them without a name: give each the name of the field's label. */
const namai = () => {
  for (const label of document.querySelectorAll("label[for]")) {
    const wadah = document.getElementById(`select2-${label.htmlFor}-container`);
    if (!wadah) continue;
    label.id ||= `label_${label.htmlFor}`;
    wadah.setAttribute("aria-labelledby", label.id);
    wadah.closest("[role=combobox]").setAttribute("aria-labelledby", `${label.id} ${wadah.id}`);
  }
};
/* After whatever draws the boxes, which itself waits for a turn. */
const nanti = () => setTimeout(namai, 50);
addEventListener("load", nanti);
document.addEventListener("formset:added", nanti);
