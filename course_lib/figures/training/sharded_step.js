import { BYTES, change, choice, element, follow, frame, freshId, inUnits, presets, readable, slider, svg } from "../parts/parts.js";

const KINDS = ["weights", "gradients", "optimizer"];
const MOST_RANKS = 10; // a power of two
const SHOWN = 4; // ranks that are drawn
const WIDTH = 640;
const STRIP = { left: 76, right: 632, gap: 8, top: 26, height: 26, step: 40 };
const THINNEST = 2;

function amount(bytes) {
  return inUnits(bytes, BYTES);
}

/** Everything about the moment that is shown, in bytes of the fullest rank. */
function state(model) {
  const unit = model.get("models").find(({ name }) => name === model.get("selected"));
  const [n, ranks, each] = [unit.parameters, model.get("n_ranks"), model.get("bytes_each")];
  const moments = model.get("moments")[model.get("method")];
  const now = moments[model.get("moment")];
  const counts = { whole: n, share: Math.ceil(n / ranks), none: 0 };
  const kept = KINDS.map((kind) => each[kind] * counts[now[kind]]);
  const passing = ranks > 1 ? 2 * now.passing * unit.layer : 0;
  const half = (2 * n * (ranks - 1)) / ranks;
  const soFar = moments.slice(0, model.get("moment") + 1).reduce((sum, { halves }) => sum + halves, 0);
  const held = kept.reduce((sum, bytes) => sum + bytes, passing);
  return { unit, ranks, each, now, passing, held, sends: now.halves * half, sent: soFar * half };
}

function reading(model) {
  const { ranks, now, held, sends, sent } = state(model);
  const holds = KINDS.filter((kind) => now[kind] !== "none").map((kind) =>
    now[kind] === "whole" || ranks === 1 ? `all ${kind === "optimizer" ? "of the optimizer" : kind}` : `1/${readable(ranks)} of the ${kind}`,
  );
  const layer = now.passing && ranks > 1 ? " and, for a moment, a layer" : "";
  const fits = held <= model.get("card") ? "fits into" : "does not fit into";
  const words = ranks === 1 ? "A rank that is alone sends nothing." : now.words;
  const sending = sends ? ` Each rank sends ${amount(sends)}; ` : " ";
  const total = sends ? `${amount(sent)} in this step so far.` : sent ? `${amount(sent)} were sent in this step.` : "";
  return (
    `${model.get("selected")}, ${model.get("method")}, ${readable(ranks)} ${ranks === 1 ? "rank" : "ranks"}, ${now.title}: ` +
    `a rank holds ${holds.join(", ")}${layer}. That is ${amount(held)}, which ${fits} ${amount(model.get("card"))}. ` +
    `${words}${sending}${total}`
  ).trim();
}

/** Where the strip of each kind lies; widths are as the bytes of a parameter. */
function places(each) {
  const all = KINDS.reduce((sum, kind) => sum + each[kind], 0);
  const room = STRIP.right - STRIP.left - STRIP.gap * (KINDS.length - 1);
  let left = STRIP.left;
  return KINDS.map((kind) => {
    const place = { kind, left, width: (room * each[kind]) / all };
    left += place.width + STRIP.gap;
    return place;
  });
}

function box(name, x, y, width) {
  return svg("rect", { class: name, x, y, width: Math.max(width, 0), height: STRIP.height });
}

function rank(r, now) {
  const { unit, ranks, each, passing } = now;
  const y = STRIP.top + r * STRIP.step;
  const drawn = [svg("text", { x: 0, y: y + 18 }, `rank ${r}`)];
  for (const { kind, left, width } of places(each)) {
    drawn.push(box("empty", left, y, width));
    if (now.now[kind] === "whole") drawn.push(box(kind, left, y, width));
    if (now.now[kind] === "share") drawn.push(box(kind, left + (width * r) / ranks, y, Math.max(width / ranks, THINNEST)));
    const is_passing = passing && (kind === "gradients" ? now.now.gradients !== "none" : kind === "weights" && now.now.weights === "share");
    if (is_passing) {
      const layer = (width * unit.layer) / unit.parameters;
      drawn.push(box("passing", left + (width - layer) / 2, y, Math.max(layer, 2 * THINNEST)));
    }
  }
  return drawn;
}

function picture(model) {
  const now = state(model);
  const shown = Math.min(now.ranks, SHOWN);
  const heads = places(now.each).map(({ kind, left, width }) =>
    svg("text", { class: "head", x: left + width / 2, y: 16, "text-anchor": "middle" }, kind),
  );
  const rows = Array.from({ length: shown }, (_, r) => rank(r, now)).flat();
  const more = now.ranks - shown;
  const rest = more ? [svg("text", { x: 0, y: STRIP.top + shown * STRIP.step + 14 }, `and ${readable(more)} more`)] : [];
  return [...heads, ...rows, ...rest];
}

function legend() {
  const part = ([name, label]) => {
    const square = svg("rect", { class: name, x: 0.5, y: 0.5, width: 15, height: 15 });
    return element("span", {}, svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, square), label);
  };
  return [["weights", "weights"], ["gradients", "gradients"], ["optimizer", "optimizer"], ["passing", "a layer, for a moment"], ["empty", "not on this rank"]].map(part);
}

function modelControl(model) {
  const id = freshId("model");
  const options = model.get("models").map(({ name }) => element("option", { value: name }, name));
  const select = element("select", { id, onchange: () => change(model, { selected: select.value }) }, ...options);
  const draw = () => {
    select.value = model.get("selected");
  };
  return [element("div", { class: "sharded-model" }, element("label", { for: id }, "Model"), select), draw];
}

function momentSlider(model) {
  const titles = () => model.get("moments")[model.get("method")].map(({ title }) => title);
  const last = titles().length - 1;
  const range = {
    max: last,
    read: () => ({ value: model.get("moment"), words: titles()[model.get("moment")] }),
    write: (moment) => change(model, { moment }),
  };
  const go = (step) => () => change(model, { moment: (model.get("moment") + step + last + 1) % (last + 1) });
  return slider("Moment of the step", range, presets(["back", go(-1)], ["next", go(1)]));
}

function rankSlider(model) {
  const range = {
    max: MOST_RANKS,
    read: () => ({ value: Math.log2(model.get("n_ranks")), words: readable(model.get("n_ranks")) }),
    write: (power) => change(model, { n_ranks: 2 ** power }),
  };
  return slider("Ranks", range);
}

/** Draws a step on several ranks into an element and keeps it up to date. */
function render({ model, el }) {
  const controls = [
    modelControl(model),
    choice(model, "method", "Way of sharing", Object.keys(model.get("moments")).map((name) => [name, name])),
    rankSlider(model),
    momentSlider(model),
  ];
  const height = STRIP.top + SHOWN * STRIP.step + 22;
  const drawing = svg("svg", { viewBox: `0 0 ${WIDTH} ${height}`, class: "sharded-ranks", role: "img" });
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  el.classList.add("movable-figure");
  el.replaceChildren(
    frame(
      model,
      element("div", { class: "figure-controls" }, ...controls.map(([control]) => control)),
      element("p", { class: "sharded-legend" }, ...legend()),
      drawing,
      words,
    ),
  );
  return follow(model, ["selected", "method", "n_ranks", "moment"], () => {
    for (const [, draw] of controls) draw();
    drawing.setAttribute("aria-label", `What the ranks hold: ${reading(model)}`);
    drawing.replaceChildren(...picture(model));
    words.textContent = reading(model);
  });
}

export default { render };
