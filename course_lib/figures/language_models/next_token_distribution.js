import { change, element, follow, frame, freshId, readable } from "../parts/parts.js";

const SHOWN = 8;
const LONGEST = 280;

const visible = (symbol) => symbol.replaceAll(" ", "␣").replaceAll("\n", "↵");
const inPercent = (share) => (100 * share).toFixed(1);

/** The probability of every token after this one; even where it has no counts. */
function sharesAfter(model, token) {
  const row = model.get("counts")[token];
  const sum = row.reduce((total, count) => total + count, 0);
  return row.map((count) => (sum ? count / sum : 1 / row.length));
}

/** How many equally likely tokens would be as uncertain. */
function effectiveChoices(shares) {
  return Math.exp(shares.reduce((sum, p) => sum - (p > 0 ? p * Math.log(p) : 0), 0));
}

/** A number from 0 to 1 that depends on the seed alone (mulberry32). */
function uniform(seed) {
  let t = (seed + 0x6d2b79f5) | 0;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}

function drawn(shares, seed) {
  let left = uniform(seed);
  const token = shares.findIndex((share) => (left -= share) < 0);
  return token < 0 ? shares.indexOf(Math.max(...shares)) : token;
}

/** Appends tokens, each chosen from what may follow the one before. */
function write(model, count, choose) {
  let [current, written, seed] = [model.get("current"), model.get("written"), model.get("seed")];
  for (let i = 0; i < count; i++) {
    seed += 1;
    current = choose(sharesAfter(model, current), seed);
    written += model.get("symbols")[current];
  }
  change(model, { current, written: written.slice(-LONGEST), seed });
}

function ranked(shares) {
  return shares.map((share, token) => [share, token]).sort(([a], [b]) => b - a);
}

function reading(model, shares) {
  const symbols = model.get("symbols").map(visible);
  const seen = model.get("counts")[model.get("current")].reduce((sum, count) => sum + count, 0);
  const [[best, token]] = ranked(shares);
  return (
    `After “${symbols[model.get("current")]}”, seen ${readable(seen)} times, the likeliest token is ` +
    `“${symbols[token]}” with ${inPercent(best)} %. That is as uncertain as an even choice ` +
    `among ${effectiveChoices(shares).toFixed(1)} tokens.`
  );
}

function controls(model) {
  const id = freshId("last");
  const symbols = model.get("symbols");
  const options = symbols.map((symbol, i) => element("option", { value: i }, visible(symbol)));
  const start = (current) => change(model, { current, written: symbols[current] });
  const select = element("select", { id, onchange: () => start(Number(select.value)) }, ...options);
  const button = (label, count, choose) =>
    element("button", { type: "button", onclick: () => write(model, count, choose) }, label);
  const likeliest = (shares) => shares.indexOf(Math.max(...shares));
  const control = [
    element("div", { class: "last-token" }, element("label", { for: id }, "The text ends in"), select),
    element(
      "div",
      { class: "figure-presets", role: "group", "aria-label": "Write on" },
      button("Draw one", 1, drawn),
      button("Draw 40", 40, drawn),
      button("Likeliest 10", 10, likeliest),
    ),
  ];
  return [control, () => (select.value = model.get("current"))];
}

function bars(model, shares) {
  const symbols = model.get("symbols").map(visible);
  const top = ranked(shares).slice(0, SHOWN);
  const rest = top.reduce((left, [share]) => left - share, 1);
  const lines = [...top.map(([share, token]) => [symbols[token], share])];
  if (shares.length > SHOWN) lines.push([`${shares.length - SHOWN} others`, Math.max(rest, 0)]);
  return lines.map(([name, share]) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, name),
      element("td", { class: "bar" }, element("span", { style: `width: ${100 * share}%` })),
      element("td", {}, inPercent(share)),
    ),
  );
}

/** Draws the distribution of a model into an element and keeps it up to date. */
function render({ model, el }) {
  const [control, drawControls] = controls(model);
  const body = element("tbody", {});
  const head = [
    element("th", { scope: "col" }, "next"),
    element("td", {}),
    element("th", { scope: "col" }, "%"),
  ];
  const table = element(
    "table",
    { class: "likeliest" },
    element("caption", {}, "The likeliest next tokens, in %."),
    element("thead", {}, element("tr", {}, ...head)),
    body,
  );
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  const text = element("p", { class: "written" });
  el.classList.add("movable-figure");
  el.replaceChildren(
    frame(
      model,
      element("div", { class: "figure-controls" }, ...control),
      element("div", { class: "likeliest-and-text" }, table, element("div", {}, words, text)),
    ),
  );
  return follow(model, ["current", "written"], () => {
    const shares = sharesAfter(model, model.get("current"));
    drawControls();
    body.replaceChildren(...bars(model, shares));
    words.textContent = reading(model, shares);
    text.textContent = model.get("written");
  });
}

export default { render };
