package org.sealgate.scp.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sealgate.chain.record.PersonalCipher;
import org.sealgate.chain.record.PersonalField;
import org.sealgate.chain.record.PersonalValueException;
import org.sealgate.chain.record.Profile;
import picocli.CommandLine.Command;

/** Shows a record's personal values, as far as the reader's key opens them. */
@Command(
    name = "profile",
    mixinStandardHelpOptions = true,
    description = "Show the patient's account, birthday and contact (profile).")
final class RecordProfileCommand extends RecordSubcommand {
  @Override
  public Integer call() throws IOException, CommandFailedException {
    try (RecordSession session = open()) {
      Profile profile = session.ask(contract -> contract.profile(session.key().address()));
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("patient", profile.account().toString());
      for (PersonalField field : PersonalField.values()) {
        values.put(field.word(), text(session, field, profile.ciphertext(field)));
      }
      Output.print(chain.json, values);
      return 0;
    }
  }

  private static String text(RecordSession session, PersonalField field, byte[] ciphertext)
      throws IOException {
    if (ciphertext.length == 0) {
      return "(not set)";
    }
    try {
      return PersonalCipher.decipher(ciphertext, session.contract().context(field), session.key());
    } catch (PersonalValueException e) {
      return "(" + e.getMessage() + ")";
    }
  }
}
