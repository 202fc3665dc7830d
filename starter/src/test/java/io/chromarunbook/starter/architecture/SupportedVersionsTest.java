package io.chromarunbook.starter.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.Requirements;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The versions that the README says are needed are those that the build, the stack and the compose
 * file ask for.
 */
class SupportedVersionsTest {

  private static final Path ROOT = Path.of("..");

  @Test
  void the_readme_has_the_jdk_that_the_build_asks_for_and_is_tried_with() throws IOException {
    String least = found("pom.xml", "<maven.compiler.release>(\\d+)</");

    assertThat(found("pom.xml", "<requireJavaVersion>\\s*<version>\\[(\\d+),\\)")).isEqualTo(least);
    assertThat(readme())
        .contains(
            "| JDK | %s or newer | %s |"
                .formatted(least, found(".github/workflows/verify.yml", "java: \\[(.*)]")),
            "a JDK (" + least + " or newer)");
  }

  @Test
  void the_readme_has_the_maven_that_the_build_asks_for() throws IOException {
    String least = found("pom.xml", "<requireMavenVersion>\\s*<version>\\[([\\d.]+),\\)");

    assertThat(readme())
        .contains("| Maven | " + least + " or newer | |", "Maven (" + least + " or newer)");
  }

  @Test
  void the_readme_has_the_pythons_that_run_every_server_of_the_demo() throws IOException {
    int last = Requirements.ANY_MINOR;
    for (ChromaRelease release : new ChromaRelease[] {ChromaRelease.V0_5, ChromaRelease.V1_5}) {
      last = Math.min(last, release.requirements().lastMinor());
    }
    String pythons = "3." + Requirements.FIRST_MINOR + " to 3." + last;

    assertThat(readme())
        .contains(
            "| Python | %s | %s |"
                .formatted(
                    pythons, found(".github/workflows/verify.yml", "python-version: \"(.*)\"")),
            "Python (" + pythons + ", with `venv`)");
  }

  @Test
  void the_readme_has_the_temporal_that_is_installed_and_the_one_of_the_compose_file()
      throws IOException {
    assertThat(readme())
        .contains(
            "| Temporal | a server that the Java SDK %s works with | %s, by `./runbook up`; `docker/` has %s |"
                .formatted(
                    found("pom.xml", "<temporal.version>(.*)</"),
                    installedTemporal(),
                    found("docker/compose.yaml", "image: temporalio/server:(\\S+)")));
  }

  private static String installedTemporal() throws IOException {
    try (InputStream file =
        Requirements.class.getResourceAsStream("/stack/requirements-temporal.txt")) {
      return first(
          new String(file.readAllBytes(), StandardCharsets.UTF_8), "Temporal Server ([\\d.]+) ");
    }
  }

  private static String readme() throws IOException {
    return Files.readString(ROOT.resolve("README.md"));
  }

  private static String found(String file, String pattern) throws IOException {
    return first(Files.readString(ROOT.resolve(file)), pattern);
  }

  private static String first(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return matcher.group(1);
  }
}
