// Truces as bars from the first word of them to their end, with every step, violations among them.

import { addAxis, day, edges, scaleDays } from "./days";
import { addLegend, BREACH, canvas, cut, link, STEP } from "./marks";

interface Step {
  day: string;
  state: string;
  href: string | null;
}

export interface Truces {
  first: string;
  last: string;
  bars: { label: string; first: string; last: string; state: string; steps: Step[] }[];
}

const BAR = 12;
const ROW = 44;

export function drawTruces(into: HTMLElement, data: Truces, title: string): void {
  const height = data.bars.length * ROW + 26;
  const { svg, width } = canvas(into, height, title);
  const scale = scaleDays(data.first, data.last, 28, width - 28);
  data.bars.forEach((bar, at) => {
    const top = at * ROW + 18;
    const [left, right] = edges(scale, bar.first, bar.last);
    const text = svg.append("text").attr("class", "lane").attr("y", top - 5);
    const words = `${cut(bar.label, Math.floor(width / 7) - bar.state.length - 2)}: ${bar.state}`;
    // A label that would run out of the drawing ends at its right edge.
    const isLate = left + words.length * 7 > width;
    text.attr("x", isLate ? width - 4 : left).attr("text-anchor", isLate ? "end" : "start").text(words);
    svg
      .append("rect")
      .attr("class", `truce ${bar.state.replaceAll(" ", "-")}`)
      .attr("x", left)
      .attr("y", top)
      .attr("width", Math.max(right - left, 3))
      .attr("height", BAR)
      .attr("rx", 3);
    for (const step of bar.steps) {
      const middle = (edges(scale, step.day, step.day)[1] + scale(day(step.day))) / 2;
      const isBreach = step.state === "violated" || step.state === "collapsed";
      link(svg, step.href, `${step.day}: ${step.state}. ${bar.label}`)
        .append("path")
        .attr("class", isBreach ? "breach" : "step")
        .attr("transform", `translate(${middle},${top + BAR / 2})`)
        .attr("d", isBreach ? BREACH : STEP);
    }
  });
  addAxis(svg, scale, data.bars.length * ROW + 2);
  const isHeld = data.bars.some((one) => one.state === "in force" || one.state === "extended");
  addLegend(into, [
    ["step", "path", "a step"],
    ["breach", "path", "violated or collapsed"],
    ...(isHeld ? [["truce in-force", "box", "in force at the end"]] as const : []),
  ]);
}
