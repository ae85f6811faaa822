package org.sealgate.chain.record;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.BigIntegers;

/**
 * Enciphers a personal value for the hospital and the patient (docs/roles.md, "Personal values").
 *
 * <pre>
 *   0      version, 1
 *   1-33   ephemeral public key, compressed point of secp256k1
 *   34     number of recipients n, 1 to 4
 *   35     n slots of 48 bytes: the data key (32 bytes) enciphered for one recipient, tag (16)
 *   then   the padded text, enciphered with the data key, and its tag (16)
 * </pre>
 *
 * Slots name nobody: a reader tries each. The text is padded to one of few lengths, so that the
 * length of a ciphertext tells no more than which of them it was.
 */
public final class PersonalCipher {
  /** Longest text in bytes of UTF-8. */
  public static final int MAXIMUM_TEXT_LENGTH = 702;

  /** Longest ciphertext in bytes, the contract's MAX_VALUE_LENGTH. */
  public static final int MAXIMUM_LENGTH = 1024;

  /** Most recipients of one value. */
  public static final int MAXIMUM_RECIPIENTS = 4;

  private static final byte VERSION = 1;
  private static final int KEY_LENGTH = 32;
  private static final int NONCE_LENGTH = 12;
  private static final int TAG_LENGTH = 16;
  private static final int SLOT_LENGTH = KEY_LENGTH + TAG_LENGTH;
  private static final int HEADER_LENGTH = 1 + RecipientKey.LENGTH + 1;
  private static final int[] PADDED_LENGTHS = {64, 256, MAXIMUM_TEXT_LENGTH + Short.BYTES};
  private static final String KEY_WRAP = "sealgate personal value 1 key wrap";
  private static final String CONTENT = "sealgate personal value 1 content";
  private static final SecureRandom RANDOM = new SecureRandom();

  private PersonalCipher() {}

  /**
   * Enciphers a text under a new data key.
   *
   * @param text not empty, at most {@value #MAXIMUM_TEXT_LENGTH} bytes of UTF-8
   * @param context where the ciphertext will be; it opens nowhere else
   * @param recipients who can read it, 1 to {@value #MAXIMUM_RECIPIENTS}
   */
  public static byte[] encipher(
      String text, PersonalContext context, List<RecipientKey> recipients) {
    byte[] padded = pad(text);
    if (recipients.isEmpty() || recipients.size() > MAXIMUM_RECIPIENTS) {
      throw new IllegalArgumentException(
          "a value has %d recipients, not 1 to %d"
              .formatted(recipients.size(), MAXIMUM_RECIPIENTS));
    }
    byte[] dataKey = new byte[KEY_LENGTH];
    RANDOM.nextBytes(dataKey);
    BigInteger ephemeral =
        BigIntegers.createRandomInRange(
            BigInteger.ONE, RecipientKey.CURVE.getN().subtract(BigInteger.ONE), RANDOM);
    RecipientKey point = RecipientKey.ofPrivateKey(ephemeral);
    ByteBuffer out =
        ByteBuffer.allocate(
            HEADER_LENGTH + recipients.size() * SLOT_LENGTH + padded.length + TAG_LENGTH);
    out.put(VERSION).put(point.bytes()).put((byte) recipients.size());
    try {
      for (RecipientKey recipient : recipients) {
        byte[] shared = recipient.multiplyX(ephemeral);
        out.put(wrapping(Cipher.ENCRYPT_MODE, shared, point, recipient, context).doFinal(dataKey));
      }
      byte[] header = Arrays.copyOf(out.array(), out.position());
      out.put(content(Cipher.ENCRYPT_MODE, dataKey, header, context).doFinal(padded));
      return out.array();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("AES-256-GCM and HKDF-SHA256 are always there", impossible);
    } finally {
      Arrays.fill(dataKey, (byte) 0);
    }
  }

  /**
   * Deciphers a text.
   *
   * @param reader one of its recipients
   * @throws PersonalValueException if it is not for this reader, of another place, or damaged
   */
  public static String decipher(byte[] ciphertext, PersonalContext context, KeyAgreement reader)
      throws PersonalValueException {
    if (ciphertext.length < HEADER_LENGTH || ciphertext[0] != VERSION) {
      throw new PersonalValueException("not a personal value of version " + VERSION);
    }
    int recipients = ciphertext[HEADER_LENGTH - 1];
    int contentOffset = HEADER_LENGTH + recipients * SLOT_LENGTH;
    if (recipients < 1
        || recipients > MAXIMUM_RECIPIENTS
        || ciphertext.length < contentOffset + TAG_LENGTH) {
      throw new PersonalValueException("the personal value is damaged: its lengths do not add up");
    }
    byte[] dataKey = unwrap(ciphertext, recipients, context, reader);
    byte[] header = Arrays.copyOf(ciphertext, contentOffset);
    try {
      byte[] padded =
          content(Cipher.DECRYPT_MODE, dataKey, header, context)
              .doFinal(ciphertext, contentOffset, ciphertext.length - contentOffset);
      return unpad(padded);
    } catch (GeneralSecurityException damaged) {
      throw new PersonalValueException("the personal value is damaged");
    } finally {
      Arrays.fill(dataKey, (byte) 0);
    }
  }

