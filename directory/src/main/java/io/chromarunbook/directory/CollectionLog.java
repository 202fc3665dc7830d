package io.chromarunbook.directory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the log has for one collection, and what it would make of an index that stands here. */
final class CollectionLog {

  private final StoredCollection collection;
  private final IndexFolder index;
  private final long indexPosition;
  private final Set<String> vectors;
  private final Sample nullDocuments = new Sample();
  private final Sample otherDocuments = new Sample();
  private final Sample unreadable = new Sample();
  private final Sample withoutEmbedding = new Sample();
  private final Set<String> stillInLog = new HashSet<>();
  private long pending;

  CollectionLog(StoredCollection collection, IndexFolder index) {
    this.collection = collection;
    this.index = index;
    this.indexPosition =
        collection
            .vectorPosition()
            .orElseGet(() -> index.facts().present() ? index.position().orElse(0) : 0);
    this.vectors = new HashSet<>(index.sound() ? index.ids() : Set.of());
  }

  void add(LogEntry entry) {
    if (entry.vector()) {
      stillInLog.add(entry.id());
    }
    if (isReadBy1x(entry)) {
      look(entry);
    }
    if (isPending(entry)) {
      pending++;
      apply(entry);
    }
  }

  /** Whether some index of the collection does not have it yet. */
  boolean isPending(LogEntry entry) {
    return entry.number() > indexPosition;
  }

  /** 1.x goes by the table alone, and reads from the start where it says nothing. */
  private boolean isReadBy1x(LogEntry entry) {
    return entry.number()
        > Math.min(collection.vectorPosition().orElse(0), collection.metadataPosition().orElse(0));
  }

  private void look(LogEntry entry) {
    if (!entry.readable()) {
      unreadable.add(entry.id());
    } else if (entry.document().equals("null")) {
      nullDocuments.add(entry.id());
    } else if (!entry.document().isEmpty() && !entry.document().equals("text")) {
      otherDocuments.add(entry.id());
    }
  }

  private void apply(LogEntry entry) {
    switch (entry.operation()) {
      case ADD, UPSERT -> {
        if (entry.vector()) {
          vectors.add(entry.id());
        } else if (!vectors.contains(entry.id())) {
          withoutEmbedding.add(entry.id());
        }
      }
      case UPDATE -> {
        if (entry.vector()) {
          vectors.add(entry.id());
        }
      }
      case DELETE -> vectors.remove(entry.id());
      case UNKNOWN -> {
        // A later release's; its own server knows.
      }
    }
  }

  StoredCollection collection() {
    return collection;
  }

  IndexFolder index() {
    return index;
  }

  long pending() {
    return pending;
  }

  boolean hasVector(String id) {
    return vectors.contains(id);
  }

  boolean neverHadVector(String id) {
    return withoutEmbedding.has(id);
  }

  /** Whether somebody could take the vector from an entry that the index passed over. */
  boolean isStillInLog(String id) {
    return stillInLog.contains(id);
  }

  /** What 1.x stumbles over while it reads. */
  List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    add(faults, FaultKind.NULL_DOCUMENT, nullDocuments, "null where their text would be");
    add(faults, FaultKind.DOCUMENT_IN_LOG_NOT_TEXT, otherDocuments, "a number or an object there");
    add(faults, FaultKind.LOG_NOT_JSON, unreadable, "their metadata cannot be parsed");
    return faults;
  }

  private void add(List<Fault> faults, FaultKind kind, Sample sample, String detail) {
    if (!sample.isEmpty()) {
      faults.add(sample.fault(kind, collection.name(), detail));
    }
  }
}
