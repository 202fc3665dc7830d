package io.chromarunbook.starter.history;

import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.starter.history.HistoryLine.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What workers of a home logged: what a run waited for, what people were told, Temporal's silence.
 */
final class WorkerLog {

  /** As worker-logback.xml has a line. */
  private static final Pattern LINE =
      Pattern.compile(
          "(?<at>\\S+) +[A-Z]+ +\\[(?<migration>\\S+) \\S+ \\S+] (?<logger>\\S+) - (?<text>.*)");

  private static final Pattern WAITED = Pattern.compile("(Waiting|Over): .*");
  private static final String NOTICES = ".NotificationActivitiesImpl";
  private static final String TEMPORAL = ".TemporalLog";
  private static final String WORKER = ".RunbookWorker";

  /** Between the parts of a notice. */
  private static final Pattern PART = Pattern.compile(" \\| ");

  /** Half a character of a file that is just being written is no reason to stop. */
  private static final Charset ANY = StandardCharsets.ISO_8859_1;

  private record Line(Instant at, String migration, String logger, String text) {}

  private WorkerLog() {}

  /** What happened in this run, as long as logs are kept. */
  static List<HistoryLine> of(RunbookHome home, String migration) {
    List<HistoryLine> lines = new ArrayList<>();
    forEach(
        home,
        line -> {
          if (line.migration().equals(migration)) {
            told(line).ifPresent(lines::add);
          }
        });
    return lines;
  }

  private static Optional<HistoryLine> told(Line line) {
    if (WAITED.matcher(line.text()).matches()) {
      return Optional.of(HistoryLine.of(line.at(), Kind.OUTAGE, TrafficLine.plain(line.text())));
    }
    List<String> parts = PART.splitAsStream(line.text()).toList();
    return line.logger().endsWith(NOTICES) && parts.size() > 1
        ? NoticeLine.of(line.at(), parts.get(0), parts.get(1))
            .filter(notice -> notice.kind() != Kind.OUTAGE)
        : Optional.empty();
  }

  /** Since when Temporal does not answer, as a worker noticed; nothing where none did. */
  static Optional<Instant> temporalSilentSince(RunbookHome home) {
    List<Instant> since = new ArrayList<>();
    forEach(
        home,
        line -> {
          if (line.logger().endsWith(WORKER) || line.text().startsWith("Temporal answers again")) {
            since.clear();
          } else if (line.logger().endsWith(TEMPORAL) && since.isEmpty()) {
            since.add(line.at());
          }
        });
    return since.stream().findFirst();
  }

  private static void forEach(RunbookHome home, Consumer<Line> use) {
    for (Path file : files(home.root().resolve("log"))) {
      try (Stream<String> written = Files.lines(file, ANY)) {
        written.forEach(text -> read(text).ifPresent(use));
      } catch (IOException | UncheckedIOException e) {
        // It was rolled away meanwhile; what it said is not known then.
      }
    }
  }

  /** Older ones first, as they are numbered; the one that is written to has no number. */
  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.getFileName().toString().startsWith("worker."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  private static Optional<Line> read(String written) {
    Matcher line = LINE.matcher(new String(written.getBytes(ANY), StandardCharsets.UTF_8));
    if (!line.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Line(
              OffsetDateTime.parse(line.group("at")).toInstant(),
              line.group("migration"),
              line.group("logger"),
              line.group("text")));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
