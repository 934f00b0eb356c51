import { BYTES, change, choice, element, follow, frame, freshId, inUnits, presets, readable, slider } from "../parts/parts.js";

const MOST_TEXTS = 6; // powers of two

const chosen = (model) => model.get("models").find(({ name }) => name === model.get("selected"));

/** The tensors of the pass, each with its shape in letters, its shape and how many numbers it holds. */
function tensors(model) {
  const [B, T] = [model.get("n_texts"), model.get("n_new")];
  const sizes = { B, T, S: model.get("n_cached") + T };
  return chosen(model)
    .steps.filter(({ logits }) => !logits || logits === model.get("logits"))
    .map(({ name, axes }) => {
      const shape = axes.map(([letter, size]) => size || sizes[letter]);
      const letters = axes.map(([letter]) => letter).join(" × ");
      return { name, letters, shape, count: shape.reduce((product, n) => product * n, 1) };
    });
}

function reading(model, rows) {
  const largest = rows.reduce((best, row) => (row.count > best.count ? row : best));
  const logits = rows.at(-1);
  const S = model.get("n_cached") + model.get("n_new");
  const beyond = S > chosen(model).context ? ` ${readable(S)} tokens are more than the model can read.` : "";
  return (
    `The largest tensor is “${largest.name}” with ${readable(largest.count)} numbers, ` +
    `${inUnits(4 * largest.count, BYTES)} in 32 bits. The logits take ${inUnits(4 * logits.count, BYTES)}.${beyond}`
  );
}

function bodyRows(rows) {
  const most = Math.max(...rows.map(({ count }) => count));
  return rows.map(({ name, letters, shape, count }) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, name),
      element("td", { class: "letters" }, letters),
      element("td", {}, shape.map(readable).join(" × ")),
      element("td", { class: "bar" }, element("span", { style: `width: ${(100 * count) / most}%` })),
    ),
  );
}

/** A slider of powers of two; `zero` is the step that means 0. */
function powers(model, name, label, most, words, zero = false) {
  const shift = zero ? 1 : 0;
  return slider(label, {
    max: most + shift,
    read: () => {
      const n = model.get(name);
      return { value: n ? Math.log2(n) + shift : 0, words: words(n) };
    },
    write: (step) => change(model, { [name]: zero && step < 0.5 ? 0 : Math.round(2 ** (step - shift)) }),
  });
}

function modelControl(model) {
  const id = freshId("model");
  const options = model.get("models").map(({ name }) => element("option", { value: name }, name));
  const select = element("select", { id, onchange: () => change(model, { selected: select.value }) }, ...options);
  const control = element("div", { class: "pass-model" }, element("label", { for: id }, "Model"), select);
  return [control, () => (select.value = model.get("selected"))];
}

/** Draws the shapes of a model's pass into an element and keeps them up to date. */
function render({ model, el }) {
  const tokens = (n) => `${readable(n)} token${n === 1 ? "" : "s"}`;
  const controls = [
    modelControl(model),
    choice(model, "logits", "Logits", [["all", "of every token"], ["last", "of the last one"]]),
    powers(model, "n_texts", "Texts, B", MOST_TEXTS, (n) => `B = ${readable(n)}`),
    powers(model, "n_new", "New tokens, T", 13, (n) => `T = ${tokens(n)}`),
    powers(model, "n_cached", "Tokens in the cache, S − T", 13, tokens, true),
  ];
  const set = (n_texts, n_new, n_cached, logits) => () => change(model, { n_texts, n_new, n_cached, logits });
  const body = element("tbody", {});
  const head = ["tensor", "in letters", "shape", ""].map((name) => element(name ? "th" : "td", name ? { scope: "col" } : {}, name));
  const table = element(
    "table",
    { class: "pass-shapes" },
    element("caption", {}, "The tensors of a pass, in order; those from the projections to down_proj once a layer. Bars: how many numbers."),
    element("thead", {}, element("tr", {}, ...head)),
    body,
  );
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  el.classList.add("movable-figure");
  el.replaceChildren(
    frame(
      model,
      element("div", { class: "figure-controls" }, ...controls.map(([control]) => control)),
      presets(
        ["read five tokens", set(1, 5, 0, "all")],
        ["read a long prompt", set(1, 4096, 0, "all")],
        ["write the next token", set(1, 1, 4095, "last")],
      ),
      element("div", { class: "figure-scroll" }, table),
      words,
    ),
  );
  return follow(model, ["selected", "n_texts", "n_new", "n_cached", "logits"], () => {
    for (const [, draw] of controls) draw();
    const rows = tensors(model);
    body.replaceChildren(...bodyRows(rows));
    words.textContent = reading(model, rows);
  });
}

export default { render };
