package io.chromarunbook.chroma;

import static io.chromarunbook.chroma.EndlessServer.collections;
import static io.chromarunbook.chroma.EndlessServer.endless;
import static io.chromarunbook.chroma.EndlessServer.endlessHead;
import static io.chromarunbook.chroma.EndlessServer.whole;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that never end, read by a process with little memory. */
@Tag("patience")
@Timeout(120)
final class EndlessAnswersTest {

  private static final String RECORDS = "POST " + collections() + "/c-1/get";

  // A long text takes four times its length while it is read.
  private static final String SOME_MEMORY = "-Xmx300m";

  /** What is asked. */
  private enum Question {
    COLLECTIONS {
      @Override
      void ask(WritableServer server) {
        server.collections();
      }
    },
    IDS {
      @Override
      void ask(WritableServer server) {
        server.ids(BOOKS, id -> {});
      }
    },
    RECORDS_BY_ID {
      @Override
      void ask(WritableServer server) {
        server.records(BOOKS, List.of("a", "b"), record -> {});
      }
    },
    SEARCH {
      @Override
      void ask(WritableServer server) {
        server.query(BOOKS, List.of(new float[] {1, 2}), 10);
      }
    },
    CLOCK {
      @Override
      void ask(WritableServer server) {
        server.clock();
      }
    };

    abstract void ask(WritableServer server);
  }

  private static final CollectionInfo BOOKS =
      new CollectionInfo(
          "c-1", "books", Map.of(), DistanceFunction.L2, IndexSettings.DEFAULTS, Optional.of(2));

  @SuppressWarnings("ImmutableEnumChecker")
  private enum Endless {
    LIST_OF_COLLECTIONS(
        Question.COLLECTIONS,
        "GET " + collections(),
        endless(200, "[", "{\"id\":\"x\",\"name\":\"x\",\"metadata\":null},"),
        "more than the 1,000 collections that were asked for"),
    NAME_OF_A_COLLECTION(
        Question.COLLECTIONS,
        "GET " + collections(),
        endless(200, "[{\"id\":\"x\",\"name\":\"", "x"),
        "more than 48 million characters in one text"),
    KEY_OF_METADATA(
        Question.COLLECTIONS,
        "GET " + collections(),
        endless(200, "[{\"id\":\"x\",\"name\":\"x\",\"metadata\":{\"", "x"),
        "more than 1 million characters in one name"),
    METADATA(
        Question.COLLECTIONS,
        "GET " + collections(),
        endless(200, "[{\"id\":\"x\",\"name\":\"x\",\"metadata\":{", "\"a\":1,"),
        "more than 1,000,000 names and values"),
    NESTING(
        Question.COLLECTIONS,
        "GET " + collections(),
        endless(200, "", "["),
        "more than 100 lists and objects within each other"),
    NUMBER(
        Question.COLLECTIONS,
        "GET " + collections(),
        endless(200, "[{\"id\":\"x\",\"name\":\"x\",\"metadata\":{\"a\":", "1"),
        "more than 48 million characters in one text"),
    PAGE_OF_IDS(
        Question.IDS,
        RECORDS,
        endless(200, "{\"ids\":[", "\"x\","),
        "more than the 5,000 records that were asked for"),
    RECORDS_NOBODY_ASKED_FOR(
        Question.RECORDS_BY_ID, RECORDS, endless(200, "{\"ids\":[", "\"x\","), "more than 64 MB"),
    DOCUMENT(
        Question.RECORDS_BY_ID,
        RECORDS,
        endless(200, "{\"ids\":[\"a\"],\"documents\":[\"", "x"),
        "more than 64 MB"),
    EMBEDDING(
        Question.RECORDS_BY_ID,
        RECORDS,
        endless(200, "{\"ids\":[\"a\"],\"embeddings\":[[", "0,"),
        "more than 64 MB"),
    WHITE_SPACE_BEFORE(
        Question.COLLECTIONS, "GET " + collections(), endless(200, "", " "), "more than 64 MB"),
    WHITE_SPACE_AFTER(
        Question.COLLECTIONS, "GET " + collections(), endless(200, "[]", "\n"), "more than 64 MB"),
    NEIGHBOURS(
        Question.SEARCH,
        "POST " + collections() + "/c-1/query",
        endless(200, "{\"ids\":[[", "\"x\","),
        "more than 1,000,000 names and values"),
    ERROR(
        Question.COLLECTIONS,
        "GET " + collections(),
        endless(500, "", "It went wrong. "),
        "answered 500: It went wrong. It went wrong."),
    LINE_OF_THE_HEAD(
        Question.COLLECTIONS,
        "GET " + collections(),
        endlessHead("x"),
        "its head was cut short, or is longer than 256 KB"),
    HEAD(
        Question.COLLECTIONS,
        "GET " + collections(),
        endlessHead("x\r\nX-More: "),
        "its head was cut short, or is longer than 256 KB");

    private final Question question;
    private final String path;
    private final EndlessServer.Reply reply;
    private final String told;

    Endless(Question question, String path, EndlessServer.Reply reply, String told) {
      this.question = question;
      this.path = path;
      this.reply = reply;
      this.told = told;
    }
  }

