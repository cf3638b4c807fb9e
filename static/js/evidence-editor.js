// L’éditeur d’une preuve : les passages et le texte du contenu que l’on vient de choisir, et le compte de la citation.
document.addEventListener("DOMContentLoaded", () => {
  const source = document.querySelector("[data-evidence-source]");
  const target = document.getElementById("id_target");
  const passage = document.getElementById("id_target_anchor");
  const quotation = document.getElementById("id_quotation");
  const status = document.querySelector("[data-evidence-status]");
  if (!source || !target || !passage || !quotation) return;

  let asked = 0;
  target.addEventListener("change", async () => {
    const mine = ++asked;
    // La fenêtre de choix rend le focus au bouton qui l’a ouverte, que le choix vient de cacher.
    if (document.querySelector(".modal")) jQuery(document.body).one("hidden.bs.modal", () => passage.focus());
    passage.replaceChildren();
    source.replaceChildren();
    status.textContent = "";
    const answer = await fetch(`${source.dataset.evidenceSource}?cible=${encodeURIComponent(target.value)}`);
    if (!answer.ok || answer.redirected || mine !== asked) return;
    const read = new DOMParser().parseFromString(await answer.text(), "text/html");
    passage.replaceChildren(...read.querySelectorAll("option"));
    passage.value = "";
    source.replaceChildren(...read.querySelector("div").childNodes);
    status.textContent = read.querySelector("output").textContent;
  });

  const longest = Number(source.dataset.longest);
  const count = document.createElement("p");
  count.id = "evidence-count";
  quotation.after(count);
  quotation.setAttribute("aria-describedby", `${quotation.getAttribute("aria-describedby") ?? ""} ${count.id}`.trim());
  const tell = () => {
    const length = quotation.value.trim().length;
    count.textContent = `${length} caractère${length > 1 ? "s" : ""} sur ${longest}`;
    count.className = `evidence-count${length > longest ? " evidence-count--over" : ""}`;
  };
  quotation.addEventListener("input", tell);
  tell();
});
