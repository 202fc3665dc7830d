package io.chromarunbook.activities.snapshot;

import io.chromarunbook.chroma.DistanceFunction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a manifest can be true at all. It may come from anywhere: names that lead elsewhere, sums
 * that lie and sizes no file unpacks to are found before any other file is opened.
 */
final class ManifestSense {

  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
  // Text packs to a tenth or so; only what is made to harm packs to a thousandth of so much.
  private static final long SUSPICIOUS_TEXT = 256L << 20;
  private static final long SUSPICIOUS_RATIO = 1_000;

  private final SnapshotLayout layout;
  private final Manifest manifest;

  ManifestSense(SnapshotLayout layout, Manifest manifest) {
    this.layout = layout;
    this.manifest = manifest;
  }

  /** What cannot be true, as the end of a sentence; empty where everything can. */
  Optional<String> contradiction() {
    if (manifest.format() < 1 || manifest.format() > Manifest.FORMAT) {
      return Optional.of("is of the unknown format " + manifest.format());
    }
    if (manifest.migration() == null
        || manifest.created() == null
        || manifest.retainUntil() == null
        || manifest.source() == null
        || !digest(manifest.planDigest())
        || !digest(manifest.inventoryDigest())) {
      return Optional.of("does not say whose snapshot it is");
    }
    if (manifest.retainUntil().isBefore(manifest.created())) {
      return Optional.of("says it may go before it was made");
    }
    Set<String> names = new HashSet<>();
    for (int index = 0; index < manifest.collections().size(); index++) {
      StoredCollection collection = manifest.collections().get(index);
      if (!possible(index, collection) || !names.add(collection.name())) {
        return Optional.of("contradicts itself about its collection number " + (index + 1));
      }
    }
    return Optional.empty();
  }

  private boolean possible(int index, StoredCollection collection) {
    if (collection.number() != index + 1
        || !name(collection.name())
        || !name(collection.target())
        || collection.index() == null
        || collection.ids() == null
        || !distanceKnown(collection.distance())
        || (collection.declaredDistance() != null && !distanceKnown(collection.declaredDistance()))
        || collection.dimension().filter(dimension -> dimension < 1).isPresent()) {
      return false;
    }
    List<String> names = new ArrayList<>();
    names.add(layout.name(layout.ids(index)));
    List<StoredFile> files = new ArrayList<>();
    files.add(collection.ids());
    long records = 0;
    for (int part = 0; part < collection.parts().size(); part++) {
      StoredFile file = collection.parts().get(part);
      names.add(layout.name(layout.part(index, part)));
      files.add(file);
      if (file.records() < 1 || file.records() > Long.MAX_VALUE - records) {
        return false;
      }
      records += file.records();
    }
    for (int file = 0; file < files.size(); file++) {
      if (!possible(files.get(file), names.get(file))) {
        return false;
      }
    }
    return records == collection.records()
        && collection.ids().records() == records
        && (collection.ids().bytes() == 0) == (records == 0);
  }

  private static boolean possible(StoredFile file, String name) {
    return Objects.equals(file.file(), name)
        && digest(file.sha256())
        && file.records() >= 0
        && file.bytes() >= 0
        && file.textBytes() >= file.records()
        && (file.textBytes() <= SUSPICIOUS_TEXT
            || file.textBytes() / SUSPICIOUS_RATIO <= file.bytes());
  }

  // Chroma takes only letters, digits and three signs; what steers a terminal is not a name.
  private static boolean name(String text) {
    return text != null && !text.isEmpty() && text.chars().noneMatch(Character::isISOControl);
  }

  private static boolean digest(String text) {
    return text != null && SHA_256.matcher(text).matches();
  }

  private static boolean distanceKnown(String name) {
    for (DistanceFunction function : DistanceFunction.values()) {
      if (function.chromaName().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
