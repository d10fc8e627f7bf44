/** Fewer people than this are told nothing of as a group. A board may ask for more, never for fewer than the floor. */
export const LEAST_PEOPLE = 8;
export const LEAST_PEOPLE_FLOOR = 5;
