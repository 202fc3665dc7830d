package io.chromarunbook.chroma;

import static io.chromarunbook.chroma.ChromaException.Kind.BROKEN_ANSWER;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads records of one collection by their ids, whatever the server makes of a page of them: pages
 * it finds too large fall, pages it cannot sort are halved, and of records whose embeddings it has
 * lost it is asked for the rest.
 */
final class RecordReading {

  /** No server is known that gives fewer than so many in silence where it was asked for more. */
  private static final int LEAST_CUT = 100;

  private final Conversation conversation;
  private final Route get;
  private final List<String> columns;
  private final PageSize pages;
  private final Map<String, String> lost = new HashMap<>();

  /**
   * Reads of one collection.
   *
   * @param columns what a record consists of, besides its id
   */
  RecordReading(Conversation conversation, Route get, List<String> columns) {
    this.conversation = conversation;
    this.get = get;
    this.columns = List.copyOf(columns);
    this.pages = conversation.pageSizes().reads();
  }

  /** As {@link ChromaServer#fetch}, once. */
  UnreadRecords read(List<String> ids) {
    UnreadRecords answer = fetch(ids);
    return new UnreadRecords() {
      @Override
      public void forEach(Consumer<ChromaRecord> each) {
        answer.forEach(each);
      }

      @Override
      public Map<String, String> lost() {
        return Map.copyOf(lost);
      }
    };
  }

  private UnreadRecords fetch(List<String> ids) {
    // An empty list of ids may mean all of them to a server.
    if (ids.isEmpty()) {
      return each -> {};
    }
    return ids.size() <= pages.most() ? page(ids) : pages(ids, pages.most());
  }

  private UnreadRecords pages(List<String> ids, int most) {
    List<UnreadRecords> answers = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += most) {
      answers.add(fetch(ids.subList(from, Math.min(ids.size(), from + most))));
    }
    return each -> answers.forEach(answer -> answer.forEach(each));
  }

  private UnreadRecords page(List<String> ids) {
    Call call = call(ids);
    try {
      Received answer = conversation.receive(call);
      return each -> read(call, answer, ids, each);
    } catch (SlippedVectorsException | TooMuchException e) {
      requireSeveral(call, ids, e);
      return each -> inHalves(ids, each);
    } catch (UnreadableVectorsException e) {
      return each -> whatIsLeft(ids, e, each);
    } catch (ChromaException e) {
      if (ids.size() == 1 || !PageSize.exceededIn(e)) {
        throw e;
      }
      int smaller = PageSize.below(ids.size(), e);
      UnreadRecords answers = pages(ids, smaller);
      pages.fallTo(smaller);
      return answers;
    }
  }

  private Call call(List<String> ids) {
    return Call.readingPost(get, RequestBodies.recordsById(ids, columns));
  }

  private void read(Call call, Received answer, List<String> ids, Consumer<ChromaRecord> each) {
    Optional<RecordPage> page = page(call, answer, ids);
    if (page.isEmpty()) {
      inHalves(ids, each);
      return;
    }
    page.get().forEach(each);
    List<String> given = page.get().ids();
    if (given.size() >= LEAST_CUT && given.size() < ids.size()) {
      leftOut(ids, given, each);
    }
  }

  /** A server may give no more than so many records, without saying that there are others. */
  private void leftOut(List<String> ids, List<String> given, Consumer<ChromaRecord> each) {
    Set<String> rest = new LinkedHashSet<>(ids);
    rest.removeAll(new HashSet<>(given));
    boolean[] any = {false};
    fetch(List.copyOf(rest))
        .forEach(
            record -> {
              any[0] = true;
              each.accept(record);
            });
    if (any[0]) {
      pages.fallTo(given.size());
    }
  }

  /** The page; nothing where only smaller ones can be read. */
  private Optional<RecordPage> page(Call call, Received answer, List<String> ids) {
    try {
      RecordPage page =
          conversation.read(
              call, answer, parser -> requested(ids, RecordPage.read(parser, ids.size())));
      if (page.aligned()) {
        return Optional.of(page);
      }
      requireSeveral(
          call,
          ids,
          new ChromaException(
              BROKEN_ANSWER,
              conversation.address().url() + " gives several embeddings for one record.",
              null));
    } catch (TooMuchException e) {
      requireSeveral(call, ids, e);
    }
    return Optional.empty();
  }

  private void requireSeveral(Call call, List<String> ids, ChromaException otherwise) {
    if (ids.size() == 1) {
      throw conversation.useless(call, otherwise);
    }
  }

  /** A page of one is always aligned, so halving ends and finds each embedding's owner. */
  private void inHalves(List<String> ids, Consumer<ChromaRecord> each) {
    int middle = ids.size() / 2;
    fetch(ids.subList(0, middle)).forEach(each);
    fetch(ids.subList(middle, ids.size())).forEach(each);
  }

  /** Of a page of which embeddings are lost: the whole ones, then the others without. */
  private void whatIsLeft(
      List<String> ids, UnreadableVectorsException why, Consumer<ChromaRecord> each) {
    List<String> unreadable = new ArrayList<>();
    separate(ids, why, each, unreadable);
    Call call =
        Call.readingPost(get, RequestBodies.recordsById(unreadable, columnsBesidesEmbeddings()));
    conversation
        .ask(call, parser -> requested(unreadable, RecordPage.read(parser, unreadable.size())))
        .forEach(each);
  }

  /**
   * Passes on the records of a page that could be read.
   *
   * @param unreadable takes the ids of the others
   */
  private void separate(
      List<String> ids,
      UnreadableVectorsException why,
      Consumer<ChromaRecord> each,
      List<String> unreadable) {
    if (ids.size() == 1) {
      unreadable.add(ids.get(0));
      lost.put(ids.get(0), why.said());
      return;
    }
    int middle = ids.size() / 2;
    for (List<String> half : List.of(ids.subList(0, middle), ids.subList(middle, ids.size()))) {
      Call call = call(half);
      try {
        Received answer = conversation.receive(call);
        read(call, answer, half, each);
      } catch (UnreadableVectorsException e) {
        separate(half, e, each, unreadable);
      }
    }
  }

  private List<String> columnsBesidesEmbeddings() {
    return columns.stream().filter(column -> !column.equals("embeddings")).toList();
  }

  private static RecordPage requested(List<String> ids, RecordPage page) throws IOException {
    Set<String> missing = new HashSet<>(ids);
    for (String id : page.ids()) {
      if (!missing.remove(id)) {
        throw new JsonStreams.Unexpected(
            "the page has a record twice, or one that was not asked for");
      }
    }
    return page;
  }
}
