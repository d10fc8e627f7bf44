import { CARD_FAMILY, CARD_HEIGHT, CARD_WIDTH, CARD_WORD_GAP, type CardShape } from "./cardShape.ts";

/** The card as the bytes of a PNG, in base64. */
export async function cardPng(shapes: readonly CardShape[]): Promise<string> {
  const canvas = document.createElement("canvas");
  canvas.width = CARD_WIDTH;
  canvas.height = CARD_HEIGHT;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("The page has no canvas to draw on.");
  for (const shape of shapes) paint(context, shape);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, "image/png");
  });
  if (blob === null) throw new Error("The canvas gave no picture.");
  return toBase64(new Uint8Array(await blob.arrayBuffer()));
}

function paint(context: CanvasRenderingContext2D, shape: CardShape): void {
  context.fillStyle = shape.fill;
  if (shape.kind === "box") {
    context.beginPath();
    context.roundRect(shape.x, shape.y, shape.width, shape.height, shape.radius);
    context.fill();
    return;
  }
  const { x, y, size, text, next } = shape;
  context.font = fontOf(size, shape.isBold);
  context.fillText(text, x, y);
  if (next === undefined) return;
  const end = x + context.measureText(text).width;
  context.font = fontOf(size, next.isBold);
  context.fillStyle = next.fill;
  context.fillText(next.text, end + CARD_WORD_GAP, y);
}

function fontOf(size: number, isBold: boolean): string {
  return `${isBold ? 600 : 400} ${size}px ${CARD_FAMILY}`;
}

function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
