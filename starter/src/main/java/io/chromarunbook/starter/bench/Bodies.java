package io.chromarunbook.starter.bench;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonGenerator;
import io.chromarunbook.chroma.EmbeddingText;
import io.chromarunbook.starter.demo.Corpus;
import io.chromarunbook.starter.demo.CorpusCollection;
import io.chromarunbook.starter.demo.CorpusRecord;
import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The corpus as request bodies, ready to be sent: a file for each batch, embeddings in base64.
 *
 * @param plainBytes of all embeddings as float32 and of all ids, documents and metadata as text
 */
record Bodies(List<OfCollection> collections, long plainBytes) {

  private static final int BATCH = 1_000;

  /** The bodies of one collection, in order. */
  record OfCollection(CorpusCollection collection, List<Path> files) {}

  static Bodies write(Corpus corpus, Path folder) {
    List<OfCollection> collections = new ArrayList<>();
    long plain = 0;
    for (CorpusCollection collection : corpus.collections()) {
      List<Path> files = new ArrayList<>();
      List<CorpusRecord> batch = new ArrayList<>();
      try (Stream<CorpusRecord> records = collection.records()) {
        for (CorpusRecord record : (Iterable<CorpusRecord>) records::iterator) {
          plain += plainBytes(record);
          batch.add(record);
          if (batch.size() == BATCH) {
            files.add(write(batch, folder, collection.name(), files.size()));
            batch.clear();
          }
        }
        if (!batch.isEmpty()) {
          files.add(write(batch, folder, collection.name(), files.size()));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write to " + folder, e);
      }
      collections.add(new OfCollection(collection, List.copyOf(files)));
    }
    return new Bodies(List.copyOf(collections), plain);
  }

  private static long plainBytes(CorpusRecord record) throws IOException {
    return (long) record.embedding().length * Float.BYTES
        + record.id().getBytes(StandardCharsets.UTF_8).length
        + record.document().getBytes(StandardCharsets.UTF_8).length
        + Json.MAPPER.writeValueAsBytes(record.metadata()).length;
  }

  private static Path write(List<CorpusRecord> batch, Path folder, String name, int number)
      throws IOException {
    Path file = Files.createDirectories(folder.resolve(name)).resolve(number + ".json");
    try (OutputStream out = Files.newOutputStream(file);
        JsonGenerator json = Json.MAPPER.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("ids");
      for (CorpusRecord record : batch) {
        json.writeString(record.id());
      }
      json.writeEndArray();
      json.writeArrayFieldStart("embeddings");
      for (CorpusRecord record : batch) {
        json.writeBinary(
            Base64Variants.MIME_NO_LINEFEEDS,
            EmbeddingText.bytes(record.embedding()),
            0,
            record.embedding().length * Float.BYTES);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("documents");
      for (CorpusRecord record : batch) {
        json.writeString(record.document());
      }
      json.writeEndArray();
      json.writeArrayFieldStart("metadatas");
      for (CorpusRecord record : batch) {
        json.writePOJO(record.metadata());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return file;
  }
}
