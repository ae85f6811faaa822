package org.sealgate.dimse.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Reads the textual encodings of RFC 7468; what stands around the blocks is ignored. */
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  private Pem() {}

  /** The certificates of a file in order, at least one. */
  static List<X509Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> certificates = new ArrayList<>();
    for (Block block : blocks(file)) {
      if (block.label().equals("CERTIFICATE")) {
        certificates.add(
            (X509Certificate)
                factory.generateCertificate(new ByteArrayInputStream(block.content())));
      }
    }
    if (certificates.isEmpty()) {
      throw new IOException("%s has no CERTIFICATE block".formatted(file));
    }
    return certificates;
  }

  /** The one private key of a file, of the algorithm that its certificate has. */
  static PrivateKey privateKey(Path file, String algorithm, char[] password)
      throws IOException, GeneralSecurityException {
    for (Block block : blocks(file)) {
      switch (block.label()) {
        case "PRIVATE KEY" -> {
          return generate(algorithm, new PKCS8EncodedKeySpec(block.content()));
        }
        case "ENCRYPTED PRIVATE KEY" -> {
          return generate(algorithm, decipher(file, block.content(), password));
        }
        case "RSA PRIVATE KEY", "EC PRIVATE KEY" ->
            throw new IOException(
                "%s has the traditional format '%s'; convert it with openssl pkcs8 -topk8"
                    .formatted(file, block.label()));
        default -> {
          // Parameters and certificates may stand in the same file.
        }
      }
    }
    throw new IOException("%s has no PRIVATE KEY block".formatted(file));
  }

  private static PrivateKey generate(String algorithm, PKCS8EncodedKeySpec key)
      throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm).generatePrivate(key);
  }

  private static PKCS8EncodedKeySpec decipher(Path file, byte[] content, char[] password)
      throws IOException, GeneralSecurityException {
    EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(content);
    // With PBES2 the parameters, not the algorithm's name, say which cipher it is (RFC 8018).
    String cipher = info.getAlgParameters().toString();
    try {
      return info.getKeySpec(
          SecretKeyFactory.getInstance(cipher).generateSecret(new PBEKeySpec(password)));
    } catch (GeneralSecurityException wrong) {
      throw new IOException(
          "%s cannot be deciphered (%s): the password may be wrong".formatted(file, cipher), wrong);
    }
  }

  private static List<Block> blocks(Path file) throws IOException {
    Matcher matcher = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
    List<Block> blocks = new ArrayList<>();
    while (matcher.find()) {
      try {
        blocks.add(new Block(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2))));
      } catch (IllegalArgumentException invalid) {
        throw new IOException(
            "%s: %s is not Base64: %s".formatted(file, matcher.group(1), invalid.getMessage()));
      }
    }
    return blocks;
  }

  /** What stands between BEGIN and END, decoded. Never compared: the array is no value. */
  private static final class Block {
    private final String label;
    private final byte[] content;

    Block(String label, byte[] content) {
      this.label = label;
      this.content = content;
    }

    String label() {
      return label;
    }

    byte[] content() {
      return content;
    }
  }
}
