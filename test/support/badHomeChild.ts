import { renameSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { openMeter } from "../../src/worker/openMeter.ts";
import type { Answer, ChildCommand, ChildOptions } from "./badHomeProcess.ts";
import { readMeter, viewMeter } from "./badHomeReading.ts";

/** A meter in a process of its own: takes commands, one JSON a line, and answers each with one. */
const NOBODY = 65_534;

// Written by MeterProcess alone.
const { options, isNobody } = JSON.parse(process.argv[2] ?? "") as ChildOptions;
if (isNobody && process.getuid?.() === 0) {
  process.setgroups?.([]);
  process.setgid?.(NOBODY);
  process.setuid?.(NOBODY);
}

let meter: ReturnType<typeof openMeter> | undefined;
const opened = () => (meter ??= openMeter(options));

async function answer(command: ChildCommand): Promise<Answer> {
  try {
    switch (command.do) {
      case "scan": {
        const rename = [...(command.rename ?? [])];
        const reading = await readMeter(opened(), () => {
          for (const { from, to } of rename.splice(0)) renameSync(from, to);
          if (command.remove !== undefined) rmSync(command.remove, { force: true });
        });
        return { ok: true, reading, peakBytes: peakBytes() };
      }
      case "hold":
        opened().holdLease();
        return { ok: true, reading: { by: "stale", newCalls: 0, ...viewMeter(opened()) }, peakBytes: peakBytes() };
      case "view":
        return { ok: true, reading: { by: "stale", newCalls: 0, ...viewMeter(opened()) }, peakBytes: peakBytes() };
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const problems = meter?.snapshot("UTC").problems ?? [];
    return { ok: false, name: error.name, message: error.message, problems };
  }
}

function peakBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
}

for await (const line of createInterface({ input: process.stdin })) {
  // Written by MeterProcess alone.
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line) as ChildCommand))}\n`);
}
meter?.close();
