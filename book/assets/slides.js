// The keys of a deck: arrows, Page Up and Page Down, Space, Home and End. All else is links.
(() => {
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
