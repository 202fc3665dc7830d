package io.chromarunbook.activities.dryrun;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up causes; beyond a hundred different ones the rest are one. */
final class Causes {

  private static final int MOST = 100;
  private static final String REST = "other causes";

  private final Map<String, Cause> byName = new LinkedHashMap<>();

  void add(Cause cause) {
    String name = byName.size() < MOST || byName.containsKey(cause.cause()) ? cause.cause() : REST;
    Cause named = new Cause(name, cause.reason(), cause.rule(), cause.records(), cause.firstIds());
    byName.merge(name, named, Cause::plus);
  }

  List<Cause> all() {
    return List.copyOf(byName.values());
  }

  long records() {
    return byName.values().stream().mapToLong(Cause::records).sum();
  }
}
