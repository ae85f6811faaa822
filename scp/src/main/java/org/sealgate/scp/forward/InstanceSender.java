package org.sealgate.scp.forward;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.OutgoingStore;
import org.sealgate.dimse.association.PresentationContext;
import org.sealgate.dimse.data.DataSetFormatException;
import org.sealgate.dimse.data.Transcoder;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;

/** Sends one instance over an association, converted if the context has another transfer syntax. */
public final class InstanceSender {
  private InstanceSender() {}

  /** The bytes of a data set. */
  @FunctionalInterface
  public interface Content {
    /** Writes all bytes, in buffers of any size that are consumed. */
    void writeTo(Output output) throws IOException;
  }

  /** Takes bytes. */
  @FunctionalInterface
  public interface Output {
    /** Takes all of the buffer. */
    void write(ByteBuffer bytes) throws IOException;
  }

  /**
   * Sends and waits for the answer.
   *
   * @param transferSyntax what the content is encoded in
   * @return the receiver's status
   * @throws DataSetFormatException if the content must be converted and is no data set; the
   *     association is aborted
   * @throws IOException if the association ended
   */
  public static Status send(
      Association association,
      PresentationContext context,
      StoreRequest request,
      TransferSyntax transferSyntax,
      Content content)
      throws IOException {
    try (OutgoingStore store = association.beginStore(context, request)) {
      if (context.transferSyntax().equals(transferSyntax.uid())) {
        content.writeTo(store::write);
      } else {
        transcode(transferSyntax, TransferSyntax.of(context.transferSyntax()), content, store);
      }
      return store.finish().status();
    }
  }

  private static void transcode(
      TransferSyntax source, TransferSyntax target, Content content, OutgoingStore store)
      throws IOException {
    try (Transcoder transcoder = new Transcoder(source, target, store::write)) {
      content.writeTo(transcoder::feed);
      transcoder.finish();
    }
  }
}
