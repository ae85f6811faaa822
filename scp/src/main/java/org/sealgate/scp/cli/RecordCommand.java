package org.sealgate.scp.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.ethereum.AccountKey;
import org.sealgate.chain.ethereum.ContractDeployer;
import org.sealgate.chain.ethereum.ContractDeployer.Deployment;
import org.sealgate.chain.ethereum.PatientRecordContract;
import org.sealgate.chain.ethereum.RevertedException;
import org.sealgate.chain.record.PersonalField;
import org.sealgate.chain.record.XrayEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The record of one patient on the chain. */
@Command(
    name = "record",
    mixinStandardHelpOptions = true,
    description = "Write and read a patient's record on the chain.",
    subcommands = {
      RecordCommand.Create.class,
      RecordSetHashCommand.class,
      RecordCommand.SetBirthday.class,
      RecordCommand.SetContact.class,
      RecordProfileCommand.class,
      RecordCommand.Count.class,
      RecordCommand.Get.class
    })
final class RecordCommand {

  /** Makes the contract of a patient's record. */
  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Make a patient's record.")
  static final class Create implements Callable<Integer> {
    @Mixin ChainOptions chain = new ChainOptions();

    @Parameters(paramLabel = "PATIENT", description = "an address, or a name in roles.accounts")
    String patient = "";

    @Override
    public Integer call() throws IOException, CommandFailedException {
      EthereumAddress account = chain.account(patient);
      AccountKey key = chain.key();
      Deployment deployment =
          chain.ask(endpoints ->
              new ContractDeployer(endpoints, chain.timeout())
                  .deployPatientRecord(key, chain.rolesContract(), account));
      Output.print(
          chain.json,
          Map.of(
              "record", deployment.address().toString(),
              "block", deployment.blockNumber(),
              "gas", deployment.gasUsed()));
      return 0;
    }
  }

  /** Replaces the birthday. */
  @Command(
      name = "set-birthday",
      mixinStandardHelpOptions = true,
      description = "Set the birthday, readable for the host and the patient only (setBirthday).")
  static final class SetBirthday extends RecordPersonalCommand {
    SetBirthday() {
      super(PersonalField.BIRTHDAY);
    }
  }

  /** Replaces the contact. */
  @Command(
      name = "set-contact",
      mixinStandardHelpOptions = true,
      description = "Set the contact, readable for the host and the patient only (setContact).")
  static final class SetContact extends RecordPersonalCommand {
    SetContact() {
      super(PersonalField.CONTACT);
    }
  }

  /** Says how many images are on record. */
  @Command(
      name = "count",
      mixinStandardHelpOptions = true,
      description = "Say how many images are on record (getXrayhashCount).")
  static final class Count extends RecordSubcommand {
    @Override
    public Integer call() throws IOException, CommandFailedException {
      try (RecordSession session = open()) {
        long count = session.ask(contract -> contract.count(session.key().address()));
        Output.print(chain.json, Map.of("count", count));
        return 0;
      }
    }
  }

  /** Shows the images on record. */
  @Command(
      name = "get",
      mixinStandardHelpOptions = true,
      description = "Show one image on record, or all of them (getXrayhash).")
  static final class Get extends RecordSubcommand {
    @Parameters(
        index = "1",
        arity = "0..1",
        paramLabel = "INDEX",
        description = "from 0 (default: all)")
    @Nullable Long index;

    @Option(
        names = "--doctor",
        paramLabel = "ACCOUNT",
        description = "only those that this doctor has added")
    @Nullable String doctor;

    @Override
    public Integer call() throws IOException, CommandFailedException {
      try (RecordSession session = open()) {
        List<XrayEntry> entries = session.ask(contract -> entries(contract, session));
        if (doctor != null) {
          EthereumAddress author = chain.account(doctor);
          entries = entries.stream().filter(entry -> entry.author().equals(author)).toList();
        }
        List<Map<String, Object>> views = entries.stream().map(Get::view).toList();
        if (chain.json) {
          Output.print(true, Map.of("images", views));
        } else {
          views.forEach(view -> System.out.println(String.join("  ", strings(view))));
        }
        return 0;
      }
    }

    private List<XrayEntry> entries(PatientRecordContract contract, RecordSession session)
        throws IOException, RevertedException {
      return index == null
          ? contract.xrays(session.key().address())
          : List.of(contract.xray(session.key().address(), index));
    }

    private static List<String> strings(Map<String, Object> view) {
      return view.values().stream().map(String::valueOf).toList();
    }

    private static Map<String, Object> view(XrayEntry entry) {
      Map<String, Object> view = new LinkedHashMap<>();
      view.put("index", entry.index());
      view.put("doctor", entry.doctor());
      view.put("part", entry.part().name());
      view.put("hash", entry.hash().prefixedHex());
      view.put("account", entry.author().toString());
      view.put("time", entry.time().toString());
      return view;
    }
  }
}
