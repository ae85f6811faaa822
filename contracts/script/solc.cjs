#!/usr/bin/env node
// Presents the solc npm package as a native "solc" executable to forge: --version and --standard-json.
'use strict';
const path = require('path');
const solc = require(path.join(__dirname, '..', 'node_modules', 'solc'));

const options = process.argv.slice(2);
if (options.includes('--version')) {
  const version = solc.version().replace('.Emscripten.clang', '.Linux.g++');
  console.log('solc, the solidity compiler commandline interface\nVersion: ' + version);
} else if (options.includes('--standard-json')) {
  const input = require('fs').readFileSync(0, 'utf8');
  process.stdout.write(solc.compile(input));
} else {
  console.error('unsupported options: ' + options.join(' '));
  process.exitCode = 1;
}
