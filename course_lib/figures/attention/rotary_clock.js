import { change, choice, element, follow, frame, presets, readable, slider, svg } from "../parts/parts.js";
import { linearScale } from "../parts/plot_parts.js";

const [WIDTH, HEIGHT] = [320, 110];

function frequencies(model, base = model.get("base")) {
  const width = model.get("d_head");
  return Array.from({ length: width / 2 }, (_, pair) => base ** ((-2 * pair) / width));
}

function scoreAt(distance, speeds) {
  return speeds.reduce((sum, speed) => sum + Math.cos(distance * speed), 0) / speeds.length;
}

/** The angle between two hands in degrees, 0 to 180. */
function between(distance, speed) {
  const turned = Math.abs((distance * speed * 180) / Math.PI) % 360;
  return turned > 180 ? 360 - turned : turned;
}

/** The lowest score that a curve of this figure can show. */
function lowestScore(model) {
  const distances = Array.from({ length: model.get("last") + 1 }, (_, distance) => distance);
  const scores = model.get("bases").flatMap((base) => {
    const speeds = frequencies(model, base);
    return distances.map((distance) => scoreAt(distance, speeds));
  });
  return Math.min(0, ...scores);
}

/** Degrees without digits that cannot be told on a dial, and never 0 for what has turned. */
function degrees(angle) {
  return `${angle === 0 || angle >= 1 ? angle.toFixed(0) : angle.toPrecision(1)}°`;
}

function positionControl(model, name, label) {
  return slider(label, {
    max: model.get("last"),
    read: () => ({ value: model.get(name), words: `position ${model.get(name)}` }),
    write: (position) => change(model, { [name]: position }),
  });
}

/** Buttons that move both tokens together: the distance, and so the score, must stay. */
function togetherControl(model) {
  const move = (step) => {
    const [query, key, last] = ["query", "key", "last"].map((name) => model.get(name));
    const room = step > 0 ? last - Math.max(query, key) : -Math.min(query, key);
    const by = step > 0 ? Math.min(step, room) : Math.max(step, room);
    change(model, { query: query + by, key: key + by });
  };
  return presets(["both 10 back", () => move(-10)], ["both 10 on", () => move(10)]);
}

function hand(kind) {
  return svg("line", { class: `hand ${kind}`, x1: 0, y1: 0, x2: 0, y2: 0 });
}

function point(line, angle, length) {
  line.setAttribute("x2", (length * Math.cos(angle)).toFixed(2));
  line.setAttribute("y2", (-length * Math.sin(angle)).toFixed(2));
}

function dials(model) {
  const made = frequencies(model).map((_, pair) => {
    const [query, key] = [hand("query"), hand("key")];
    const face = svg("circle", { r: 46, class: "face" });
    const picture = svg("svg", { viewBox: "-50 -50 100 100", "aria-hidden": "true" }, face, key, query);
    const words = element("span", {});
    return { query, key, words, dial: element("li", {}, picture, element("span", {}, `pair ${pair}`), words) };
  });
  const list = element("ul", { class: "dials" }, ...made.map(({ dial }) => dial));
  const draw = (speeds) =>
    made.forEach(({ query, key, words }, pair) => {
      point(query, model.get("query") * speeds[pair], 40);
      point(key, model.get("key") * speeds[pair], 32);
      words.textContent = degrees(between(model.get("query") - model.get("key"), speeds[pair]));
    });
  const caption = element("p", { class: "dials-caption" }, "Each pair of numbers, and the angle between its two hands:");
  return [element("div", {}, caption, list), draw];
}

function curve(model) {
  const reach = model.get("last");
  const x = (distance) => (distance / reach) * WIDTH;
  const y = linearScale([lowestScore(model), 1], [HEIGHT, 0]);
  const line = svg("polyline", { class: "curve", points: "" });
  const dot = svg("circle", { class: "dot", r: 5 });
  const zero = svg("line", { class: "zero", x1: 0, y1: y(0), x2: WIDTH, y2: y(0) });
  const picture = svg(
    "svg",
    { class: "score-curve", viewBox: `-6 -6 ${WIDTH + 12} ${HEIGHT + 12}`, "aria-hidden": "true" },
    zero,
    line,
    dot,
  );
  const caption = `Score over its maximum, from distance 0 (left) to ${reach} (right); the top is 1, the line is 0.`;
  const draw = (speeds) => {
    const distance = Math.abs(model.get("query") - model.get("key"));
    const points = Array.from({ length: reach + 1 }, (_, at) => `${x(at).toFixed(1)},${y(scoreAt(at, speeds)).toFixed(1)}`);
    line.setAttribute("points", points.join(" "));
    dot.setAttribute("cx", x(distance));
    dot.setAttribute("cy", y(scoreAt(distance, speeds)));
  };
  return [element("div", { class: "score-part" }, element("p", {}, caption), picture), draw];
}

function reading(model, speeds) {
  const [query, key] = [model.get("query"), model.get("key")];
  const distance = query - key;
  const last = speeds.length - 1;
  return (
    `Query at ${query}, key at ${key}: distance ${distance}. The fastest pair is ` +
    `${between(distance, speeds[0]).toFixed(0)}° apart, the slowest ` +
    `${between(distance, speeds[last]).toPrecision(2)}° (a whole turn takes it ` +
    `${readable(Math.round((2 * Math.PI) / speeds[last]))} positions). ` +
    `Score over its maximum: ${scoreAt(distance, speeds).toFixed(3)}.`
  );
}

/** Draws the clock of a model into an element and keeps it up to date. */
function render({ model, el }) {
  const [query, drawQuery] = positionControl(model, "query", "Query (long hand)");
  const [key, drawKey] = positionControl(model, "key", "Key (dashed hand)");
  const options = model.get("bases").map((base) => [String(base), readable(base)]);
  const asText = {
    get: (name) => (name === "base" ? String(model.get("base")) : model.get(name)),
    set: (name, value) => model.set(name, name === "base" ? Number(value) : value),
    save_changes: () => model.save_changes(),
  };
  const [base, drawBase] = choice(asText, "base", "Base", options);
  const [list, drawDials] = dials(model);
  const [scores, drawCurve] = curve(model);
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  const controls = element("div", { class: "figure-controls" }, query, key, base, togetherControl(model));
  el.classList.add("movable-figure");
  el.replaceChildren(frame(model, element("div", { class: "rotary-clock" }, controls, list, scores, words)));
  return follow(model, ["query", "key", "base"], () => {
    const speeds = frequencies(model);
    drawQuery();
    drawKey();
    drawBase();
    drawDials(speeds);
    drawCurve(speeds);
    words.textContent = reading(model, speeds);
  });
}

export default { render };
