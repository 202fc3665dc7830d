package io.chromarunbook.chroma;

import static io.chromarunbook.chroma.ChromaException.Kind.CONFLICT;
import static io.chromarunbook.chroma.ChromaException.Kind.READ_ONLY;
import static io.chromarunbook.chroma.ChromaException.Kind.REFUSED;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Creates collections that must not exist, and looks whether they became what was wanted. */
final class CollectionCreation {

  private final Conversation conversation;
  private final ApiRoutes routes;
  private final IndexNotation notation;
  private final Predicate<String> present;

  /**
   * Creation in a database.
   *
   * @param present whether it has a collection of this name; throws where it is not there itself
   */
  CollectionCreation(
      Conversation conversation,
      ApiRoutes routes,
      IndexNotation notation,
      Predicate<String> present) {
    this.conversation = conversation;
    this.routes = routes;
    this.notation = notation;
    this.present = present;
  }

  /** As {@link WritableServer#create}. */
  CollectionInfo of(NewCollection wanted) {
    refuseContradiction(wanted);
    CollectionAnswer created;
    try {
      created =
          conversation.askUntilTaken(
              Call.post(routes.collections(), RequestBodies.create(wanted, notation)),
              parser -> CollectionAnswer.of(JsonStreams.value(parser)));
      if (!notation.metadataAtFirst(wanted).equals(wanted.metadata())) {
        conversation.tell(
            Call.put(
                routes.collections().then(created.id()),
                RequestBodies.metadata(wanted.metadata())));
      }
    } catch (ChromaException e) {
      throw e.kind() == CONFLICT ? conflict(wanted, e) : e;
    }
    nameUntoldIndex(wanted, created);
    return verified(wanted, created);
  }

  private static void refuseContradiction(NewCollection wanted) {
    MetadataNotation.namedDistance(wanted.metadata())
        .filter(named -> named != wanted.distance())
        .ifPresent(
            named -> {
              throw new ChromaException(
                  REFUSED,
                  "Collection %s is wanted with distance %s, but its metadata says hnsw:space=%s."
                      .formatted(wanted.name(), wanted.distance().chromaName(), named.chromaName()),
                  null);
            });
  }

  /** 0.x says "already exists" of a missing tenant or database, and under the freeze's triggers. */
  private ChromaException conflict(NewCollection wanted, ChromaException conflict) {
    if (present.test(wanted.name())) {
      return conflict;
    }
    return new ChromaException(
        READ_ONLY,
        conversation.address().url()
            + " says that collection "
            + wanted.name()
            + " already exists, yet it does not: a server that refuses writes answers so.",
        conflict);
  }

  /** What a server does not tell of an index is kept in the metadata, as it was in 0.x. */
  private void nameUntoldIndex(NewCollection wanted, CollectionAnswer created) {
    notation
        .metadataNaming(wanted, created.configuration())
        .filter(named -> !named.equals(wanted.metadata()))
        .ifPresent(
            named ->
                conversation.tell(
                    Call.put(
                        routes.collections().then(created.id()), RequestBodies.metadata(named))));
  }

  private CollectionInfo verified(NewCollection wanted, CollectionAnswer created) {
    CollectionAnswer found =
        conversation.ask(
            Call.get(routes.collections().then(wanted.name())),
            parser -> CollectionAnswer.of(JsonStreams.value(parser)));
    List<String> lost = new ArrayList<>();
    if (!found.id().equals(created.id())) {
      throw new ChromaException(
          CONFLICT, "Collection " + wanted.name() + " was replaced by somebody else.", null);
    }
    for (String key : wanted.metadata().keySet()) {
      if (!found.metadata().containsKey(key)) {
        lost.add("metadata key " + key + " is missing");
      }
    }
    try {
      lost.addAll(notation.built(found.metadata(), found.configuration()).differencesFrom(wanted));
      if (lost.isEmpty()) {
        return found.read(notation);
      }
    } catch (IOException | IllegalArgumentException e) {
      lost.add(conversation.shown(e.getMessage()));
    }
    // Empty, ours and of no use: left there, it would be in the way of the next attempt.
    conversation.tellUntilTaken(Call.delete(routes.collections().then(wanted.name())));
    throw new ChromaException(
        REFUSED,
        "%s did not create collection %s as wanted: %s. It was removed again."
            .formatted(conversation.address().url(), wanted.name(), String.join(", ", lost)),
        null);
  }
}
