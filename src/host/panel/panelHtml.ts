/** What a page needs from VS Code. */
export interface PageParts {
  /** Source that the webview's own files come from, as a content security policy names it. */
  readonly cspSource: string;
  /** New for every page. */
  readonly nonce: string;
  /** As HTML names it. */
  readonly language: string;
  readonly title: string;
  /** In the order in which they run. */
  readonly scriptUris: readonly string[];
  readonly styleUri: string;
}

/** The one way a page is built: no data, nothing inline, scripts and one style sheet of our own. */
export function panelHtml({ cspSource, nonce, language, title, scriptUris, styleUri }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const scripts = scriptUris.map((uri) => `<script nonce="${escapeHtml(nonce)}" src="${escapeHtml(uri)}"></script>`);
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${escapeHtml(styleUri)}">
</head>
<body>
<div id="page"></div>
${scripts.join("\n")}
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
