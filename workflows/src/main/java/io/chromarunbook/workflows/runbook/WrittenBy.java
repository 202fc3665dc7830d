package io.chromarunbook.workflows.runbook;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which classes alone write the fields of a part of the state; everybody may read them. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface WrittenBy {

  /** The chapters. */
  Class<?>[] value();
}
