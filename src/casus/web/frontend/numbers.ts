// Numbers of which some are not known.

/** The largest that is known; 0 where none is. */
export function max(values: (number | null)[]): number {
  return extent(values)[1];
}

/** The smallest and largest that are known; [0, 0] where none is. */
export function extent(values: (number | null)[]): [number, number] {
  const known = values.filter((one) => one !== null);
  return known.length === 0 ? [0, 0] : [Math.min(...known), Math.max(...known)];
}
