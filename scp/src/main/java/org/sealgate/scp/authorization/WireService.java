package org.sealgate.scp.authorization;

import java.util.Locale;
import java.util.Set;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.scp.config.PeerService;

/** What a peer asks for, as far as it matters to who may. */
public enum WireService {
  /** C-STORE. */
  STORE(PeerService.STORE),
  /** What a modality needs for its work: worklist, performed procedure step, commitment. */
  WORKFLOW(PeerService.QUERY),
  /** C-FIND in a Query/Retrieve information model: Patient Root, Study Root, Patient/Study Only. */
  QUERY(PeerService.QUERY),
  /** Everything else that is relayed to the PACS. */
  OTHER(PeerService.QUERY),
  /** C-MOVE and C-GET. */
  RETRIEVE(PeerService.RETRIEVE);

  /** PS3.4 annexes F, J, K, CC, R: SOP classes between a modality and those who plan its work. */
  private static final Set<String> WORKFLOW_CLASSES =
      Set.of(
          "1.2.840.10008.5.1.4.31", // Modality Worklist Information Model - FIND
          "1.2.840.10008.3.1.2.3.3", // Modality Performed Procedure Step
          "1.2.840.10008.3.1.2.3.4", // Modality Performed Procedure Step Retrieve
          "1.2.840.10008.3.1.2.3.5", // Modality Performed Procedure Step Notification
          "1.2.840.10008.1.20.1", // Storage Commitment Push Model
          "1.2.840.10008.5.1.4.33"); // Instance Availability Notification

  /** PS3.4 C.6: the FIND classes whose responses say whose studies they are. */
  private static final Set<String> QUERY_CLASSES =
      Set.of(
          "1.2.840.10008.5.1.4.1.2.1.1",
          "1.2.840.10008.5.1.4.1.2.2.1",
          "1.2.840.10008.5.1.4.1.2.3.1");

  /** Unified Procedure Step (PS3.4 CC). */
  private static final String UNIFIED_PROCEDURE_STEP = "1.2.840.10008.5.1.4.34.6.";

  private final PeerService configured;

  WireService(PeerService configured) {
    this.configured = configured;
  }

  /** What a request asks for. */
  public static WireService of(CommandField field, String sopClassUid) {
    return switch (field) {
      case C_STORE_RQ -> STORE;
      case C_MOVE_RQ, C_GET_RQ -> RETRIEVE;
      case C_FIND_RQ -> QUERY_CLASSES.contains(sopClassUid) ? QUERY : relayed(sopClassUid);
      default -> relayed(sopClassUid);
    };
  }

  private static WireService relayed(String sopClassUid) {
    return WORKFLOW_CLASSES.contains(sopClassUid) || sopClassUid.startsWith(UNIFIED_PROCEDURE_STEP)
        ? WORKFLOW
        : OTHER;
  }

  /** The word of the configuration for it. */
  public PeerService configured() {
    return configured;
  }

  /** The service as people call it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
