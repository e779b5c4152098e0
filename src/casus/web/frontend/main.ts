// What the desk adds to its pages where scripts run: drawings, a slider of days, and facts that light up their words.
// Every page is whole without it.

import { drawBands } from "./bands";
import { drawLanes } from "./lanes";
import { drawMap } from "./map";
import { drawNetwork } from "./network";
import { addSlider } from "./slider";
import { drawTruces } from "./truces";
import { linkWords } from "./words";

type Drawing = (into: HTMLElement, data: never, title: string) => void | Promise<void>;

const DRAWINGS: Record<string, Drawing> = {
  bands: drawBands,
  lanes: drawLanes,
  map: drawMap,
  network: drawNetwork,
  truces: drawTruces,
};

function draw(figure: HTMLElement): void {
  const made = DRAWINGS[figure.dataset.chart ?? ""];
  const into = figure.querySelector<HTMLElement>(".drawing");
  const data = figure.querySelector('script[type="application/json"]')?.textContent;
  if (made === undefined || into === null || !data) return;
  const title = figure.querySelector("figcaption")?.textContent?.trim() ?? "";
  const again = (): void => void made(into, JSON.parse(data) as never, title);
  let width = 0;
  new ResizeObserver(() => {
    if (into.clientWidth !== width) {
      width = into.clientWidth;
      again();
    }
  }).observe(into);
}

document.documentElement.classList.add("scripted");
document.querySelectorAll<HTMLElement>("figure[data-chart]").forEach(draw);
document.querySelectorAll<HTMLFormElement>("form[data-days]").forEach(addSlider);
linkWords(document);
document.querySelector(".top [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest", behavior: "instant" });
