const BACKSLASH = 0x5c;
const COLON = 0x3a;

/** A string or number in a JSON text, as the range of its characters: for a string without the quotes. */
export interface Leaf {
  /** Keys that lead to it, joined by dots; `*` for an element of a list. */
  readonly path: string;
  readonly isNumber: boolean;
  readonly start: number;
  readonly end: number;
}

/**
 * The strings and numbers of a part of a valid JSON text. The part starts and ends between two tokens.
 * @param within keys of the objects that are open where the part starts, outermost first.
 */
export function leavesOf(text: string, within: readonly string[]): readonly Leaf[] {
  const open: string[] = [...within];
  const leaves: Leaf[] = [];
  /** Keys of what is open, each with the dot behind it. */
  let prefix = within.map((each) => `${each}.`).join("");
  let key = "";
  const add = (isNumber: boolean, start: number, end: number): void => {
    leaves.push({ path: prefix + key, isNumber, start, end });
  };
  for (let i = 0; i < text.length; i++) {
    const letter = text.charAt(i);
    if (letter === '"') {
      const end = stringEnd(text, i + 1);
      if (text.charCodeAt(end + 1) === COLON) key = text.slice(i + 1, end);
      else add(false, i + 1, end);
      i = end;
    } else if (letter === "{" || letter === "[") {
      open.push(key);
      prefix += `${key}.`;
      key = letter === "[" ? "*" : "";
    } else if (letter === "}" || letter === "]") {
      key = open.pop() ?? "";
      prefix = prefix.slice(0, prefix.length - key.length - 1);
    } else if (letter === "-" || (letter >= "0" && letter <= "9")) {
      const end = numberEnd(text, i);
      add(true, i, end);
      i = end - 1;
    }
  }
  return leaves;
}

function stringEnd(text: string, from: number): number {
  let end = text.indexOf('"', from);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

/** Whether an odd number of backslashes stands before a place. */
function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text.charCodeAt(before - 1) === BACKSLASH) before--;
  return (at - before) % 2 === 1;
}

function numberEnd(text: string, from: number): number {
  let end = from + 1;
  while (end < text.length && "0123456789+-.eE".includes(text.charAt(end))) end++;
  return end;
}
