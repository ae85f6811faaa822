package org.sealgate.scp.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.ethereum.AccountKey;
import org.sealgate.chain.ethereum.MinedChange;
import org.sealgate.chain.record.PersonalCipher;
import org.sealgate.chain.record.PersonalField;
import org.sealgate.chain.record.RecipientKey;
import org.sealgate.scp.config.RolesConfiguration.NamedAccount;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Enciphers a personal value for the host and the patient, and puts it on record. */
abstract class RecordPersonalCommand extends RecordSubcommand {
  private final PersonalField field;

  @Parameters(
      index = "1",
      paramLabel = "VALUE",
      description =
          "the value; - reads it from standard input, where no list of processes shows it")
  String value = "";

  @Option(
      names = "--patient-key",
      paramLabel = "HEX",
      description = "the patient's public key (default: public-key in roles.accounts)")
  @Nullable String patientKey;

  RecordPersonalCommand(PersonalField field) {
    this.field = field;
  }

  @Override
  public Integer call() throws IOException, CommandFailedException {
    try (RecordSession session = open()) {
      RecipientKey patient = patientKey(session.contract().patient());
      List<RecipientKey> recipients = List.of(session.key().publicKey(), patient);
      byte[] ciphertext = encipher(session, recipients);
      MinedChange change =
          session.ask(
              contract -> contract.setPersonal(session.key(), chain.timeout(), field, ciphertext));
      Output.printChange(
          chain.json,
          "the " + field.word() + " is on record, for the host and the patient to read",
          change,
          Map.of("field", field.word(), "bytes", ciphertext.length));
      return 0;
    }
  }

  private byte[] encipher(RecordSession session, List<RecipientKey> recipients)
      throws IOException, CommandFailedException {
    try {
      return PersonalCipher.encipher(text(), session.contract().context(field), recipients);
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()));
    }
  }

  private String text() throws IOException {
    return value.equals("-")
        ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8).strip()
        : value;
  }

  /** The public key of the record's patient, and of nobody else. */
  private RecipientKey patientKey(EthereumAddress patient)
      throws IOException, CommandFailedException {
    RecipientKey key;
    if (patientKey != null) {
      try {
        key = RecipientKey.fromHex(patientKey);
      } catch (IllegalArgumentException e) {
        throw new CommandFailedException("--patient-key: " + e.getMessage());
      }
    } else {
      key =
          configuredKey()
              .orElseThrow(
                  () -> new CommandFailedException("for whom? Give the patient's --patient-key"));
    }
    if (!key.address().equals(patient)) {
      throw new CommandFailedException(
          "the public key is of account " + key.address() + ", but the record is of " + patient);
    }
    return key;
  }

  private Optional<RecipientKey> configuredKey() throws IOException, CommandFailedException {
    if (record.startsWith("0x")) {
      return Optional.empty();
    }
    NamedAccount account = chain.named(record);
    if (account.publicKey().isPresent() || account.keyStore().isEmpty()) {
      return account.publicKey();
    }
    AccountKey own =
        ChainOptions.open(account.keyStore().get(), account.passwordFile(), "its password file");
    return Optional.of(own.publicKey());
  }
}
