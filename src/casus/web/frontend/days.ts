// Days as positions: the axis that all drawings over time share.

import { axisBottom } from "d3-axis";
import { scaleUtc, type ScaleTime } from "d3-scale";
import type { Selection } from "d3-selection";

export type Days = ScaleTime<number, number>;

const DAY = 86_400_000;

export function day(iso: string): Date {
  return new Date(`${iso}T00:00:00Z`);
}

/** Days from one to another, both whole, between two edges in pixels. */
export function scaleDays(first: string, last: string, left: number, right: number): Days {
  return scaleUtc([day(first), new Date(day(last).getTime() + DAY)], [left, right]);
}

/** The left and right edge of a period, whole days. */
export function edges(scale: Days, first: string, last: string): [number, number] {
  return [scale(day(first)), scale(new Date(day(last).getTime() + DAY))];
}

export function addAxis(svg: Selection<SVGSVGElement, unknown, null, undefined>, scale: Days, top: number): void {
  const [left, right] = scale.range() as [number, number];
  const ticks = Math.max(2, Math.floor((right - left) / 90));
  svg
    .append("g")
    .attr("class", "axis")
    .attr("aria-hidden", "true")
    .attr("transform", `translate(0,${top})`)
    .call(axisBottom<Date>(scale).ticks(ticks).tickFormat(written(scale)).tickSizeOuter(0));
}

/** Days as "5 Oct"; over a year and more, months as "Oct 2020". */
function written(scale: Days): (one: Date) => string {
  const [first, last] = scale.domain() as [Date, Date];
  const isLong = last.getTime() - first.getTime() > 400 * DAY;
  const parts: Intl.DateTimeFormatOptions = isLong ? { month: "short", year: "numeric" } : { day: "numeric", month: "short" };
  const format = new Intl.DateTimeFormat("en-GB", { ...parts, timeZone: "UTC" });
  return (one) => format.format(one);
}
