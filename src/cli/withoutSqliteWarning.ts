export interface WarningHost {
  emitWarning(...args: readonly unknown[]): void;
}

/**
 * Keeps Node.js 22 from telling the person that its SQLite module is experimental: it says nothing they could act on, and
 * programs that read standard error would stumble over it. Every other warning still shows.
 */
export function withoutSqliteWarning(host: WarningHost): void {
  const emitWarning = host.emitWarning.bind(host);
  host.emitWarning = (...args) => {
    const [warning, type] = args;
    if (type === "ExperimentalWarning" && String(warning).startsWith("SQLite ")) return;
    emitWarning(...args);
  };
}
