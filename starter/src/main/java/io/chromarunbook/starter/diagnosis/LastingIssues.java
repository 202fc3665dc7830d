package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.starter.terminal.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Issues that a run has had for so long that whoever looks at it is told; and that they are over.
 */
public final class LastingIssues {

  /** What mends itself sooner is nobody's business. */
  private static final Duration WORTH_TELLING = Duration.ofSeconds(30);

  private record Key(String issue, String about) {}

  private final Map<Key, Finding> told = new LinkedHashMap<>();

  /** Those of these that have lasted long enough. */
  public static List<Finding> among(List<Finding> findings, Instant now) {
    return findings.stream()
        .filter(Finding::wrong)
        .filter(
            finding ->
                finding.since() == null
                    || Duration.between(finding.since(), now).compareTo(WORTH_TELLING) >= 0)
        .toList();
  }

  /** What is to be told now that was not told before: what has lasted long enough, what is over. */
  public List<String> news(String id, List<Finding> findings, Times times, Instant now) {
    List<String> news = new ArrayList<>();
    Map<Key, Finding> lasting = new LinkedHashMap<>();
    among(findings, now).forEach(finding -> lasting.putIfAbsent(key(finding), finding));
    lasting.forEach(
        (key, finding) -> {
          if (told.putIfAbsent(key, finding) == null) {
            news.add(DiagnosisText.named(finding, id, times, now));
          }
        });
    told.entrySet()
        .removeIf(
            entry -> {
              boolean over = !lasting.containsKey(entry.getKey());
              if (over) {
                news.add(DiagnosisText.over(entry.getValue(), times, now));
              }
              return over;
            });
    return news;
  }

  private static Key key(Finding finding) {
    return new Key(finding.issue().id(), finding.about());
  }
}
