package org.sealgate.chain.anchor;

import java.util.Optional;

/**
 * How an endpoint of the chain is doing.
 *
 * @param url its address, without user information
 * @param problem why it could not be used the last time; empty if it could
 */
public record EndpointState(String url, Optional<String> problem) {}
