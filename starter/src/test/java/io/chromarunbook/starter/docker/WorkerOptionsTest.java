package io.chromarunbook.starter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The flags of a worker's JVM are said once, for the launcher and for the image alike. */
class WorkerOptionsTest {

  private static final Path ROOT = Path.of("..");
  private static final Path OPTIONS = ROOT.resolve("worker/worker.options");

  @Test
  void the_launcher_and_the_image_start_a_worker_with_that_file_and_no_flag_beside_it()
      throws IOException {
    assertThat(Files.readString(ROOT.resolve("runbook")))
        .contains("worker) flags+=(@\"$root/worker/worker.options\") ;;");
    String image = Files.readString(ROOT.resolve("docker/Dockerfile"));
    assertThat(image)
        .contains(
            "COPY --from=build /build/starter/target/runbook.jar /build/worker/worker.options"
                + " /opt/chroma-runbook/\n",
            "ENTRYPOINT [\"java\", \"@/opt/chroma-runbook/worker.options\", \"-cp\",")
        .doesNotContain("-X");
  }

  @Test
  @Timeout(30)
  void java_reads_it() throws Exception {
    Process java =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "@" + OPTIONS,
                    "-XX:+PrintFlagsFinal",
                    "-version"))
            .redirectErrorStream(true)
            .start();
    String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(java.waitFor()).as("%s", said).isZero();
    assertThat(said)
        .containsPattern("MaxHeapSize +:?= " + (512 << 20) + " ")
        .containsPattern("MaxNewSize +:?= " + (192 << 20) + " ")
        .containsPattern("UseSerialGC +:?= true ")
        .containsPattern("FreqInlineSize +:?= 120 ");
  }
}
