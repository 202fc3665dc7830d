package io.chromarunbook.starter.command;

import io.chromarunbook.directory.AssessedCollection;
import io.chromarunbook.directory.AssessedDatabase;
import io.chromarunbook.directory.Assessment;
import io.chromarunbook.directory.CollectionName;
import io.chromarunbook.directory.DirectoryPart;
import io.chromarunbook.directory.Fault;
import io.chromarunbook.directory.FaultKind;
import io.chromarunbook.directory.Finding;
import io.chromarunbook.directory.IndexFacts;
import io.chromarunbook.directory.LogFacts;
import io.chromarunbook.directory.MetadataKey;
import io.chromarunbook.directory.Migrations;
import io.chromarunbook.directory.OpenedBy;
import io.chromarunbook.directory.OpenedBy.OpenProcess;
import io.chromarunbook.directory.ReleaseFamily;
import io.chromarunbook.directory.Road;
import io.chromarunbook.directory.Verdict;
import java.util.List;
import java.util.Map;

/** What assess answers a script: docs/schema/assess.schema.json describes it. */
record AssessmentDocument(
    String directory,
    Assessment.Outcome outcome,
    ReleaseFamily family,
    String servedBestBy,
    Migrations migrations,
    List<String> tenants,
    List<AssessedDatabase> databases,
    long records,
    long bytes,
    long savedByCopy,
    List<Collection> collections,
    List<DirectoryPart> parts,
    LogFacts log,
    List<Wrong> faults,
    Opened openedBy,
    List<Finding> findings) {

  /** One collection. */
  record Collection(
      String id,
      String tenant,
      String database,
      String name,
      long records,
      long documents,
      Integer dimension,
      String space,
      Map<String, Object> metadata,
      List<MetadataKey> keys,
      IndexFacts index,
      long pending,
      Judged verdict) {

    static Collection of(AssessedCollection from) {
      return new Collection(
          from.id(),
          from.tenant(),
          from.database(),
          from.name(),
          from.records(),
          from.documents(),
          from.dimension().isPresent() ? (Integer) from.dimension().getAsInt() : null,
          from.space(),
          from.metadata(),
          from.keys(),
          from.index(),
          from.pending(),
          Judged.of(from.verdict()));
    }
  }

  /** Its verdict; lost is null where none is or nobody can tell. */
  record Judged(Road road, String words, String why, Long lost) {

    static Judged of(Verdict verdict) {
      Long lost =
          verdict instanceof Verdict.Damaged damaged && damaged.lost() > 0
              ? (Long) damaged.lost()
              : null;
      return new Judged(verdict.road(), verdict.words(), verdict.why(), lost);
    }
  }

  /** One fault. */
  record Wrong(
      FaultKind kind,
      CollectionName collection,
      String words,
      long count,
      List<String> records,
      String detail,
      String what1xDoes,
      String remedy,
      boolean breaks1x,
      boolean losesData) {

    static Wrong of(Fault from) {
      return new Wrong(
          from.kind(),
          from.collection().orElse(null),
          from.kind().words(),
          from.count(),
          from.records(),
          from.detail(),
          from.kind().what1xDoes(),
          from.kind().remedy(),
          from.breaks1x(),
          from.losesData());
    }
  }

  /** Who has it open, as far as this system tells. */
  record Opened(boolean told, List<OpenProcess> processes) {}

  static AssessmentDocument of(Assessment from) {
    return new AssessmentDocument(
        from.path().toString(),
        from.outcome(),
        from.releaseFamily(),
        from.releaseFamily().servedBestBy().orElse(null),
        from.migrations(),
        from.tenants(),
        from.databases(),
        from.records(),
        from.bytes(),
        from.savedByCopy(),
        from.collections().stream().map(Collection::of).toList(),
        from.parts(),
        from.log(),
        from.faults().stream().map(Wrong::of).toList(),
        new Opened(from.openedBy() instanceof OpenedBy.Processes, from.openedBy().known()),
        from.findings());
  }
}
