// Suggestions pendant la frappe (modèle ARIA « combobox ») : sans ce fichier, le formulaire cherche les mots tapés.
for (const input of document.querySelectorAll("[data-suggestions]")) {
  const list = make("div", "", "listbox", "Suggestions");
  const status = make("p", "", "status");
  let options = [], active = -1, timer, request;

  list.id = `${input.id}-suggestions`;
  list.className = "combobox";
  list.hidden = true;
  status.className = "visually-hidden";
  input.parentElement.append(list);
  input.parentElement.after(status);
  input.role = "combobox";
  input.ariaAutoComplete = "list";
  input.ariaExpanded = false;
  input.setAttribute("aria-controls", list.id);

  function select(index) {
    if (options[active]) options[active].ariaSelected = false;
    active = index;
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    options[index].ariaSelected = true;
    options[index].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[index].id);
  }

  function show(groups, said = "") {
    select(-1);
    list.replaceChildren(...groups.map(({ libelle, suggestions }) => {
      const group = make("div", "", "group", libelle);
      group.append(make("p", libelle, "presentation"), ...suggestions.map((found) => {
        const option = make("div", found.libelle, "option");
        option.dataset.url = found.url;
        option.ariaSelected = false;
        if (found.precision) option.append(" ", make("small", found.precision));
        return option;
      }));
      return group;
    }));
    options = [...list.querySelectorAll("[role=option]")];
    options.forEach((option, index) => { option.id = `${list.id}-${index}`; });
    list.hidden = !options.length;
    input.ariaExpanded = !list.hidden;
    status.textContent = said;
  }

  function close() {
    clearTimeout(timer);
    request?.abort();
    show([]);
  }

  function go(option) {
    close();
    location.assign(option.dataset.url);
  }

  async function ask() {
    const words = input.value.trim();
    request?.abort();
    if (words.length < 2 || !navigator.onLine) return close();
    request = new AbortController();
    try {
      const address = `${input.dataset.suggestions}&q=${encodeURIComponent(words)}`;
      const { groupes } = await (await fetch(address, { signal: request.signal })).json();
      const count = groupes.flatMap((group) => group.suggestions).length;
      show(groupes, `${count || "Aucune"} suggestion${count > 1 ? "s" : ""}`);
    } catch (error) {
      if (error.name !== "AbortError") close(); // sinon une frappe plus récente attend sa réponse
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    select(-1);
    timer = setTimeout(ask, 200);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const { key } = event, size = options.length + 1;
    if (event.isComposing) return;
    if (key === "ArrowDown" && size === 1) ask();
    else if (key === "ArrowDown") select((active + 2) % size - 1);
    else if (key === "ArrowUp" && size > 1) select((active + size) % size - 1);
    else if (key === "Escape" && size > 1) close();
    else if (key === "Enter" && active >= 0) go(options[active]);
    else return (key === "Home" || key === "End") && select(-1);
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // le champ garde le curseur
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) go(option);
  });
}

function make(tag, text, role, label) {
  const made = document.createElement(tag);
  made.textContent = text;
  made.role = role ?? null;
  made.ariaLabel = label ?? null;
  return made;
}
