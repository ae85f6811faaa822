/**
 * Ethereum by web3j, and the only package that knows web3j: JSON-RPC endpoints with failover, the
 * account's key, the contracts' calls and events, their deployment.
 */
@NullMarked
package org.sealgate.chain.ethereum;

import org.jspecify.annotations.NullMarked;
