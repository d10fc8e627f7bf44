import type { Page } from "playwright-core";

/** As much of IndexedDB as is needed. */
interface Request<Result> {
  readonly result: Result;
  addEventListener(type: "success" | "error", listener: () => void): void;
}
interface ItemStore {
  get(key: string): Request<unknown>;
  put(value: string, key: string): Request<unknown>;
}
interface Database {
  readonly objectStoreNames: { contains(name: string): boolean };
  transaction(store: string, mode: "readwrite"): { objectStore(name: string): ItemStore };
  close(): void;
}

/**
 * Makes a profile that has been offered the walkthrough one to which that happened long ago, in the storage that VS Code's
 * web workbench has in the browser. To be followed by a reload of the page.
 */
export async function ageProfile(page: Page): Promise<void> {
  // VS Code writes by and by what an extension keeps.
  while ((await page.evaluate(rewriteOffer)) === 0) await page.evaluate(untilIdle);
}

/** Runs in the page. */
async function untilIdle(): Promise<void> {
  const { requestIdleCallback } = globalThis as unknown as { readonly requestIdleCallback: (then: () => void) => void };
  await new Promise<void>((idle) => {
    requestIdleCallback(idle);
  });
}

/** Runs in the page: answers how many databases held the offer. */
async function rewriteOffer(): Promise<number> {
  const { indexedDB } = globalThis as unknown as {
    readonly indexedDB: {
      databases(): Promise<readonly { readonly name: string }[]>;
      open(name: string): Request<Database>;
    };
  };
  const done = async <Result>(request: Request<Result>): Promise<Result> =>
    new Promise((resolve, reject) => {
      request.addEventListener("success", () => resolve(request.result));
      request.addEventListener("error", () => reject(new Error("IndexedDB failed.")));
    });
  let changed = 0;
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    if (database.objectStoreNames.contains("ItemTable")) {
      const items = database.transaction("ItemTable", "readwrite").objectStore("ItemTable");
      const kept = await done(items.get("token-legend.token-legend"));
      if (typeof kept === "string" && kept.includes("walkthroughOffered")) {
        const state = { ...(JSON.parse(kept) as object), "tokenLegend.walkthroughOffered": 1 };
        await done(items.put(JSON.stringify(state), "token-legend.token-legend"));
        changed += 1;
      }
    }
    database.close();
  }
  return changed;
}
