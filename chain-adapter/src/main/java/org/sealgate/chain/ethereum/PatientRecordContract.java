package org.sealgate.chain.ethereum;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.sealgate.chain.anchor.ChainUnavailableException;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.record.BodyPart;
import org.sealgate.chain.record.PersonalCipher;
import org.sealgate.chain.record.PersonalContext;
import org.sealgate.chain.record.PersonalField;
import org.sealgate.chain.record.Profile;
import org.sealgate.chain.record.XrayEntry;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint64;

/**
 * The contract {@code PatientRecord}: the record of one patient. What its functions refuse, they
 * refuse by a {@link RevertedException} that names the account and the role it lacks.
 */
public final class PatientRecordContract {
  private final EthereumEndpoints endpoints;
  private final ContractReader reader;
  private final EthereumAddress address;

  /** The contract at this address; nothing is asked yet. */
  public PatientRecordContract(EthereumEndpoints endpoints, EthereumAddress address) {
    this.endpoints = endpoints;
    this.reader = new ContractReader(endpoints, address);
    this.address = address;
  }

  /** Where a personal value of this record belongs. */
  public PersonalContext context(PersonalField field) throws ChainUnavailableException {
    long chainId = Numbers.saturated(endpoints.ask(web3j -> web3j.ethChainId()).getChainId());
    return new PersonalContext(chainId, address, field);
  }

  /** The contract {@code Roles} that decides who may write and read. */
  public EthereumAddress roles() throws ChainUnavailableException {
    return reader.call("roles", List.of(), List.of(new TypeReference<Address>() {})).address(0);
  }

  /** The patient's account. */
  public EthereumAddress patient() throws ChainUnavailableException {
    return reader.call("patient", List.of(), List.of(new TypeReference<Address>() {})).address(0);
  }

  /**
   * Adds the hash of an image and waits for the block.
   *
   * @param doctor who adds it; must be an allowed Doctor
   * @param hash the image's leaf hash, which is salted; never a plain digest of the image
   */
  public MinedChange setXrayhash(AccountKey doctor, Duration timeout, BodyPart part, Digest hash)
      throws ChainUnavailableException, RevertedException {
    return send(
        doctor,
        timeout,
        AbiEncoding.call(
            "setXrayhash", List.of(new Utf8String(part.name()), AbiEncoding.bytes32(hash))));
  }

  /**
   * Replaces a personal value and waits for the block.
   *
   * @param host who sets it; must be an allowed Host
   * @param ciphertext made by {@link PersonalCipher}
   */
  public MinedChange setPersonal(
      AccountKey host, Duration timeout, PersonalField field, byte[] ciphertext)
      throws ChainUnavailableException, RevertedException {
    if (ciphertext.length == 0 || ciphertext.length > PersonalCipher.MAXIMUM_LENGTH) {
      throw new IllegalArgumentException(
          "a ciphertext has %d bytes, not 1 to %d"
              .formatted(ciphertext.length, PersonalCipher.MAXIMUM_LENGTH));
    }
    String function =
        switch (field) {
          case BIRTHDAY -> "setBirthday";
          case CONTACT -> "setContact";
        };
    return send(host, timeout, AbiEncoding.call(function, List.of(new DynamicBytes(ciphertext))));
  }

  private MinedChange send(AccountKey by, Duration timeout, String data)
      throws ChainUnavailableException, RevertedException {
    return MinedChange.of(new AccountSender(endpoints, by, timeout).send(address, data));
  }

  /** How many images are on record, asked as this account. */
  public long count(EthereumAddress account) throws ChainUnavailableException, RevertedException {
    return reader
        .call(account, "getXrayhashCount", List.of(), List.of(new TypeReference<Uint256>() {}))
        .value(0, BigInteger.class)
        .longValueExact();
  }

  /** The image at an index, asked as this account. */
  public XrayEntry xray(EthereumAddress account, long index)
      throws ChainUnavailableException, RevertedException {
    List<org.web3j.abi.datatypes.Type<?>> position =
        List.of(new Uint256(BigInteger.valueOf(index)));
    ContractReader.Answer image =
        reader.call(
            account,
            "getXrayhash",
            position,
            List.of(
                new TypeReference<Utf8String>() {},
                new TypeReference<Utf8String>() {},
                new TypeReference<Bytes32>() {}));
    ContractReader.Answer author =
        reader.call(
            account,
            "getXrayAuthor",
            position,
            List.of(new TypeReference<Address>() {}, new TypeReference<Uint64>() {}));
    return new XrayEntry(
        index,
        image.value(0, String.class),
        author.address(0),
        Instant.ofEpochSecond(author.value(1, BigInteger.class).longValueExact()),
        new BodyPart(image.value(1, String.class)),
        Digest.of(image.value(2, byte[].class)));
  }

  /** All images on record, asked as this account. */
  public List<XrayEntry> xrays(EthereumAddress account)
      throws ChainUnavailableException, RevertedException {
    List<XrayEntry> entries = new ArrayList<>();
    long count = count(account);
    for (long index = 0; index < count; index++) {
      entries.add(xray(account, index));
    }
    return entries;
  }

  /** The patient's account and personal values, asked as this account. */
  public Profile profile(EthereumAddress account)
      throws ChainUnavailableException, RevertedException {
    ContractReader.Answer answer =
        reader.call(
            account,
            "profile",
            List.of(),
            List.of(
                new TypeReference<Address>() {},
                new TypeReference<DynamicBytes>() {},
                new TypeReference<DynamicBytes>() {}));
    return new Profile(
        answer.address(0), answer.value(1, byte[].class), answer.value(2, byte[].class));
  }
}
