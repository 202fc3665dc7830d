package io.chromarunbook.starter.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.SecretReference;
import io.chromarunbook.workflows.steps.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which way it went wrong shows in the exit code and in the sentence. */
class FileFailureTest {

  @TempDir private Path folder;

  @Test
  void a_secret_that_is_not_there_is_wrong_usage() {
    Failure failure =
        failure(() -> new Secrets(name -> null).resolve(new SecretReference("SOURCE_AUTH", null)));

    assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(failure).hasMessageContaining("SOURCE_AUTH");
  }

  @Test
  void a_damaged_file_is_a_data_error() {
    Failure failure =
        failure(
            () -> {
              throw FailureKind.CORRUPT_DATA.failure("It is damaged.", null);
            });

    assertThat(failure.exitCode()).isEqualTo(ExitCode.DATA);
    assertThat(failure).hasMessage("It is damaged.");
  }

  @Test
  void a_file_that_cannot_be_read_is_a_data_error() throws IOException {
    Path plan = Files.writeString(folder.resolve("plan.json"), "torn");

    Failure failure = failure(() -> DurableFile.readJson(plan, Plan.class));

    assertThat(failure.exitCode()).isEqualTo(ExitCode.DATA);
    assertThat(failure)
        .hasMessageContaining("cannot be read")
        .hasMessageContaining(plan.toString());
  }

  @Test
  void a_file_that_cannot_be_written_is_not_told_as_one_that_cannot_be_read() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "").resolve("below");

    Failure failure =
        failure(
            () -> {
              DurableFile.writeText(file, "text");
              return null;
            });

    assertThat(failure.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(failure)
        .hasMessageContaining("cannot be written: " + file)
        .message()
        .doesNotContain("read");
  }

  private static Failure failure(Supplier<?> work) {
    return catchThrowableOfType(Failure.class, () -> FileFailure.told(work));
  }
}
