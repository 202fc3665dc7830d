package io.chromarunbook.activities.importing;

import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.plan.MetadataRule;
import io.chromarunbook.workflows.steps.FailureKind;
import java.util.List;
import java.util.Optional;

/**
 * The collections a run creates at the target, and nobody else's: each bears the run's mark and has
 * the UUID the run wrote down.
 */
final class TargetCollections {

  private final WritableServer target;
  private final CreationRecord record;
  private final OwnerMark mark;

  TargetCollections(WritableServer target, CreationRecord record, OwnerMark mark) {
    this.target = target;
    this.record = record;
    this.mark = mark;
  }

  /**
   * Creates the collection, or finds the one this run created.
   *
   * @param rule how its own metadata change on their way
   * @throws io.temporal.failure.ApplicationFailure of kind NOT_OWNER where the name is taken by
   *     another's collection, REFUSED where the target does not keep the settings
   */
  void prepare(int number, StoredCollection stored, MetadataRule rule) {
    CollectionSettings settings = new CollectionSettings(stored, rule);
    CollectionInfo info =
        target
            .collection(stored.target())
            .orElseGet(
                () -> {
                  refuseIfGone(number, stored.target());
                  return create(settings, stored.target());
                });
    requireOwn(number, info);
    if (record.of(number).isEmpty()) {
      record.add(number, new CreatedCollection(info.name(), info.id(), mark));
    }
    List<String> lost = settings.lostAt(info);
    if (!lost.isEmpty()) {
      throw FailureKind.REFUSED.failure(
          "The target does not keep these settings of the collection '"
              + stored.name()
              + "': "
              + String.join("; ", lost)
              + "; change them at the source, or leave the collection out of the plan.",
          null);
    }
    if (stored.records() == 0) {
      stored.dimension().ifPresent(dimension -> new KeptDimension(target, info).set(dimension));
    }
  }

  // Creating without get-or-create has exactly one winner; losing to ourselves is found out below.
  private CollectionInfo create(CollectionSettings settings, String name) {
    try {
      target.create(settings.marked(mark));
    } catch (ChromaException e) {
      if (e.kind() != ChromaException.Kind.CONFLICT) {
        throw e;
      }
    }
    return target
        .collection(name)
        .orElseThrow(
            () ->
                FailureKind.REFUSED.failure(
                    "The target neither creates the collection '"
                        + name
                        + "' nor has it; see whether the plan's target tenant and database exist.",
                    null));
  }

  private void refuseIfGone(int number, String name) {
    record
        .of(number)
        .ifPresent(
            created -> {
              throw FailureKind.NOT_OWNER.failure(
                  "The collection '"
                      + name
                      + "' that this run created (UUID "
                      + created.uuid()
                      + ") was removed from the target by somebody else; decide retry to copy it"
                      + " anew.",
                  null);
            });
  }

  /**
   * The run's own collection, to be written.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind NOT_OWNER where what bears the name is
   *     not what the run created
   */
  CollectionInfo own(int number, String name) {
    CreatedCollection created =
        record
            .of(number)
            .orElseThrow(
                () ->
                    FailureKind.NOT_OWNER.failure(
                        "This run has not created the collection '" + name + "' yet.", null));
    CollectionInfo info =
        target
            .collection(created.name())
            .orElseThrow(
                () ->
                    FailureKind.NOT_OWNER.failure(
                        "The collection '"
                            + name
                            + "' that this run created is gone from the target; decide retry to"
                            + " copy it anew.",
                        null));
    requireOwn(number, info);
    return info;
  }

  private void requireOwn(int number, CollectionInfo info) {
    Optional<OwnerMark> found = OwnerMark.read(info.metadata());
    if (found.isEmpty() || !found.get().sameRun(mark)) {
      throw FailureKind.NOT_OWNER.failure(
          "The collection '"
              + info.name()
              + "' at the target belongs to "
              + found.map(TargetCollections::named).orElse("somebody else (it bears no mark)")
              + "; rename it, give it another name with collections.rename, or start with"
              + " --replaces if that migration is closed.",
          null);
    }
    record
        .of(number)
        .filter(created -> !created.uuid().equals(info.id()))
        .ifPresent(
            created -> {
              throw FailureKind.NOT_OWNER.failure(
                  "The collection '"
                      + info.name()
                      + "' at the target has the UUID "
                      + info.id()
                      + ", but this run created "
                      + created.uuid()
                      + ": somebody made it anew; remove it and decide retry.",
                  null);
            });
  }

  private static String named(OwnerMark owner) {
    return "the migration " + owner.migration() + " (run " + owner.run() + ")";
  }

  /**
   * Drops a collection if it is the recorded one, and forgets about it. One that is gone already is
   * only forgotten.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind NOT_OWNER where another's collection has
   *     taken the name
   */
  void discard(int number) {
    // First, so that a writer that was thought dead stops before the collection comes back.
    record.forgetFences(number);
    Optional<CreatedCollection> created = record.of(number);
    if (created.isPresent()) {
      Optional<CollectionInfo> info = target.collection(created.get().name());
      if (info.isPresent()) {
        requireOwn(number, info.get());
        drop(info.get());
      }
    }
    record.forget(number);
  }

  /**
   * Drops every collection that still is what was recorded; answers how many. What importing and
   * validating left on disk stays, because reports are made of it.
   */
  int discardAll() {
    List<CollectionInfo> recorded =
        record.all().values().stream().flatMap(created -> find(created).stream()).toList();
    return discard(recorded);
  }

  /** Drops collections that were found to be what a run left; answers how many. */
  int discard(List<CollectionInfo> found) {
    found.forEach(this::drop);
    return found.size();
  }

  // Gone in the meantime is as good: somebody else, or our own lost request, removed it.
  private void drop(CollectionInfo info) {
    try {
      target.drop(info);
    } catch (ChromaException e) {
      if (e.kind() != ChromaException.Kind.NOT_FOUND) {
        throw e;
      }
    }
  }

  private Optional<CollectionInfo> find(CreatedCollection created) {
    return target
        .collection(created.name())
        .filter(found -> found.id().equals(created.uuid()))
        .filter(found -> bearsMark(found, created.mark()));
  }

  private static boolean bearsMark(CollectionInfo info, OwnerMark mark) {
    return OwnerMark.read(info.metadata()).filter(mark::sameRun).isPresent();
  }

  /** Takes the marks off every recorded collection; one without marks is left as it is. */
  void release() {
    record
        .all()
        .forEach(
            (number, created) -> {
              CollectionInfo info =
                  target
                      .collection(created.name())
                      .filter(found -> found.id().equals(created.uuid()))
                      .orElseThrow(
                          () ->
                              FailureKind.NOT_OWNER.failure(
                                  "The collection '"
                                      + created.name()
                                      + "' at the target is no longer the one this run filled"
                                      + " (UUID "
                                      + created.uuid()
                                      + "); find out who replaced it before going on.",
                                  null));
              if (OwnerMark.read(info.metadata()).isPresent()) {
                requireOwn(number, info);
                target.replaceMetadata(info, OwnerMark.removedFrom(info.metadata()));
              }
            });
  }
}
