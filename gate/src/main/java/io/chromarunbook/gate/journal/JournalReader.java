package io.chromarunbook.gate.journal;

import com.fasterxml.jackson.core.JacksonException;
import io.chromarunbook.gate.mode.GateJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a journal, also one that is being written. */
public final class JournalReader {

  private static final Logger LOG = LoggerFactory.getLogger(JournalReader.class);

  private JournalReader() {}

  /** All writes that it has, in their order, each with what came of it. */
  public static List<JournalEntry> writes(Path state) throws IOException {
    Map<Long, JournalEntry> byNumber = new TreeMap<>();
    for (Path file : files(state.resolve("journal"))) {
      for (JournalEntry line : lines(file)) {
        byNumber.merge(line.number(), line, JournalReader::joined);
      }
    }
    return byNumber.values().stream().filter(write -> write.operation() != null).toList();
  }

  private static JournalEntry joined(JournalEntry begun, JournalEntry end) {
    return new JournalEntry(
        begun.number(),
        begun.at(),
        begun.operation(),
        begun.collection(),
        begun.server(),
        begun.client(),
        begun.ids(),
        end.status(),
        end.outcome());
  }

  static long lastNumber(Path directory) throws IOException {
    List<Path> files = files(directory);
    long last = 0;
    for (int each = Math.max(0, files.size() - 2); each < files.size(); each++) {
      for (JournalEntry line : lines(files.get(each))) {
        last = Math.max(last, line.number());
      }
    }
    return last;
  }

  static List<Path> files(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> file.getFileName().toString().startsWith("writes-"))
          .sorted()
          .toList();
    }
  }

  private static List<JournalEntry> lines(Path file) throws IOException {
    List<JournalEntry> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        try {
          lines.add(GateJson.MAPPER.readValue(line, JournalEntry.class));
        } catch (JacksonException e) {
          // The last line of a door that was killed: that write was never answered.
          LOG.debug("A torn line of {} is left out.", file);
        }
      }
    }
    return lines;
  }
}
