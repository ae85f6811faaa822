package org.sealgate.scp.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.ethereum.AccountKey;
import org.sealgate.chain.ethereum.EthereumEndpoints;
import org.sealgate.chain.ethereum.PatientRecordContract;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command about one patient's record; further positional parameters begin with index 1. */
abstract class RecordSubcommand implements Callable<Integer> {
  @Mixin ChainOptions chain = new ChainOptions();

  @Parameters(index = "0", paramLabel = "RECORD", description = "an address, or a patient's name")
  String record = "";

  /** Opens the record; to be closed. */
  RecordSession open() throws IOException, CommandFailedException {
    AccountKey key = chain.key();
    EthereumAddress address = chain.record(record);
    EthereumEndpoints endpoints = chain.open();
    return new RecordSession(endpoints, new PatientRecordContract(endpoints, address), key);
  }
}
