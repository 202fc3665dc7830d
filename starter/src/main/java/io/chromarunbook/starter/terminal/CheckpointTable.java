package io.chromarunbook.starter.terminal;

import io.chromarunbook.starter.offline.CheckpointLine;
import io.chromarunbook.workflows.steps.PartReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Receipts as people read them, with what speaks against each below it. */
public final class CheckpointTable {

  private CheckpointTable() {}

  /** The lines of the table. */
  public static List<String> of(List<CheckpointLine> checkpoints) {
    TextTable table = new TextTable().row("collection", "part", "records", "equal", "quarantined");
    for (CheckpointLine checkpoint : checkpoints) {
      PartReceipt receipt = checkpoint.receipt();
      table.row(
          checkpoint.collection(),
          "" + checkpoint.part(),
          receipt == null ? "-" : number(receipt.records()),
          receipt == null ? "-" : number(receipt.equal()),
          receipt == null ? "-" : number(receipt.quarantined()));
    }
    List<String> lines = new ArrayList<>();
    List<String> rows = table.lines();
    lines.add("  " + rows.get(0));
    for (int index = 0; index < checkpoints.size(); index++) {
      CheckpointLine checkpoint = checkpoints.get(index);
      lines.add((checkpoint.holds() ? "  " : "✗ ") + rows.get(index + 1));
      checkpoint.objections().forEach(objection -> lines.add("      " + objection + "."));
    }
    return lines;
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
