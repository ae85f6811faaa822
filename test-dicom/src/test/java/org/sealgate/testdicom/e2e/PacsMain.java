package org.sealgate.testdicom.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.sealgate.testdicom.pacs.PacsOptions;
import org.sealgate.testdicom.pacs.ScriptablePacs;
import org.sealgate.testdicom.process.Peer;

/**
 * A PACS in a virtual machine of its own: arguments are its AE title, its folder, and the AE title
 * and port of the node, which it may move to. Prints its port.
 */
final class PacsMain {
  private PacsMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    PacsOptions options =
        PacsOptions.of(arguments[0])
            .withDestination(Peer.local(arguments[2], Integer.parseInt(arguments[3])));
    try (ScriptablePacs pacs = ScriptablePacs.start(options, Path.of(arguments[1]))) {
      System.out.println("port " + pacs.peer().port());
      new CountDownLatch(1).await();
    }
  }
}
