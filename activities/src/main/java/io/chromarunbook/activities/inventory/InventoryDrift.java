package io.chromarunbook.activities.inventory;

import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.workflows.steps.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What became different between the inventory people approved and the one that counts. New things
 * block, because nobody approved them; other counts are life.
 */
final class InventoryDrift {

  private final List<Finding> findings = new ArrayList<>();

  private final Map<String, Map<String, List<String>>> rehearsed;

  private InventoryDrift(Map<String, Map<String, List<String>>> rehearsed) {
    this.rehearsed = rehearsed;
  }

  /**
   * What has changed since people approved.
   *
   * @param rehearsed every metadata key with its types, by collection, as the dry-run saw them in
   *     all records: an inventory looks at the first ones only
   */
  static List<Finding> between(
      Inventory approved, Inventory frozen, Map<String, Map<String, List<String>>> rehearsed) {
    InventoryDrift drift = new InventoryDrift(rehearsed);
    Map<String, InventoryCollection> before = byName(approved);
    Map<String, InventoryCollection> now = byName(frozen);
    now.forEach(
        (name, collection) -> {
          InventoryCollection earlier = before.get(name);
          if (earlier == null) {
            drift.block(
                "drift.new-collection",
                "The collection '%s' is new since the inventory people approved; exclude it, or let them approve again."
                    .formatted(name));
          } else {
            drift.compare(name, earlier, collection);
          }
        });
    before.keySet().stream()
        .filter(name -> !now.containsKey(name))
        .forEach(
            name ->
                drift.block(
                    "drift.vanished-collection",
                    "The collection '%s' vanished since the inventory people approved; bring it back, or let them approve again."
                        .formatted(name)));
    return drift.findings;
  }

  private void compare(String name, InventoryCollection before, InventoryCollection now) {
    if (!before.info().id().equals(now.info().id())) {
      block(
          "drift.new-collection",
          "The collection '%s' was removed and made anew since the inventory people approved; let them approve again."
              .formatted(name));
    }
    if (before.info().distance() != now.info().distance()
        || !Objects.equals(before.info().index(), now.info().index())
        || !Objects.equals(before.info().configuration(), now.info().configuration())
        || !before.info().metadata().equals(now.info().metadata())) {
      add(
          "drift.settings",
          Finding.Weight.WARNING,
          "The settings or metadata of the collection '%s' changed since the inventory people approved; the new ones will be migrated."
              .formatted(name));
    }
    if (before.info().dimension().isPresent()
        && !before.info().dimension().equals(now.info().dimension())) {
      block(
          "drift.dimension",
          "The embeddings of the collection '%s' had %d dimensions when people approved and now have another number; let them approve again."
              .formatted(name, before.info().dimension().get()));
    }
    compareKeys(name, before, now);
    if (before.count() != now.count()) {
      add(
          "drift.count",
          Finding.Weight.NOTE,
          "The collection '%s' has %,d records where the inventory people approved had %,d."
              .formatted(name, now.count(), before.count()));
    }
  }

  private void compareKeys(String name, InventoryCollection before, InventoryCollection now) {
    // A collection that was empty had no keys to be approved, only ones to be expected.
    if (before.count() == 0) {
      return;
    }
    Map<String, Set<String>> known = known(name, before);
    now.metadataKeys()
        .forEach(
            (key, types) -> {
              if (!known.containsKey(key)) {
                block(
                    "drift.new-key",
                    "Records of the collection '%s' have the metadata field '%s', which is new since the inventory people approved; look at it and let them approve again."
                        .formatted(name, key));
              } else if (!known.get(key).containsAll(types)) {
                block(
                    "drift.new-type",
                    "The metadata field '%s' of the collection '%s' is now %s, where it was %s when people approved; look at it and let them approve again."
                        .formatted(
                            key,
                            name,
                            String.join(" or ", types),
                            String.join(" or ", known.get(key))));
              }
            });
    // What is not among the first records may still be among the others.
    if (now.count() > 0 && now.count() <= Inventory.SAMPLE) {
      before.metadataKeys().keySet().stream()
          .filter(key -> !now.metadataKeys().containsKey(key))
          .forEach(
              key ->
                  block(
                      "drift.vanished-key",
                      "The metadata field '%s' vanished from the collection '%s' since the inventory people approved; look at it and let them approve again."
                          .formatted(key, name)));
    }
  }

  private Map<String, Set<String>> known(String name, InventoryCollection before) {
    Map<String, Set<String>> known = new TreeMap<>();
    Stream.of(before.metadataKeys(), rehearsed.getOrDefault(name, Map.of()))
        .forEach(
            keys ->
                keys.forEach(
                    (key, types) ->
                        known.computeIfAbsent(key, first -> new TreeSet<>()).addAll(types)));
    return known;
  }

  private void block(String id, String message) {
    add(id, Finding.Weight.BLOCKING, message);
  }

  private void add(String id, Finding.Weight weight, String message) {
    findings.add(new Finding("inventory." + id, weight, message));
  }

  private static Map<String, InventoryCollection> byName(Inventory inventory) {
    Map<String, InventoryCollection> byName = new TreeMap<>();
    inventory.collections().forEach(each -> byName.put(each.info().name(), each));
    return byName;
  }
}
