package io.chromarunbook.starter.terminal;

import io.chromarunbook.directory.AssessedCollection;
import io.chromarunbook.directory.Assessment;
import io.chromarunbook.directory.DirectoryPart;
import io.chromarunbook.directory.Fault;
import io.chromarunbook.directory.FaultKind;
import io.chromarunbook.directory.Finding;
import io.chromarunbook.directory.MetadataKey;
import io.chromarunbook.directory.Road;
import io.chromarunbook.workflows.text.Counts;
import io.chromarunbook.workflows.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is in a Chroma directory, for people: what is to be decided first, the sound folded. */
public final class AssessmentText {

  private static final int WIDTH = 80;
  private static final int LONGEST_TEXT = 200;
  private static final int NAMED_RECORDS = 5;
  private static final int NAMED_COLLECTIONS = 8;
  private static final int NAMED_PARTS = 5;
  private static final int LABEL = 10;

  private final Assessment assessment;
  private final Paint paint;
  private final List<String> lines = new ArrayList<>();

  /** Of this one. */
  public AssessmentText(Assessment assessment, Paint paint) {
    this.assessment = assessment;
    this.paint = paint;
  }

  /** What a person has to know. */
  public List<String> folded() {
    lines.clear();
    head();
    faults();
    soundFolded();
    room();
    next();
    return List.copyOf(lines);
  }

  /** The same with every collection, its keys and their types. */
  public List<String> whole() {
    lines.clear();
    head();
    faults();
    assessment.collections().forEach(this::collection);
    room();
    next();
    return List.copyOf(lines);
  }

  private void head() {
    String state =
        switch (assessment.outcome()) {
          case CLEAN -> paint.good("✓ ") + "All of it opens in 1.x as it is.";
          case TO_DECIDE -> paint.warning("! ") + "Something is to be decided: " + standing() + ".";
          case DAMAGED -> paint.bad("✗ ") + "Damaged: " + standing() + ".";
        };
    lines.add(state);
    wrapped(
        "  ",
        String.format(
            Locale.ROOT,
            "%s: files of %s (%s)%s",
            Printable.of(assessment.path().toString()),
            assessment.releaseFamily().label(),
            assessment.migrations(),
            assessment
                .releaseFamily()
                .servedBestBy()
                .map(release -> ", served best by " + release)
                .orElse("")));
    wrapped(
        "  ",
        String.format(
            Locale.ROOT,
            "%s in %s of %s, %s; a copy would save %s",
            Counts.of(assessment.records(), "record"),
            Counts.of(assessment.collections().size(), "collection"),
            Counts.of(assessment.databases().size(), "database"),
            megabytes(assessment.bytes()),
            megabytes(assessment.savedByCopy())));
  }

  private String standing() {
    List<String> counts = new ArrayList<>();
    for (Road road : new Road[] {Road.DAMAGED, Road.MEND_FIRST, Road.THROUGH_API, Road.AS_IT_IS}) {
      long count = on(road).size();
      if (count > 0) {
        counts.add(count + " of " + assessment.collections().size() + " " + words(road));
      }
    }
    return counts.isEmpty() ? "it has no collection" : String.join(", ", counts);
  }

  private static String words(Road road) {
    return switch (road) {
      case DAMAGED -> "damaged";
      case MEND_FIRST -> "to mend";
      case THROUGH_API -> "through the API";
      case AS_IT_IS -> "sound";
    };
  }

  private List<AssessedCollection> on(Road road) {
    return assessment.collections().stream().filter(each -> each.verdict().road() == road).toList();
  }

  private void faults() {
    for (Fault fault : assessment.faults()) {
      String mark =
          fault.losesData()
              ? paint.bad("✗ ")
              : fault.breaks1x() || fault.kind() == FaultKind.OPEN_BY_PROCESS
                  ? paint.warning("! ")
                  : "· ";
      String where = fault.collection().map(name -> quoted(name.name())).orElse("The directory");
      lines.add("");
      wrapped(mark, where + ": " + fault.kind().words());
      labelled("which", which(fault));
      labelled("seen", Printable.of(fault.detail(), LONGEST_TEXT));
      labelled("1.x", fault.kind().what1xDoes());
      labelled("remedy", fault.kind().remedy());
      fault
          .collection()
          .flatMap(
              name ->
                  assessment.collections().stream()
                      .filter(each -> each.fullName().equals(name))
                      .findFirst())
          .ifPresent(each -> labelled("so it", verdict(each)));
    }
  }

  private static String which(Fault fault) {
    if (fault.records().isEmpty()) {
      return fault.count() == 0 ? "" : String.format(Locale.ROOT, "%,d", fault.count());
    }
    String named =
        fault.records().stream()
            .limit(NAMED_RECORDS)
            .map(AssessmentText::quoted)
            .collect(Collectors.joining(", "));
    long more = fault.count() - Math.min(NAMED_RECORDS, fault.records().size());
    return String.format(Locale.ROOT, "%,d: %s", fault.count(), named)
        + (more > 0 ? String.format(Locale.ROOT, " and %,d more", more) : "");
  }

