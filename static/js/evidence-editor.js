// L’éditeur d’une preuve : les passages et le texte du contenu que l’on vient de choisir, et le compte de la citation.
document.addEventListener("DOMContentLoaded", () => {
  const source = document.querySelector("[data-evidence-source]");
  const target = document.getElementById("id_target");
  const passage = document.getElementById("id_target_anchor");
  const quotation = document.getElementById("id_quotation");
  if (!source || !target || !passage || !quotation) return;

  let asked = 0;
  target.addEventListener("change", async () => {
    const mine = ++asked;
    passage.replaceChildren();
    source.replaceChildren();
    const answer = await fetch(`${source.dataset.evidenceSource}?cible=${encodeURIComponent(target.value)}`);
    if (!answer.ok || answer.redirected || mine !== asked) return;
    const read = new DOMParser().parseFromString(await answer.text(), "text/html");
    passage.replaceChildren(...read.querySelectorAll("option"));
    passage.value = "";
    source.replaceChildren(...read.querySelector("div").childNodes);
  });

  const longest = Number(source.dataset.longest);
  const count = document.createElement("p");
  quotation.after(count);
  const tell = () => {
    const length = quotation.value.trim().length;
    count.textContent = `${length} caractères sur ${longest}`;
    count.className = `evidence-count${length > longest ? " evidence-count--over" : ""}`;
  };
  quotation.addEventListener("input", tell);
  tell();
});
