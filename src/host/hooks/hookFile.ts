import { applyEdits, findNodeAtLocation, modify, type Node, parseTree, type ParseError } from "jsonc-parser";

import { t } from "@vscode/l10n";

import type { ToolHook } from "./toolHook.ts";

/** A file that lists hooks as it is to be, or why it is left alone. */
export type HookEdit =
  | { readonly kind: "changed"; readonly text: string }
  | { readonly kind: "same" }
  /** The reason is a sentence about the file of this name. */
  | { readonly kind: "refused"; readonly reason: Reason };

type Reason = (file: string) => string;

/** Adds our hook. Whatever else is in the file stays as it is, comments among it. */
export function addHook(text: string | undefined, hook: ToolHook, command: string): HookEdit {
  const entry = hook.entry(command);
  if (text === undefined || text.trim() === "") {
    const file = { ...hook.newFile, hooks: { [hook.event]: [entry] } };
    return { kind: "changed", text: `${JSON.stringify(file, undefined, 2)}\n` };
  }
  const found = look(text, hook);
  if ("reason" in found) return { kind: "refused", reason: found.reason };
  const { list, own } = found;
  if (own.length > 1) {
    return { kind: "refused", reason: (file) => t("{0} lists this hook more than once; remove it first.", file) };
  }
  const [index] = own;
  if (index !== undefined) {
    // The ledger may have moved.
    const changed = edit(text, ["hooks", hook.event, index], entry);
    return list[index] !== undefined && isSameEntry(list[index], entry)
      ? { kind: "same" }
      : { kind: "changed", text: changed };
  }
  const path = found.hasList ? ["hooks", hook.event, list.length] : ["hooks", hook.event];
  return { kind: "changed", text: edit(text, path, found.hasList ? entry : [entry], found.hasList) };
}

/** Takes our hook out, and nothing else. */
export function removeHook(text: string | undefined, hook: ToolHook): HookEdit {
  if (text === undefined || text.trim() === "") return { kind: "same" };
  const found = look(text, hook);
  if ("reason" in found) return { kind: "refused", reason: found.reason };
  if (found.own.length === 0) return { kind: "same" };
  if (found.own.length === found.list.length)
    return { kind: "changed", text: edit(text, ["hooks", hook.event], undefined) };
  let changed = text;
  for (const index of found.own.toReversed()) changed = edit(changed, ["hooks", hook.event, index], undefined);
  return { kind: "changed", text: changed };
}

interface Found {
  readonly hasList: boolean;
  /** Entries of the event, and which of them are ours. */
  readonly list: readonly Node[];
  readonly own: readonly number[];
}

function look(text: string, { event, script }: ToolHook): Found | { readonly reason: Reason } {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
  const fault = errors[0];
  if (tree === undefined || fault !== undefined) {
    const line = text.slice(0, fault?.offset ?? 0).split("\n").length;
    return {
      reason: (file) => t("{0} cannot be read as JSON (line {1}). Correct it, then try again.", file, line),
    };
  }
  const hooks = findNodeAtLocation(tree, ["hooks"]);
  const list = findNodeAtLocation(tree, ["hooks", event]);
  const isUsual =
    tree.type === "object" &&
    (hooks === undefined || hooks.type === "object") &&
    (list === undefined || list.type === "array");
  if (!isUsual) {
    return {
      reason: (file) => t("{0} is not of the form that is known. Token Legend leaves it as it is.", file),
    };
  }
  const entries = list?.children ?? [];
  const isOwn = ({ offset, length }: Node): boolean => text.slice(offset, offset + length).includes(script);
  return {
    hasList: list !== undefined,
    list: entries,
    own: entries.flatMap((entry, index) => (isOwn(entry) ? [index] : [])),
  };
}

function isSameEntry(node: Node, entry: object): boolean {
  return JSON.stringify(valueOf(node)) === JSON.stringify(entry);
}

function valueOf(node: Node): unknown {
  if (node.type === "array") return (node.children ?? []).map(valueOf);
  if (node.type !== "object") return node.value;
  const properties = (node.children ?? []).map(({ children }) => children ?? []);
  return Object.fromEntries(
    properties.flatMap(([name, value]) =>
      name === undefined || value === undefined ? [] : [[name.value, valueOf(value)]],
    ),
  );
}

function edit(text: string, path: (string | number)[], value: unknown, isArrayInsertion = false): string {
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? "  ";
  const formattingOptions = {
    insertSpaces: !indent.startsWith("\t"),
    tabSize: indent.startsWith("\t") ? 1 : indent.length,
    eol: text.includes("\r\n") ? "\r\n" : "\n",
  };
  return applyEdits(text, modify(text, path, value, { formattingOptions, isArrayInsertion }));
}
