import { resolve } from "node:path";

import { build } from "esbuild";

const ROOT = resolve(import.meta.dirname, "../../../..");
const ART = "./src/webview/art";

const ENTRY = `
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { BadgeArt } from "${ART}/badgeArt.tsx";
import { TierArt } from "${ART}/tierArt.tsx";
export const badge = (props) => renderToString(h(BadgeArt, props));
export const tier = (props) => renderToString(h(TierArt, props));
`;

/** Draws the art as HTML. The values are those of the components, and others that a page may come to hand over. */
export interface RenderArt {
  badge(props: {
    readonly id: string;
    readonly grade: "bronze" | "silver" | "gold" | "diamond" | "single" | undefined;
    readonly size: number;
    readonly title?: string;
  }): string;
  tier(props: {
    readonly name: string | undefined;
    readonly size: number;
    readonly title?: string;
    readonly isReached?: boolean;
  }): string;
}

/** Bundles the art for this process: Node runs no JSX. */
export async function loadRenderArt(): Promise<RenderArt> {
  const code = await bundle(ENTRY, { minify: false, external: [] });
  return (await import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`)) as RenderArt;
}

/** The art as the page's bundle holds it, without the library that draws it. */
export async function bundleArt(): Promise<Uint8Array> {
  const entry = `export { BadgeArt } from "${ART}/badgeArt.tsx"; export { TierArt } from "${ART}/tierArt.tsx";`;
  return bundle(entry, { minify: true, external: ["preact"] });
}

async function bundle(
  contents: string,
  options: { readonly minify: boolean; readonly external: string[] },
): Promise<Uint8Array> {
  const { outputFiles } = await build({
    ...options,
    stdin: { contents, resolveDir: ROOT, loader: "js" },
    bundle: true,
    format: "esm",
    platform: "node",
    jsx: "automatic",
    jsxImportSource: "preact",
    tsconfigRaw: {},
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}
