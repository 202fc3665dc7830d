package io.chromarunbook.activities.inventory;

import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.workflows.steps.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What became different between the inventory people approved and the one that counts. New things
 * block, because nobody approved them; other counts are life.
 */
final class InventoryDrift {

  private final List<Finding> findings = new ArrayList<>();

  private InventoryDrift() {}

  static List<Finding> between(Inventory approved, Inventory frozen) {
    InventoryDrift drift = new InventoryDrift();
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
          "The collection '%s' has %d records where the inventory people approved had %d."
              .formatted(name, now.count(), before.count()));
    }
  }

  private void compareKeys(String name, InventoryCollection before, InventoryCollection now) {
    // A collection that was empty had no keys to be approved, only ones to be expected.
    if (before.count() == 0) {
      return;
    }
    now.metadataKeys()
        .forEach(
            (key, types) -> {
              if (!before.metadataKeys().containsKey(key)) {
                block(
                    "drift.new-key",
                    "Records of the collection '%s' have the metadata field '%s', which is new since the inventory people approved; look at it and let them approve again."
                        .formatted(name, key));
              } else if (!before.metadataKeys().get(key).containsAll(types)) {
                block(
                    "drift.new-type",
                    "The metadata field '%s' of the collection '%s' is now %s, where it was %s when people approved; look at it and let them approve again."
                        .formatted(
                            key,
                            name,
                            String.join(" or ", types),
                            String.join(" or ", before.metadataKeys().get(key))));
              }
            });
    if (now.count() > 0) {
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
