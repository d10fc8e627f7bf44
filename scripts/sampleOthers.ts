import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { editorFolders } from "../src/sources/editorFolders.ts";
import { type Random, seededRandom } from "../test/support/generateHome/random.ts";

const SEED = 20_261_126;
const DAYS = 60;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const PROJECT = "/home/ann/projects/shop";

/**
 * Adds what the sample developer does with other assistants now and then: one that reports each call, one that also tells
 * the cost, and one that tells only a part of its counts, so that estimates can be seen too.
 */
export function writeOtherTools(home: string, nowMs: number): void {
  const random = seededRandom(SEED);
  for (let daysAgo = DAYS - 1; daysAgo >= 0; daysAgo -= 1) {
    const startMs = nowMs - daysAgo * DAY_MS - random.int(60, 240) * MINUTE_MS;
    if (daysAgo % 3 === 0) writeGeminiSession(home, startMs, random);
    if (daysAgo % 5 === 0) writeClineSession(home, startMs, random);
    if (daysAgo % 2 === 0) writeCopilotSession(home, startMs, random);
  }
}

function writeGeminiSession(home: string, startMs: number, random: Random): void {
  const sessionId = idOf("gemini", startMs);
  const lines: object[] = [
    { sessionId, projectHash: "shop", startTime: isoTime(startMs), lastUpdated: isoTime(startMs), kind: "main" },
    { id: "m0", timestamp: isoTime(startMs), type: "user", content: "Why is the total off by a cent?" },
  ];
  for (let reply = 1; reply <= random.int(4, 14); reply += 1) {
    const input = 9_000 + reply * random.int(900, 2_400);
    const cached = Math.round(input * 0.7);
    const [output, thoughts] = [random.int(80, 900), random.int(0, 400)];
    const tokens = { input, output, cached, thoughts, tool: 0, total: input + output + thoughts };
    const timestamp = isoTime(startMs + reply * MINUTE_MS);
    lines.push({ id: `m${reply}`, timestamp, type: "gemini", model: "gemini-3-flash-preview", content: "", tokens });
  }
  const folder = join(home, ".gemini/tmp/shop");
  writeText(join(folder, ".project_root"), PROJECT);
  const name = `session-${isoTime(startMs).slice(0, 16).replace(":", "-")}-${sessionId.slice(-8)}.jsonl`;
  writeText(join(folder, "chats", name), lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
}

function writeClineSession(home: string, startMs: number, random: Random): void {
  const sessionId = idOf("cline", startMs);
  const messages: object[] = [{ id: "u1", role: "user", ts: startMs, content: [{ type: "text", text: "Add a test" }] }];
  for (let reply = 1; reply <= random.int(3, 9); reply += 1) {
    const inputTokens = 12_000 + reply * random.int(800, 3_000);
    const outputTokens = random.int(100, 1_200);
    const cacheReadTokens = Math.round(inputTokens * 0.8);
    const cost = ((inputTokens - cacheReadTokens) * 3 + cacheReadTokens * 0.3 + outputTokens * 15) / 1e6;
    messages.push({
      id: `a${reply}`,
      role: "assistant",
      ts: startMs + reply * MINUTE_MS,
      content: [{ type: "text", text: "Done." }],
      modelInfo: { id: "anthropic/claude-sonnet-4.6", provider: "openrouter" },
      metrics: { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens: 0, cost },
    });
  }
  const document = { version: 1, updated_at: isoTime(startMs), agent: "lead", sessionId, messages };
  const folder = join(home, ".cline/data/sessions", sessionId);
  writeText(join(folder, `${sessionId}.messages.json`), JSON.stringify(document));
  const manifest = { session_id: sessionId, source: "vscode", cwd: PROJECT, started_at: isoTime(startMs) };
  writeText(join(folder, `${sessionId}.json`), JSON.stringify(manifest));
}

/** As the editor writes it: the prompt of a turn's last call alone, and all of its output. */
function writeCopilotSession(home: string, startMs: number, random: Random): void {
  const sessionId = idOf("copilot", startMs);
  const requests = Array.from({ length: random.int(1, 5) }, (_, index) => ({
    requestId: `request_${index}`,
    timestamp: startMs + index * 3 * MINUTE_MS,
    message: { text: "Explain this rounding" },
    response: [{ value: "It rounds half to even." }],
    modelId: "copilot/gpt-5-mini",
    promptTokens: random.int(6_000, 40_000),
    completionTokens: random.int(150, 1_800),
    result: { timings: { totalElapsed: 9_000 }, metadata: {} },
  }));
  const state = { version: 3, sessionId, creationDate: startMs, responderUsername: "GitHub Copilot", requests };
  const user = editorFolders({ home, platform: process.platform, env: {} }).find(({ editor }) => editor === "Code");
  if (user === undefined) throw new Error("VS Code has no folder");
  const workspace = join(user.path, "workspaceStorage/5a3c0ffee");
  writeText(join(workspace, "workspace.json"), JSON.stringify({ folder: `file://${PROJECT}` }));
  writeText(join(workspace, "chatSessions", `${sessionId}.jsonl`), `${JSON.stringify({ kind: 0, v: state })}\n`);
}

function idOf(tool: string, startMs: number): string {
  return `${tool}-${Math.round(startMs / 1000).toString(16)}`;
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

function writeText(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
