import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import { adminTexts } from "./adminTexts.ts";

const PAGE_ROWS = 25;

/** A log in pages, newest first. */
export function LogTable<Entry extends { readonly at: number }>(props: {
  readonly id: string;
  readonly heading: string;
  readonly about: string;
  readonly none: string;
  readonly columns: readonly string[];
  readonly entries: readonly Entry[];
  readonly cells: (entry: Entry) => readonly ComponentChildren[];
}): VNode {
  const { id, heading, about, none, columns, entries, cells } = props;
  const [asked, setPage] = useState(0);
  const last = Math.max(0, Math.ceil(entries.length / PAGE_ROWS) - 1);
  const page = Math.min(asked, last);
  const sorted = entries.toSorted((a, b) => b.at - a.at);
  const first = page * PAGE_ROWS;
  const shown = sorted.slice(first, first + PAGE_ROWS);
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      <p class="quiet">{entries.length === 0 ? none : about}</p>
      {entries.length > 0 && (
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
                {shown.map((entry, index) => (
                  <tr key={first + index}>
                    {cells(entry).map((cell, place) => (
                      <td key={columns[place]}>{cell}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <Pages
            words={adminTexts.auditor.page(first + 1, first + shown.length, entries.length)}
            page={page}
            last={last}
            go={setPage}
          />
        </>
      )}
    </section>
  );
}

function Pages(props: {
  readonly words: string;
  readonly page: number;
  readonly last: number;
  readonly go: (page: number) => void;
}): VNode {
  const { words, page, last, go } = props;
  const texts = adminTexts.auditor;
  return (
    <p class="log-pages">
      <button
        type="button"
        class="button secondary"
        aria-disabled={page === 0}
        onClick={() => go(Math.max(0, page - 1))}
      >
        {texts.newer}
      </button>
      <span role="status">{words}</span>
      <button
        type="button"
        class="button secondary"
        aria-disabled={page === last}
        onClick={() => go(Math.min(last, page + 1))}
      >
        {texts.older}
      </button>
    </p>
  );
}
