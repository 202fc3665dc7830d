package io.chromarunbook.directory;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether the SQLite file is whole, and has nothing in it that Chroma did not put there. */
final class SoundnessLook {

  private static final String FULL_TEXT = "embedding_fulltext_search";
  private static final int MOST_COMPLAINTS = 20;

  private final DatabaseFile database;

  SoundnessLook(DatabaseFile database) {
    this.database = database;
  }

  /** What SQLite says of its pages, and of the full-text index that they hold. */
  List<Fault> integrity() throws SQLException {
    List<String> pages = new ArrayList<>();
    List<String> fullText = new ArrayList<>();
    for (String said : database.texts("PRAGMA integrity_check(" + MOST_COMPLAINTS + ")")) {
      if (said.toLowerCase(Locale.ROOT).contains("fts5")) {
        fullText.add(said);
      } else if (!said.equals("ok")) {
        pages.add(said);
      }
    }
    List<Fault> faults = new ArrayList<>();
    if (!pages.isEmpty()) {
      faults.add(damage(pages.get(0)));
    }
    if (!fullText.isEmpty()) {
      faults.add(Fault.ofDirectory(FaultKind.FULL_TEXT_BROKEN, 0, firstLine(fullText.get(0))));
    } else if (!database.hasTable(FULL_TEXT)) {
      faults.add(Fault.ofDirectory(FaultKind.FULL_TEXT_BROKEN, 0, "there is no " + FULL_TEXT));
    }
    return faults;
  }

  static Fault damage(String said) {
    return Fault.ofDirectory(FaultKind.INTEGRITY_CHECK, 0, firstLine(said));
  }

  private static String firstLine(String said) {
    // SQLite puts a heading before what it complains of.
    return said.lines().filter(line -> !line.startsWith("***")).findFirst().orElse(said);
  }

  List<Fault> triggers() throws SQLException {
    List<String> ours = new ArrayList<>();
    List<String> foreign = new ArrayList<>();
    for (String name :
        database.texts("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name")) {
      (name.startsWith(SqliteTriggers.PREFIX) ? ours : foreign).add(name);
    }
    List<Fault> faults = new ArrayList<>();
    add(faults, FaultKind.FROZEN, ours);
    add(faults, FaultKind.FOREIGN_TRIGGER, foreign);
    return faults;
  }

  private static void add(List<Fault> faults, FaultKind kind, List<String> names) {
    if (!names.isEmpty()) {
      faults.add(Fault.ofDirectory(kind, names.size(), names.get(0)));
    }
  }

  /** Bytes of pages that hold nothing. */
  long freeBytes() throws SQLException {
    return database.number("PRAGMA freelist_count") * database.number("PRAGMA page_size");
  }
}
