package org.sealgate.chain.receipt;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.sealgate.chain.anchor.AnchorEvent;
import org.sealgate.chain.anchor.AnchorLedger;
import org.sealgate.chain.anchor.AnchorTransaction;
import org.sealgate.chain.anchor.ChainUnavailableException;
import org.sealgate.chain.anchor.ContractCode;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.log.Checkpoint;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.log.LogIdentity;
import org.sealgate.chain.log.ProofResult;
import org.sealgate.chain.receipt.ReceiptCheck.Name;
import org.sealgate.chain.receipt.ReceiptCheck.Outcome;

/**
 * Checks receipts against a chain. Needs neither the node that wrote them nor its files. Every
 * check is made and reported, whatever the others have shown.
 */
public final class ReceiptVerifier {
  private final AnchorLedger ledger;
  private final ReceiptExpectation expectation;

  /**
   * A verifier.
   *
   * @param ledger the chain
   * @param expectation what is known from elsewhere
   */
  public ReceiptVerifier(AnchorLedger ledger, ReceiptExpectation expectation) {
    this.ledger = ledger;
    this.expectation = expectation;
  }

  /** Makes all checks; an unreachable chain shows in the checks that need it. */
  public ReceiptReport verify(Receipt receipt) {
    List<ReceiptCheck> checks = new ArrayList<>();
    checks.add(inclusion(receipt));
    checks.add(signature(receipt));
    checks.add(identity(receipt));
    try {
      checks.add(chainId(receipt));
      checks.add(contractAddress(receipt));
      ContractCode code = ledger.code(receipt.anchor().contract());
      checks.add(contractCode(receipt, code));
      checks.add(anchoredRoot(receipt, code));
      Optional<AnchorTransaction> transaction = ledger.transaction(receipt.anchor().transaction());
      checks.add(transaction(receipt, transaction));
      checks.add(block(receipt, transaction));
    } catch (ChainUnavailableException unreachable) {
      addUnavailable(checks, String.valueOf(unreachable.getMessage()));
    }
    return new ReceiptReport(checks);
  }

  private static void addUnavailable(List<ReceiptCheck> checks, String reason) {
    EnumSet<Name> left = EnumSet.allOf(Name.class);
    checks.forEach(check -> left.remove(check.name()));
    left.forEach(name -> checks.add(new ReceiptCheck(name, Outcome.UNAVAILABLE, reason)));
  }

  private static ReceiptCheck inclusion(Receipt receipt) {
    Checkpoint checkpoint = receipt.checkpoint().checkpoint();
    ProofResult result =
        receipt.inclusionProof().verify(receipt.leaf().leafHash(), checkpoint.root());
    return switch (result) {
      case ProofResult.Valid() ->
          passed(
              Name.INCLUSION,
              "leaf " + receipt.leafIndex() + " is in the tree of " + checkpoint.size());
      case ProofResult.Invalid(var failure, String message) ->
          failed(Name.INCLUSION, failure + ": " + message);
    };
  }

  private static ReceiptCheck signature(Receipt receipt) {
    LogIdentity log = receipt.log();
    return receipt.checkpoint().isSignedBy(log)
        ? passed(Name.CHECKPOINT_SIGNATURE, "signed by " + log.verifierKey())
        : failed(Name.CHECKPOINT_SIGNATURE, "no valid signature by " + log.verifierKey());
  }

  private ReceiptCheck identity(Receipt receipt) {
    String found = receipt.log().verifierKey();
    return expectation
        .log()
        .map(LogIdentity::verifierKey)
        .map(expected -> compare(Name.LOG_IDENTITY, expected, found))
        .orElseGet(() -> skipped(Name.LOG_IDENTITY, found));
  }

  private ReceiptCheck chainId(Receipt receipt) throws ChainUnavailableException {
    String found = Long.toString(receipt.anchor().chainId());
    ReceiptCheck endpoint = compare(Name.CHAIN_ID, Long.toString(ledger.chainId()), found);
    if (endpoint.outcome() == Outcome.FAILED) {
      return endpoint;
    }
    return expectation
        .chainId()
        .map(expected -> compare(Name.CHAIN_ID, expected.toString(), found))
        .orElse(endpoint);
  }

