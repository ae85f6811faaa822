package org.sealgate.dimse.association;

/**
 * A presentation context that both sides agreed on.
 *
 * @param id odd, 1 to 255
 * @param abstractSyntax UID of the SOP class
 * @param transferSyntax UID of the one transfer syntax that its data sets have
 */
public record PresentationContext(int id, String abstractSyntax, String transferSyntax) {}
