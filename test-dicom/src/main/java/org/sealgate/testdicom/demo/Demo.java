package org.sealgate.testdicom.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedInstance;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.pacs.ScuClient;
import org.sealgate.testdicom.process.Peer;
import org.sealgate.testdicom.process.ToolResult;

/** The main job from end to end, on a chain, a PACS and a node of its own. */
public final class Demo {
  /** 100 radiographs, as in the paper that this grew out of. */
  private static final int RADIOGRAPHS = 100;

  private static final int SLICES = 200;
  private static final int ROUNDS = 7;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long POLL_MILLIS = 200;

  private final Path folder;
  private final Progress progress;

  /**
   * @param folder for all that the demonstration leaves behind; emptied first
   * @param out for progress
   */
  public Demo(Path folder, PrintStream out) {
    this.folder = folder;
    this.progress = new Progress(out);
  }

  /**
   * Runs it and leaves everything stopped.
   *
   * @throws IOException if a step failed
   */
  public DemoReport run() throws IOException {
    empty(folder);
    GeneratedStudy radiographs = Studies.computedRadiographs(StudyOptions.of(1), RADIOGRAPHS);
    GeneratedStudy slices = Studies.tomography(StudyOptions.of(2), SLICES);
    progress.step(
        "generating "
            + RADIOGRAPHS
            + " radiographs (8 MiB each) and a CT series of "
            + SLICES
            + " slices");
    Path radiographFiles = write(radiographs, "cr");
    Path sliceFiles = write(slices, "ct");
    progress.step("starting the chain (anvil, a block a second), the PACS and the node");
    try (Site site = Site.start(folder, new Site.Options("256m", true))) {
      progress.step("storing through Sealgate into " + site.pacs().name());
      Site.store(radiographFiles, site.node().peer(), true);
      Site.store(sliceFiles, site.node().peer(), true);
      int total = radiographs.instances().size() + slices.instances().size();
      progress.step("waiting until all are confirmed by the PACS and anchored");
      awaitAll(site, total);
      return show(site, radiographs, slices);
    }
  }

  private DemoReport show(Site site, GeneratedStudy radiographs, GeneratedStudy slices)
      throws IOException {
    progress.step("retrieving everything through Sealgate");
    site.viewer().forget();
    site.retrieve(site.node().peer(), ScuClient.study(radiographs.studyInstanceUid()));
    site.retrieve(site.node().peer(), ScuClient.study(slices.studyInstanceUid()));
    int retrieved = site.viewer().received().size();
    progress.step("retrieving the CT series from the PACS and through Sealgate, in turn");
    AlternatingRounds.Result times = compare(site, slices);
    Map<String, Long> verdicts = verdicts(site);
    progress.step("altering one radiograph inside the PACS and retrieving it again");
    GeneratedInstance victim = radiographs.instances().get(RADIOGRAPHS / 2);
    DemoReport.Tamper tamper = tamper(site, victim);
    progress.step("writing a receipt and verifying it without the node");
    Path receipt = folder.resolve("receipt.json");
    JsonNode status = site.node().status();
    String verification = verify(site, victim, receipt);
    return new DemoReport(
        site.pacs().name(),
        status.at("/vault/acknowledged").asLong(),
        status.at("/pacs/forwarded").asLong(),
        status.at("/anchor/included").asLong(),
        status.at("/anchor/transactions").asLong(),
        status.at("/anchor/gasUsed").asLong(),
        retrieved,
        verdicts,
        tamper,
        times,
        receipt.toString(),
        verification,
        status.at("/heapMb").asLong());
  }

