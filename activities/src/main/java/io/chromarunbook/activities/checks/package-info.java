/** The validation suite: twelve families of checks, what each proves, and how it is judged. */
package io.chromarunbook.activities.checks;
