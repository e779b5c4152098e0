// A map that shows no place more exactly than the reports do: countries are shaded, only places told exactly are points.

import { geoEqualEarth, geoMercator, geoPath, type GeoProjection } from "d3-geo";
import { scaleThreshold } from "d3-scale";
import type { Selection } from "d3-selection";
import type { Feature, FeatureCollection, Geometry } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { addLegend, canvas, link } from "./marks";
import { max } from "./numbers";

interface Country {
  code: string;
  name: string;
  events: number;
  href: string | null;
}

interface Spot {
  name: string;
  lat: number;
  lon: number;
  precision: string;
  events: number;
  href: string | null;
}

export interface Places {
  countries: Country[];
  places: Spot[];
  unplaced: number;
  focus: string[];
}

type Shapes = FeatureCollection<Geometry, { name: string }>;

const STEPS = 5;
const SMALL = 90; // square pixels of a country that the eye would miss without a ring around it
const ROOM = 2; // degrees
/** What the world's map is fitted to: nobody is reported from the ice further south. */
const INHABITED: Feature = {
  type: "Feature",
  properties: {},
  geometry: { type: "MultiPoint", coordinates: [[-170, 0], [180, 0], [0, 78], [0, -56]] },
};

async function shapesOf(file: string): Promise<Shapes> {
  const answer = await fetch(`/static/${file}`);
  const topology = (await answer.json()) as Topology<{ countries: GeometryCollection<{ name: string }> }>;
  return feature(topology, topology.objects.countries);
}

export async function drawMap(into: HTMLElement, data: Places, title: string): Promise<void> {
  const isWorld = data.focus.length === 0;
  const shapes = await shapesOf(isWorld ? "world.json" : "theatre.json");
  const wide = Math.max(into.clientWidth, 280);
  const { svg, width } = canvas(into, Math.min(wide * (isWorld ? 0.49 : 0.66), 520), title);
  const height = Number(svg.attr("height"));
  const projection = fitted(shapes, data, width, height);
  const path = geoPath(projection);
  const told = new Map(data.countries.map((one) => [one.code, one]));
  const shade = shades(data.countries);
  const ringed: Selection<SVGElement, unknown, null, undefined>[] = [];
  for (const shape of shapes.features) {
    const country = told.get(String(shape.id));
    const drawn = path(shape);
    if (!drawn || (country === undefined && !isNear(path.bounds(shape), width, height))) continue;
    const label = country ? `${country.name}: ${counted(country.events)}` : shape.properties.name;
    const mark = country ? link(svg, country.href, label) : null;
    (mark ?? svg).append("path").attr("class", `land ${country ? `shade-${shade(country.events)}` : ""}`).attr("d", drawn);
    if (mark && path.area(shape) < SMALL) {
      ringed.push(mark);
      const [x, y] = path.centroid(shape);
      mark.append("circle").attr("class", "halo").attr("cx", x).attr("cy", y).attr("r", 9);
    }
  }
  ringed.forEach((one) => one.raise()); // no land is drawn over a ring
  for (const spot of [...data.places].sort((one, other) => other.events - one.events)) {
    const at = projection([spot.lon, spot.lat]);
    if (at === null) continue;
    link(svg, spot.href, `${spot.name}: ${counted(spot.events)} (${spot.precision})`)
      .append("circle")
      .attr("class", isExact(spot) ? "spot" : "spot around")
      .attr("cx", at[0])
      .attr("cy", at[1])
      .attr("r", isExact(spot) ? 3 + Math.sqrt(spot.events) : 14);
  }
  addLegend(into, [
    ...(data.countries.length > 0 ? [["land shade-1", "box", "few events"], ["land shade-5", "box", "most events"]] as const : []),
    ...(ringed.length > 0 ? [["halo", "dot", "a small country"]] as const : []),
    ...(data.places.some(isExact) ? [["spot", "dot", "at this place"]] as const : []),
    ...(data.places.every(isExact) ? [] : [["spot around", "dot", "somewhere around it"]] as const),
  ]);
}

/** Whether a name pins a place down to a town or less; a province or region is drawn as a ring around its point. */
function isExact(spot: Spot): boolean {
  return spot.precision === "exact" || spot.precision === "city" || spot.precision === "point";
}

function fitted(shapes: Shapes, data: Places, width: number, height: number): GeoProjection {
  const wanted = shapes.features.filter((one) => data.focus.includes(String(one.id)));
  // Where no country of known shape is shown whole, the map has room around each spot: a point alone has no extent.
  const room = wanted.length > 0 ? 0 : ROOM;
  const spots: Feature[] = data.places.map(({ lon, lat }) => ({
    type: "Feature",
    properties: {},
    geometry: { type: "MultiPoint", coordinates: [[lon - room, lat - room], [lon + room, lat + room]] },
  }));
  const all: FeatureCollection = { type: "FeatureCollection", features: [...wanted, ...spots] };
  if (data.focus.length === 0 || all.features.length === 0)
    return geoEqualEarth().fitExtent([[2, 2], [width - 2, height - 2]], INHABITED);
  return geoMercator().fitExtent([[24, 24], [width - 24, height - 24]], all).clipExtent([[0, 0], [width, height]]);
}

function isNear(bounds: [[number, number], [number, number]], width: number, height: number): boolean {
  return bounds[1][0] >= 0 && bounds[0][0] <= width && bounds[1][1] >= 0 && bounds[0][1] <= height;
}

/** Five shades; each step stands for about four times as many events as the one before. */
function shades(countries: Country[]): (events: number) => number {
  const most = Math.max(max(countries.map((one) => one.events)), 2);
  const limits = Array.from({ length: STEPS - 1 }, (_, at) => most ** ((at + 1) / STEPS));
  return scaleThreshold(limits, [1, 2, 3, 4, 5]);
}

function counted(events: number): string {
  return events === 1 ? "1 event" : `${events.toLocaleString("en")} events`;
}