  private Path write(GeneratedStudy study, String name) throws IOException {
    Path target = Files.createDirectories(folder.resolve(name));
    List<GeneratedInstance> instances = study.instances();
    try (ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<Path>> written =
          instances.stream()
              .map(instance ->
                  workers.submit(() -> {
                    Path file = target.resolve(instance.sopInstanceUid() + ".dcm");
                    Encoding.DEFAULT.writeFile(instance, file);
                    return file;
                  }))
              .toList();
      for (int done = 0; done < written.size(); done++) {
        written.get(done).get();
        progress.count(name.equals("cr") ? "radiographs" : "slices", done + 1, written.size());
      }
    } catch (ExecutionException e) {
      throw new IOException("the study cannot be generated", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return target;
  }

  private void awaitAll(Site site, int total) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long shown = -1;
    while (System.nanoTime() < deadline) {
      long forwarded = site.node().number("pacs.forwarded");
      long anchored = site.node().number("anchor.included");
      long done = Math.min(forwarded, anchored);
      if (done != shown) {
        progress.count("forwarded and anchored", done, total);
        shown = done;
      }
      if (done >= total) {
        return;
      }
      pause();
    }
    throw new IOException(
        "not all were forwarded and anchored within "
            + PATIENCE.toSeconds()
            + " s: "
            + site.node().status());
  }

  private AlternatingRounds.Result compare(Site site, GeneratedStudy slices) throws IOException {
    DataSet study = ScuClient.study(slices.studyInstanceUid());
    return AlternatingRounds.run(
        ROUNDS,
        () -> site.retrieve(site.pacs().peer(), study),
        () -> site.retrieve(site.node().peer(), study),
        round -> progress.count("rounds", round, ROUNDS));
  }

  private static Map<String, Long> verdicts(Site site) throws IOException {
    Map<String, Long> verdicts = new LinkedHashMap<>();
    site.node()
        .status()
        .at("/verdicts")
        .forEachEntry((name, count) -> verdicts.put(name, count.asLong()));
    return verdicts;
  }

  private DemoReport.Tamper tamper(Site site, GeneratedInstance victim) throws IOException {
    site.pacs().tamper(victim.sopInstanceUid());
    Path received = folder.resolve("image.dcm");
    site.viewer().keep(victim.sopInstanceUid(), received);
    long before = site.node().number("verdicts.mismatch");
    site.retrieve(site.node().peer(), image(victim));
    long mismatches = site.node().number("verdicts.mismatch") - before;
    String delivered = "nothing";
    if (Files.exists(received)) {
      delivered =
          DataSets.areEqual(
                  received, folder.resolve("cr").resolve(victim.sopInstanceUid() + ".dcm"))
              ? "original"
              : "altered";
    }
    return new DemoReport.Tamper(mismatches == 1 ? "MISMATCH" : "missed", delivered);
  }

  private static DataSet image(GeneratedInstance instance) {
    return new DataSet()
        .putString(Tag.QUERY_RETRIEVE_LEVEL, "IMAGE")
        .putString(Tag.STUDY_INSTANCE_UID, instance.studyInstanceUid())
        .putString(Tag.SERIES_INSTANCE_UID, instance.seriesInstanceUid())
        .putString(Tag.SOP_INSTANCE_UID, instance.sopInstanceUid());
  }

  private String verify(Site site, GeneratedInstance instance, Path receipt) throws IOException {
    site.node()
        .command(
            "receipt",
            "--config",
            site.node().configurationFile().toString(),
            "--output",
            receipt.toString(),
            instance.sopInstanceUid())
        .requireSuccess();
    Peer stopped = site.node().peer();
    site.node().stop();
    ToolResult verified =
        site.node()
            .command(
                "verify",
                folder.resolve("image.dcm").toString(),
                "--receipt",
                receipt.toString(),
                "--rpc",
                site.chain().url().toString(),
                "--contract",
                site.chain().anchorRegistry());
    if (!verified.succeeded()) {
      throw new IOException(
          "the receipt of " + stopped.aeTitle() + " does not verify:\n" + verified.output());
    }
    return verified.output().lines().findFirst().orElse("").strip();
  }

  /** How a person can verify the receipt after the demonstration has stopped its chain. */
  public String instructions() {
    return """
    To verify it yourself, start the demonstration's chain again and ask it:
      contracts/node_modules/.bin/anvil --port 8545 --state %s/chain/anvil-state.json &
      ./sealgate verify %s/image.dcm --receipt %s/receipt.json --rpc http://127.0.0.1:8545
    """
        .formatted(folder, folder, folder);
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void empty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(folder);
  }
}
