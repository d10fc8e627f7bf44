import { config } from "@vscode/l10n";
import { render } from "preact";

import { App } from "./app.tsx";

// The texts of the reader's language, which a script before this one has set; English needs none.
if (globalThis.tokenLegendTexts !== undefined) config({ contents: globalThis.tokenLegendTexts });

const root = document.querySelector("#page");
if (root !== null) render(<App vscode={acquireVsCodeApi()} />, root);
