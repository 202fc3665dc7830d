package io.chromarunbook.starter.offline;

import io.chromarunbook.activities.taking.TakenSnapshot;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.text.YamlLine;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A snapshot that was taken by itself.
 *
 * @param lookedAt when its source was looked at once more
 * @param stoodStill whether that found every record as it is in the snapshot, and no other
 * @param mended what was put right in the copy of a source that is a directory
 * @param verify the command that reads it again
 * @param source the line of a plan that moves from it
 */
public record TakenFiles(
    String migration,
    String directory,
    String digest,
    int collections,
    int parts,
    long records,
    long bytes,
    Instant retainUntil,
    Instant lookedAt,
    boolean stoodStill,
    long added,
    long changed,
    long removed,
    List<MovedCollection> moved,
    List<String> mended,
    String verify,
    String source) {

  /** A collection of which the source has something else by now, in records. */
  public record MovedCollection(String name, long added, long changed, long removed) {}

  public TakenFiles {
    moved = List.copyOf(moved);
    mended = List.copyOf(mended);
  }

  static TakenFiles of(Plan plan, TakenSnapshot taken) {
    String directory = taken.snapshot().directory();
    String digest = taken.snapshot().digest();
    return new TakenFiles(
        plan.migration(),
        directory,
        digest,
        taken.collections(),
        taken.snapshot().parts(),
        taken.snapshot().records(),
        taken.snapshot().bytes(),
        taken.snapshot().retainUntil(),
        taken.lookedAt(),
        taken.drift().none(),
        taken.drift().added(),
        taken.drift().changed(),
        taken.drift().removed(),
        taken.drift().collections().stream()
            .map(
                each ->
                    new MovedCollection(each.name(), each.added(), each.changed(), each.removed()))
            .toList(),
        taken.mended(),
        RunbookCommand.of("snapshot", "verify", directory, "--digest", digest),
        "source: " + YamlLine.of(source(directory, digest)));
  }

  private static Map<String, String> source(String directory, String digest) {
    Map<String, String> source = new LinkedHashMap<>();
    source.put("snapshot", directory);
    source.put("digest", digest);
    return source;
  }
}
