import { useState } from "preact/hooks";
import type { TableChoice } from "../webview/charts/tableChoice.ts";

/** Which charts of a page are shown as tables. */
export function useTableChoice(): TableChoice {
  const [asTable, setAsTable] = useState<readonly string[]>([]);
  const toggle = (id: string): void =>
    setAsTable((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]));
  return { asTable, toggle };
}
