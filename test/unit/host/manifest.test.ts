import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { PERIODS, readQuestion, SCOPES } from "../../../src/core/usageQuestion.ts";
import {
  CHAT_PARTICIPANT_ID,
  COMMANDS,
  DOCUMENT_SCHEME,
  EXTENSION_ID,
  FORBIDDEN_CONTEXT,
  PRODUCT_NAME,
  SETTINGS,
  STATUS_FORMATS,
  USAGE_TOOL,
  WALKTHROUGH_ID,
} from "../../../src/host/ids.ts";
import { readManifest } from "../../support/readManifest.ts";

interface Setting {
  readonly type?: string;
  readonly scope?: string;
  readonly order?: number;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly markdownDescription?: string;
  readonly markdownEnumDescriptions?: readonly string[];
  readonly enumItemLabels?: readonly string[];
}

interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category?: string }[];
    readonly walkthroughs: readonly {
      readonly id: string;
      readonly steps: readonly {
        readonly id: string;
        readonly description: string;
        readonly media: { readonly svg: string; readonly altText: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
    readonly chatParticipants: readonly {
      readonly id: string;
      readonly commands: readonly { readonly name: string }[];
    }[];
    readonly languageModelTools: readonly {
      readonly name: string;
      readonly inputSchema: { readonly properties: Readonly<Record<string, { readonly enum: readonly string[] }>> };
    }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}

const BOARD_COMMANDS = [
  COMMANDS.joinBoard,
  COMMANDS.openBoard,
  COMMANDS.pauseSync,
  COMMANDS.resumeSync,
  COMMANDS.showUploads,
  COMMANDS.exportBoardData,
  COMMANDS.leaveBoard,
];

const manifest = readManifest() as Manifest;
const { commands, menus, configuration } = manifest.contributes;
const settings = Object.entries(configuration.properties);

describe("the manifest", () => {
  it("has the id that the code links to", () => {
    assert.equal(`${manifest.publisher}.${manifest.name}`, EXTENSION_ID);
  });

  it("contributes the commands of the code and no others, all under the product's name", () => {
    assert.deepEqual(commands.map(({ command }) => command).toSorted(), Object.values(COMMANDS).toSorted());
    for (const { command, title, category } of commands) {
      assert.equal(category, PRODUCT_NAME, command);
      assert.ok(!title.includes(PRODUCT_NAME), `${command} names the product twice`);
    }
  });

  it("contributes the participant and the tool of the chat, with the questions that the code understands", () => {
    const { chatParticipants, languageModelTools } = manifest.contributes;
    assert.deepEqual(
      chatParticipants.map(({ id }) => id),
      [CHAT_PARTICIPANT_ID],
    );
    const asked = chatParticipants.flatMap(({ commands: questions }) => questions.map(({ name }) => name));
    assert.deepEqual(
      asked.map((name) => readQuestion(name, "").period),
      ["today", "week", "month", "last30Days"],
    );
    assert.deepEqual(
      languageModelTools.map(({ name }) => name),
      [USAGE_TOOL],
    );
    const { period, scope } = languageModelTools[0]?.inputSchema.properties ?? {};
    assert.deepEqual(period?.enum, Object.keys(PERIODS));
    assert.deepEqual(scope?.enum, SCOPES);
  });

  it("takes its reader through steps that each do one thing, and are done with it, in every language", () => {
    for (const texts of ["package.nls.json", "package.nls.de.json"]) {
      const { walkthroughs } = (readManifest(texts) as Manifest).contributes;
      assert.deepEqual(
        walkthroughs.map(({ id }) => id),
        [WALKTHROUGH_ID],
      );
      for (const { id, description, completionEvents } of walkthroughs.flatMap(({ steps }) => steps)) {
        const named = [...description.matchAll(/\]\(command:([^)]*)\)/g)].map(([, command]) => command);
        assert.equal(named.length, 1, id);
        assert.ok(
          commands.some(({ command }) => command === named[0]),
          `${id}: ${named[0]}`,
        );
        // Whoever leaves its first question has set no budget.
        const isBudget = named[0] === COMMANDS.setBudget;
        assert.deepEqual(completionEvents, [
          isBudget ? `onSettingChanged:${SETTINGS.budgets}` : `onCommand:${named[0]}`,
        ]);
      }
    }
  });

  it("has a picture for every step, told in words and drawn in colours of the theme", () => {
    const steps = manifest.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    for (const { id, media } of steps) {
      const svg = readFileSync(new URL(`../../../${media.svg}`, import.meta.url), "utf8");
      assert.ok(media.altText.length > 20, id);
      assert.match(svg, /^<svg [^>]*viewBox=/, id);
      assert.ok(svg.includes("var(--vscode-editor-background"), id);
      assert.doesNotMatch(svg, /<script|<foreignObject|href=|url\(/, id);
    }
  });

  it("shows commands in menus only where they make sense", () => {
    const { commandPalette = [], ...others } = menus;
    for (const item of Object.values(others).flat()) {
      assert.ok(commands.some(({ command }) => command === item.command));
      assert.equal(item.when, `resourceScheme == ${DOCUMENT_SCHEME}`);
    }
    assert.deepEqual(
      commandPalette.map(({ command }) => command),
      BOARD_COMMANDS,
    );
  });

  it("hides everything about team boards where the machine forbids them, which no workspace and no sync can undo", () => {
    const hidden = `!config.${SETTINGS.boardForbidden} && !${FORBIDDEN_CONTEXT}`;
    for (const { when } of menus["commandPalette"] ?? []) assert.equal(when, hidden);
    assert.equal(configuration.properties[SETTINGS.boardForbidden]?.scope, "machine");
    assert.equal(configuration.properties[SETTINGS.boardForbidden]?.default, false);
  });

  it("sends no outcomes unless they are turned on, by the person and by no workspace", () => {
    assert.equal(configuration.properties[SETTINGS.boardShareOutcomes]?.default, false);
    assert.equal(configuration.properties[SETTINGS.boardShareOutcomes]?.scope, "application");
  });

  it("contributes the settings of the code and no others", () => {
    assert.deepEqual(settings.map(([id]) => id).toSorted(), Object.values(SETTINGS).toSorted());
  });

  it("gives every setting a type, a scope, an order, a default and a description", () => {
    for (const [id, setting] of settings) {
      assert.ok(setting.type !== undefined && setting.scope !== undefined && setting.default !== undefined, id);
      assert.ok((setting.markdownDescription ?? "").length > 20, id);
    }
    const orders = settings.map(([, { order }]) => order);
    assert.deepEqual(
      orders,
      settings.map((_, index) => index + 1),
    );
  });

  it("lets no workspace choose a folder that is read or written, or open a port", () => {
    for (const id of [
      SETTINGS.ledgerFolder,
      SETTINGS.extraRoots,
      SETTINGS.telemetryEnabled,
      SETTINGS.telemetryPort,
      SETTINGS.telemetryRequireToken,
    ]) {
      assert.equal(configuration.properties[id]?.scope, "machine", id);
    }
  });

  it("offers the formats that the code knows, each explained", () => {
    const format = configuration.properties[SETTINGS.statusBarFormat];
    assert.deepEqual(format?.enum, STATUS_FORMATS);
    assert.equal(format.markdownEnumDescriptions?.length, STATUS_FORMATS.length);
    assert.equal(format.enumItemLabels?.length, STATUS_FORMATS.length);
    assert.equal(format.default, STATUS_FORMATS[0]);
  });
});
