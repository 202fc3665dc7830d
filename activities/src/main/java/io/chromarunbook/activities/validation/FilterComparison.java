package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.checks.Check;
import io.chromarunbook.activities.checks.FilterChecks;
import io.chromarunbook.activities.checks.Tallies;
import io.chromarunbook.activities.chroma.ChromaException;
import io.chromarunbook.activities.chroma.ChromaRecord;
import io.chromarunbook.activities.chroma.ChromaServer;
import io.chromarunbook.activities.chroma.CollectionInfo;
import io.chromarunbook.activities.chroma.RecordFilter;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.transform.Outcome;
import io.chromarunbook.activities.transform.RecordRoute;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Filters made of a collection's own records, asked of both servers. */
final class FilterComparison {

  private static final int RECORDS = 2;
  // More ids than this would be a listing of the collection, which other checks do.
  private static final int MOST_IDS = 20_000;
  private static final Pattern WORD = Pattern.compile("[a-z]{7,}");

  /** Ends a listing that became too long. */
  private static final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMany() {
      super("too many", null, false, false);
    }
  }

  private final ChromaServer source;
  private final ChromaServer target;
  private final CollectionInfo atSource;
  private final Optional<CollectionInfo> atTarget;
  private final Set<String> judgedElsewhere;
  private final Attempt attempt;
  private final Tallies tallies = new Tallies();
  private final Set<RecordFilter> asked = new HashSet<>();

  /**
   * Starts a comparison.
   *
   * @param judgedElsewhere ids in quarantine, or that other checks found missing, added or
   *     different: no filter is to blame for them
   */
  FilterComparison(
      ChromaServer source,
      CollectionInfo atSource,
      ChromaServer target,
      Optional<CollectionInfo> atTarget,
      Set<String> judgedElsewhere,
      Attempt attempt) {
    this.source = source;
    this.atSource = atSource;
    this.target = target;
    this.atTarget = atTarget;
    this.judgedElsewhere = judgedElsewhere;
    this.attempt = attempt;
  }

  /** Asks for fields of some of these records, and for a word of each. */
  Tallies compare(List<ChromaRecord> records, RecordRoute route) {
    for (int number = 0; number < Math.min(RECORDS, records.size()); number++) {
      ChromaRecord record = records.get(number * (records.size() - 1));
      if (route.apply(record) instanceof Outcome.Migratable migratable) {
        compare(record, migratable.record().metadata());
      }
    }
    return tallies;
  }

  private void compare(ChromaRecord record, Map<String, Object> migrated) {
    unchanged(record, migrated, value -> value instanceof String)
        .ifPresent(field -> ask(FilterChecks.EQUALITY, field, field.getValue()));
    unchanged(record, migrated, value -> value instanceof Long)
        .ifPresent(
            field -> {
              ask(FilterChecks.EQUALITY, field, field.getValue());
              ask(FilterChecks.RANGE, field, Map.of("$gt", field.getValue()));
            });
    unchanged(record, migrated, value -> value instanceof Boolean)
        .ifPresent(field -> ask(FilterChecks.BOOLEAN, field, field.getValue()));
    word(record).ifPresent(word -> ask(FilterChecks.DOCUMENT, RecordFilter.containing(word), word));
  }

  // A field the plan renames or casts selects other records, and rightly so.
  private static Optional<Map.Entry<String, Object>> unchanged(
      ChromaRecord record, Map<String, Object> migrated, Predicate<Object> kind) {
    return record.metadata().entrySet().stream()
        .filter(field -> field.getValue() != null && kind.test(field.getValue()))
        .filter(field -> field.getValue().equals(migrated.get(field.getKey())))
        .findFirst();
  }

  private static Optional<String> word(ChromaRecord record) {
    if (record.document() == null) {
      return Optional.empty();
    }
    Matcher words = WORD.matcher(record.document());
    return words.find() ? Optional.of(words.group()) : Optional.empty();
  }

  private void ask(Check check, Map.Entry<String, Object> field, Object condition) {
    ask(
        check,
        RecordFilter.where(Map.of(field.getKey(), condition)),
        field.getKey() + ": " + condition);
  }

  private void ask(Check check, RecordFilter filter, String name) {
    attempt.goOn();
    if (!asked.add(filter)) {
      return;
    }
    if (atTarget.isEmpty()) {
      tallies.due(check);
      return;
    }
    try {
      AtOnce<Set<String>> both =
          AtOnce.of(() -> ids(source, atSource, filter), () -> found(filter));
      tallies.look(check, both.source().equals(both.target()), name);
    } catch (TooMany e) {
      // What selects nearly everything shows little; another record's field selects less.
    }
  }

  private Set<String> found(RecordFilter filter) {
    try {
      return ids(target, atTarget.orElseThrow(), filter);
    } catch (ChromaException e) {
      if (e.kind().transientFault()) {
        throw e;
      }
      return Set.of();
    }
  }

  private Set<String> ids(ChromaServer server, CollectionInfo collection, RecordFilter filter) {
    Set<String> ids = new HashSet<>();
    server.ids(
        collection,
        filter,
        id -> {
          ids.add(id);
          if (ids.size() > MOST_IDS) {
            throw new TooMany();
          }
        });
    ids.removeAll(judgedElsewhere);
    return ids;
  }
}
