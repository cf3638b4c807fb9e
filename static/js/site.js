// Améliorations facultatives : chaque page est complète sans ce fichier.

// Imprimer : le bouton n’existe que si le script tourne.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Le nombre de résultats est annoncé après le chargement, dans une zone déjà présente.
const status = document.querySelector("[role=status][data-announce]");
if (status) setTimeout(() => { status.textContent = status.dataset.announce; }, 300);

// Un passage cité quand sa page les montrait tous : demandé par son nom, il est sur la sienne.
const cited = location.hash.slice(1);
if (cited && !location.search && document.querySelector("[data-passages]") && !document.getElementById(cited)) location.replace(`?passage=${cited}#${cited}`);

// Copier l’adresse d’un principe : sans script ou sans presse-papiers, le lien mène à cette adresse.
const said = document.querySelector("[data-said]");
document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-cite]");
  if (!link || !said || !navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  location.hash = link.hash;
  await navigator.clipboard.writeText(link.href);
  said.textContent = `Adresse copiée\u00a0: ${link.textContent.trim()}`;
});
