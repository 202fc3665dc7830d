package io.chromarunbook.activities.putback;

import io.chromarunbook.activities.comparison.Comparison;
import io.chromarunbook.activities.comparison.RecordComparison;
import io.chromarunbook.activities.leftbehind.LeftBehindHeader.Standing;
import io.chromarunbook.activities.leftbehind.LeftBehindRecord;
import io.chromarunbook.activities.leftbehind.LeftBehindRecord.Added;
import io.chromarunbook.activities.leftbehind.LeftBehindRecord.Changed;
import io.chromarunbook.activities.leftbehind.LeftBehindRecord.Gone;
import io.chromarunbook.activities.transform.InverseTransform;
import io.chromarunbook.activities.transform.InverseTransform.Origin;
import io.chromarunbook.chroma.ChromaRecord;
import java.util.List;
import java.util.Optional;

/**
 * Says what is to become of the records of one collection: something is only done where the source
 * still has what the snapshot says.
 */
final class Assessor {

  private final InverseTransform inverse;
  private final RecordComparison comparison;
  private final Standing standing;
  private final SourceRelease release;
  private final ReplacedRecords replaced;

  /**
   * For one collection.
   *
   * @param comparison when two records of the source are the same
   * @param standing of the collection at the target when it was read
   */
  Assessor(
      InverseTransform inverse,
      RecordComparison comparison,
      Standing standing,
      SourceRelease release,
      ReplacedRecords replaced) {
    this.inverse = inverse;
    this.comparison = comparison;
    this.standing = standing;
    this.release = release;
    this.replaced = replaced;
  }

  /**
   * Assesses one record.
   *
   * @param original as the snapshot has it; null where it has none
   * @param present as the source has it now; null where it has none
   */
  Assessment assess(LeftBehindRecord left, ChromaRecord original, ChromaRecord present) {
    if (left instanceof Added added) {
      return added(added, present);
    }
    return left instanceof Changed changed
        ? changed(changed, original, present)
        : gone((Gone) left, original, present);
  }

  private Assessment added(Added added, ChromaRecord present) {
    Origin origin = inverse.of(added.record());
    if (!(origin instanceof Origin.Found found)) {
      return exportedOnly(origin);
    }
    if (present == null) {
      return written(found.record(), null);
    }
    List<String> differing = differing(found.record(), present);
    return differing.isEmpty()
        ? new Assessment.Done()
        : new Assessment.Conflict(
            "the source has a record of this id, different in " + String.join(", ", differing));
  }

  private Assessment changed(Changed changed, ChromaRecord original, ChromaRecord present) {
    if (changed.differedBefore()) {
      return new Assessment.ExportedOnly(
          "it was not as migrated before the switch either, so nobody can tell whether an"
              + " application changed it");
    }
    Origin origin = inverse.of(original, changed.record());
    if (!(origin instanceof Origin.Found found)) {
      return exportedOnly(origin);
    }
    if (present == null) {
      return replaced.has(changed.source(), changed.id())
          ? written(found.record(), null)
          : new Assessment.Conflict("the source does not have it any more");
    }
    if (differing(found.record(), present).isEmpty()) {
      return new Assessment.Done();
    }
    return unlikeSnapshot(original, present)
        .<Assessment>map(Assessment.Conflict::new)
        .orElseGet(() -> written(found.record(), present));
  }

  private Assessment gone(Gone gone, ChromaRecord original, ChromaRecord present) {
    if (present == null) {
      return new Assessment.Done();
    }
    Optional<String> unlike = unlikeSnapshot(original, present);
    if (unlike.isPresent()) {
      return new Assessment.Conflict(unlike.get());
    }
    return switch (standing) {
      case THERE -> new Assessment.Delete();
      case GONE ->
          new Assessment.ExportedOnly(
              "all of the collection '%s' was gone from the target; whether on purpose or by an accident nobody can tell from here"
                  .formatted(gone.target()));
      case REMADE ->
          new Assessment.ExportedOnly(
              "the collection '%s' was made anew at the target; whether it was to lose this record nobody can tell from here"
                  .formatted(gone.target()));
    };
  }

  private Assessment written(ChromaRecord record, ChromaRecord present) {
    return release
        .loses(record)
        .<Assessment>map(Assessment.ExportedOnly::new)
        .orElseGet(() -> new Assessment.Write(record, present));
  }

  private static Assessment exportedOnly(Origin origin) {
    return new Assessment.ExportedOnly(((Origin.Unknown) origin).reason());
  }

  private Optional<String> unlikeSnapshot(ChromaRecord original, ChromaRecord present) {
    List<String> differing = differing(original, present);
    return differing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "at the source it differs from the snapshot in " + String.join(", ", differing));
  }

  private List<String> differing(ChromaRecord expected, ChromaRecord found) {
    return comparison.compare(expected, found) instanceof Comparison.Different different
        ? different.what().stream().sorted().toList()
        : List.of();
  }
}