  private void soundFolded() {
    List<AssessedCollection> others = new ArrayList<>(assessment.collections());
    List<AssessedCollection> sound = on(Road.AS_IT_IS);
    others.removeAll(sound);
    others.removeIf(
        each -> assessment.faults().stream().anyMatch(f -> named(f, each) && f.breaks1x()));
    if (!others.isEmpty() || !sound.isEmpty()) {
      lines.add("");
    }
    for (AssessedCollection each : others) {
      wrapped(paint.warning("! "), quoted(each.name()) + " " + verdict(each));
    }
    if (!sound.isEmpty()) {
      String names =
          sound.stream()
              .limit(NAMED_COLLECTIONS)
              .map(each -> quoted(each.name()))
              .collect(Collectors.joining(", "));
      wrapped(
          paint.good("✓ "),
          String.format(
              Locale.ROOT,
              "%,d %s in 1.x as %s, %,d records: %s%s",
              sound.size(),
              sound.size() == 1 ? "collection opens" : "collections open",
              sound.size() == 1 ? "it is" : "they are",
              sound.stream().mapToLong(AssessedCollection::records).sum(),
              names,
              sound.size() > NAMED_COLLECTIONS ? " and others" : ""));
    }
  }

  private static boolean named(Fault fault, AssessedCollection collection) {
    return fault.collection().map(collection.fullName()::equals).orElse(false);
  }

  private void collection(AssessedCollection each) {
    lines.add("");
    String mark = each.verdict().road() == Road.AS_IT_IS ? paint.good("✓ ") : paint.warning("! ");
    wrapped(mark, quoted(each.name()) + " " + verdict(each));
    labelled(
        "where",
        "tenant "
            + quoted(each.tenant())
            + ", database "
            + quoted(each.database())
            + ", id "
            + Printable.of(each.id(), LONGEST_TEXT));
    labelled(
        "records",
        String.format(
            Locale.ROOT,
            "%,d, %,d with a document; dimension %s, %s",
            each.records(),
            each.documents(),
            each.dimension().isPresent() ? each.dimension().getAsInt() + "" : "not set yet",
            Printable.of(each.space(), LONGEST_TEXT)));
    labelled(
        "index",
        (each.index().present()
                ? String.format(
                    Locale.ROOT,
                    "%,d vectors, %s",
                    Math.max(0, each.index().elements()),
                    megabytes(each.index().bytes()))
                : "none on disk")
            + String.format(Locale.ROOT, "; %,d writes wait in the log", each.pending()));
    labelled(
        "metadata",
        each.metadata().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .map(text -> Printable.of(text, LONGEST_TEXT))
            .collect(Collectors.joining(", ")));
    labelled(
        "keys", each.keys().stream().map(AssessmentText::key).collect(Collectors.joining(", ")));
  }

  private static String key(MetadataKey key) {
    return Printable.of(key.name(), LONGEST_TEXT)
        + " ("
        + String.join(" or ", key.types().keySet())
        + ")";
  }

  private static String verdict(AssessedCollection each) {
    String why = each.verdict().why();
    return each.verdict().words() + (why.isEmpty() ? "" : ": " + Printable.of(why));
  }

  private void room() {
    lines.add("");
    String parts =
        assessment.parts().stream()
            .limit(NAMED_PARTS)
            .map(part -> name(part) + " " + megabytes(part.bytes()))
            .collect(Collectors.joining(", "));
    int more = assessment.parts().size() - NAMED_PARTS;
    labelled("room", parts + (more > 0 ? " and " + more + " more" : ""));
    labelled(
        "log",
        String.format(
            Locale.ROOT,
            "%,d writes, %s; %,d wait for an index",
            assessment.log().entries(),
            megabytes(assessment.log().bytes()),
            assessment.log().pending()));
    for (Finding finding : assessment.findings()) {
      labelled(
          "note", finding.words() + (finding.bytes() > 0 ? ", " + megabytes(finding.bytes()) : ""));
    }
  }

  private static String name(DirectoryPart part) {
    return Printable.of(part.name(), LONGEST_TEXT);
  }

  private void next() {
    String directory = Commands.word(assessment.path().toString());
    boolean frozen =
        assessment.faults().stream().anyMatch(fault -> fault.kind() == FaultKind.FROZEN);
    boolean opened = !assessment.openedBy().known().isEmpty();
    Road worst =
        assessment.collections().stream()
            .map(each -> each.verdict().road())
            .max(Road::compareTo)
            .orElse(Road.AS_IT_IS);
    if (frozen) {
      next(
          "when the freeze is over",
          Commands.of("thaw --sqlite " + Commands.word(assessment.path() + "/chroma.sqlite3")));
    } else if (assessment.outcome() == Assessment.Outcome.DAMAGED || worst == Road.MEND_FIRST) {
      next("when it is mended, look again", Commands.of("assess " + directory));
    } else if (opened) {
      next("when the process has ended, look again", Commands.of("assess " + directory));
    } else {
      next("", Commands.of("convert " + directory + " NEW"));
    }
  }

  private void next(String when, String command) {
    lines.add("Next" + (when.isEmpty() ? "" : ", " + when) + ": " + paint.accent(command));
  }

  private void labelled(String label, String text) {
    if (!text.isEmpty()) {
      wrapped("  " + label + " ".repeat(LABEL - label.length()), text);
    }
  }

  private void wrapped(String first, String text) {
    lines.addAll(WrappedText.of(first, text, WIDTH));
  }

  private static String quoted(String text) {
    return "'" + Printable.of(text, LONGEST_TEXT) + "'";
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }
}
