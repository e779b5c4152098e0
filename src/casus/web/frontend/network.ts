// Who fights, backs, mediates and fears: actors as points, each tie as a line that leads to its words.

import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import { extent } from "./numbers";
import { addLegend, canvas, cut, link } from "./marks";

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

export function drawNetwork(into: HTMLElement, data: Network, title: string): void {
  const wide = Math.max(into.clientWidth, 280);
  const height = Math.min(460, Math.max(220, wide * 0.55));
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
    const mark = svg.append("g").attr("transform", `translate(${one.x},${one.y})`);
    mark.append("circle").attr("class", `actor ${one.role}`).attr("r", one.role === "side" ? 9 : 6);
    mark.append("text").attr("class", "name").attr("y", 22).text(cut(one.name, 22));
  }
  const kinds = new Set(links.map((one) => one.kind));
  addLegend(into, [
    ["actor side", "dot", "a side"],
    ["actor", "dot", "somebody outside"],
    ...[...kinds].sort().map((kind) => [`tie ${kind}`, "line", kind] as const),
  ]);
}

/** Let the actors fill the drawing, with room for their names. */
function spread(nodes: Node[], width: number, height: number): void {
  const [left, right] = extent(nodes.map((one) => one.x ?? 0));
  const [top, bottom] = extent(nodes.map((one) => one.y ?? 0));
  for (const one of nodes) {
    one.x = 64 + (((one.x ?? 0) - left) / (right - left || 1)) * (width - 128);
    one.y = 16 + (((one.y ?? 0) - top) / (bottom - top || 1)) * (height - 48);
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
