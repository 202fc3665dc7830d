package io.chromarunbook.chroma;

import static io.chromarunbook.chroma.ChromaException.Kind.BROKEN_ANSWER;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The ids of one collection, page by page, by offset. A server that repeats itself or lists without
 * end is told of as one that gives no useful answer.
 */
final class IdPages {

  private final Conversation conversation;
  private final String collection;
  private final Route get;
  private final RecordFilter filter;
  private final ListingBound listed;

  /**
   * The ids of the records a filter selects.
   *
   * @param collection its name
   * @param counted what the server says it has
   */
  IdPages(
      Conversation conversation,
      String collection,
      Route get,
      RecordFilter filter,
      LongSupplier counted) {
    this.conversation = conversation;
    this.collection = collection;
    this.get = get;
    this.filter = filter;
    this.listed = new ListingBound(counted);
  }

  /** Passes on the first so many of them, or all where there are fewer. */
  void upTo(long most, Consumer<String> each) {
    List<String> before = List.of();
    long offset = 0;
    while (offset < most) {
      List<String> page = page(most - offset, offset);
      if (page.isEmpty()) {
        return;
      }
      if (page.equals(before)) {
        throw nonsense(
            call(page.size(), offset),
            "gives the same page of ids of collection " + collection + " again and again");
      }
      if (!listed.add(page.size())) {
        throw nonsense(
            call(page.size(), offset),
            "lists the ids of collection " + collection + " without end: " + listed.told());
      }
      page.forEach(each);
      before = page;
      offset += page.size();
    }
  }

  /** Passes on the first page again and again, until what takes it has removed them all. */
  void untilNoneIsLeft(Consumer<List<String>> remove) {
    List<String> before = List.of();
    while (true) {
      List<String> page = page(Long.MAX_VALUE, 0);
      if (page.isEmpty()) {
        return;
      }
      if (page.equals(before)) {
        throw nonsense(
            call(page.size(), 0),
            "still has the records of collection " + collection + " that it said it deleted");
      }
      if (!listed.add(page.size())) {
        throw nonsense(
            call(page.size(), 0),
            "has ever more records to delete in collection " + collection + ": " + listed.told());
      }
      remove.accept(page);
      before = page;
    }
  }

  private List<String> page(long wanted, long offset) {
    PageSize pages = conversation.pageSizes().ids();
    return pages.falling(
        (int) Math.min(wanted, pages.most()),
        most ->
            conversation.ask(call(most, offset), parser -> RecordPage.read(parser, most)).ids());
  }

  private Call call(int most, long offset) {
    return Call.readingPost(get, RequestBodies.idsPage(filter, most, offset));
  }

  private ChromaException nonsense(Call call, String what) {
    return conversation.useless(
        call,
        new ChromaException(BROKEN_ANSWER, conversation.address().url() + " " + what + ".", null));
  }
}
