import type { BrowserContext } from "playwright-core";

/** As much of the page's DOM as is needed. */
interface Canvas {
  width: number;
  height: number;
  getContext(kind: "2d"): { drawImage(picture: unknown, x: number, y: number): void };
  toDataURL(type: string, quality: number): string;
}

/**
 * A PNG as WebP, which takes a fraction of the bytes; the browser that took it can write it, so no other program is needed.
 * @param quality 0 to 1
 */
export async function encodeWebp(context: BrowserContext, png: Buffer, quality: number): Promise<Buffer> {
  const page = await context.newPage();
  try {
    const source = `data:image/png;base64,${png.toString("base64")}`;
    const url = await page.evaluate(encode, { source, quality });
    const prefix = "data:image/webp;base64,";
    if (!url.startsWith(prefix)) throw new Error("The browser writes no WebP.");
    return Buffer.from(url.slice(prefix.length), "base64");
  } finally {
    await page.close();
  }
}

/** Runs in the page. */
async function encode({ source, quality }: { readonly source: string; readonly quality: number }): Promise<string> {
  const { document, Image } = globalThis as unknown as {
    readonly document: { createElement(name: "canvas"): Canvas };
    readonly Image: new () => { src: string; readonly width: number; readonly height: number; decode(): Promise<void> };
  };
  const picture = new Image();
  picture.src = source;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext("2d").drawImage(picture, 0, 0);
  return canvas.toDataURL("image/webp", quality);
}
