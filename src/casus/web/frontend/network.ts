// Who fights, backs, mediates and fears: actors as points, each tie as a line that leads to its words.

import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import { extent } from "./numbers";
import { addLegend, canvas, cut, link, type Canvas } from "./marks";

interface Node {
  id: string;
  name: string;
  role: string;
  x?: number;
  y?: number;
}

interface Link {
  source: string;
  target: string;
  kind: string;
  label: string;
  href: string | null;
}

export interface Network {
  nodes: Node[];
  links: Link[];
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const EDGE = 4;
const LINES = 3;
const LINE = 14;
const LEGEND: readonly (readonly [string, string])[] = [
  ["fights", "fights"], ["backs", "backs"], ["ally", "is an ally of"], ["rival", "is a rival of"],
  ["mediates", "mediates"], ["fears", "fears force by"],
];

export function drawNetwork(into: HTMLElement, data: Network, title: string): void {
  const wide = Math.max(into.clientWidth, 280);
  const height = Math.min(520, Math.max(240, wide * 0.55, data.nodes.length * 26));
  const { svg, width } = canvas(into, height, title);
  const nodes = data.nodes.map((one) => ({ ...one }));
  const known = new Map(nodes.map((one) => [one.id, one]));
  const links = data.links.filter((one) => known.has(one.source) && known.has(one.target));
  forceSimulation(nodes)
    .force("link", forceLink<Node, { source: string | Node; target: string | Node }>(links.map((one) => ({ ...one })))
      .id((one) => one.id).distance(Math.min(150, width / 4)))
    .force("apart", forceManyBody().strength(-420))
    .force("room", forceCollide(46))
    .force("middle", forceCenter(width / 2, height / 2))
    .force("x", forceX(width / 2).strength(0.06))
    .force("y", forceY(height / 2).strength(0.12))
    .stop()
    .tick(300);
  spread(nodes, width, height);
  const beside = new Map<string, number>();
  for (const one of links) {
    const [from, to] = [known.get(one.source) as Node, known.get(one.target) as Node];
    const pair = [one.source, one.target].sort().join("\n");
    const nth = beside.get(pair) ?? 0;
    beside.set(pair, nth + 1);
    const mark = link(svg, one.href, one.label);
    const path = bow(from, to, one.source < one.target ? nth : -nth);
    mark.append("path").attr("class", "reach").attr("d", path); // wide and unseen: what the pointer finds
    mark.append("path").attr("class", `tie ${one.kind}`).attr("d", path);
  }
  for (const one of nodes) {
    svg.append("circle").attr("class", `actor ${one.role}`).attr("r", radius(one)).attr("cx", one.x ?? 0).attr("cy", one.y ?? 0);
  }
  name(svg, nodes, width, height);
  const kinds = new Set(links.map((one) => one.kind));
  addLegend(into, [
    ["actor side", "dot", "a side"],
    ...(nodes.some((one) => one.role !== "side") ? [["actor", "dot", "somebody outside"] as const] : []),
    ...LEGEND.filter(([kind]) => kinds.has(kind)).map(([kind, words]) => [`tie ${kind}`, "line", words] as const),
  ]);
}

function radius(one: Node): number {
  return one.role === "side" ? 9 : 6;
}

/** Write the name of each actor below, above or beside its point: within the drawing, and where it covers the least. */
function name(svg: Canvas, nodes: Node[], width: number, height: number): void {
  const taken = nodes.map((one) => around(one, radius(one) + 1));
  for (const one of nodes) {
    const lines = broken(one.name, Math.max(14, Math.min(26, Math.floor(width / 20))));
    const text = svg.append("text").attr("class", "name");
    lines.forEach((words, at) => text.append("tspan").attr("dy", at === 0 ? 0 : LINE).text(words));
    const wide = Math.max(...text.selectAll<SVGTSpanElement, unknown>("tspan").nodes().map((its) => its.getComputedTextLength()));
    const places = placesOf(one, wide, lines.length * LINE, width, height);
    const best = places.reduce((least, box) => (covered(box, taken) < covered(least, taken) ? box : least));
    const middle = (best.left + best.right) / 2;
    text.attr("y", best.top + LINE - 3).selectAll("tspan").attr("x", middle);
    taken.push(best);
  }
}

/** Where a name may stand, the best place first. */
function placesOf(one: Node, wide: number, high: number, width: number, height: number): Box[] {
  const [x, y, away] = [one.x ?? 0, one.y ?? 0, radius(one) + 3];
  const [middle, left, right, below, above] = [x - wide / 2, x - away - wide, x + away, y + away, y - away - high];
  const corners: [number, number][] = [
    [middle, below], [middle, above], [right, y - high / 2], [left, y - high / 2],
    [right, below], [left, below], [right, above], [left, above],
  ];
  return corners.map(([left, top]) => {
    const within = { left: Math.max(EDGE, Math.min(left, width - EDGE - wide)), top: Math.max(0, Math.min(top, height - high)) };
    return { ...within, right: within.left + wide, bottom: within.top + high };
  });
}

/** How much of a place is covered by others, in square pixels. */
function covered(place: Box, others: Box[]): number {
  return others.reduce((sum, one) => {
    const across = Math.min(place.right, one.right) - Math.max(place.left, one.left);
    const down = Math.min(place.bottom, one.bottom) - Math.max(place.top, one.top);
    return sum + Math.max(across, 0) * Math.max(down, 0);
  }, 0);
}

function around(one: Node, away: number): Box {
  const [x, y] = [one.x ?? 0, one.y ?? 0];
  return { left: x - away, top: y - away, right: x + away, bottom: y + away };
}

/** A name in up to three lines of so many letters, cut where they do not hold it. */
function broken(words: string, letters: number): string[] {
  const lines: string[] = [];
  let rest = words;
  while (rest.length > letters && lines.length < LINES - 1) {
    const at = rest.lastIndexOf(" ", letters);
    if (at <= 0) break;
    lines.push(rest.slice(0, at));
    rest = rest.slice(at + 1);
  }
  return [...lines, cut(rest, letters)];
}

/** Let the actors fill the drawing, with room for their names. */
function spread(nodes: Node[], width: number, height: number): void {
  const [left, right] = extent(nodes.map((one) => one.x ?? 0));
  const [top, bottom] = extent(nodes.map((one) => one.y ?? 0));
  for (const one of nodes) {
    one.x = 48 + (((one.x ?? 0) - left) / (right - left || 1)) * (width - 96);
    one.y = 24 + (((one.y ?? 0) - top) / (bottom - top || 1)) * (height - 80);
  }
}

/** A line from one actor to another; further ones between the same two are bowed, so that each is seen. */
function bow(from: Node, to: Node, nth: number): string {
  const [x1, y1, x2, y2] = [from.x ?? 0, from.y ?? 0, to.x ?? 0, to.y ?? 0];
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = Math.hypot(dx, dy) || 1;
  const off = nth * 22;
  return `M${x1},${y1}Q${(x1 + x2) / 2 - (dy / length) * off},${(y1 + y2) / 2 + (dx / length) * off} ${x2},${y2}`;
}
