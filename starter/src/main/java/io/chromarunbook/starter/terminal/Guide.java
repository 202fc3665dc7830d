package io.chromarunbook.starter.terminal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the help of a command says beyond its words and options. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Guide {

  /** What it is for. */
  CommandGroup group();

  /** Who may do it, as "May be done by ..." goes on. */
  String who();

  /** What is different afterwards, in half a sentence. */
  String changes();

  /** Command lines to copy, without the program. */
  String[] examples();
}
