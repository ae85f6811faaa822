package org.sealgate.scp.retrieve;

import org.sealgate.scp.audit.AuditLog;
import org.sealgate.scp.config.NodeConfiguration.Retrieve;
import org.sealgate.scp.seal.SealedRecords;
import org.sealgate.vault.store.ObjectStore;

/**
 * What all retrievals share.
 *
 * @param records gives verdicts
 * @param vault the sealed copies
 * @param spool encrypted temporary copies of instances too large to hold in memory, under a key
 *     that is kept nowhere
 * @param memory that all retrievals together hold instances in
 * @param limits of one retrieval
 * @param audit for incidents
 * @param verdicts counts them
 */
record RetrieveResources(
    SealedRecords records,
    ObjectStore vault,
    ObjectStore spool,
    BlockPool memory,
    Retrieve limits,
    AuditLog audit,
    VerdictCounters verdicts) {}
