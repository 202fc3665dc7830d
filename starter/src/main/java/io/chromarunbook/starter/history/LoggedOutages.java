package io.chromarunbook.starter.history;

import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.starter.history.HistoryLine.Kind;
import io.chromarunbook.workflows.steps.Outage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a run waited for when its workers last logged it, for whoever can ask nobody else. */
public final class LoggedOutages {

  private static final String WAITING = "Waiting: ";
  private static final String OVER = "Over: ";

  /** How the log says each kind, as {@link Outage#lasting} has it. */
  private record Form(Outage.Kind kind, Pattern pattern) {

    static Form of(Outage.Kind kind) {
      String said = new Outage(kind, "\1", Instant.EPOCH, "\2", null).lasting(since -> "\3");
      String pattern =
          Pattern.quote(said)
              .replace("\1", "\\E(?<what>.*?)\\Q")
              .replace("\2", "\\E(?<error>.*)\\Q")
              .replace("\3", "\\E\\S+\\Q");
      return new Form(kind, Pattern.compile("(?s)" + pattern + ".*"));
    }
  }

  private static final List<Form> FORMS =
      Arrays.stream(Outage.Kind.values()).map(Form::of).toList();

  private LoggedOutages() {}

  /** Those that were not over yet. */
  public static List<Outage> lasting(RunbookHome home, String id) {
    Map<String, Outage> lasting = new LinkedHashMap<>();
    for (HistoryLine line : WorkerLog.of(home, id)) {
      if (line.kind() == Kind.OUTAGE && line.text().startsWith(WAITING)) {
        read(line).ifPresent(outage -> lasting.putIfAbsent(outage.what(), outage));
      } else if (line.kind() == Kind.OUTAGE && line.text().startsWith(OVER)) {
        lasting.keySet().removeIf(what -> line.text().startsWith(OVER + what));
      }
    }
    return new ArrayList<>(lasting.values());
  }

  private static Optional<Outage> read(HistoryLine line) {
    String text = line.text().substring(WAITING.length());
    for (Form form : FORMS) {
      Matcher said = form.pattern().matcher(text);
      if (said.matches()) {
        return Optional.of(
            new Outage(form.kind(), said.group("what"), line.at(), said.group("error"), null));
      }
    }
    return Optional.empty();
  }
}
