package io.chromarunbook.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SafeNameTest {

  /** What every release of Chroma takes as a collection's name, and any file system as a file's. */
  private static final String TAKEN_BY_ALL = "[A-Za-z0-9][A-Za-z0-9-]{1,61}[A-Za-z0-9]";

  private static final List<String> KINDS =
      List.of("runbook-scratch", "runbook-rehearsal", "abc", "abcdefghijklmnopqrstu");

  static Stream<String> hostileIds() {
    return Stream.of(
        "kb-to-1x",
        "kb/dry-run/1",
        "kb/dry-run/2",
        "kb/copy/a collection",
        "",
        ".",
        "..",
        "../../etc/passwd",
        "a..b",
        "a.b",
        "a-b",
        "a_b",
        "-a-",
        "---",
        "127.0.0.1",
        "KB",
        "kb",
        "kb ",
        "kb\n",
        "kb\u0000",
        "kb\u001b[2J",
        "kb\u202e",
        "名前",
        "é",
        "e\u0301",
        "😀",
        "\ud800",
        "'; DROP TABLE collections; --",
        "$(reboot)",
        "`reboot`",
        "<script>alert(1)</script>",
        "%2e%2e%2f",
        "con",
        "x".repeat(62),
        "x".repeat(63),
        "x".repeat(1000),
        "x".repeat(1000) + "y");
  }

  @ParameterizedTest
  @MethodSource("hostileIds")
  void every_server_and_file_system_takes_it(String id) {
    for (String kind : KINDS) {
      SafeName name = SafeName.of(kind, id);
      assertThat(name.text()).matches(TAKEN_BY_ALL).startsWith(kind + "-");
      assertThat(name.and("0123abcd")).matches(TAKEN_BY_ALL).startsWith(name.text());
    }
  }

  @Test
  void names_of_different_ids_differ_even_where_case_does_not_count() {
    List<String> ids = hostileIds().toList();
    Set<String> names = new HashSet<>();
    ids.forEach(
        id -> names.add(SafeName.of("runbook-scratch", id).text().toLowerCase(Locale.ROOT)));

    assertThat(names).hasSize(ids.size());
  }

  @Test
  void any_text_gives_a_name() {
    Random random = new Random(4711);
    for (int i = 0; i < 10_000; i++) {
      int[] points = random.ints(random.nextInt(80), 0, 0x3000).toArray();
      String id = new String(points, 0, points.length);
      assertThat(SafeName.of("runbook-rehearsal", id).and("89abcdef")).as(id).matches(TAKEN_BY_ALL);
    }
  }

  @Test
  void a_person_still_reads_the_id_in_it() {
    assertThat(SafeName.of("runbook-scratch", "kb-to-1x/dry-run/1").text())
        .startsWith("runbook-scratch-kb-to-1x-dry-run-1-");
  }

  @Test
  void what_is_called_by_the_name_of_one_id_is_not_called_by_that_of_another() {
    SafeName kb = SafeName.of("runbook-scratch", "kb");

    assertThat(kb.isBeginningOf(kb.and("0123abcd"))).isTrue();
    assertThat(kb.isBeginningOf(kb.text())).isFalse();
    assertThat(kb.isBeginningOf(kb.text() + "-0123abcd-0123abcd")).isFalse();
    assertThat(kb.isBeginningOf(kb.text() + "-unmarked")).isFalse();
    assertThat(kb.isBeginningOf(SafeName.of("runbook-scratch", "kb-2").and("0123abcd"))).isFalse();
  }

  @Test
  void a_kind_or_suffix_that_would_break_the_name_is_a_defect() {
    assertThatThrownBy(() -> SafeName.of("a/b", "kb")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SafeName.of("kind", "kb").and("a/b"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
