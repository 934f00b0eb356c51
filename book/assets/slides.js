// The keys of a deck: arrows, Page Up and Page Down, Space, Home and End; all else is links. What is
// higher than the window is drawn smaller.
(() => {
  const SMALLEST = 0.6; // as far as it can be read on a wall
  const LEAST_WINDOW = "(min-width: 60rem) and (min-height: 36rem)"; // in smaller ones a reader scrolls
  const slides = [...document.querySelectorAll(".slide")];
  const steps = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 };
  const taken = "input, select, textarea, button, summary, a, [tabindex]";

  function current() {
    const middle = innerHeight / 2;
    return slides.findIndex((slide) => slide.getBoundingClientRect().bottom > middle);
  }

  function show(number) {
    const slide = slides[Math.max(0, Math.min(number, slides.length - 1))];
    slide.scrollIntoView();
    history.replaceState(null, "", `#${slide.id}`);
  }

  function fit() {
    const here = current();
    for (const content of document.querySelectorAll(".slide .content")) {
      const slide = content.closest(".slide");
      content.style.zoom = 1;
      for (let zoom = 1; matchMedia(LEAST_WINDOW).matches && slide.offsetHeight > innerHeight && zoom > SMALLEST; ) {
        zoom -= 0.05;
        content.style.zoom = zoom;
      }
    }
    if (scrollY) slides[here]?.scrollIntoView();
  }

  addEventListener("resize", fit);
  addEventListener("load", () => (window.MathJax?.startup?.promise ?? Promise.resolve()).then(fit));
  addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const inControl = event.target.closest(taken) && !event.target.closest(".steps");
    if (inControl && !event.key.startsWith("Page")) return;
    if (event.key in steps) show(current() + steps[event.key] * (event.shiftKey ? -1 : 1));
    else if (event.key === "Home") show(0);
    else if (event.key === "End") show(slides.length - 1);
    else return;
    event.preventDefault();
  });
})();
