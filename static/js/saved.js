// Ce qu’un formulaire vient d’enregistrer ne reste pas sur cet appareil : le site répond « fait » quand tout est gardé.
const sent = sessionStorage.getItem("envoye");
if (sent && new URLSearchParams(location.search).has("fait")) {
  for (const key of Object.keys(localStorage).filter((one) => one.startsWith(sent))) localStorage.removeItem(key);
}
sessionStorage.removeItem("envoye");
