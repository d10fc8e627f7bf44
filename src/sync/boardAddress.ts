/** Why an address cannot be a board's. */
export type AddressFault = "notAnAddress" | "notSecure" | "morePartsThanAnAddress";

/**
 * The origin of a board from what a person typed. Only `https`, but for this machine itself; nothing behind the host, as a
 * signature is over the path that the board sees.
 */
export function readBoardAddress(typed: string): { readonly url: string } | { readonly fault: AddressFault } {
  const text = typed.trim();
  const read = URL.parse(text.includes("://") ? text : `https://${text}`);
  if (read === null || read.hostname === "") return { fault: "notAnAddress" };
  if (read.protocol !== "https:" && read.protocol !== "http:") return { fault: "notAnAddress" };
  const hasMore = read.username !== "" || read.password !== "" || read.search !== "" || read.hash !== "";
  if (hasMore || read.pathname !== "/") return { fault: "morePartsThanAnAddress" };
  if (read.protocol === "http:" && !isLoopback(read.hostname)) return { fault: "notSecure" };
  return { url: read.origin };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(host);
}
