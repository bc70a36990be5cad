#!/usr/bin/env node
// Finds the program for this platform, and runs it in its own place: same arguments, same signals, same exit code.

"use strict";

const { spawn } = require("node:child_process");
const { constants } = require("node:os");

const platform = `${process.platform}-${process.arch}`;
const file = process.platform === "win32" ? "migrate-lint.exe" : "migrate-lint";

function program() {
  try {
    return require.resolve(`@migrate-lint/${platform}/bin/${file}`);
  } catch {
    console.error(
      `migrate-lint: there is no program for ${platform} here.\n` +
        "npm leaves it out where optional dependencies are switched off (--omit=optional), or where node_modules or\n" +
        "the lock file was made on another platform: remove both and install again. For a platform that has no package:\n" +
        "cargo install --locked migrate-lint",
    );
    process.exit(2);
  }
}

const child = spawn(program(), process.argv.slice(2), { stdio: "inherit" });
// A terminal tells the program as well; this process only has to outlive it.
const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
signals.forEach((signal) => process.on(signal, () => child.kill(signal)));
child.on("error", (error) => {
  console.error(`migrate-lint: the program cannot be run: ${error.message}`);
  process.exit(2);
});
child.on("exit", (code, signal) => {
  process.exit(code ?? 128 + constants.signals[signal]);
});
