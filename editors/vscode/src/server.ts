// Where the program is: told by the user, or found where programs are put.

import * as path from "node:path";

/** What the search needs to know of the machine. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** The variable `PATH`. */
  readonly search: string;
  /** The folders that are open, the first one first. */
  readonly workspace: readonly string[];
  exists(file: string): boolean;
}

export type Found = { readonly program: string } | { readonly missing: string };

/** The program to start, or a sentence on where it was looked for. */
export function findServer(configured: string, around: Surroundings): Found {
  const chosen = configured.trim();
  if (chosen !== "") {
    const program = expand(chosen, around);
    return around.exists(program)
      ? { program }
      : { missing: `there is no ${program}, which the setting migrateLint.path names` };
  }
  const name = around.platform === "win32" ? "migrate-lint.exe" : "migrate-lint";
  const script = around.platform === "win32" ? "migrate-lint.cmd" : "migrate-lint";
  const paths = around.platform === "win32" ? path.win32 : path.posix;
  const candidates = [
    ...around.workspace.map((folder) => paths.join(folder, "node_modules", ".bin", script)),
    ...around.search.split(paths.delimiter).filter((folder) => folder !== "").map((folder) => paths.join(folder, name)),
    paths.join(around.home, ".cargo", "bin", name),
  ];
  const program = candidates.find((candidate) => around.exists(candidate));
  return program === undefined
    ? { missing: "migrate-lint is neither on the PATH nor in ~/.cargo/bin nor in node_modules/.bin" }
    : { program };
}

/** `~` and `${workspaceFolder}`, and paths as seen from the first open folder. */
function expand(chosen: string, around: Surroundings): string {
  const paths = around.platform === "win32" ? path.win32 : path.posix;
  const folder = around.workspace[0] ?? around.home;
  const named = chosen.replace(/^~(?=[/\\])/, around.home).replaceAll("${workspaceFolder}", folder);
  return paths.isAbsolute(named) ? named : paths.join(folder, named);
}
