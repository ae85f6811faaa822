package org.sealgate.dimse.pdu;

/** A-RELEASE-RQ PDU (PS3.8 9.3.6): bytes 7–10 reserved. */
public record ReleaseRequest() implements Pdu {}
