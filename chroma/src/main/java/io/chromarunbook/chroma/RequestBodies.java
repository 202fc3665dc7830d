package io.chromarunbook.chroma;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The bodies both API generations share. */
final class RequestBodies {
  private RequestBodies() {}

  static RequestBody idsPage(RecordFilter filter, int limit, long offset) {
    return RequestBody.of(
        json -> {
          writeFilter(json, "where", filter.where());
          writeFilter(json, "where_document", filter.whereDocument());
          json.writeNumberField("limit", limit);
          json.writeNumberField("offset", offset);
          json.writeArrayFieldStart("include");
          json.writeEndArray();
        });
  }

  static RequestBody firstEmbedding() {
    return RequestBody.of(
        json -> {
          json.writeNumberField("limit", 1);
          writeStrings(json, "include", List.of("embeddings"));
        });
  }

  private static void writeFilter(JsonGenerator json, String name, Map<?, ?> conditions)
      throws IOException {
    if (conditions.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart(name);
    for (Map.Entry<?, ?> condition : conditions.entrySet()) {
      if (condition.getValue() instanceof Map<?, ?> inner) {
        writeFilter(json, condition.getKey().toString(), inner);
      } else {
        json.writeFieldName(condition.getKey().toString());
        JsonStreams.write(json, condition.getValue());
      }
    }
    json.writeEndObject();
  }

  static RequestBody recordsById(List<String> ids, List<String> columns) {
    return RequestBody.of(
        json -> {
          writeStrings(json, "ids", ids);
          writeStrings(json, "include", columns);
        });
  }

  static RequestBody query(List<float[]> embeddings, int count) {
    return RequestBody.of(
        json -> {
          EmbeddingEncoding.Writer writer = EmbeddingEncoding.NUMBERS.writer();
          json.writeArrayFieldStart("query_embeddings");
          for (float[] embedding : embeddings) {
            writer.write(json, embedding);
          }
          json.writeEndArray();
          json.writeNumberField("n_results", count);
          writeStrings(json, "include", List.of("distances"));
        });
  }

  static RequestBody create(NewCollection collection, IndexNotation notation) {
    return RequestBody.of(
        json -> {
          json.writeStringField("name", collection.name());
          json.writeBooleanField("get_or_create", false);
          notation.write(json, collection);
        });
  }

  static RequestBody metadata(Map<String, Object> metadata) {
    return RequestBody.of(
        json -> {
          json.writeFieldName("new_metadata");
          JsonStreams.writeMetadata(json, metadata);
        });
  }

  static RequestBody upsert(List<ChromaRecord> records, EmbeddingEncoding encoding) {
    return RequestBody.of(
        json -> {
          writeStrings(json, "ids", records.stream().map(ChromaRecord::id).toList());
          EmbeddingEncoding.Writer writer = encoding.writer();
          json.writeArrayFieldStart("embeddings");
          for (ChromaRecord record : records) {
            if (record.embedding() == null) {
              json.writeNull();
            } else {
              writer.write(json, record.embedding());
            }
          }
          json.writeEndArray();
          writeColumn(json, "documents", records, ChromaRecord::document);
          writeColumn(json, "uris", records, ChromaRecord::uri);
          json.writeArrayFieldStart("metadatas");
          for (ChromaRecord record : records) {
            JsonStreams.writeMetadata(json, record.metadata());
          }
          json.writeEndArray();
        });
  }

  /** Leaves a column of nothing but nulls out: a 0.x server would store each null. */
  private static void writeColumn(
      JsonGenerator json,
      String name,
      List<ChromaRecord> records,
      Function<ChromaRecord, String> value)
      throws IOException {
    if (records.stream().map(value).allMatch(text -> text == null)) {
      return;
    }
    json.writeArrayFieldStart(name);
    for (ChromaRecord record : records) {
      json.writeString(value.apply(record));
    }
    json.writeEndArray();
  }

  static RequestBody update(String id, String document) {
    return RequestBody.of(
        json -> {
          writeStrings(json, "ids", List.of(id));
          writeStrings(json, "documents", List.of(document));
        });
  }

  static RequestBody ids(List<String> ids) {
    return RequestBody.of(json -> writeStrings(json, "ids", ids));
  }

  private static void writeStrings(JsonGenerator json, String name, List<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
