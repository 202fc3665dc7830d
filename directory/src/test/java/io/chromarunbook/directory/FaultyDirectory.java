package io.chromarunbook.directory;

import io.chromarunbook.stack.ChromaRelease;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Every fault, as it comes about: what a server takes is given to a real one; what disks, other
 * programs and earlier releases do is done to the files of a real directory.
 */
public enum FaultyDirectory {
  NULL_DOCUMENT_OF_0_4(FaultKind.NULL_DOCUMENT, ChromaRelease.V0_4) {
    @Override
    void make(Path home, DirectoryFiles files) {
      addNullDocuments(home, release());
    }
  },
  NULL_DOCUMENT_OF_0_5(FaultKind.NULL_DOCUMENT, ChromaRelease.V0_5) {
    @Override
    void make(Path home, DirectoryFiles files) {
      addNullDocuments(home, release());
    }
  },
  NULL_DOCUMENT_OF_0_6(FaultKind.NULL_DOCUMENT, ChromaRelease.V0_6) {
    @Override
    void make(Path home, DirectoryFiles files) {
      addNullDocuments(home, release());
    }
  },
  RECORD_WITHOUT_EMBEDDING_OF_0_5(FaultKind.RECORD_WITHOUT_EMBEDDING, ChromaRelease.V0_5) {
    @Override
    void make(Path home, DirectoryFiles files) {
      addWithoutEmbedding(home, release());
    }
  },
  RECORD_WITHOUT_EMBEDDING_OF_0_6(FaultKind.RECORD_WITHOUT_EMBEDDING, ChromaRelease.V0_6) {
    @Override
    void make(Path home, DirectoryFiles files) {
      addWithoutEmbedding(home, release());
    }
  },
  BLOB_SEQ_ID(FaultKind.BLOB_SEQ_ID, ChromaRelease.V1_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException {
      files.change(
          "UPDATE max_seq_id SET seq_id = x'00000000000000c8' WHERE segment_id = '"
              + files.segment("sick", "METADATA")
              + "'");
    }
  },
  ODD_SEQ_ID(FaultKind.ODD_SEQ_ID, ChromaRelease.V0_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException {
      files.change(
          "UPDATE max_seq_id SET seq_id = x'0001' WHERE segment_id IN ('%s', '%s')"
              .formatted(files.segment("sick", "METADATA"), files.segment("sick", "VECTOR")));
    }
  },
  NUMBERS_GIVEN_AGAIN(FaultKind.NUMBERS_GIVEN_AGAIN, ChromaRelease.V1_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException {
      // Whose index has everything, so that nothing is lost but the numbers.
      files.change(
          "DELETE FROM embeddings_queue",
          "DELETE FROM embeddings WHERE embedding_id NOT GLOB 's[0-9]'"
              + " AND embedding_id NOT GLOB 's[0-9][0-9]'",
          "DELETE FROM embedding_metadata WHERE id NOT IN (SELECT id FROM embeddings)",
          "DELETE FROM embedding_fulltext_search WHERE rowid NOT IN (SELECT id FROM embeddings)");
    }
  },
  CONFIGURATION_UNREADABLE(FaultKind.CONFIGURATION_UNREADABLE, ChromaRelease.V0_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException {
      configure(files, "'nonsense'");
    }
  },
  SCHEMA_UNREADABLE(FaultKind.CONFIGURATION_UNREADABLE, ChromaRelease.V1_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException {
      files.change("UPDATE collections SET schema_str = 'nonsense' WHERE name = 'sick'");
    }
  },
  CONFIGURATION_WITHOUT_TYPE(FaultKind.CONFIGURATION_WITHOUT_TYPE, ChromaRelease.V0_6) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException {
      configure(files, "'{\"hnsw_configuration\": {\"space\": \"l2\"}}'");
    }
  },
  EMPTY_CONFIGURATION(FaultKind.CONFIGURATION_WITHOUT_TYPE, ChromaRelease.V0_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException {
      configure(files, "'{}'");
    }
  },
  INDEX_FOLDER_GONE_OF_0_5(FaultKind.INDEX_MISSING, ChromaRelease.V0_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException, IOException {
      files.remove(files.index("sick"));
    }
  },
  INDEX_FOLDER_GONE_OF_1(FaultKind.INDEX_MISSING, ChromaRelease.V1_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException, IOException {
      files.remove(files.index("sick"));
    }
  },
  INDEX_LABELS_GONE(FaultKind.INDEX_MISSING, ChromaRelease.V0_6) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException, IOException {
      Files.delete(files.index("sick").resolve("index_metadata.pickle"));
    }
  },
  INDEX_VECTORS_CUT(FaultKind.INDEX_TRUNCATED, ChromaRelease.V1_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException, IOException {
      Path file = files.index("sick").resolve("data_level0.bin");
      files.cut(file, Files.size(file) / 2);
    }
  },
  INDEX_VECTORS_GONE(FaultKind.INDEX_TRUNCATED, ChromaRelease.V0_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException, IOException {
      Files.delete(files.index("sick").resolve("data_level0.bin"));
    }
  },
  INDEX_HEADER_CUT(FaultKind.INDEX_TRUNCATED, ChromaRelease.V0_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException, IOException {
      files.cut(files.index("sick").resolve("header.bin"), 50);
    }
  },
  INDEX_LINKS_CUT(FaultKind.INDEX_TRUNCATED, ChromaRelease.V0_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException, IOException {
      Path file = files.index("sick").resolve("link_lists.bin");
      files.cut(file, Files.size(file) / 2);
    }
  },
  INDEX_LENGTHS_GONE(FaultKind.INDEX_TRUNCATED, ChromaRelease.V1_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException, IOException {
      Files.delete(files.index("sick").resolve("length.bin"));
    }
  },
  INDEX_LABELS_CUT(FaultKind.INDEX_TRUNCATED, ChromaRelease.V0_6) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException, IOException {
      Path file = files.index("sick").resolve("index_metadata.pickle");
      files.cut(file, Files.size(file) / 2);
    }
  },
  LOG_PRUNED_TOO_FAR_OF_0_5(FaultKind.VECTORS_MISSING, ChromaRelease.V0_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException {
      pruneTooFar(files);
    }
  },
  LOG_PRUNED_TOO_FAR_OF_1(FaultKind.VECTORS_MISSING, ChromaRelease.V1_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException {
      pruneTooFar(files);
    }
  },
  DOCUMENT_OF_BYTES(FaultKind.DOCUMENT_NOT_TEXT, ChromaRelease.V0_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException {
      document(files, "string_value = CAST(string_value AS BLOB)");
    }
  },
  DOCUMENT_OF_A_NUMBER(FaultKind.DOCUMENT_NOT_TEXT, ChromaRelease.V0_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException {
      document(files, "string_value = NULL, int_value = 5");
    }
  },
  DOCUMENT_NOT_UTF_8(FaultKind.DOCUMENT_NOT_TEXT, ChromaRelease.V1_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException {
      document(files, "string_value = CAST(x'ff41' AS TEXT)");
    }
  },
  DOCUMENT_IN_LOG_A_NUMBER(FaultKind.DOCUMENT_IN_LOG_NOT_TEXT, ChromaRelease.V0_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException {
      files.change(
          "UPDATE embeddings_queue SET metadata = json_set(metadata, '$.\"chroma:document\"', 5)"
              + " WHERE id IN ('s240', 's241')");
    }
  },
  METADATA_IN_LOG_CUT(FaultKind.LOG_NOT_JSON, ChromaRelease.V0_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException {
      files.change(
          "UPDATE embeddings_queue SET metadata = substr(metadata, 1, 10)"
              + " WHERE id IN ('s240', 's241')");
    }
  },
  FULL_TEXT_INDEX_GONE(FaultKind.FULL_TEXT_BROKEN, ChromaRelease.V0_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException {
      files.change("DROP TABLE embedding_fulltext_search");
    }
  },
  FULL_TEXT_INDEX_CORRUPT(FaultKind.FULL_TEXT_BROKEN, ChromaRelease.V0_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException {
      files.change("DELETE FROM embedding_fulltext_search_data WHERE id > 10");
    }
  },
  FULL_TEXT_INDEX_INCOMPLETE(FaultKind.FULL_TEXT_INCOMPLETE, ChromaRelease.V1_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException {
      files.change(
          "DELETE FROM embedding_fulltext_search WHERE rowid IN"
              + " (SELECT id FROM embeddings WHERE embedding_id IN ('s1', 's2'))");
    }
  },
  FROZEN(FaultKind.FROZEN, ChromaRelease.V0_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException {
      files.change(
          "CREATE TRIGGER runbook_read_only_embeddings_queue_insert BEFORE INSERT ON"
              + " embeddings_queue BEGIN SELECT RAISE(ABORT, 'read-only: migration in progress');"
              + " END");
    }
  },
  TRIGGER_THAT_REFUSES(FaultKind.FOREIGN_TRIGGER, ChromaRelease.V0_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException {
      files.change(
          "CREATE TRIGGER theirs BEFORE INSERT ON embeddings_queue"
              + " BEGIN SELECT RAISE(ABORT, 'no'); END");
    }
  },
  TRIGGER_THAT_CANNOT_BE_READ(FaultKind.FOREIGN_TRIGGER, ChromaRelease.V0_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException {
      files.change(
          "CREATE TRIGGER theirs AFTER INSERT ON embeddings"
              + " BEGIN INSERT INTO nowhere VALUES (1); END");
    }
  },
  ORPHAN_FOLDER(FaultKind.ORPHAN_FOLDER, ChromaRelease.V0_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws IOException {
      Path orphan = files.files().resolve("11111111-1111-1111-1111-111111111111");
      Files.createDirectory(orphan);
      Files.write(orphan.resolve("header.bin"), "left".getBytes(StandardCharsets.UTF_8));
    }
  },
  SPOILT_PAGE(FaultKind.INTEGRITY_CHECK, ChromaRelease.V0_5) {
    @Override
    void make(Path home, DirectoryFiles files) throws SQLException, IOException {
      files.spoil("embedding_metadata");
    }
  };

  private final FaultKind kind;
  private final ChromaRelease release;

  FaultyDirectory(FaultKind kind, ChromaRelease release) {
    this.kind = kind;
    this.release = release;
  }

  /** What is wrong with it. */
  public FaultKind kind() {
    return kind;
  }

  /** Which release made it. */
  public ChromaRelease release() {
    return release;
  }

  abstract void make(Path home, DirectoryFiles files) throws SQLException, IOException;

  /** Makes it in this home and gives where it is. */
  public Path in(Path home, MadeDirectories made) throws SQLException, IOException {
    Path files = made.copy(release, home);
    make(home, new DirectoryFiles(files));
    return files;
  }

  private static void addNullDocuments(Path home, ChromaRelease release) {
    addOdd(
        home,
        release,
        List.of(RealChroma.vector("n1"), RealChroma.vector("n2"), RealChroma.vector("n3")),
        Collections.nCopies(3, null));
  }

  private static void addWithoutEmbedding(Path home, ChromaRelease release) {
    addOdd(home, release, null, List.of("one", "two", "three"));
  }

  private static void addOdd(
      Path home, ChromaRelease release, List<float[]> vectors, List<String> documents) {
    try (RealChroma server = RealChroma.over(home, release)) {
      RealChroma.Answer answer =
          server.records(
              server.collections().get(MadeDirectories.SICK),
              "add",
              List.of("n1", "n2", "n3"),
              vectors,
              new ArrayList<>(documents),
              Collections.nCopies(3, Map.of("lang", "en")));
      if (!answer.good()) {
        throw new AssertionError(answer.text());
      }
    }
  }

  private static void configure(DirectoryFiles files, String value) throws SQLException {
    files.change("UPDATE collections SET config_json_str = " + value + " WHERE name = 'sick'");
  }

  /** What 0.5.7 to 0.5.12 did where several collections shared the log. */
  private static void pruneTooFar(DirectoryFiles files) throws SQLException {
    files.change(
        "DELETE FROM embeddings_queue WHERE topic LIKE '%' || (SELECT id FROM collections"
            + " WHERE name = 'sick') AND seq_id < (SELECT max(seq_id) FROM embeddings_queue)");
  }

  private static void document(DirectoryFiles files, String change) throws SQLException {
    files.change(
        "UPDATE embedding_metadata SET "
            + change
            + " WHERE key = 'chroma:document' AND id IN"
            + " (SELECT id FROM embeddings WHERE embedding_id IN ('s1', 's2'))");
  }
}
