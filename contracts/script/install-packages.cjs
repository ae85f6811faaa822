#!/usr/bin/env node
// Installs the npm packages of a folder if its node_modules is missing or older than its lock file.
// From the command line: node install-packages.cjs FOLDER
// Install scripts are not run: the packages in use need none.
'use strict';
const fs = require('fs');
const path = require('path');
const { spawnSync } = require('child_process');

/** @param {string} folder with package-lock.json */
function installPackages(folder) {
  const lock = path.join(folder, 'package-lock.json');
  // npm writes this file last, so its age is the age of a complete installation.
  const installed = path.join(folder, 'node_modules', '.package-lock.json');
  if (fs.existsSync(installed) && fs.statSync(installed).mtimeMs >= fs.statSync(lock).mtimeMs) {
    return;
  }
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });
  if (done.status !== 0) {
    console.error('npm ci failed in ' + folder + '; the build needs the packages of its package-lock.json');
    process.exit(1);
  }
  const now = new Date();
  fs.utimesSync(installed, now, now);
}

module.exports = installPackages;
if (require.main === module) {
  if (process.argv.length !== 3) {
    console.error('usage: node install-packages.cjs FOLDER');
    process.exit(2);
  }
  installPackages(path.resolve(process.argv[2]));
}
