// Where the program is looked for, and what is said when it is nowhere.

import assert from "node:assert/strict";
import { test } from "node:test";

import { findServer, type Surroundings } from "../src/server";

function machine(files: readonly string[], changes: Partial<Surroundings> = {}): Surroundings {
  return {
    platform: "linux",
    home: "/home/ada",
    search: "/usr/bin:/opt/bin",
    workspace: ["/home/ada/shop"],
    exists: (file) => files.includes(file),
    ...changes,
  };
}

test("what the user names is taken", () => {
  const found = findServer("/opt/migrate-lint", machine(["/opt/migrate-lint", "/usr/bin/migrate-lint"]));
  assert.deepEqual(found, { program: "/opt/migrate-lint" });
});

test("what the user names and is not there is an error, even if another is there", () => {
  const found = findServer("/opt/migrate-lint", machine(["/usr/bin/migrate-lint"]));
  assert.ok("missing" in found && found.missing.includes("/opt/migrate-lint"));
});

test("the home and the workspace can be named for short", () => {
  const around = machine(["/home/ada/bin/ml", "/home/ada/shop/tools/ml"]);
  assert.deepEqual(findServer("~/bin/ml", around), { program: "/home/ada/bin/ml" });
  assert.deepEqual(findServer("${workspaceFolder}/tools/ml", around), { program: "/home/ada/shop/tools/ml" });
  assert.deepEqual(findServer("tools/ml", around), { program: "/home/ada/shop/tools/ml" });
});

test("the workspace's own comes before the PATH, and the PATH before cargo's", () => {
  const own = "/home/ada/shop/node_modules/.bin/migrate-lint";
  const all = [own, "/opt/bin/migrate-lint", "/home/ada/.cargo/bin/migrate-lint"];
  assert.deepEqual(findServer("", machine(all)), { program: own });
  assert.deepEqual(findServer("  ", machine(all.slice(1))), { program: "/opt/bin/migrate-lint" });
  assert.deepEqual(findServer("", machine(all.slice(2))), { program: "/home/ada/.cargo/bin/migrate-lint" });
});

test("Windows has other names", () => {
  const around = machine(["C:\\bin\\migrate-lint.exe"], { platform: "win32", search: "C:\\x;C:\\bin", home: "C:\\ada" });
  assert.deepEqual(findServer("", around), { program: "C:\\bin\\migrate-lint.exe" });
});

test("nothing anywhere is said in one sentence", () => {
  assert.ok("missing" in findServer("", machine([])));
});
