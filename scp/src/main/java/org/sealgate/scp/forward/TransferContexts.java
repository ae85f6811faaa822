package org.sealgate.scp.forward;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.PresentationContext;
import org.sealgate.dimse.data.Transcoder;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.pdu.PresentationContextProposal;

/**
 * The presentation contexts that instances need: each SOP class in the transfer syntax that its
 * instances have, and, where the node can convert, once more in those every peer has to take (PS3.5
 * 10.1).
 */
public final class TransferContexts {
  private static final int MOST_CONTEXTS = 128;

  private TransferContexts() {}

  /**
   * What an instance is sent as.
   *
   * @param sopClassUid its SOP class
   * @param transferSyntaxUid the transfer syntax it has
   */
  public record Need(String sopClassUid, String transferSyntaxUid) {}

  /**
   * The proposals for some instances, at most 128 (PS3.8 9.3.2.2); own transfer syntaxes come
   * first.
   */
  public static List<PresentationContextProposal> propose(Collection<Need> needs) {
    Set<Need> wanted = new LinkedHashSet<>(needs);
    Set<Need> convertible = new LinkedHashSet<>(wanted);
    wanted.forEach(need -> fallbacks(need).forEach(convertible::add));
    List<PresentationContextProposal> proposals = new ArrayList<>();
    for (Need need : convertible.stream().limit(MOST_CONTEXTS).toList()) {
      proposals.add(
          new PresentationContextProposal(
              2 * proposals.size() + 1, need.sopClassUid(), List.of(need.transferSyntaxUid())));
    }
    return proposals;
  }

  /**
   * The accepted context to send an instance in: in its own transfer syntax, else in one it can be
   * converted to.
   */
  public static Optional<PresentationContext> choose(Association association, Need need) {
    return Stream.concat(Stream.of(need), fallbacks(need))
        .flatMap(wanted ->
            association.acceptedContext(wanted.sopClassUid(), wanted.transferSyntaxUid()).stream())
        .findFirst();
  }

  private static Stream<Need> fallbacks(Need need) {
    TransferSyntax source = TransferSyntax.of(need.transferSyntaxUid());
    return Stream.of(
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
        .filter(target -> !target.equals(source) && Transcoder.isPossible(source, target))
        .map(target -> new Need(need.sopClassUid(), target.uid()));
  }
}
