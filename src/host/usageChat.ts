import { t } from "@vscode/l10n";
import * as vscode from "vscode";

import { answerEverything, answerProject } from "../core/usageAnswer.ts";
import { PERIODS, questionOfInput, readQuestion, spanOfPeriod, type UsageQuestion } from "../core/usageQuestion.ts";
import type { Currency } from "../shared/currency.ts";
import type { Report, ReportQuery } from "../shared/report.ts";
import { type Disposable, DisposableStore } from "./disposableStore.ts";
import { CHAT_PARTICIPANT_ID, USAGE_TOOL } from "./ids.ts";

export interface UsageSource {
  readonly report: (query: ReportQuery) => Promise<Report>;
  readonly toolName: (sourceId: string) => string;
  readonly currency: () => Currency;
  readonly nowMs: () => number;
}

/** Editors of VS Code's family may lack these parts of its API. */
const { chat, lm }: Partial<Pick<typeof vscode, "chat" | "lm">> = vscode;

/**
 * Answers "what did I spend" in the chat, from the ledger and without a model: the participant `@tokens` to people, the tool
 * `#tokenUsage` to the models they talk to. Without a chat there is neither.
 */
export function registerUsageChat(source: UsageSource): Disposable {
  const store = new DisposableStore();
  if (chat !== undefined && "createChatParticipant" in chat) store.add(registerParticipant(chat, source));
  if (lm !== undefined && "registerTool" in lm) store.add(lm.registerTool(USAGE_TOOL, usageTool(source)));
  return store;
}

function registerParticipant(api: typeof vscode.chat, source: UsageSource): Disposable {
  const participant = api.createChatParticipant(CHAT_PARTICIPANT_ID, async (request, _context, stream) => {
    const question = readQuestion(request.command, request.prompt);
    stream.markdown(await answer(question, source));
    return { metadata: { ...question } };
  });
  participant.iconPath = new vscode.ThemeIcon("flame");
  participant.followupProvider = {
    provideFollowups: () => [
      { prompt: "", command: "week", label: PERIODS.week() },
      { prompt: "", command: "month", label: PERIODS.month() },
      { prompt: "", command: "project", label: t("This project") },
    ],
  };
  return participant;
}

function usageTool(source: UsageSource): vscode.LanguageModelTool<unknown> {
  return {
    prepareInvocation({ input }) {
      const { period, scope } = questionOfInput(input);
      const name = PERIODS[period]();
      const what = scope === "project" ? t("{0} in this project", name) : name;
      return {
        invocationMessage: t("Reading the token usage: {0}", what),
        confirmationMessages: {
          title: t("Tell the model your token usage?"),
          message: t(
            "Token Legend tells it tokens, costs and numbers of calls by assistant and model: {0}. No prompt, folder or branch.",
            what,
          ),
        },
      };
    },
    async invoke({ input }) {
      const text = await answer(questionOfInput(input), source);
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    },
  };
}

async function answer(question: UsageQuestion, { report, toolName, currency, nowMs }: UsageSource): Promise<string> {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const span = { ...spanOfPeriod(question.period, nowMs(), timeZone), timeZone };
  if (question.scope === "project") {
    const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
    return answerProject(question, await report({ ...span, by: "project" }), folders, currency());
  }
  const [byTool, byModel] = await Promise.all([report({ ...span, by: "tool" }), report({ ...span, by: "model" })]);
  return answerEverything(question, byTool, byModel, toolName, currency());
}
