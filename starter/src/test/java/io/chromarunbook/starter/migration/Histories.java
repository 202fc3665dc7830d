package io.chromarunbook.starter.migration;

import io.chromarunbook.workflows.Names;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Writes histories of real runs down where RUNBOOK_RECORD_HISTORIES names a folder: that is how the
 * histories a release is replayed against come to be.
 */
public final class Histories {

  // The printer of histories writes the padding's "=" as an escape.
  private static final Pattern PAYLOAD = Pattern.compile("\"data\": \"([^\"]+)\"");
  private static final Pattern PLACE =
      Pattern.compile("(?<![\\w.:/])/(root|home|Users|tmp|var|usr|opt|work)/[^\"\\\\ ]*");
  private static final Pattern TEMPORARY =
      Pattern.compile(Pattern.quote(System.getProperty("java.io.tmpdir")) + "/[A-Za-z-]+[0-9]+");

  private Histories() {}

  /** What a history tells of places on the machine it was recorded on. */
  static List<String> places(String history) {
    return Stream.concat(
            Stream.of(history),
            PAYLOAD.matcher(history).results().map(payload -> decoded(payload.group(1))))
        .flatMap(text -> PLACE.matcher(text).results().map(MatchResult::group))
        .toList();
  }

  private static String withoutPlaces(String history) {
    return withoutPlace(
        PAYLOAD
            .matcher(history)
            .replaceAll(
                payload -> {
                  String text = decoded(payload.group(1));
                  String without = withoutPlace(text);
                  return Matcher.quoteReplacement(
                      without.equals(text)
                          ? payload.group()
                          : "\"data\": \"" + encoded(without) + "\"");
                }));
  }

  private static String withoutPlace(String text) {
    return TEMPORARY
        .matcher(
            text.replace(System.getProperty("java.class.path"), "classpath")
                .replace(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "java"))
        .replaceAll("home");
  }

  private static String decoded(String payload) {
    return new String(
        Base64.getDecoder().decode(payload.replace("\\u003d", "=")), StandardCharsets.UTF_8);
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes the histories of a run, of its copy and of the first collection copied by a child. */
  public static void record(WorkflowClient client, String name, String migration)
      throws IOException {
    String folder = System.getenv("RUNBOOK_RECORD_HISTORIES");
    if (folder == null) {
      return;
    }
    Map<String, String> workflows = new TreeMap<>();
    workflows.put("runbook", migration);
    List<HistoryEvent> copy = copied(client, migration);
    if (!copy.isEmpty()) {
      workflows.put("copy", Names.copy(migration));
    }
    copy.stream()
        .filter(HistoryEvent::hasChildWorkflowExecutionStartedEventAttributes)
        .map(event -> event.getChildWorkflowExecutionStartedEventAttributes())
        .findFirst()
        .ifPresent(
            child -> workflows.put("collection", child.getWorkflowExecution().getWorkflowId()));
    for (Map.Entry<String, String> workflow : workflows.entrySet()) {
      write(
          Path.of(folder, name + "." + workflow.getKey() + ".json.gz"),
          client.fetchHistory(workflow.getValue()).toJson(true));
    }
  }

  /** Writes the history of one run of a workflow that went on in another. */
  public static void record(WorkflowClient client, String name, String migration, String run)
      throws IOException {
    String folder = System.getenv("RUNBOOK_RECORD_HISTORIES");
    if (folder != null) {
      write(Path.of(folder, name + ".json.gz"), client.fetchHistory(migration, run).toJson(true));
    }
  }

  /** What a run copied; nothing where it ended before that. */
  private static List<HistoryEvent> copied(WorkflowClient client, String migration) {
    try {
      return client.fetchHistory(Names.copy(migration)).getEvents();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
  }

  private static void write(Path file, String history) throws IOException {
    Files.createDirectories(file.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(withoutPlaces(history).getBytes(StandardCharsets.UTF_8));
    }
  }
}
