package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.pipeline.Trailing;
import io.chromarunbook.chroma.ChromaRecord;
import java.util.List;

/** Source and target at the same time, in one reading of the snapshot. */
final class BothSides implements Side {

  private final Side source;
  private final Side target;
  private final Trailing<Runnable> atSource = new Trailing<>("at-source", Runnable::run);

  BothSides(Side source, Side target) {
    this.source = source;
    this.target = target;
  }

  @Override
  public PartOfSide part(int collection, int part) {
    PartOfSide fromSource = source.part(collection, part);
    PartOfSide fromTarget = target.part(collection, part);
    return new PartOfSide() {
      @Override
      public void compare(List<ChromaRecord> batch) {
        if (batch.size() == 1) {
          // Perhaps a record as large as a server takes: one copy of it in memory is enough.
          fromTarget.compare(batch);
          target.settle();
          atSource.accept(() -> fromSource.compare(batch));
        } else {
          atSource.accept(() -> fromSource.compare(batch));
          fromTarget.compare(batch);
        }
      }

      @Override
      public void end() {
        atSource.accept(fromSource::end);
        fromTarget.end();
      }
    };
  }

  @Override
  public void collection(int collection) {
    atSource.accept(() -> source.collection(collection));
    target.collection(collection);
  }

  @Override
  public void settle() {
    atSource.accept(source::settle);
    target.settle();
    atSource.finish();
  }

  @Override
  public void close() {
    atSource.close();
    source.close();
    target.close();
  }
}
