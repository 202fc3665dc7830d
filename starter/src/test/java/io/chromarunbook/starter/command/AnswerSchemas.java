package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The schemas in docs/schema, against which every answer that a test gets is held. */
final class AnswerSchemas {

  private static final Path FOLDER = Path.of("../docs/schema");
  private static final String ENDING = ".schema.json";

  /** Its document is a file of the run's folder too, by whose name it goes. */
  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "validate", "validation",
          "gate-report", "gate-status",
          "gate-freeze", "gate-status",
          "gate-thaw", "gate-status",
          "gate-switch", "gate-status",
          "gate-revert", "gate-status");

  private static final Map<String, JsonNode> WRITTEN = written();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V202012,
          builder ->
              builder.schemaLoaders(
                  loaders -> {
                    Map<String, String> byAddress = new LinkedHashMap<>();
                    WRITTEN
                        .values()
                        .forEach(
                            schema ->
                                byAddress.put(schema.path("$id").asText(), schema.toString()));
                    loaders.schemas(byAddress);
                  }));

  private AnswerSchemas() {}

  /** Every schema there is, by its name. */
  static Map<String, JsonNode> all() {
    return WRITTEN;
  }

  /** The name of the schema of each command that takes --json, by the command's words. */
  static Map<String, String> ofCommands() {
    Map<String, String> names = new TreeMap<>();
    gather(commands(), new ArrayList<>(), names);
    return names;
  }

  private static void gather(CommandLine line, List<String> words, Map<String, String> names) {
    if (line.getCommandSpec().findOption("--json") != null) {
      names.put(String.join(" ", words), schemaOf(words));
    }
    line.getSubcommands()
        .forEach(
            (name, command) -> {
              List<String> longer = new ArrayList<>(words);
              longer.add(name);
              gather(command, longer, names);
            });
  }

  private static String schemaOf(List<String> words) {
    String name = String.join("-", words);
    return OrderAnswers.COMMANDS.contains(name) ? "order" : OTHER_NAMES.getOrDefault(name, name);
  }

  /** Holds what these arguments were answered against the schema, where they ask for JSON. */
  static void describe(String out, String... arguments) {
    List<String> all = List.of(arguments);
    boolean toFile = all.contains("-o") || all.contains("--output");
    if (!all.contains("--json") || toFile || out.isBlank()) {
      return;
    }
    String schema = schemaOf(words(arguments));
    assertThat(wrong(schema, out)).as("%s, answered %s", all, out).isEmpty();
  }

  /** What of this is not as the schema says. */
  static Stream<String> wrong(String schema, String document) {
    assertThat(WRITTEN).containsKey(schema);
    try {
      JsonSchema described = FACTORY.getSchema(WRITTEN.get(schema));
      return described.validate(Json.MAPPER.readTree(document)).stream()
          .map(ValidationMessage::getMessage);
    } catch (JsonProcessingException e) {
      throw new AssertionError(document, e);
    }
  }

  /** The words of the command, without its arguments. */
  private static List<String> words(String... arguments) {
    List<String> words = new ArrayList<>();
    CommandLine line = commands();
    for (String argument : arguments) {
      CommandLine next = line.getSubcommands().get(argument);
      if (next == null) {
        break;
      }
      words.add(argument);
      line = next;
    }
    return words;
  }

  private static CommandLine commands() {
    StringWriter nowhere = new StringWriter();
    return RunbookCommandLine.over(new Session(Terminal.toProgram(nowhere, nowhere), Map.of()));
  }

  private static Map<String, JsonNode> written() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      Map<String, JsonNode> schemas = new TreeMap<>();
      for (Path file : new TreeSet<>(files.toList())) {
        String name = file.getFileName().toString();
        if (name.endsWith(ENDING)) {
          schemas.put(name.replace(ENDING, ""), Json.MAPPER.readTree(file.toFile()));
        }
      }
      return schemas;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
