package io.chromarunbook.directory;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a collection's configuration says, and whether a server can read it. */
final class SettingsLook {

  private static final String USUAL_SPACE = "l2";

  /** Where releases of 1.x wrote it, the newest first. */
  private static final List<String> SPACES =
      List.of(
          "$.keys.\"#embedding\".float_list.vector_index.config.space",
          "$.hnsw.space",
          "$.vector_index.hnsw.space",
          "$.spann.space");

  private final DatabaseFile database;
  private final ReleaseFamily family;

  SettingsLook(DatabaseFile database, ReleaseFamily family) {
    this.database = database;
    this.family = family;
  }

  /** By its metadata, which every release goes by; else by what 1.x alone goes by. */
  String space(StoredCollection collection) throws SQLException {
    if (collection.metadata().get("hnsw:space") instanceof String space) {
      return space;
    }
    if (family.isCurrent()) {
      for (Optional<String> json : List.of(collection.schema(), collection.configuration())) {
        for (String path : SPACES) {
          Optional<String> space = json.isPresent() ? at(json.get(), path) : Optional.empty();
          if (space.isPresent()) {
            return space.get();
          }
        }
      }
    }
    return USUAL_SPACE;
  }

  List<Fault> faults(StoredCollection collection) throws SQLException {
    List<Fault> faults = new ArrayList<>();
    unreadable(collection, "configuration", collection.configuration()).ifPresent(faults::add);
    unreadable(collection, "schema", collection.schema()).ifPresent(faults::add);
    boolean typeWanted = faults.isEmpty() && !family.isCurrent();
    if (typeWanted
        && collection.configuration().isPresent()
        && at(collection.configuration().get(), "$._type").isEmpty()) {
      faults.add(
          new Fault(
              FaultKind.CONFIGURATION_WITHOUT_TYPE,
              Optional.of(collection.name()),
              0,
              List.of(),
              "as releases of 1.x write it"));
    }
    return faults;
  }

  private Optional<Fault> unreadable(
      StoredCollection collection, String what, Optional<String> json) throws SQLException {
    if (json.isEmpty() || isObject(json.get())) {
      return Optional.empty();
    }
    return Optional.of(
        new Fault(
            FaultKind.CONFIGURATION_UNREADABLE,
            Optional.of(collection.name()),
            0,
            List.of(),
            "its " + what));
  }

  private boolean isObject(String json) throws SQLException {
    return database.number(
            "SELECT CASE WHEN json_valid(?1) THEN json_type(?1) = 'object' END", json)
        == 1;
  }

  private Optional<String> at(String json, String path) throws SQLException {
    return database
        .texts("SELECT CASE WHEN json_valid(?1) THEN json_extract(?1, ?2) END", json, path)
        .stream()
        .filter(java.util.Objects::nonNull)
        .findFirst();
  }
}
