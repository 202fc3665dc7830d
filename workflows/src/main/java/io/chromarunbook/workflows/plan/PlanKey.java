package io.chromarunbook.workflows.plan;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a key of the plan means to whoever writes one. It stands at the record's component, and is
 * the one source of what a drafted plan, the page about plans and the complaints about a wrong plan
 * say of it. Name, type and default are the component's own.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface PlanKey {

  /** What it says, without a full stop. */
  String means();

  /** What can be written there, where its type does not tell; goes on after "possible is". */
  String takes() default "";

  /** What holds where it is left out and no value says that; goes on after "left out:". */
  String unset() default "";

  /** A value as YAML in one line, for a key that has no default. */
  String example() default "";

  /** Whether it has to be written. */
  boolean needed() default false;

  /** The keys beside it of which any may stand there in its place, where it is needed. */
  String[] instead() default {};

  /** Whether its value alone may stand for all keys of its record. */
  boolean alone() default false;

  /** The one key above it that it can be written under, where it is not all of them. */
  String onlyUnder() default "";

  /** The key beside it that its value is held against, where there is one. */
  String heldAgainst() default "";
}
