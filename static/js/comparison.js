// Comparer : sous la liste, une barre dit combien de fiches sont cochées et en retient quatre. Sans ce fichier, le
// bouton envoie les fiches cochées, et la page de comparaison dit ce qu’elle laisse de côté.

{ // les noms d’un script sans module sont ceux de toute la page
  const MOST = 4;
  const bar = document.getElementById("comparer");
  const boxes = [...document.querySelectorAll("input[form=comparer]")];
  const voice = bar.querySelector("[role=status]");

  function say() {
    const count = boxes.filter((box) => box.checked).length;
    const said = `${count} ${count > 1 ? "fiches choisies" : "fiche choisie"}`;
    voice.textContent = count ? said + (count === MOST ? ", c’est le maximum" : "") : voice.dataset.none;
    bar.classList.toggle("comparison-bar--chosen", count > 0);
    for (const box of boxes) box.disabled = count === MOST && !box.checked;
  }

  for (const box of boxes) box.addEventListener("change", say);
  addEventListener("pageshow", say); // un retour en arrière rend les cases comme elles étaient
}
