// Code on a phone wraps (course.css), and what continues a line stands further in than its start:
// each line becomes an element that knows its own indentation. The text stays as it is, for copying.
(() => {
  const narrow = matchMedia("(max-width: 40rem)");

  function markLines() {
    if (!narrow.matches) return;
    narrow.removeEventListener("change", markLines);
    for (const pre of document.querySelectorAll(".bd-article .highlight pre")) {
      if (pre.closest(".cell_output")) continue; // the columns of printed tables stay aligned
      const lines = pre.innerHTML.replace(/\n$/, "").split("\n"); // no element of Pygments spans two
      pre.innerHTML = lines.map((line) => `<span class="code-line">${line}\n</span>`).join("");
      for (const line of pre.children) line.style.setProperty("--indent", line.textContent.search(/\S|$/));
    }
  }

  narrow.addEventListener("change", markLines);
  markLines();
})();
