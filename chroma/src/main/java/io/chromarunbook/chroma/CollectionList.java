package io.chromarunbook.chroma;

import static io.chromarunbook.chroma.ChromaException.Kind.BROKEN_ANSWER;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Lists a database's collections, page by page, as many as anybody can have. */
final class CollectionList {

  private final Conversation conversation;
  private final ApiRoutes routes;
  private final IndexNotation notation;
  private final boolean paged;

  /**
   * The list of a database.
   *
   * @param paged whether it keeps to limit and offset; else it is always the whole list
   */
  CollectionList(
      Conversation conversation, ApiRoutes routes, IndexNotation notation, boolean paged) {
    this.conversation = conversation;
    this.routes = routes;
    this.notation = notation;
    this.paged = paged;
  }

  /**
   * All of them, in the server's order.
   *
   * @param completed adds what the server leaves out when it describes a collection
   */
  List<CollectionInfo> all(UnaryOperator<CollectionInfo> completed) {
    Map<String, CollectionInfo> all = new LinkedHashMap<>();
    long weight = 0;
    List<CollectionInfo> page;
    do {
      int offset = all.size();
      page =
          conversation
              .pageSizes()
              .collections()
              .falling(most -> page(most, offset).stream().map(completed).toList());
      Call call = call(page.size(), offset);
      for (CollectionInfo collection : page) {
        if (all.put(collection.id(), collection) != null) {
          throw nonsense(call, "lists collection " + collection.name() + " twice");
        }
        weight += weight(collection);
      }
      if (all.size() > AnswerLimits.COLLECTIONS) {
        throw nonsense(
            call,
            "lists more than %,d collections and no more are read"
                .formatted(AnswerLimits.COLLECTIONS));
      }
      if (weight > AnswerLimits.BYTES) {
        throw nonsense(
            call,
            "lists collections with more than %d MB of metadata and no more is read"
                .formatted(AnswerLimits.BYTES >> 20));
      }
    } while (!page.isEmpty() && paged);
    return List.copyOf(all.values());
  }

  private static long weight(CollectionInfo collection) {
    return AnswerLimits.weight(collection.metadata())
        + AnswerLimits.weight(collection.configuration().embeddingFunction().orElse(Map.of()))
        + AnswerLimits.weight(collection.configuration().schema().orElse(Map.of()));
  }

  private Call call(int most, int offset) {
    return Call.get(routes.collections().with("limit", most).with("offset", offset));
  }

  private List<CollectionInfo> page(int most, int offset) {
    return conversation.ask(call(most, offset), parser -> read(parser, most));
  }

  private List<CollectionInfo> read(JsonParser parser, int most) throws IOException {
    if (JsonStreams.token(parser) != JsonToken.START_ARRAY) {
      throw new JsonStreams.Unexpected("a list of collections was expected");
    }
    int asked = paged ? most : AnswerLimits.COLLECTIONS;
    List<CollectionInfo> page = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      AnswerLimits.requireAsked(page.size(), asked, "collections");
      page.add(CollectionAnswer.of(JsonStreams.value(parser)).read(notation));
    }
    return page;
  }

  private ChromaException nonsense(Call call, String what) {
    return conversation.useless(
        call,
        new ChromaException(BROKEN_ANSWER, conversation.address().url() + " " + what + ".", null));
  }
}
