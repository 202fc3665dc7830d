package io.chromarunbook.activities.leftbehind;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.chromarunbook.activities.leftbehind.LeftBehindRecord.Added;
import io.chromarunbook.activities.leftbehind.LeftBehindRecord.Changed;
import io.chromarunbook.activities.leftbehind.LeftBehindRecord.Gone;
import io.chromarunbook.activities.snapshot.JsonLinesFile;
import io.chromarunbook.activities.snapshot.RecordJson;
import io.chromarunbook.chroma.ChromaRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A record left behind as one JSON object: kind, collection (at the target), source (its name
 * there), id, part, record, and expected, which is the list of differing fields of a changed record
 * and the digest of one that is gone.
 */
final class LeftBehindLine {

  private static final String ADDED = "new";
  private static final String CHANGED = "changed";
  private static final String GONE = "gone";

  private LeftBehindLine() {}

  static JsonLinesFile.Line of(LeftBehindRecord record) {
    return line -> write(line, record);
  }

  private static void write(JsonGenerator line, LeftBehindRecord record) throws IOException {
    line.writeStartObject();
    if (record instanceof Added added) {
      begin(line, ADDED, added);
      write(line, added.record());
    } else if (record instanceof Changed changed) {
      begin(line, CHANGED, changed);
      line.writeNumberField("part", changed.part());
      write(line, changed.record());
      line.writeArrayFieldStart("expected");
      for (String field : changed.differing()) {
        line.writeString(field);
      }
      line.writeEndArray();
      line.writeBooleanField("differedBefore", changed.differedBefore());
    } else if (record instanceof Gone gone) {
      begin(line, GONE, gone);
      line.writeNumberField("part", gone.part());
      line.writeNullField("record");
      line.writeStringField("expected", gone.migrated());
    }
    line.writeEndObject();
  }

  private static void begin(JsonGenerator line, String kind, LeftBehindRecord record)
      throws IOException {
    line.writeStringField("kind", kind);
    line.writeStringField("collection", record.target());
    line.writeStringField("source", record.source());
    line.writeStringField("id", record.id());
  }

  private static void write(JsonGenerator line, ChromaRecord record) throws IOException {
    line.writeFieldName("record");
    RecordJson.write(line, record);
  }

  /**
   * Reads the object whose opening brace is the parser's current token.
   *
   * @throws IOException where the JSON is not of this shape
   */
  static LeftBehindRecord read(JsonParser line) throws IOException {
    if (line.currentToken() != JsonToken.START_OBJECT) {
      throw new JsonParseException(line, "a record left behind starts with {");
    }
    String kind = null;
    String target = null;
    String source = null;
    String id = null;
    int part = 0;
    ChromaRecord record = null;
    List<String> differing = List.of();
    String migrated = null;
    boolean differedBefore = false;
    while (line.nextToken() == JsonToken.FIELD_NAME) {
      String field = line.currentName();
      JsonToken token = line.nextToken();
      switch (field) {
        case "kind" -> kind = line.getValueAsString();
        case "collection" -> target = line.getValueAsString();
        case "source" -> source = line.getValueAsString();
        case "id" -> id = line.getValueAsString();
        case "part" -> part = line.getIntValue();
        case "record" -> record = token == JsonToken.VALUE_NULL ? null : RecordJson.read(line);
        case "expected" -> {
          if (token == JsonToken.START_ARRAY) {
            differing = texts(line);
          } else {
            migrated = line.getValueAsString();
          }
        }
        case "differedBefore" -> differedBefore = line.getBooleanValue();
        default -> line.skipChildren();
      }
    }
    if (kind == null || target == null || source == null || id == null) {
      throw new JsonParseException(line, "a line has no kind, collection, source or id");
    }
    boolean whole = record != null && record.id().equals(id);
    if (kind.equals(ADDED) && whole) {
      return new Added(source, target, record);
    }
    if (kind.equals(CHANGED) && whole && part > 0) {
      return new Changed(source, target, part, record, differing, differedBefore);
    }
    if (kind.equals(GONE) && migrated != null && part > 0) {
      return new Gone(source, target, part, id, migrated);
    }
    throw new JsonParseException(line, "a line is not what its kind asks for");
  }

  private static List<String> texts(JsonParser line) throws IOException {
    List<String> texts = new ArrayList<>();
    while (line.nextToken() != JsonToken.END_ARRAY) {
      texts.add(line.getText());
    }
    return texts;
  }
}
