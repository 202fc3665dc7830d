package io.chromarunbook.activities.snapshotsource;

import io.chromarunbook.activities.snapshot.IdPlaces;
import io.chromarunbook.activities.snapshot.PartReader;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.chroma.ChromaRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Records of a snapshot by their ids. The part that was read last stays open where it was left, so
 * that whoever asks in the order of the file has each part read once. Safe for use by several
 * threads.
 */
final class StoredRecords implements AutoCloseable {

  /** A part of a collection, both counted from 0. */
  private record Place(int collection, int part) {}

  private final Snapshot snapshot;
  private PartReader.Records open;
  private Place openPlace;

  StoredRecords(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** Those of these that the collection has, each once, in the order of the parts. */
  synchronized List<ChromaRecord> find(int collection, List<String> ids) {
    IdPlaces places = IdPlaces.of(snapshot, collection);
    TreeMap<Integer, Set<String>> wanted = new TreeMap<>();
    for (String id : ids) {
      for (int part : places.partsOf(id)) {
        wanted.computeIfAbsent(part, none -> new HashSet<>()).add(id);
      }
    }
    List<ChromaRecord> found = new ArrayList<>();
    wanted.forEach((part, some) -> find(new Place(collection, part), some, found));
    return found;
  }

  private void find(Place place, Set<String> wanted, List<ChromaRecord> found) {
    if (place.equals(openPlace)) {
      readOn(wanted, found);
    }
    // What was passed already is only found from the beginning.
    if (!wanted.isEmpty()) {
      close();
      open = snapshot.records(place.collection(), place.part());
      openPlace = place;
      readOn(wanted, found);
    }
  }

  private void readOn(Set<String> wanted, List<ChromaRecord> found) {
    while (!wanted.isEmpty()) {
      ChromaRecord record = open.next();
      if (record == null) {
        close();
        return;
      }
      if (wanted.remove(record.id())) {
        found.add(record);
      }
    }
  }

  @Override
  public synchronized void close() {
    if (open != null) {
      open.close();
      open = null;
      openPlace = null;
    }
  }
}
