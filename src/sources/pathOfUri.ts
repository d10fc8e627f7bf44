/** Path of `file:///home/ann/my%20shop`, of Windows too (`file:///c:/shop`); `undefined` for other kinds of URI. */
export function pathOfUri(uri: string): string | undefined {
  const encoded = /^file:\/\/[^/]*(\/.*)$/.exec(uri)?.[1];
  if (encoded === undefined) return undefined;
  try {
    const path = decodeURIComponent(encoded);
    return /^\/[a-z]:/i.test(path) ? path.slice(1) : path;
  } catch {
    // A per cent sign that is none of an encoding.
    return undefined;
  }
}
