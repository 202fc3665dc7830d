package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.starter.documents.DocumentFolder;
import io.chromarunbook.starter.documents.DocumentName;
import io.chromarunbook.starter.documents.DocumentSet;
import io.chromarunbook.starter.documents.KnownCommand;
import io.chromarunbook.starter.documents.Pasted;
import io.chromarunbook.starter.documents.Subject;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.Terminal;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** The documents' commands are the program's, and the command that writes them harms nothing. */
class DocsCommandTest {

  private static final Path COMMITTED = Path.of("..", "docs", "runbook");
  private static final Path FRESH = Path.of("target", "runbook-documents");
  private static final Pattern WORD = Pattern.compile("'((?:[^']|'\\\\'')*)'|([^ ']+)");

  private static final String PLAN =
      """
      migration: kb
      source: {url: "http://127.0.0.1:1"}
      target: {url: "http://127.0.0.1:1/other"}
      people: {operations-lead: [ann], dba: [bo], security: [cy], technician: [ed]}
      """;

  @TempDir private Path folder;

  private static CommandLine program() {
    return RunbookCommandLine.over(
        new Session(Terminal.toProgram(new StringWriter(), new StringWriter()), Map.of()));
  }

  private static Subject generic() {
    return DocsCommand.genericSubject(program().getCommandSpec());
  }

  private Typed type(String... arguments) {
    return Typed.in(Map.of("RUNBOOK_HOME", folder.resolve("home").toString()), arguments);
  }

  private Path plan() throws IOException {
    return Files.writeString(folder.resolve("plan.yaml"), PLAN);
  }

  @Test
  void the_committed_documents_are_those_that_would_be_written_now() throws IOException {
    Map<String, String> files = DocumentSet.files(generic(), DocumentSet.Format.md);
    new DocumentFolder(FRESH).write(files);

    for (Map.Entry<String, String> file : files.entrySet()) {
      Path committed = COMMITTED.resolve(file.getKey());
      assertThat(Files.exists(committed) ? Files.readString(committed) : "")
          .as("%s is out of date; write it anew: cp starter/%s/* docs/runbook/", committed, FRESH)
          .isEqualTo(file.getValue());
    }
  }

  @Test
  void every_command_of_the_program_is_in_the_reference() {
    List<String> lines = Pasted.ours(generic(), DocumentName.COMMANDS);

    assertThat(generic().commands()).hasSizeGreaterThan(35);
    assertThat(generic().commands().stream().map(KnownCommand::words))
        .allSatisfy(
            words ->
                assertThat(lines)
                    .anyMatch(
                        line ->
                            line.equals("./runbook " + words)
                                || line.startsWith("./runbook " + words + " ")));
  }

  @ParameterizedTest
  @EnumSource
  void every_command_of_every_document_is_one_the_program_takes(DocumentName name) {
    for (String line : Pasted.ours(generic(), name)) {
      String[] words = words(line).skip(1).toArray(String[]::new);
      assertThatCode(() -> program().parseArgs(words)).as(line).doesNotThrowAnyException();
    }
  }

  /** As a shell takes them apart. */
  private static Stream<String> words(String line) {
    return WORD.matcher(line)
        .results()
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1));
  }

  @Test
  void without_temporal_and_servers_the_documents_are_written_and_say_what_is_missing()
      throws IOException {
    Path out = folder.resolve("out");

    Typed written = type("docs", plan().toString(), "-o", out.toString(), "--format", "md");

    assertThat(written.exitCode()).as("%s", written).isZero();
    assertThat(written.out())
        .contains("Wrote 10 documents into " + out)
        .contains("Without an inventory: The source http://127.0.0.1:1 cannot be used")
        .contains("Without a forecast", "--dry-run --wait")
        .contains("Open first: " + out.resolve("index.md"));
    assertThat(Files.readString(out.resolve("runbook.md")))
        .contains("The inventory is missing here: The source");
  }

  @Test
  void a_script_is_told_what_was_written_and_what_is_missing() throws IOException {
    JsonNode answer =
        type("docs", plan().toString(), "-o", folder.resolve("out").toString(), "--json").json();

    assertThat(answer.path("migration").asText()).isEqualTo("kb");
    assertThat(answer.path("files")).hasSize(10);
    assertThat(answer.path("open").asText()).endsWith("index.html");
    assertThat(answer.path("inventory").asBoolean(true)).isFalse();
    assertThat(answer.path("missing").asText()).contains("127.0.0.1:1");
    assertThat(answer.path("dryRun").isNull()).isTrue();
  }

  @Test
  void written_again_they_replace_themselves_and_nothing_that_somebody_changed()
      throws IOException {
    Path out = folder.resolve("out");
    String[] again = {"docs", "--generic", "-o", out.toString()};
    assertThat(type(again).exitCode()).isZero();
    assertThat(type(again).exitCode()).isZero();
    Files.writeString(out.resolve("dba.md"), "our own notes");
    String runbook = Files.readString(out.resolve("runbook.md"));
    Files.writeString(out.resolve("runbook.md"), runbook + "\nand a note\n");

    type(again).fails(ExitCode.REFUSED, "are runbook.md, dba.md", "nothing was written");

    assertThat(Files.readString(out.resolve("dba.md"))).isEqualTo("our own notes");
  }

  @Test
  void a_file_that_was_there_before_is_not_overwritten() throws IOException {
    Files.writeString(folder.resolve("index.html"), "the whole site");

    type("docs", plan().toString(), "-o", folder.toString())
        .fails(ExitCode.REFUSED, "index.html", "nothing was written");

    assertThat(Files.readString(folder.resolve("index.html"))).isEqualTo("the whole site");
    assertThat(folder.resolve("runbook.html")).doesNotExist();
  }

  @Test
  void what_cannot_be_is_told_in_one_sentence() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    type("docs", plan().toString(), "-o", file.toString())
        .fails(ExitCode.USAGE, "cannot be written into " + file);
    type("docs", folder.resolve("no.yaml").toString()).fails(ExitCode.USAGE, "There is no plan");
    Files.writeString(file, PLAN.replace("migration:", "migraton:"));
    type("docs", file.toString()).fails(ExitCode.USAGE, "did you mean 'migration'?");
    assertThat(type("docs").exitCode()).isEqualTo(ExitCode.USAGE);
  }
}
