// Progress marks. Which chapters were read is kept in this browser alone; it can be saved to a file
// and loaded from one.
(() => {
  const KEY = "how-llms-work:read";
  const COURSE = "How large language models work";
  const base = new URL(document.documentElement.dataset.content_root, document.baseURI).href;
  const listed = document.querySelector("meta[name=course-chapters]")?.content.split(" ") ?? [];
  const chapters = new Set(listed.filter(Boolean));
  if (!chapters.size) return;

  const nameOf = (address) => address.split(/[?#]/)[0].replace(base, "").replace(/\.html$/, "");

  function load() {
    try {
      return JSON.parse(localStorage.getItem(KEY)) ?? {};
    } catch {
      return {}; // nothing stored, or storage is forbidden
    }
  }

  function save(read) {
    try {
      localStorage.setItem(KEY, JSON.stringify(read));
    } catch {
      say("This browser keeps nothing for this site.");
    }
    draw(read);
  }

  const here = nameOf(location.href);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "chapter-read";
  button.textContent = "I have read this chapter";
  button.addEventListener("click", () => {
    const { [here]: day, ...others } = load();
    save(day ? others : { ...others, [here]: new Date().toISOString().slice(0, 10) });
  });
  if (chapters.has(here)) document.querySelector("article.bd-article")?.append(button);

  const panel = document.createElement("details");
  panel.className = "progress-panel";
  panel.innerHTML = `
    <summary></summary>
    <progress aria-label="Chapters read"></progress>
    <p>Kept in this browser only.</p>
    <div>
      <button type="button" name="save">Save to a file</button>
      <button type="button" name="load">Load from a file</button>
      <button type="button" name="forget">Forget</button>
    </div>
    <input type="file" accept=".json,application/json" aria-label="File with progress marks" hidden />
    <p role="status"></p>`;
  document.querySelector(".bd-sidebar-primary")?.append(panel);
  const find = (selector) => panel.querySelector(selector);
  const say = (text) => (find("[role=status]").textContent = text);

  function draw(read) {
    button.setAttribute("aria-pressed", String(here in read));
    const done = [...chapters].filter((name) => name in read).length;
    find("summary").textContent = `Read: ${done} of ${chapters.size} chapters`;
    Object.assign(find("progress"), { max: chapters.size, value: done });
    for (const mark of document.querySelectorAll(".read-mark")) mark.remove();
    for (const link of document.querySelectorAll(".bd-links a.reference.internal")) {
      if (!(nameOf(link.href) in read) || !chapters.has(nameOf(link.href))) continue;
      const words = '<span aria-hidden="true"> ✓</span><span class="visually-hidden"> (read)</span>';
      link.insertAdjacentHTML("beforeend", `<span class="read-mark">${words}</span>`);
    }
  }

  find("[name=save]").addEventListener("click", () => {
    const text = JSON.stringify({ course: COURSE, read: load() }, null, 2);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = "progress.json";
    link.click();
    URL.revokeObjectURL(link.href);
    say("Saved as progress.json.");
  });

  find("[name=load]").addEventListener("click", () => find("input").click());
  find("input").addEventListener("change", async ({ target }) => {
    try {
      const { course, read } = JSON.parse(await target.files[0].text());
      if (course !== COURSE) throw new Error("another course");
      const known = Object.entries(read).filter(([name]) => chapters.has(name));
      save({ ...load(), ...Object.fromEntries(known.map(([name, day]) => [name, String(day)])) });
      say(`Loaded ${known.length} of ${chapters.size} chapters.`);
    } catch {
      say("This file holds no progress marks of this course.");
    }
    target.value = "";
  });

  find("[name=forget]").addEventListener("click", () => {
    save({});
    say("Forgotten.");
  });

  addEventListener("storage", () => draw(load()));
  addEventListener("pageshow", () => draw(load()));
  draw(load());
})();
