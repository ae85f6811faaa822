package org.sealgate.scp.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.inference.AttentionPicture;
import org.sealgate.inference.ClassificationOutcome.Classified;
import org.sealgate.inference.StructuredReport;
import org.sealgate.scp.config.InferenceConfiguration;
import org.sealgate.vault.index.IndexException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes results as DICOM objects into the study of the image, as configured. */
public final class ResultObjects {
  private static final Logger log = LoggerFactory.getLogger(ResultObjects.class);

  private final OwnInstances instances;
  private final boolean report;
  private final boolean attentionPicture;
  private final Clock clock;
  private final LongAdder written = new LongAdder();

  /** Creates the writer. */
  public ResultObjects(OwnInstances instances, InferenceConfiguration configuration, Clock clock) {
    this.instances = instances;
    this.report = configuration.report();
    this.attentionPicture = configuration.attentionPicture();
    this.clock = clock;
  }

  /** Objects written since the start. */
  long written() {
    return written.sum();
  }

  /**
   * Writes what is configured. Done again for the same result it changes nothing.
   *
   * @return SOP Instance UIDs by kind of object, for the record; or why there is none
   * @throws IOException if no durable copy can be made now
   */
  Map<String, Object> write(Classified result) throws IOException {
    OffsetDateTime now = clock.instant().atZone(ZoneId.systemDefault()).toOffsetDateTime();
    Map<String, Object> objects = new LinkedHashMap<>();
    try {
      if (report) {
        objects.put("report", store(StructuredReport.create(result, now)));
      }
      if (attentionPicture) {
        Optional<DataSet> picture = AttentionPicture.create(result, now);
        if (picture.isPresent()) {
          objects.put("attentionPicture", store(picture.get()));
        }
      }
    } catch (IndexException e) {
      throw e;
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    } catch (RuntimeException e) {
      // The image lacks what an object about it must have, or has what cannot be copied; the
      // probability stands all the same.
      log.warn("no object can be written about an image: {}", e.toString());
      objects.put("notWritten", String.valueOf(e.getMessage()));
    }
    return objects;
  }

  private String store(DataSet object) throws IOException {
    if (instances.store(object)) {
      written.increment();
    }
    return object.getString(Tag.SOP_INSTANCE_UID).orElseThrow();
  }
}
