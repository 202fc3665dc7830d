package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.starter.offline.FilesLook;
import io.chromarunbook.starter.offline.NotUndone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a run has frozen or switched by its files, which matters most where nobody acts for it. */
final class Undone {

  private static final String UNSURE = ", and its end is not written down.";

  private Undone() {}

  static List<Evidence> of(RunFacts facts) {
    List<Evidence> evidence = new ArrayList<>();
    facts.files().map(FilesLook::left).ifPresent(left -> of(left, evidence));
    return evidence;
  }

  private static void of(NotUndone left, List<Evidence> evidence) {
    if (left.frozenSince() != null) {
      evidence.add(
          left.freezeCertain()
              ? since("Its source refuses writes, by its files since ", left.frozenSince(), ".")
              : since(
                  "Its source may refuse writes: by its files the freeze was begun at ",
                  left.frozenSince(),
                  UNSURE));
    }
    if (left.switchedSince() != null) {
      evidence.add(
          left.switchCertain()
              ? since("Applications use the target, by its files since ", left.switchedSince(), ".")
              : since(
                  "Applications may use the target: by its files the switch was begun at ",
                  left.switchedSince(),
                  UNSURE));
    }
  }

  private static Evidence since(String what, Instant moment, String end) {
    return times -> what + times.apply(moment) + end;
  }
}