  private static byte[] unwrap(
      byte[] ciphertext, int recipients, PersonalContext context, KeyAgreement reader)
      throws PersonalValueException {
    RecipientKey point = ephemeralKey(ciphertext);
    byte[] shared = reader.agree(point);
    for (int slot = 0; slot < recipients; slot++) {
      int offset = HEADER_LENGTH + slot * SLOT_LENGTH;
      Optional<byte[]> dataKey = tryUnwrap(ciphertext, offset, shared, point, context, reader);
      if (dataKey.isPresent()) {
        return dataKey.get();
      }
    }
    throw new PersonalValueException(
        "the personal value is not for account "
            + reader.publicKey().address()
            + ", or not of this record");
  }

  /** The tag fails on the slots of other recipients; that is how one's own is found. */
  private static Optional<byte[]> tryUnwrap(
      byte[] ciphertext,
      int offset,
      byte[] shared,
      RecipientKey point,
      PersonalContext context,
      KeyAgreement reader) {
    try {
      return Optional.of(
          wrapping(Cipher.DECRYPT_MODE, shared, point, reader.publicKey(), context)
              .doFinal(ciphertext, offset, SLOT_LENGTH));
    } catch (AEADBadTagException ofSomeoneElse) {
      return Optional.empty();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("AES-256-GCM and HKDF-SHA256 are always there", impossible);
    }
  }

  private static RecipientKey ephemeralKey(byte[] ciphertext) throws PersonalValueException {
    try {
      return RecipientKey.of(Arrays.copyOfRange(ciphertext, 1, 1 + RecipientKey.LENGTH));
    } catch (IllegalArgumentException noPoint) {
      throw new PersonalValueException("the personal value is damaged: its key is no point");
    }
  }

  /** Key and nonce come from a secret that is used once, so that no nonce can repeat. */
  private static Cipher wrapping(
      int mode,
      byte[] shared,
      RecipientKey ephemeral,
      RecipientKey recipient,
      PersonalContext context)
      throws GeneralSecurityException {
    byte[] salt = concatenate(ephemeral.bytes(), recipient.bytes());
    Cipher cipher = cipher(mode, shared, salt, KEY_WRAP, context);
    cipher.updateAAD(salt);
    return cipher;
  }

  private static Cipher content(int mode, byte[] dataKey, byte[] header, PersonalContext context)
      throws GeneralSecurityException {
    Cipher cipher = cipher(mode, dataKey, new byte[0], CONTENT, context);
    cipher.updateAAD(header);
    return cipher;
  }

  private static Cipher cipher(
      int mode, byte[] secret, byte[] salt, String label, PersonalContext context)
      throws GeneralSecurityException {
    byte[] info =
        concatenate((label + "\0").getBytes(StandardCharsets.US_ASCII), context.encoded());
    byte[] material =
        KDF.getInstance("HKDF-SHA256")
            .deriveData(
                HKDFParameterSpec.ofExtract()
                    .addSalt(salt)
                    .addIKM(secret)
                    .thenExpand(info, KEY_LENGTH + NONCE_LENGTH));
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(material, 0, KEY_LENGTH, "AES"),
        new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, material, KEY_LENGTH, NONCE_LENGTH));
    Arrays.fill(material, (byte) 0);
    return cipher;
  }

  /** Length (2 bytes, big endian), text, zeros. */
  private static byte[] pad(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length > MAXIMUM_TEXT_LENGTH) {
      throw new IllegalArgumentException(
          "a personal value has %d bytes, not 1 to %d"
              .formatted(bytes.length, MAXIMUM_TEXT_LENGTH));
    }
    int length =
        Arrays.stream(PADDED_LENGTHS)
            .filter(padded -> padded >= bytes.length + Short.BYTES)
            .findFirst()
            .orElseThrow();
    return ByteBuffer.allocate(length).putShort((short) bytes.length).put(bytes).array();
  }

  private static String unpad(byte[] padded) throws PersonalValueException {
    int length = padded.length < Short.BYTES ? -1 : ByteBuffer.wrap(padded).getShort();
    if (length < 1 || length > padded.length - Short.BYTES) {
      throw new PersonalValueException("the personal value is damaged: its text has no length");
    }
    return new String(padded, Short.BYTES, length, StandardCharsets.UTF_8);
  }

  private static byte[] concatenate(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}
