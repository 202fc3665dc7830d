/** The way to the source for records a rollback left behind at the target. */
package io.chromarunbook.activities.putback;
