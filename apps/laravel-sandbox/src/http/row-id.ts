const LARGEST = 2_147_483_647; // a larger number is no id of ours, and the database would refuse to compare it

/** The number that a route's text names; 0, which no row has, when it names none. */
export function rowId(text: string): number {
  const id = /^\d+$/.test(text) ? Number(text) : 0;
  return id <= LARGEST ? id : 0;
}
