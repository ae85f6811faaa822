package org.sealgate.testdicom.bench.anchor;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One measured case.
 *
 * @param mode {@code original}: PatientRecord.setXrayhash for each image, each waited for; {@code
 *     individual}: an anchor for each image; {@code log}: one anchor for all
 * @param chain the chain's name
 * @param images how many images, or leaves
 * @param hash time to fingerprint the images and make their leaves
 * @param append time until the leaves were durable in the log; zero where there is no log
 * @param anchor time from there until the last transaction was in a block
 * @param transactions how many there were
 * @param gas what they cost together
 * @param blocks blocks that were made meanwhile
 */
record AnchorCase(
    String mode,
    String chain,
    int images,
    Duration hash,
    Duration append,
    Duration anchor,
    long transactions,
    long gas,
    long blocks) {
  /** The members of its JSON object. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("mode", mode);
    map.put("chain", chain);
    map.put("images", images);
    map.put("hashMs", hash.toMillis());
    map.put("appendMs", append.toMillis());
    map.put("anchorMs", anchor.toMillis());
    map.put("transactions", transactions);
    map.put("gas", gas);
    map.put("blocks", blocks);
    return map;
  }
}
