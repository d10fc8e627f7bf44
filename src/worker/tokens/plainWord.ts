const SPACE = 0x20;
const APOSTROPHE = 0x27;
const ASCII_END = 0x80;

/**
 * End of the piece at `start` where that is a plain word: an optional space, then small ASCII letters, perhaps after
 * capitals. Both encodings' patterns take such a word whole if no further letter and no contraction follows; finding it here
 * is several times quicker. -1 where the pattern has to say.
 */
export function plainWordEnd(text: string, start: number): number {
  let at = text.charCodeAt(start) === SPACE ? start + 1 : start;
  while (isCapital(text.charCodeAt(at))) at += 1;
  const small = at;
  while (isSmall(text.charCodeAt(at))) at += 1;
  if (at === small) return -1;
  if (at === text.length) return at;
  const next = text.charCodeAt(at);
  return next < ASCII_END && next !== APOSTROPHE && !isCapital(next) ? at : -1;
}

function isCapital(unit: number): boolean {
  return unit >= 0x41 && unit <= 0x5a;
}

function isSmall(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a;
}
