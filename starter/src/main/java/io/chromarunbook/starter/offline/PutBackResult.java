package io.chromarunbook.starter.offline;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became, or would become, of the records a rollback left behind.
 *
 * @param source where they go, for people
 * @param target where they were left
 * @param readAt when the target was read
 * @param toDelete records whose going from the target asks for their going from the source
 * @param mayOrder who may have it done
 * @param others collections of the target that were not looked at, by name
 * @param frozen why the source takes no writes now; empty where it takes them
 * @param notAtSource records the source has not as the target had them
 * @param document where every record's end is written down
 */
public record PutBackResult(
    String source,
    String target,
    Instant readAt,
    long records,
    long toDelete,
    List<PutBackGroup> groups,
    List<String> mayOrder,
    List<String> others,
    Optional<String> frozen,
    long notAtSource,
    Path document) {

  public PutBackResult {
    groups = List.copyOf(groups);
    mayOrder = List.copyOf(mayOrder);
    others = List.copyOf(others);
  }
}
