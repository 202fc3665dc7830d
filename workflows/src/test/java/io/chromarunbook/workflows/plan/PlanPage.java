package io.chromarunbook.workflows.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The page about plans, from what the records say of their keys. */
final class PlanPage {

  private static final String HEADING =
      """
      # The plan

      <!-- Made from the records of workflows · plan by PlanPageTest, which says how to write it anew. -->

      A migration's plan is a YAML file. Only these keys have to be written; `./runbook plan init` writes a plan that has every key:

      ```yaml
      migration: kb-to-1x
      source: {url: "http://old:8000"}
      target: {url: "http://new:8000"}
      people: {operations-lead: [ann], dba: [bo], security: [cy]}
      ```

      `./runbook plan check FILE` says all that is wrong at once, each with its line, what was found and what is possible (exit code 2; with `--json`
      as `errors`). What only a worker can see (secrets, files, programs, whether it reaches both servers) is looked for by a worker where one
      runs, and by `start` before an id is used. Relative paths count from the directory the worker was started in.

      Durations are ISO text: `PT10M`, `PT2H`, `P7D`. Times have an offset: `2026-12-01T22:00:00Z`. A key that nobody knows, or that is there
      twice, is an error. `NAME`, `ACTION` and `[]` below stand for what an author chooses.
      """;

  private final StringBuilder page = new StringBuilder(HEADING);
  private final Map<Class<?>, String> told = new HashMap<>();

  private PlanPage() {}

  static String text() {
    PlanPage page = new PlanPage();
    List<DescribedKey> alone = new ArrayList<>();
    for (DescribedKey key : PlanKeys.all()) {
      if (key.below().isEmpty()) {
        alone.add(key);
      }
    }
    page.section("The keys at the top", "", alone);
    for (DescribedKey key : PlanKeys.all()) {
      if (!key.below().isEmpty()) {
        page.section("`" + key.name() + "`", key.means() + ".", List.of(key));
      }
    }
    return page.page.toString();
  }

  private void section(String title, String intro, List<DescribedKey> keys) {
    page.append("\n## ").append(title).append("\n\n");
    if (!intro.isEmpty()) {
      page.append(intro).append("\n\n");
    }
    page.append("| key | what it says | possible | left out |\n|---|---|---|---|\n");
    keys.forEach(this::rows);
  }

  private void rows(DescribedKey key) {
    boolean nested = !key.below().isEmpty() && !key.ofEntries();
    if (!nested || !key.unset().isEmpty()) {
      row(key);
    }
    if (key.below().isEmpty()) {
      return;
    }
    boolean active = nested && key.unset().isEmpty();
    String before = active ? null : told.putIfAbsent(key.shape(), key.path());
    if (before == null) {
      key.below().forEach(this::rows);
    } else {
      page.append("| `%s…` | as under `%s` | | |\n".formatted(below(key), before));
    }
  }

  private static String below(DescribedKey key) {
    String first = key.below().get(0).path();
    return first.substring(0, first.lastIndexOf('.') + 1);
  }

  private void row(DescribedKey key) {
    String example = key.example().isEmpty() ? "" : "; like `" + key.example() + "`";
    page.append(
        "| `%s` | %s | %s%s | %s |\n"
            .formatted(key.path(), key.means(), key.takes(), example, leftOut(key)));
  }

  private static String leftOut(DescribedKey key) {
    if (key.needed()) {
      return "**needed**";
    }
    return key.standard().map(value -> "`" + value + "`").orElse(key.unset());
  }
}
