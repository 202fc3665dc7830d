package io.chromarunbook.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where Temporal is looked for, in which order. */
class TemporalSettingsTest {

  @TempDir private Path home;

  @Test
  void without_any_word_it_is_the_usual_port_of_this_machine() {
    TemporalSettings found = find(Map.of());

    assertThat(found.address()).isEqualTo("127.0.0.1:7233");
    assertThat(found.namespace()).isEqualTo("default");
    assertThat(found.ui()).isEmpty();
  }

  @Test
  void the_local_stack_of_the_home_is_found() throws IOException {
    stack("{\"temporal\":{\"address\":\"127.0.0.1:7300\",\"ui\":\"http://127.0.0.1:8300\"}}");

    TemporalSettings found = find(Map.of("TEMPORAL_NAMESPACE", "ops"));

    assertThat(found.address()).isEqualTo("127.0.0.1:7300");
    assertThat(found.namespace()).isEqualTo("ops");
    assertThat(found.ui()).isEqualTo("http://127.0.0.1:8300");
    assertThat(found.description()).contains("127.0.0.1:7300", "ops", "stack.json");
  }

  @Test
  void a_home_whose_stack_is_down_never_means_whoever_listens_at_the_usual_port()
      throws IOException {
    stack("{\"workers\":[],\"servers\":{}}");

    assertThatThrownBy(() -> find(Map.of()))
        .isInstanceOf(StackDownException.class)
        .hasMessageStartingWith("Your stack is down")
        .hasMessageContainingAll(home.toString(), "./runbook up", "TEMPORAL_ADDRESS");
    assertThat(find(Map.of("TEMPORAL_ADDRESS", "team.example:7233")).address())
        .isEqualTo("team.example:7233");
  }

  @Test
  void neither_does_a_home_that_has_runs() throws IOException {
    Files.createDirectory(home.resolve("runs"));

    assertThatThrownBy(() -> find(Map.of())).isInstanceOf(StackDownException.class);
  }

  @Test
  void the_environment_beats_the_local_stack() throws IOException {
    stack("{\"temporal\":{\"address\":\"127.0.0.1:7300\",\"ui\":\"http://127.0.0.1:8300\"}}");

    TemporalSettings found = find(Map.of("TEMPORAL_ADDRESS", "temporal.example:7233"));

    assertThat(found.address()).isEqualTo("temporal.example:7233");
    assertThat(found.ui()).isEmpty();
  }

  @Test
  void a_profile_in_a_configuration_file_counts_as_environment() throws IOException {
    Path file = home.resolve("temporal.toml");
    Files.writeString(
        file, "[profile.team]\naddress = \"team.example:7233\"\nnamespace = \"migrations\"\n");

    TemporalSettings found =
        find(Map.of("TEMPORAL_CONFIG_FILE", file.toString(), "TEMPORAL_PROFILE", "team"));

    assertThat(found.address()).isEqualTo("team.example:7233");
    assertThat(found.namespace()).isEqualTo("migrations");
  }

  @Test
  void the_description_says_that_there_is_a_key_but_not_which() {
    TemporalSettings found =
        find(Map.of("TEMPORAL_ADDRESS", "cloud.example:7233", "TEMPORAL_API_KEY", "s3cret"));

    assertThat(found.description()).contains("API key", "TLS").doesNotContain("s3cret");
  }

  @Test
  void an_unreadable_stack_file_is_said_in_one_sentence() throws IOException {
    stack("{not json");

    assertThatThrownBy(() -> find(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stack.json cannot be read")
        .hasMessageContaining("TEMPORAL_ADDRESS");
  }

  private TemporalSettings find(Map<String, String> environment) {
    Map<String, String> isolated = new HashMap<>(environment);
    isolated.putIfAbsent("TEMPORAL_CONFIG_FILE", home.resolve("none.toml").toString());
    return TemporalSettings.find(home, isolated);
  }

  private void stack(String json) throws IOException {
    Files.writeString(home.resolve("stack.json"), json);
  }
}
