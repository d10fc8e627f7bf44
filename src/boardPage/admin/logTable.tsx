import type { ComponentChildren, VNode } from "preact";
import { momentWords } from "../dayWords.ts";
import { adminTexts } from "./adminTexts.ts";
import { faultWords } from "../fault.ts";
import { ChangeError } from "../shell/changeError.tsx";
import type { LogPages } from "./logPages.ts";

/** A log in pages, newest first. */
export function LogTable<Entry extends { readonly at: number }>(props: {
  readonly id: string;
  readonly heading: string;
  readonly about: string;
  readonly none: string;
  readonly columns: readonly string[];
  readonly pages: LogPages<Entry>;
  readonly cells: (entry: Entry) => readonly ComponentChildren[];
}): VNode {
  const { id, heading, about, none, columns, pages, cells } = props;
  const { entries } = pages;
  const [first] = entries;
  const last = entries.at(-1);
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      <p class="quiet">{entries.length === 0 ? none : about}</p>
      {first !== undefined && last !== undefined && (
        <>
          <div class="log-scroll" role="group" aria-labelledby={id} tabIndex={0}>
            <table class="plain-table">
              <thead>
                <tr>
                  {columns.map((column) => (
                    <th key={column} scope="col">
                      {column}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {entries.map((entry, index) => (
                  <tr key={`${entry.at}-${index}`}>
                    {cells(entry).map((cell, place) => (
                      <td key={columns[place]}>{cell}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p class="log-pages">
            <PageButton text={adminTexts.auditor.newer} go={pages.newer} />
            <span role="status">{adminTexts.auditor.page(momentWords(first.at), momentWords(last.at))}</span>
            <PageButton text={adminTexts.auditor.older} go={pages.older} />
          </p>
          <ChangeError error={pages.fault === undefined ? "" : faultWords(pages.fault)} />
        </>
      )}
    </section>
  );
}

function PageButton(props: { readonly text: string; readonly go: (() => void) | undefined }): VNode {
  return (
    <button type="button" class="button secondary" aria-disabled={props.go === undefined} onClick={() => props.go?.()}>
      {props.text}
    </button>
  );
}
