package io.chromarunbook.activities.importing;

import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.snapshot.Manifest;
import io.chromarunbook.activities.transform.QuarantineFile;
import io.chromarunbook.workflows.plan.QuarantinePlan;
import io.chromarunbook.workflows.steps.Position;
import java.util.concurrent.atomic.AtomicLong;

/** How many records may be put aside, and how many are. */
public final class QuarantineBudget {

  private final QuarantinePlan plan;
  private final Manifest manifest;
  private final RunFolder folder;

  /** The budget of a run. */
  public QuarantineBudget(QuarantinePlan plan, Manifest manifest, RunFolder folder) {
    this.plan = plan;
    this.manifest = manifest;
    this.folder = folder;
  }

  /** Most records in quarantine. */
  public long allowed() {
    return plan.allowed(manifest.records());
  }

  /** Records in the quarantine files of all parts but one. */
  long usedBesides(int collection, int part) {
    Position one = new Position(collection, part);
    return folder.quarantined().stream()
        .filter(other -> !other.equals(one))
        .mapToLong(this::entries)
        .sum();
  }

  // A receipt saves reading the file.
  private long entries(Position part) {
    return StoredReceipt.read(folder, part.collection(), part.part())
        .map(stored -> stored.receipt().quarantined())
        .orElseGet(
            () -> {
              AtomicLong entries = new AtomicLong();
              QuarantineFile.forEachHeading(
                  folder.quarantine(part.collection(), part.part()),
                  entry -> entries.incrementAndGet());
              return entries.get();
            });
  }
}
