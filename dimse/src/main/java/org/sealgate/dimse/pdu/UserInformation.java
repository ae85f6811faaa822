package org.sealgate.dimse.pdu;

import java.util.List;
import java.util.Optional;

/**
 * User Information Item, 50H (PS3.8 9.3.2.3): its sub-items in the order in which they were sent.
 *
 * @param items the sub-items
 */
public record UserInformation(List<UserInformationItem> items) {
  public UserInformation {
    items = List.copyOf(items);
  }

  /** Returns the sub-items of one kind, in order. */
  public <T extends UserInformationItem> List<T> all(Class<T> kind) {
    return items.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Returns the first sub-item of one kind. */
  public <T extends UserInformationItem> Optional<T> first(Class<T> kind) {
    return items.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** Returns the longest P-DATA-TF variable field the sender takes; 0 means no limit. */
  public long maximumLength() {
    return first(MaximumLength.class).map(MaximumLength::bytes).orElse(0L);
  }

  /** Returns the implementation class UID, which the standard demands and some peers leave out. */
  public Optional<String> implementationClassUid() {
    return first(ImplementationClassUid.class).map(ImplementationClassUid::uid);
  }

  /** Returns the implementation version name. */
  public Optional<String> implementationVersionName() {
    return first(ImplementationVersionName.class).map(ImplementationVersionName::name);
  }

  /** Returns the window, which is one operation in each direction if the item is absent. */
  public AsynchronousOperationsWindow asynchronousOperationsWindow() {
    return first(AsynchronousOperationsWindow.class)
        .orElse(AsynchronousOperationsWindow.SYNCHRONOUS);
  }

  /** Returns the role selection for a SOP class. */
  public Optional<RoleSelection> roleSelection(String sopClassUid) {
    return all(RoleSelection.class).stream()
        .filter(role -> role.sopClassUid().equals(sopClassUid))
        .findFirst();
  }

  /** Returns the service-class-application-information for a SOP class (PS3.7 D.3.3.5). */
  public Optional<SopClassExtendedNegotiation> extendedNegotiation(String sopClassUid) {
    return all(SopClassExtendedNegotiation.class).stream()
        .filter(item -> item.sopClassUid().equals(sopClassUid))
        .findFirst();
  }

  /** Returns what a requestor says a SOP class is derived from (PS3.7 D.3.3.6). */
  public Optional<SopClassCommonExtendedNegotiation> commonExtendedNegotiation(String sopClassUid) {
    return all(SopClassCommonExtendedNegotiation.class).stream()
        .filter(item -> item.sopClassUid().equals(sopClassUid))
        .findFirst();
  }

  /** Returns the user identity that a requestor claims (PS3.7 D.3.3.7). */
  public Optional<UserIdentityRequest> userIdentityRequest() {
    return first(UserIdentityRequest.class);
  }

  /** Returns the acceptor's confirmation of the user identity, sent only where it was asked for. */
  public Optional<UserIdentityResponse> userIdentityResponse() {
    return first(UserIdentityResponse.class);
  }
}
