/* Names for what Django's own scripts make without one: select2 boxes, the search inside them, the help
   marks of two-pane selectors, and the inputs of editable lists. Nothing here is needed to read or to save. */
"use strict";
(function () {
  function labelOf(input) {
    return input && input.id ? document.querySelector('label[for="' + CSS.escape(input.id) + '"]') : null;
  }
  function nameSelect2(container) {
    const select = container.previousElementSibling;
    const label = labelOf(select);
    const words = label ? label.textContent.trim().replace(/:$/, "") : "";
    if (!words) { return; }
    container.querySelectorAll('[role="combobox"], [role="textbox"], .select2-search__field').forEach(function (part) {
      const value = part.getAttribute("role") === "combobox" ? container.querySelector(".select2-selection__rendered") : null;
      const chosen = value && value.title ? ": " + value.title : "";
      part.removeAttribute("aria-labelledby");
      part.setAttribute("aria-label", words + chosen);
    });
  }
  function nameAll() {
    document.querySelectorAll(".select2-container").forEach(nameSelect2);
    document.querySelectorAll(".select2-dropdown .select2-search__field").forEach(function (field) {
      field.setAttribute("aria-label", "Type a part of the name");
    });
    document.querySelectorAll("span.help-tooltip[aria-label], span.help-icon[aria-label]").forEach(function (mark) {
      mark.setAttribute("role", "img");
    });
    document.querySelectorAll("#result_list tbody :is(input, select):not([aria-label], [type=hidden])").forEach(function (input) {
      const cell = input.closest("td");
      const heading = cell && document.querySelectorAll("#result_list thead th")[cell.cellIndex];
      const row = cell && cell.parentElement.querySelector("th");
      if (heading && !labelOf(input)) {
        input.setAttribute("aria-label", heading.textContent.trim() + (row ? ": " + row.textContent.trim() : ""));
      }
    });
  }
  let isWaiting = false;
  new MutationObserver(function () {
    if (isWaiting) { return; }
    isWaiting = true;
    requestAnimationFrame(function () { isWaiting = false; nameAll(); });
  }).observe(document.body, { childList: true, subtree: true });
  nameAll();
})();
