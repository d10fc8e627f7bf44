import { CARD_FAMILY, CARD_HEIGHT, CARD_WIDTH, type CardShape } from "./shareCard.ts";

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
  context.font = `${shape.isBold ? 600 : 400} ${shape.size}px ${CARD_FAMILY}`;
  context.fillText(shape.text, shape.x, shape.y);
}

function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
