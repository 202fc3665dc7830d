package io.chromarunbook.chroma.releases;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.WritableServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a 0.x server takes in and a 1.x server would not: it has to be read before it is judged. */
@Tag("servers")
@Timeout(60)
@ExtendWith(RealServers.Extension.class)
final class OddRecordsTest {
  private WritableServer server;
  private RawHttp raw;
  private CollectionInfo collection;

  @BeforeEach
  void make_a_collection(RealServers servers) {
    server = ChromaServers.toWrite(servers.addressOf(RealServer.CHROMA_0_5));
    raw = new RawHttp(servers.addressOf(RealServer.CHROMA_0_5));
    collection =
        server.create(
            new NewCollection(
                "odd_records", Map.of(), DistanceFunction.L2, IndexSettings.DEFAULTS));
  }

  @AfterEach
  void remove_it() {
    server.drop(collection);
    server.close();
  }

  @Test
  void every_vector_keeps_its_id_where_some_records_have_none()
      throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    for (int number = 0; number < 200; number++) {
      String id = "r" + number;
      ids.add(id);
      raw.upsert(
          collection,
          hasEmbedding(number)
              ? "{\"ids\":[\"%s\"],\"embeddings\":[[%d,1]]}".formatted(id, number)
              : "{\"ids\":[\"%s\"],\"documents\":[\"text only\"]}".formatted(id));
    }

    Map<String, ChromaRecord> found = records(ids);

    assertThat(found).hasSize(200);
    for (int number = 0; number < 200; number++) {
      float[] expected = hasEmbedding(number) ? new float[] {number, 1} : null;
      assertThat(found.get("r" + number).embedding()).as("r" + number).isEqualTo(expected);
    }
  }

  private static boolean hasEmbedding(int number) {
    return number != 0 && number != 57 && number != 58 && number != 199;
  }

  @Test
  void a_collection_without_any_vector_can_be_read() throws IOException, InterruptedException {
    raw.upsert(collection, "{\"ids\":[\"a\",\"b\"],\"documents\":[\"x\",\"y\"]}");

    Map<String, ChromaRecord> found = records(List.of("a", "b"));

    assertThat(found.get("a")).isEqualTo(new ChromaRecord("a", "x", null, Map.of(), null));
    assertThat(found.get("b")).isEqualTo(new ChromaRecord("b", "y", null, Map.of(), null));
  }

  @Test
  void an_empty_id_and_odd_keys_can_be_read() throws IOException, InterruptedException {
    raw.upsert(
        collection,
        """
        {"ids":[""],"embeddings":[[1,2]],"documents":[null],
         "metadatas":[{"":"empty","#hash":1,"$dollar":2.0}]}
        """);

    assertThat(records(List.of("")).get(""))
        .isEqualTo(
            new ChromaRecord(
                "",
                null,
                null,
                Map.of("", "empty", "#hash", 1L, "$dollar", 2.0),
                new float[] {1, 2}));
    List<String> ids = new ArrayList<>();
    server.ids(collection, ids::add);
    assertThat(ids).containsExactly("");
  }

  @Test
  void a_component_beyond_float_is_not_finite_and_in_its_place()
      throws IOException, InterruptedException {
    raw.upsert(collection, "{\"ids\":[\"a\"],\"embeddings\":[[1,1e39,3]]}");

    assertThat(records(List.of("a")).get("a").embedding())
        .containsExactly(1, Float.POSITIVE_INFINITY, 3);
  }

  @Test
  void no_null_is_left_in_the_files_where_only_some_records_have_a_document(RealServers servers)
      throws SQLException {
    float[] vector = {1, 2};
    server.upsert(
        collection,
        List.of(
            new ChromaRecord("both", "text", "file:1", Map.of("k", 1L), vector),
            new ChromaRecord("neither", null, null, Map.of(), vector),
            new ChromaRecord("document", "text", null, Map.of(), vector),
            new ChromaRecord("uri", null, "file:2", Map.of(), vector)));

    assertThat(records(List.of("both", "neither", "document", "uri"))).hasSize(4);
    List<String> queued = new ArrayList<>();
    try (Connection database =
            DriverManager.getConnection(
                "jdbc:sqlite:" + servers.databaseOf(RealServer.CHROMA_0_5));
        Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT metadata FROM embeddings_queue WHERE topic LIKE '%"
                    + collection.id()
                    + "' AND metadata IS NOT NULL")) {
      while (rows.next()) {
        queued.add(rows.getString(1));
      }
    }
    assertThat(queued).isNotEmpty().noneMatch(metadata -> metadata.contains("null"));
  }

  private Map<String, ChromaRecord> records(List<String> ids) {
    Map<String, ChromaRecord> found = new HashMap<>();
    server.records(collection, ids, record -> found.put(record.id(), record));
    return found;
  }
}
