/**
 * Path of `file:///home/ann/my%20shop`, on Windows as it is written there (`C:\shop` of `file:///c%3A/shop`); `undefined` for
 * other kinds of URI.
 */
export function pathOfUri(uri: string): string | undefined {
  const encoded = /^file:\/\/[^/]*(\/.*)$/.exec(uri)?.[1];
  if (encoded === undefined) return undefined;
  let path;
  try {
    path = decodeURIComponent(encoded);
  } catch {
    // A per cent sign that is none of an encoding.
    return undefined;
  }
  const [, drive, rest] = /^\/([a-z]):(\/.*)?$/i.exec(path) ?? [];
  return drive === undefined ? path : `${drive.toUpperCase()}:${(rest ?? "/").replaceAll("/", "\\")}`;
}
