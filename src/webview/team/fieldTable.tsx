import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { BATCH_FIELDS } from "../../shared/board/syncBatch.ts";
import { ROW_FIELDS } from "../../shared/board/usageRow.ts";
import { isFields } from "../../shared/isGameSnapshot.ts";
import { type FieldWords, batchFieldWords, notSent, rowFieldWords } from "./consentFields.ts";

const HOUR_MS = 3_600_000;

interface FieldRow extends FieldWords {
  readonly name: string;
  /** From the person's own data. */
  readonly example: string;
}

/** Every field with its reason and with what the reader's own upload has there. */
export function FieldTable({ text }: { readonly text: string }): VNode {
  const { row, batch } = examplesOf(text);
  const rows: readonly FieldRow[] = [
    ...ROW_FIELDS.map((name) => ({ name, ...rowFieldWords(name), example: exampleOf(row[name], name) })),
    ...BATCH_FIELDS.flatMap((name) =>
      name === "rows" ? [] : [{ name, ...batchFieldWords(name), example: exampleOf(batch[name], name) }],
    ),
  ];
  return (
    <section class="card" aria-labelledby="consent-fields">
      <h2 id="consent-fields">{t("What each part is for")}</h2>
      <div class="table-scroll team-fields-scroll" role="group" aria-labelledby="consent-fields" tabIndex={0}>
        <table class="data-table team-fields">
          <thead>
            <tr>
              <th scope="col">{t("Field")}</th>
              <th scope="col">{t("What it is")}</th>
              <th scope="col">{t("Why")}</th>
              <th scope="col">{t("Yours")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, what, why, example }) => (
              <tr key={name}>
                <th scope="row">
                  <code>{name}</code>
                </th>
                <td>{what}</td>
                <td>{why}</td>
                <td>
                  <bdi>{example}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h3>{t("What is not sent")}</h3>
      <ul class="team-list">
        {notSent().map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <p class="quiet">{t("The board refuses an upload with any field that is not in this table.")}</p>
    </section>
  );
}

/** The upload's first row and what is around it; empty where the text is none. */
function examplesOf(text: string): {
  readonly row: Readonly<Record<string, unknown>>;
  readonly batch: Readonly<Record<string, unknown>>;
} {
  const batch: unknown = parsed(text);
  if (!isFields(batch)) return { row: {}, batch: {} };
  const first: unknown = Array.isArray(batch["rows"]) ? batch["rows"][0] : undefined;
  return { row: isFields(first) ? first : {}, batch };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No upload: the table then shows no examples.
    return undefined;
  }
}

/** What the upload has there; times also as a person reads them. */
function exampleOf(value: unknown, field: string): string {
  if (typeof value === "string") return value === "" ? "–" : value;
  if (typeof value !== "number") return "–";
  if (field === "h") return `${value} (${utcText(value * HOUR_MS)})`;
  return field === "sentAt" ? `${value} (${utcText(value)})` : String(value);
}

function utcText(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
