import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { GitRepository } from "../gitRepository.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** More days than lines take to mature. */
const LONG_AGO_DAYS = 16;

/** Stands for everything that is nobody's business: no request may hold it, in any form. */
export const MARK = "zqmark";

export function marked(what: string): string {
  return `${MARK}-${what}`;
}

/** Noon of that UTC day: what a change cost is what its day cost, so that both have to be of one day whenever this runs. */
function longAgo(nowMs: number): number {
  return (Math.floor(nowMs / DAY_MS) - LONG_AGO_DAYS + 0.5) * DAY_MS;
}

/** A repository of which every name that somebody may give is marked, with a change that has come to its default branch twice. */
export function markedRepository(nowMs: number): GitRepository {
  const repository = new GitRepository(marked("repository"));
  const email = `${marked("user")}@example.test`;
  const remote = `refs/remotes/origin/${marked("trunk")}`;
  repository.git(["config", "user.email", email]);
  repository.git(["config", "user.name", marked("user")]);
  repository.git(["remote", "add", "origin", `https://${marked("forge")}.example/${marked("repository")}.git`]);
  for (const [number, atMs] of [longAgo(nowMs), nowMs - 80 * MINUTE_MS].entries()) {
    repository.write(`${marked("folder")}/${marked("file")}${number}.ts`, `const ${MARK} = "${number} of the shop";\n`);
    repository.commit(`${marked("change")} (#${number + 1})`, atMs, { email });
  }
  repository.git(["update-ref", remote, "HEAD"]);
  repository.git(["symbolic-ref", "refs/remotes/origin/HEAD", remote]);
  repository.git(["checkout", "--quiet", "-b", marked("branch")]);
  return repository;
}

/** Logs of two assistants in which every word that somebody wrote or named is marked. */
export function writeMarkedHome(home: string, cwd: string, nowMs: number): void {
  const at = (agoMs: number): string => new Date(nowMs - agoMs).toISOString();
  const write = (path: string, lines: readonly object[]): void => {
    const file = join(home, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  };
  const session = { cwd, gitBranch: marked("branch"), version: `2.1.9 (${marked("build")})` };
  const turn = (sessionId: string, agoMs: number): object => ({
    ...session,
    sessionId,
    type: "user",
    uuid: marked(`turn-${agoMs}`),
    timestamp: at(agoMs),
    message: { role: "user", content: marked("prompt") },
  });
  const call = (sessionId: string, model: string, agoMs: number): object => ({
    ...session,
    sessionId,
    type: "assistant",
    uuid: marked(`call-${agoMs}`),
    requestId: `req_${marked(`call-${agoMs}`)}`,
    timestamp: at(agoMs),
    message: {
      id: `msg_${marked(`call-${agoMs}`)}`,
      type: "message",
      role: "assistant",
      model,
      content: [
        { type: "text", text: marked("answer") },
        { type: "tool_use", id: marked("tool"), name: marked("tool"), input: { path: marked("file") } },
      ],
      usage: { input_tokens: 10, cache_read_input_tokens: 900, output_tokens: 100 },
    },
  });
  const [now, then] = [marked("session"), marked("earlier-session")];
  write(`.claude/projects/${marked("folder")}/${now}.jsonl`, [
    turn(now, 90 * MINUTE_MS),
    call(now, "claude-opus-4-5", 88 * MINUTE_MS),
    call(now, marked("private-model"), 60 * MINUTE_MS),
    call(now, `/srv/${marked("models")}/own`, 30 * MINUTE_MS),
  ]);
  const longAgoMs = nowMs - longAgo(nowMs);
  write(`.claude/projects/${marked("folder")}/${then}.jsonl`, [
    turn(then, longAgoMs + 2 * MINUTE_MS),
    call(then, "claude-opus-4-5", longAgoMs + MINUTE_MS),
  ]);
  const usage = { input_tokens: 900, cached_input_tokens: 100, output_tokens: 50, total_tokens: 950 };
  write(`.codex/sessions/2026/01/01/rollout-${marked("thread")}.jsonl`, [
    {
      timestamp: at(50 * MINUTE_MS),
      type: "session_meta",
      payload: {
        id: marked("thread"),
        timestamp: at(50 * MINUTE_MS),
        cwd,
        cli_version: marked("version"),
        git: { branch: marked("branch") },
      },
    },
    { timestamp: at(50 * MINUTE_MS), type: "turn_context", payload: { cwd, model: "gpt-5.2-codex" } },
    {
      timestamp: at(49 * MINUTE_MS),
      type: "event_msg",
      payload: { type: "user_message", message: marked("prompt") },
    },
    {
      timestamp: at(48 * MINUTE_MS),
      type: "event_msg",
      payload: { type: "token_count", info: { total_token_usage: usage, last_token_usage: usage } },
    },
  ]);
}
