import * as v from "valibot";

/** A setting of this form; `words` say after "has to be" what it is, for who has set another. */
export function text(form: RegExp, words: string): v.GenericSchema<string> {
  return v.pipe(v.string(), v.regex(form, words));
}

/** Of the form, and with a host that there can be: a browser reads `https://..` and refuses the port 99999. */
export function webAddress(form: RegExp, words: string): v.GenericSchema<string> {
  return v.pipe(v.string(), v.regex(form, words), v.check(hasHost, words));
}

const HOST = /^(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[\da-f:.]+\])$/;

function hasHost(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname, username, password } = new URL(address);
  // A request to an address with a user in it is refused before it is made.
  return HOST.test(hostname) && username === "" && password === "";
}

/** What people call something. */
export const PLAIN_NAME = text(
  /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .,&'’()-]{0,59}$/u,
  "a plain name of 60 characters at most, such as Team board",
);
