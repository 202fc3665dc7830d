/** Chroma servers behind one port, with an adapter per API generation. */
package io.chromarunbook.chroma;
