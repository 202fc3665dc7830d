package io.chromarunbook.activities.importing;

import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.workflows.steps.PartReceipt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A receipt as it lies on disk: what was proved, and of what.
 *
 * @param planDigest SHA-256 of the plan the part was transformed by
 * @param partSha256 of the part's file
 * @param uuid of the collection it was written to
 * @param batches requests the target took in the last attempt
 * @param upserted records in those requests
 * @param upsertSeconds spent in them
 */
public record StoredReceipt(
    PartReceipt receipt,
    String planDigest,
    String partSha256,
    String uuid,
    int batches,
    long upserted,
    double upsertSeconds) {

  /** The receipt of a part, where there is one. */
  public static Optional<StoredReceipt> read(RunFolder folder, int collection, int part) {
    Path file = folder.receipt(collection, part);
    return Files.exists(file)
        ? Optional.of(DurableFile.readJson(file, StoredReceipt.class))
        : Optional.empty();
  }

  void write(RunFolder folder) {
    DurableFile.writeJson(folder.receipt(receipt.collection(), receipt.part()), this);
  }

  /** Whether it proves that just this part, by this plan, is in this collection, and whole. */
  boolean proves(int collection, int part, String plan, String sha256, String collectionUuid) {
    return receipt.collection() == collection
        && receipt.part() == part
        && planDigest.equals(plan)
        && partSha256.equals(sha256)
        && uuid.equals(collectionUuid)
        && receipt.different() == 0
        && receipt.missing() == 0;
  }
}
