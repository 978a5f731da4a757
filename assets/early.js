// What is pressed or typed before the page lives: the server has drawn it, so it looks as if it did. Until the scripts are there, no press reaches Python.
// It is kept, and carried out on the same part of the page once that is React's own. Stands in every page's head (rxfeed/ui/shell.py): a file would come too late.
(() => {
  const SECONDS = 30, STEP = 40;
  let waiting = [], held = null;
  const lives = (part) => !part.closest("#first-content") && Object.keys(part).some((key) => key.startsWith("__reactProps"));
  const called = (part) => (part.ariaLabel || part.name || part.textContent).split(",")[0]; // what follows is a count, which may change
  const same = (post, kind, name) => [...document.querySelectorAll(`${post ? `[data-post="${post}"] ` : ""}${kind}`)].filter((part) => called(part) === name);
  const again = () => { waiting = waiting.filter((done) => !done()); if (waiting.length) setTimeout(again, STEP); };
  function keep(part, carryOut, busy = "true") {
    const post = part.closest("[data-post]")?.dataset.post, kind = part.localName, name = called(part), at = same(post, kind, name).indexOf(part);
    const { pathname } = location, until = performance.now() + SECONDS * 1000;
    part.ariaBusy = busy;
    waiting.push(() => {
      const now = same(post, kind, name)[at];
      if (now && lives(now)) { now.ariaBusy = null; carryOut(now); return true; }
      return pathname !== location.pathname || performance.now() > until;
    });
    if (waiting.length === 1) again();
  }
  addEventListener("click", (event) => {
    const part = event.target.closest("button");
    if (!part || lives(part) || (part.type === "submit" && part.form?.hasAttribute("action"))) return; // that the browser can do itself
    event.preventDefault();
    keep(part, (now) => now.click());
  }, true);
  addEventListener("focusin", ({ target: part }) => {
    held = part;
    if (part.closest("#first-content")) keep(part, (now) => held === part && document.activeElement === document.body && now.focus({ preventScroll: true }), null);
  });
  addEventListener("input", ({ target: part }) => {
    if (lives(part) || part.type === "file") return; // nobody but a person can choose a file
    const { value, checked, type } = part;
    keep(part, (now) => {
      if (type === "checkbox" || type === "radio") { now.checked = !checked; now.click(); return; }
      now.value = ""; // React takes note of a value that is another than it knows
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(now), "value").set.call(now, value);
      now.dispatchEvent(new Event(now.localName === "select" ? "change" : "input", { bubbles: true }));
    });
  }, true);
})();
