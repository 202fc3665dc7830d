package io.chromarunbook.gate.settling;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a server has beside what a write said, and what that shows. Pure. */
final class Comparison {

  private enum Standing {
    ABSENT,
    THERE,
    AS_WRITTEN,
    OTHERWISE
  }

  private final String operation;
  private final SaidRecords said;
  private final RecordsThere there;

  Comparison(String operation, SaidRecords said, RecordsThere there) {
    this.operation = operation;
    this.said = said;
    this.there = there;
  }

  Verdict verdict() {
    Map<String, Standing> standings = new LinkedHashMap<>();
    for (int each = 0; each < said.ids().size(); each++) {
      standings.put(said.ids().get(each), standing(each));
    }
    return switch (operation) {
      case "delete" -> counted(standings, List.of(Standing.ABSENT), "gone");
      case "add" -> counted(standings, List.of(Standing.THERE, Standing.AS_WRITTEN), "there");
      default -> changed(standings);
    };
  }

  /** Of records that may have been there before, only their content says something. */
  private Verdict changed(Map<String, Standing> standings) {
    Map<String, Standing> asked = new LinkedHashMap<>(standings);
    if (operation.equals("update")) {
      // What is not there is not updated.
      asked.values().removeIf(Standing.ABSENT::equals);
      if (asked.isEmpty()) {
        return verdict(
            Outcome.NOT_DONE,
            "0 of " + standings.size() + " records were there to be updated",
            standings);
      }
    }
    if (asked.containsValue(Standing.THERE)) {
      long found = asked.values().stream().filter(each -> each != Standing.ABSENT).count();
      return verdict(
          Outcome.NOT_KNOWN,
          "%d of %d records %s there, whether with the new content cannot be told"
              .formatted(found, standings.size(), found == 1 ? "is" : "are"),
          standings);
    }
    return counted(asked, List.of(Standing.AS_WRITTEN), "there as it wrote them");
  }

  private Verdict counted(Map<String, Standing> standings, List<Standing> good, String words) {
    List<String> others = new ArrayList<>();
    standings.forEach(
        (id, standing) -> {
          if (!good.contains(standing)) {
            others.add(id);
          }
        });
    int well = standings.size() - others.size();
    String of = well + " of " + standings.size() + " records ";
    if (others.isEmpty()) {
      return verdict(Outcome.DONE, of + (well == 1 ? "is " : "are ") + words, standings);
    }
    // A server may go on with what it was told, whoever listens.
    String told = of + (well == 1 ? "was " : "were ") + words + " when last read";
    return new Verdict(
        well == 0 ? Outcome.NOT_DONE : Outcome.PARTLY, told, standings.size(), others);
  }

  private static Verdict verdict(Outcome outcome, String told, Map<String, Standing> standings) {
    return new Verdict(outcome, told, standings.size(), List.copyOf(standings.keySet()));
  }

  private Standing standing(int each) {
    String id = said.ids().get(each);
    if (!there.has(id)) {
      return Standing.ABSENT;
    }
    if (said.body() == null) {
      return Standing.THERE;
    }
    Standing standing = Standing.THERE;
    for (String field : RecordsThere.CONTENT) {
      JsonNode written = said.body().path(field).path(each);
      if (SameContent.said(written)) {
        if (!SameContent.same(field, written, there.content(id, field))) {
          return Standing.OTHERWISE;
        }
        standing = Standing.AS_WRITTEN;
      }
    }
    return standing;
  }
}
