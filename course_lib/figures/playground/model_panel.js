import { element, freshId } from "../parts/parts.js";

const ELSEWHERE = "These examples were computed beforehand. To read other texts, open this page on the course's site.";

/** The live model of the site, which live_model.js brings; in a notebook there is none. */
export const liveModel = () => globalThis.liveModel;

/** Whether a text can be read now. */
export const isReady = () => liveModel()?.status === "ready";

/** What the model's state is, a bar while it loads, and buttons to load, stop and unload it. */
export function modelPanel() {
  const live = liveModel();
  const words = element("p", { role: "status" }, ELSEWHERE);
  if (!live) return element("div", { class: "model-panel" }, words);
  const id = freshId("progress");
  const bar = element("progress", { id, max: 1 });
  const loading = element("div", {}, element("label", { for: id }, "Loading"), " ", bar);
  const button = (label, onclick) => element("button", { type: "button", onclick }, label);
  const load = button(`Load the model (${live.size})`, () => live.load());
  const stop = button("Stop loading", () => live.stopLoading());
  const free = button("Unload the model", () => live.free());
  const panel = element("div", { class: "model-panel" }, words, loading, element("div", {}, load, stop, free));
  live.follow(() => {
    const focused = panel.contains(document.activeElement);
    if (words.textContent !== live.words()) words.textContent = live.words();
    loading.hidden = stop.hidden = live.status !== "loading";
    load.hidden = !["unloaded", "failed"].includes(live.status);
    free.hidden = live.status !== "ready";
    if (live.progress === null) bar.removeAttribute("value");
    else bar.value = live.progress;
    // A button that goes away hands the focus to the one that takes its place.
    const next = [load, stop, free].find((it) => !it.hidden);
    if (focused && document.activeElement.hidden) next?.focus();
    else if (focused && !panel.contains(document.activeElement)) next?.focus();
  });
  return panel;
}
