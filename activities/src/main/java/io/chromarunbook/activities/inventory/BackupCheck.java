package io.chromarunbook.activities.inventory;

import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.steps.Finding;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks for the source's last backup, where the plan says there is one. */
public final class BackupCheck {

  /** The finding where it is not there. */
  public static final String MISSING = "inventory.backup-missing";

  private BackupCheck() {}

  static Finding look(ServerPlan source) {
    if (source.snapshot() != null) {
      return new Finding(
          "inventory.backup",
          Finding.Weight.NOTE,
          "The source is a snapshot, which is a backup itself: keep %s until nobody needs it."
              .formatted(source.snapshot()));
    }
    String backup = source.backup();
    if (source.directory() != null && "none".equals(backup)) {
      return new Finding(
          "inventory.backup",
          Finding.Weight.NOTE,
          "The source is the directory %s, which is only read: keep it until nobody needs it."
              .formatted(source.directory()));
    }
    if ("none".equals(backup)) {
      return new Finding(
          "inventory.no-backup",
          Finding.Weight.NOTE,
          "The plan says that the source has no backup; the snapshot of Step 2 will be the only copy.");
    }
    if (backup.contains("://")) {
      return new Finding(
          "inventory.backup-elsewhere",
          Finding.Weight.WARNING,
          "The source's backup %s is not a path this machine can look at; make sure yourself that it is there."
              .formatted(backup));
    }
    if (!Files.exists(Path.of(backup))) {
      return new Finding(
          MISSING,
          Finding.Weight.BLOCKING,
          "The source's backup %s is not there; make one, or correct source.backup in the plan ('none' where there is none)."
              .formatted(Path.of(backup).toAbsolutePath()));
    }
    return new Finding(
        "inventory.backup",
        Finding.Weight.NOTE,
        "The source's backup %s is there; its content was not looked at.".formatted(backup));
  }
}
