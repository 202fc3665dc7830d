package io.chromarunbook.gate.translation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The table of docs/old-clients.md: what a client is not given as it was, call by call. */
final class OldClientsPage {
  private static final Path PAGE = Path.of("..", "docs", "old-clients.md");

  /** One row, in the words of the page. */
  private record Row(String before, String after) {}

  private OldClientsPage() {}

  /** Whether the page says just what was seen of this client. */
  static void assertTrueOf(String client, Crossing crossing, Path errors) throws IOException {
    Map<String, Row> rows = rowsOf(client);
    Map<String, String> differences = Sameness.differences(crossing);
    assertThat(differences.keySet())
        .as("%s%n%s", differences, Files.readString(errors))
        .isEqualTo(rows.keySet());
    rows.forEach(
        (call, row) -> {
          assertRaises(row.before(), crossing.before().get(call));
          assertRaises(row.after(), crossing.after().get(call));
        });
  }

  /** A cell that names an exception means that very one. */
  private static void assertRaises(String cell, JsonNode outcome) {
    if (cell.matches("\\w+(Error|Exception)|Exception")) {
      assertThat(outcome.path("raises").asText()).matches("(.*\\.)?" + cell);
    } else {
      assertThat(outcome.has("raises")).isFalse();
    }
  }

  private static Map<String, Row> rowsOf(String client) throws IOException {
    Map<String, Row> rows = new TreeMap<>();
    try (Stream<String> lines = Files.lines(PAGE)) {
      lines
          .filter(line -> line.startsWith("| " + client + " |"))
          .map(line -> line.split("\\|", -1))
          .forEach(
              cells -> rows.put(cells[2].strip(), new Row(cells[3].strip(), cells[4].strip())));
    }
    return rows;
  }
}
