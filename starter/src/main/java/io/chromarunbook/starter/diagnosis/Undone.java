package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.starter.offline.FilesLook;
import io.chromarunbook.starter.offline.NotUndone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a run has frozen or switched by its files, which matters most where nobody acts for it. */
final class Undone {

  private Undone() {}

  static List<Evidence> of(RunFacts facts) {
    List<Evidence> evidence = new ArrayList<>();
    facts.files().map(FilesLook::left).ifPresent(left -> of(left, evidence));
    return evidence;
  }

  private static void of(NotUndone left, List<Evidence> evidence) {
    if (left.frozenSince() != null) {
      evidence.add(since("Its source refuses writes, by its files since ", left.frozenSince()));
    }
    if (left.switchedSince() != null) {
      evidence.add(since("Applications use the target, by its files since ", left.switchedSince()));
    }
  }

  private static Evidence since(String what, Instant moment) {
    return times -> what + times.apply(moment) + ".";
  }
}
