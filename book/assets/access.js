// Repairs in the theme's markup that assistive technology needs: names that match what is seen,
// a landmark for the sidebar, and scrolling regions that the keyboard can reach.
(() => {
  const all = (selector) => document.querySelectorAll(selector);

  for (const cell of all("th:empty, th:has(> p:empty)")) cell.outerHTML = "<td></td>";
  for (const entry of all(".citation-list, .citation")) entry.removeAttribute("role");
  for (const button of all(".theme-switch-button")) {
    button.removeAttribute("aria-label");
    button.insertAdjacentHTML("beforeend", '<span class="visually-hidden">Color mode</span>');
  }
  for (const button of all(".search-button-field")) button.removeAttribute("aria-label");
  for (const summary of all("details.hide > summary")) summary.removeAttribute("aria-label");
  for (const summary of all(".bd-links details > summary")) {
    const chapter = summary.closest("li").querySelector("a").textContent;
    summary.setAttribute("aria-label", `Pages of ${chapter}`);
  }
  const sidebar = document.getElementById("pst-primary-sidebar");
  sidebar?.setAttribute("role", "complementary");
  sidebar?.setAttribute("aria-label", "Course");

  // A region that scrolls gets a place in the order of the Tab key. The theme sees to code and outputs,
  // but 300 ms after the window has changed: the sidebar may move on, and a fold be opened later.
  function reach() {
    for (const region of all(".math, mjx-container, .figure-scroll, .pst-scrollable-table-container, pre, .cell_output > .output")) {
      const sideways = region.scrollWidth > region.clientWidth;
      const down = region.matches("pre, .output") && region.scrollHeight > region.clientHeight;
      if ((sideways || down) && getComputedStyle(region).overflowX !== "visible") region.tabIndex = 0;
      else region.removeAttribute("tabindex");
    }
  }
  window.addEventListener("load", () => {
    new ResizeObserver(reach).observe(document.querySelector(".bd-article") ?? document.body);
    window.MathJax?.startup?.promise?.then(reach);
  });
})();
