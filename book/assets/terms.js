// Definitions of glossary terms on hover and on focus. Each link carries its definition as a title,
// which browsers show to the mouse alone; here it becomes a note that the keyboard reaches, that
// the pointer may enter, and that Escape puts away.
(() => {
  const note = document.createElement("div");
  note.id = "term-note";
  note.setAttribute("role", "tooltip");
  note.hidden = true;
  (document.querySelector("main") ?? document.body).append(note);
  let leaving;

  function show(link) {
    clearTimeout(leaving);
    note.textContent = link.dataset.definition;
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
  }
  note.addEventListener("mouseenter", () => clearTimeout(leaving));
  note.addEventListener("mouseleave", leave);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
})();
