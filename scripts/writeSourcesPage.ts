import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { sourcesPage } from "./sourcesPage.ts";

writeFileSync(resolve(import.meta.dirname, "../docs/sources.md"), sourcesPage());
