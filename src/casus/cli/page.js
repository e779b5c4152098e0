(() => {
  "use strict";
  // Every line of a brief and every marked word of its article carries the ids of its records in data-records.
  const resting = document.getElementById("resting");
  let origin = null;

  const listed = (text) => (text || "").split(" ").filter(Boolean);
  const shares = (element, name, wanted) => listed(element.dataset[name]).some((one) => wanted.has(one));
  const all = (report, selector, name, wanted) =>
    [...report.querySelectorAll(selector)].filter((element) => shares(element, name, wanted));

  function clear() {
    for (const element of document.querySelectorAll(".lit")) {
      element.classList.remove("lit");
      element.removeAttribute("aria-current");
    }
    resting.hidden = true;
    resting.replaceChildren();
  }

  function light(elements) {
    for (const element of elements) {
      element.classList.add("lit");
      if (element.classList.contains("fact")) element.setAttribute("aria-current", "true");
    }
  }

  // A pane that scrolls is moved alone; otherwise the page is.
  function bring(element) {
    const pane = element.closest(".article");
    if (pane && getComputedStyle(pane).overflowY !== "visible" && pane.scrollHeight > pane.clientHeight) {
      const above = element.getBoundingClientRect().top - pane.getBoundingClientRect().top;
      pane.scrollTop += above - pane.clientHeight / 3;
      const seen = pane.getBoundingClientRect();
      if (seen.top < 0 || seen.bottom > innerHeight) pane.scrollIntoView({ block: "nearest" });
    } else {
      element.scrollIntoView({ block: "center" });
    }
  }

  function isVisible(element) {
    const box = element.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight;
  }

  // A line in short, never without who says so and what else limits it.
  function worded(fact) {
    const first = fact.querySelector(".lead, .number")?.textContent.trim() || "";
    const words = fact.querySelector(".say > bdi, .sentence-form > bdi").textContent;
    const limits = [...fact.querySelectorAll(".limit")].map((limit) => ` · ${limit.textContent.trim()}`);
    return [first, words].filter(Boolean).join(" – ") + limits.join("");
  }

  function tell(title, facts) {
    const heading = document.createElement("p");
    heading.textContent = title;
    const list = document.createElement("ul");
    for (const fact of facts) {
      const link = document.createElement("a");
      link.href = `#${fact.id}`;
      link.dataset.back = fact.id;
      link.textContent = worded(fact);
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "✕";
    close.setAttribute("aria-label", "Close");
    close.addEventListener("click", () => { clear(); origin?.focus({ preventScroll: true }); });
    resting.replaceChildren(heading, list, close);
    resting.hidden = false;
  }

  function showWords(fact) {
    clear();
    const report = fact.closest(".report");
    const words = all(report, ".article .words", "records", new Set(listed(fact.dataset.records)));
    const sentences = all(report, ".article .sentence", "sentences", new Set(listed(fact.dataset.sentences)));
    light([fact, ...words, ...sentences]);
    const first = words[0] || sentences[0];
    if (first) bring(first);
    if (!isVisible(fact)) tell("Back to the line", [fact]);
  }

  function showFacts(words) {
    clear();
    const report = words.closest(".report");
    const records = new Set(listed(words.dataset.records));
    const facts = all(report, ".brief .part:not(.unresolved) .fact", "records", records);
    light([...facts, ...all(report, ".article .words", "records", records)]);
    tell(facts.length === 1 ? "1 line rests on these words" : `${facts.length} lines rest on these words`, facts);
    const own = document.getElementById(words.hash.slice(1));
    if (own && !isVisible(own) && getComputedStyle(words.closest(".article")).position === "sticky") bring(own);
  }

  function goTo(fact) {
    clear();
    light([fact]);
    bring(fact);
    fact.querySelector(".cite")?.focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-back], a, .fact, button");
    if (!target || target.tagName === "BUTTON" || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const fact = target.closest(".fact");
    if (target.dataset.back) {
      event.preventDefault();
      goTo(document.getElementById(target.dataset.back));
    } else if (target.classList.contains("words")) {
      event.preventDefault();
      origin = target;
      showFacts(target);
    } else if (fact && String(getSelection()) === "") {
      event.preventDefault();
      origin = fact.querySelector(".cite");
      showWords(fact);
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      clear();
      origin?.focus({ preventScroll: true });
    }
  });

  document.documentElement.classList.add("js");
})();
