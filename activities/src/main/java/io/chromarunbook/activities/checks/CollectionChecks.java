package io.chromarunbook.activities.checks;

import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.chroma.CollectionConfiguration;
import io.chromarunbook.chroma.CollectionInfo;
import java.util.List;
import java.util.Optional;

/** Family 2: the collections as such. */
public final class CollectionChecks {

  /** Every collection is there. */
  public static final Check PRESENT =
      Check.blocking(
          "collections.present",
          "every collection of the inventory at the target, under its planned name",
          "Each collection that was at the source has one with the planned name at the target."
              + " Others there are listed and left alone.",
          "What is in it.",
          Inapplicable.NO_COLLECTIONS);

  static final Check OWN =
      Check.blocking(
          "collections.own",
          "each the one this run created",
          "The collection's UUID is the one the target gave when this run created it: nobody"
              + " dropped it and made another.",
          "That nobody else wrote into it; identity and the comparisons say so.",
          Inapplicable.NO_COLLECTIONS);

  static final Check METADATA =
      Check.blocking(
          "collections.metadata",
          "the collection's own metadata as at the source",
          "Key by key, value by value; the mark this run leaves while it works is not counted.",
          "The records' metadata; the metadata and values families say so.",
          Inapplicable.NO_COLLECTIONS);

  static final Check DISTANCE =
      Check.blocking(
          "collections.distance",
          "the distance function of the source",
          "The target measures distance as the source does: l2, ip or cosine.",
          "That its index was built with it; search.distances says so.",
          Inapplicable.NO_COLLECTIONS);

  static final Check INDEX =
      Check.blocking(
          "collections.index",
          "the index settings the source was given",
          "construction_ef, search_ef and max_neighbors are the source's where it was given any,"
              + " and so are batch_size, sync_threshold, resize_factor and num_threads where both"
              + " servers show them.",
          "That defaults of the two releases are alike: they are not, and the search family judges"
              + " what comes of it.",
          Inapplicable.NO_COLLECTIONS);

  static final Check CONFIGURATION =
      Check.blocking(
          "collections.configuration",
          "the embedding function and schema the source keeps",
          "Where a 1.x source keeps an embedding function, the target keeps the same with the same"
              + " configuration, so that applications open the collection by its name alone; and"
              + " what somebody chose in its schema, such as a field without index, is so there.",
          "That the application can load the function, or that it makes the same vectors as when"
              + " the records were written.",
          Inapplicable.NO_CONFIGURATION);

  static final Check DIMENSION =
      Check.blocking(
          "collections.dimension",
          "the dimension of the source's vectors",
          "The target's collection takes vectors of the source's dimension and no others.",
          "That each vector is right; the embeddings family says so.",
          Inapplicable.NO_EMBEDDINGS);

  /** What it consists of. */
  public static final Family FAMILY =
      new Family(
          "collections",
          "Collections",
          List.of(PRESENT, OWN, METADATA, DISTANCE, INDEX, CONFIGURATION, DIMENSION));

  private CollectionChecks() {}

  /**
   * Looks at one collection.
   *
   * @param ownership whose it is
   * @param lost what {@code CollectionSettings} says it did not keep, a phrase each
   * @param migrated how many records there are to be in it
   */
  public static void look(
      StoredCollection stored,
      Optional<CollectionInfo> found,
      Ownership ownership,
      List<String> lost,
      long migrated,
      Tallies tallies) {
    String name = stored.name();
    tallies.look(PRESENT, found.isPresent(), name);
    if (ownership == Ownership.UNKNOWN) {
      tallies.inapplicable(OWN, Inapplicable.NO_RUN);
    } else {
      own(name, found.isPresent(), ownership, tallies);
    }
    if (found.isEmpty()) {
      List.of(METADATA, DISTANCE, INDEX).forEach(tallies::due);
      if (configured(stored)) {
        tallies.due(CONFIGURATION);
      }
      stored.dimension().ifPresent(dimension -> tallies.due(DIMENSION));
      return;
    }
    setting(METADATA, name, lost, "collection metadata", tallies);
    setting(DISTANCE, name, lost, "distance function", tallies);
    List<String> index =
        lost.stream()
            .filter(each -> !each.startsWith("collection metadata"))
            .filter(each -> !each.startsWith("distance function"))
            .filter(each -> !isConfiguration(each))
            .toList();
    tallies.look(INDEX, index.isEmpty(), name + ": " + String.join(", ", index));
    if (configured(stored)) {
      List<String> kept = lost.stream().filter(CollectionChecks::isConfiguration).toList();
      tallies.look(CONFIGURATION, kept.isEmpty(), name + ": " + String.join(", ", kept));
    }
    stored
        .dimension()
        .ifPresent(
            dimension -> dimension(name, dimension, found.get().dimension(), migrated, tallies));
  }

  private static void dimension(
      String name, int dimension, Optional<Integer> found, long migrated, Tallies tallies) {
    if (migrated == 0 && found.isEmpty()) {
      tallies.exempt(
          DIMENSION,
          "'%s' has no record to migrate and no dimension yet, which its first vector will give it"
              .formatted(name));
      return;
    }
    tallies.look(
        DIMENSION,
        found.filter(there -> there == dimension).isPresent(),
        name + ": " + found.map(Object::toString).orElse("none") + " instead of " + dimension);
  }

  private static boolean configured(StoredCollection stored) {
    return !stored.configuration().equals(CollectionConfiguration.NONE);
  }

  private static boolean isConfiguration(String lost) {
    return lost.startsWith("embedding function") || lost.startsWith("schema");
  }

  private static void own(String name, boolean there, Ownership ownership, Tallies tallies) {
    if (there) {
      tallies.look(OWN, ownership == Ownership.OWN, name);
    } else {
      tallies.due(OWN);
    }
  }

  private static void setting(
      Check check, String name, List<String> lost, String kind, Tallies tallies) {
    List<String> of = lost.stream().filter(each -> each.startsWith(kind)).toList();
    tallies.look(check, of.isEmpty(), name + ": " + String.join(", ", of));
  }

  /** Says which other collections the target has. */
  public static void others(int expected, int present, List<String> others, Tallies tallies) {
    tallies.words(
        PRESENT,
        "%,d collections".formatted(expected),
        "%,d of %,d%s"
            .formatted(
                present,
                expected,
                others.isEmpty()
                    ? ""
                    : "; %,d others left alone: %s"
                        .formatted(
                            others.size(), String.join(", ", others.stream().limit(5).toList()))));
  }
}
