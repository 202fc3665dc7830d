package io.chromarunbook.starter.migration;

import io.chromarunbook.workflows.Names;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * Writes histories of real runs down where RUNBOOK_RECORD_HISTORIES names a folder: that is how the
 * histories a release is replayed against come to be.
 */
final class Histories {

  private Histories() {}

  /** Writes the histories of a run, of its copy and of the first collection copied by a child. */
  static void record(WorkflowClient client, String name, String migration) throws IOException {
    String folder = System.getenv("RUNBOOK_RECORD_HISTORIES");
    if (folder == null) {
      return;
    }
    Map<String, String> workflows = new TreeMap<>();
    workflows.put("runbook", migration);
    workflows.put("copy", Names.copy(migration));
    client.fetchHistory(Names.copy(migration)).getEvents().stream()
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
  static void record(WorkflowClient client, String name, String migration, String run)
      throws IOException {
    String folder = System.getenv("RUNBOOK_RECORD_HISTORIES");
    if (folder != null) {
      write(Path.of(folder, name + ".json.gz"), client.fetchHistory(migration, run).toJson(true));
    }
  }

  private static void write(Path file, String history) throws IOException {
    Files.createDirectories(file.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(history.getBytes(StandardCharsets.UTF_8));
    }
  }
}
