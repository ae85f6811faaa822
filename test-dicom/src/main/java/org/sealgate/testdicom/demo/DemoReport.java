package org.sealgate.testdicom.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.sealgate.testdicom.demo.AlternatingRounds.Result;

/**
 * What the demonstration has shown.
 *
 * @param pacs which PACS it was
 * @param stored instances acknowledged to the modality
 * @param forwarded instances the PACS confirmed
 * @param anchored instances that an anchor in a block covers
 * @param transactions how many anchors that took
 * @param gasUsed what they cost in all
 * @param retrieved instances that came back through the node
 * @param verdicts on those, how many of each
 * @param tamper what happened to the altered image
 * @param retrieval plain PACS against the node
 * @param receipt where it lies
 * @param verification what the verification of the receipt said
 * @param heapMb of the node, in use at the end, in MiB
 */
public record DemoReport(
    String pacs,
    long stored,
    long forwarded,
    long anchored,
    long transactions,
    long gasUsed,
    long retrieved,
    Map<String, Long> verdicts,
    Tamper tamper,
    Result retrieval,
    String receipt,
    String verification,
    long heapMb) {

  /**
   * The altered image.
   *
   * @param verdict on what the PACS handed out
   * @param delivered what the viewer got: {@code original} or {@code altered} or {@code nothing}
   */
  public record Tamper(String verdict, String delivered) {}

  /** Whether everything went all the way. */
  public boolean isComplete() {
    return stored > 0
        && stored == forwarded
        && stored == anchored
        && stored == retrieved
        && tamper.verdict().equals("MISMATCH")
        && tamper.delivered().equals("original");
  }

  /** One line of JSON. */
  public String toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("pacs", pacs);
    json.put("stored", stored);
    json.put("forwarded", forwarded);
    json.put("anchored", anchored);
    json.put("transactions", transactions);
    json.put("gasUsed", gasUsed);
    json.put("retrieved", retrieved);
    json.put("verdicts", verdicts);
    json.put("tamper", tamper);
    Map<String, Object> times = new LinkedHashMap<>();
    times.put("rounds", retrieval.rounds());
    times.put("plainMs", rounded(retrieval.plainMs()));
    times.put("sealgateMs", rounded(retrieval.sealgateMs()));
    times.put("overheadPercent", rounded(retrieval.overheadPercent()));
    json.put("retrieval", times);
    json.put("receipt", receipt);
    json.put("node", Map.of("heapMb", heapMb));
    try {
      return new ObjectMapper().writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of strings and numbers are always JSON", e);
    }
  }

  private static double rounded(double value) {
    return Math.round(value * 10) / 10.0;
  }

  /** A table for people. */
  public String toTable() {
    return String.format(
        Locale.ROOT,
        """

          stored             %d instances, encrypted into the vault
          forwarded          %d, confirmed by the PACS (%s)
          anchored           %d, in %d transactions, %,d gas in all (%,d an instance)
          retrieved          %d through Sealgate, each checked before its last byte left
          verdicts           %s
          altered image      the PACS handed out other pixels: %s; the viewer got the %s
          200-slice CT       plain PACS %.0f ms, through Sealgate %.0f ms: %+.1f %% (medians of %d)
          node's heap        %d MiB in use
          receipt            %s
          its verification   %s
        """,
        stored,
        forwarded,
        pacs,
        anchored,
        transactions,
        gasUsed,
        anchored == 0 ? 0 : gasUsed / anchored,
        retrieved,
        verdicts.entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", ")),
        tamper.verdict(),
        tamper.delivered(),
        retrieval.plainMs(),
        retrieval.sealgateMs(),
        retrieval.overheadPercent(),
        retrieval.rounds(),
        heapMb,
        receipt,
        verification);
  }
}
