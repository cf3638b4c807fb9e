// Améliorations facultatives : chaque page est complète sans ce fichier.

// Imprimer : le bouton n’existe que si le script tourne.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Le nombre de résultats est annoncé après le chargement, dans une zone déjà présente.
const status = document.querySelector("[role=status][data-announce]");
if (status) setTimeout(() => { status.textContent = status.dataset.announce; }, 300);
