package io.chromarunbook.workflows.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page about plans says what the records say. */
class PlanPageTest {

  private static final Path PAGE = Path.of("..", "docs", "plan.md");
  private static final Path FRESH = Path.of("target", "plan.md");

  @Test
  void the_page_is_made_of_what_the_records_say() throws IOException {
    String page = PlanPage.text();
    Files.writeString(FRESH, page);

    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as("docs/plan.md is out of date; write it anew: cp workflows/target/plan.md docs/plan.md")
        .isEqualTo(page);
  }

  @Test
  void the_plan_the_page_begins_with_can_be_read() {
    String page = PlanPage.text();
    int from = page.indexOf("```yaml\n") + "```yaml\n".length();

    Plan plan = PlanReader.read(page.substring(from, page.indexOf("```", from)));

    assertThat(plan.timeline()).isEqualTo(TimelinePlan.DEFAULT);
  }
}
