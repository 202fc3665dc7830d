package io.chromarunbook.chroma;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One tenant and database of a Chroma server, whatever API it speaks. Reading never creates
 * anything. Every method may throw {@link ChromaException}, whose kind says what a retry can do.
 * Safe for use by several threads.
 */
public interface ChromaServer extends AutoCloseable {

  /** The same server, its calls watched by somebody else; nothing is asked for that. */
  default ChromaServer watchedBy(CallWatch watch) {
    return this;
  }

  /** The API this server was found to speak and the version it gives itself. */
  ServerVersion version();

  /** What the server advertises of its limits. */
  ServerLimits limits();

  /** The server's clock, from the Date header of an answer, where it sends one. */
  Optional<java.time.Instant> clock();

  /**
   * What the server tells of its other databases; credentials that may not ask are told nothing.
   */
  OtherDatabases otherDatabases();

  /** All collections of the tenant and database, paged until the end, in the server's order. */
  List<CollectionInfo> collections();

  /** The collection with this name, or nothing where the server has none. */
  Optional<CollectionInfo> collection(String name);

  /** Number of records. */
  long count(CollectionInfo collection);

  /**
   * Every id, page by page, in the server's order; a page that repeats an id is passed on as is.
   */
  void ids(CollectionInfo collection, Consumer<String> each);

  /** The id of every record a filter selects, as {@link #ids(CollectionInfo, Consumer)}. */
  void ids(CollectionInfo collection, RecordFilter filter, Consumer<String> each);

  /**
   * The records with these ids, in no promised order and without those the server does not have.
   * Each embedding belongs to its id even where a 0.x server leaves embeddings out of a page.
   */
  default void records(CollectionInfo collection, List<String> ids, Consumer<ChromaRecord> each) {
    fetch(collection, ids).forEach(each);
  }

  /** The same in two steps; the server has given its answer when this returns. */
  UnreadRecords fetch(CollectionInfo collection, List<String> ids);

  /**
   * The nearest records to each embedding, nearest first.
   *
   * @param embeddings one or more vectors of the collection's dimension
   * @param count how many neighbours of each
   */
  List<List<Neighbour>> query(CollectionInfo collection, List<float[]> embeddings, int count);

  /**
   * Creates a collection that must not exist.
   *
   * @throws ChromaException of kind CONFLICT where the name is taken; REFUSED where the server
   *     built it with another distance function or other settings, after removing it again
   */
  CollectionInfo create(NewCollection collection);

  /** Replaces the collection's metadata; an empty map leaves none. */
  void replaceMetadata(CollectionInfo collection, Map<String, Object> metadata);

  /**
   * Inserts or overwrites; all of these records or none, of those that alike have or lack a
   * document and a uri. The server merges: metadata keys that a record had before and has not now
   * stay, and so does a document or uri that is null now. So only a collection that began empty
   * holds exactly what was written. A key goes where it is given with the value null.
   */
  void upsert(CollectionInfo collection, List<ChromaRecord> records);

  /** Most records in one upsert: as many as it advertises, or as were found to be taken. */
  default int mostWritten() {
    return limits().maxBatchSize();
  }

  /** Takes note that an upsert of more records was refused for that; for all who use it. */
  default void takesNoMoreThan(int records) {}

  /** Updates one record's document where the id exists; does nothing where it does not. */
  void update(CollectionInfo collection, String id, String document);

  /** Removes records by id. */
  void delete(CollectionInfo collection, List<String> ids);

  /**
   * Removes a whole collection.
   *
   * @throws ChromaException of kind NOT_FOUND where it is gone, even if another bears its name
   */
  void drop(CollectionInfo collection);

  @Override
  void close();
}
