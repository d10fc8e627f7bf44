/**
 * Providers for which classic Cline hands on the prompt's count as it gets it, with the cached tokens in it. Those of all
 * others come without them.
 */
const WHOLE_PROMPTS: ReadonlySet<string> = new Set([
  "openai",
  "litellm",
  "doubao",
  "fireworks",
  "hicap",
  "lmstudio",
  "qwen",
  "xai",
  "zai",
]);

/** Whether the prompt's count of a classic task's request holds its cached tokens. */
export function isPromptWhole(provider: string | undefined): boolean {
  return provider !== undefined && WHOLE_PROMPTS.has(provider);
}
