/* Warn of a likely duplicate while a name or an identifier is typed. Without this script the form
   asks once when a new organisation is saved. */
"use strict";
document.addEventListener("DOMContentLoaded", function () {
  const name = document.querySelector("input[data-duplicates-url]");
  if (!name) { return; }
  const region = document.createElement("div");
  region.className = "duplicates-warning help";
  region.setAttribute("role", "status");
  region.setAttribute("aria-live", "polite");
  const row = name.closest(".form-row, .fieldBox") || name.parentElement;
  row.append(region);
  let timer = null;
  let latest = 0;

  function show(candidates) {
    region.replaceChildren();
    if (!candidates.length) { return; }
    const words = document.createElement("p");
    words.textContent = "The register may have this organisation already:";
    const list = document.createElement("ul");
    for (const candidate of candidates) {
      const link = document.createElement("a");
      link.href = candidate.url;
      link.target = "_blank";
      link.rel = "noopener";
      link.textContent = candidate.name;
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
    region.append(words, list);
  }

  async function ask(typed, scheme, value) {
    const number = ++latest;
    const query = new URLSearchParams({
      name: typed, scheme: scheme, value: value, exclude: name.dataset.duplicatesExclude,
    });
    try {
      const answer = await fetch(`${name.dataset.duplicatesUrl}?${query}`);
      if (answer.ok && number === latest) { show((await answer.json()).candidates); }
    } catch (error) {
      show([]);
    }
  }

  function later(typed, scheme, value) {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => ask(typed, scheme, value), 300);
  }

  document.addEventListener("input", (event) => {
    const box = event.target;
    if (box === name || /^names-\d+-name$/.test(box.name)) {
      if (box.value.trim().length > 2) { later(box.value, "", ""); } else { show([]); }
    } else if (/^identifiers-\d+-value$/.test(box.name)) {
      const scheme = document.getElementsByName(box.name.replace("-value", "-scheme"))[0];
      if (scheme && scheme.value) { later(name.value, scheme.value, box.value); }
    }
  });
});
