package io.chromarunbook.activities.standing;

import io.chromarunbook.workflows.text.Printable;
import java.util.ArrayList;
import java.util.List;

/** The first few of many names that came from data, as sentences show them. */
final class Examples {

  private static final int LONGEST = 60;

  private final int most;
  private final List<String> first = new ArrayList<>();
  private long given;

  Examples(int most) {
    this.most = most;
  }

  void add(String name) {
    given++;
    if (first.size() < most) {
      first.add(shown(name));
    }
  }

  int kept() {
    return first.size();
  }

  /** A name in one line, cut where it is long. */
  static String shown(String name) {
    return Printable.of(name, LONGEST);
  }

  @Override
  public String toString() {
    String all = String.join(", ", first);
    return given == first.size() ? all : all + (first.isEmpty() ? "not shown" : " and more");
  }
}