  private ReceiptCheck contractAddress(Receipt receipt) {
    String found = receipt.anchor().contract().hex();
    return expectation
        .contract()
        .map(EthereumAddress::hex)
        .map(expected -> compare(Name.CONTRACT_ADDRESS, expected, found))
        .orElseGet(() -> skipped(Name.CONTRACT_ADDRESS, found));
  }

  private static ReceiptCheck contractCode(Receipt receipt, ContractCode code) {
    EthereumAddress contract = receipt.anchor().contract();
    return switch (code) {
      case ANCHOR_REGISTRY -> passed(Name.CONTRACT_CODE, "the code is the AnchorRegistry's");
      case ABSENT -> failed(Name.CONTRACT_CODE, "there is no contract at " + contract);
      case UNKNOWN ->
          failed(Name.CONTRACT_CODE, "the contract at " + contract + " is no AnchorRegistry");
    };
  }

  private ReceiptCheck anchoredRoot(Receipt receipt, ContractCode code)
      throws ChainUnavailableException {
    if (code != ContractCode.ANCHOR_REGISTRY) {
      return failed(Name.ANCHORED_ROOT, "there is no AnchorRegistry to ask");
    }
    EthereumAddress contract = receipt.anchor().contract();
    Checkpoint checkpoint = receipt.checkpoint().checkpoint();
    Optional<Digest> root = ledger.anchoredRoot(contract, receipt.log().logId(), checkpoint.size());
    if (root.isEmpty()) {
      return failed(
          Name.ANCHORED_ROOT,
          "the contract has no anchor of this log at size " + checkpoint.size());
    }
    return compare(Name.ANCHORED_ROOT, root.get().hex(), checkpoint.root().hex());
  }

  private static ReceiptCheck transaction(
      Receipt receipt, Optional<AnchorTransaction> transaction) {
    if (transaction.isEmpty()) {
      return failed(
          Name.TRANSACTION,
          "transaction " + receipt.anchor().transaction().prefixedHex() + " is in no block");
    }
    if (!transaction.get().succeeded()) {
      return failed(Name.TRANSACTION, "the transaction was reverted");
    }
    boolean anchored = transaction.get().anchors().stream().anyMatch(event -> isOf(receipt, event));
    return anchored
        ? passed(Name.TRANSACTION, "the transaction has anchored this checkpoint")
        : failed(Name.TRANSACTION, "the transaction has not anchored this checkpoint");
  }

  private static boolean isOf(Receipt receipt, AnchorEvent event) {
    Checkpoint checkpoint = receipt.checkpoint().checkpoint();
    return event.contract().equals(receipt.anchor().contract())
        && event.logId().equals(receipt.log().logId())
        && event.size() == checkpoint.size()
        && event.root().equals(checkpoint.root());
  }

  private static ReceiptCheck block(Receipt receipt, Optional<AnchorTransaction> transaction) {
    if (transaction.isEmpty()) {
      return failed(Name.BLOCK, "the transaction is in no block");
    }
    AnchorReference anchor = receipt.anchor();
    String inReceipt = anchor.blockNumber() + " " + anchor.blockHash();
    String onChain = transaction.get().blockNumber() + " " + transaction.get().blockHash();
    return compare(Name.BLOCK, onChain, inReceipt);
  }

  private static ReceiptCheck compare(Name name, String expected, String found) {
    return expected.equals(found)
        ? passed(name, found)
        : failed(name, "expected " + expected + ", the receipt has " + found);
  }

  private static ReceiptCheck passed(Name name, String reason) {
    return new ReceiptCheck(name, Outcome.PASSED, reason);
  }

  private static ReceiptCheck failed(Name name, String reason) {
    return new ReceiptCheck(name, Outcome.FAILED, reason);
  }

  private static ReceiptCheck skipped(Name name, String found) {
    return new ReceiptCheck(name, Outcome.SKIPPED, "nothing was expected; found " + found);
  }
}
