import { change, choice, element, follow, frame, freshId, presets, readable, slider, svg } from "../parts/parts.js";
import { linearScale } from "../parts/plot_parts.js";

const [SHORTEST, LONGEST] = [6, 20]; // powers of two: tokens of a text
const MOST_TEXTS = 8; // a power of two
const STEPS_PER_DOUBLING = 4;
const [WIDTH, HEIGHT] = [640, 96];
const BAR = { left: 4, right: 636, top: 30, bottom: 74 };

function gigabytes(bytes) {
  return `${Number((bytes / 1e9).toPrecision(3))} GB`;
}

/** What takes memory now, in bytes. */
function memory(model) {
  const unit = model.get("models").find(({ name }) => name === model.get("selected"));
  const token = (unit.token_bytes * Number(model.get("cache_bits"))) / 16;
  const cache = token * model.get("n_tokens") * model.get("n_texts");
  const card = 1e9 * Number(model.get("card"));
  const longest = Math.max(Math.floor((card - unit.weight_bytes) / (token * model.get("n_texts"))), 0);
  return { ...unit, token, cache, card, longest, total: unit.weight_bytes + cache };
}

function reading(model) {
  const { weight_bytes, cache, total, card, longest } = memory(model);
  const texts = model.get("n_texts");
  const fits = total <= card ? "fits into" : "does not fit into";
  const room = longest
    ? `${texts === 1 ? "The text" : "Each text"} may have ${readable(longest)} tokens there.`
    : "The weights alone leave no room for a single token.";
  return (
    `${model.get("selected")}, ${texts === 1 ? "one text" : `${readable(texts)} texts`} of ` +
    `${readable(model.get("n_tokens"))} tokens: weights ${gigabytes(weight_bytes)} and cache ${gigabytes(cache)} ` +
    `make ${gigabytes(total)}, which ${fits} ${gigabytes(card)}. ${room}`
  );
}

function bar(model) {
  const { weight_bytes, total, card } = memory(model);
  const x = linearScale([0, Math.max(total, card) * 1.02], [BAR.left, BAR.right]);
  const part = (name, from, to) =>
    svg("rect", { class: name, x: x(from), width: Math.max(x(to) - x(from), 0), y: BAR.top, height: BAR.bottom - BAR.top });
  const right = x(card) > WIDTH / 2;
  const label = { x: x(card) + (right ? -6 : 6), y: 18, "text-anchor": right ? "end" : "start" };
  return [
    part("free", 0, card),
    part("weights", 0, weight_bytes),
    part("cache", weight_bytes, total),
    svg("line", { class: "card", x1: x(card), x2: x(card), y1: 6, y2: BAR.bottom + 10 }),
    svg("text", label, `the card: ${gigabytes(card)}`),
  ];
}

function legend() {
  const part = ([name, label]) => {
    const box = svg("rect", { class: name, x: 0.5, y: 0.5, width: 15, height: 15 });
    return element("span", {}, svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, box), label);
  };
  return [["weights", "weights"], ["cache", "KV cache"], ["free", "free"]].map(part);
}

function modelControl(model) {
  const id = freshId("model");
  const options = model.get("models").map(({ name }) => element("option", { value: name }, name));
  const select = element("select", { id, onchange: () => change(model, { selected: select.value }) }, ...options);
  const draw = () => {
    select.value = model.get("selected");
  };
  return [element("div", { class: "cache-model" }, element("label", { for: id }, "Model"), select), draw];
}

function powerSlider(model, name, label, most, word, ...below) {
  const range = {
    min: name === "n_tokens" ? SHORTEST : 0,
    max: most,
    step: name === "n_tokens" ? 1 / STEPS_PER_DOUBLING : 1,
    read: () => ({ value: Math.log2(model.get(name)), words: `${word} = ${readable(model.get(name))}` }),
    write: (power) => change(model, { [name]: Math.round(2 ** power) }),
  };
  return slider(label, range, ...below);
}

/** Draws a card's memory into an element and keeps it up to date. */
function render({ model, el }) {
  const goToOwn = () => change(model, { n_tokens: memory(model).context });
  const controls = [
    modelControl(model),
    choice(model, "card", "Memory of the card", [["24", "24 GB"], ["80", "80 GB"], ["640", "640 GB"]]),
    choice(model, "cache_bits", "A number in the cache", [["16", "16 bits"], ["8", "8 bits"]]),
    powerSlider(model, "n_tokens", "Tokens of each text", LONGEST, "S", presets(["its context", goToOwn])),
    powerSlider(model, "n_texts", "Texts at once", MOST_TEXTS, "B"),
  ];
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "cache-bar", role: "img" });
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  el.classList.add("movable-figure");
  el.replaceChildren(
    frame(
      model,
      element("div", { class: "figure-controls" }, ...controls.map(([control]) => control)),
      element("p", { class: "cache-legend" }, ...legend()),
      picture,
      words,
    ),
  );
  return follow(model, ["selected", "n_tokens", "n_texts", "cache_bits", "card"], () => {
    for (const [, draw] of controls) draw();
    picture.setAttribute("aria-label", `Memory: ${reading(model)}`);
    picture.replaceChildren(...bar(model));
    words.textContent = reading(model);
  });
}

export default { render };
