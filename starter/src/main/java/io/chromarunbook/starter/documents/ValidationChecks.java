package io.chromarunbook.starter.documents;

import io.chromarunbook.document.Cell;
import io.chromarunbook.document.Code;
import io.chromarunbook.document.Column;
import io.chromarunbook.document.Table;
import io.chromarunbook.starter.offline.ExplainedCheck;
import java.util.List;

/** The validation suite, as the program explains it. */
final class ValidationChecks {

  private ValidationChecks() {}

  static Table families() {
    return new Table(
        "The validation suite, by family",
        List.of(
            Column.words("Check"),
            Column.words("Family"),
            Column.words("Severity"),
            Column.words("Requires")),
        ExplainedCheck.all().stream()
            .map(
                check ->
                    Table.Row.of(
                        Cell.of(new Code(check.id())),
                        Cell.of(check.family()),
                        Cell.of(check.severity()),
                        Cell.of(check.required())))
            .toList());
  }
}
