// Search in the page, without a host: pages that hold all words of the question, and first of all
// those that hold them next to each other. The index is asked for with the first question. A page
// opened from a folder may not read it and falls back to Sphinx's own search, which finds words.
(() => {
  const root = document.documentElement.dataset.content_root;
  const base = new URL(root, document.baseURI);
  const PAGES = 12;
  const PLACES = 4;
  let index;

  async function load() {
    const pagefind = await import(new URL("pagefind/pagefind.js", base));
    await pagefind.options({ baseUrl: base.pathname, excerptLength: 24 });
    return pagefind;
  }

  async function find(pagefind, question) {
    const bare = question.replaceAll('"', " ").trim();
    const quoted = question.includes('"');
    const phrase = bare.includes(" ") ? (await pagefind.search(`"${bare}"`)).results : [];
    const words = quoted && bare.includes(" ") ? [] : (await pagefind.search(bare)).results;
    const seen = new Set(phrase.map((result) => result.id));
    return [...phrase.map((it) => [it, true]), ...words.filter((it) => !seen.has(it.id)).map((it) => [it, false])];
  }

  const plural = (n, one) => `${n} ${one}${n === 1 ? "" : "s"}`;

  function summary(question, found) {
    const together = found.filter(([, phrase]) => phrase).length;
    const bare = question.replaceAll('"', " ").trim();
    if (!found.length) return `No page holds “${bare}”.`;
    if (!together) return `${plural(found.length, "page")} with “${bare}”.`;
    const rest = found.length - together;
    const others = rest ? `, ${rest} more with the words apart` : "";
    return `${plural(together, "page")} with the phrase “${bare}”${others}.`;
  }

  function item({ meta, sub_results, url, excerpt }) {
    const page = document.createElement("li");
    const places = sub_results.length ? sub_results : [{ title: meta.title, url, excerpt }];
    page.innerHTML = `<p class="found-page"></p><ul></ul>`;
    page.firstChild.textContent = meta.title;
    for (const place of places.slice(0, PLACES)) {
      const line = document.createElement("li");
      line.innerHTML = `<a></a><p>${place.excerpt}</p>`;
      line.firstChild.textContent = place.title;
      line.firstChild.href = place.url;
      page.lastChild.append(line);
    }
    return page;
  }

  function enhance(form) {
    const field = form.querySelector("input[name=q]");
    const inDialog = form.closest("dialog") !== null;
    const panel = document.createElement("div");
    panel.className = "found";
    panel.hidden = true;
    panel.innerHTML = '<p role="status"></p><ol></ol>';
    const [status, list] = panel.children;
    form.after(panel);

    async function ask() {
      const question = field.value.trim();
      panel.hidden = !question;
      if (!question) return;
      try {
        index ??= load();
        const pagefind = await index;
        const found = await find(pagefind, question);
        const data = await Promise.all(found.slice(0, PAGES).map(([result]) => result.data()));
        if (question !== field.value.trim()) return;
        status.textContent = summary(question, found);
        list.replaceChildren(...data.map(item));
      } catch {
        panel.hidden = true;
        if (!inDialog) fallBack();
      }
    }

    let pause;
    field.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(ask, 150);
    });
    form.parentElement.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || panel.hidden) return;
      const stops = [field, ...panel.querySelectorAll("a")];
      const next = stops[stops.indexOf(document.activeElement) + step];
      if (!next) return;
      event.preventDefault();
      next.focus();
    });
    if (!inDialog) {
      field.value = new URLSearchParams(location.search).get("q") ?? "";
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        history.replaceState(null, "", `?q=${encodeURIComponent(field.value)}`);
        ask();
      });
      field.focus();
      ask();
    }
  }

  async function fallBack() {
    for (const file of ["_static/language_data.js", "_static/searchtools.js", "searchindex.js"]) {
      await new Promise((loaded) => {
        const script = document.createElement("script");
        script.src = root + file;
        script.onload = loaded;
        document.head.append(script);
      });
    }
  }

  for (const form of document.querySelectorAll("form.bd-search")) enhance(form);
})();
