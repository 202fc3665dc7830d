package io.chromarunbook.chroma;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the v1 API learned from release to release. A server that lacks one of these ignores or
 * refuses what it is asked, or answers wrongly, and does not say so.
 */
enum V1Ability {
  /**
   * Embeddings come in the order of the ids. Before, those that wait to be indexed came first and
   * the others after them, in a list of the right length.
   */
  ORDERED_EMBEDDINGS("0.4.4"),

  /** Tenants and databases. Before, all collections were in one place and had no route to it. */
  DATABASES("0.4.15"),

  /** Records have a uri. Before, asking for it was refused with 422. */
  URIS("0.4.16"),

  /** The list of collections keeps to limit and offset. Before, it was always the whole list. */
  PAGED_COLLECTIONS("0.4.20"),

  /** A collection is described with its dimension. */
  DIMENSIONS("0.5.1");

  private final String since;

  V1Ability(String since) {
    this.since = since;
  }

  /** The first release that has it. */
  ReleaseNumber since() {
    return ReleaseNumber.of(since).orElseThrow();
  }

  /** Those of a server of this version; all, where it is not the number of a release. */
  static Set<V1Ability> of(String version) {
    return Arrays.stream(values())
        .filter(
            ability ->
                ReleaseNumber.of(version)
                    .filter(release -> release.isBefore(ability.since()))
                    .isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
