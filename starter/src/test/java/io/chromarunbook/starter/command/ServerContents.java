package io.chromarunbook.starter.command;

import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.starter.migration.MigrationStage;
import java.util.Map;
import java.util.TreeMap;

/**
 * What both servers hold in one database: each collection as described, and its records' number.
 */
record ServerContents(Map<String, Long> source, Map<String, Long> target) {

  static ServerContents of(MigrationStage stage, String database) {
    return new ServerContents(of(stage.source(database)), of(stage.target(database)));
  }

  private static Map<String, Long> of(WritableServer server) {
    try (server) {
      Map<String, Long> contents = new TreeMap<>();
      for (CollectionInfo collection : server.collections()) {
        contents.put(collection.toString(), server.count(collection));
      }
      return contents;
    }
  }
}
