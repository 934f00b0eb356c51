// Search in the page, without a host: pages that hold all words of the question, and first of all
// those that hold them next to each other. The index is asked for with the first question. A page
// opened from a folder may not read it and falls back to Sphinx's own search, which finds words.
(() => {
  const root = document.documentElement.dataset.content_root;
  const base = new URL(root, document.baseURI);
  const PAGES = 12;
  const PLACES = 4;
  const SLIPS = 2; // letters that a longer word may have wrong
  let index;
  let vocabulary;

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

  // Letters to change, insert, leave out or exchange with a neighbour, to make one word another.
  function distance(one, other) {
    const rows = [[...Array(other.length + 1).keys()]];
    for (let i = 1; i <= one.length; i++) {
      rows.push([i]);
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1];
        const steps = [rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + !same];
        const crossed = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        if (crossed) steps.push(rows[i - 2][j - 2] + 1);
        rows[i].push(Math.min(...steps));
      }
    }
    return rows[one.length][other.length];
  }

  function nearest(word, counts) {
    const known = Object.keys(counts);
    if (word.length < 4 || known.some((it) => it.startsWith(word))) return word;
    const allowed = word.length > 5 ? SLIPS : 1;
    const near = known
      .filter((it) => Math.abs(it.length - word.length) <= allowed)
      .map((it) => [distance(word, it), -counts[it], it])
      .filter(([slips]) => slips <= allowed)
      .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    return near.length ? near[0][2] : word;
  }

  async function meant(question) {
    vocabulary ??= fetch(new URL("pagefind/words.json", base)).then((it) => it.json());
    const counts = await vocabulary;
    return question.toLowerCase().replace(/[a-z]+/g, (word) => nearest(word, counts));
  }

  // A page or a section that is called what was asked for comes before one that mentions it.
  function named({ meta, sub_results }, question) {
    const called = (title) => title?.toLowerCase().includes(question.toLowerCase());
    return called(meta.title) ? 2 : sub_results.some((place) => called(place.title)) ? 1 : 0;
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
    panel.innerHTML =
      '<p role="status"></p><p hidden>Did you mean <button type="button"></button>?</p><ol></ol>';
    const [status, offer, list] = panel.children;
    const proposal = offer.querySelector("button");
    proposal.addEventListener("click", () => {
      field.value = proposal.textContent;
      field.focus();
      ask();
    });
    form.after(panel);

    async function ask() {
      const question = field.value.trim();
      panel.hidden = !question;
      if (!question) return;
      try {
        index ??= load();
        const pagefind = await index;
        const found = await find(pagefind, question);
        const first = found.slice(0, PAGES);
        const data = await Promise.all(first.map(([result]) => result.data()));
        const instead = await meant(question);
        if (question !== field.value.trim()) return;
        status.textContent = summary(question, found);
        offer.hidden = instead === question.toLowerCase();
        proposal.textContent = instead;
        const ranked = data
          .map((page, i) => [page, 3 * first[i][1] + named(page, question.replaceAll('"', " ").trim())])
          .sort((a, b) => b[1] - a[1]);
        list.replaceChildren(...ranked.map(([page]) => item(page)));
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
      const stops = [field, ...panel.querySelectorAll("p:not([hidden]) > button, a")];
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
