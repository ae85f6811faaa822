package org.sealgate.chain.ethereum;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.record.KeyAgreement;
import org.sealgate.chain.record.RecipientKey;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Wallet;
import org.web3j.crypto.WalletFile;
import org.web3j.crypto.WalletUtils;
import org.web3j.crypto.exception.CipherException;

/**
 * The private key of an account, which signs its transactions and reads what was enciphered for it.
 * It shows in no text form.
 */
public final class AccountKey implements KeyAgreement {
  private final Credentials credentials;

  private AccountKey(Credentials credentials) {
    this.credentials = credentials;
  }

  /** Makes a new key from the system's secure random numbers. */
  public static AccountKey create() {
    try {
      return new AccountKey(Credentials.create(Keys.createEcKeyPair()));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("secp256k1 is always there", impossible);
    }
  }

  /**
   * Reads a key store file as geth and web3j write it (Web3 Secret Storage, version 3).
   *
   * @throws IOException if the file cannot be read, is no key store, or the password is wrong
   */
  public static AccountKey fromKeyStore(Path file, String password) throws IOException {
    try {
      return new AccountKey(WalletUtils.loadCredentials(password, file.toFile()));
    } catch (CipherException wrong) {
      throw new IOException(file + ": the key store does not open with this password", wrong);
    } catch (RuntimeException damaged) {
      throw new IOException(file + ": not a key store: " + damaged.getMessage(), damaged);
    }
  }

  /**
   * Takes a raw key. For development chains; a key that is worth something belongs in a key store.
   *
   * @param hex 64 hexadecimal digits, with or without {@code 0x}
   */
  public static AccountKey fromPrivateKey(String hex) {
    if (!WalletUtils.isValidPrivateKey(hex)) {
      throw new IllegalArgumentException("a private key has 64 hexadecimal digits");
    }
    return new AccountKey(Credentials.create(hex));
  }

  /**
   * Writes a key store file (Web3 Secret Storage, version 3) that only its owner may read. The
   * password is stretched with the light parameters of scrypt (N = 4096), as geth's {@code
   * --lightkdf} does: for development chains, and wherever opening it must not cost 256 MiB.
   *
   * @param file to write; must not exist
   * @throws IOException if it cannot be written
   */
  public void writeKeyStore(Path file, String password) throws IOException {
    byte[] content;
    try {
      WalletFile wallet = Wallet.createLight(password, credentials.getEcKeyPair());
      content = new ObjectMapper().writeValueAsBytes(wallet);
    } catch (CipherException impossible) {
      throw new IOException(file + ": the key cannot be enciphered", impossible);
    }
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, content);
  }

  /** The account's address. */
  public EthereumAddress address() {
    return new EthereumAddress(credentials.getAddress());
  }

  @Override
  public RecipientKey publicKey() {
    return RecipientKey.ofPrivateKey(credentials.getEcKeyPair().getPrivateKey());
  }

  @Override
  public byte[] agree(RecipientKey point) {
    return point.multiplyX(credentials.getEcKeyPair().getPrivateKey());
  }

  Credentials credentials() {
    return credentials;
  }

  @Override
  public String toString() {
    return "key of " + address();
  }
}
