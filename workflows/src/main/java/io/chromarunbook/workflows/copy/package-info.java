/** The copying children: all collections in order, and each collection part by part. */
package io.chromarunbook.workflows.copy;
