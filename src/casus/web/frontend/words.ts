// A report beside its records: a click on a fact lights up its words, a click on words their facts.

/** Facts have `data-fact="LABEL"`, words `data-facts="LABEL LABEL ..."`. */
export function linkWords(page: Document): void {
  const facts = [...page.querySelectorAll<HTMLElement>("[data-fact]")];
  const words = [...page.querySelectorAll<HTMLElement>("[data-facts]")];
  if (facts.length === 0 || words.length === 0) return;
  const light = (labels: string[]): void => {
    for (const fact of facts) fact.classList.toggle("lit", labels.includes(fact.dataset.fact ?? ""));
    for (const word of words) word.classList.toggle("lit", labelsOf(word).some((one) => labels.includes(one)));
  };
  for (const fact of facts) {
    fact.addEventListener("click", (event) => {
      if ((event.target as Element).closest("a, button, summary")) return;
      light([fact.dataset.fact ?? ""]);
      bring(words.find((one) => one.classList.contains("lit")));
    });
  }
  for (const word of words) {
    word.addEventListener("click", () => {
      light(labelsOf(word));
      bring(facts.find((one) => one.classList.contains("lit")));
    });
  }
  const named = decodeURIComponent(page.location.hash.slice(1));
  if (facts.some((one) => one.dataset.fact === named)) light([named]);
}

function labelsOf(word: HTMLElement): string[] {
  return (word.dataset.facts ?? "").split(" ");
}

function bring(one: HTMLElement | undefined): void {
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  one?.scrollIntoView({ block: "nearest", behavior: isCalm ? "auto" : "smooth" });
}
