package org.sealgate.chain.record;

/** Someone who can read what was enciphered for them. The private key stays with the holder. */
public interface KeyAgreement {
  /** The public key to encipher for. */
  RecipientKey publicKey();

  /** The x coordinate of the product of the private key and a point, 32 bytes, big endian. */
  byte[] agree(RecipientKey point);
}
