package org.sealgate.scp.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.scp.seal.SealedInstance.Kind;
import org.sealgate.scp.testing.TestCustody;
import org.sealgate.scp.testing.TestInstance;
import org.sealgate.vault.ObjectId;
import org.sealgate.vault.index.DeliveryState;
import org.sealgate.vault.index.IndexException;
import org.sealgate.vault.index.IndexedInstance;
import org.sealgate.vault.store.ObjectReader;

class SealerTest {
  @TempDir Path folder;
  private TestCustody custody;

  @BeforeEach
  void open() throws IOException {
    custody = TestCustody.in(folder);
  }

  @AfterEach
  void close() throws IOException {
    custody.close();
  }

  private byte[] content(IndexedInstance instance) throws IOException {
    try (ObjectReader reader = custody.vault().open(instance.objectId())) {
      return reader.stream().readAllBytes();
    }
  }

  private long objects() throws IOException {
    try (Stream<ObjectId> objects = custody.vault().list()) {
      return objects.count();
    }
  }

  @Test
  void seal_shouldKeepEveryByteAndIndexItWithItsDelivery() throws Exception {
    TestInstance image = TestInstance.image(1, 500_000);
    SealedInstance sealed = custody.seal(image);
    assertThat(sealed.kind()).isEqualTo(Kind.NEW);
    IndexedInstance indexed = custody.index().latest(image.sopInstanceUid()).orElseThrow();
    assertThat(content(indexed)).isEqualTo(image.dataSet());
    assertThat(indexed.instance().size()).isEqualTo(image.dataSet().length);
    assertThat(indexed.instance().attributes().studyUid()).isEqualTo(TestInstance.STUDY);
    assertThat(indexed.instance().attributes().seriesUid()).isEqualTo(TestInstance.SERIES);
    assertThat(custody.index().deliveries(indexed.objectId()))
        .singleElement()
        .satisfies(d -> assertThat(d.state()).isEqualTo(DeliveryState.PENDING));
  }

  @Test
  void seal_shouldRebuildTheIndexRowFromTheObject() throws Exception {
    custody.seal(TestInstance.image(1, 100));
    IndexedInstance indexed = custody.index().latest(TestInstance.uid(1)).orElseThrow();
    try (ObjectReader reader = custody.vault().open(indexed.objectId())) {
      assertThat(
              Manifest.decode(reader.manifest())
                  .toIndex(indexed.objectId(), indexed.instance().size(), custody.hashing()))
          .isEqualTo(indexed.instance());
    }
  }

  @Test
  void seal_shouldAddNothingForADuplicateInWhateverEncoding() throws Exception {
    SealedInstance first = custody.seal(TestInstance.image(1, 100));
    for (TransferSyntax syntax :
        List.of(
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)) {
      SealedInstance again = custody.seal(TestInstance.image(1, 100, syntax));
      assertThat(again.kind()).isEqualTo(Kind.DUPLICATE);
      assertThat(again.indexed().objectId()).isEqualTo(first.indexed().objectId());
    }
    assertThat(objects()).isEqualTo(1);
  }

  @Test
  void seal_shouldKeepOtherContentAsTheNextVersion() throws Exception {
    custody.seal(TestInstance.image(1, 100));
    SealedInstance other = custody.seal(TestInstance.image(1, 100).altered());
    assertThat(other.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(other.indexed().version()).isEqualTo(2);
    assertThat(custody.seal(TestInstance.image(1, 100)).kind()).isEqualTo(Kind.DUPLICATE);
    assertThat(custody.index().versions(TestInstance.uid(1))).hasSize(2);
  }

  @Test
  void seal_shouldKeepWhatCannotBeParsed() throws Exception {
    TestInstance broken =
        TestInstance.image(1, 100).with("no data set at all".getBytes(StandardCharsets.US_ASCII));
    SealedInstance sealed = custody.seal(broken);
    assertThat(SealedInstance.fingerprintOf(sealed.indexed()).isOpaque()).isTrue();
    assertThat(content(sealed.indexed())).isEqualTo(broken.dataSet());
    assertThat(custody.seal(broken).kind()).isEqualTo(Kind.DUPLICATE);
    assertThat(objects()).isEqualTo(1);
  }

  @Test
  void seal_shouldLetOnlyOneOfManyAtOnceBeTheFirst() throws Exception {
    List<Callable<SealedInstance>> all = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      TestInstance image = TestInstance.image(1, 100);
      all.add(i % 4 == 0 ? () -> custody.seal(image.altered()) : () -> custody.seal(image));
    }
    List<Kind> kinds = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<SealedInstance> sealed : threads.invokeAll(all)) {
        kinds.add(sealed.get().kind());
      }
    }
    assertThat(kinds).filteredOn(Kind.NEW::equals).hasSize(1);
    assertThat(kinds).filteredOn(Kind.CONFLICT::equals).hasSize(1);
    assertThat(objects()).isEqualTo(2);
  }

  @Test
  void seal_shouldFailAndAcknowledgeNothingWhenTheIndexFails() throws Exception {
    custody.index().close();
    assertThatThrownBy(() -> custody.seal(TestInstance.image(1, 100)))
        .isInstanceOfAny(IndexException.class, IOException.class);
  }

  @Test
  void close_shouldLeaveNothingOfAnInstanceThatBrokeOff() throws Exception {
    Sealing sealing =
        custody
            .sealer()
            .begin(
                new ReceivedInstance(
                    TestInstance.CT,
                    "1.2.3",
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                    "CT1",
                    java.time.Instant.EPOCH));
    sealing.write(java.nio.ByteBuffer.wrap(TestInstance.image(1, 100).dataSet()));
    sealing.close();
    assertThat(objects()).isZero();
    assertThat(custody.index().latest("1.2.3")).isEmpty();
  }
}
