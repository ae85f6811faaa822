#!/usr/bin/env node
// Installs the npm packages where that is needed, then compiles.
'use strict';
const path = require('path');
require('./install-packages.cjs')(path.join(__dirname, '..'));
require('./compile.cjs');
