package io.chromarunbook.chroma;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One answer to get: Chroma sends columns, in any order, which belong together by position. All of
 * a page is read before any of it is believed.
 */
final class RecordPage {
  private List<String> ids;
  private List<float[]> embeddings = List.of();
  private List<String> documents = List.of();
  private List<String> uris = List.of();
  private List<Map<String, Object>> metadatas = List.of();

  private final int most;

  private RecordPage(int most) {
    this.most = most;
  }

  /**
   * Reads the object at the parser's token.
   *
   * @param most records that were asked for
   */
  static RecordPage read(JsonParser parser, int most) throws IOException {
    RecordPage page = new RecordPage(most);
    JsonStreams.expect(parser, JsonToken.START_OBJECT);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      page.readColumn(name, parser);
    }
    page.check();
    return page;
  }

  private void readColumn(String name, JsonParser parser) throws IOException {
    if (JsonStreams.token(parser) == JsonToken.VALUE_NULL) {
      return;
    }
    switch (name) {
      case "ids" -> ids = column(parser, RecordPage::text);
      case "embeddings" -> readEmbeddings(parser);
      case "documents" -> documents = column(parser, RecordPage::text);
      case "uris" -> uris = column(parser, RecordPage::text);
      case "metadatas" -> metadatas = column(parser, RecordPage::metadata);
      default -> parser.skipChildren();
    }
  }

  /** Up to 0.4.15, a page without a record comes with the embeddings of the whole collection. */
  private void readEmbeddings(JsonParser parser) throws IOException {
    if (ids != null && ids.isEmpty()) {
      parser.skipChildren();
    } else {
      embeddings = EmbeddingColumn.read(parser, most);
    }
  }

  private void check() throws IOException {
    if (ids == null) {
      throw new JsonStreams.Unexpected("the page has no ids");
    }
    if (ids.contains(null)) {
      throw new JsonStreams.Unexpected("an id is null");
    }
    checkLength("documents", documents);
    checkLength("uris", uris);
    checkLength("metadatas", metadatas);
  }

  private void checkLength(String name, List<?> column) throws IOException {
    if (!column.isEmpty() && column.size() != ids.size()) {
      throw new JsonStreams.Unexpected(
          "the page has " + ids.size() + " ids and " + column.size() + " " + name);
    }
  }

  List<String> ids() {
    return ids;
  }

  /**
   * Whether every embedding stands at its id's place. A 0.x server leaves the embedding of a record
   * that has none out of the list, and all later ones move up; only where all are missing, or none,
   * is it known whose is whose.
   */
  boolean aligned() {
    return embeddings.isEmpty() || embeddings.size() == ids.size();
  }

  /** The records of an aligned page. */
  void forEach(Consumer<ChromaRecord> each) {
    for (int row = 0; row < ids.size(); row++) {
      each.accept(
          new ChromaRecord(
              ids.get(row),
              at(documents, row),
              at(uris, row),
              at(metadatas, row),
              at(embeddings, row)));
    }
  }

  private static <T> T at(List<T> column, int row) {
    return column.isEmpty() ? null : column.get(row);
  }

  private interface EntryReader<T> {
    T read(JsonParser parser) throws IOException;
  }

  private <T> List<T> column(JsonParser parser, EntryReader<T> entry) throws IOException {
    JsonStreams.expect(parser, JsonToken.START_ARRAY);
    List<T> column = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      AnswerLimits.requireAsked(column.size(), most, "records");
      column.add(JsonStreams.token(parser) == JsonToken.VALUE_NULL ? null : entry.read(parser));
    }
    return column;
  }

  private static String text(JsonParser parser) throws IOException {
    JsonStreams.expect(parser, JsonToken.VALUE_STRING);
    return parser.getText();
  }

  private static Map<String, Object> metadata(JsonParser parser) throws IOException {
    Map<String, Object> metadata = JsonStreams.object(parser);
    metadata.values().removeIf(value -> value == null);
    return metadata;
  }
}
