package org.sealgate.dimse.service;

import org.sealgate.dimse.pdu.AeTitle;

/**
 * Who asked for the C-MOVE that a C-STORE is a sub-operation of (PS3.7 9.3.1.1).
 *
 * @param aeTitle Move Originator Application Entity Title (0000,1030)
 * @param messageId Move Originator Message ID (0000,1031)
 */
public record MoveOriginator(AeTitle aeTitle, int messageId) {}
