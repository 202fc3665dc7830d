package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Where a secret is to be found by the process that needs it: an environment variable or a file,
 * exactly one of them. The secret itself never stands in a plan.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecretReference(
    @PlanKey(
            means = "The environment variable of the process that needs the secret",
            takes = "the name of a variable",
            unset = "it is in a file",
            example = "AUTHORIZATION")
        String env,
    @PlanKey(
            means = "A file that has the secret and nothing else",
            takes = "a path on the machine that needs it",
            unset = "it is in the environment",
            example = "/run/secrets/authorization")
        String file) {

  public SecretReference {
    if ((env == null) == (file == null)) {
      throw new IllegalArgumentException(
          "a secret is named by 'env: VARIABLE' or by 'file: PATH', exactly one of the two");
    }
  }

  @Override
  public String toString() {
    return env != null ? "environment variable " + env : "file " + file;
  }
}
