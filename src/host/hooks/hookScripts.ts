import { join } from "node:path";

export interface HookScript {
  readonly name: string;
  readonly text: string;
}

/**
 * The script that a tool runs at the end of a turn. It takes what the tool tells on its standard input, appends the few
 * values that are needed to a file beside the ledger, says nothing and never fails. Plain shell: a tool may have no Node.js,
 * and starting one takes longer than all of this.
 */
export function hookScript(
  name: "token-legend-cursor" | "token-legend-claude",
  folder: string,
  platform: NodeJS.Platform,
): HookScript {
  if (platform === "win32") {
    return {
      name: `${name}.ps1`,
      text: name === "token-legend-cursor" ? cursorPowerShell(folder) : claudePowerShell(folder),
    };
  }
  return { name: `${name}.sh`, text: name === "token-legend-cursor" ? cursorShell(folder) : claudeShell(folder) };
}

const KEPT_OF_TURN = [
  "conversation_id",
  "generation_id",
  "model",
  "input_tokens",
  "output_tokens",
  "cache_read_tokens",
  "cache_write_tokens",
] as const;

/** A file that has grown to this begins anew; the one before it is kept beside it. */
const MAX_BYTES = 4_000_000;

function cursorShell(folder: string): string {
  return `#!/bin/sh
# Token Legend: notes down how many tokens a turn of Cursor took, and nothing of what was said.
LC_ALL=C
export LC_ALL
umask 077
file=${shellText(join(folder, "cursor.jsonl"))}
{
  told=$(tr -d '\\r\\n' | grep -oE '"(${KEPT_OF_TURN.join("|")})" *: *("[^"\\\\]*"|[0-9]+)' | tr '\\n' ',')
  if [ -n "$told" ]; then
    if [ -f "$file" ] && [ "$(wc -c < "$file")" -gt ${MAX_BYTES} ]; then
      mv -f "$file" ${shellText(join(folder, "cursor.old.jsonl"))}
    fi
    printf '{%s"at":%s}\\n' "$told" "$(date +%s)" >> "$file"
  fi
} 2> /dev/null
exit 0
`;
}

function claudeShell(folder: string): string {
  return `#!/bin/sh
# Token Legend: notes down which folder Claude Code keeps its transcripts in, once.
LC_ALL=C
export LC_ALL
umask 077
file=${shellText(join(folder, "claudeCode.jsonl"))}
{
  told=$(tr -d '\\r\\n' | grep -oE '"transcript_path" *: *"[^"\\\\]*"' | head -n 1 |
    sed -n 's#^"transcript_path" *: *\\("/.*/projects\\)/[^/]*/[^/]*"$#{"projects":\\1"}#p')
  if [ -n "$told" ] && ! grep -qxF "$told" "$file"; then
    printf '%s\\n' "$told" >> "$file"
  fi
} 2> /dev/null
exit 0
`;
}

function cursorPowerShell(folder: string): string {
  const file = join(folder, "cursor.jsonl");
  return `# Token Legend: notes down how many tokens a turn of Cursor took, and nothing of what was said.
try {
  $told = [Console]::In.ReadToEnd() | ConvertFrom-Json
  $kept = [ordered]@{}
  foreach ($name in ${KEPT_OF_TURN.map((name) => `'${name}'`).join(", ")}) {
    if ($null -ne $told.$name) { $kept[$name] = $told.$name }
  }
  if ($kept.Count -gt 0) {
    $kept['at'] = [DateTimeOffset]::UtcNow.ToUnixTimeSeconds()
    $file = ${powerShellText(file)}
    if ((Test-Path -LiteralPath $file) -and (Get-Item -LiteralPath $file).Length -gt ${MAX_BYTES}) {
      Move-Item -Force -LiteralPath $file -Destination ${powerShellText(join(folder, "cursor.old.jsonl"))}
    }
    [IO.File]::AppendAllText($file, (ConvertTo-Json -Compress $kept) + "\`n")
  }
} catch { }
exit 0
`;
}

function claudePowerShell(folder: string): string {
  return `# Token Legend: notes down which folder Claude Code keeps its transcripts in, once.
try {
  $told = [Console]::In.ReadToEnd() | ConvertFrom-Json
  $projects = Split-Path (Split-Path $told.transcript_path)
  if ((Split-Path -Leaf $projects) -eq 'projects') {
    $line = ConvertTo-Json -Compress @{ projects = $projects }
    $file = ${powerShellText(join(folder, "claudeCode.jsonl"))}
    if (-not (Test-Path -LiteralPath $file) -or -not ([IO.File]::ReadAllLines($file) -contains $line)) {
      [IO.File]::AppendAllText($file, $line + "\`n")
    }
  }
} catch { }
exit 0
`;
}

/** A text in quotes that nothing in it ends. */
function shellText(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function powerShellText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
