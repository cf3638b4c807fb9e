// Une partie de page qui avance toute seule : relue toutes les deux secondes tant qu’elle contient [data-live-while].
const PAUSE = 2000;

async function refresh(part) {
  if (!part.querySelector("[data-live-while]")) return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-live]");
    if (fresh) part.replaceChildren(...fresh.childNodes);
  } catch { /* le réseau reviendra */ }
  setTimeout(refresh, PAUSE, part);
}

for (const part of document.querySelectorAll("[data-live]")) setTimeout(refresh, PAUSE, part);
