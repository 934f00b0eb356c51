// Brings the movable figures of a page to life: each gets a model with anywidget's interface
// (get, set, on, off, save_changes), made from the state that its element carries.
window.movableFigures = (() => {
  class Model extends EventTarget {
    constructor(state) {
      super();
      this.state = state;
    }
    get(name) {
      return this.state[name];
    }
    set(name, value) {
      if (this.state[name] === value) return;
      this.state[name] = value;
      this.dispatchEvent(new Event(`change:${name}`));
    }
    on(event, listener) {
      this.addEventListener(event, listener);
    }
    off(event, listener) {
      this.removeEventListener(event, listener);
    }
    save_changes() {}
  }

  function register(name, { render }) {
    for (const el of document.querySelectorAll(`.movable-figure[data-figure="${name}"]`)) {
      render({ model: new Model(JSON.parse(el.dataset.state)), el });
      el.dataset.alive = "";
    }
  }

  return { register };
})();
