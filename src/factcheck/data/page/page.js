"use strict";
(() => {
  const boxes = [...document.querySelectorAll(".filter input")];
  const figures = [...document.querySelectorAll("a.figure")];
  const cards = [...document.querySelectorAll(".card")];
  const place = document.getElementById("place");
  const steps = { previous: document.getElementById("previous"), next: document.getElementById("next") };
  let here = null;

  const cardOf = (figure) => document.getElementById(figure.hash.slice(1));
  const wanted = () => new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  const listed = () => figures.filter((figure) => !figure.classList.contains("off"));

  function tell() {
    const all = listed();
    const at = all.indexOf(here);
    place.textContent = all.length ? `${at < 0 ? "–" : at + 1} of ${all.length}` : "none";
    steps.previous.disabled = steps.next.disabled = !all.length;
  }

  function filter() {
    const verdicts = wanted();
    for (const one of [...figures, ...cards]) one.classList.toggle("off", !verdicts.has(one.dataset.verdict));
    if (here && here.classList.contains("off")) mark(null);
    tell();
  }

  function mark(figure) {
    for (const one of document.querySelectorAll(".here")) one.classList.remove("here");
    here = figure;
    if (!figure) return;
    figure.classList.add("here");
    cardOf(figure).classList.add("here");
  }

  function go(figure) {
    mark(figure);
    figure.focus({ preventScroll: true });
    figure.scrollIntoView({ block: "center" });
    tell();
  }

  function step(by) {
    const all = listed();
    if (!all.length) return;
    const at = all.indexOf(here);
    go(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length]);
  }

  for (const box of boxes) box.addEventListener("change", filter);
  for (const figure of figures) {
    figure.addEventListener("click", (event) => {
      event.preventDefault();
      const card = cardOf(figure);
      mark(figure);
      card.focus({ preventScroll: true });
      card.scrollIntoView({ block: "nearest" });
      tell();
    });
  }
  steps.previous.addEventListener("click", () => step(-1));
  steps.next.addEventListener("click", () => step(1));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j" || event.key === "n") step(1);
    else if (event.key === "k" || event.key === "p") step(-1);
    else return;
    event.preventDefault();
  });
  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
  });
  filter();
})();
