package io.chromarunbook.activities.standing;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.chroma.AnswerTime;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.SourceStanding;
import io.chromarunbook.workflows.steps.SourceStanding.State;
import io.chromarunbook.workflows.text.UtcTime;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole source, held against what was frozen and exported: its collections, their counts, all
 * their ids. A source that does not answer is not waited for.
 */
public final class SourceLook {

  /** How long nothing may come of it before it counts as silent. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration LEAST_ANSWER_TIME = Duration.ofSeconds(2);
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final int COLLECTIONS_SHOWN = 5;
  private static final int IDS_SHOWN = 5;
  private static final int IDS_A_MOVE = 1_000;

  private final OpenRun run;
  private final Attempt attempt;
  private final List<String> differences = new ArrayList<>();
  private int idsLeft = IDS_SHOWN;
  private int next;
  private long furthest;
  private Instant moved;

  /** Looks at the source of a run. */
  public SourceLook(OpenRun run, Attempt attempt) {
    this.run = run;
    this.attempt = attempt;
  }

  /** How it stands. */
  public SourceStanding look() {
    if (!Snapshot.sealed(run.folder().snapshot())
        || !Files.exists(run.folder().frozenInventory())) {
      return new SourceStanding(
          State.DIFFERS, "This run has no snapshot that the source could be held against.");
    }
    Snapshot snapshot = Snapshot.open(run.folder().snapshot());
    List<InventoryCollection> frozen = Inventory.read(run.folder().frozenInventory()).collections();
    moved = Instant.now();
    while (true) {
      try (ChromaServer server = run.source(new AnswerTime.OfEach(answerTime()))) {
        while (next < frozen.size()) {
          look(server, new CollectionLook(snapshot, next, frozen.get(next)));
        }
        return stands(snapshot, frozen.size());
      } catch (ChromaException e) {
        if (!e.kind().transientFault()) {
          return unreadable(e);
        }
        if (patienceLeft().compareTo(BETWEEN) < 0 || attempt.givesUp()) {
          return new SourceStanding(
              State.SILENT,
              "The source has not answered since %s: %s"
                  .formatted(UtcTime.words(moved), e.getMessage()));
        }
        attempt.rest(BETWEEN);
      } catch (ApplicationFailure e) {
        return damaged(e);
      }
    }
  }

  /**
   * How a source stands whose files are not what was written: nothing more is known of it than if
   * it were silent. What else went wrong is thrown on.
   */
  public static SourceStanding damaged(ApplicationFailure e) {
    if (FailureKind.of(e.getType()) != FailureKind.CORRUPT_DATA) {
      throw e;
    }
    return new SourceStanding(State.SILENT, "The source cannot be read: " + e.getOriginalMessage());
  }

  /** How a source stands that answers, and will never say what it is asked. */
  public static SourceStanding unreadable(ChromaException e) {
    // Whom it does not let in knows no more of it than if it were silent.
    return e.kind() == ChromaException.Kind.FORBIDDEN
        ? new SourceStanding(State.SILENT, "The source does not let us read: " + e.getMessage())
        : new SourceStanding(State.DIFFERS, "The source cannot be read: " + e.getMessage());
  }

  private void look(ChromaServer server, CollectionLook collection) {
    collection
        .difference(server, idsLeft, this::listed)
        .ifPresent(
            difference -> {
              differences.add(difference.what());
              idsLeft -= difference.idsNamed();
            });
    next++;
    furthest = 0;
    move();
  }

  // Answers that were given before are no sign that it moves.
  private void listed(long ids) {
    if (ids >= furthest + IDS_A_MOVE) {
      furthest = ids;
      move();
    }
  }

  private void move() {
    moved = Instant.now();
    attempt.progress(0, 0);
  }

  private Duration patienceLeft() {
    return PATIENCE.minus(Duration.between(moved, Instant.now()));
  }

  private Duration answerTime() {
    Duration left = patienceLeft();
    return left.compareTo(LEAST_ANSWER_TIME) < 0 ? LEAST_ANSWER_TIME : left;
  }

  private SourceStanding stands(Snapshot snapshot, int collections) {
    if (differences.isEmpty()) {
      return new SourceStanding(
          State.HOLDS,
          "The source has all %,d collections and the %,d ids of the snapshot, and no others in them."
              .formatted(collections, snapshot.manifest().records()));
    }
    int more = differences.size() - COLLECTIONS_SHOWN;
    return new SourceStanding(
        State.DIFFERS,
        "The source differs from the snapshot in %,d of %,d collections: %s%s."
            .formatted(
                differences.size(),
                collections,
                String.join("; ", differences.stream().limit(COLLECTIONS_SHOWN).toList()),
                more > 0 ? "; and %,d more".formatted(more) : ""));
  }
}
