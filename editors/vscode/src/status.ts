// What the status bar says.

export type State = "starting" | "running" | "stopped" | "missing";

/** How many findings of each kind the open file has. */
export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly advice: number;
}

export interface Status {
  readonly text: string;
  readonly tooltip: string;
  readonly isWrong: boolean;
}

export function status(state: State, counts: Counts | undefined): Status {
  switch (state) {
    case "starting":
      return { text: "$(loading~spin) migrate-lint", tooltip: "migrate-lint is starting", isWrong: false };
    case "missing":
      return { text: "$(error) migrate-lint", tooltip: "migrate-lint is not installed", isWrong: true };
    case "stopped":
      return { text: "$(error) migrate-lint", tooltip: "migrate-lint has stopped: click to see why", isWrong: true };
    case "running":
      return running(counts);
  }
}

function running(counts: Counts | undefined): Status {
  if (counts === undefined) {
    return { text: "$(database) migrate-lint", tooltip: "No migration is shown", isWrong: false };
  }
  const told = [
    amount(counts.errors, "error", "errors"),
    amount(counts.warnings, "warning", "warnings"),
    amount(counts.advice, "piece of advice", "pieces of advice"),
  ].filter((part) => part !== "");
  const all = counts.errors + counts.warnings + counts.advice;
  return all === 0
    ? { text: "$(pass) migrate-lint", tooltip: "Nothing was found: click for the lock timeline", isWrong: false }
    : { text: `$(database) migrate-lint ${all}`, tooltip: `${told.join(", ")}: click for the lock timeline`, isWrong: false };
}

function amount(count: number, one: string, several: string): string {
  return count === 0 ? "" : `${count} ${count === 1 ? one : several}`;
}
