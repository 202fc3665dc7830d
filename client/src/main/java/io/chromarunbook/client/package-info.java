/**
 * Typed calls to runs, for everybody who starts, asks or tells them: over a connection that
 * somebody else opened, with a typed answer or a {@link ClientFailure}, and without a word for
 * people.
 */
package io.chromarunbook.client;
