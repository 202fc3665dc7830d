package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.directory.ChromaDirectory;
import io.chromarunbook.directory.FaultKind;
import io.chromarunbook.directory.FaultyDirectory;
import io.chromarunbook.directory.MadeDirectories;
import io.chromarunbook.directory.OpenBy;
import io.chromarunbook.directory.Road;
import io.chromarunbook.directory.TreeHash;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.StackListener;
import io.chromarunbook.starter.migration.MigrationStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every faulty directory of the table in docs/assess.md, converted: what becomes of it is what its
 * fault's road says, the original is as it was, and the official client opens what came out.
 */
@Tag("servers")
@Tag("releases")
@Timeout(300)
@ExtendWith(MadeDirectories.Extension.class)
class ConvertFaultsTest {

  private static final Path MEASURED = Path.of("target", "what-convert-does.md");

  /** Records that were written without a vector, which no 1.x takes. */
  private static final int WITHOUT_EMBEDDING = 3;

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>(MigrationStage.environment());
  private LocalStack clients;

  @BeforeEach
  void lives_in_a_home_of_its_own() {
    environment.remove("RUNBOOK_LAUNCHER");
    environment.put("RUNBOOK_HOME", folder.resolve("home").toString());
    clients = LocalStack.in(folder.resolve("clients"), StackListener.silent(), environment);
  }

  @AfterEach
  void stops_what_a_failure_left_running() {
    var ignored = Typed.in(environment, "down");
  }

  @ParameterizedTest
  @EnumSource
  void a_faulty_directory_becomes_what_is_said_of_its_fault(
      FaultyDirectory faulty, MadeDirectories made) throws Exception {
    Path old = faulty.in(folder.resolve("old"), made);
    String before = TreeHash.of(old);
    // Some damage shows in more than one way, and the worst counts.
    Road road =
        ChromaDirectory.assess(old).faults().stream()
            .map(fault -> fault.kind().road())
            .max(Road::compareTo)
            .orElseThrow();

    Typed convert = converted(old, faulty.kind());

    String row =
        switch (road) {
          case AS_IT_IS -> "in place" + becameWhole(convert, "In place: 1.5.9 opened a copy");
          case THROUGH_API -> "through the API" + becameWhole(convert, "Through the API: ");
          case MEND_FIRST -> "refused" + refused(convert, faulty.kind(), 4);
          case DAMAGED -> "refused" + refused(convert, faulty.kind(), 5);
        };
    assertThat(TreeHash.of(old)).as("the original").isEqualTo(before);
    assertThat(OpenBy.processes(folder).known()).isEmpty();
    note("| `%s` | %s | unchanged |".formatted(faulty.name().toLowerCase(Locale.ROOT), row));
  }

  private Typed converted(Path old, FaultKind kind) {
    List<String> words =
        new ArrayList<>(List.of("convert", old.toString(), target().toString(), "--yes", "--json"));
    if (kind == FaultKind.RECORD_WITHOUT_EMBEDDING) {
      words.addAll(List.of("--quarantine", "" + WITHOUT_EMBEDDING));
    }
    return Typed.in(environment, words.toArray(String[]::new));
  }

  private Path target() {
    return folder.resolve("new");
  }

  private String becameWhole(Typed convert, String lane) throws IOException, InterruptedException {
    assertThat(convert.exitCode()).as("%s", convert).isZero();
    JsonNode totals = convert.json().path("totals");
    int equal = totals.path("equal").asInt();
    int aside = totals.path("quarantined").asInt();
    assertThat(equal + aside)
        .isEqualTo(totals.path("snapshot").asInt())
        .isGreaterThanOrEqualTo(MadeDirectories.RECORDS_OF_SMALLEST);
    assertThat(Files.readString(folder.resolve("home/runs/convert-1/report.json"))).contains(lane);
    PersistentClient client = new PersistentClient(PythonPackages.of(clients));
    assertThat(client.records(target())).isEqualTo(equal);
    return " | 0 | %d equal%s | opened, read, searched, written to"
        .formatted(equal, aside == 0 ? "" : ", " + aside + " put aside");
  }

  private String refused(Typed convert, FaultKind kind, int exitCode) {
    assertThat(convert.exitCode()).as("%s", convert).isEqualTo(exitCode);
    assertThat(convert.err()).contains(kind.words(), kind.remedy(), "assess ");
    assertThat(target()).doesNotExist();
    assertThat(folder.resolve("home/runs")).doesNotExist();
    assertThat(folder.resolve("home/stack")).doesNotExist();
    return " | " + exitCode + " | – | not made";
  }

  private static void note(String row) throws IOException {
    Files.createDirectories(MEASURED.getParent());
    Files.writeString(MEASURED, row + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
