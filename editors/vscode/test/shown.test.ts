// What the status bar and the lock timeline show.

import assert from "node:assert/strict";
import { test } from "node:test";

import * as locks from "../src/locks";
import { status } from "../src/status";

test("the status bar counts", () => {
  const now = status("running", { errors: 1, warnings: 2, advice: 0 });
  assert.equal(now.text, "$(database) migrate-lint 3");
  assert.equal(now.tooltip, "1 error, 2 warnings: click for the lock timeline");
  assert.ok(!now.isWrong);
});

test("a clean file is said to be one", () => {
  assert.match(status("running", { errors: 0, warnings: 0, advice: 0 }).text, /pass/);
});

test("what does not run is wrong", () => {
  assert.ok(status("missing", undefined).isWrong);
  assert.ok(status("stopped", undefined).isWrong);
  assert.ok(!status("starting", undefined).isWrong);
});

test("a timeline knows what it is about", () => {
  const uri = "file:///home/ada/shop/db%20one/0001_orders%3F.sql";
  const { path, query } = locks.address(uri);
  assert.equal(path, "Locks of 0001_orders?.sql");
  assert.equal(locks.subject(query), uri);
});

test("a timeline says when there is none", () => {
  assert.match(locks.text(null), /nothing to say/);
  assert.equal(locks.text("orders  SHARE"), "orders  SHARE");
});
