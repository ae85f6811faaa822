#!/usr/bin/env node
// Installs the npm packages if node_modules is missing or older than the lock file.
'use strict';
const fs = require('fs');
const path = require('path');
const { spawnSync } = require('child_process');
const root = __dirname;
const lock = path.join(root, 'package-lock.json');
// npm writes this file last, so its age is the age of a complete installation.
const installed = path.join(root, 'node_modules', '.package-lock.json');

function upToDate() {
  return fs.existsSync(installed) && fs.statSync(installed).mtimeMs >= fs.statSync(lock).mtimeMs;
}

if (!upToDate()) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit' });
  if (done.status !== 0) {
    console.error('npm ci failed in ' + root + '; the interoperability tests need the packages of package-lock.json');
    process.exit(1);
  }
  const now = new Date();
  fs.utimesSync(installed, now, now);
}
