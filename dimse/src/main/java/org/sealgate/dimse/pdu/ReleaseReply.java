package org.sealgate.dimse.pdu;

/** A-RELEASE-RP PDU (PS3.8 9.3.7): bytes 7–10 reserved. */
public record ReleaseReply() implements Pdu {}
