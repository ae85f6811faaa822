#!/usr/bin/env node
// Compiles src/*.sol with the solc npm package into target/abi: for each contract NAME.abi (JSON),
// NAME.bin (creation code, hex), NAME.runtime (deployed code, hex, immutables zero) and
// NAME.immutables (JSON: [{start, length}] in bytes). Settings must equal those of foundry.toml.
'use strict';
const fs = require('fs');
const path = require('path');
const root = path.join(__dirname, '..');
const solc = require(path.join(root, 'node_modules', 'solc'));

const CONTRACTS = ['Roles', 'AnchorRegistry', 'PatientRecord'];
const output = path.join(root, 'target', 'abi');

function readImport(name) {
  for (const base of [root, path.join(root, 'node_modules')]) {
    const file = path.join(base, name);
    if (fs.existsSync(file)) return { contents: fs.readFileSync(file, 'utf8') };
  }
  return { error: 'not found: ' + name };
}

function compile() {
  const sources = {};
  for (const name of CONTRACTS) {
    sources[`src/${name}.sol`] = { content: fs.readFileSync(path.join(root, 'src', name + '.sol'), 'utf8') };
  }
  const input = {
    language: 'Solidity',
    sources,
    settings: {
      evmVersion: 'paris',
      optimizer: { enabled: true, runs: 10000 },
      metadata: { bytecodeHash: 'none', appendCBOR: false },
      outputSelection: {
        '*': { '*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object', 'evm.deployedBytecode.immutableReferences'] },
      },
    },
  };
  return JSON.parse(solc.compile(JSON.stringify(input), { import: readImport }));
}

function write(name, text) {
  const file = path.join(output, name);
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text) return;
  fs.writeFileSync(file, text);
}

const result = compile();
const messages = result.errors || [];
for (const message of messages) console.error(message.formattedMessage);
if (messages.length > 0) {
  process.exitCode = 1;
} else {
  fs.mkdirSync(output, { recursive: true });
  for (const name of CONTRACTS) {
    const contract = result.contracts[`src/${name}.sol`][name];
    const immutables = Object.values(contract.evm.deployedBytecode.immutableReferences || {}).flat();
    immutables.sort((a, b) => a.start - b.start);
    write(name + '.abi', JSON.stringify(contract.abi, null, 1) + '\n');
    write(name + '.bin', contract.evm.bytecode.object + '\n');
    write(name + '.runtime', contract.evm.deployedBytecode.object + '\n');
    write(name + '.immutables', JSON.stringify(immutables) + '\n');
  }
}
