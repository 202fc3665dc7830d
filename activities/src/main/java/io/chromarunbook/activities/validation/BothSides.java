package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.chroma.ChromaRecord;
import java.util.List;

/** Source and target at the same time, in one reading of the snapshot. */
record BothSides(Side source, Side target) implements Side {

  @Override
  public PartOfSide part(int collection, int part) {
    return new Parts(source.part(collection, part), target.part(collection, part));
  }

  @Override
  public void collection(int collection) {
    AtOnce.run(() -> source.collection(collection), () -> target.collection(collection));
  }

  private record Parts(PartOfSide source, PartOfSide target) implements PartOfSide {

    @Override
    public void compare(List<ChromaRecord> batch) {
      if (batch.size() == 1) {
        // Perhaps a record as large as a server takes: one copy of it in memory is enough.
        target.compare(batch);
        source.compare(batch);
      } else {
        AtOnce.run(() -> source.compare(batch), () -> target.compare(batch));
      }
    }

    @Override
    public void end() {
      source.end();
      target.end();
    }
  }
}
