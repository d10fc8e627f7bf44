/**
 * A picture as path data on a grid of 48 units: bodies are filled with a tint and outlined, lines are only drawn, and solids are
 * filled with the colour of the lines. All lines have the same width.
 */
export interface Glyph {
  readonly body?: string;
  readonly line?: string;
  readonly solid?: string;
}
