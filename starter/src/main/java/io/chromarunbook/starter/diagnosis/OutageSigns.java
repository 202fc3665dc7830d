package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.starter.offline.ServerLook;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.steps.Outage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Signs that work waits for a server, a disk, a lock or another worker; and that Temporal is away.
 */
final class OutageSigns {

  /** What a server's silence is, by what is said of it; the first that fits. */
  private record Words(Pattern pattern, KnownIssue atSource, KnownIssue atTarget) {}

  private static final List<Words> SILENCE =
      List.of(
          words(
              "no space left|disk (is|was) full|disk full|database or disk|quota exceeded",
              NetworkTrouble.BROKEN_ANSWERS,
              TargetTrouble.FULL),
          words(
              "certificate|\\btls\\b|hangs up as soon as it is spoken to",
              NetworkTrouble.TLS,
              NetworkTrouble.TLS),
          words("host name is not known", NetworkTrouble.NAME_UNKNOWN, NetworkTrouble.NAME_UNKNOWN),
          words(
              "nothing accepts connections|no route to host|network is unreachable",
              NetworkTrouble.REFUSES_CONNECTIONS,
              NetworkTrouble.REFUSES_CONNECTIONS),
          words(
              "no answer to .* yet|nothing came for|no connection within|it took more than|not waited for any longer",
              NetworkTrouble.SLOW,
              TargetTrouble.SLOW));

  private static Words words(String pattern, KnownIssue atSource, KnownIssue atTarget) {
    return new Words(
        Pattern.compile("(?s).*(" + pattern + ").*", Pattern.CASE_INSENSITIVE), atSource, atTarget);
  }

  private final RunFacts facts;

  private OutageSigns(RunFacts facts) {
    this.facts = facts;
  }

  static List<Sign> of(RunFacts facts) {
    OutageSigns signs = new OutageSigns(facts);
    List<Sign> found = new ArrayList<>();
    facts.temporalSilent().map(signs::temporal).ifPresent(found::add);
    List<Outage> outages = signs.outages();
    outages.stream().map(signs::sign).forEach(found::add);
    signs.smallRequests().ifPresent(found::add);
    if (facts.end().isEmpty() && facts.stranded().isEmpty()) {
      facts.servers().stream()
          .filter(OutageSigns::troubled)
          // What the run was told a moment ago may be something else by now.
          .filter(
              look ->
                  outages.stream()
                      .noneMatch(
                          outage -> about(outage, look) && issue(outage).equals(issue(look))))
          .map(signs::look)
          .forEach(found::add);
    }
    return found;
  }

  private Sign temporal(String problem) {
    List<Evidence> evidence = new ArrayList<>(List.of(Evidence.of(problem)));
    evidence.addAll(Undone.of(facts));
    return new Sign(
        NetworkTrouble.TEMPORAL_SILENT,
        "",
        facts.temporalSilentSince().orElse(null),
        evidence,
        null);
  }

  /** What does not move, as the run says it, or Temporal, or the log of its workers. */
  private List<Outage> outages() {
    Map<String, Outage> all = new LinkedHashMap<>();
    // A beat comes every few seconds, the run is told once a minute.
    Stream.of(
            facts.pending().stream()
                .filter(work -> work.beat() != null)
                .flatMap(work -> work.beat().outages().stream()),
            facts.status().stream().map(MigrationStatus::outages).flatMap(List::stream),
            facts.outages().stream())
        .flatMap(each -> each)
        .forEach(outage -> all.putIfAbsent(outage.what(), outage));
    return all.values().stream().sorted(Comparator.comparing(Outage::since)).toList();
  }

  private Sign sign(Outage outage) {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(times -> capitalised(outage.lasting(times)) + ".");
    facts.servers().stream()
        .filter(look -> about(outage, look))
        .map(OutageSigns::seenFromHere)
        .map(Evidence::of)
        .forEach(evidence::add);
    return new Sign(
        issue(outage), outage.what(), outage.since(), evidence, future(outage.patienceEnds()));
  }

  private Instant future(Instant moment) {
    return moment == null || moment.isBefore(facts.now()) ? null : moment;
  }

  private static KnownIssue issue(Outage outage) {
    return switch (outage.kind()) {
      case SILENT_SERVER -> silence(outage.what(), outage.error());
      case OVERLOADED_SERVER -> TargetTrouble.OVERLOADED;
      case CREDENTIALS -> NetworkTrouble.CREDENTIALS;
      case DISK -> DamagedFiles.DISK;
      case WRONG_HOME -> StuckProcess.WRONG_HOME;
      case LOCK -> StuckProcess.COMMAND_LOCKED;
    };
  }

  /** What the silence of a server is, by what is said of it. */
  static KnownIssue silence(String server, String error) {
    boolean target = server.startsWith("target");
    return SILENCE.stream()
        .filter(words -> words.pattern().matcher(error).matches())
        .findFirst()
        .map(words -> target ? words.atTarget() : words.atSource())
        .orElse(NetworkTrouble.BROKEN_ANSWERS);
  }

  private static boolean troubled(ServerLook look) {
    return look.state() != ServerLook.State.ANSWERS && look.state() != ServerLook.State.NOT_ASKED;
  }

  private static boolean about(Outage outage, ServerLook look) {
    return outage.what().startsWith(look.side() + " ");
  }

  private static KnownIssue issue(ServerLook look) {
    return switch (look.state()) {
      case OVERLOADED -> TargetTrouble.OVERLOADED;
      case CREDENTIALS -> NetworkTrouble.CREDENTIALS;
      default -> silence(look.side(), look.error());
    };
  }

  /** A server that does not answer this machine may well answer the worker's. */
  private Sign look(ServerLook look) {
    return new Sign(
        issue(look),
        look.side() + " " + look.url(),
        null,
        List.of(Evidence.of(seenFromHere(look))),
        null);
  }

  private static String seenFromHere(ServerLook look) {
    String answered =
        String.format(Locale.ROOT, "From this machine, %s %s ", look.side(), look.url());
    return switch (look.state()) {
      case ANSWERS ->
          answered + String.format(Locale.ROOT, "answers in %.1f s now.", look.seconds());
      case OVERLOADED -> answered + "asks for patience now: " + look.error() + ".";
      case CREDENTIALS -> answered + "does not let us in now: " + look.error() + ".";
      case SILENT -> answered + "does not answer now: " + look.error() + ".";
      case NOT_ASKED -> answered + "cannot be asked: " + look.error();
    };
  }

  private Optional<Sign> smallRequests() {
    List<String> small =
        facts.pending().stream()
            .filter(work -> work.beat() != null)
            .flatMap(work -> work.beat().smallPages().stream())
            .distinct()
            .toList();
    return small.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Sign.of(
                TargetTrouble.TAKES_LITTLE,
                null,
                null,
                small.stream().map(OutageSigns::capitalised).toArray(String[]::new)));
  }

  private static String capitalised(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
