import { change, element, follow, frame, freshId, percent, readable } from "../parts/parts.js";
import { breakdown, countParameters } from "../parts/parameter_count.js";

const OWN = "your own";
const SIZES = [
  { name: "d_model", label: "Model width C", min: 64, max: 16384, step: 64 },
  { name: "n_layers", label: "Layers L", min: 1, max: 128, step: 1 },
  { name: "d_ff", label: "Feed-forward width F", min: 64, max: 65536, step: 64 },
  { name: "vocab_size", label: "Vocabulary V", min: 256, max: 262144, step: 1 },
];
const HEAD_WIDTHS = { min: 16, max: 512 };
const NAMES = {
  embedding: "embedding",
  positions: "positions",
  attention: "attention",
  feed_forward: "feed-forward",
  norms: "norms",
  head: "output head",
};
const FORMULAS = {
  gpt2: {
    embedding: "V·C",
    positions: "context·C",
    attention: "L·(4C² + 4C)",
    feed_forward: "L·(2CF + F + C)",
    norms: "(2L + 1)·2C",
  },
  llama: {
    embedding: "V·C",
    attention: "L·2C·(C + K·D)",
    feed_forward: "L·3CF",
    norms: "(2L + 1)·C",
  },
};

/** Whole numbers that divide n. */
function divisors(n) {
  return Array.from({ length: n }, (_, i) => i + 1).filter((i) => n % i === 0);
}

function nearest(options, wanted) {
  const distance = (option) => Math.abs(Math.log(option / wanted));
  return options.reduce((best, option) => (distance(option) < distance(best) ? option : best));
}

function headCounts(config) {
  return divisors(config.d_model).filter((heads) => {
    const width = config.d_model / heads;
    return width >= HEAD_WIDTHS.min && width <= HEAD_WIDTHS.max;
  });
}

/** The nearest configuration whose sizes divide as they must. */
function repaired(config) {
  const n_heads = nearest(headCounts(config), config.n_heads);
  const n_kv_heads =
    config.family === "gpt2" ? n_heads : nearest(divisors(n_heads), config.n_kv_heads);
  return { ...config, n_heads, n_kv_heads };
}

function edit(model, values) {
  change(model, { config: repaired({ ...model.get("config"), ...values }), selected: "" });
}

function modelControl(model) {
  const id = freshId("model");
  const models = model.get("models");
  const pick = (name) => {
    const chosen = models.find((candidate) => candidate.name === name);
    change(model, { selected: name, config: chosen.config });
  };
  const options = models.map(({ name }) => element("option", { value: name }, name));
  const own = element("option", { value: "", disabled: "" }, OWN);
  const select = element("select", { id, onchange: () => pick(select.value) }, ...options, own);
  const draw = () => {
    select.value = model.get("selected");
  };
  return [element("div", { class: "figure-field" }, element("label", { for: id }, "Model"), select), draw];
}

function sizeControl(model, { name, label, min, max, step }) {
  const id = freshId(name);
  const settle = (text) => {
    const wanted = Math.round(Number(text) / step) * step;
    edit(model, { [name]: Math.min(Math.max(wanted, min), max) });
  };
  const slider = element("input", { type: "range", min, max, step, "aria-label": label });
  slider.addEventListener("input", () => settle(slider.value));
  const number = element("input", { id, type: "number", min, max, step });
  number.addEventListener("change", () => settle(number.value));
  const draw = () => {
    slider.value = number.value = model.get("config")[name];
  };
  return [
    element("div", { class: "figure-size" }, element("label", { for: id }, label), slider, number),
    draw,
  ];
}

function countControl(model, name, label, countsOf) {
  const id = freshId(name);
  const select = element("select", { id });
  select.addEventListener("change", () => edit(model, { [name]: Number(select.value) }));
  const draw = () => {
    const config = model.get("config");
    const counts = countsOf(config);
    select.replaceChildren(...counts.map((n) => element("option", { value: n }, `${n}`)));
    select.value = config[name];
    select.disabled = counts.length < 2;
  };
  return [element("div", { class: "figure-field" }, element("label", { for: id }, label), select), draw];
}

function tiedControl(model) {
  const box = element("input", { type: "checkbox" });
  box.addEventListener("change", () => edit(model, { tied: box.checked }));
  const draw = () => {
    box.checked = model.get("config").tied;
  };
  return [element("label", { class: "figure-check" }, box, "head tied to the embedding"), draw];
}

function verdict(model, total) {
  const published = model.get("models").find(({ name }) => name === model.get("selected"));
  if (!published) return "A model of your own.";
  return published.total === total
    ? `Exactly the published count of ${published.name}.`
    : `The published count of ${published.name} is ${readable(published.total)}.`;
}

function resultView(model) {
  const total = element("output", { class: "figure-total" });
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  const bar = element("div", { class: "figure-bar", "aria-hidden": "true" });
  const body = element("tbody", {});
  const heads = ["part", "parameters", "%"].map((text) => element("th", { scope: "col" }, text));
  const table = element(
    "table",
    { class: "shares" },
    element("thead", {}, element("tr", {}, ...heads)),
    body,
  );
  const draw = () => {
    const config = model.get("config");
    const parts = Object.entries(breakdown(config)).filter(([part]) => part !== "head" || !config.tied);
    const sum = countParameters(config);
    total.textContent = readable(sum);
    const [largest, count] = parts.reduce((a, b) => (b[1] > a[1] ? b : a));
    words.textContent =
      `${verdict(model, sum)} ${readable(sum)} parameters; the largest part is ` +
      `${NAMES[largest]} with ${percent(count / sum)} %.`;
    bar.replaceChildren(
      ...parts.map(([part, n]) => element("span", { class: part, style: `--share: ${n / sum}` })),
    );
    body.replaceChildren(...parts.map(([part, n]) => shareRow(config, part, n, sum)));
  };
  const headline = element("p", {}, total, " parameters");
  return [[headline, bar, table, words], draw];
}

function shareRow(config, part, count, sum) {
  const formula = FORMULAS[config.family][part] ?? "V·C";
  const name = element(
    "th",
    { scope: "row" },
    element("span", { class: `figure-key ${part}`, "aria-hidden": "true" }),
    NAMES[part],
    element("small", {}, formula),
  );
  const share = (100 * count) / sum;
  const cells = [readable(count), share < 0.1 ? "< 0.1" : share.toFixed(1)];
  return element("tr", {}, name, ...cells.map((text) => element("td", {}, text)));
}

/** Draws the calculator of a model into an element and keeps it up to date. */
function render({ model, el }) {
  const controls = [
    modelControl(model),
    ...SIZES.map((size) => sizeControl(model, size)),
    countControl(model, "n_heads", "Query heads H", headCounts),
    countControl(model, "n_kv_heads", "Key/value heads K", (config) =>
      config.family === "gpt2" ? [config.n_heads] : divisors(config.n_heads),
    ),
    tiedControl(model),
  ];
  const [result, drawResult] = resultView(model);
  el.classList.add("movable-figure");
  el.replaceChildren(
    frame(
      model,
      element(
        "div",
        { class: "figure-columns" },
        element("div", { class: "figure-form" }, ...controls.map(([control]) => control)),
        element("div", { class: "figure-result" }, ...result),
      ),
    ),
  );
  return follow(model, ["config", "selected"], () => {
    for (const [, draw] of controls) draw();
    drawResult();
  });
}

export default { render };
