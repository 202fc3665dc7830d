/** One run at a time on a source, and on a target. */
package io.chromarunbook.activities.lock;
