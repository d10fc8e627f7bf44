/**
 * A condition for the days of some members, to stand beside one that names them. Planned for any days, the index of days looks like
 * the shorter way, and everybody's rows would be read: so it is kept out, and the index of members alone is used.
 *
 * @param first and last, the parameters of the statement that hold these days, as `$2`
 */
export function daysOfMembers(first: string, last: string): string {
  return `day + 0 BETWEEN ${first} AND ${last}`;
}
