// Tolls as bands between their bounds, one row for each voice: numbers of two voices are never one line.

import { extent, max } from "./numbers";
import { scaleLinear } from "d3-scale";
import { area, curveStepAfter, line } from "d3-shape";
import { addAxis, day, scaleDays } from "./days";
import { canvas, cut, link } from "./marks";

interface Point {
  day: string;
  low: number | null;
  high: number | null;
  best: number | null;
  href: string | null;
}

export interface Bands {
  first: string;
  last: string;
  series: { name: string; effect: string; voice: string; points: Point[] }[];
}

const ROW = 110;
const HEAD = 40;

export function drawBands(into: HTMLElement, data: Bands, title: string): void {
  const { svg, width } = canvas(into, data.series.length * ROW + 24, title);
  const scale = scaleDays(data.first, data.last, 44, width - 24);
  data.series.forEach((series, at) => {
    const top = at * ROW;
    const bottom = top + ROW - 10;
    const most = max(series.points.flatMap((one) => [one.low, one.high, one.best]));
    const up = scaleLinear([0, most || 1], [bottom, top + HEAD + 4]);
    const x = (one: Point): number => scale(day(one.day));
    const letters = Math.floor(width / 6.6);
    svg.append("text").attr("class", "lane").attr("x", 0).attr("y", top + 14).text(cut(series.name, letters));
    svg.append("text").attr("class", "voice").attr("x", 0).attr("y", top + 29).text(cut(series.voice, letters));
    for (const tick of up.ticks(2)) {
      svg.append("line").attr("class", "rule").attr("x1", 44).attr("x2", width - 24).attr("y1", up(tick)).attr("y2", up(tick));
      svg.append("text").attr("class", "level").attr("x", 38).attr("y", up(tick) + 4).text(tick.toLocaleString("en"));
    }
    // A count stands until the next one; a bound that nobody gave is not drawn as one.
    const until: Point[] = [...series.points, { ...(series.points.at(-1) as Point), day: data.last }];
    const within = area<Point>().curve(curveStepAfter).x(x)
      .y0((one) => up(one.low ?? one.best ?? 0))
      .y1((one) => up(one.high ?? one.best ?? one.low ?? 0));
    svg.append("path").attr("class", "band").attr("d", within(until));
    const middle = line<Point>().curve(curveStepAfter).x(x).y((one) => up(one.best ?? one.low ?? one.high ?? 0));
    svg.append("path").attr("class", "count").attr("d", middle(until));
    for (const one of series.points) {
      link(svg, one.href, `${one.day}: ${bounds(one)}. ${name(series)}`)
        .append("circle").attr("class", "point").attr("cx", x(one)).attr("cy", up(one.best ?? one.low ?? one.high ?? 0)).attr("r", 4);
    }
  });
  addAxis(svg, scale, data.series.length * ROW);
}

function name(series: { name: string; effect: string; voice: string }): string {
  return [series.name, series.voice].filter(Boolean).join(" · ");
}

function bounds(one: Point): string {
  const [low, high] = extent([one.low, one.high, one.best]);
  if (one.low !== null && one.high === null && one.best === null) return `at least ${one.low.toLocaleString("en")}`;
  if (one.low === null && one.high !== null && one.best === null) return `up to ${one.high.toLocaleString("en")}`;
  return low === high ? low.toLocaleString("en") : `${low.toLocaleString("en")} to ${high.toLocaleString("en")}`;
}
