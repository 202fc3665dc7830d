package io.chromarunbook.activities.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.workflows.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/** Names what a record was, where the record itself lies elsewhere. It does not decide equality. */
public final class RecordDigest {

  private RecordDigest() {}

  /** SHA-256 of the record's JSON in the snapshot's notation, as 64 hex digits. */
  public static String of(ChromaRecord record) {
    MessageDigest digest = Sha256.start();
    try (JsonGenerator json =
        RecordJson.LINES.createGenerator(
            new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
      RecordJson.write(json, record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Sha256.end(digest);
  }
}
