package io.chromarunbook.chroma;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How much a server takes or gives in one request, as far as was found out. */
public final class PageSizes {

  private static final int COLLECTIONS = 1_000;

  /** Ids are short and an offset costs a little for each row skipped, so pages are large. */
  private static final int IDS = 5_000;

  private final PageSize collections = new PageSize(COLLECTIONS);
  private final PageSize ids = new PageSize(IDS);
  private final PageSize reads = new PageSize(Integer.MAX_VALUE);
  private final PageSize writes = new PageSize(Integer.MAX_VALUE);

  /** Collections it lists. */
  PageSize collections() {
    return collections;
  }

  /** Ids it lists. */
  PageSize ids() {
    return ids;
  }

  /** Records it gives. */
  public PageSize reads() {
    return reads;
  }

  /** What of it is less than others take, in words like "300 records a read"; mostly nothing. */
  public List<String> fallen() {
    List<String> fallen = new ArrayList<>();
    tell(collections, "collections a list", fallen);
    tell(ids, "ids a list", fallen);
    tell(reads, "records a read", fallen);
    tell(writes, "records a write", fallen);
    return fallen;
  }

  private static void tell(PageSize size, String what, List<String> fallen) {
    if (size.fell()) {
      fallen.add(String.format(Locale.ROOT, "%,d %s", size.most(), what));
    }
  }

  /** Records it takes, or deletes. */
  public PageSize writes() {
    return writes;
  }
}
