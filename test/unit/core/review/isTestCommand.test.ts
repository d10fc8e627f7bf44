import assert from "node:assert/strict";
import { isTestCommand } from "../../../../src/core/review/isTestCommand.ts";

describe("a command that runs tests", () => {
  it("is known by its runner", () => {
    for (const command of [
      "npm test",
      "npm t",
      "npm run test:unit -- --grep cart",
      "pnpm test",
      "yarn test --watch=false",
      "npx vitest run",
      "npx jest src",
      "CI=1 npx mocha",
      "node --test",
      "node --import tsx --test test/a.ts",
      "pytest -q",
      "poetry run pytest",
      "python3 -m pytest tests",
      "python -m unittest",
      "go test ./...",
      "cargo test --all",
      "cargo nextest run",
      "dotnet test",
      "./gradlew :app:clean test",
      "mvn -q verify",
      "make test",
      "bundle exec rspec",
      "  time   ctest ",
    ]) {
      assert.ok(isTestCommand(command), command);
    }
  });

  it("is nothing else, and no chain of commands whose exit code is another's", () => {
    for (const command of [
      "",
      "npm install test",
      "npm run build",
      "npm run testimony",
      "git commit -m 'npm test'",
      "echo npm test",
      "cat test.log",
      "go build ./...",
      "npm test || true",
      "npm test; echo done",
      "npm test | tee log",
      "A=".repeat(100_000),
      `${" npx".repeat(50_000)} x`,
      `node ${"a ".repeat(50_000)}`,
    ]) {
      assert.ok(!isTestCommand(command), command.slice(0, 40));
    }
  });
});
