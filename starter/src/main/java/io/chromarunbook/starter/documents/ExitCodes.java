package io.chromarunbook.starter.documents;

import io.chromarunbook.document.Column;
import io.chromarunbook.document.Table;
import io.chromarunbook.starter.outcome.ExitCode;
import java.util.List;

/** What the number a command ends with means. */
final class ExitCodes {

  private ExitCodes() {}

  static Table table() {
    return new Table(
        "Exit codes",
        List.of(Column.words("Code"), Column.words("Meaning")),
        List.of(
            row(ExitCode.DONE, "done; of a migration: GO and cut over"),
            row(
                ExitCode.ENDED_OTHERWISE,
                "ended in NO-GO, rolled back, stopped, aborted or failed"),
            row(ExitCode.USAGE, "wrong usage, plan or name"),
            row(ExitCode.UNREACHABLE, "a server cannot be reached"),
            row(
                ExitCode.REFUSED,
                "refused: gate closed, wrong role, stale evidence, used id, target not empty"),
            row(ExitCode.DATA, "data are not what they must be"),
            row(ExitCode.DEFECT, "a defect of ours")));
  }

  private static Table.Row row(int code, String meaning) {
    return Table.Row.of(String.valueOf(code), meaning);
  }
}
