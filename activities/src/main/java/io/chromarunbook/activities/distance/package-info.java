/** Distances of embeddings as Chroma measures them, and by which function an index does. */
package io.chromarunbook.activities.distance;
