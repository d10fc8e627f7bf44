// `npm run TASK`: installs what is missing, puts the project's Node first, then runs the task.
import { ToolError, ensurePackages, findNode, launch, run, toolEnv } from "./toolchain.mjs";

const TASKS = {
  build: ["esbuild.mjs"],
  watch: ["esbuild.mjs", "--watch"],
  check: ["scripts/testAll.ts", "format", "lint", "types", "webview-types", "page-types", "test-types", "unit"],
  format: ["node_modules/oxfmt/bin/oxfmt"],
  "test:unit": ["scripts/testAll.ts", "unit"],
  "test:server": ["scripts/testAll.ts", "server"],
  "test:host": ["scripts/testAll.ts", "package", "host", "host-vsix"],
  "test:e2e": ["scripts/testAll.ts", "package", "e2e"],
  bench: ["test/bench/main.ts"],
  "bench:board": ["test/bench/board/main.ts"],
  board: ["scripts/board.mjs"],
  "prices:check": ["scripts/checkPrices.ts"],
  "achievements:measure": ["scripts/measureGame.ts"],
  "board:simulate": ["scripts/simulateIntegrity.ts"],
  "achievements:simulate": ["scripts/simulateAchievements.ts"],
  "tokens:ratio": ["scripts/measureCounting.ts"],
  "docs:sources": ["scripts/writeSourcesPage.ts"],
  l10n: ["scripts/writeTexts.ts"],
  pictures: ["scripts/takePictures.ts"],
  package: ["scripts/testAll.ts", "package"],
  mocha: ["node_modules/mocha/bin/mocha.js"],
};

await launch(async () => {
  const [name, ...more] = process.argv.slice(2);
  const task = TASKS[name];
  if (task === undefined) throw new ToolError(`No such task: ${name}. There are: ${Object.keys(TASKS).join(", ")}.`);
  ensurePackages();
  const node = findNode();
  return run(node, [...task, ...more], toolEnv(node));
});
