package org.sealgate.testdicom.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sealgate.testdicom.demo.AlternatingRounds;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.process.CommandLine;
import org.sealgate.testdicom.process.Dcmtk;
import org.sealgate.testdicom.process.Peer;
import org.sealgate.testdicom.process.ProcessSpecification;
import org.sealgate.testdicom.process.StorescpProcess;

/**
 * Receives and sends CT slices and radiographs, ours against DCMTK's {@code storescp} and {@code
 * storescu}, in alternating rounds on loopback.
 *
 * <p>Receiving: a {@code storescu} process sends all files over one association, from its start to
 * its end, to {@link FileReceiver} in this virtual machine or to {@code storescp +B}. Both write
 * Part 10 files into a folder of the same file system, neither forces them to the disk. The folders
 * are emptied before each round, untimed ({@link SpentFiles}).
 *
 * <p>Sending: {@link FileSender} in this virtual machine, from its first look at the first file to
 * the released association, or a {@code storescu} process, to {@code storescp --ignore}. The start
 * of the virtual machine is not counted, so the start of the process is not either: the median time
 * of {@code storescu} on an empty folder, which ends before it opens an association, is taken off.
 *
 * <p>All sides send and announce PDUs of 128 KiB, the most that DCMTK does, and DCMTK runs with
 * {@code TCP_NODELAY=1}.
 */
public final class WireBenchmark {
  private static final int PDU_LENGTH = 128 << 10;
  private static final int START_SAMPLES = 15;

  private final Path folder;
  private final Options options;
  private final PrintStream out;

  /**
   * How much is measured.
   *
   * @param slices CT slices of 512 KiB
   * @param radiographs CR images of 8 MiB
   * @param warmUpRounds uncounted rounds of each case
   * @param rounds counted rounds of each case
   */
  public record Options(int slices, int radiographs, int warmUpRounds, int rounds) {}

  /** The files of one kind. */
  private record Images(String name, Path folder, List<Path> files, long bytes) {}

  /**
   * @param folder for all files; emptied by the caller
   * @param out where progress is told
   */
  public WireBenchmark(Path folder, Options options, PrintStream out) {
    this.folder = folder;
    this.options = options;
    this.out = out;
  }

  /** Measures and returns one line of JSON. */
  public String run() throws IOException {
    StudyOptions study = StudyOptions.of(3);
    List<Images> all =
        List.of(
            images("ct", Studies.tomography(study, options.slices())),
            images("cr", Studies.computedRadiographs(study, options.radiographs())));
    List<Map<String, Object>> cases = new ArrayList<>();
    for (Images images : all) {
      cases.add(receive(images));
    }
    for (Images images : all) {
      cases.add(send(images));
    }
    try {
      return new ObjectMapper().writeValueAsString(result(cases));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of strings and numbers are always JSON", e);
    }
  }

  private Map<String, Object> result(List<Map<String, Object>> cases) throws IOException {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("fileSystem", Files.getFileStore(folder).type());
    result.put("pduLength", PDU_LENGTH);
    result.put("warmUpRounds", options.warmUpRounds());
    result.put("cases", cases);
    return result;
  }

  private Images images(String name, GeneratedStudy study) throws IOException {
    out.printf("generating %d %s images%n", study.instances().size(), name);
    Path target = folder.resolve(name);
    List<Path> files = study.writeTo(target, Encoding.DEFAULT);
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    return new Images(name, target, files, bytes);
  }

  private Map<String, Object> receive(Images images) throws IOException {
    Path ours = Files.createDirectories(folder.resolve("ours"));
    Path theirs = Files.createDirectories(folder.resolve("storescp"));
    SpentFiles spent = SpentFiles.in(folder.resolve("spent"));
    String name = "receive-" + images.name();
    try (FileReceiver receiver = FileReceiver.start(ours, PDU_LENGTH);
        StorescpProcess storescp = StorescpProcess.startQuiet("STORESCP", theirs)) {
      AlternatingRounds.Result result =
          rounds(
              name,
              new Reception(images, storescp.peer(), theirs.resolve("received"), spent),
              new Reception(images, receiver.peer(), ours, spent));
      return row(name, "storescp +B", images, result, 0);
    }
  }

  /** One {@code storescu} run into a folder that is empty at its start and full at its end. */
  private record Reception(Images images, Peer receiver, Path received, SpentFiles spent)
      implements AlternatingRounds.Work {
    @Override
    public void prepare() throws IOException {
      spent.takeAllOf(received);
    }

    @Override
    public void run() throws IOException {
      storescu(receiver, images.folder()).run().requireSuccess();
      int count = SpentFiles.list(received).size();
      if (count != images.files().size()) {
        throw new IOException(received + " has " + count + " files after a successful storescu");
      }
    }
  }

  private Map<String, Object> send(Images images) throws IOException {
    Path theirs = Files.createDirectories(folder.resolve("ignored"));
    String name = "send-" + images.name();
    try (StorescpProcess storescp = StorescpProcess.startQuiet("STORESCP", theirs, "--ignore")) {
      FileSender sender = new FileSender(storescp.peer());
      AlternatingRounds.Result result =
          rounds(
              name,
              () -> storescu(storescp.peer(), images.folder()).run().requireSuccess(),
              () -> sender.send(images.files()));
      return row(name, "storescu", images, result, processStartMs(storescp.peer()));
    }
  }

  /** How long {@code storescu} needs to find out that there is nothing to send, in milliseconds. */
  private double processStartMs(Peer peer) throws IOException {
    Path nothing = Files.createDirectories(folder.resolve("nothing"));
    List<Double> times = new ArrayList<>();
    for (int sample = 0; sample < START_SAMPLES; sample++) {
      long began = System.nanoTime();
      var _ = storescu(peer, nothing).run();
      times.add((System.nanoTime() - began) / 1e6);
    }
    return times.stream().sorted().toList().get(START_SAMPLES / 2);
  }

  private AlternatingRounds.Result rounds(
      String name, AlternatingRounds.Work peer, AlternatingRounds.Work ours) throws IOException {
    out.println(name);
    return AlternatingRounds.run(
        options.warmUpRounds(),
        options.rounds(),
        peer,
        ours,
        round -> out.printf("  round %d of %d%n", round, options.rounds()));
  }

  private static CommandLine storescu(Peer peer, Path files) {
    List<String> arguments = new ArrayList<>(List.of("-xe", "--max-pdu", "131072", "+sd"));
    arguments.addAll(Dcmtk.peer("STORESCU", peer));
    arguments.add(files.toString());
    return Dcmtk.tool("storescu", arguments.toArray(String[]::new))
        .withEnvironment(ProcessSpecification.TCP_NO_DELAY);
  }

  private static Map<String, Object> row(
      String name,
      String peer,
      Images images,
      AlternatingRounds.Result result,
      double peerStartMs) {
    double peerMs = result.plainMs() - peerStartMs;
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", name);
    row.put("peer", peer);
    row.put("instances", images.files().size());
    row.put("bytes", images.bytes());
    row.put("ms", Math.round(result.sealgateMs()));
    row.put("peerMs", Math.round(peerMs));
    row.put("peerStartMs", Math.round(peerStartMs));
    row.put("ratio", Math.round(1000 * result.sealgateMs() / peerMs) / 1000.0);
    row.put("rounds", result.rounds());
    return row;
  }
}
