package io.chromarunbook.starter.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.starter.terminal.Paint;
import io.chromarunbook.starter.terminal.Times;
import io.chromarunbook.workflows.steps.Outage;
import io.chromarunbook.workflows.text.HostileTexts;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person sees of a diagnosis, on every screen and whatever data say. */
class DiagnosisTextTest {

  private static final Times UTC = new Times(ZoneOffset.UTC);

  @ParameterizedTest
  @MethodSource("io.chromarunbook.starter.diagnosis.DiagnosisTest#issues")
  void every_finding_fits_small_screens(DiagnosisTest.Known known) {
    RunFacts facts = known.facts();
    for (int columns : List.of(60, 80)) {
      List<String> lines = lines(facts, columns);

      assertThat(lines)
          .allMatch(line -> line.length() <= columns || !line.strip().contains(" "), "fits");
      assertThat(String.join("\n", lines)).contains("Cause", "Remedy", "Call", "Otherwise");
    }
  }

  @ParameterizedTest
  @MethodSource("io.chromarunbook.workflows.text.HostileTexts#all")
  void text_from_servers_is_harmless(String text) {
    RunFacts facts =
        FactsOf.run()
            .outages(
                List.of(
                    new Outage(
                        Outage.Kind.SILENT_SERVER,
                        "target " + text,
                        FactsOf.NOW.minusSeconds(60),
                        text,
                        null)))
            .facts();

    assertThat(String.join("\n", lines(facts, 80)).codePoints().filter(point -> point != '\n'))
        .allMatch(HostileTexts::harmless);
  }

  private static List<String> lines(RunFacts facts, int columns) {
    return DiagnosisText.of(facts, Diagnosis.of(facts), Paint.PLAIN, UTC, columns);
  }
}
