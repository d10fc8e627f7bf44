/** Words before a command that change nothing about what it does. */
const LEADING =
  /^(?:[A-Za-z_]\w*=\S*\s+|(?:sudo|time|env|npx|bunx|pnpm exec|yarn exec|poetry run|uv run|bundle exec)\s+)+/u;

const RUNNERS: readonly RegExp[] = [
  /^(npm|pnpm|yarn|bun|deno)( run)? (test|t)(:\S+)?(\s|$)/u,
  /^(vitest|jest|mocha|ava|tap|karma start|playwright test|cypress run)(\s|$)/u,
  /^node(\s+\S+)* --test(\s|$)/u,
  /^(pytest|tox|nox)(\s|$)/u,
  /^python[\d.]*(\s+-\S+)* -m (pytest|unittest)(\s|$)/u,
  /^(go|cargo|dotnet|swift|mix|flutter|dart|zig build|sbt|lein|stack|cabal|rails|php artisan) test(\s|$)/u,
  /^cargo nextest run(\s|$)/u,
  /^(\.\/)?(mvnw?|gradlew?)(\s+\S+)* (test|check|verify)(\s|$)/u,
  /^(make|just|task) (test|check)(\s|$)/u,
  /^(rspec|phpunit|\.\/vendor\/bin\/phpunit|ctest|bazel test)(\s|$)/u,
];

const LONGEST = 1000;

/** Whether a command in a terminal runs tests, as far as its first words tell. */
export function isTestCommand(commandLine: string): boolean {
  const command = commandLine.slice(0, LONGEST).trim().replace(LEADING, "");
  // Of several commands the exit code is the last one's.
  if (/[;&|\n]/u.test(command)) return false;
  return RUNNERS.some((runner) => runner.test(command));
}
