package io.chromarunbook.workflows.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatabasePathTest {

  @Test
  void usual_names_are_written_as_they_are() {
    assertThat(DatabasePath.of("default_tenant", "team-b.2")).isEqualTo("default_tenant/team-b.2");
  }

  @Test
  void names_that_could_be_read_otherwise_stand_in_quotes() {
    assertThat(DatabasePath.of("a", "b/c")).isEqualTo("a/\"b/c\"");
    assertThat(DatabasePath.of("a/b", "c")).isEqualTo("\"a/b\"/c");
    assertThat(DatabasePath.of("", "x\"/\"y")).isEqualTo("\"\"/\"x\\\"/\\\"y\"");
    assertThat(DatabasePath.of("a", "two\nlines")).isEqualTo("a/\"two\\u000alines\"");
    assertThat(DatabasePath.of("a", "x".repeat(500))).hasSizeLessThan(120);
  }
}
