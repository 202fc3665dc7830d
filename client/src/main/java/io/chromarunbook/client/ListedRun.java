package io.chromarunbook.client;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.common.SearchAttributeKey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run as Temporal's list has it, open or ended; no worker is asked.
 *
 * @param awaiting who or what it waits for; empty where it waits for nobody
 */
public record ListedRun(KnownRun run, List<String> awaiting) {

  private static final SearchAttributeKey<List<String>> AWAITING =
      SearchAttributeKey.forKeywordList("RunbookAwaiting");

  public ListedRun {
    awaiting = List.copyOf(awaiting);
  }

  /** All that Temporal remembers, the newest first. */
  static List<ListedRun> all(WorkflowClient client) {
    try (Stream<WorkflowExecutionMetadata> found = client.listExecutions(Migrations.ALL_RUNS)) {
      return found
          .map(ListedRun::of)
          .sorted(Comparator.comparing((ListedRun listed) -> listed.run().startedAt()).reversed())
          .toList();
    }
  }

  private static ListedRun of(WorkflowExecutionMetadata listed) {
    return new ListedRun(
        KnownRun.of(listed),
        Optional.ofNullable(listed.getTypedSearchAttributes().get(AWAITING)).orElse(List.of()));
  }
}
