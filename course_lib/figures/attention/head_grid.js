import { change, element, follow, frame, percent, presets, slider, svg } from "../parts/parts.js";
import { heatTable } from "../parts/heat_parts.js";

const FULL = 255;

/** The weights of one head, row by row, from one byte each. */
function unpacked(text, n) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return Array.from({ length: n }, (_, t) => Array.from(bytes.subarray(t * n, (t + 1) * n), (b) => b / FULL));
}

function headsOf(model) {
  const n = model.get("tokens").length;
  return model.get("heads")[model.get("layer")].map((text) => unpacked(text, n));
}

/** Mean weight at a place that depends on the query, over the queries for which it is a choice. */
function meanAt(weights, place) {
  const first = Math.min(2, weights.length - 1);
  const rows = weights.slice(first);
  return rows.reduce((sum, row, i) => sum + row[place(i + first)], 0) / rows.length;
}

function reading(model, weights) {
  const [tokens, row] = [model.get("tokens"), model.get("row")];
  const most = weights[row]
    .map((weight, key) => [weight, key])
    .filter(([weight]) => percent(weight) !== "0")
    .sort(([left], [right]) => right - left)
    .slice(0, 3)
    .map(([weight, key]) => `${percent(weight)}\u00a0% from “${tokens[key]}”`);
  const where = model.get("heads").length > 1 ? `${model.get("level")} ${model.get("layer")}, head ` : "Head ";
  const text = `${where}${model.get("head")}. “${tokens[row]}” reads ${most.join(", ")}.`;
  if (tokens.length < 3) return text;
  const previous = percent(meanAt(weights, (t) => t - 1));
  const first = percent(meanAt(weights, () => 0));
  const itself = percent(meanAt(weights, (t) => t));
  return (
    `${text} On average, from the third query on: ${previous}\u00a0% on the token just before, ` +
    `${first}\u00a0% on the first token, ${itself}\u00a0% on the token itself.`
  );
}

function levelControl(model) {
  const last = model.get("heads").length - 1;
  const range = {
    max: last,
    read: () => ({ value: model.get("layer"), words: `${model.get("layer")} (0 to ${last})` }),
    write: (layer) => change(model, { layer }),
  };
  const landmarks = model.get("landmarks").map(([name, layer, head]) => [name, () => change(model, { layer, head })]);
  const [control, draw] = slider(model.get("level"), range, presets(...landmarks));
  control.hidden = last === 0;
  return [control, draw];
}

/** A map without numbers: one square a weight. */
function smallMap(n) {
  const picture = svg("svg", { viewBox: `0 0 ${n} ${n}`, "aria-hidden": "true" });
  const draw = (weights) => {
    const squares = weights.flatMap((row, t) =>
      row.flatMap((weight, s) => (weight < 0.02 ? [] : [square(s, t, weight)])),
    );
    picture.replaceChildren(...squares);
  };
  return [picture, draw];
}

function square(x, y, weight) {
  return svg("rect", { x, y, width: 1, height: 1, "fill-opacity": weight.toFixed(2) });
}

function smallMaps(model) {
  const count = model.get("heads")[0].length;
  const maps = Array.from({ length: count }, () => smallMap(model.get("tokens").length));
  const select = (head) => change(model, { head });
  const buttons = maps.map(([picture], head) =>
    element("button", { type: "button", onclick: () => select(head) }, picture, `head ${head}`),
  );
  const step = { ArrowLeft: -1, ArrowRight: 1 };
  const move = (event) => {
    if (!(event.key in step)) return;
    event.preventDefault();
    const next = Math.min(Math.max(model.get("head") + step[event.key], 0), count - 1);
    select(next);
    buttons[next].focus();
  };
  const group = element("div", { class: "small-maps", role: "group", "aria-label": "Heads", onkeydown: move }, ...buttons);
  const draw = (heads) => {
    heads.forEach((weights, head) => {
      maps[head][1](weights);
      buttons[head].setAttribute("aria-pressed", head === model.get("head"));
    });
  };
  return [group, draw];
}

/** The weights as the table wants them: null where a query may not read. */
function masked(model, weights) {
  if (!model.get("causal")) return weights;
  return weights.map((line, t) => line.map((weight, s) => (s > t ? null : weight)));
}

function largeMap(model) {
  const caption = "Weights of the chosen head in %. A row is a query, a column is a key.";
  return heatTable(model, "head-map", caption, model.get("tokens"), model.get("tokens"));
}

/** Draws the heads of a model into an element and keeps them up to date. */
function render({ model, el }) {
  const [level, drawLevel] = levelControl(model);
  const [small, drawSmall] = smallMaps(model);
  const [large, drawLarge] = largeMap(model);
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  el.classList.add("movable-figure");
  const scroll = element("div", { class: "figure-scroll" }, large);
  const parts = element("div", { class: "heat-and-words" }, scroll, words);
  const controls = element("div", { class: "figure-controls" }, level);
  el.replaceChildren(frame(model, element("div", { class: "head-grid" }, controls, small, parts)));
  return follow(model, ["layer", "head", "row"], () => {
    const heads = headsOf(model);
    drawLevel();
    drawSmall(heads);
    drawLarge(masked(model, heads[model.get("head")]));
    words.textContent = reading(model, heads[model.get("head")]);
  });
}

export default { render };
