import assert from "node:assert/strict";
import { copilotChatRoots, debugFolder, entersFolder } from "../../../../src/sources/copilotChat/paths.ts";
import { copilotChat } from "../../../../src/sources/copilotChat/source.ts";
import { pathOfFolder, workspaceFolder } from "../../../../src/sources/copilotChat/workspaceFolder.ts";
import { logFile } from "../../../support/readFormat.ts";

function paths(...surroundings: Parameters<typeof copilotChatRoots>): readonly string[] {
  return copilotChatRoots(...surroundings).map((root) => root.path);
}

describe("Copilot Chat's paths", () => {
  it("are the storage of every editor of the family and of its servers", () => {
    const linux = paths({ home: "/home/ann", platform: "linux", env: {} });
    for (const path of ["/home/ann/.config/Code/User", "/home/ann/.vscode-server/data/User"]) {
      assert.ok(linux.includes(path), path);
    }
    const mac = paths({ home: "/Users/ann", platform: "darwin", env: {} });
    assert.ok(mac.includes("/Users/ann/Library/Application Support/Code - Insiders/User"));
    assert.ok(![...linux, ...mac].some((path) => path.includes("VSGitHubCopilotLogs")));
  });

  it("are the temporary folders of Windows too, each once", () => {
    const env = { TEMP: "D:\\Temp", TMP: "D:\\Temp", APPDATA: "C:\\Users\\ann\\AppData\\Roaming" };
    const windows = paths({ home: "C:\\Users\\ann", platform: "win32", env });
    assert.ok(windows.includes("C:\\Users\\ann\\AppData\\Roaming\\Code\\User"));
    assert.deepEqual(
      windows.filter((path) => path.endsWith("traces")),
      ["D:\\Temp\\VSGitHubCopilotLogs\\traces", "C:\\Users\\ann\\AppData\\Local\\Temp\\VSGitHubCopilotLogs\\traces"],
    );
    const home = "/mnt/c/Users/ann";
    const fromWsl = paths({ home, platform: "linux", env: { VSCODE_APPDATA: `${home}/AppData/Roaming` } });
    assert.ok(fromWsl.includes(`${home}/AppData/Local/Temp/VSGitHubCopilotLogs/traces`));
  });

  it("are entered where Copilot's files are, and nowhere else", () => {
    const entered = [
      "workspaceStorage",
      "workspaceStorage/ab12",
      "workspaceStorage/no-workspace/chatSessions",
      "workspaceStorage/ab12/GitHub.copilot-chat",
      "workspaceStorage/ab12/GitHub.copilot/debug-logs/s1",
      "globalStorage",
      "globalStorage/emptyWindowChatSessions",
      "globalStorage/transferredChatSessions",
      "globalStorage/github.copilot-chat/debug-logs",
    ];
    for (const folder of entered) assert.ok(entersFolder(folder), folder);
    const others = [
      "History",
      "workspaceStorage/ab12/ms-python.python",
      "workspaceStorage/ab12/chatSessions/deeper",
      "workspaceStorage/ab12/GitHub.copilot-chat/transcripts",
      "globalStorage/saoudrizwan.claude-dev",
    ];
    for (const folder of others) assert.ok(!entersFolder(folder), folder);
  });

  it("hold files of four kinds", () => {
    const kindOf = (path: string) => copilotChat.formats.find((format) => format.isLog(path))?.id;
    const kinds = {
      "workspaceStorage/a/chatSessions/b.json": "chat-session",
      "workspaceStorage/a/chatSessions/b.jsonl": "chat-session",
      "globalStorage/emptyWindowChatSessions/b.jsonl": "chat-session",
      "globalStorage/transferredChatSessions/b.json": "chat-session",
      "workspaceStorage/a/GitHub.copilot-chat/debug-logs/s1/main.jsonl": "debug-log",
      "workspaceStorage/a/github.copilot-chat/debug-logs/s1/title-s2.jsonl": "debug-log",
      "globalStorage/GitHub.copilot/debug-logs/s1.jsonl": "debug-log",
      "globalStorage/github.copilot-chat/agent-traces.db": "span-store",
      "20261001T080000_ab12_VSGitHubCopilot_traces.jsonl": "visual-studio",
      "workspaceStorage/a/workspace.json": undefined,
      "workspaceStorage/a/GitHub.copilot-chat/transcripts/s1.jsonl": undefined,
      "globalStorage/github.copilot-chat/copilot.cli.workspaceSessions.a.json": undefined,
      "globalStorage/github.copilot-chat/agent-traces.db-wal": undefined,
    };
    for (const [path, kind] of Object.entries(kinds)) assert.equal(kindOf(path), kind, path);
  });

  it("tell the conversation of a debug log", () => {
    assert.equal(debugFolder("w/GitHub.copilot-chat/debug-logs/s1/main.jsonl"), "s1");
    assert.equal(debugFolder("w/GitHub.copilot-chat/debug-logs/s1.jsonl"), undefined);
  });

  it("tell the folder of a window", () => {
    assert.equal(pathOfFolder("file:///home/ann/my%20shop"), "/home/ann/my shop");
    assert.equal(pathOfFolder("file:///c%3A/Users/ann/shop"), "C:\\Users\\ann\\shop");
    assert.equal(pathOfFolder("vscode-remote://wsl%2Bubuntu/home/ann/shop"), "/home/ann/shop");
    assert.equal(pathOfFolder("file:///home/100%"), undefined);
    assert.equal(pathOfFolder("untitled:Untitled-1"), undefined);
    const folderOf = (text: string) => workspaceFolder(logFile({ neighbours: { "w.json": text } }), "w.json");
    assert.equal(folderOf('{"folder":"file:///home/ann/shop"}'), "/home/ann/shop");
    assert.equal(folderOf('{"workspace":"file:///home/ann/all.code-workspace"}'), undefined);
    assert.equal(folderOf("{"), undefined);
  });
});
