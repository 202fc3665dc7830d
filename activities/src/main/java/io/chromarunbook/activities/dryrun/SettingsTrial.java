package io.chromarunbook.activities.dryrun;

import io.chromarunbook.activities.scratch.Purpose;
import io.chromarunbook.activities.scratch.ScratchSpace;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.CollectionConfiguration;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.workflows.plan.CollectionSelection;
import io.chromarunbook.workflows.steps.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether the target creates collections with what the source keeps of them: each different
 * configuration is tried once, in a scratch collection that stays empty and goes at once.
 */
final class SettingsTrial {

  /** What collections that are created alike have in common. */
  private record Settings(
      DistanceFunction distance, IndexSettings index, CollectionConfiguration configuration) {}

  private final ScratchSpace space;
  private final CollectionSelection selection;
  private final Runnable stillWanted;

  /**
   * Trials at a target.
   *
   * @param space where scratch collections are made there
   * @param selection how the collections' own metadata change
   * @param stillWanted throws when nobody waits for the work any more
   */
  SettingsTrial(ScratchSpace space, CollectionSelection selection, Runnable stillWanted) {
    this.space = space;
    this.selection = selection;
    this.stillWanted = stillWanted;
  }

  /** What the target does not take, and what it is not asked to take because nobody knows it. */
  List<Finding> findings(Inventory inventory) {
    List<Finding> findings = new ArrayList<>();
    if (inventory.server().version().startsWith("0.") && !inventory.collections().isEmpty()) {
      findings.add(unknownFunctions(inventory));
    }
    Set<Settings> tried = new HashSet<>();
    for (InventoryCollection collection : inventory.collections()) {
      CollectionInfo info = collection.info();
      if (tried.add(new Settings(info.distance(), info.index(), info.configuration()))) {
        stillWanted.run();
        trial(info, findings);
      }
    }
    return findings;
  }

  private void trial(CollectionInfo like, List<Finding> findings) {
    Map<String, Object> metadata = selection.metadataRule(like.name()).appliedTo(like.metadata());
    try {
      space
          .open(
              Purpose.TRIAL,
              new NewCollection(
                  like.name(),
                  metadata,
                  like.distance(),
                  like.index().following(like.metadata(), metadata),
                  like.configuration()))
          .close();
    } catch (ChromaException e) {
      if (e.kind() != ChromaException.Kind.REFUSED) {
        throw e;
      }
      findings.add(
          new Finding(
              "dry-run.configuration",
              Finding.Weight.BLOCKING,
              "The target does not take the settings of the collection '%s': %s Take a target of the source's release or a later one, or exclude the collection."
                  .formatted(like.name(), e.getMessage())));
    }
  }

  private static Finding unknownFunctions(Inventory inventory) {
    return new Finding(
        "dry-run.embedding-function",
        Finding.Weight.NOTE,
        "The source is a %s server, which keeps no embedding function, so none of the collections has one at the target either: each application goes on naming its own when it opens one, as in get_collection(name, embedding_function=...); a client that names none searches with its default model."
            .formatted(inventory.server().version()));
  }
}
