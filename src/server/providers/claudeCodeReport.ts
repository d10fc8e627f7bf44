import * as v from "valibot";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/**
 * A page of Anthropic's report of Claude Code by person and day, as far as it is asked for:
 * https://platform.claude.com/docs/en/api/admin-api/claude-code/get-claude-code-usage-report
 */
const pageSchema = v.object({
  data: v.array(v.unknown()),
  has_more: v.boolean(),
  next_page: v.nullish(v.string()),
});
const recordSchema = v.object({
  actor: v.variant("type", [
    v.object({ type: v.literal("user_actor"), email_address: v.pipe(v.string(), v.minLength(3), v.maxLength(320)) }),
    // A key of a machine: nobody's in particular.
    v.object({ type: v.literal("api_actor") }),
  ]),
  model_breakdown: v.array(
    v.object({ tokens: v.object({ input: count, output: count, cache_read: count, cache_creation: count }) }),
  ),
});

/** What a provider reports of one person on one day; there may be several of them, to be added up. */
export interface ProviderRecord {
  /** As the provider calls them; never stored as it is. */
  readonly user: string;
  readonly tokens: number;
}

export interface ProviderPage {
  readonly records: readonly ProviderRecord[];
  /** Records that are not of the form that is documented. */
  readonly malformed: number;
  readonly nextPage: string | undefined;
}

/** `undefined` for an answer that is no page at all. */
export function readClaudeCodePage(body: unknown): ProviderPage | undefined {
  const page = v.safeParse(pageSchema, body);
  if (!page.success) return undefined;
  const { data, has_more: hasMore, next_page: nextPage } = page.output;
  if (hasMore && (nextPage ?? "") === "") return undefined;
  const read = data.map((record) => v.safeParse(recordSchema, record));
  const records = read.flatMap((record): readonly ProviderRecord[] => {
    if (!record.success || record.output.actor.type !== "user_actor") return [];
    const { actor, model_breakdown: models } = record.output;
    const tokens = models.reduce(
      (all, { tokens: of }) => all + of.input + of.output + of.cache_read + of.cache_creation,
      0,
    );
    return [{ user: actor.email_address, tokens: Math.min(tokens, Number.MAX_SAFE_INTEGER) }];
  });
  return {
    records,
    malformed: read.filter(({ success }) => !success).length,
    nextPage: hasMore ? (nextPage ?? undefined) : undefined,
  };
}
