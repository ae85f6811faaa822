package org.sealgate.dimse.association;

import java.io.IOException;

/** Who waits for the responses to an operation; called by the reader thread. */
interface ResponseReceiver {
  void received(DimseResponse response) throws IOException;

  void failed(IOException cause);
}
