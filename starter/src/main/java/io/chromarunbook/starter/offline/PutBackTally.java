package io.chromarunbook.starter.offline;

import io.chromarunbook.activities.putback.PutBackLine;
import io.chromarunbook.activities.putback.PutBackLine.Kind;
import io.chromarunbook.activities.putback.PutBackLine.Outcome;
import io.chromarunbook.starter.offline.PutBackGroup.End;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Gathers what became of records into groups a person can take in. */
final class PutBackTally {

  private static final int MOST_EXAMPLES = 5;

  private static final class Group {
    long records;
    final List<PutBackExample> examples = new ArrayList<>();
  }

  private final Map<Outcome, Map<Kind, Group>> groups = new EnumMap<>(Outcome.class);

  void add(PutBackLine line) {
    Group group =
        groups
            .computeIfAbsent(line.outcome(), outcome -> new EnumMap<>(Kind.class))
            .computeIfAbsent(line.kind(), kind -> new Group());
    group.records++;
    if (!line.reason().isEmpty() && group.examples.size() < MOST_EXAMPLES) {
      group.examples.add(new PutBackExample(line.collection(), line.id(), line.reason()));
    }
  }

  List<PutBackGroup> groups() {
    List<PutBackGroup> all = new ArrayList<>();
    groups.forEach(
        (outcome, kinds) ->
            kinds.forEach(
                (kind, group) ->
                    all.add(
                        new PutBackGroup(
                            kind.label(),
                            group.records,
                            end(outcome),
                            words(outcome),
                            group.examples))));
    return all;
  }

  private static End end(Outcome outcome) {
    return switch (outcome) {
      case WRITTEN, DELETED, ALREADY -> End.AT_SOURCE;
      case WOULD_WRITE, WOULD_DELETE -> End.WOULD_BE;
      case CONFLICT, EXPORTED_ONLY, REFUSED -> End.LEFT;
      case UNLIKE -> End.WRONG;
    };
  }

  private static String words(Outcome outcome) {
    return switch (outcome) {
      case WOULD_WRITE -> "would be written to the source";
      case WOULD_DELETE -> "would be deleted at the source";
      case WRITTEN -> "written to the source, read back and equal";
      case DELETED -> "deleted at the source";
      case ALREADY -> "at the source already as they were at the target";
      case CONFLICT -> "in conflict: the source is not what the snapshot says";
      case EXPORTED_ONLY -> "cannot be brought back, only kept in the file";
      case REFUSED -> "refused by the source";
      case UNLIKE -> "not as they should be after writing";
    };
  }
}
