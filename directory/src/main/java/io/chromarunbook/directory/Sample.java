package io.chromarunbook.directory;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which records something concerns: all counted once, the first of them named. */
final class Sample {

  private final Set<String> ids = new LinkedHashSet<>();

  void add(String id) {
    ids.add(id);
  }

  boolean has(String id) {
    return ids.contains(id);
  }

  boolean isEmpty() {
    return ids.isEmpty();
  }

  long count() {
    return ids.size();
  }

  List<String> first() {
    return ids.stream().limit(Fault.MOST_RECORDS).toList();
  }

  Fault fault(FaultKind kind, CollectionName collection, String detail) {
    return new Fault(kind, java.util.Optional.of(collection), count(), first(), detail);
  }
}