  /** Asks a server, in a process with little memory. */
  static final class Asker {

    private Asker() {}

    /** Takes the server's address and the question; says how it ended. */
    public static void main(String[] arguments) {
      try (WritableServer server = ChromaServers.toWrite(ServerAddress.at(arguments[0]))) {
        Question.valueOf(arguments[1]).ask(server);
        System.out.println("It ended well.");
      } catch (ChromaException e) {
        System.out.println(e.kind() + " " + e.getMessage());
      }
    }
  }

  private static String asked(EndlessServer server, Question question)
      throws IOException, InterruptedException {
    return asked(server, question, "-Xmx200m");
  }

  private static String asked(EndlessServer server, Question question, String memory)
      throws IOException, InterruptedException {
    Process asker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                memory,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Asker.class.getName(),
                server.url(),
                question.name())
            .redirectErrorStream(true)
            .start();
    String said = new String(asker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(asker.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return said.strip();
  }

  @ParameterizedTest
  @EnumSource(Endless.class)
  void an_answer_without_end_ends_with_one_sentence_at_a_stated_limit(Endless endless)
      throws Exception {
    try (EndlessServer server = new EndlessServer().on(endless.path, endless.reply)) {
      String said = asked(server, endless.question);

      assertThat(said).contains(endless.told).contains(server.url()).hasSizeLessThan(500);
      assertThat(said.lines()).hasSize(1);
    }
  }

  @Test
  void a_listing_of_collections_without_end_ends_too() throws Exception {
    try (EndlessServer server = new EndlessServer()) {
      server.on(
          "GET " + collections(),
          out ->
              whole(
                      IntStream.range(0, 1_000)
                          .mapToObj(each -> described(server.next()))
                          .collect(Collectors.joining(",", "[", "]")))
                  .to(out));

      assertThat(asked(server, Question.COLLECTIONS))
          .isEqualTo(
              "BROKEN_ANSWER "
                  + server.url()
                  + " lists more than 100,000 collections and no more are read.");
    }
  }

  private static String described(long number) {
    return "{\"id\":\"00000000-0000-0000-0000-%012d\",\"name\":\"collection-%d\",\"metadata\":{\"owner\":\"team-%d\",\"hnsw:space\":\"l2\"},\"configuration_json\":{\"hnsw\":{\"space\":\"l2\"}},\"dimension\":384}"
        .formatted(number, number, number);
  }

  @Test
  void a_listing_of_ids_without_end_ends_too() throws Exception {
    try (EndlessServer server = new EndlessServer()) {
      server
          .on("GET " + collections() + "/c-1/count", whole("10"))
          .on(
              RECORDS,
              out ->
                  whole(
                          IntStream.range(0, 5_000)
                              .mapToObj(each -> "\"id-" + server.next() + "\"")
                              .collect(Collectors.joining(",", "{\"ids\":[", "]}")))
                      .to(out));

      assertThat(asked(server, Question.IDS))
          .isEqualTo(
              "BROKEN_ANSWER "
                  + server.url()
                  + " lists the ids of collection books without end: 105,000 ids, where twice the"
                  + " server's own count and 100,000 more are 100,020.");
    }
  }

  @Test
  void a_heartbeat_without_end_costs_nothing() throws Exception {
    try (EndlessServer server = new EndlessServer()) {
      WritableServer met = ChromaServers.toWrite(ServerAddress.at(server.url()));
      server.on("GET /api/v2/heartbeat", endless(200, "", " "));

      assertThat(met.clock()).isEmpty();
    }
  }

  @Test
  void a_document_of_forty_megabytes_is_read() throws Exception {
    String document = "0123456789abcde\\n".repeat((40 << 20) / 17);
    try (EndlessServer server =
        new EndlessServer()
            .on(
                RECORDS,
                whole(
                    "{\"ids\":[\"a\"],\"embeddings\":[[1]],\"documents\":[\""
                        + document
                        + "\"]}"))) {
      assertThat(asked(server, Question.RECORDS_BY_ID, SOME_MEMORY)).isEqualTo("It ended well.");

      List<ChromaRecord> records = new ArrayList<>();
      ChromaServers.toWrite(ServerAddress.at(server.url()))
          .records(BOOKS, List.of("a"), records::add);
      assertThat(records.get(0).document()).isEqualTo(document.replace("\\n", "\n"));
    }
  }

  @Test
  void records_too_large_for_one_answer_are_asked_for_one_by_one() throws Exception {
    try (EndlessServer server = new EndlessServer()) {
      String half = "x".repeat(33 << 20);
      int[] asked = new int[1];
      server.on(
          RECORDS,
          out -> {
            asked[0]++;
            String ids = asked[0] == 1 ? "\"a\",\"b\"" : asked[0] == 2 ? "\"a\"" : "\"b\"";
            String documents =
                asked[0] == 1 ? "\"" + half + "\",\"" + half + "\"" : "\"" + half + "\"";
            whole("{\"ids\":[" + ids + "],\"documents\":[" + documents + "]}").to(out);
          });

      assertThat(asked(server, Question.RECORDS_BY_ID, SOME_MEMORY)).isEqualTo("It ended well.");
      assertThat(asked[0]).isEqualTo(3);
    }
  }
}
