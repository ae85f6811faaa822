package org.sealgate.testdicom.bench.anchor;

import java.io.IOException;
import java.time.Duration;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.ethereum.AccountKey;
import org.sealgate.chain.ethereum.ContractDeployer;
import org.sealgate.chain.ethereum.MinedChange;
import org.sealgate.chain.ethereum.PatientRecordContract;
import org.sealgate.chain.ethereum.RevertedException;
import org.sealgate.chain.ethereum.RolesContract;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.record.BodyPart;
import org.sealgate.chain.roles.Role;

/**
 * Images as the original scheme put them on chain: a doctor adds the hash of each to a patient's
 * record by a transaction of its own, and waits for its block before the next.
 */
final class OriginalScheme {
  private static final EthereumAddress PATIENT = new EthereumAddress("0x" + "5a".repeat(20));
  private static final BodyPart CHEST = new BodyPart("CHEST");

  /** An account that holds no role yet; the fourth of the public test mnemonic. */
  private static final AccountKey DOCTOR =
      AccountKey.fromPrivateKey(
          "0x7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6");

  private final BenchChain chain;

  OriginalScheme(BenchChain chain) {
    this.chain = chain;
  }

  AnchorCase run(HashedImages images) throws IOException, RevertedException {
    PatientRecordContract patientRecord = prepare();
    long gas = 0;
    long firstBlock = Long.MAX_VALUE;
    long lastBlock = 0;
    long start = System.nanoTime();
    for (Digest hash : images.leafHashes()) {
      MinedChange added = patientRecord.setXrayhash(DOCTOR, BenchChain.TIMEOUT, CHEST, hash);
      gas += added.gasUsed();
      firstBlock = Math.min(firstBlock, added.blockNumber());
      lastBlock = added.blockNumber();
    }
    return new AnchorCase(
        "original",
        chain.name(),
        images.leafHashes().size(),
        images.time(),
        Duration.ZERO,
        Duration.ofNanos(System.nanoTime() - start),
        images.leafHashes().size(),
        gas,
        lastBlock - firstBlock + 1);
  }

  private PatientRecordContract prepare() throws IOException, RevertedException {
    EthereumAddress roles = chain.contracts().roles().address();
    new RolesContract(chain.endpoints(), roles)
        .setPermission(
            BenchChain.HOST, BenchChain.TIMEOUT, DOCTOR.address(), "Dr. Alba", Role.DOCTOR, true);
    ContractDeployer.Deployment patientRecord =
        new ContractDeployer(chain.endpoints(), BenchChain.TIMEOUT)
            .deployPatientRecord(BenchChain.HOST, roles, PATIENT);
    return new PatientRecordContract(chain.endpoints(), patientRecord.address());
  }
}
