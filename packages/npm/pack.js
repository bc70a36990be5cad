#!/usr/bin/env node
// Makes the packages for npm: one for each platform, from a program that is built already, and `main`, the one that
// people install, which takes in the one for their platform. All have the version of Cargo.toml.
//   pack.js OUT [main] [PLATFORM=PROGRAM...]      for example   pack.js dist main linux-x64=target/release/migrate-lint

"use strict";

const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

const PLATFORMS = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64"];

const root = path.join(__dirname, "../..");
const [out, ...wanted] = process.argv.slice(2);
if (!out || wanted.length === 0) {
  console.error("usage: pack.js OUT [main] [PLATFORM=PROGRAM...]");
  process.exit(2);
}
const cargo = fs.readFileSync(path.join(root, "Cargo.toml"), "utf8");
const field = (name) => cargo.match(new RegExp(`^${name} = "(.*)"$`, "m"))[1];
const common = {
  version: field("version"),
  description: field("description"),
  license: field("license"),
  homepage: field("repository"),
  repository: { type: "git", url: `git+${field("repository")}.git` },
};

function pack(name, manifest, files) {
  const folder = fs.mkdtempSync(path.join(out, "package-"));
  for (const [to, from] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, to)), { recursive: true });
    fs.copyFileSync(from, path.join(folder, to));
  }
  for (const license of ["LICENSE-MIT", "LICENSE-APACHE"]) {
    fs.copyFileSync(path.join(root, license), path.join(folder, license));
  }
  const text = JSON.stringify({ name, ...common, ...manifest }, null, 2);
  fs.writeFileSync(path.join(folder, "package.json"), `${text}\n`);
  // On Windows, npm is a script that only a shell runs.
  const npm = ["pack", "--silent", "--pack-destination", path.resolve(out)];
  execFileSync("npm", npm, { cwd: folder, stdio: "inherit", shell: process.platform === "win32" });
  fs.rmSync(folder, { recursive: true });
}

fs.mkdirSync(out, { recursive: true });
for (const given of wanted.filter((given) => given !== "main")) {
  const [platform, program] = given.split("=");
  if (!PLATFORMS.includes(platform)) throw new Error(`${platform} is none of ${PLATFORMS.join(", ")}`);
  const [os, cpu] = platform.split("-");
  const name = os === "win32" ? "migrate-lint.exe" : "migrate-lint";
  fs.chmodSync(program, 0o755);
  pack(`@migrate-lint/${platform}`, { os: [os], cpu: [cpu], preferUnplugged: true }, { [`bin/${name}`]: program });
}
if (wanted.includes("main")) {
  const manifest = {
    bin: { "migrate-lint": "bin/migrate-lint.js" },
    engines: { node: ">=18" },
    keywords: ["postgresql", "migrations", "linter", "sql"],
    optionalDependencies: Object.fromEntries(PLATFORMS.map((name) => [`@migrate-lint/${name}`, common.version])),
  };
  pack("migrate-lint", manifest, {
    "bin/migrate-lint.js": path.join(__dirname, "migrate-lint.js"),
    "README.md": path.join(root, "README.md"),
  });
}
