import assert from "node:assert/strict";
import { claudeCodeSamples, geminiSamples, openCodeSamples, piSamples } from "../../../scripts/countingSamples.ts";
import { jsonLines } from "../../support/readFormat.ts";

describe("responses to measure counting by", () => {
  const line = (id: string, output: number, content: unknown, stopReason: string | null = null): object => ({
    message: {
      id,
      role: "assistant",
      model: "claude-sonnet-4-5",
      content: [content],
      stop_reason: stopReason,
      usage: { output_tokens: output },
    },
  });

  it("are put together from the lines of a Claude Code log", () => {
    const log = jsonLines(
      line("one", 3, { type: "text", text: "Reading." }),
      line("one", 90, { type: "tool_use", name: "Read", input: { path: "a.ts" } }),
    ).toString();
    const texts = ["Reading.", "Read", '{"path":"a.ts"}'];
    const rest = { assistant: "Claude Code", model: "claude-sonnet-4-5", toolCalls: 1, hasThinking: false };
    assert.deepEqual(claudeCodeSamples(log), [{ ...rest, reported: 90, texts }]);
  });

  it("are left out where Claude Code's count may be a placeholder", () => {
    const log = [
      line("streaming", 8, { type: "text", text: "A long answer" }),
      line("streaming", 8, { type: "text", text: "that goes on." }),
      line("ended", 5, { type: "thinking", thinking: "So." }, "end_turn"),
    ];
    const [sample, ...more] = claudeCodeSamples(jsonLines(...log).toString());
    assert.deepEqual([sample?.reported, sample?.hasThinking, more], [5, true, []]);
  });

  it("are read from Pi, but for those that were cut short", () => {
    const response = (stopReason: string): object => ({
      message: {
        role: "assistant",
        model: "gpt-5",
        stopReason,
        usage: { output: 7 },
        content: [{ type: "text", text: "Done." }],
      },
    });
    const samples = piSamples(jsonLines(response("stop"), response("aborted"), { type: "session" }).toString());
    assert.deepEqual(samples, [
      { assistant: "Pi", model: "gpt-5", reported: 7, texts: ["Done."], toolCalls: 0, hasThinking: false },
    ]);
  });

  it("are read from Gemini CLI without what was thought", () => {
    const message = {
      type: "gemini",
      model: "gemini-2.5-pro",
      content: "Writing.",
      thoughts: [{ description: "Hm." }],
      tokens: { output: 20, thoughts: 80 },
      toolCalls: [{ name: "write_file", args: { content: "hi" } }],
    };
    const [sample] = geminiSamples(JSON.stringify({ messages: [{ type: "user", content: "Go." }, message] }));
    assert.equal(sample?.reported, 20);
    assert.deepEqual(sample.texts, ["Writing.", "write_file", '{"content":"hi"}']);
  });

  it("are put together from the files of an OpenCode message", () => {
    const message = JSON.stringify({ role: "assistant", modelID: "claude-opus-4-5", tokens: { output: 44 } });
    const parts = [
      JSON.stringify({ type: "step-start" }),
      JSON.stringify({ type: "text", text: "Looking." }),
      JSON.stringify({ type: "tool", tool: "read", state: { input: { path: "a.ts" }, output: "not counted" } }),
    ];
    const [sample] = openCodeSamples(message, parts);
    assert.deepEqual([sample?.reported, sample?.toolCalls], [44, 1]);
    assert.deepEqual(sample?.texts, ["Looking.", "read", '{"path":"a.ts"}']);
  });
});
