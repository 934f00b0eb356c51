import { change, choice, element, follow, frame, freshId, svg } from "../parts/parts.js";

const NEIGHBOURS = 5;
const [MIDDLE, RIM] = [180, 165];
const WIDEST = 110; // degrees at the rim; what is farther lies there too
const RINGS = [30, 60, 90];
const LETTER = 8; // its width, about
const GOLDEN_ANGLE = 2.39996; // spreads any number of directions evenly

const shownTable = (model) => model.get("tables").find(({ name }) => name === model.get("table"));

/** All other words as [number, cosine] pairs, the nearest to the chosen one first. */
function ranking(model) {
  const chosen = model.get("chosen");
  return shownTable(model)
    .cosines[chosen].map((cosine, word) => [word, cosine])
    .filter(([word]) => word !== chosen)
    .sort(([, a], [, b]) => b - a);
}

function reading(model, near) {
  const words = model.get("words");
  const list = near.map(([word, cosine]) => `“${words[word]}” ${cosine.toFixed(2)}`).join(", ");
  return `${model.get("table")}: nearest to “${words[model.get("chosen")]}” are ${list}.`;
}

/** Where a word lies: the angle to the chosen one as distance, its rank as direction. */
function place([, cosine], rank) {
  const degrees = (Math.acos(Math.min(Math.max(cosine, -1), 1)) * 180) / Math.PI;
  const radius = (RIM * Math.min(degrees, WIDEST)) / WIDEST;
  const turn = rank * GOLDEN_ANGLE;
  return [MIDDLE + radius * Math.cos(turn), MIDDLE + radius * Math.sin(turn)];
}

function ring(degrees) {
  const r = (RIM * degrees) / WIDEST;
  return [
    svg("circle", { cx: MIDDLE, cy: MIDDLE, r, class: "ring" }),
    svg("text", { x: MIDDLE, y: MIDDLE - r - 3, class: "ring" }, `${degrees}°`),
  ];
}

/** The name of a dot, on the side where it hides the fewest other dots. */
function label(word, [x, y], places) {
  const width = LETTER * word.length;
  const sides = [
    { x: x + 9, y: y + 4, "text-anchor": "start", left: x + 9 },
    { x: x - 9, y: y + 4, "text-anchor": "end", left: x - 9 - width },
    { x, y: y - 10, "text-anchor": "middle", left: x - width / 2 },
    { x, y: y + 18, "text-anchor": "middle", left: x - width / 2 },
  ];
  const hidden = (side) =>
    [...places, [MIDDLE, MIDDLE]].filter(
      ([cx, cy]) => cx > side.left - 6 && cx < side.left + width + 6 && cy > side.y - 18 && cy < side.y + 8,
    ).length;
  const { left, ...best } = sides.reduce((first, other) => (hidden(other) < hidden(first) ? other : first));
  return svg("text", best, word);
}

function map(model, ranked) {
  const words = model.get("words");
  const places = ranked.map(place);
  const dots = ranked.map(([word], rank) => {
    const [cx, cy] = places[rank];
    const kind = rank < NEIGHBOURS ? "near" : "far";
    const onclick = () => change(model, { chosen: word });
    return svg("circle", { cx, cy, r: 6, class: kind, onclick }, svg("title", {}, words[word]));
  });
  const labels = ranked.slice(0, NEIGHBOURS).map(([word], rank) => label(words[word], places[rank], places));
  const centre = [
    svg("circle", { cx: MIDDLE, cy: MIDDLE, r: 6, class: "chosen" }),
    svg("text", { x: MIDDLE, y: MIDDLE + 22, class: "chosen" }, words[model.get("chosen")]),
  ];
  return [...RINGS.flatMap(ring), ...dots, ...labels, ...centre];
}

function rows(model, near) {
  return near.map(([word, cosine]) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, model.get("words")[word]),
      element("td", {}, cosine.toFixed(2)),
    ),
  );
}

function wordControl(model) {
  const id = freshId("word");
  const options = model.get("words").map((word, i) => element("option", { value: i }, word));
  const select = element(
    "select",
    { id, onchange: () => change(model, { chosen: Number(select.value) }) },
    ...options,
  );
  const control = element(
    "div",
    { class: "chosen-word" },
    element("label", { for: id }, "Word"),
    select,
  );
  return [control, () => (select.value = model.get("chosen"))];
}

/** Draws the neighbourhood of a word into an element and keeps it up to date. */
function render({ model, el }) {
  const names = model.get("tables").map(({ name }) => [name, name]);
  const [tables, drawTables] = choice(model, "table", "Table", names);
  const [word, drawWord] = wordControl(model);
  const drawing = svg("svg", { viewBox: `0 0 ${2 * MIDDLE} ${2 * MIDDLE}`, role: "img", class: "map" });
  const body = element("tbody", {});
  const head = ["word", "cosine"].map((name) => element("th", { scope: "col" }, name));
  const list = element(
    "table",
    { class: "neighbours" },
    element("caption", {}, "The nearest words."),
    element("thead", {}, element("tr", {}, ...head)),
    body,
  );
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  el.classList.add("movable-figure");
  el.replaceChildren(
    frame(
      model,
      element("div", { class: "figure-controls" }, tables, word),
      element("div", { class: "map-and-list" }, drawing, list),
      words,
    ),
  );
  return follow(model, ["table", "chosen"], () => {
    const ranked = ranking(model);
    const near = ranked.slice(0, NEIGHBOURS);
    drawTables();
    drawWord();
    drawing.replaceChildren(...map(model, ranked));
    drawing.setAttribute("aria-label", `Angles to ${ranked.length} words. ${reading(model, near)}`);
    body.replaceChildren(...rows(model, near));
    words.textContent = reading(model, near);
  });
}

export default { render };
