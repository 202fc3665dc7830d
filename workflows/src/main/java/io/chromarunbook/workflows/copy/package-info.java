/**
 * The copying children: all collections in order, and each collection of several parts part by
 * part.
 */
package io.chromarunbook.workflows.copy;
