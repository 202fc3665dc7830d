package io.chromarunbook.starter.offline;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The checks that fail by what validation last left in a run's folder. */
public final class FailedChecks {

  private FailedChecks() {}

  /** Those of this folder; none where nothing was validated, or that cannot be read. */
  public static List<CheckResult> in(RunFolder folder) {
    List<CheckResult> failed = new ArrayList<>();
    if (!Files.exists(folder.validation())) {
      return failed;
    }
    try {
      for (JsonNode check : Json.MAPPER.readTree(folder.validation().toFile()).path("checks")) {
        CheckResult result = Json.MAPPER.treeToValue(check, CheckResult.class);
        if (result.result() == CheckResult.Result.FAIL) {
          failed.add(result);
        }
      }
      return failed;
    } catch (IOException e) {
      // What is damaged is told by whoever looks at the files themselves.
      return failed;
    }
  }
}
