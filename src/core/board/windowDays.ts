/** Days of the board's window, today among them. */
export const WINDOW_DAYS = 30;
