package io.chromarunbook.activities.importing;

import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.snapshot.Manifest;
import io.chromarunbook.activities.transform.QuarantineFile;
import io.chromarunbook.workflows.plan.QuarantinePlan;
import java.nio.file.Files;
import java.nio.file.Path;
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
    long used = 0;
    for (int each = 0; each < manifest.collections().size(); each++) {
      int parts = manifest.collections().get(each).parts().size();
      for (int other = 0; other < parts; other++) {
        if (each != collection || other != part) {
          used += entries(each, other);
        }
      }
    }
    return used;
  }

  // Few parts have such a file at all, and a receipt saves reading it.
  private long entries(int collection, int part) {
    Path file = folder.quarantine(collection, part);
    if (!Files.exists(file)) {
      return 0;
    }
    return StoredReceipt.read(folder, collection, part)
        .map(stored -> stored.receipt().quarantined())
        .orElseGet(
            () -> {
              AtomicLong entries = new AtomicLong();
              QuarantineFile.forEach(file, entry -> entries.incrementAndGet());
              return entries.get();
            });
  }
}
