package io.chromarunbook.starter.command;

import io.temporal.common.converter.EncodedValues;
import io.temporal.workflow.DynamicWorkflow;

/** Whatever it is given, it cannot carry it out, as a release that does not know a run's code. */
public final class OtherRelease implements DynamicWorkflow {

  @Override
  public Object execute(EncodedValues arguments) {
    throw new IllegalStateException("this release does not know how that goes on");
  }
}
