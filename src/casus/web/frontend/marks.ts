// What all drawings share: one kind of canvas, one way to tell what a mark stands for, one order for the keyboard.

import { select, type Selection } from "d3-selection";

export type Canvas = Selection<SVGSVGElement, unknown, null, undefined>;

/** An empty canvas in place of what was drawn before. Sizes in CSS pixels. */
export function canvas(into: HTMLElement, height: number, title: string): { svg: Canvas; width: number } {
  const width = Math.max(into.clientWidth, 280);
  into.replaceChildren();
  const svg = select(into)
    .append("svg")
    .attr("viewBox", `0 0 ${width} ${height}`)
    .attr("width", width)
    .attr("height", height)
    .attr("role", "group")
    .attr("tabindex", "0")
    .attr("aria-label", `${title}. Arrow keys go from mark to mark, Enter opens one; the same stands in the table below.`);
  const tip = select(into).append("p").attr("class", "tip").attr("hidden", "");
  walk(svg.node() as SVGSVGElement, tip.node() as HTMLElement);
  return { svg, width };
}

/** A mark that leads somewhere: a link that tells what it stands for. */
export function link<Parent extends SVGElement>(
  parent: Selection<Parent, unknown, null, undefined>,
  href: string | null,
  label: string,
): Selection<SVGElement, unknown, null, undefined> {
  const made: Selection<SVGElement, unknown, null, undefined> = parent.append<SVGElement>(href === null ? "g" : "a");
  return made
    .attr("href", href)
    .attr("class", "mark")
    .attr("tabindex", "-1")
    .attr("role", href === null ? "img" : "link")
    .attr("aria-label", label);
}

/** One stop of the tab key; arrows go on from there. What a mark stands for is shown while it is looked at. */
function walk(svg: SVGSVGElement, tip: HTMLElement): void {
  const marks = (): SVGElement[] => [...svg.querySelectorAll<SVGElement>(".mark")];
  const tell = (mark: Element | null): void => {
    const label = mark?.getAttribute("aria-label") ?? "";
    tip.hidden = label === "";
    tip.textContent = label;
    if (mark === null) return;
    const frame = (tip.parentElement as HTMLElement).getBoundingClientRect();
    const box = mark.getBoundingClientRect();
    const left = Math.min(Math.max(box.left - frame.left, 0), frame.width - tip.offsetWidth);
    const above = box.top - frame.top - tip.offsetHeight - 6;
    tip.style.setProperty("left", `${left}px`);
    tip.style.setProperty("top", `${above >= 0 ? above : box.bottom - frame.top + 6}px`);
  };
  const markOf = (event: Event): Element | null => (event.target as Element).closest(".mark");
  svg.addEventListener("pointerover", (event) => tell(markOf(event)));
  svg.addEventListener("pointerleave", () => tell(null));
  svg.addEventListener("focusin", (event) => tell(markOf(event)));
  svg.addEventListener("focusout", () => tell(null));
  svg.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const all = marks();
    if (step === undefined || all.length === 0) return;
    event.preventDefault();
    const now = all.indexOf(document.activeElement as SVGElement);
    all[now === -1 ? (step === 1 ? 0 : all.length - 1) : (now + step + all.length) % all.length]?.focus();
  });
}

/** What a reader sees of a status: what is told as happening, and what is not, look different in every drawing. */
export function look(status: string): string {
  return status === "actual" || status === "told" ? "told" : "claimed";
}

/** A text cut to what fits, in letters. */
export function cut(text: string, letters: number): string {
  return text.length > letters ? `${text.slice(0, letters - 1).trimEnd()}…` : text;
}

/** What the looks of marks mean, below a drawing. Each: the class of the mark, its shape, its meaning in words. */
export function addLegend(into: HTMLElement, marks: readonly (readonly [string, "box" | "dot" | "line" | "path", string])[]): void {
  const list = select(into).append("ul").attr("class", "legend");
  for (const [name, shape, words] of marks) {
    const line = list.append("li");
    const svg = line.append("svg").attr("width", 22).attr("height", 14).attr("aria-hidden", "true");
    if (shape === "box") svg.append("rect").attr("class", name).attr("x", 1).attr("y", 2).attr("width", 20).attr("height", 10).attr("rx", 2);
    if (shape === "dot") svg.append("circle").attr("class", name).attr("cx", 11).attr("cy", 7).attr("r", 5);
    if (shape === "line") svg.append("path").attr("class", name).attr("d", "M1,7L21,7");
    if (shape === "path") svg.append("path").attr("class", name).attr("transform", "translate(11,7)").attr("d", name === "breach" ? BREACH : STEP);
    line.append("span").text(words);
  }
}

/** The signs of a step of a truce, and of its breach. */
export const STEP = "M0,-6L6,0L0,6L-6,0Z";
export const BREACH = "M-5,-5L5,5M5,-5L-5,5";
