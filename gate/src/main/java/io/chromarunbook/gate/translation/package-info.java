/**
 * Lets clients of Chroma 0.x go on after the switch to a 1.x server: what they ask, as the target
 * understands it, and what it answers, as their source would have. Pure functions, without network.
 */
package io.chromarunbook.gate.translation;
