/** Does everything but migrate, so that nothing is found out for the first time in the freeze. */
package io.chromarunbook.activities.dryrun;
