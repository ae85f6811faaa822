package org.sealgate.testdicom.pacs;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.association.IncomingDataSet;
import org.sealgate.dimse.association.PresentationContext;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DataSetReader;
import org.sealgate.dimse.data.DataSetWriter;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.data.WriterOptions;

/** Identifiers of queries and retrievals as bytes of a presentation context. */
final class Identifiers {
  private static final int MAXIMUM_LENGTH = 1 << 20;

  private Identifiers() {}

  static DataSet read(DimseRequest request) throws IOException {
    IncomingDataSet dataSet = request.dataSet();
    if (dataSet == null) {
      return new DataSet();
    }
    return read(dataSet, request.presentationContext());
  }

  static DataSet read(IncomingDataSet dataSet, PresentationContext context) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(dataSet.readAll(MAXIMUM_LENGTH));
    return DataSetReader.read(bytes, TransferSyntax.of(context.transferSyntax()));
  }

  static ByteBuffer bytes(DataSet identifier, PresentationContext context) {
    TransferSyntax syntax = TransferSyntax.of(context.transferSyntax());
    return ByteBuffer.wrap(
        DataSetWriter.toBytes(identifier, syntax, WriterOptions.DEFINED_LENGTHS));
  }
}
