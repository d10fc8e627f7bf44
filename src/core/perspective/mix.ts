import type { MixPart } from "./assumptions.ts";

/** More models than this tell nothing that fewer would not. */
export const MOST_MODELS = 6;

/** Gives one model another share; the others share the rest in the proportion they have, so that all add up to 1. */
export function setShare(mix: readonly MixPart[], index: number, share: number): readonly MixPart[] {
  if (mix[index] === undefined) return mix;
  if (mix.length === 1) return mix.map((part) => ({ ...part, share: 1 }));
  const wanted = Math.min(1, Math.max(0, share));
  const others = mix.reduce((sum, part, at) => (at === index ? sum : sum + part.share), 0);
  return mix.map((part, at) => {
    if (at === index) return { ...part, share: wanted };
    const proportion = others > 0 ? part.share / others : 1 / (mix.length - 1);
    return { ...part, share: (1 - wanted) * proportion };
  });
}

/** Adds a model with an even share; nothing changes where the mix is full or has it. */
export function addModel(mix: readonly MixPart[], added: Pick<MixPart, "tool" | "model">): readonly MixPart[] {
  if (mix.length >= MOST_MODELS || mix.some((part) => isSameModel(part, added))) return mix;
  const { tool, model } = added;
  return setShare([...mix, { tool, model, share: 0 }], mix.length, 1 / (mix.length + 1));
}

/** Takes a model out; the last one stays. */
export function removeModel(mix: readonly MixPart[], index: number): readonly MixPart[] {
  if (mix.length <= 1) return mix;
  return setShare(mix, index, 0).filter((_, at) => at !== index);
}

/** Brings shares of any sum to 1; even shares where there is nothing to go by. */
export function balanceMix(mix: readonly MixPart[]): readonly MixPart[] {
  const sum = mix.reduce((total, { share }) => total + share, 0);
  return mix.map((part) => ({ ...part, share: sum > 0 ? part.share / sum : 1 / mix.length }));
}

export function isSameModel(one: Pick<MixPart, "tool" | "model">, other: Pick<MixPart, "tool" | "model">): boolean {
  return one.tool === other.tool && one.model === other.model;
}
