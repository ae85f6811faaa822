/**
 * Who is who in a hospital, as the contract {@code Roles} says: permissions, their changes, and a
 * directory that follows the chain and answers without it. Knows no web3j.
 */
@NullMarked
package org.sealgate.chain.roles;

import org.jspecify.annotations.NullMarked;
