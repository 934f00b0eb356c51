// Definitions of glossary terms on hover and on focus. Each link carries its definition as a title,
// which browsers show to the mouse alone; here it becomes a note that the keyboard reaches, that
// the pointer may enter, and that Escape puts away. A finger's first tap shows the note, and the
// second follows the link.
(() => {
  const note = document.createElement("div");
  note.id = "term-note";
  note.setAttribute("role", "tooltip");
  note.hidden = true;
  const hint = document.createElement("em");
  hint.textContent = "Tap again for the glossary.";
  (document.querySelector("main") ?? document.body).append(note);
  let leaving;
  let isFirstTap = false;

  function show(link, ...more) {
    clearTimeout(leaving);
    note.replaceChildren(link.dataset.definition, ...more);
    note.hidden = false;
    link.setAttribute("aria-describedby", note.id);
    const { left, top, bottom } = link.getBoundingClientRect();
    const origin = (note.offsetParent ?? document.documentElement).getBoundingClientRect();
    const below = bottom + note.offsetHeight + 8 < innerHeight;
    const room = document.documentElement.clientWidth - note.offsetWidth - 8;
    note.style.left = `${Math.max(8, Math.min(left, room)) - origin.left}px`;
    note.style.top = `${(below ? bottom + 4 : top - note.offsetHeight - 4) - origin.top}px`;
  }

  function hide() {
    note.hidden = true;
    document.querySelector(`[aria-describedby="${note.id}"]`)?.removeAttribute("aria-describedby");
  }

  function tap(link, event) {
    if (!isFirstTap) return;
    isFirstTap = false;
    event.preventDefault();
    show(link, " ", hint);
  }

  function leave() {
    clearTimeout(leaving);
    leaving = setTimeout(hide, 150);
  }

  for (const link of document.querySelectorAll("a.term[title]")) {
    link.dataset.definition = link.title;
    link.removeAttribute("title");
    link.addEventListener("mouseenter", () => show(link));
    link.addEventListener("mouseleave", leave);
    link.addEventListener("focus", () => show(link));
    link.addEventListener("blur", hide);
    link.addEventListener("pointerdown", ({ pointerType }) => {
      isFirstTap = pointerType === "touch" && link.getAttribute("aria-describedby") !== note.id;
    });
    link.addEventListener("pointercancel", () => (isFirstTap = false)); // it was the start of a scroll
    link.addEventListener("click", (event) => tap(link, event));
  }
  note.addEventListener("mouseenter", () => clearTimeout(leaving));
  note.addEventListener("mouseleave", leave);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
})();
