import { useEffect, useState } from "preact/hooks";
import { type Route, addressOf, readRoute } from "./route.ts";

/** Where the reader is, and going elsewhere: every page has an address, and the browser's back button goes back. */
export function useRoute(): readonly [Route, (to: Route) => void] {
  const [route, setRoute] = useState(() => readRoute(location.pathname, location.search));
  useEffect(() => {
    const follow = (): void => setRoute(readRoute(location.pathname, location.search));
    window.addEventListener("popstate", follow);
    return () => window.removeEventListener("popstate", follow);
  }, []);
  const go = (to: Route): void => {
    if (addressOf(to) !== `${location.pathname}${location.search}`) history.pushState(undefined, "", addressOf(to));
    setRoute(to);
  };
  return [route, go];
}
