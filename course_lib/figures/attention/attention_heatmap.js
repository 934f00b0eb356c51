import { change, choice, element, follow, frame, freshId, percent, presets, slider } from "../parts/parts.js";
import { heatTable } from "../parts/heat_parts.js";

const STEPS_PER_DOUBLING = 8;

/** Softmax of the products of one query, scaled; a masked key gets null. */
function weightsOfRow(products, factor, isVisible) {
  const scores = products.map((product, key) => (isVisible(key) ? product * factor : null));
  const top = Math.max(...scores.filter((score) => score !== null));
  const powers = scores.map((score) => (score === null ? null : Math.exp(score - top)));
  const sum = powers.reduce((total, power) => total + (power ?? 0), 0);
  return powers.map((power) => (power === null ? null : power / sum));
}

/** All weights at the model's mask and scale; queries are aligned to the end of the keys. */
function attentionWeights(model) {
  const products = model.get("products");
  const offset = products[0].length - products.length;
  const factor = model.get("scale") / Math.sqrt(model.get("width"));
  const causal = model.get("mask") === "causal";
  return products.map((row, query) =>
    weightsOfRow(row, factor, (key) => !causal || key <= query + offset),
  );
}

/** How many keys an even mix of the same entropy would have. */
function effectiveKeys(weights) {
  const entropy = weights.reduce((sum, w) => sum - (w > 0 ? w * Math.log(w) : 0), 0);
  return Math.exp(entropy);
}

function reading(model, weights) {
  const row = model.get("row");
  const keys = model.get("key_tokens");
  const seen = weights[row].flatMap((weight, key) => (weight === null ? [] : [[weight, key]]));
  const parts = [...seen]
    .sort(([left], [right]) => right - left)
    .slice(0, 3)
    .map(([weight, key]) => `${percent(weight)}\u00a0% from “${keys[key]}”`);
  const masked = keys.length - seen.length;
  const spread = effectiveKeys(seen.map(([weight]) => weight)).toFixed(1);
  return (
    `“${model.get("tokens")[row]}” reads ${parts.join(", ")}. ` +
    `That is as spread out as an even mix of ${spread} of its ${seen.length} visible keys` +
    (masked ? `; ${masked} masked.` : ".")
  );
}

function scaleInWords(model) {
  const scale = model.get("scale");
  const width = model.get("width");
  const factor = scale / Math.sqrt(width);
  if (Math.abs(scale - 1) < 1e-9) return `× ${factor.toPrecision(3)} = 1/√${width}, the correct scale`;
  if (Math.abs(factor - 1) < 1e-9) return "× 1, no scaling at all";
  return `× ${factor.toPrecision(3)} = ${scale.toPrecision(3)} × 1/√${width}`;
}

function scaleControl(model) {
  const ticks = freshId("ticks");
  const unscaled = Math.sqrt(model.get("width"));
  const reach = Math.max(3, Math.ceil(Math.log2(unscaled)));
  const go = (scale) => change(model, { scale });
  const range = {
    min: -reach,
    max: reach,
    step: 1 / STEPS_PER_DOUBLING,
    list: ticks,
    read: () => ({ value: Math.log2(model.get("scale")), words: scaleInWords(model) }),
    write: (power) => go(2 ** power),
  };
  return slider(
    "Scale of the scores",
    range,
    element("datalist", { id: ticks }, element("option", { value: 0 })),
    presets(["1/√D", () => go(1)], ["no scaling", () => go(unscaled)]),
  );
}

/** Lets the keys up and down walk from row to row. */
function walkRows(model, table) {
  const buttons = table.querySelectorAll("button");
  const step = { ArrowUp: -1, ArrowDown: 1 };
  table.addEventListener("keydown", (event) => {
    if (!(event.key in step)) return;
    event.preventDefault();
    buttons[Math.min(Math.max(model.get("row") + step[event.key], 0), buttons.length - 1)].focus();
  });
}

/** Draws the heatmap of a model into an element and keeps it up to date. */
function render({ model, el }) {
  const [mask, drawMask] = choice(model, "mask", "Mask", [
    ["none", "none"],
    ["causal", "causal"],
  ]);
  mask.hidden = model.get("tokens").length > model.get("key_tokens").length;
  const [scale, drawScale] = scaleControl(model);
  const [table, drawTable] = heatTable(
    model,
    "heatmap",
    "Attention weights in %. A row is a query, a column is a key.",
    model.get("tokens"),
    model.get("key_tokens"),
  );
  walkRows(model, table);
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  el.classList.add("movable-figure");
  el.replaceChildren(
    frame(
      model,
      element("div", { class: "figure-controls" }, mask, scale),
      element(
        "div",
        { class: "heat-and-words" },
        element("div", { class: "figure-scroll" }, table),
        words,
      ),
    ),
  );
  return follow(model, ["mask", "scale", "row"], () => {
    const weights = attentionWeights(model);
    drawMask();
    drawScale();
    drawTable(weights);
    words.textContent = reading(model, weights);
  });
}

export default { render };
