/** What a page needs from VS Code. */
export interface PageParts {
  /** Source that the webview's own files come from, as a content security policy names it. */
  readonly cspSource: string;
  /** New for every page. */
  readonly nonce: string;
  readonly title: string;
  readonly scriptUri: string;
  readonly styleUri: string;
}

/** The one way a page is built: no data, nothing inline, one script and one style sheet. */
export function panelHtml({ cspSource, nonce, title, scriptUri, styleUri }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${escapeHtml(styleUri)}">
</head>
<body>
<div id="page"></div>
<script nonce="${escapeHtml(nonce)}" src="${escapeHtml(scriptUri)}"></script>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
