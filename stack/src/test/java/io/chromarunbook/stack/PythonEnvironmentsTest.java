package io.chromarunbook.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("servers")
@Timeout(120)
class PythonEnvironmentsTest {
  private static final Requirements WRONG =
      new Requirements(
          "Colorama 0.4.6", "colorama", "0.4.6", "wrong-hash.txt", Requirements.ANY_MINOR);

  @TempDir Path cache;

  @Test
  void a_failed_installation_is_one_sentence_and_leaves_no_environment() throws IOException {
    List<Installation> heard = new ArrayList<>();
    PythonEnvironments environments = environments(Map.of(), heard);

    assertThatThrownBy(() -> environments.get(WRONG))
        .isInstanceOf(StackException.class)
        .hasMessageStartingWith("Could not install Colorama 0.4.6 (exit code 1; its last lines: ")
        .hasMessageContaining("check the network and pip's configuration")
        .hasMessageContaining(cache.resolve("logs").toString());

    assertThat(environments.installed(WRONG)).isEmpty();
    try (Stream<Path> left = Files.list(cache)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .allMatch(name -> name.equals("logs") || name.endsWith(".lock"));
    }
    assertThat(heard).isNotEmpty().allMatch(progress -> progress.total() == 1);
  }

  @Test
  void an_unsuitable_python_is_named_with_what_to_install() {
    PythonEnvironments environments =
        environments(
            Map.of("RUNBOOK_PYTHON", cache.resolve("nowhere").toString()), new ArrayList<>());

    assertThatThrownBy(() -> environments.get(ChromaRelease.V0_5.requirements()))
        .isInstanceOf(StackException.class)
        .hasMessage(
            "Chroma 0.5.23 needs Python 3.9 to 3.12 with its venv module and there is no python3 on the PATH;"
                + " install one (Debian and Ubuntu: `apt install python3-venv`) or name it in RUNBOOK_PYTHON.");
  }

  @Test
  void what_a_killed_installation_left_is_removed_by_the_next() throws IOException {
    Path leftOver = cache.resolve(WRONG.directoryName() + ".unfinished-1");
    Files.createDirectories(leftOver.resolve("bin"));

    assertThatThrownBy(() -> environments(Map.of(), new ArrayList<>()).get(WRONG))
        .isInstanceOf(StackException.class);
    assertThat(leftOver).doesNotExist();
  }

  @Test
  void an_unfinished_environment_is_not_an_environment() throws IOException {
    Files.createDirectories(cache.resolve(WRONG.directoryName()).resolve("bin"));

    assertThat(environments(Map.of(), new ArrayList<>()).installed(WRONG)).isEmpty();
  }

  @Test
  void the_cache_is_where_the_launcher_has_its_own() {
    Path home = Path.of(System.getProperty("user.home"), ".cache", "chroma-runbook");

    assertThat(PythonEnvironments.location(Map.of())).isEqualTo(home);
    assertThat(PythonEnvironments.location(Map.of("XDG_CACHE_HOME", ""))).isEqualTo(home);
    assertThat(PythonEnvironments.location(Map.of("XDG_CACHE_HOME", "/caches")))
        .isEqualTo(Path.of("/caches/chroma-runbook"));
    assertThat(
            PythonEnvironments.location(
                Map.of("XDG_CACHE_HOME", "/caches", "RUNBOOK_CACHE", "/ours")))
        .isEqualTo(Path.of("/ours"));
  }

  @Test
  void every_package_is_pinned_and_hashed_and_no_host_is_named() {
    Stream.concat(
            Stream.of(Requirements.TEMPORAL, Requirements.CHROMA_CLIENT),
            Stream.of(ChromaRelease.values()).map(ChromaRelease::requirements))
        .map(Requirements::text)
        .forEach(
            text ->
                assertThat(text.lines().filter(line -> !line.startsWith("#")))
                    .isNotEmpty()
                    .allMatch(
                        line ->
                            line.matches("[a-z0-9-]+==\\S+( ; [^/]+)? \\\\")
                                || line.matches("    --hash=sha256:[0-9a-f]{64}( \\\\)?")));
  }

  private PythonEnvironments environments(Map<String, String> settings, List<Installation> heard) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("RUNBOOK_CACHE", cache.toString());
    environment.putAll(settings);
    return new PythonEnvironments(
        environment,
        new StackListener() {
          @Override
          public void installing(Installation progress) {
            heard.add(progress);
          }
        });
  }
}
