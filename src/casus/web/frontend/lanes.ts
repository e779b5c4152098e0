// A timeline in lanes: force, words, talks, truces, pledges, tolls.

import { addAxis, edges, scaleDays } from "./days";
import { addLegend, canvas, link, look } from "./marks";

interface Entry {
  first: string;
  last: string;
  label: string;
  status: string;
  href: string | null;
}

export interface Lanes {
  first: string;
  last: string;
  lanes: { name: string; entries: Entry[] }[];
}

const ROW = 10;
const ROWS = 8;
const LABEL = 84;
const LEAST = 7; // pixels: what can still be pointed at

export function drawLanes(into: HTMLElement, data: Lanes, title: string): void {
  const scale = scaleDays(data.first, data.last, LABEL, Math.max(into.clientWidth, 280) - 24);
  const lanes = data.lanes.map((lane) => ({ name: lane.name, ...stacked(lane.entries, (one) => spanOf(one)) }));
  const tops: number[] = [];
  let height = 4;
  for (const lane of lanes) {
    tops.push(height);
    height += Math.max(lane.rows, 2) * ROW + 8;
  }
  const { svg, width } = canvas(into, height + 24, title);
  function spanOf(one: Entry): [number, number] {
    const [left, right] = edges(scale, one.first, one.last);
    return [left, Math.max(right, left + LEAST)];
  }
  lanes.forEach((lane, at) => {
    const top = tops[at] ?? 0;
    svg.append("line").attr("class", "rule").attr("x1", 0).attr("x2", width).attr("y1", top - 4).attr("y2", top - 4);
    svg.append("text").attr("class", "lane").attr("x", 0).attr("y", top + 12).text(lane.name);
    for (const { item, row, span } of lane.placed) {
      link(svg, item.href, item.label)
        .append("rect")
        .attr("class", look(item.status))
        .attr("x", span[0] + 0.5)
        .attr("y", top + row * ROW)
        .attr("width", span[1] - span[0] - 1)
        .attr("height", ROW - 2)
        .attr("rx", 2);
    }
  });
  addAxis(svg, scale, height);
  addLegend(into, [["told", "box", "told as happening"], ["claimed", "box", "claimed, denied, demanded, feared or promised"]]);
}

/** Entries put into rows in which none covers another, as long as there are rows. */
function stacked<Item>(items: Item[], spanOf: (one: Item) => [number, number]) {
  const ends: number[] = [];
  const placed = items.map((item) => {
    const span = spanOf(item);
    const free = ends.findIndex((end) => end <= span[0]);
    const row = free !== -1 ? free : ends.length < ROWS ? ends.length : ends.indexOf(Math.min(...ends));
    ends[row] = span[1];
    return { item, row, span };
  });
  return { placed, rows: ends.length };
}
