// Enregistre chaque réponse dès qu’elle est donnée. Sans ce fichier, « Enregistrer » garde toute la page.
// Ce qui n’est pas encore enregistré reste sur cet appareil, et repart dès que c’est possible.
const form = document.querySelector("[data-autosave]");
const said = form.querySelector("[role=status]");
const base = JSON.parse(form.elements.base.value);
const waiting = new Map(), unsent = new Set();
const TYPING = 1000, AGAIN = 5000;
let leaving = false, queue = Promise.resolve();

const find = (name) => form.querySelector(`[data-unit="${CSS.escape(name)}"]`);
const controls = (unit) => [...unit.querySelectorAll("input, select, textarea")];
const chosen = (control) => !["checkbox", "radio"].includes(control.type) || control.checked;
const values = (unit) => controls(unit).filter(chosen).map((control) => [control.name, control.value]);
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const place = (name) => form.dataset.draft + name;

function keep(unit) {
  const name = unit.dataset.unit;
  try { localStorage.setItem(place(name), JSON.stringify({ values: values(unit), base: base[name] ?? "" })); } catch { /* mémoire pleine ou refusée */ }
}

function fill(unit, stored) {
  for (const control of controls(unit)) {
    const given = stored.filter(([name]) => name === control.name).map(([, value]) => value);
    if (["checkbox", "radio"].includes(control.type)) control.checked = given.includes(control.value);
    else if (given.length) control.value = given[0];
  }
}

function addRow(list, key) {
  const model = form.querySelector(`[data-model="${CSS.escape(list)}"]`);
  const row = model.content.firstElementChild.cloneNode(true);
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const { name, value } of [...element.attributes]) element.setAttribute(name, value.replaceAll("__cle__", key));
  }
  model.before(row);
  return row;
}

function complain(unit, texts, retry) {
  let box = unit.querySelector(":scope > .autosave__error");
  if (!texts.length) return box?.remove();
  if (!box) {
    box = document.createElement("div");
    box.className = "autosave__error field__error";
    box.role = "alert";
    unit.append(box);
  }
  box.textContent = texts.join(" ");
  if (retry) {
    const button = document.createElement("button");
    button.className = "button button--quiet button--small";
    button.textContent = retry;
    box.append(" ", button);
  }
}

function postpone(name, reason) {
  unsent.add(name);
  said.textContent = `Non enregistré\u00a0: ${reason}. Ce que vous tapez reste sur cet appareil et repartira tout seul.`;
  setTimeout(() => later(find(name), 0), AGAIN);
}

async function send(unit) {
  const name = unit.dataset.unit, given = values(unit), body = new URLSearchParams(given);
  body.set("unite", name);
  body.set("base", JSON.stringify({ [name]: base[name] ?? "" }));
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  let answer;
  try {
    answer = await fetch(form.dataset.autosave, { method: "POST", body, keepalive: true });
  } catch {
    return postpone(name, "la connexion est perdue");
  }
  if (answer.status === 429) return postpone(name, "trop de réponses d’un coup");
  const isJson = answer.headers.get("Content-Type")?.includes("json"), told = isJson ? await answer.json() : {};
  if (answer.ok) return saved(unit, given, told);
  unsent.add(name);
  if (answer.status === 409) complain(unit, [`Quelqu’un d’autre a répondu entre-temps\u00a0: «\u00a0${told.autre.join(" ") || "sans réponse"}\u00a0».`], "Voir les deux réponses et choisir");
  else if (told.erreurs) complain(unit, told.erreurs);
  said.textContent = isJson ? "Non enregistré\u00a0: une réponse est à revoir."
    : "Non enregistré\u00a0: ce lien ne s’ouvre plus. Ce que vous avez tapé reste sur cet appareil\u00a0: rouvrez cette partie depuis un nouveau lien.";
}

function saved(unit, given, told) {
  const name = unit.dataset.unit;
  base[name] = told.empreinte;
  form.elements.base.value = JSON.stringify(base);
  complain(unit, []);
  unsent.delete(name);
  if (same(values(unit), given)) localStorage.removeItem(place(name));
  if (!unsent.size) said.textContent = `Enregistré à ${told.a}`;
}

function later(unit, delay) {
  clearTimeout(waiting.get(unit));
  waiting.set(unit, setTimeout(() => {
    waiting.delete(unit);
    queue = queue.then(() => send(unit));
  }, delay));
}

for (const [event, delay] of [["input", TYPING], ["change", 0]]) {
  form.addEventListener(event, ({ target }) => {
    const unit = target.closest("[data-unit]");
    if (!unit) return;
    keep(unit);
    later(unit, delay);
  });
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add]");
  if (!button) return;
  event.preventDefault();
  const row = addRow(button.dataset.add, crypto.getRandomValues(new Uint32Array(1))[0].toString(16));
  row.querySelector("textarea, input:not([type=hidden])").focus();
});

form.addEventListener("submit", (event) => {
  leaving = navigator.onLine;
  if (leaving) return sessionStorage.setItem("envoye", form.dataset.draft);
  event.preventDefault();
  said.textContent = "Non enregistré\u00a0: la connexion est perdue. Ce que vous avez tapé reste sur cet appareil.";
});

addEventListener("online", () => { for (const name of unsent) later(find(name), 0); });
addEventListener("beforeunload", (event) => { if (unsent.size && !leaving) event.preventDefault(); });

// Ce qu’une coupure avait laissé sur cet appareil revient dans la page, puis part.
for (const key of Object.keys(localStorage).filter((one) => one.startsWith(form.dataset.draft))) {
  const name = key.slice(form.dataset.draft.length), [list, row] = name.split(":");
  const stored = JSON.parse(localStorage.getItem(key)), unit = find(name) ?? (row && addRow(list, row));
  if (!unit || same(values(unit), stored.values)) localStorage.removeItem(key);
  else {
    fill(unit, stored.values);
    base[name] = stored.base;
    later(unit, 0);
  }
}
